"""``tasks``: one row a unit of action."""

from __future__ import annotations

from datetime import date

from extractors.rows.deadlines import Due, binds, deadline_id, is_ahead, plan_end
from extractors.rows.reading import Reading
from extractors.schema.rows import TaskRow
from extractors.schema.vocabulary import TaskStatus
from extractors.structure.outline import Section



def task_rows(reading: Reading) -> tuple[TaskRow, ...]:
    """Return the tasks in document order."""
    return tuple(_row(reading, section, position) for position, section in enumerate(reading.task_sections, 1))


def _row(reading: Reading, section: Section, position: int) -> TaskRow:
    due = _due(reading, section)
    return TaskRow(
        task_id=reading.id("task", section.start),
        document_id=reading.document.document_id,
        section_id=reading.id("section", section.start),
        position=position,
        label=reading.view.quote(section.label.start, section.label.end) if section.label else None,
        title=reading.view.quote(section.heading.start, section.heading.end),
        text=_text(reading, section),
        status=_status(reading, section),
        due_on=due.on,
        deadline_id=deadline_id(reading, due.time),
        deadline_basis=due.basis,
        rule_id=f"task.{section.kind}",
        quote=reading.view.quote(section.start, section.end),
        char_start=section.start,
        char_end=section.end,
    )


def _text(reading: Reading, section: Section) -> str | None:
    """Return the task's words without label, title and responsibility lists."""
    pieces, at = [], section.heading.end
    for listed in reading.responsibility_lists:
        if at <= listed.span.start and listed.span.end <= section.end and listed.is_labelled:
            pieces.append(reading.view.text[at : listed.span.start])
            at = listed.span.end
    pieces.append(reading.view.text[at : section.end])
    return "".join(pieces).strip(" \t\r\n\u3000。.:：") or None


def _status(reading: Reading, section: Section) -> TaskStatus:
    """Return done for what a reply reports, planned for its next steps and for every plan."""
    kind = reading.facts.document_type
    if kind not in ("reply", "work_report"):
        return "planned"
    if is_ahead(reading, section.heading.end):
        return "planned"
    return "done"


def _due(reading: Reading, section: Section) -> Due:
    """Return the last explicit deadline in the task's own words, else its section's, else the plan's end."""
    own = _last_deadline(reading, section)
    if own is not None:
        return own
    if reading.facts.document_type == "reply":
        return Due(None, "none", None)
    for ancestor in section.ancestors():
        above = _last_deadline(reading, ancestor, before=section.start)
        if above is not None:
            return Due(above.on, "section", above.time)
    return plan_end(reading)


def _last_deadline(reading: Reading, section: Section, before: int | None = None) -> Due | None:
    end = section.end if before is None else before
    found: tuple[date, int] | None = None
    for index, time in enumerate(reading.times):
        if section.start <= time.start and time.end <= end and time.end_on is not None and binds(reading, time):
            if before is None or reading.section_at(time.start) is section:
                found = (time.end_on, index)
    return Due(found[0], "explicit", reading.times[found[1]]) if found else None
