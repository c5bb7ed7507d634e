"""Chinese government plans and replies as rows: bytes in, rows out, no model and no clock."""

from extractors.engine import Extraction, extract, link_corpus, load_document
from extractors.readers import UnreadableError
from extractors.text.document import Document, document_from_text

__all__ = [
    "Document",
    "Extraction",
    "UnreadableError",
    "document_from_text",
    "extract",
    "link_corpus",
    "load_document",
]
