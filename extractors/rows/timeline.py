"""When things are due in one document: which of the times that bind governs a number or a task."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from extractors.mentions.numerals import chinese_value
from extractors.mentions.times import TimeMention, months_later
from extractors.rows.binding import BINDS, Dated
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import DeadlineBasis
from extractors.structure.sections import Section
from extractors.values import dataclass

#: 今年, 年内 (not 三年内, a length of time), 年底前 set the end of the document's own year, 明年 that of the next.
_YEAR_OF_OURS = re.compile(
    r"[明今本年全](?:(?P<next>(?<=明)年)|(?:(?<=今)年|(?<=本)年度?)(?!以来|初|[0-9]{1,2}(?:月|-|—))"
    r"|(?<=年)(?<![0-9每一二两三四五六七八九十几].)内|(?<=年)(?<![0-9年每历去].)底前?|(?<=力争全)年(?![龄无候段度]))"
)
#: 上半年开工、年底前投用: the end of the year behind another day.
_YEAR_END = re.compile(r"(?<!每)年内|(?<![0-9年每历去])年底前?")
_POINTING = re.compile(r"(?:以上|上述)[^。;,]{0,16}?(?:必须|务必|须|要|应|确保|均)?(?:于|在)?$")
#: How far before a number the length of time stands that it is to be reached in.
_LONGEST_SENTENCE = 600
#: How far before a time the words may stand that point back, label it or open its bracket.
_BEFORE = 24
#: 利用3-5年时间, 力争用三年: a length of time that no day follows from, whatever was dated before it.
_LENGTH = re.compile(
    r"(?:用|通过|经过|再用)[0-9一二两三四五六七八九十]{1,2}(?:[-—~至到][0-9一二两三四五六七八九十]{1,2})?年(?:左右)?的?(?:时间|努力)?"
)
#: 自印发之日起3个月内, 于本文印发后60日内: counted from the document's own day.
_FROM_ISSUE = re.compile(
    r"(?:印发|发布|公布|下发|实施)(?:之日起?|后)?(?P<number>[0-9一二两三四五六七八九十]{1,3})(?P<unit>个月|年|日|天)(?:之)?内"
)


#: 建成平台10个(2023年底前完成)。: a day in brackets that ends the sentence dates all of it.
_IN_BRACKET = re.compile(r"\([^()]{0,12}$")
_BRACKET_ENDS = re.compile(r"[^()。;]{0,12}\)[^\S\n]*(?=[。;\n\r]|$)")
#: 完成时限:2023年12月底: the day of the whole item.
_TIME_LABEL = re.compile(
    r"(?:(?:完成|办结|实施|整改)?时限|(?:完成|实施)(?:时间|期限)|时间(?:要求|节点|安排|进度)|进度安排)[:][ ]*$"
)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day by which something must hold, with what gives it."""

    on: date | None
    basis: DeadlineBasis
    time: TimeMention | None


