"""``deadlines``: the time expressions that bind something, and the day that governs a number or a task."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.mentions.times import TimeMention
from extractors.rows.reading import Reading
from extractors.schema.rows import DeadlineRow
from extractors.schema.vocabulary import DeadlineBasis
from extractors.structure.outline import Section

#: Words behind a year that make it the name of an event, not a day to act by (2022年北京冬奥会).
_EVENT = re.compile(r"[一-鿿]{0,12}?(?:冬奥会|冬残奥会|奥运会|亚运会|锦标赛|博览会|论坛|大会|世界杯|峰会|年会|进博会|展览会)")
#: Words around a time that tell of the past.
_PAST_BEFORE = re.compile(r"(?:截至|截止|自从|早在|已于|曾于|始建于|成立于)$|(?:已|曾)(?:于|在)$|[:(]其中:$")
_PAST_BEHIND = re.compile(
    r"^(?:期间|以来|全年)?,?[^,。;]{0,24}?(?:已|达到了|实现了|完成了|共计完成|荣获|获批|获评|起草了|出台了|投入运营|成立|新签约|为标况|"
    r"同比|累计完成|累计接待|共需资金)"
)
_SINCE = re.compile(r"以来|起至今|至今|开展的|印发的|出台的|发布的|施行的|修订的")
_BASE_RULES = frozenset({"time.base_column"})


@dataclass(frozen=True, slots=True)
class Due:
    """The last day by which something must hold, with what gives it."""

    on: date | None
    basis: DeadlineBasis
    time: TimeMention | None


def deadline_rows(reading: Reading) -> tuple[DeadlineRow, ...]:
    """Return the time expressions that date a target or a task, or are the plan's own period, in text order."""
    return tuple(_row(reading, time) for time in reading.times if binds(reading, time))


def deadline_id(reading: Reading, time: TimeMention | None) -> str | None:
    """Return the id of a time expression's row, or None where it has none."""
    if time is None or not binds(reading, time):
        return None
    return reading.id("deadline", time.start)


def binds(reading: Reading, time: TimeMention) -> bool:
    """Whether a time expression dates a commitment: no issue date, no history, no name of an event."""
    folded = reading.view.folded
    if time.is_point or time.rule in _BASE_RULES or reading.in_furniture(time.start):
        return _in_own_title(reading, time)
    cited = reading.citation_at(time.start)
    if cited is not None:
        return _is_own_period(reading, time, cited.start, cited.end)
    behind = folded[time.end : time.end + 30]
    if _EVENT.match(behind) or _SINCE.match(behind):
        return False
    if time.rule == "time.without_year" and time.end_on is None:
        return False
    return not _is_past(reading, time, behind)


def _in_own_title(reading: Reading, time: TimeMention) -> bool:
    span = reading.facts.title_span
    return span is not None and span.holds(time.start) and not time.is_point


def _is_own_period(reading: Reading, time: TimeMention, start: int, end: int) -> bool:
    """A period in the document's own title binds, in 《》 too; one in another document's title does not."""
    title = reading.facts.title or ""
    words = reading.view.text[start:end].strip("《》〈〉")
    return bool(title) and (words in title or title in words)


def _is_past(reading: Reading, time: TimeMention, behind: str) -> bool:
    before = reading.view.folded[max(0, time.start - 6) : time.start]
    if _PAST_BEFORE.search(before) or reading.view.folded.startswith(("截至", "截止"), time.start):
        return True
    if time.recurrence == "annual":
        return False
    facts = reading.facts
    section = reading.section_at(time.start)
    began = facts.period[0] if facts.period else facts.issued_on
    if began is not None and time.end_on is not None and time.end_on < began:
        return True
    if facts.document_type == "reply" and section is not None and not is_ahead(reading, time.start):
        return facts.issued_on is None or time.end_on is None or time.end_on.year <= facts.issued_on.year
    return bool(_PAST_BEHIND.match(behind)) and not re.match(r"^,?(?:要|将|力争|争取|确保)", behind)


@cache
def _ahead_cue() -> re.Pattern[str]:
    return re.compile(r"下一步|下一阶段|下步|今后|接下来|未来[一-鿿]年|展望|十五五|努力方向|计划于|预计|将于")


def is_ahead(reading: Reading, offset: int) -> bool:
    """Whether a reply has turned from what was done to what will be done (下一步…) before the offset."""
    section = reading.section_at(offset)
    start = section.start if section is not None else 0
    top = section
    while top is not None and top.parent is not None:
        top = top.parent
    folded = reading.view.folded
    if top is not None and _ahead_cue().search(folded, top.start, top.heading.end):
        return True
    turn = _turn(reading)
    if turn is not None and turn <= offset:
        return True
    return bool(_ahead_cue().search(folded, start, offset))


def _turn(reading: Reading) -> int | None:
    """Return the offset of the paragraph outside all items that opens the next steps (下一步，我市将…)."""
    match = re.search(r"(?:^|[\n。])[^\S\n]*(?:下一步|下一阶段|下步|今后)[,一-鿿]", reading.view.folded)
    if match is None:
        return None
    section = reading.section_at(match.end())
    later = [other for other in reading.sections if other.level == 1 and other.start > match.start()]
    restarts = any(other.number == 1 for other in later)
    return match.start() if section is None or restarts else None


def governing(reading: Reading, offset: int, *, from_offset: int | None = None) -> Due:
    """Return the day that governs a number: in its sentence, in its section, above it, or the plan's end.

    A time governs what follows it (GUIDELINE, due_on). Recurrences set no day.

    Args:
        reading: The document.
        offset: Where the number stands.
        from_offset: Where its sentence starts; by default the last 。 or line break before it.
    """
    start = _sentence_start(reading.view.folded, offset) if from_offset is None else from_offset
    time = _last_dated(reading, start, offset)
    if time is not None:
        return Due(time.end_on, "explicit", time)
    section = reading.section_at(offset)
    while section is not None:
        time = _last_dated(reading, section.start, offset, section)
        if time is not None:
            return Due(time.end_on, "section", time)
        section = section.parent
    return plan_end(reading)


def plan_end(reading: Reading) -> Due:
    """Return the end of the plan's period, where the document has one."""
    period = reading.facts.period
    return Due(period[1], "document", None) if period else Due(None, "none", None)


def _sentence_start(folded: str, offset: int) -> int:
    return max(folded.rfind("。", 0, offset), folded.rfind("\n", 0, offset), folded.rfind("\r", 0, offset)) + 1


def _last_dated(reading: Reading, start: int, end: int, section: Section | None = None) -> TimeMention | None:
    """Return the last binding time with a day in a range; within ``section`` only what is its own text."""
    for time in reversed(reading.times):
        if time.start < start:
            return None
        if time.end <= end and time.end_on is not None and binds(reading, time):
            if section is None or reading.section_at(time.start) is section:
                return time
    return None


def _row(reading: Reading, time: TimeMention) -> DeadlineRow:
    place = reading.place(time.start)
    return DeadlineRow(
        deadline_id=reading.id("deadline", time.start),
        start_on=time.start_on,
        end_on=time.end_on,
        kind=time.kind,
        recurrence=time.recurrence,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=time.rule,
        quote=reading.view.quote(time.start, time.end),
        char_start=time.start,
        char_end=time.end,
    )
