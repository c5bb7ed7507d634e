"""The document: its text and where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Media types whose lines are those of the file.
_PLAIN = frozenset(["text/plain"])


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as text.

    Attributes:
        document_id: Path under ``raw/``, with its suffix and forward slashes.
        sha256: Hex digest of the file's bytes.
        media_type: Media type of the file.
        encoding: Encoding that the bytes were read with; None for formats that fix their own (Word, PDF).
        text: What all offsets count in, in Unicode code points.
        source_url: Where it was published, where a sidecar says so.
        furniture: Ranges of the text that its format shows to be page furniture, in order and apart.
        left_out: How much of each kind the reader left out of the text: scripts, heads of pages …
        declared: What the file says of the document outside its text: title, published, source.
    """

    document_id: str
    sha256: str
    media_type: str
    encoding: str | None
    text: str
    source_url: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)

    @property
    def may_be_wrapped(self) -> bool:
        """Whether paragraphs may run over several lines: readers of laid-out formats give each a line of its own."""
        return self.media_type in _PLAIN


def document_from_text(text: str, document_id: str = "inline.txt") -> Document:
    """Return a document of plain text, for callers that have no file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(document_id, digest, "text/plain", "utf-8", text)
