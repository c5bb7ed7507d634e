"""``targets``: one row a quantified commitment, from sentences and from indicator tables."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicons.measures import normalize
from extractors.rows.commitments import NATURES, Commitment
from extractors.rows.indicators import indicator_id
from extractors.rows.measurements import Measurement
from extractors.rows.periods import promised_from
from extractors.rows.reading import Reading
from extractors.rows.series import place_of, series_id, years_of
from extractors.rows.table_targets import table_commitments
from extractors.rows.timeline import Timeline
from extractors.rows.told import EXPECTED, OF_PROJECT, Told, is_item
from extractors.schema.rows import TargetRow
from extractors.schema.vocabulary import Nature
from extractors.text.folding import fold_width
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

#: 合计2912套, 项目合计: the sum of other rows.
_TOTAL = re.compile(r"^(?:合计|总计|共计|小计)|(?:合计|总计|共计|小计)$")
_EXPECTED = re.compile(r"预期目标")
#: No commitment: what is expected to follow, the size of a project, what was applied for.
_PROJECTED = re.compile(rf"{EXPECTED}|{OF_PROJECT}|申请(?<!受理申请)(?!之日|后)")
#: 总建筑面积12000平方米: the size of one building; 每处建筑面积|不少于200平方米 is a standard.
_SIZED = re.compile(r"建筑面积")
#: 计划引进游艇20艘: what is planned, told among what was done.
_PLANNED = re.compile(r"(?:我[市区省县]|全[市区省县]|还|并|将)*(?:计划|拟)(?!的|外|内|总|中|任务|指标|生育)")
#: 一、目标任务, (二)年度工作目标: what is set below.
_GOALS_SET = re.compile(
    r"(?:20[0-9]{2}年度?|年度|今年|主要|总体|具体|工作|重点|全[市县区州]|分解|下达|[和与及、的])*(?:目标(?:任务)?|任务(?:目标|指标)|指标任务|目标指标)(?:分解|安排)?[:]?"
)
#: 配备率100%, 按时完成率100%: a rate that says how much of what is to be done is done.
_RATE_OF_DOING = re.compile(
    r"(?:完成|办结|配备|覆盖|入网|达标|合格|处置|整改|上线|参保|知晓|满意|检测|监测|抽查|抽检|巡查|培训|签约|建档|持证|安装|执行|回复|反馈|响应|到位|化解|"
    r"受理|查处|处理|核查|报送|公开|上报|接种|筛查|管理|治理|利用|回收|清运|收集|普及|使用|开工|竣工|投产|落实|更新|归集|应用|联网|赋码|追溯|激活|评价)率$"
)
_OF_THE_YEAR = re.compile(r"(?:^|[,。;:、])(?:今年|全年|年内|年度)[^,。;]{2,20}$")
_CLAUSE_ENDS = re.compile(r"(?:以上|以内|以下|左右)?[ ]*(?=[,。;、()\n]|$)")
#: Words that tell of what has been reached.
_REPORTED = re.compile(
    r"已(?!于20)|目前|截至|现有(?=[^,。;(]*$)(?![^,。;]{0,10}基础上)|现已|(?<!比)(?<!较)(?:去年|上年)(?!同期)|过去|近年|同比"
)
#: How far before a number the words count that report it, in characters.
_REPORTED_FROM = 1000


def _projected(told: Told) -> Span | None:
    clause = told.measured.clause
    if _SIZED.search(told.reading.view.folded, clause.opening, clause.quantity.start):
        return None if clause.quantity.before == "gte" else Span(clause.opening, clause.quantity.start)
    return found(_PROJECTED.search(told.reading.view.folded, clause.opening, clause.quantity.start))


def _planned(told: Told) -> Span | None:
    if not told.looks_both_ways:
        return None
    clause = told.measured.clause
    return found(_PLANNED.match(told.reading.view.folded, clause.opening, clause.quantity.start))


def _in_principle(told: Told) -> Span | None:
    section = told.section
    return section.heading if section is not None and section.role in ("principle", "context") else None


def _bare_head(told: Told) -> Span | None:
    """A number behind its head without a verb is a goal among goals or an item's own, elsewhere a description."""
    section = told.section
    in_goals = section is not None and (section.role == "goal" or _sets_goals(told))
    rule = told.measured.rule.split("+")[0]
    start = told.measured.clause.quantity.start
    words = told.reading.view.folded[max(0, start - 3) : start].rstrip()
    is_bare = rule in ("head_number", "head_count", "done") or (rule == "level" and words.endswith("为"))
    return told.span if is_bare and not in_goals and not told.is_item and not _asked_for(told) else None


def _sets_goals(told: Told) -> bool:
    """Whether a heading around a number says that goals and tasks are set below it (一、目标任务 of a notice)."""
    section, folded = told.section, told.reading.view.folded
    around = (section, *section.ancestors()) if section is not None else ()
    return any(_GOALS_SET.fullmatch(folded, one.heading.start, one.heading.end) for one in around)