class _InOrder:
    """Some times in text order, which are asked for the next one from an offset on."""

    def __init__(self, times: Iterable[TimeMention]) -> None:
        self._times = list(times)
        self._starts = [time.start for time in self._times]

    def next_from(self, offset: int) -> TimeMention | None:
        """Return the first that starts at an offset or behind it, or None."""
        at = bisect_left(self._starts, offset)
        return self._times[at] if at < len(self._times) else None


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
        self._speaking = self._by_section()
        self._pointers = _InOrder(time for time in self._dated if self._points_back(time))
        self._labelled_times = _InOrder(time for time in self._dated if self._is_labelled(time))
        self._annual = [time.start for time in self.binding if time.recurrence == "annual"]
        self._years_of_ours = list(_YEAR_OF_OURS.finditer(reading.view.folded))
        self._ends_of_ours = [said.end() for said in self._years_of_ours]
        self._is_told = reading.facts.document_type in ("reply", "work_report")
        self._labels = [section.start for section in reading.sections]
        self._bound = {time.start for time in self.binding}

    def _by_section(self) -> dict[int, list[int]]:
        """Return the places of the dated times that speak for each section, by its start: its own, and those of goals right below."""
        found: dict[int, list[int]] = {}
        for at, time in enumerate(self._dated):
            section = self._reading.section_at(time.start)
            if section is not None:
                found.setdefault(section.start, []).append(at)
                if section.role == "goal" and section.parent is not None:
                    found.setdefault(section.parent.start, []).append(at)
        return found

    def deadline_id(self, time: TimeMention | None) -> str | None:
        """Return the id of a time expression's row, or None where it has none."""
        if time is None or time.start not in self._bound:
            return None
        return self._reading.id("deadline", time.start)

    def governing(self, offset: int) -> Due:
        """Return the day that governs a number: in its sentence, in its paragraph, above it, or the plan's end.

        A time governs what follows it; recurrences set no day, and what recurs goes on through a period, so that only a
        period above gives its last day.
        """
        opening = self._opening(offset)
        time = self._last(opening, offset)
        if time is not None:
            return self._year_end(time, offset) or Due(time.end_on, "explicit", time)
        bracketed = self._bracketed(offset)
        if bracketed is not None:
            return Due(bracketed.end_on, "explicit", bracketed)
        pointed = self._pointed_back(offset) or self._labelled(offset)
        if pointed is not None:
            return Due(pointed.end_on, "section", pointed)
        if _LENGTH.search(self._reading.view.folded, max(opening, offset - _LONGEST_SENTENCE), offset):
            return self.plan_end()
        above = self._above(offset, periods_only=self._recurs(opening, offset))
        of_ours = self._year_of_ours(self._behind_recurrence(opening, offset), offset)
        if of_ours is not None and (above is None or above.end_on != of_ours):
            return Due(of_ours, "document", None)
        return Due(above.end_on, "section", above) if above is not None else self.plan_end()

    def _opening(self, offset: int) -> int:
        """Return where the sentence of an offset starts: behind the last 。, line break or heading without either.

        Where line breaks are lost no sentence runs over a heading's label, but it does over a list's (任务为：1.…；2.…).
        """
        opening = self._reading.view.stop_before(offset)
        first, last = bisect_left(self._labels, opening), bisect_right(self._labels, offset)
        for label in reversed(self._labels[first:last]):
            if self._reading.view.folded[opening:label].rstrip()[-1:] not in (":", ";"):
                return label
        return opening

    def _bracketed(self, offset: int) -> TimeMention | None:
        """Return the time in brackets that ends the sentence of an offset, and so dates all of it."""
        folded = self._reading.view.folded
        at = bisect_left(self._starts, offset)
        end = self._reading.view.sentence(offset).end
        while at < len(self._dated) and self._dated[at].start < end:
            time = self._dated[at]
            at += 1
            if _IN_BRACKET.search(
                folded, max(offset, time.start - _BEFORE), time.start
            ) and _BRACKET_ENDS.match(folded, time.end):
                return time
        return None

    def _labelled(self, offset: int) -> TimeMention | None:
        """Return the time behind 完成时限： below an offset in its item, or None."""
        section = self._reading.section_at(offset)
        if section is None or section.children:
            return None
        time = self._labelled_times.next_from(offset)
        return time if time is not None and time.start < section.end else None

    def _above(self, offset: int, *, periods_only: bool) -> TimeMention | None:
        """Return the time that governs an offset from before its sentence: its paragraph's, else a heading's above."""
        section = self._reading.section_at(offset)
        paragraph = self._reading.view.line(offset).start
        if self._reading.facts.document_type == "reply":
            stop = self._reading.view.stop_before(self._reading.view.stop_before(offset) - 1)
            return self._last(max(paragraph, stop, section.start if section else 0), offset)
        if section is None:
            return self._last(paragraph, offset, periods_only=periods_only)
        own = self._last(section.start, offset, section, reader=offset, periods_only=periods_only)
        if own is not None:
            return own
        return self._of_ancestors(section, offset, periods_only=periods_only)

    def _of_ancestors(
        self, section: Section, offset: int, *, periods_only: bool = False
    ) -> TimeMention | None:
        """Return the time of the nearest section above: that of its heading, else the last in its own words or goals."""
        for above in section.ancestors():
            heading = self._last(above.start, above.heading.end, periods_only=periods_only)
            time = heading or self._last(above.start, offset, above, periods_only=periods_only)
            if time is not None:
                return time
        return None

    def _recurs(self, start: int, end: int) -> bool:
        """Whether 每年 or its like stands in a range."""
        return bisect_left(self._annual, start) < bisect_left(self._annual, end)

    def _behind_recurrence(self, start: int, end: int) -> int:
        """Return the offset behind the last 每年 in a range of a reply: 年内 before it does not date what recurs."""
        at = bisect_left(self._annual, end) - 1
        is_reply = self._reading.facts.document_type == "reply"
        return self._annual[at] if is_reply and at >= 0 and self._annual[at] >= start else start

    def _year_of_ours(self, start: int, end: int) -> date | None:
        """Return the last day that 今年, 年内 or 明年 in a range sets, or None."""
        year = self._reading.facts.own_year
        at = bisect_right(self._ends_of_ours, end) - 1
        if at < 0 or year is None or self._years_of_ours[at].start() < start:
            return None
        return date(year + bool(self._years_of_ours[at]["next"]), 12, 31)

    def _year_end(self, time: TimeMention, end: int) -> Due | None:
        """Return the end of the document's year where 年底前 or 年内 stands behind a month or quarter of that year."""
        year = self._reading.facts.own_year
        if (
            year is None
            or time.rule != "time.without_year"
            or time.end_on is None
            or time.end_on.year != year
        ):
            return None
        said = _YEAR_END.search(self._reading.view.folded, time.end, end)
        return Due(date(year, 12, 31), "document", None) if said else None

    def of_task(self, section: Section) -> Due:
        """Return a task's day: the last in its own words, else its section's, else the plan's end."""
        own = self._last(section.start, section.end)
        pointed = self._pointed_back(section.start)
        if own is not None and own is not pointed:
            return self._year_end(own, section.end) or Due(own.end_on, "explicit", own)
        counted = self._from_issue(section.start, section.end)
        if counted is not None:
            return Due(counted, "explicit", None)
        if pointed is not None:
            return Due(pointed.end_on, "section", pointed)
        of_ours = self._year_of_ours(section.heading.start, section.end)
        is_done = self._is_told and not self.is_ahead(section.heading.end)
        if of_ours is not None and not is_done:
            return Due(of_ours, "document", None)
        if self._reading.facts.document_type == "reply":
            return Due(None, "none", None)
        above = self._of_ancestors(section, section.start)
        return Due(above.end_on, "section", above) if above is not None else self.plan_end()

    def _from_issue(self, start: int, end: int) -> date | None:
        """Return the last day of 印发后3个月内, counted from the document's own day."""
        issued = self._reading.facts.issued_on
        found = _FROM_ISSUE.search(self._reading.view.folded, start, end) if issued is not None else None
        if issued is None or found is None:
            return None
        words = found["number"]
        number = int(words) if words.isdigit() else (chinese_value(words.replace("两", "二")) or 0)
        if found["unit"] in ("日", "天"):
            return issued + timedelta(days=number)
        return months_later(issued, number * (12 if found["unit"] == "年" else 1))

    def plan_end(self) -> Due:
        """Return the end of the plan's period, where the document has one."""
        period = self._reading.facts.period
        return Due(period[1], "document", None) if period else Due(None, "none", None)

    def is_ahead(self, offset: int) -> bool:
        """Whether a reply or a work report has turned to what will be done (下一步…) before the offset."""
        return self.outlook.is_ahead(offset)

    def _points_back(self, time: TimeMention) -> bool:
        """Whether a time dates what was named before it (以上两个项目必须于2016年9月底前…)."""
        opening = max(self._reading.view.sentence(time.start).start, time.start - _BEFORE)
        return bool(_POINTING.search(self._reading.view.folded, opening, time.start))

    def _is_labelled(self, time: TimeMention) -> bool:
        """Whether 完成时限: or its like stands right before a time, or it stands in a list of units (市科技局牵头;2023年6月底前)."""
        in_list = time.kind == "by" and self._reading.in_responsibility_list(time.start)
        return in_list or bool(
            _TIME_LABEL.search(self._reading.view.folded, max(0, time.start - _BEFORE), time.start)
        )

    def _pointed_back(self, offset: int) -> TimeMention | None:
        """Return the time of a sentence below that names what stands at an offset, in the section around both."""
        time = self._pointers.next_from(offset + 1)
        if time is None:
            return None
        here, there = self._reading.section_at(offset), self._reading.section_at(time.start)
        same = here is there or (
            here is not None and there is not None and here.parent is there.parent is not None
        )
        return time if same else None

    def _last(
        self,
        start: int,
        end: int,
        own: Section | None = None,
        *,
        reader: int | None = None,
        periods_only: bool = False,
    ) -> TimeMention | None:
        """Return the last dated time in a range.

        Args:
            start: Where the range starts.
            end: Where it ends.
            own: With it only what stands in that section itself or in the goals right below it: 1.行动目标 dates what
                2.主要任务 beside it holds.
            reader: With it only what stands in that offset's own paragraph or in the section's first, or opens a list.
            periods_only: Whether only a period counts, not a day by which.
        """
        places = range(len(self._dated)) if own is None else self._speaking.get(own.start)
        if not places:
            return None  # as in most sections
        nth = bisect_left(places, bisect_left(self._starts, end)) - 1
        while nth >= 0 and self._starts[places[nth]] >= start:
            time = self._dated[places[nth]]
            if (
                time.end <= end
                and (reader is None or self._reaches(time, start, reader))
                and (not periods_only or time.start_on is not None)
            ):
                return time
            nth -= 1
        return None

    def _reaches(self, time: TimeMention, start: int, reader: int) -> bool:
        """Whether a time governs a reader below it: in one paragraph, from the section's first, or before a list."""
        view = self._reading.view
        line = view.line(time.start)
        opens_list = view.folded[line.start : line.end].rstrip().endswith(":")
        section = self._reading.section_at(time.start)
        in_heading = section is not None and time.start < section.heading.end
        if time.rule == "time.without_year" and not opens_list and not in_heading:
            # 上半年开工 says nothing of the sentences behind it.
            return False
        return line.start <= view.line(start).start or reader <= line.end or opens_list
