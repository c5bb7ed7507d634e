"""Which times bind: they date a commitment or are the plan's own period."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extractors.mentions.times import TimeMention
from extractors.rows.facts import is_own
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

#: Words behind a year that make it the name of an event, not a day to act by (2022年北京冬奥会, but 2025年举办博览会).
EVENT = re.compile(
    r"(?:(?!举办|承办|召开|筹办|办好|参加)[一-鿿“”]){0,12}?"
    r"(?:冬奥会|冬残奥会|奥运会|亚运会|全运会|运动会|锦标赛|足协杯|世界杯|马拉松|博览会|论坛|大会|峰会|年会|进博会|服贸会|广交会|展览会|交易会)"
)
#: Words around a time that tell of the past.
_PAST_BEFORE = re.compile(
    r"(?:自从|早在|已于|曾于|始建于|成立于|(?:刚刚)?过去的)$|(?:已|曾)(?:于|在)$|[:(]其中:$|(?:较|比|与|相比|同|由|相较)$"
)
_UP_TO = ("截至", "截止")
_PAST_BEHIND = re.compile(
    r"^(?:期间|以来|全年)?,?[^,。;]{0,24}?(?:已|[一-鿿]{2}(?<![为除])了|共计|荣获|获批|获评|投入运营|成立|新签约|累计)"
    r"|^[^。;]{0,40}?(?:同比|环比|[较比](?:上年|去年))"
)
_FUTURE_BEHIND = re.compile(r"^,?(?:要|将|力争|争取|确保)")
#: 2025年度预算编制, 年度民生实事任务, 年度目标的46.5%: what belongs to a year by its name.
_NAMED_BY_YEAR = re.compile(
    r"[一-鿿]{0,8}?(?:预算|决算|任务|目标|计划|考核|考评|评价|评估|报告|总结|审计|指标)(?:的|编制|安排|数|[,。;、:)]|$)"
)
#: 计划今年10月底前, 拟于2025年上半年: what is planned, told among what was done.
_PLANNED_BEFORE = re.compile(r"(?:计划|拟|将|预计|力争|争取|确保|预期|有望)(?:[在于]|今年|本年|明年){0,2}$")
#: 2015年…共需资金0.5亿元: what a year costs, not what is done in it.
_COST = re.compile(r"[^,。;]{0,24}?(?:共需|需投入|所需资金|需资金)")
#: 去年…可供2015年造林: the sentence tells of the year before.
_TOLD_CLAUSE = re.compile(r"(?:去年|上年度?)[^。;]{0,24}$")
#: A plan's name that dates nothing: “十五五”开局之年, 为“十五五”良好开局.
_PLAN_EVENT = re.compile(
    r"(?:时期|期间)?(?:规划)?(?:纲要)?(?:的)?(?:开局|开好局|起好步|收官|圆满|良好|顺利|第一年|首年|规划(?:编制|的?实施)|实现良好|普法|[一-鿿]{2,12}(?:打下|奠定|夯实))"
)
#: 开局“十五五”, 谋划“十五五”: the plan's name is what is spoken of.
_PLAN_EVENT_BEFORE = re.compile(r"(?:开局|迈[入向]|进入|回望|谋划|面向|衔接|编制|制定|乃至|完成|实现)$")
#: “十五五”规划, 全市“十四五”基础设施类专项规划: plans by their name.
_PLAN_NAMED = re.compile(r"[一-鿿]{0,14}?(?:规划|纲要)(?!期)")
#: “十五五”发展目标, “十四五”,打造…, “十五五”内争取…: what a bare plan term dates.
_PLAN_DATES = re.compile(
    r"(?:内)?(?:,|争取|力争)|内|(?:经济社会|主要|总体|发展|奋斗|的){0,4}(?:目标|指标|任务)"
)
#: “十五五”时期是…的关键时期: the period is told of, nothing is dated.
_PERIOD_TOLD = re.compile(
    r"(?:(?!目标|指标|任务)[一-鿿]){0,6},?是(?!要|:)|[一-鿿]{0,12}(?:指导思想|总体思路)"
)
#: 2026年是“十五五”开局之年, 2023年是…关键一年: what the year is, not what it is to bring.
_YEAR_TOLD = re.compile(r",?(?:既|也|又|不仅|正)?是(?!要|:)[^。;]{2,60}?(?:之年|[一关]年|年头|年份|周年)")
_SINCE = re.compile(r"以来|起至今|至今|开展的|印发的|出台的|发布的|施行的|修订的")
#: 自2022年4月1日起施行: from when a document is in force.
_IN_FORCE = re.compile(r",?(?:正式)?(?:起)?(?:施行|实行|执行|生效|废止|失效|停止执行|公布施行)")
#: 有效期至2027年12月31日: how long the document is valid.
_VALID = re.compile(r"(?:有效期|施行期|试行期)[^,。;]{0,8}$")
#: 《城乡规划法》(2019年修正), 指标体系(2023年版): the edition of what stands before it.
_EDITION_BEFORE = re.compile(r"》[ ]?\($")
_EDITION_BEHIND = re.compile(r"[ ]?(?:修正|修订|修改|版)")
_NAMED_BEFORE = re.compile(r"(?:体系|清单|目录|标准|指南|表|办法|规程|规范|要点|手册|名单|图|条例)\($")
#: 前言 behind a month on a cover.
_COVER_REST = re.compile(r"\s*(?:前[ ]*言|目[ ]*录|\n|$)")
#: Headings of what a plan starts from.
_BACKGROUND = re.compile(
    r"现状|回顾|成就|成效|取得的|(?:发展|工作|建设|现实)基础|基本情况|存在的?(?:主要)?问题|评价$"
)
#: How far words around a time are looked at.
_REACH_BEHIND, _REACH_BEFORE = 44, 8


class Dated:
    """A time expression that is asked whether it binds, with the words around it.

    Attributes:
        reading: The document.
        outlook: What of the document lies ahead.
        time: The expression.
        span: Its range.
        behind: The words behind it.
    """

    __slots__ = ("behind", "outlook", "reading", "span", "time")

    def __init__(self, reading: Reading, outlook: Outlook, time: TimeMention) -> None:
        self.reading, self.outlook, self.time = reading, outlook, time
        self.span = Span(time.start, time.end)
        self.behind = reading.view.folded[time.end : time.end + _REACH_BEHIND]

    @property
    def cited(self) -> Span | None:
        """The reference to a document that it stands in, or None."""
        cited = self.reading.citation_at(self.time.start)
        return Span(cited.start, cited.end) if cited is not None else None

    @property
    def furniture(self) -> Span | None:
        """The page furniture that it stands in, or None."""
        return self.span if self.reading.in_furniture(self.time.start) else None


def _if(holds: Callable[[Dated], bool]) -> Callable[[Dated], Span | None]:
    """Return a rule's look at the time itself: it fires on the expression where the condition holds."""
    return lambda dated: dated.span if holds(dated) else None


