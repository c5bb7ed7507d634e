"""``documents``: one row a source file."""

from __future__ import annotations

from extractors.rows.reading import Reading
from extractors.schema.rows import DocumentRow


def document_row(reading: Reading) -> DocumentRow:
    """Return the document's own row; links to other documents are set over the corpus."""
    document, facts = reading.document, reading.facts
    place = facts.place
    return DocumentRow(
        document_id=document.document_id,
        sha256=document.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        text=document.text,
        char_count=len(document.text),
        source_url=document.source_url,
        document_type=facts.document_type,
        title=facts.title,
        issuer=facts.issuer,
        jurisdiction_code=place.code if place else None,
        jurisdiction_name=place.name if place else None,
        jurisdiction_level=place.level if place else None,
        document_number=facts.document_number,
        index_number=facts.index_number,
        source_name=facts.source_name,
        issued_on=facts.issued_on,
        published_on=facts.published_on,
        period_start=facts.period[0] if facts.period else None,
        period_end=facts.period[1] if facts.period else None,
        is_complete=facts.is_complete,
        supersedes=None,
        duplicate_of=None,
    )
