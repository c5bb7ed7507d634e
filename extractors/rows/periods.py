"""Of which period an amount added or a rate of change is, and whether a reported amount is of a part of a year."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property

from extractors.rows.reading import Reading
from extractors.rows.timeline import Due
from extractors.schema.vocabulary import Measure

_NUMBER = r"[0-9一二两三四五六七八九十几]{1,4}"
_YEAR = r"20[0-9]{2}年"
#: 5月, 十二月份; 12月底 is a day.
_MONTH = r"(?:[0-9]|1[0-2]|[一二三四五六七八九十]{1,2})月(?:份)?(?![底末])"
#: 上半年, 前11个月, 清明假期, 当月: parts of a year in any sentence.
_PART = r"[上下]半年|前[0-9一二三四五六七八九十]{1,2}个?月|假期|当[月日]|单日"
#: “十四五”规划收官之年, 第十五个五年规划: names, which tell no period.
_NAMED = r"(?![”\"]?(?:规划|收官|开局|纲要|目标|圆满|蓝图))"
#: What says of which period a reported change is: of one year (``year``), of several from here on (``over``), of several or of a part
#: of a year in this sentence (``many``, ``part``).
#: The first characters of all of them stand before them, since most of a text is passed over by these alone.
_SAID = re.compile(
    r"(?=[0-9一二两三四五六七八九十几上下前近最未累历多同较比去过这任以假当单连])(?:"
    rf"(?P<part>[一二三四1-4]季度|(?<![-—至到0-9]){_MONTH}|{_PART})"
    rf"|(?P<many>20[0-9]{{2}}年?\s*[-—–~至到]\s*{_YEAR}|(?:近|连续|最近|未来){_NUMBER}年|累计|历年|近年|多年|同{_YEAR}相比|[较比]{_YEAR})"
    rf"|(?P<year>(?P<number>20[0-9]{{2}})年(?!以来|来|底|末|前|[0-9])|去年|上一?年(?!同期|底|末)|过去一年|一年来|同比)"
    rf"|(?P<over>(?:过去|这){_NUMBER}年|(?<!第十[一二三四五]个){_NUMBER}年(?:来|间|以来)|十[一二三四五]五{_NAMED}|任期|以来))"
)
#: 比上年增长5.4%: the change of a year; the words stand right before the number.
_YEAR_ON_YEAR = re.compile(r"(?:同比|[比较](?:去年|上年|上一年)(?:同期)?)[^,。;0-9]{0,12}$")
#: 一季度接待游客81万人次, “五一”假期, 前三季度, 1-3月: a part of a year.
_PART_OF_YEAR = re.compile(
    r"(?=[季0-9一二三四五六七八九十上下前假当单黄小日月国春元中清端暑寒旺淡])(?:"
    rf"季度|(?<!个){_MONTH}|{_PART}|黄金周|小长假|[日月]均|"
    r"(?:五一|国庆|春节|元旦|中秋|端午|清明|暑期|寒假|旺季|淡季)[”\"]?期间)"
)
#: 1-12月, 截至12月31日: a whole year; 一季度开局良好,全年… speaks of one from 全年 on.
_WHOLE_YEAR = re.compile(r"1月?[-—–~至到]12月|截[至止](?:20[0-9]{2}年)?12月(?:底|末|31日)?")
_ALL_YEAR = "全年"
_REACH = 24
#: How far before a number its sentence is read, in characters.
_LONGEST_SENTENCE = 300


class ReportedPeriods:
    """What one document says of the periods that its reported numbers are of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _said(self) -> list[re.Match[str]]:
        """All words of periods; looked for in documents that report changes of whole years alone."""
        return list(_SAID.finditer(self._reading.view.folded))

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start() for match in self._said]

    @cached_property
    def _lasting(self) -> list[re.Match[str]]:
        return [match for match in self._said if match["year"] or match["over"]]

    @cached_property
    def _lasting_starts(self) -> list[int]:
        return [match.start() for match in self._lasting]

    def begins(self, start: int, as_of: date | None) -> date | None:
        """Return the first day of the year that a reported change is of; ``None`` where its words say less or more than one year.

        Args:
            start: Where the number starts.
            as_of: The day that the number was true; of a change up to a day in the year nothing is said.
        """
        if as_of is None or not ends_year(as_of):
            return None
        folded, year = self._reading.view.folded, date(as_of.year, 1, 1)
        opening = self._reading.view.stop_before(start)
        here = _last(self._said, self._starts, opening, start)
        if here is not None and (here["part"] or here["many"]):
            return None
        if _YEAR_ON_YEAR.search(folded, max(0, start - _REACH), start):
            return year
        said = here or _last(self._lasting, self._lasting_starts, self._outermost(start), start)
        is_of_year = said is not None and said["year"] and said["number"] in (None, str(as_of.year))
        return year if is_of_year else None

    def is_of_part(self, start: int) -> bool:
        """Whether the sentence of a number says that it is of a part of a year."""
        opening = max(self._reading.view.stop_before(start), start - _LONGEST_SENTENCE)
        words = self._reading.view.folded[opening:start].rpartition(_ALL_YEAR)[2]
        return _PART_OF_YEAR.search(_WHOLE_YEAR.sub("", words) if "月" in words else words) is not None

    def _outermost(self, start: int) -> int:
        """Return where the outermost section around a number opens, or its paragraph where no section is."""
        section = self._reading.section_at(start)
        while section is not None and section.parent is not None:
            section = section.parent
        return section.start if section is not None else self._reading.view.line(start).start


def ends_year(day: date) -> bool:
    """Return whether a day is the last of its year."""
    return (day.month, day.day) == (12, 31)


def _last(said: list[re.Match[str]], starts: list[int], opening: int, end: int) -> re.Match[str] | None:
    """Return the last words of a period between two offsets."""
    at = bisect_left(starts, end) - 1
    return said[at] if at >= 0 and starts[at] >= opening and said[at].end() <= end else None


def promised_from(reading: Reading, due: Due, measure: Measure) -> date | None:
    """Return the first day of the period that a commitment to add or to change is of: its time's, or the document's own."""
    if measure == "level" or due.on is None:
        return None
    if due.time is not None and due.time.start_on is not None:
        return due.time.start_on
    period = reading.facts.period
    if period is None and due.time is None and due.basis == "document":
        return date(due.on.year, 1, 1)  # 今年力争新增4家: of the document's own year
    return period[0] if period is not None and period[0] <= due.on <= period[1] else None