def _behind(dated: Dated, pattern: re.Pattern[str]) -> Span | None:
    return found(pattern.match(dated.behind), dated.time.end)


def _before(dated: Dated, pattern: re.Pattern[str], reach: int = _REACH_BEFORE) -> Span | None:
    base = max(0, dated.time.start - reach)
    return found(pattern.search(dated.reading.view.folded[base : dated.time.start]), base)


def _right_behind(pattern: re.Pattern[str]) -> Callable[[Dated], Span | None]:
    return lambda dated: _behind(dated, pattern)


def _right_before(pattern: re.Pattern[str], reach: int = _REACH_BEFORE) -> Callable[[Dated], Span | None]:
    return lambda dated: _before(dated, pattern, reach)


def _own_title_cited(dated: Dated) -> Span | None:
    """A period in the document's own title binds, in 《》 too; one in another document's title does not."""
    mention = dated.reading.citation_at(dated.time.start)
    return dated.cited if mention is not None and is_own(dated.reading.facts, mention) else None


def _in_own_title(dated: Dated) -> Span | None:
    """The title itself, each time that it stands in the text or in the page's head."""
    spans = dated.reading.facts.title_spans
    return next((span for span in spans if span.holds(dated.time.start)), None)


def _plan_term(dated: Dated, pattern: re.Pattern[str]) -> Span | None:
    return _behind(dated, pattern) if dated.time.rule == "time.plan" else None


def _plan_event(dated: Dated) -> Span | None:
    before = _before(dated, _PLAN_EVENT_BEFORE) if dated.time.rule == "time.plan" else None
    return before or _plan_term(dated, _PLAN_EVENT)


def _is_own_period(dated: Dated) -> bool:
    period = dated.reading.facts.period
    return period is not None and period == (dated.time.start_on, dated.time.end_on)


