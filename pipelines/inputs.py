"""The files below ``raw/`` and what the id of a release is made of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import NoDocumentsError, PlanhouseError
from pipelines.versions import code_hash

SIDECAR_SUFFIX = ".meta.json"

#: Digits of the release id: short enough to be read out, long enough never to meet by chance.
_RELEASE_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file below the raw directory.

    Attributes:
        document_id: Its path below that directory, with forward slashes.
        path: Where it lies on this machine.
        sha256: Digest of its bytes; None where they cannot be read.
        sidecar: Its ``<file>.meta.json``, where there is one.
        sidecar_sha256: Digest of the sidecar's bytes.
    """

    document_id: str
    path: Path
    sha256: str | None
    sidecar: Path | None
    sidecar_sha256: str | None


def list_inputs(raw_dir: Path) -> tuple[InputFile, ...]:
    """Return the files below a directory in the order of their ids, hidden files and sidecars left out.

    Raises:
        NoDocumentsError: The directory is missing or holds no file.
        PlanhouseError: A folder below it cannot be listed.
    """
    if not raw_dir.is_dir():
        raise NoDocumentsError(
            f"{raw_dir}: no such directory; create it and put documents there, or name another"
        )
    files = sorted(
        (_input_file(path, raw_dir) for path in _paths(raw_dir)), key=lambda file: file.document_id
    )
    if not files:
        raise NoDocumentsError(f"{raw_dir}: no documents there; put at least one file into the directory")
    return tuple(files)


def release_id(inputs: tuple[InputFile, ...]) -> str:
    """Return the id of the release that these inputs and the present code make."""
    digest = hashlib.sha256(code_hash().encode())
    for file in inputs:
        parts = (file.document_id, file.sha256 or "unreadable", file.sidecar_sha256 or "")
        digest.update("\0".join(parts).encode() + b"\n")
    return digest.hexdigest()[:_RELEASE_ID_DIGITS]


def _paths(raw_dir: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(raw_dir, onerror=_refuse):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(SIDECAR_SUFFIX):
                yield Path(folder, name)


def _refuse(error: OSError) -> None:
    raise PlanhouseError(f"{error.filename}: the folder cannot be listed: {error.strerror}") from error


def _input_file(path: Path, raw_dir: Path) -> InputFile:
    sidecar = path.with_name(path.name + SIDECAR_SUFFIX)
    known = sidecar if sidecar.is_file() else None
    return InputFile(
        document_id=_document_id(path.relative_to(raw_dir)),
        path=path,
        sha256=_sha256(path),
        sidecar=known,
        sidecar_sha256=_sha256(known) if known else None,
    )


def _document_id(path: Path) -> str:
    """The path as text; names that are no UTF-8 (GBK archives) get escapes, which every writer can store."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
