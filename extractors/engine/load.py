"""Load a file as a document."""

from __future__ import annotations

import hashlib
import json

from extractors.readers import Limits, ReadText, UnreadableError, read_bytes
from extractors.text.document import Document


def load_document(
    data: bytes, document_id: str, sidecar: bytes | None = None, limits: Limits | None = None
) -> Document:
    """Return the document that a file's bytes hold.

    Args:
        data: The whole file.
        document_id: Its path under ``raw/``, with suffix and forward slashes.
        sidecar: The bytes of ``<file>.meta.json``, where there is one; its ``source_url`` is taken over.
        limits: How much the reader takes on; the defaults where none are given.

    Raises:
        UnreadableError: The bytes or the sidecar cannot be read; the message names the file.
    """
    read = read_bytes(data, document_id, limits)
    return document_of(read, document_id, hashlib.sha256(data).hexdigest(), sidecar)


def document_of(read: ReadText, document_id: str, sha256: str, sidecar: bytes | None = None) -> Document:
    """Return the document that a reader's text makes.

    Raises:
        UnreadableError: The sidecar is no JSON.
    """
    return Document(
        document_id=document_id,
        sha256=sha256,
        media_type=read.media_type,
        encoding=read.encoding,
        text=read.text,
        source_url=_source_url(sidecar, document_id) if sidecar is not None else None,
        furniture=read.furniture,
        left_out=read.left_out,
        declared=read.declared,
    )


def _source_url(sidecar: bytes, document_id: str) -> str | None:
    try:
        meta = json.loads(sidecar)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "reader.broken_sidecar", f"{document_id}.meta.json is no JSON: {error}; mend or remove it"
        ) from error
    url = meta.get("source_url") if isinstance(meta, dict) else None
    return url if isinstance(url, str) and url else None