def _plan_named(dated: Dated) -> Span | None:
    """A bare plan term names a plan unless it is the document's own period or dates what follows."""
    words = dated.reading.view.folded[dated.time.start : dated.time.end]
    if dated.time.rule != "time.plan" or dated.time.kind != "within" or words.endswith(("期", "间")):
        return None
    named = _behind(dated, _PLAN_NAMED)
    if named is not None or _is_own_period(dated):
        return named
    return None if _behind(dated, _PLAN_DATES) else dated.span


def _period_told(dated: Dated) -> Span | None:
    return None if _is_own_period(dated) else _plan_term(dated, _PERIOD_TOLD)


def _edition(dated: Dated) -> Span | None:
    """The year of an edition, or one in brackets that ends a name and is not the document's own."""
    if _is_own_period(dated):
        return None
    if _before(dated, _NAMED_BEFORE) and dated.behind[:1] == ")":
        return dated.span
    return _before(dated, _EDITION_BEFORE) or _behind(dated, _EDITION_BEHIND)


def _on_cover(dated: Dated) -> Span | None:
    """A month alone on a line of the head: when the document was written."""
    if dated.time.rule not in ("time.month", "time.year") or dated.time.kind != "within":
        return None
    view, sections = dated.reading.view, dated.reading.sections
    line = view.line(dated.time.start)
    opens = not view.folded[line.start : dated.time.start].strip()
    in_head = not sections or dated.time.start < sections[0].start
    rest = _COVER_REST.match(view.folded, dated.time.end)
    return dated.span if opens and in_head and rest and line.start else None


def _began(dated: Dated) -> date | None:
    """The first day that a commitment of the document can be dated by."""
    facts = dated.reading.facts
    if facts.period:
        return facts.period[0]
    if facts.issued_on:
        return date(facts.issued_on.year, 1, 1)
    return date(facts.own_year, 1, 1) if facts.own_year else None


def _ended_before(dated: Dated) -> bool:
    began, time = _began(dated), dated.time
    if began is None:
        return False
    if time.kind == "from":
        return time.start_on is not None and time.start_on < date(began.year, 1, 1)
    return time.end_on is not None and time.end_on < began


def _is_told(dated: Dated) -> bool:
    """Whether it stands where a reply or a report tells what was done."""
    both = dated.reading.facts.document_type in ("reply", "work_report")
    return both and not dated.outlook.is_ahead(dated.time.start)


def _is_over(dated: Dated) -> bool:
    """Whether it ended in the document's own year or before, or nothing says that it did not."""
    facts, end = dated.reading.facts, dated.time.end_on
    year = facts.issued_on.year if facts.issued_on else facts.own_year
    return year is None or end is None or end.year <= year


def _told_and_over(dated: Dated) -> bool:
    return _is_told(dated) and _is_over(dated)


def _background(dated: Dated) -> Span | None:
    """The heading of what a plan starts from, where the time is over or recurs."""
    if dated.reading.facts.document_type == "work_report" or not _is_over(dated) or _is_own_period(dated):
        return None
    section = dated.reading.section_at(dated.time.start)
    for one in (section, *section.ancestors()) if section is not None else ():
        heading = _BACKGROUND.search(dated.reading.view.folded, one.heading.start, one.heading.end)
        if heading is not None:
            return found(heading)
    return None


def _named_by_year(dated: Dated) -> Span | None:
    """年度 before what is named by it in a reply; a plan's own 年度目标 and an incentive's 年度 stay."""
    words = dated.reading.view.folded[dated.time.start : dated.time.end]
    in_reply = dated.reading.facts.document_type == "reply"
    return _behind(dated, _NAMED_BY_YEAR) if in_reply and words.endswith("年度") else None


def _planned_before(dated: Dated) -> Span | None:
    """What is planned by a day that the document has not reached."""
    issued, end = dated.reading.facts.issued_on, dated.time.end_on
    if issued is None or end is None or end <= issued:
        return None
    return _before(dated, _PLANNED_BEFORE)


def _past_behind(dated: Dated) -> Span | None:
    if _FUTURE_BEHIND.match(dated.behind) or not _is_over(dated) or _is_own_period(dated):
        return None
    return _behind(dated, _PAST_BEHIND)


