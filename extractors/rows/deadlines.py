"""``deadlines``: one row a time expression that binds something."""

from __future__ import annotations

from extractors.mentions.times import TimeMention
from extractors.rows.reading import Reading
from extractors.rows.timeline import Timeline
from extractors.schema.rows import DeadlineRow


def deadline_rows(reading: Reading, timeline: Timeline) -> tuple[DeadlineRow, ...]:
    """Return the times that date a target or a task, or are the plan's own period, in text order."""
    return tuple(_row(reading, time) for time in timeline.binding)


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
