"""``extract``: one document in, its rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.schema.rows import DocumentRow
from extractors.text.document import Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """The rows of one document, by table name; tables without rows may be absent."""

    document_id: str
    tables: Mapping[str, tuple[object, ...]]


def extract(document: Document) -> Extraction:
    """Return all rows of one document: a pure function of its text and the lexicons."""
    row = DocumentRow(
        document_id=document.document_id, sha256=document.sha256, media_type=document.media_type,
        encoding=document.encoding, text=document.text, char_count=len(document.text), source_url=document.source_url,
        document_type="other", title=None, issuer=None, jurisdiction_code=None, jurisdiction_name=None,
        jurisdiction_level=None, document_number=None, issued_on=None, published_on=None, period_start=None,
        period_end=None, is_complete=True, supersedes=None, duplicate_of=None,
    )
    return Extraction(document.document_id, {"documents": (row,)})
