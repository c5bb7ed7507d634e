"""The document: its text and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as text.

    Attributes:
        document_id: Path under ``raw/``, with its suffix and forward slashes.
        sha256: Hex digest of the file's bytes.
        media_type: Media type of the file.
        encoding: Encoding that the bytes were read with.
        text: What all offsets count in, in Unicode code points.
        source_url: Where it was published, where a sidecar says so.
    """

    document_id: str
    sha256: str
    media_type: str
    encoding: str
    text: str
    source_url: str | None = None


def document_from_text(text: str, document_id: str = "inline.txt") -> Document:
    """Return a document of plain text, for callers that have no file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(document_id, digest, "text/plain", "utf-8", text)
