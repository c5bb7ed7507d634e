"""``extract``: one document in, its rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.rows.citations import citation_rows
from extractors.rows.deadlines import deadline_rows
from extractors.rows.documents import document_row
from extractors.rows.reading import Reading
from extractors.rows.replies import reply_rows
from extractors.rows.sections import section_rows
from extractors.text.document import Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """The rows of one document, by table name; tables without rows may be absent."""

    document_id: str
    tables: Mapping[str, tuple[object, ...]]


def extract(document: Document) -> Extraction:
    """Return all rows of one document: a pure function of its text and the lexicons."""
    reading = Reading(document)
    tables: dict[str, tuple[object, ...]] = {
        "documents": (document_row(reading),),
        "replies": reply_rows(reading),
        "sections": section_rows(reading),
        "deadlines": deadline_rows(reading),
        "citations": citation_rows(reading),
    }
    return Extraction(document.document_id, tables)
