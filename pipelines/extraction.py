"""Files to documents, documents to rows; what fails goes to quarantine and stops nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors import Document, Extraction, UnreadableError, load_document
from extractors.schema.rows import QuarantineRow
from pipelines.errors import PlanhouseError
from pipelines.inputs import InputFile


@dataclass(frozen=True, slots=True)
class Readings:
    """The documents that could be read, and a quarantine row for each file that could not."""

    documents: tuple[Document, ...]
    refused: tuple[QuarantineRow, ...]


@dataclass(frozen=True, slots=True)
class Extractions:
    """The rows of the documents, and a quarantine row for each document whose extraction broke."""

    extractions: tuple[Extraction, ...]
    failed: tuple[QuarantineRow, ...]


def read_documents(inputs: Sequence[InputFile], advance: Callable[[str], None]) -> Readings:
    """Read every file, calling ``advance`` with each document id.

    Raises:
        PlanhouseError: A file's bytes changed since the release id was derived from them.
    """
    documents: list[Document] = []
    refused: list[QuarantineRow] = []
    for file in inputs:
        try:
            documents.append(_read(file))
        except UnreadableError as error:
            refused.append(_held_back(file.document_id, file.sha256, error.rule, error.reason))
        except OSError as error:
            reason = f"{file.document_id}: the file cannot be read: {error.strerror or error}"
            refused.append(_held_back(file.document_id, file.sha256, "reader.unreadable", reason))
        advance(file.document_id)
    return Readings(tuple(documents), tuple(refused))


def extract_documents(
    documents: Iterable[Document],
    extract: Callable[[Document], Extraction],
    advance: Callable[[str], None],
) -> Extractions:
    """Extract the rows of every document, calling ``advance`` with each document id."""
    extractions: list[Extraction] = []
    failed: list[QuarantineRow] = []
    for document in documents:
        try:
            extractions.append(extract(document))
        except Exception as error:  # whatever a rule stumbles over, the other documents are to be published
            reason = f"{document.document_id}: extraction failed: {type(error).__name__}: {error}"
            failed.append(_held_back(document.document_id, document.sha256, "extractor.failed", reason))
        advance(document.document_id)
    return Extractions(tuple(extractions), tuple(failed))


def _read(file: InputFile) -> Document:
    data = file.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise PlanhouseError(
            f"{file.document_id}: the file changed while the build read it; run the build again"
        )
    return load_document(data, file.document_id, file.sidecar.read_bytes() if file.sidecar else None)


def _held_back(document_id: str, sha256: str | None, rule: str, reason: str) -> QuarantineRow:
    return QuarantineRow(
        quarantine_id=f"documents/{document_id}/{rule}",
        document_id=document_id,
        table_name="documents",
        rule=rule,
        reason=reason,
        payload=json.dumps({"path": document_id, "sha256": sha256}, ensure_ascii=False),
    )
