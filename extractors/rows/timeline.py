"""When things are due in one document: which of the times that bind governs a number or a task."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from extractors.mentions.times import TimeMention
from extractors.rows.binding import BINDS, Dated
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import DeadlineBasis
from extractors.structure.sections import Section

#: 今年 and 年内 set the end of the document's own year.
_THIS_YEAR = re.compile(r"今年|年内|本年(?!度)")
_POINTING = re.compile(r"(?:以上|上述)[^。;,]{0,16}?(?:必须|务必|须|要|应|确保|均)?(?:于|在)?$")


@dataclass(frozen=True, slots=True)
class Due:
    """The last day by which something must hold, with what gives it."""

    on: date | None
    basis: DeadlineBasis
    time: TimeMention | None


class Timeline:
    """The binding times of one document, each judged once.

    Attributes:
        outlook: What of the document lies ahead.
        binding: The times that bind, in text order.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.outlook = Outlook(reading)
        self.binding = [time for time in reading.times if BINDS.says(Dated(reading, self.outlook, time))]
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
        return self.outlook.is_ahead(offset)

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


def _speaks_for(section: Section | None, own: Section) -> bool:
    return section is own or (section is not None and section.parent is own and section.role == "goal")
