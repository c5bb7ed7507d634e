"""When things are due in one document: which times bind, which governs a number, what lies ahead."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from extractors.mentions.times import TimeMention
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import DeadlineBasis
from extractors.structure.sections import Section

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
#: 今年 and 年内 set the end of the document's own year.
_THIS_YEAR = re.compile(r"今年|年内|本年(?!度)")
_POINTING = re.compile(r"(?:以上|上述)[^。;,]{0,16}?(?:必须|务必|须|要|应|确保|均)?(?:于|在)?$")
#: A plan's name that dates nothing: “十五五”开局之年, 为“十五五”良好开局.
_PLAN_EVENT = re.compile(
    r"(?:时期|期间)?(?:规划)?(?:纲要)?(?:的)?(?:开局|开好局|起好步|收官|良好|第一年|首年|规划(?:编制|的?实施)|实现良好)"
)
_SINCE = re.compile(r"以来|起至今|至今|开展的|印发的|出台的|发布的|施行的|修订的")
#: Where a reply turns from what was done to what will be done.
_AHEAD = re.compile(r"下一步|下一阶段|下步|今后|接下来|未来[一-鿿]年|展望|努力方向|计划于|预计|将于")
#: Headings of what was done (2025年工作回顾, 发展成就, 工作推进情况).
_REVIEW = re.compile(r"回顾|成就|成效|总结|(?:工作|推进|进展|开展|落实)情况")
_TURN = re.compile(r"(?:^|[\n。])[^\S\n]*(?:下一步|下一阶段|下步|今后)[,一-鿿]")


@dataclass(frozen=True, slots=True)
class Due:
    """The last day by which something must hold, with what gives it."""

    on: date | None
    basis: DeadlineBasis
    time: TimeMention | None


class Timeline:
    """The binding times of one document, each judged once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._turn = _turn(reading)
        self._later = [time.start for time in reading.times if _is_later(reading, time)]
        self.binding = [time for time in reading.times if self._binds(time)]
        self._dated = [time for time in self.binding if time.end_on is not None]
        self._starts = [time.start for time in self._dated]
        self._sections = [reading.section_at(time.start) for time in self._dated]
        self._pointers = [time for time in self._dated if self._points_back(time)]
        year = reading.facts.own_year
        self._own_year_end = date(year, 12, 31) if year is not None else None
        self._bound = {time.start for time in self.binding}

    def deadline_id(self, time: TimeMention | None) -> str | None:
        """Return the id of a time expression's row, or None where it has none."""
        if time is None or time.start not in self._bound:
            return None
        return self._reading.id("deadline", time.start)

    def governing(self, offset: int) -> Due:
        """Return the day that governs a number: in its sentence, in its section, above it, or the plan's end.

        A time governs what follows it; recurrences set no day.
        """
        opening = self._reading.view.stop_before(offset)
        time = self._last(opening, offset)
        if time is not None:
            return Due(time.end_on, "explicit", time)
        if _THIS_YEAR.search(self._reading.view.folded, opening, offset) and self._own_year_end is not None:
            return Due(self._own_year_end, "document", None)
        pointed = self._pointed_back(offset)
        if pointed is not None:
            return Due(pointed.end_on, "section", pointed)
        section = self._reading.section_at(offset)
        while section is not None:
            time = self._last(section.start, offset, section)
            if time is not None:
                return Due(time.end_on, "section", time)
            section = section.parent
        return self.plan_end()

    def of_task(self, section: Section) -> Due:
        """Return a task's day: the last in its own words, else its section's, else the plan's end."""
        own = self._last(section.start, section.end)
        pointed = self._pointed_back(section.start)
        if own is not None and own is not pointed:
            return Due(own.end_on, "explicit", own)
        if pointed is not None:
            return Due(pointed.end_on, "section", pointed)
        if self._reading.facts.document_type == "reply":
            return Due(None, "none", None)
        for ancestor in section.ancestors():
            above = self._last(ancestor.start, section.start, ancestor)
            if above is not None:
                return Due(above.end_on, "section", above)
        return self.plan_end()

    def plan_end(self) -> Due:
        """Return the end of the plan's period, where the document has one."""
        period = self._reading.facts.period
        return Due(period[1], "document", None) if period else Due(None, "none", None)

    def is_ahead(self, offset: int) -> bool:
        """Whether a reply or a work report has turned to what will be done (下一步…) before the offset."""
        if self._reading.facts.document_type == "work_report":
            return self._outside_review(offset)
        if self._turn is not None and self._turn <= offset:
            return True
        section = self._reading.section_at(offset)
        start = section.start if section is not None else 0
        top = section
        while top is not None and top.parent is not None:
            top = top.parent
        if top is not None and self._looks_ahead(top.start, top.heading.end):
            return True
        return self._looks_ahead(start, offset)

    def _looks_ahead(self, start: int, end: int) -> bool:
        """Whether words of a range tell of next steps, or a time in it lies behind the document's own year."""
        at = bisect_left(self._later, start)
        later = at < len(self._later) and self._later[at] < end
        return later or bool(_AHEAD.search(self._reading.view.folded, start, end))

    def _outside_review(self, offset: int) -> bool:
        """Whether an offset of a work report stands in a part that is no review of the past."""
        section = self._reading.section_at(offset)
        if section is None:
            return False
        top = [section, *section.ancestors()][-1]
        return not _REVIEW.search(self._reading.view.folded, top.start, top.heading.end)

    def _points_back(self, time: TimeMention) -> bool:
        """Whether a time dates what was named before it (以上两个项目必须于2016年9月底前…)."""
        opening = self._reading.view.sentence(time.start).start
        return bool(_POINTING.search(self._reading.view.folded, opening, time.start))

    def _pointed_back(self, offset: int) -> TimeMention | None:
        """Return the time of a sentence below that names what stands at an offset, in the section around both."""
        time = next((time for time in self._pointers if time.start > offset), None)
        if time is None:
            return None
        here, there = self._reading.section_at(offset), self._reading.section_at(time.start)
        same = here is there or (
            here is not None and there is not None and here.parent is there.parent is not None
        )
        return time if same else None

    def _last(self, start: int, end: int, own: Section | None = None) -> TimeMention | None:
        """Return the last dated time in a range.

        With ``own`` only what stands in that section itself or in the goals right below it: 1.行动目标 dates what
        2.主要任务 beside it holds.
        """
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._starts[at] >= start:
            if self._dated[at].end <= end and (own is None or _speaks_for(self._sections[at], own)):
                return self._dated[at]
            at -= 1
        return None

    def _binds(self, time: TimeMention) -> bool:
        """Whether a time dates a commitment: no issue date, no history, no name of an event."""
        reading, folded = self._reading, self._reading.view.folded
        if time.is_point or time.rule == "time.base_column":
            return False
        cited = reading.citation_at(time.start)
        if cited is not None:
            return self._is_own_title(reading.view.text[cited.start : cited.end])
        if reading.in_furniture(time.start):
            title = reading.facts.title_span
            return title is not None and title.holds(time.start)
        behind = folded[time.end : time.end + 30]
        if _EVENT.match(behind) or _SINCE.match(behind):
            return False
        if time.rule == "time.plan" and _PLAN_EVENT.match(behind):
            return False
        if time.rule == "time.without_year" and time.end_on is None:
            return False
        return not self._is_past(time, behind)

    def _is_own_title(self, cited: str) -> bool:
        """A period in the document's own title binds, in 《》 too; one in another document's title does not."""
        title, words = self._reading.facts.title or "", cited.strip("《》〈〉")
        return bool(title) and (words in title or title in words)

    def _is_past(self, time: TimeMention, behind: str) -> bool:
        folded = self._reading.view.folded
        if folded.startswith(_UP_TO, time.start) or _PAST_BEFORE.search(
            folded[max(0, time.start - 6) : time.start]
        ):
            return True
        if time.recurrence == "annual" or time.rule == "time.column":
            return False
        facts = self._reading.facts
        began = facts.period[0] if facts.period else facts.issued_on
        if began is not None and time.end_on is not None and time.end_on < began:
            return True
        if facts.document_type in ("reply", "work_report") and not self.is_ahead(time.start):
            return facts.issued_on is None or time.end_on is None or time.end_on.year <= facts.issued_on.year
        return bool(_PAST_BEHIND.match(behind)) and not _FUTURE_BEHIND.match(behind)


def _is_later(reading: Reading, time: TimeMention) -> bool:
    year = reading.facts.own_year
    return year is not None and time.start_on is not None and time.start_on.year > year


def _speaks_for(section: Section | None, own: Section) -> bool:
    return section is own or (section is not None and section.parent is own and section.role == "goal")


def _turn(reading: Reading) -> int | None:
    """Return where a paragraph outside all items opens the next steps (下一步，我市将…), or None."""
    match = _TURN.search(reading.view.folded)
    if match is None:
        return None
    later = [section for section in reading.sections if section.level == 1 and section.start > match.start()]
    restarts = any(section.number == 1 for section in later)
    return match.start() if restarts or reading.section_at(match.end()) is None else None
