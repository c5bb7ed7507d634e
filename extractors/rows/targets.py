"""``targets``: one row a quantified commitment, from sentences and from indicator tables."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicons.measures import normalize
from extractors.rows.commitments import NATURES, Commitment
from extractors.rows.indicators import indicator_id
from extractors.rows.measurements import Measurement, is_projected
from extractors.rows.reading import Reading
from extractors.rows.table_targets import table_commitments
from extractors.rows.timeline import Timeline
from extractors.schema.rows import TargetRow
from extractors.schema.vocabulary import Nature
from extractors.text.view import Span

#: Words that tell of what has been reached.
#: 合计2912套, 项目合计: the sum of other rows.
_TOTAL = re.compile(r"^(?:合计|总计|共计)|(?:合计|总计|共计)$")
_EXPECTED = re.compile(r"预期目标")
_REPORTED = re.compile(r"已(?!于20)|目前|截至|现有|现已|去年|上年|过去|近年|同比|累计完成")


def is_commitment(reading: Reading, timeline: Timeline, measured: Measurement) -> bool:
    """Whether a measured number is undertaken: in a plan's goals and tasks, in a reply's next steps."""
    start = measured.quantity.numeral.start
    section = reading.section_at(start)
    if measured.clause.predicate.is_reported or is_projected(reading, measured.clause):
        return False
    if reading.facts.document_type in ("reply", "work_report"):
        return timeline.is_ahead(start)
    if section is not None and section.role in ("principle", "context"):
        return False
    if measured.rule == "head_number" and (section is None or section.role != "goal"):
        # A number behind its head without a verb is a goal among goals, elsewhere a description.
        return False
    sentence = reading.sentence(start, start)
    return not _REPORTED.search(reading.view.folded, sentence.start, start)


def target_rows(reading: Reading, timeline: Timeline, measured: list[Measurement]) -> tuple[TargetRow, ...]:
    """Return the commitments in text order, restatements linked to what they restate."""
    said = [
        *(_from_sentence(reading, timeline, one) for one in measured),
        *table_commitments(reading, timeline),
    ]
    rows: list[TargetRow] = []
    first: dict[tuple[object, ...], str] = {}
    for one in sorted(said, key=lambda one: one.value_span.start):
        row = _row(reading, timeline, one)
        earlier = first.setdefault(_identity(row), row.target_id)
        rows.append(replace(row, restates_target_id=earlier) if earlier != row.target_id else row)
    return tuple(rows)


def _identity(row: TargetRow) -> tuple[object, ...]:
    return (
        row.indicator,
        row.measure,
        row.value,
        row.value_max,
        row.unit,
        row.due_on,
        row.recurrence,
        row.per,
    )


def _from_sentence(reading: Reading, timeline: Timeline, measured: Measurement) -> Commitment:
    quantity, text = measured.quantity, reading.view.text
    numeral, per = quantity.numeral, measured.clause.per
    return Commitment(
        indicator=measured.name.words,
        measure=measured.measure,
        comparator=quantity.comparator,
        value=numeral.value,
        value_max=numeral.value_max,
        value_span=Span(numeral.start, numeral.end),
        unit=text[slice(*quantity.unit)] if quantity.unit else None,
        recurrence=measured.recurrence,
        per=text[per.start : per.end] if per else None,
        due=timeline.governing(numeral.start),
        baseline_value=measured.baseline.numeral.value if measured.baseline else None,
        baseline_year=None,
        nature=_nature(reading, numeral.start, numeral.end),
        modality=measured.modality,
        quote=reading.sentence(quantity.start, quantity.end),
        rule=f"target.{measured.rule}",
    )


def _nature(reading: Reading, start: int, end: int) -> Nature | None:
    """Return the nature that brackets behind the number say (70%(预期性)), or a report's 预期目标 before it."""
    behind = reading.view.folded[end : end + 14]
    said = next((nature for word, nature in NATURES if f"({word}性" in behind), None)
    if said is None and reading.facts.document_type == "work_report":
        opening = reading.view.stop_before(start)
        return "expected" if _EXPECTED.search(reading.view.folded, opening, start) else None
    return said


def _row(reading: Reading, timeline: Timeline, one: Commitment) -> TargetRow:
    place = reading.place(one.quote.start)
    normalized, plain_unit = normalize(one.value, one.unit)
    return TargetRow(
        target_id=reading.id("target", one.value_span.start),
        recurrence=one.recurrence,
        per=one.per,
        due_on=one.due.on,
        deadline_id=timeline.deadline_id(one.due.time),
        deadline_basis=one.due.basis,
        baseline_value=one.baseline_value,
        baseline_year=one.baseline_year,
        nature=one.nature,
        modality=one.modality,
        restates_target_id=None,
        is_total=bool(_TOTAL.search(one.indicator)),
        indicator=one.indicator,
        indicator_id=indicator_id(one.indicator),
        measure=one.measure,
        comparator=one.comparator,
        value=one.value,
        value_max=one.value_max,
        value_text=reading.view.quote(one.value_span.start, one.value_span.end),
        value_start=one.value_span.start,
        value_end=one.value_span.end,
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
