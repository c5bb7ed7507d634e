"""What the columns of a document's tables speak of: starting values, goals ahead, what was done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractors.mentions.times import TimeMention, dated_times
from extractors.rows.facts import Facts
from extractors.structure.tables import HeadCell, Table
from extractors.text.view import Span, TextView

#: base: where things stood; goal, change, amount: what is undertaken; standard: what an indicator is judged by; done: what a
#: review reports; other: none of these.
ColumnRole = Literal["base", "goal", "change", "amount", "standard", "done", "other"]

#: A year in a head, a title or a cell: 2025, 2025年目标.
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: Words of a title or a head that make an amount an undertaking: 目标任务分解表, 建设计划.
_UNDERTAKEN = re.compile(r"任务|目标|计划|下达|分解|民生实事")
#: A title that tells of a past term: its goals are none any more.
_REVIEW = re.compile(r"(?:完成|执行|实现|落实)情况|回顾")
#: A head over years that parts what is to be done among them: 整治计划, 年度任务.
_ALLOTTED = re.compile(r"计划|任务|分解")
_HANDED_OUT = re.compile(r"目标任务|任务(?:目标|指标)?(?:分解|分配|下达)|目标(?:分解|分配)|指标分解")
#: Sums that pay for a task or mark it, not the task itself.
_SUPPORT = re.compile(r"补助|资金|经费|费用|总投资|概算|估算|预算|得分|分值|权重|占地")
#: 评价标准, 考核标准: the column of an evaluation's indicators.
_STANDARD = re.compile(r"\s*(?:评价|考核|考评|评估|监测)标准\s*")
_DATED = ("year", "column", "plan", "years", "horizon", "base_column")


def column_roles(view: TextView, facts: Facts, table: Table) -> dict[int, ColumnRole]:
    """Return what each column of a table speaks of, by the offset of its head."""
    roles: dict[int, ColumnRole] = {}
    for head in table.columns:
        roles[head.span.start] = _role(view, facts, table, head)
    ahead = any(role in ("goal", "change") for role in roles.values())
    for start, role in roles.items():
        if role == "done" and ahead:
            roles[start] = "base"
        elif role == "base" and not ahead:
            roles[start] = "done"
    return roles


def as_column(time: TimeMention, head: HeadCell, role: ColumnRole | None) -> TimeMention:
    """Return a time in a column's head: a goal's year is a day by which, a starting value's binds nothing."""
    rule = time.rule.removeprefix("time.")
    if rule not in _DATED:
        return time
    if role in ("base", "done", "other") and head.kind in ("base", "year", "done", "goal", "amount"):
        return replace(time, rule="time.base_column")
    if rule == "year" and head.kind in ("year", "goal", "amount", "change") and time.end_on is not None:
        return replace(time, start_on=None, kind="by", rule="time.column")
    return time


def _role(view: TextView, facts: Facts, table: Table, head: HeadCell) -> ColumnRole:
    if head.kind == "base":
        return "base"
    if head.kind == "done":
        return "done"
    last = _last_year(view, head)
    first = _first_year(view, facts, table)
    past = last is not None and first is not None and last < first
    if head.kind == "year" and not past:
        over = view.folded[head.over.start : head.over.end] if head.over is not None else ""
        return "amount" if _ALLOTTED.search(over) else "goal"
    if head.kind == "year":
        return "base"
    if past or (table.title is not None and _REVIEW.search(view.folded, table.title.start, table.title.end)):
        return "other"
    if head.kind in ("goal", "change"):
        return "goal" if head.kind == "goal" else "change"
    if head.kind == "sum" and _is_shared(view, table, head):
        return "amount"
    if head.kind == "prose" and _STANDARD.fullmatch(view.folded, head.span.start, head.span.end):
        return "standard"
    if head.kind == "amount" or (head.unit is not None and head.kind == "text"):
        return "amount" if _is_undertaken(view, facts, table, head) else "other"
    return "other"


def _last_year(view: TextView, head: HeadCell) -> int | None:
    """Return the last year that a head or the one over it names, of a plan's term too."""
    for span in (head.span, head.over):
        if span is None:
            continue
        years = [
            time.end_on.year
            for time in dated_times(view.folded[span.start : span.end] + " ")
            if time.end_on is not None
        ]
        years += [int(year) for year in YEAR.findall(view.folded, span.start, span.end)]
        if years:
            return max(years)
    return None


def _first_year(view: TextView, facts: Facts, table: Table) -> int | None:
    """Return the first year that lies ahead: the plan's, the document's own, else the second that the head names."""
    if facts.period is not None:
        return facts.period[0].year
    if facts.own_year is not None:
        return facts.own_year
    years = sorted({year for head in table.columns if (year := _last_year(view, head)) is not None})
    return years[1] if len(years) > 1 else None


def _is_undertaken(view: TextView, facts: Facts, table: Table, head: HeadCell) -> bool:
    """Whether an amount is undertaken: the head, the title of the table or of the document says so."""
    spans = [span for span in (head.span, head.over, table.title) if span is not None]
    own = any(_UNDERTAKEN.search(view.folded, span.start, span.end) for span in spans)
    if head.kind == "amount":
        return own or (table.title is None and bool(_UNDERTAKEN.search(facts.title or "")))
    return own and head.over is None and _counts(view, table, head)


def _is_shared(view: TextView, table: Table, head: HeadCell) -> bool:
    """Whether a sum with a unit is the share of a place in what a title hands out (目标任务分解表: 劳务收入(亿元))."""
    titled = table.title is not None and _HANDED_OUT.search(view.folded, table.title.start, table.title.end)
    by_place = any(one.kind == "place" for one in table.columns)
    support = _SUPPORT.search(view.folded, head.span.start, head.span.end)
    return bool(titled) and by_place and head.unit is not None and not support


def _counts(view: TextView, table: Table, head: HeadCell) -> bool:
    unit = head.unit or Span(0, 0)
    return view.folded[unit.start : unit.end] in (
        "个",
        "家",
        "座",
        "处",
        "套",
        "户",
        "项",
        "人",
        "公里",
        "辆",
        "台",
        "万人",
        "名",
        "间",
        "所",
        "条",
    )
