"""Commitments from tables: one a goal numeral, by what its column's head says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicons.measures import dimension_of
from extractors.mentions.numerals import Numeral, numbers
from extractors.mentions.quantities import quantity
from extractors.mentions.times import TimeMention
from extractors.rows.commitments import NATURES, Commitment
from extractors.rows.phrases import ASPIRATION
from extractors.rows.reading import Reading
from extractors.rows.table_columns import YEAR, ColumnRole
from extractors.rows.table_measures import CellWords, cell_measure
from extractors.rows.table_names import row_indicator, without_verb
from extractors.rows.timeline import Due, Timeline
from extractors.schema.vocabulary import Modality, Nature
from extractors.structure.tables import Cell, HeadCell, Row, Table
from extractors.text.view import Span
from extractors.values import dataclass

_UNDERTAKEN: tuple[ColumnRole, ...] = ("goal", "change", "amount", "standard")
#: 设区市≥25, 成片:约110: the part of what is measured that a value holds for.
_QUALIFIER = re.compile(
    r"\s*(?P<words>(?!累计|年均|不低于|不少于|不超过|不高于|大于|小于|高于|低于|超过|达到|控制|保持|力争|稳定)[一-鿿]{2,12}?)"
    r"(?:[:](?=\D{0,3}[0-9])|(?=\s*(?:[<>≥≤]|不低于|不少于|大于|约(?=\s*[0-9]))))"
)
#: 单位:亩, 单位:套; a list of several is none.
_UNIT_LINE = re.compile(r"(?<![一-鿿])单位[:][ ]?(?P<unit>[^\s、,;()/]{1,8})[)]?(?=[ ]*(?:\n|$|[ ]))")
#: 套数, 户数: a head that names the unit of its numbers.
_COUNTED = re.compile(r"(?:计划|改造|建设|新开工|开工|任务)?(?P<unit>[套户座家个辆台处间所条栋])数")


@dataclass(frozen=True, slots=True)
class _Baseline:
    value: float | None
    year: int | None


def table_commitments(reading: Reading, timeline: Timeline) -> Iterator[Commitment]:
    """Yield the commitments of a document's tables, in text order."""
    for table in reading.tables:
        for row in table.rows:
            yield from _of_row(reading, timeline, table, row)


def table_baselines(reading: Reading) -> Iterator[Span]:
    """Yield the ranges of the starting values in the base columns of tables."""
    for table in reading.tables:
        for row in table.rows:
            for _, _, numeral in _numerals(reading, row, "base"):
                yield Span(numeral.start, numeral.end)


def _of_row(reading: Reading, timeline: Timeline, table: Table, row: Row) -> Iterator[Commitment]:
    view = reading.view
    baseline, nature = _baseline(reading, row), _nature(reading, row)
    with_goal = any(True for _ in _numerals(reading, row, "goal"))
    for cell, role, numeral in _numerals(reading, row, *_UNDERTAKEN):
        words = view.folded[cell.span.start : cell.span.end]
        named = row_indicator(view, table, row, cell.head, role)
        read = quantity(view.folded, numeral, cell.span.end)
        if role == "standard" and read.comparator == "eq":
            # 达到得5分: a number without a word that compares may be anything.
            continue
        own_unit = view.text[slice(*read.unit)] if read.unit else None
        unit = own_unit or _unit(reading, table, row, cell.head, words, role)
        measure, recurrence = cell_measure(
            CellWords(
                role=role,
                head=view.folded[cell.head.span.start : cell.head.span.end],
                cell=words,
                name=named.full,
                unit=unit,
                with_goal=with_goal,
                with_base=baseline.value is not None,
            )
        )
        indicator = without_verb(named.words) if measure == "increment" else named.words
        qualifier = (
            _QUALIFIER.match(view.folded, cell.span.start, numeral.start) if role != "standard" else None
        )
        yield Commitment(
            indicator=indicator + (f"({qualifier['words']})" if qualifier else ""),
            measure=measure,
            comparator=read.comparator,
            value=numeral.value,
            value_max=numeral.value_max,
            value_span=Span(numeral.start, numeral.end),
            unit=unit,
            recurrence=recurrence,
            per=None,
            due=_due(reading, timeline, table, row, cell.head),
            baseline_value=baseline.value,
            baseline_year=baseline.year,
            nature=nature,
            modality=_modality(words),
            quote=row.span,
            opening=numeral.start,
            rule=f"target.table_{role}",
        )