#: Whether a time dates a commitment: no issue date, no history, no name of an event.
BINDS: Ruling[Dated, bool] = Ruling(
    "Does the time bind?",
    (
        Rule(
            "time.refused.day",
            False,
            "2021年3月18日: one day, as an issue date",
            _if(lambda d: d.time.is_point),
        ),
        Rule(
            "time.refused.base_column",
            False,
            "2020年基数: the head of a table's base column",
            _if(lambda d: d.time.rule == "time.base_column"),
        ),
        Rule("time.binds.own_title", True, "the document's own title in 《》", _own_title_cited),
        Rule("time.refused.cited", False, "the title of another document in 《》", lambda d: d.cited),
        Rule("time.binds.title", True, "the document's title in its head or in the page's", _in_own_title),
        Rule("time.refused.furniture", False, "a page's own lines", lambda d: d.furniture),
        Rule("time.refused.cover", False, "2021年9月: a month alone on a line of the head", _on_cover),
        Rule(
            "time.refused.edition",
            False,
            "》(2019年修正), 体系(2023年版): the edition of what stands before it",
            _edition,
        ),
        Rule(
            "time.refused.in_force",
            False,
            "自2022年4月1日起施行: from when a document is in force",
            lambda d: _behind(d, _IN_FORCE) if d.time.kind == "from" else None,
        ),
        Rule(
            "time.refused.validity",
            False,
            "有效期至: how long a document is valid",
            _right_before(_VALID, 16),
        ),
        Rule(
            "time.refused.event",
            False,
            "2022年北京冬奥会, 博览会, 论坛: an event's name",
            _right_behind(EVENT),
        ),
        Rule("time.refused.since", False, "以来, 至今, 印发的 behind it: history", _right_behind(_SINCE)),
        Rule(
            "time.refused.plan_event",
            False,
            "“十五五”开局, 收官: a plan's name that dates nothing",
            _plan_event,
        ),
        Rule("time.refused.plan_named", False, "“十五五”规划: a plan's name that dates nothing", _plan_named),
        Rule("time.refused.year_told", False, "2026年是…开局之年: what a year is", _right_behind(_YEAR_TOLD)),
        Rule(
            "time.refused.period_told",
            False,
            "“十五五”时期是…: the period of another plan is told of",
            _period_told,
        ),
        Rule(
            "time.refused.no_year",
            False,
            "6月底前 in a document that gives no year of its own",
            _if(lambda d: d.time.rule == "time.without_year" and d.time.end_on is None),
        ),
        Rule(
            "time.refused.up_to",
            False,
            "截至2020年: how things stood",
            _if(lambda d: d.reading.view.folded.startswith(_UP_TO, d.time.start)),
        ),
        Rule(
            "time.refused.past_before",
            False,
            "早在, 已于, 较 before it: history",
            _right_before(_PAST_BEFORE),
        ),
        Rule(
            "time.refused.named_by_year",
            False,
            "2025年度预算, 年度任务: what is named by its year, in a reply",
            _named_by_year,
        ),
        Rule("time.refused.cost", False, "共需, 需投入 behind it: what a year costs", _right_behind(_COST)),
        Rule(
            "time.refused.told_recurring",
            False,
            "每年 in what a reply or a report says was done",
            _if(lambda d: d.time.recurrence == "annual" and _is_told(d)),
        ),
        Rule("time.refused.background", False, "现状, 回顾, 成效 in a heading above", _background),
        Rule(
            "time.binds.recurring",
            True,
            "每年, 年度: it recurs",
            _if(lambda d: d.time.recurrence == "annual"),
        ),
        Rule(
            "time.binds.column",
            True,
            "2025年目标: the head of a table's goal column",
            _if(lambda d: d.time.rule == "time.column"),
        ),
        Rule(
            "time.refused.over",
            False,
            "it ended before the plan's period began or the document was issued",
            _if(_ended_before),
        ),
        Rule(
            "time.binds.planned",
            True,
            "计划, 拟, 将 right before a day that is not reached yet",
            _planned_before,
        ),
        Rule(
            "time.refused.told",
            False,
            "in what a reply or a report says was done, and not after its own year",
            _if(_told_and_over),
        ),
        Rule(
            "time.binds.told_later",
            True,
            "in what was done, but after the document's own year",
            _if(_is_told),
        ),
        Rule(
            "time.refused.told_clause",
            False,
            "去年 before it in the sentence: history",
            lambda d: _before(d, _TOLD_CLAUSE, 30) if _is_over(d) else None,
        ),
        Rule(
            "time.refused.past_behind",
            False,
            "已, 了, 荣获, 同比, 累计 soon behind it: history",
            _past_behind,
        ),
    ),
    LastWord("time.binds", True, "a time that nothing speaks against"),
)