def _asked_for(told: Told) -> bool:
    """Whether a task asks for a bare number: a rate of doing, a least or a most, what all of the year is to bring."""
    if told.section is None or told.section.role not in ("task", "safeguard"):
        return False
    clause, folded = told.measured.clause, told.reading.view.folded
    ends = _CLAUSE_ENDS.match(folded, clause.quantity.end)
    if ends is None or told.measured.rule.split("+")[0] not in ("head_number", "head_count"):
        return False
    before = folded[clause.opening : clause.quantity.start].rstrip()
    return bool(_RATE_OF_DOING.search(before)) or bool(_OF_THE_YEAR.search(before))


def _reported_words(told: Told) -> Span | None:
    opening = max(told.sentence.start, told.span.start - _REPORTED_FROM)
    return found(_REPORTED.search(told.reading.view.folded, opening, told.span.start))


#: Whether a measured number is undertaken: in a plan's goals and tasks, in a reply's next steps.
COMMITTED: Ruling[Told, bool] = Ruling(
    "Does somebody undertake to reach the number?",
    (
        Rule(
            "target.refused.told_as_fact",
            False,
            "现建有31家, 拥有: a verb that tells a fact",
            lambda t: t.fact,
        ),
        Rule(
            "target.refused.projected",
            False,
            "预计, 有望, 将可, 总投资, 申请: what is expected, a project's size, what was applied for",
            _projected,
        ),
        Rule(
            "target.refused.compared",
            False,
            "同比增长16.2%: what is compared with the year before has been reached",
            lambda t: t.compared,
        ),
        Rule(
            "target.made.planned",
            True,
            "计划引进, 拟建: a reply or report tells what is planned, wherever it stands",
            _planned,
        ),
        Rule(
            "target.refused.not_ahead",
            False,
            "a reply's or report's words before 下一步, or in its review (see the rules of what lies ahead)",
            lambda t: t.behind,
        ),
        Rule(
            "target.made.ahead",
            True,
            "a reply's next steps, a report's part on the year ahead",
            lambda t: t.ahead,
        ),
        Rule(
            "target.refused.review",
            False,
            "发展基础, “十三五”回顾, 取得的成效: what a plan tells of the years before it",
            lambda t: t.reviewed,
        ),
        Rule(
            "target.refused.principle",
            False,
            "a section of principles or context (指导思想, 总体要求)",
            _in_principle,
        ),
        Rule(
            "target.refused.head_number",
            False,
            "a number behind its head without a verb or behind 为 (覆盖率95%, 面积为5公顷), outside the sections of goals and an item's own words",
            _bare_head,
        ),
        Rule(
            "target.refused.reported",
            False,
            "已, 目前, 截至, 现有, 去年, 同比 before it in its sentence",
            _reported_words,
        ),
    ),
    LastWord("target.made", True, "a measured number of a plan that nothing speaks against"),
)


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
        row.indicator_id,
        row.measure,
        row.value,
        row.value_max,
        fold_width(row.unit or ""),
        row.due_on,
        row.recurrence,
        fold_width(row.per or ""),
    )


def _from_sentence(reading: Reading, timeline: Timeline, measured: Measurement) -> Commitment:
    quantity, text = measured.quantity, reading.view.text
    numeral, per = quantity.numeral, measured.clause.per
    return Commitment(
        indicator=measured.name.words,
        measure="increment"
        if measured.rule == "head_count" and is_item(reading, numeral.start)
        else measured.measure,
        comparator=quantity.comparator,
        value=numeral.value,
        value_max=numeral.value_max,
        value_span=Span(numeral.start, numeral.end),
        unit=quantity.unit_in(text),
        recurrence=measured.recurrence,
        per=text[per.start : per.end] if per else None,
        due=timeline.governing(numeral.start),
        baseline_value=measured.baseline.numeral.value if measured.baseline else None,
        baseline_year=None,
        nature=_nature(reading, numeral.start, numeral.end),
        modality=measured.modality,
        quote=reading.row_of_prose(numeral.start) or reading.sentence(quantity.start, quantity.end),
        opening=measured.clause.opening,
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
    period_start = promised_from(reading, one.due, one.measure)
    whose = place_of(reading, one.opening, one.value_span.start, one.indicator)
    place_code = whose.code if whose is not None else None
    thing = indicator_id(
        one.indicator,
        whose or reading.facts.place,
        one.measure,
        reading.view.folded[one.opening : one.value_span.start],
    )
    return TargetRow(
        target_id=reading.id("target", one.value_span.start),
        recurrence=one.recurrence,
        per=one.per,
        place_code=place_code,
        series_id=series_id(
            place_code,
            thing,
            one.measure,
            plain_unit,
            one.recurrence,
            one.per,
            years_of(period_start, one.due.on),
        ),
        period_start=period_start,
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
        indicator_id=thing,
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
