"""``targets``: one row a quantified commitment, from sentences and from indicator tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.lexicons.measures import normalize
from extractors.mentions.numerals import numbers
from extractors.mentions.quantities import quantity
from extractors.mentions.times import TimeMention
from extractors.rows.deadlines import Due, deadline_id, governing, is_ahead, plan_end
from extractors.rows.indicators import indicator_id
from extractors.rows.measurements import Measurement, is_projected
from extractors.rows.reading import Reading
from extractors.schema.rows import TargetRow
from extractors.schema.vocabulary import Comparator, Measure, Nature, Recurrence
from extractors.structure.tables import HeadCell, IndicatorTable, Row
from extractors.text.view import Span

_REPORTED = re.compile(r"已(?!于20)|目前|截至|现有|现已|去年|上年|过去|近年|同比|累计完成")
_NATURES: tuple[tuple[str, Nature], ...] = (("预期", "expected"), ("约束", "binding"))
#: A word of change that a change column carries and an indicator drops.
_CHANGE_TAIL = re.compile(r"(?:增长率?|增速|增幅|下降|降低|提高|提升)$")
_REDUCED = re.compile(r"(?:下降|降低|减少|压减)")


@dataclass(frozen=True, slots=True)
class _Said:
    """A row's own columns before they are placed."""

    indicator: str
    measure: Measure
    comparator: Comparator
    value: float
    value_max: float | None
    span: Span
    unit: str | None
    recurrence: Recurrence
    per: str | None
    due: Due
    baseline_value: float | None
    baseline_year: int | None
    nature: Nature | None
    aspirational: bool
    quote: Span
    rule: str


def is_commitment(reading: Reading, measured: Measurement) -> bool:
    """Whether a measured number is undertaken: in a plan's goals and tasks, in a reply's next steps."""
    start = measured.quantity.numeral.start
    section = reading.section_at(start)
    kind = reading.facts.document_type
    if measured.clause.is_reported or is_projected(reading, measured.clause):
        return False
    if kind == "reply":
        return is_ahead(reading, start)
    if section is not None and section.role in ("principle", "context"):
        return False
    sentence = reading.view.sentence(start)
    return not _REPORTED.search(reading.view.folded, sentence.start, start)


def target_rows(reading: Reading, measured: list[Measurement]) -> tuple[TargetRow, ...]:
    """Return the commitments in text order, restatements marked."""
    said = [*(_from_sentence(reading, m) for m in measured), *_from_tables(reading)]
    rows: list[TargetRow] = []
    first: dict[tuple[object, ...], str] = {}
    for one in sorted(said, key=lambda one: one.span.start):
        row = _row(reading, one, first)
        first.setdefault(_identity(row), row.target_id)
        rows.append(row)
    return tuple(rows)


def _identity(row: TargetRow) -> tuple[object, ...]:
    return (row.indicator, row.measure, row.value, row.value_max, row.unit, row.due_on, row.recurrence, row.per)


def _from_sentence(reading: Reading, measured: Measurement) -> _Said:
    quantity_, text = measured.quantity, reading.view.text
    numeral = quantity_.numeral
    unit = text[slice(*quantity_.unit)] if quantity_.unit else None
    per = measured.clause.per
    return _Said(
        indicator=measured.indicator,
        measure=measured.measure,
        comparator=quantity_.comparator,
        value=numeral.value,
        value_max=numeral.value_max,
        span=Span(numeral.start, numeral.end),
        unit=unit,
        recurrence=measured.recurrence,
        per=text[per.start : per.end] if per else None,
        due=governing(reading, numeral.start),
        baseline_value=measured.baseline.numeral.value if measured.baseline else None,
        baseline_year=None,
        nature=_nature(reading, numeral.end),
        aspirational=measured.modality == "aspirational",
        quote=reading.view.sentence(quantity_.start, quantity_.end),
        rule=f"target.{measured.rule}",
    )


def _nature(reading: Reading, end: int) -> Nature | None:
    behind = reading.view.folded[end : end + 14]
    return next((nature for word, nature in _NATURES if re.search(rf"\({word}性", behind)), None)


def _from_tables(reading: Reading) -> Iterator[_Said]:
    for table in reading.tables:
        for row in table.rows:
            yield from _from_row(reading, table, row)


def _from_row(reading: Reading, table: IndicatorTable, row: Row) -> Iterator[_Said]:
    folded = reading.view.folded
    base = _base(reading, row)
    nature = _row_nature(reading, row)
    for head, cell in row.cells:
        if head.kind not in ("goal", "change"):
            continue
        for numeral in numbers(folded, cell.start, cell.end):
            words = folded[cell.start : cell.end]
            yield _cell(reading, table, row, head, Span(cell.start, cell.end), words, numeral.start, base, nature)
            break


