"""Of which period an amount added or a rate of change is, and whether a reported amount is of a part of a year."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from extractors.rows.reading import Reading
from extractors.rows.timeline import Due
from extractors.schema.vocabulary import Measure

_NUMBER = r"[0-9一二两三四五六七八九十几]+"
#: What says of which period a reported change is; the last one before the number does.
_SAID = re.compile(
    rf"(?P<many>20[0-9]{{2}}年?\s*[-—–~至到]\s*20[0-9]{{2}}年|(?:过去|这|近|连续|最近|未来){_NUMBER}年|(?<![0-9]){_NUMBER}年(?:来|间|内|累计)|五年|"
    r"近年|多年|历年|累计|以来|十[一二三四五]五|规划期|同20[0-9]{2}年相比|[较比]20[0-9]{2}年|任期)"
    r"|(?P<part>[一二三四1-4]季度|[上下]半年|(?<!个)[0-9一二三四五六七八九十]{1,2}月(?:份)?(?![底末])|前[0-9一二三四五六七八九十]{1,2}个?月|假期|当[月日]|单日)"
    r"|(?P<year>(?P<number>20[0-9]{2})年(?!以来|来|底|末|前|[0-9])|去年|上一?年(?!同期|底|末)|过去一年|一年来|同比)"
)
#: 比上年增长5.4%: the change of a year; the words stand right before the number.
_YEAR_ON_YEAR = re.compile(r"(?:同比|[比较](?:去年|上年|上一年)(?:同期)?)[^,。;0-9]{0,12}$")
#: 一季度接待游客81万人次, “五一”假期, 前三季度, 1-3月: a part of a year.
_PART_OF_YEAR = re.compile(
    r"季度|[上下]半年|(?<!个)[0-9一二三四五六七八九十]{1,2}月(?:份)?(?![底末])|前[0-9一二三四五六七八九十]{1,2}个?月|假期|黄金周|小长假|当[月日]|单日|[日月]均|"
    r"(?:五一|国庆|春节|元旦|中秋|端午|清明|暑期|寒假|旺季|淡季)[”\"]?期间"
)
_LAST_DAY = (12, 31)
_REACH = 24


class ReportedPeriods:
    """What one document says of the periods that its reported numbers are of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said = list(_SAID.finditer(reading.view.folded))
        self._starts = [match.start() for match in self._said]

    def begins(self, start: int, as_of: date | None) -> date | None:
        """Return the first day of the year that a reported change is of; ``None`` where its words say less or more than one year.

        Args:
            start: Where the number starts.
            as_of: The day that the number was true; of a change up to a day in the year nothing is said.
        """
        if as_of is None or (as_of.month, as_of.day) != _LAST_DAY:
            return None
        folded, year = self._reading.view.folded, date(as_of.year, 1, 1)
        last = self._last(start)
        if last is not None and last["part"]:
            return None
        if _YEAR_ON_YEAR.search(folded, max(0, start - _REACH), start):
            return year
        is_of_year = last is not None and last["year"] and last["number"] in (None, str(as_of.year))
        return year if is_of_year else None

    def is_of_part(self, start: int) -> bool:
        """Whether the sentence of a number says that it is of a part of a year."""
        opening = self._reading.view.stop_before(start)
        return _PART_OF_YEAR.search(self._reading.view.folded, opening, start) is not None

    def _last(self, start: int) -> re.Match[str] | None:
        """Return the last words of a period before a number, in its sentence, its paragraph, or the sections around it."""
        section = self._reading.section_at(start)
        outermost = section
        while outermost is not None and outermost.parent is not None:
            outermost = outermost.parent
        opening = outermost.start if outermost is not None else self._reading.view.line(start).start
        at = bisect_left(self._starts, start) - 1
        found = self._said[at] if at >= 0 else None
        return found if found is not None and found.start() >= opening and found.end() <= start else None


def promised_from(reading: Reading, due: Due, measure: Measure) -> date | None:
    """Return the first day of the period that a commitment to add or to change is of: its time's, or the document's own."""
    if measure == "level" or due.on is None:
        return None
    if due.time is not None and due.time.start_on is not None:
        return due.time.start_on
    period = reading.facts.period
    return period[0] if period is not None and period[0] <= due.on <= period[1] else None
