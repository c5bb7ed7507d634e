"""``tasks``: one row a unit of action."""

from __future__ import annotations

from extractors.rows.reading import Reading
from extractors.rows.timeline import Due, Timeline
from extractors.schema.rows import TaskRow
from extractors.schema.vocabulary import TaskStatus
from extractors.structure.sections import Section

#: What is cut off a task's text at both ends.
_EDGES = " \t\r\n\u3000。.:："


def task_rows(reading: Reading, timeline: Timeline) -> tuple[TaskRow, ...]:
    """Return the tasks in document order."""
    return tuple(
        _row(reading, timeline, section, position)
        for position, section in enumerate(reading.task_sections, 1)
    )


def _row(reading: Reading, timeline: Timeline, section: Section, position: int) -> TaskRow:
    text = reading.view.text
    due, status = timeline.of_task(section), _status(reading, timeline, section)
    if status == "done" and reading.facts.document_type == "work_report":
        due = Due(None, "none", None)
    return TaskRow(
        task_id=reading.id("task", section.start),
        document_id=reading.document.document_id,
        section_id=reading.id("section", section.start),
        position=position,
        label=text[section.label.start : section.label.end] if section.label else None,
        title=text[section.heading.start : section.heading.end],
        text=_text(reading, section),
        status=status,
        due_on=due.on,
        deadline_id=timeline.deadline_id(due.time),
        deadline_basis=due.basis,
        rule_id=f"task.{section.kind}",
        quote=text[section.start : section.end],
        char_start=section.start,
        char_end=section.end,
    )


def _text(reading: Reading, section: Section) -> str | None:
    """Return the task's words without label, title and responsibility lists."""
    pieces, at = [], section.heading.end
    for listed in reading.lists_within(at, section.end):
        if at <= listed.span.start and listed.span.end <= section.end and listed.is_labelled:
            pieces.append(reading.view.text[at : listed.span.start])
            at = listed.span.end
    pieces.append(reading.view.text[at : section.end])
    return "".join(pieces).strip(_EDGES) or None


def _status(reading: Reading, timeline: Timeline, section: Section) -> TaskStatus:
    """Return done for what a reply reports, planned for its next steps and for every plan."""
    if reading.facts.document_type not in ("reply", "work_report"):
        return "planned"
    return "planned" if timeline.is_ahead(section.heading.end) else "done"
