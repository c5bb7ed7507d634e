"""The files below ``raw/`` and what the id of a release is made of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import NoDocumentsError, PlanhouseError
from pipelines.versions import code_hash

SIDECAR_SUFFIX = ".meta.json"

#: Digits of the release id: short enough to be read out, long enough never to meet by chance.
_RELEASE_ID_DIGITS = 12


#: Why a file or folder is no input.
_HIDDEN = "hidden"
_ORPHAN = "a sidecar without its document"
_NO_FILE = "a sidecar that is no file"
_LINKED_FOLDER = "a link to a folder"


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


@dataclass(frozen=True, slots=True)
class IgnoredPath:
    """A file or folder below the raw directory that is no document and belongs to none.

    Attributes:
        path: Its path below that directory, with forward slashes; a folder's ends with one.
        reason: Why it is ignored, in words.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What lies below the raw directory: the files to build from, and what is left out of the build."""

    files: tuple[InputFile, ...]
    ignored: tuple[IgnoredPath, ...]


def list_inputs(raw_dir: Path) -> Inputs:
    """Return the files below a directory in the order of their ids, and what is ignored there.

    Raises:
        NoDocumentsError: The directory is missing or holds no document.
        PlanhouseError: A folder below it cannot be listed.
    """
    if not raw_dir.is_dir():
        raise NoDocumentsError(
            f"{raw_dir}: no such directory; create it and put documents there, or name another"
        )
    files, ignored = [], []
    for path, reason in _paths(raw_dir):
        if reason is None:
            files.append(_input_file(path, raw_dir))
        else:
            ignored.append(_ignored_path(path, raw_dir, reason))
    if not files:
        raise NoDocumentsError(
            f"{raw_dir}: no documents there{_but_ignored(ignored)}; put at least one file into the directory"
        )
    return Inputs(
        tuple(sorted(files, key=lambda file: file.document_id)),
        tuple(sorted(ignored, key=lambda entry: entry.path)),
    )


def ignored_in_words(reasons: Sequence[str]) -> str:
    """Return how many files and folders are ignored and why, in one line."""
    counted = f"{len(reasons)} {'file or folder' if len(reasons) == 1 else 'files or folders'}"
    return f"{counted} ignored: {'; '.join(sorted(set(reasons)))}"


def release_id(inputs: Inputs) -> str:
    """Return the id of the release that these inputs and the present code make.

    What is ignored counts with its path and reason, which the manifest names, and not with its content.
    """
    digest = hashlib.sha256(code_hash().encode())
    for file in inputs.files:
        parts = (file.document_id, file.sha256 or "unreadable", file.sidecar_sha256 or "")
        digest.update("\0".join(parts).encode() + b"\n")
    for entry in inputs.ignored:
        digest.update(f"ignored\0{entry.path}\0{entry.reason}\n".encode())
    return digest.hexdigest()[:_RELEASE_ID_DIGITS]


def _paths(raw_dir: Path) -> Iterator[tuple[Path, str | None]]:
    """Everything below a directory but sidecars in use, with the reason where it is to be ignored."""
    for folder, subfolders, names in os.walk(raw_dir, onerror=_refuse):
        here = Path(folder)
        ignored = {name: reason for name in subfolders if (reason := _folder_ignored(here / name))}
        subfolders[:] = [name for name in subfolders if name not in ignored]
        yield from ((here / name, reason) for name, reason in ignored.items())
        for name in names:
            if name.startswith("."):
                yield here / name, _HIDDEN
            elif not name.endswith(SIDECAR_SUFFIX):
                yield here / name, None
            elif reason := _sidecar_ignored(here / name, names):
                yield here / name, reason


def _folder_ignored(folder: Path) -> str | None:
    if folder.name.startswith("."):
        return _HIDDEN
    return _LINKED_FOLDER if folder.is_symlink() else None


def _sidecar_ignored(sidecar: Path, names: Sequence[str]) -> str | None:
    document = sidecar.name.removesuffix(SIDECAR_SUFFIX)
    if document not in names or document.endswith(SIDECAR_SUFFIX):
        return _ORPHAN
    return None if sidecar.is_file() else _NO_FILE


def _ignored_path(path: Path, raw_dir: Path, reason: str) -> IgnoredPath:
    return IgnoredPath(_document_id(path.relative_to(raw_dir)) + ("/" if path.is_dir() else ""), reason)


def _but_ignored(ignored: Sequence[IgnoredPath]) -> str:
    return f" ({ignored_in_words([entry.reason for entry in ignored])})" if ignored else ""


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