def _cell(
    reading: Reading,
    table: IndicatorTable,
    row: Row,
    head: HeadCell,
    cell: Span,
    words: str,
    at: int,
    base: tuple[float, int | None] | None,
    nature: Nature | None,
) -> _Said:
    text = reading.view.text
    numeral = next(iter(numbers(reading.view.folded, at, cell.end)))
    read = quantity(reading.view.folded, numeral, cell.end)
    name = text[row.name.start : row.name.end]
    measure, recurrence = _cell_measure(head, words, name)
    unit = text[slice(*read.unit)] if read.unit and len(words) > numeral.end - numeral.start + 2 else None
    return _Said(
        indicator=_CHANGE_TAIL.sub("", name),
        measure=measure,
        comparator=read.comparator,
        value=numeral.value,
        value_max=numeral.value_max,
        span=Span(numeral.start, numeral.end),
        unit=unit or text[row.unit.start : row.unit.end],
        recurrence=recurrence,
        per=None,
        due=_column_due(reading, table, head),
        baseline_value=base[0] if base else None,
        baseline_year=base[1] if base else None,
        nature=nature,
        aspirational=False,
        quote=row.span,
        rule=f"target.table_{head.kind}",
    )


def _cell_measure(head: HeadCell, words: str, name: str) -> tuple[Measure, Recurrence]:
    """Goal column: level; change column: [N] is added or taken over the term, N is a yearly rate (GUIDELINE, tables)."""
    bracketed = words.startswith("[")
    if head.kind == "goal":
        return ("increment", "once") if bracketed else ("level", "once")
    falls = bool(_REDUCED.search(name)) or words.lstrip("[").startswith("-")
    if bracketed:
        return ("reduction" if falls else "increment"), "once"
    if falls:
        return "reduction", "annual"
    return ("level", "annual") if name.endswith("失业率") else ("growth", "annual")


def _base(reading: Reading, row: Row) -> tuple[float, int | None] | None:
    for head, cell in row.cells:
        if head.kind == "base":
            numeral = next(iter(numbers(reading.view.folded, cell.start, cell.end)), None)
            if numeral is not None:
                year = re.search(r"(?:19|20)[0-9]{2}", reading.view.folded[head.span.start : head.span.end])
                return numeral.value, int(year[0]) if year else None
    return None


def table_baselines(reading: Reading) -> Iterator[Span]:
    """Yield the ranges of the starting values in the base columns of tables."""
    for table in reading.tables:
        for row in table.rows:
            for head, cell in row.cells:
                numeral = next(iter(numbers(reading.view.folded, cell.start, cell.end)), None)
                if head.kind == "base" and numeral is not None:
                    yield Span(numeral.start, numeral.end)


def _row_nature(reading: Reading, row: Row) -> Nature | None:
    for head, cell in row.cells:
        if head.kind == "nature":
            words = reading.view.folded[cell.start : cell.end]
            return next((nature for word, nature in _NATURES if word in words), None)
    return None


def _column_due(reading: Reading, table: IndicatorTable, head: HeadCell) -> Due:
    """A day in the column's own head is explicit, the term in the table's title gives it to the change column."""
    own = _time_in(reading, head.span)
    if own is not None:
        return Due(own.end_on, "explicit", own)
    titled = _time_in(reading, table.title) if table.title else None
    if titled is not None:
        return Due(titled.end_on, "section", titled)
    return plan_end(reading)


def _time_in(reading: Reading, span: Span) -> TimeMention | None:
    return next((t for t in reading.times if span.start <= t.start < span.end and t.end_on is not None), None)


def _row(reading: Reading, one: _Said, first: dict[tuple[object, ...], str]) -> TargetRow:
    place = reading.place(one.span.start)
    normalized, plain_unit = normalize(one.value, one.unit)
    target_id = reading.id("target", one.span.start)
    due_on: date | None = one.due.on
    row = TargetRow(
        target_id=target_id,
        recurrence=one.recurrence,
        per=one.per,
        due_on=due_on,
        deadline_id=deadline_id(reading, one.due.time),
        deadline_basis=one.due.basis,
        baseline_value=one.baseline_value,
        baseline_year=one.baseline_year,
        nature=one.nature,
        modality="aspirational" if one.aspirational else "firm",
        restates_target_id=None,
        is_total=False,
        indicator=one.indicator,
        indicator_id=indicator_id(one.indicator),
        measure=one.measure,
        comparator=one.comparator,
        value=one.value,
        value_max=one.value_max,
        value_text=reading.view.quote(one.span.start, one.span.end),
        value_start=one.span.start,
        value_end=one.span.end,
        unit=one.unit,
        value_normalized=normalized,
        unit_normalized=plain_unit,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=one.rule,
        quote=reading.view.quote(one.quote.start, one.quote.end),
        char_start=one.quote.start,
        char_end=one.quote.end,
    )
    return _restating(row, first.get(_identity(row)))


def _restating(row: TargetRow, earlier: str | None) -> TargetRow:
    return replace(row, restates_target_id=earlier) if earlier else row
