"""``sections``: one row a heading."""

from __future__ import annotations

from extractors.rows.reading import Reading
from extractors.schema.rows import SectionRow


def section_rows(reading: Reading) -> tuple[SectionRow, ...]:
    """Return the sections in document order."""
    text = reading.view.text
    return tuple(
        SectionRow(
            section_id=reading.id("section", section.start),
            document_id=reading.document.document_id,
            parent_section_id=reading.id("section", section.parent.start) if section.parent else None,
            position=position,
            level=section.level,
            label=text[section.label.start : section.label.end] if section.label else None,
            heading=text[section.heading.start : section.heading.end],
            role=section.role,
            rule_id=section.rule,
            quote=text[section.start : section.end],
            char_start=section.start,
            char_end=section.end,
        )
        for position, section in enumerate(reading.sections, 1)
    )
