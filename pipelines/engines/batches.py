"""Batches of documents as Arrow: what a worker of a cluster gets, what it does with it, and what it gives back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from extractors import Limits, UnreadableError
from extractors.schema.rows import QuarantineRow
from pipelines.extraction import Extractor, held_back
from pipelines.inputs import InputFile, StoredObject
from pipelines.versions import code_hash

#: A batch is lost with its worker, and many batches keep workers evenly busy: it ends at so many bytes, or before.
_BYTES = 4 << 20

#: Names of files need not be UTF-8.
_PLACE = pa.struct([("store", pa.string()), ("path", pa.binary())])
_FILES = pa.schema(
    [
        ("document_id", pa.string()),
        ("place", _PLACE),
        ("sha256", pa.string()),
        ("sidecar", _PLACE),
        ("sidecar_sha256", pa.string()),
    ]
)
_RESULTS = pa.schema(
    [
        ("document_id", pa.string()),
        ("result", pa.large_binary()),
        ("rule", pa.string()),
        ("reason", pa.string()),
    ]
)
_CODE = b"code"

#: What a worker keeps from batch to batch: its processes take longer to start than a document takes to extract. Threads of
#: the worker take from it and give back, one step each.
_IDLE: list[Extractor] = []


def batches(files: Iterable[InputFile], most: int) -> Iterator[list[InputFile]]:
    """Yield files in batches of at most so many documents, and of a bounded number of bytes."""
    batch: list[InputFile] = []
    size = 0
    for file in files:
        batch.append(file)
        size += _size(file)
        if len(batch) >= most or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def as_batch(files: Sequence[InputFile]) -> pa.RecordBatch:
    """Return files as a worker gets them."""
    rows = [
        {
            "document_id": file.document_id,
            "place": _packed(file.path),
            "sha256": file.sha256,
            "sidecar": _packed(file.sidecar) if file.sidecar else None,
            "sidecar_sha256": file.sidecar_sha256,
        }
        for file in files
    ]
    return pa.RecordBatch.from_pylist(rows, schema=_FILES)


def extract_batch(files: pa.RecordBatch, function: str, limits: Limits) -> pa.RecordBatch:
    """Return what became of each document of a batch; workers call it.

    It follows from the batch, the arguments and the code alone, whose hash comes with it. Each document is read and
    extracted in a process beside the worker's own, under the same limits as on one machine; that process is kept for the
    next batch.

    Args:
        files: What :func:`as_batch` gives.
        function: What extracts the rows of a document, as ``module:name``.
        limits: How much the reading of one file, and then the extraction of its rows, may cost.

    Raises:
        PlanhouseError: The store of the documents cannot be read.
    """
    given = [_file(row) for row in files.to_pylist()]
    extractor = _extractor(function, limits)
    try:
        rows = [_row(name, found) for name, found in extractor.results(given)]
    except BaseException:
        extractor.end()
        raise
    _IDLE.append(extractor)
    return pa.RecordBatch.from_pylist(rows, schema=_RESULTS.with_metadata({_CODE: code_hash().encode()}))


def end_idle() -> None:
    """End the processes that a worker keeps for batches; those of a batch that is worked at stay."""
    with suppress(IndexError):
        while True:
            _IDLE.pop().end()


def _extractor(function: str, limits: Limits) -> Extractor:
    """Return an extractor that nobody uses; those of other builds make room for a new one."""
    with suppress(IndexError):
        while (kept := _IDLE.pop()).function != function or kept.limits != limits:
            kept.end()
        return kept
    return Extractor(function, limits, 1)


def made_by(results: pa.RecordBatch) -> str:
    """Return the hash of the code of the worker that gave results."""
    return str((results.schema.metadata or {}).get(_CODE, b"").decode())


def found_in(
    results: pa.RecordBatch, files: Sequence[InputFile]
) -> Iterator[tuple[str, bytes | QuarantineRow]]:
    """Yield the packed result of each document of a batch, or its quarantine row."""
    by_id = {file.document_id: file for file in files}
    for row in results.to_pylist():
        name = row["document_id"]
        if row["rule"] is None:
            yield name, row["result"]
        else:
            yield name, held_back(by_id[name], UnreadableError(row["rule"], row["reason"]))


def _row(name: str, found: bytes | QuarantineRow) -> dict[str, object]:
    if isinstance(found, QuarantineRow):
        return {"document_id": name, "rule": found.rule, "reason": found.reason}
    return {"document_id": name, "result": found}


def _packed(place: Path | StoredObject) -> dict[str, object]:
    if isinstance(place, Path):
        return {"store": None, "path": os.fsencode(place.absolute())}
    return {"store": place.store, "path": os.fsencode(place.key)}


def _file(row: Mapping[str, Any]) -> InputFile:
    return InputFile(
        document_id=row["document_id"],
        path=_place(row["place"]),
        sha256=row["sha256"],
        sidecar=_place(row["sidecar"]) if row["sidecar"] else None,
        sidecar_sha256=row["sidecar_sha256"],
    )


def _place(packed: Mapping[str, Any]) -> Path | StoredObject:
    path = os.fsdecode(packed["path"])
    return Path(path) if packed["store"] is None else StoredObject(packed["store"], path)


def _size(file: InputFile) -> int:
    if isinstance(file.path, StoredObject):
        return file.path.size or 0
    with suppress(OSError):  # gone: reading it says so
        return file.path.stat().st_size
    return 0
