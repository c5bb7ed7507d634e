"""Of which period an amount added or a rate of change is: the first day of it, where the text says so."""

from __future__ import annotations

import re
from datetime import date

from extractors.rows.reading import Reading
from extractors.rows.timeline import Due
from extractors.schema.vocabulary import Measure

#: What says of which period a reported change is; the last one before the number does.
_SAID = re.compile(
    r"(?P<many>五年|四年|三年|两年|两三年|近年|多年|历年|累计|以来|十[一二三四五]五|规划期|同20[0-9]{2}年相比|[较比]20[0-9]{2}年|任期)"
    r"|(?P<year>(?P<number>20[0-9]{2})年(?!以来|来|底|末|前|-|—|至|到|[0-9])|去年|上一?年(?!同期|底|末)|过去一年|一年来|同比)"
)
#: 比上年增长5.4%: the change of a year; the words stand right before the number.
_YEAR_ON_YEAR = re.compile(r"(?:同比|[比较](?:去年|上年|上一年)(?:同期)?)[^,。;0-9]{0,12}$")
_LAST_DAY = (12, 31)


def reported_from(reading: Reading, start: int, as_of: date | None) -> date | None:
    """Return the first day of the year that a reported change is of, where its words say that it is of one year.

    Args:
        reading: The document.
        start: Where the number starts.
        as_of: The day that the number was true; of a change in part of a year nothing is said.
    """
    if as_of is None or (as_of.month, as_of.day) != _LAST_DAY:
        return None
    folded = reading.view.folded
    year = date(as_of.year, 1, 1)
    if _YEAR_ON_YEAR.search(folded, max(0, start - 24), start):
        return year
    section = reading.section_at(start)
    openings = [reading.view.stop_before(start), reading.view.line(start).start]
    while section is not None:
        openings.append(section.start)
        section = section.parent
    for opening in openings:
        last = None
        for match in _SAID.finditer(folded, opening, start):
            last = match
        if last is not None:
            return year if last["year"] and last["number"] in (None, str(as_of.year)) else None
    return None


def promised_from(reading: Reading, due: Due, measure: Measure) -> date | None:
    """Return the first day of the period that a commitment to add or to change is of: its time's, or the document's own."""
    if measure == "level" or due.on is None:
        return None
    if due.time is not None and due.time.start_on is not None:
        return due.time.start_on
    period = reading.facts.period
    return period[0] if period is not None and period[0] <= due.on <= period[1] else None
