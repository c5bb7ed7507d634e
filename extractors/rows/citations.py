"""``citations``: one row a reference to another document."""

from __future__ import annotations

from extractors.mentions.citations import CitationMention
from extractors.rows.facts import is_own
from extractors.rows.reading import Reading
from extractors.schema.rows import CitationRow


def citation_rows(reading: Reading) -> tuple[CitationRow, ...]:
    """Return the references in text order, without those to the document itself."""
    return tuple(
        _row(reading, mention)
        for mention in reading.citations
        if not is_own(reading.facts, mention) and not reading.in_furniture(mention.start)
    )


def _row(reading: Reading, mention: CitationMention) -> CitationRow:
    place = reading.place(mention.start)
    return CitationRow(
        citation_id=reading.id("citation", mention.start),
        cited_title=mention.title,
        cited_number=mention.number,
        cited_document_id=None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=mention.rule,
        quote=reading.view.quote(mention.start, mention.end),
        char_start=mention.start,
        char_end=mention.end,
    )
