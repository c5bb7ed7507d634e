"""Chinese government plans and replies as rows: bytes in, rows out, no model and no clock.

Names are imported when they are first used: a process that only reads files does not pay for the rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.engine import (
        DIMENSIONS,
        LINKED_WITHIN,
        Corpus,
        CorpusLinks,
        Extraction,
        Numbers,
        Said,
        Texts,
        corpus_links,
        document_of,
        extract,
        held_corpus,
        link_corpus,
        load_document,
    )
    from extractors.readers import Limits, ReadText, UnreadableError
    from extractors.rows.wording import Traces, Wording
    from extractors.text.document import Document, document_from_text

__all__ = [
    "DIMENSIONS",
    "LINKED_WITHIN",
    "Corpus",
    "CorpusLinks",
    "Document",
    "Extraction",
    "Limits",
    "Numbers",
    "ReadText",
    "Said",
    "Texts",
    "Traces",
    "UnreadableError",
    "Wording",
    "corpus_links",
    "document_from_text",
    "document_of",
    "extract",
    "held_corpus",
    "link_corpus",
    "load_document",
]

_HOMES = {
    "extractors.engine": (
        "DIMENSIONS",
        "LINKED_WITHIN",
        "Corpus",
        "CorpusLinks",
        "Extraction",
        "Numbers",
        "Said",
        "Texts",
        "corpus_links",
        "document_of",
        "extract",
        "held_corpus",
        "link_corpus",
        "load_document",
    ),
    "extractors.readers": ("Limits", "ReadText", "UnreadableError"),
    "extractors.rows.wording": ("Traces", "Wording"),
    "extractors.text.document": ("Document", "document_from_text"),
}


def __getattr__(name: str) -> object:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