def _numerals(reading: Reading, row: Row, *roles: ColumnRole) -> Iterator[tuple[Cell, ColumnRole, Numeral]]:
    """Yield the first number of each cell under a column of one of the roles; years are none, nor are cells of sentences."""
    for cell in row.cells:
        role = reading.column_roles[cell.head.span.start]
        if role not in roles or reading.row_of_prose(cell.span.start) is not None:
            continue
        found = numbers(reading.view.folded, cell.span.start, cell.span.end)
        numeral = next((one for one in found if reading.time_at(one.start, one.end) is None), None)
        if numeral is not None:
            yield cell, role, numeral


def _unit(
    reading: Reading, table: Table, row: Row, head: HeadCell, words: str, role: ColumnRole
) -> str | None:
    """Return the unit of a cell's number: the head's own, the row's, that of the head's words (套数)."""
    view = reading.view
    if head.unit is not None and (role != "goal" or row.unit is None):
        return view.text[head.unit.start : head.unit.end]
    unit = view.text[row.unit.start : row.unit.end] if row.unit is not None else None
    if (
        role == "change"
        and unit is not None
        and dimension_of(unit) != "ratio"
        and not re.match(r"\s*[\[〔【(]", words)
    ):
        # A growth a year is a rate, whatever the unit of what grows.
        return "%"
    if unit is not None:
        return unit
    for span in (head.span, head.over):
        counted = _COUNTED.match(view.folded, span.start, span.end) if span is not None else None
        if counted:
            return view.text[slice(*counted.span("unit"))]
    if head.over is not None:
        bracket = re.search(r"\(([^()]{1,8})\)$", view.folded[head.over.start : head.over.end])
        return bracket[1] if bracket else None
    return _unit_of_all(reading, table)


def _unit_of_all(reading: Reading, table: Table) -> str | None:
    """Return the unit that a line between the title and the head gives for all numbers (单位:亩)."""
    above = table.title.end if table.title is not None else max(0, table.span.start - 20)
    said = _UNIT_LINE.search(reading.view.folded, above, table.span.start)
    unit = reading.view.trim(*said.span("unit")) if said else None
    return reading.view.text[unit.start : unit.end] if unit is not None else None


def _modality(words: str) -> Modality:
    return "aspirational" if ASPIRATION.search(words) else "firm"


def _baseline(reading: Reading, row: Row) -> _Baseline:
    """Return the last starting value of a row; several parts of one cell give none."""
    found = list(_numerals(reading, row, "base"))
    if not found:
        return _Baseline(None, None)
    head, numeral = found[-1][0].head, found[-1][2]
    if sum(cell.head is head for cell, _, _ in found) > 1:
        return _Baseline(None, None)
    for span in (head.span, head.over):
        year = YEAR.search(reading.view.folded, span.start, span.end) if span is not None else None
        if year:
            return _Baseline(numeral.value, int(year[0]))
    return _Baseline(numeral.value, None)


def _nature(reading: Reading, row: Row) -> Nature | None:
    for cell in row.cells:
        if cell.head.kind == "nature":
            words = reading.view.folded[cell.span.start : cell.span.end]
            return next((nature for word, nature in NATURES if word in words), None)
    return None


def _due(reading: Reading, timeline: Timeline, table: Table, row: Row, head: HeadCell) -> Due:
    """A day in the row or the column's head is explicit, one above the row or in the table's title is its section's."""
    spans = [cell.span for cell in row.cells if cell.head.kind == "due"]
    for span in (*spans, head.span, head.over):
        own = _time_in(reading, span)
        if own is not None:
            return Due(own.end_on, "explicit", own)
    for span in (row.group, table.title or _heading_above(reading, table)):
        above = _time_in(reading, span)
        if above is not None:
            return Due(above.end_on, "section", above)
    return timeline.plan_end()


def _heading_above(reading: Reading, table: Table) -> Span | None:
    """Return the heading right above a table, which titles it (专栏1 “十四五”时期主要指标), or None."""
    section = reading.section_at(table.start)
    if section is None or section.heading.end > table.start:
        return None
    between = reading.view.folded[section.heading.end : table.start]
    return section.heading if not between.strip() else None


def _time_in(reading: Reading, span: Span | None) -> TimeMention | None:
    if span is None:
        return None
    # 指标体系(2023年版): the year of an edition is no day by which.
    return next(
        (
            time
            for time in reading.times_within(span)
            if time.end_on is not None and not reading.view.folded.startswith("版", time.end)
        ),
        None,
    )
