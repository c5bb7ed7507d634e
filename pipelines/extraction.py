"""Files to documents, documents to rows; what fails goes to quarantine and stops nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors import Document, Extraction, Limits, UnreadableError, document_of
from extractors.readers import file_bytes
from extractors.schema.rows import QuarantineRow
from pipelines.inputs import InputFile
from pipelines.pool import Answer, LostError, Task, WorkerPool

if TYPE_CHECKING:
    from pipelines.build import Build
    from pipelines.progress import Progress

#: What a worker process calls for each file.
_READ = "extractors.readers.files:read_file"


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


def read_documents(
    inputs: Sequence[InputFile], limits: Limits, processes: int, advance: Callable[[str], None]
) -> Readings:
    """Read every file in worker processes, calling ``advance`` with each document id as it is done.

    Args:
        inputs: The files.
        limits: How much the reading of one file may cost.
        processes: How many processes read at once.
        advance: Told of each document.
    """
    documents: list[Document] = []
    refused: list[QuarantineRow] = []
    by_id = {file.document_id: file for file in inputs}
    for document_id, found in _read(inputs, limits, processes):
        if isinstance(found, Document):
            documents.append(found)
        else:
            refused.append(_held_back(document_id, by_id[document_id].sha256, found.rule, found.reason))
        advance(document_id)
    documents.sort(key=lambda document: document.document_id)
    refused.sort(key=lambda row: row.quarantine_id)
    return Readings(tuple(documents), tuple(refused))


def _read(
    inputs: Sequence[InputFile], limits: Limits, processes: int
) -> Iterator[tuple[str, Document | UnreadableError]]:
    """Yield what became of each file, in any order."""
    yield from ((file.document_id, file.refusal) for file in inputs if file.refusal is not None)
    readable = {file.document_id: file for file in inputs if file.refusal is None}
    tasks = [Task(name, (str(file.path), name, file.sha256, limits)) for name, file in readable.items()]
    with _pool(_READ, limits, min(processes, len(tasks))) as pool:
        for answer in _answers(pool, tasks):
            try:
                yield answer.key, _document(readable[answer.key], answer, limits)
            except UnreadableError as error:
                yield answer.key, error


def _pool(function: str, limits: Limits, size: int) -> WorkerPool:
    return WorkerPool(function, size=size, seconds=limits.max_seconds, memory_bytes=limits.max_memory_bytes)


def _answers(pool: WorkerPool, tasks: Sequence[Task[str]]) -> Iterator[Answer[str]]:
    """Yield the answer to each task; one that was lost is tried once more, alone, as the machine may be at fault."""
    lost: list[str] = []
    for answer in pool.run(tasks):
        if isinstance(answer.error, LostError) and answer.error.how != "timeout":
            lost.append(answer.key)
        else:
            yield answer
    for task in tasks:
        if task.key in lost:
            yield from pool.run([task])


def _document(file: InputFile, answer: Answer[str], limits: Limits) -> Document:
    if isinstance(answer.error, LostError):
        reason = f"{file.document_id}: the reader gave no text: {_lost(answer.error, limits)}"
        raise UnreadableError(f"reader.{answer.error.how}", reason) from answer.error
    if isinstance(answer.error, UnreadableError):
        raise answer.error
    if answer.error is not None:
        error = answer.error
        raise UnreadableError(
            "reader.failed",
            f"{file.document_id}: the reader failed ({type(error).__name__}: {error}); save the file anew or convert it",
        ) from error
    name = f"{file.document_id}.meta.json"
    sidecar = file_bytes(file.sidecar, name, limits) if file.sidecar else None
    if sidecar is not None and hashlib.sha256(sidecar).hexdigest() != file.sidecar_sha256:
        raise UnreadableError(
            "reader.changed",
            f"{name}: the file changed while the build read it; the next build reads it anew",
        )
    return document_of(answer.value, file.document_id, file.sha256 or "", sidecar)


def _lost(error: LostError, limits: Limits) -> str:
    """Return what became of a call that gave no answer, and what to do."""
    advice = {
        "crashed": "the file is likely damaged: save it anew or convert it",
        "timeout": f"split it, or raise the limit max_seconds of {limits.max_seconds:g}",
        "memory": f"split it, or raise the limit max_memory_bytes of {limits.max_memory_bytes:,}",
    }[error.how]
    return f"{error.detail}; {advice}"


def extract_documents(
    documents: Sequence[Document],
    function: str,
    limits: Limits,
    processes: int,
    advance: Callable[[str], None],
) -> Extractions:
    """Extract the rows of every document in worker processes, calling ``advance`` with each document id as it is done.

    Args:
        documents: The documents.
        function: What extracts the rows of one, as ``module:name``.
        limits: How much the extraction of one may cost.
        processes: How many processes extract at once.
        advance: Told of each document.
    """
    extractions: list[Extraction] = []
    failed: list[QuarantineRow] = []
    sha256 = {document.document_id: document.sha256 for document in documents}
    with _pool(function, limits, min(processes, len(documents))) as pool:
        for answer in _answers(pool, [Task(document.document_id, (document,)) for document in documents]):
            if answer.error is None:
                extractions.append(answer.value)
            else:
                rule, reason = _failure(answer.error, limits)
                reason = f"{answer.key}: extraction failed: {reason}"
                failed.append(_held_back(answer.key, sha256[answer.key], rule, reason))
            advance(answer.key)
    extractions.sort(key=lambda extraction: extraction.document_id)
    failed.sort(key=lambda row: row.quarantine_id)
    return Extractions(tuple(extractions), tuple(failed))


def _failure(error: Exception, limits: Limits) -> tuple[str, str]:
    """Return rule and reason of a document whose rows could not be extracted."""
    if isinstance(error, LostError):
        return f"extractor.{error.how}", _lost(error, limits)
    # Whatever a rule stumbles over, the other documents are to be published.
    return "extractor.failed", f"{type(error).__name__}: {error}"


def _held_back(document_id: str, sha256: str | None, rule: str, reason: str) -> QuarantineRow:
    return QuarantineRow(
        quarantine_id=f"documents/{document_id}/{rule}",
        document_id=document_id,
        table_name="documents",
        rule=rule,
        reason=reason,
        payload=json.dumps({"path": document_id, "sha256": sha256}, ensure_ascii=False),
    )


def extract_parts(
    build: Build, parts: Sequence[int], progress: Progress
) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Extract the documents of some parts that have no result of the present extractor, and keep their results.

    Yields each part as it is done, with how many documents were extracted, had a result and failed, and how many rows
    the part has (``dagster/partition_row_count``).
    """
    raise NotImplementedError
