"""Which times bind: they date a commitment or are the plan's own period."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractors.mentions.times import TimeMention
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.rows.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

#: Words behind a year that make it the name of an event, not a day to act by (2022年北京冬奥会).
_EVENT = re.compile(
    r"[一-鿿]{0,12}?(?:冬奥会|冬残奥会|奥运会|亚运会|锦标赛|博览会|论坛|大会|世界杯|峰会|年会|进博会|展览会)"
)
#: Words around a time that tell of the past.
_PAST_BEFORE = re.compile(r"(?:自从|早在|已于|曾于|始建于|成立于)$|(?:已|曾)(?:于|在)$|[:(]其中:$")
_UP_TO = ("截至", "截止")
_PAST_BEHIND = re.compile(
    r"^(?:期间|以来|全年)?,?[^,。;]{0,24}?(?:已|[一-鿿]{2}(?<![为除])了|共计|荣获|获批|获评|投入运营|成立|新签约|同比|累计|共需)"
)
_FUTURE_BEHIND = re.compile(r"^,?(?:要|将|力争|争取|确保)")
#: A plan's name that dates nothing: “十五五”开局之年, 为“十五五”良好开局.
_PLAN_EVENT = re.compile(
    r"(?:时期|期间)?(?:规划)?(?:纲要)?(?:的)?(?:开局|开好局|起好步|收官|良好|第一年|首年|规划(?:编制|的?实施)|实现良好)"
)
_SINCE = re.compile(r"以来|起至今|至今|开展的|印发的|出台的|发布的|施行的|修订的")
#: How far words around a time are looked at.
_BEHIND, _BEFORE = 30, 6


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression that is asked whether it binds, with the words around it."""

    reading: Reading
    outlook: Outlook
    time: TimeMention

    @property
    def span(self) -> Span:
        """The expression's range."""
        return Span(self.time.start, self.time.end)

    @property
    def behind(self) -> str:
        """The words behind it."""
        return self.reading.view.folded[self.time.end : self.time.end + _BEHIND]

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


def _right_behind(pattern: re.Pattern[str]) -> Callable[[Dated], Span | None]:
    return lambda dated: found(pattern.match(dated.behind), dated.time.end)


def _own_title_cited(dated: Dated) -> Span | None:
    """A period in the document's own title binds, in 《》 too; one in another document's title does not."""
    if dated.cited is None:
        return None
    title = dated.reading.facts.title or ""
    words = dated.reading.view.text[dated.cited.start : dated.cited.end].strip("《》〈〉")
    return dated.cited if title and (words in title or title in words) else None


def _title_in_furniture(dated: Dated) -> Span | None:
    title = dated.reading.facts.title_span
    holds = dated.furniture is not None and title is not None and title.holds(dated.time.start)
    return title if holds else None


def _plan_event(dated: Dated) -> Span | None:
    return _right_behind(_PLAN_EVENT)(dated) if dated.time.rule == "time.plan" else None


def _past_before(dated: Dated) -> Span | None:
    base = max(0, dated.time.start - _BEFORE)
    return found(_PAST_BEFORE.search(dated.reading.view.folded[base : dated.time.start]), base)


def _ended_before(dated: Dated) -> bool:
    facts = dated.reading.facts
    began = facts.period[0] if facts.period else facts.issued_on
    return began is not None and dated.time.end_on is not None and dated.time.end_on < began


def _is_told(dated: Dated) -> bool:
    """Whether it stands where a reply or a report tells what was done."""
    both = dated.reading.facts.document_type in ("reply", "work_report")
    return both and not dated.outlook.is_ahead(dated.time.start)


def _is_over(issued: date | None, end: date | None) -> bool:
    return issued is None or end is None or end.year <= issued.year


def _told_and_over(dated: Dated) -> bool:
    return _is_told(dated) and _is_over(dated.reading.facts.issued_on, dated.time.end_on)


def _past_behind(dated: Dated) -> Span | None:
    return None if _FUTURE_BEHIND.match(dated.behind) else _right_behind(_PAST_BEHIND)(dated)


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
        Rule("time.binds.title", True, "the document's title in the page's head", _title_in_furniture),
        Rule("time.refused.furniture", False, "a page's own lines", lambda d: d.furniture),
        Rule(
            "time.refused.event",
            False,
            "2022年北京冬奥会, 博览会, 论坛: an event's name",
            _right_behind(_EVENT),
        ),
        Rule("time.refused.since", False, "以来, 至今, 印发的 behind it: history", _right_behind(_SINCE)),
        Rule(
            "time.refused.plan_event",
            False,
            "“十五五”开局, 收官: a plan's name that dates nothing",
            _plan_event,
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
        Rule("time.refused.past_before", False, "早在, 已于, 成立于 before it: history", _past_before),
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
            "time.refused.past_behind",
            False,
            "已, 了, 荣获, 同比, 累计 soon behind it: history",
            _past_behind,
        ),
    ),
    LastWord("time.binds", True, "a time that nothing speaks against"),
)
