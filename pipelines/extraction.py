"""Files to documents, documents to results; what fails goes to quarantine and stops nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from extractors import Document, Limits, UnreadableError, document_of
from extractors.readers import file_bytes
from extractors.schema.rows import QuarantineRow
from pipelines.inputs import InputFile
from pipelines.pool import Answer, LostError, Task, WorkerPool
from pipelines.raw_store.fetching import at_hand

#: What worker processes call for each file, and then for each document.
_READ = "extractors.readers.files:read_file"
_EXTRACT = "pipelines.kept.results:extracted"

#: Documents whose texts are held at once between reading and extraction.
_CHUNK = 128


class Extractor:
    """Worker processes that read files and extract rows, for as long as it is open."""

    def __init__(self, function: str, limits: Limits, processes: int) -> None:
        """Prepare the processes; they are started when there is work for them.

        Args:
            function: What extracts the rows of a document, as ``module:name``.
            limits: How much the reading of one file, and then the extraction of its rows, may cost.
            processes: How many processes read or extract at once.
        """
        self.function = function
        self.limits = limits
        self._readers = _pool(_READ, limits, processes)
        self._extractors = _pool(_EXTRACT, limits, processes, function.partition(":")[0])

    def __enter__(self) -> Extractor:
        """Return the extractor itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the processes."""
        self.end()

    def end(self) -> None:
        """End the processes; those that are needed again are started again."""
        self._readers.end()
        self._extractors.end()

    def results(self, files: Iterable[InputFile]) -> Iterator[tuple[str, bytes | QuarantineRow]]:
        """Yield the packed result of each file's document, or the quarantine row of one that failed; in any order.

        Texts are held for a bounded number of documents at once. Objects of a store are fetched by this process, so that
        reading them is bounded as with files.

        Args:
            files: The files, of which none was refused when it was listed.

        Raises:
            PlanhouseError: The store of the documents cannot be read.
        """
        waiting = iter(files)
        while chunk := list(islice(waiting, _CHUNK)):
            documents = []
            with at_hand(chunk, self.limits) as files_here:
                for file, found in _read(self._readers, files_here, self.limits):
                    if isinstance(found, Document):
                        documents.append(found)
                    else:
                        yield file.document_id, held_back(file, found)
            yield from _extract(self._extractors, documents, self.function, self.limits)


def held_back(file: InputFile, error: UnreadableError) -> QuarantineRow:
    """Return the quarantine row of a file that could not be read."""
    return _held_back(file.document_id, file.sha256, error.rule, error.reason)


def _read(
    pool: WorkerPool, files: Sequence[InputFile], limits: Limits
) -> Iterator[tuple[InputFile, Document | UnreadableError]]:
    by_id = {file.document_id: file for file in files if file.refusal is None}
    for file in files:
        if file.refusal is not None:
            yield (
                file,
                file.refusal if file.refusal.rule == file.sidecar_sha256 else _as_changed(file.refusal),
            )
    tasks = [Task(name, (str(file.path), name, file.sha256, limits)) for name, file in by_id.items()]
    for answer in _answers(pool, tasks):
        try:
            yield by_id[answer.key], _document(by_id[answer.key], answer, limits)
        except UnreadableError as error:
            yield by_id[answer.key], error


def _extract(
    pool: WorkerPool, documents: Sequence[Document], function: str, limits: Limits
) -> Iterator[tuple[str, bytes | QuarantineRow]]:
    sha256 = {document.document_id: document.sha256 for document in documents}
    tasks = [Task(document.document_id, (function, document)) for document in documents]
    for answer in _answers(pool, tasks):
        if answer.error is None:
            yield answer.key, answer.value
        else:
            rule, reason = _failure(answer.error, limits)
            reason = f"{answer.key}: extraction failed: {reason}"
            yield answer.key, _held_back(answer.key, sha256[answer.key], rule, reason)


def _pool(function: str, limits: Limits, size: int, *modules: str) -> WorkerPool:
    return WorkerPool(
        function,
        size=size,
        seconds=limits.max_seconds,
        memory_bytes=limits.max_memory_bytes,
        modules=modules,
    )


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
        raise _as_changed(answer.error)
    if answer.error is not None:
        error = answer.error
        raise UnreadableError(
            "reader.failed",
            f"{file.document_id}: the reader failed ({type(error).__name__}: {error}); save the file anew or convert it",
        ) from error
    return document_of(answer.value, file.document_id, file.sha256 or "", _sidecar(file, limits))


def _sidecar(file: InputFile, limits: Limits) -> bytes | None:
    name = f"{file.document_id}.meta.json"
    try:
        sidecar = file_bytes(file.sidecar, name, limits) if isinstance(file.sidecar, Path) else None
    except UnreadableError as error:
        raise error if error.rule == file.sidecar_sha256 else _as_changed(error) from error
    if file.sidecar_sha256 != (None if sidecar is None else hashlib.sha256(sidecar).hexdigest()):
        raise UnreadableError(
            "reader.changed",
            f"{name}: the file changed while the build read it; the next build reads it anew",
        )
    return sidecar


def _as_changed(error: UnreadableError) -> UnreadableError:
    """Return a refusal as a passing one where the file could be opened when it was listed."""
    is_changed = error.rule in ("reader.unreadable", "reader.no_file")
    return UnreadableError("reader.changed", error.reason) if is_changed else error


def _lost(error: LostError, limits: Limits) -> str:
    """Return what became of a call that gave no answer, and what to do."""
    advice = {
        "crashed": "the file is likely damaged: save it anew or convert it",
        "timeout": f"split it, or raise the limit max_seconds of {limits.max_seconds:g}",
        "memory": f"split it, or raise the limit max_memory_bytes of {limits.max_memory_bytes:,}",
    }[error.how]
    return f"{error.detail}; {advice}"


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
