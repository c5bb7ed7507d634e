"""Commitments from indicator tables: one a goal numeral, by what its column's head says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mentions.numerals import Numeral, numbers
from extractors.mentions.quantities import quantity
from extractors.mentions.times import TimeMention
from extractors.rows.commitments import NATURES, Commitment
from extractors.rows.reading import Reading
from extractors.rows.timeline import Due, Timeline
from extractors.schema.vocabulary import Measure, Nature, Recurrence
from extractors.structure.tables import CellKind, HeadCell, IndicatorTable, Row
from extractors.text.view import Span

#: A word of change that the measure carries and the indicator drops.
_CHANGE_TAIL = re.compile(r"(?:增长率?|增速|增幅|下降|降低|提高|提升)$")
_REDUCED = re.compile(r"下降|降低|减少|压减")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Baseline:
    value: float | None
    year: int | None


def table_commitments(reading: Reading, timeline: Timeline) -> Iterator[Commitment]:
    """Yield the commitments of a document's indicator tables, in text order."""
    for table in reading.tables:
        for row in table.rows:
            yield from _of_row(reading, timeline, table, row)


def table_baselines(reading: Reading) -> Iterator[Span]:
    """Yield the ranges of the starting values in the base columns of tables."""
    for table in reading.tables:
        for row in table.rows:
            for _, _, numeral in _numerals(reading, row, "base"):
                yield Span(numeral.start, numeral.end)


def _of_row(reading: Reading, timeline: Timeline, table: IndicatorTable, row: Row) -> Iterator[Commitment]:
    text = reading.view.text
    name = text[row.name.start : row.name.end]
    baseline, nature = _baseline(reading, row), _nature(reading, row)
    for head, cell, numeral in _numerals(reading, row, "goal", "change"):
        measure, recurrence = _measure(head, reading.view.folded[cell.start : cell.end], name)
        read = quantity(reading.view.folded, numeral, cell.end)
        yield Commitment(
            indicator=_CHANGE_TAIL.sub("", name),
            measure=measure,
            comparator=read.comparator,
            value=numeral.value,
            value_max=numeral.value_max,
            value_span=Span(numeral.start, numeral.end),
            unit=text[slice(*read.unit)] if read.unit else text[row.unit.start : row.unit.end],
            recurrence=recurrence,
            per=None,
            due=_due(reading, timeline, table, head),
            baseline_value=baseline.value,
            baseline_year=baseline.year,
            nature=nature,
            modality="firm",
            quote=row.span,
            rule=f"target.table_{head.kind}",
        )


def _numerals(reading: Reading, row: Row, *kinds: CellKind) -> Iterator[tuple[HeadCell, Span, Numeral]]:
    """Yield the first number of each cell under a column of one of the kinds."""
    for head, cell in row.cells:
        numeral = next(numbers(reading.view.folded, cell.start, cell.end), None)
        if head.kind in kinds and numeral is not None:
            yield head, cell, numeral


def _measure(head: HeadCell, words: str, name: str) -> tuple[Measure, Recurrence]:
    """Read a cell: goals are levels; a change in brackets is taken over the term, without them every year."""
    bracketed = words.startswith("[")
    if head.kind == "goal":
        return ("increment", "once") if bracketed else ("level", "once")
    falls = bool(_REDUCED.search(name)) or words.lstrip("[").startswith("-")
    if bracketed:
        return ("reduction" if falls else "increment"), "once"
    if falls:
        return "reduction", "annual"
    # A rate without a word of change in its name is a level that holds every year.
    return ("level", "annual") if name.endswith("失业率") else ("growth", "annual")


def _baseline(reading: Reading, row: Row) -> _Baseline:
    for head, _, numeral in _numerals(reading, row, "base"):
        year = _YEAR.search(reading.view.folded, head.span.start, head.span.end)
        return _Baseline(numeral.value, int(year[0]) if year else None)
    return _Baseline(None, None)


def _nature(reading: Reading, row: Row) -> Nature | None:
    for head, cell in row.cells:
        if head.kind == "nature":
            words = reading.view.folded[cell.start : cell.end]
            return next((nature for word, nature in NATURES if word in words), None)
    return None


def _due(reading: Reading, timeline: Timeline, table: IndicatorTable, head: HeadCell) -> Due:
    """A day in the column's own head is explicit, the term in the table's title gives it to the change column."""
    own = _time_in(reading, head.span)
    if own is not None:
        return Due(own.end_on, "explicit", own)
    titled = _time_in(reading, table.title) if table.title else None
    if titled is not None:
        return Due(titled.end_on, "section", titled)
    return timeline.plan_end()


def _time_in(reading: Reading, span: Span) -> TimeMention | None:
    return next((t for t in reading.times if span.start <= t.start < span.end and t.end_on is not None), None)
