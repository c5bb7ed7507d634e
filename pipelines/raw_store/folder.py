"""The documents of a folder: what lies below it, and what is ignored or refused there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors import Limits, UnreadableError
from extractors.readers import file_bytes
from pipelines.digests import Digests
from pipelines.errors import NoDocumentsError, PlanhouseError
from pipelines.inputs import SIDECAR_SUFFIX, IgnoredPath, InputFile

#: Why a file or folder is no input.
HIDDEN = "hidden"
ORPHAN = "a sidecar without its document"
_NO_FILE = "a sidecar that is no file"
_LINKED_FOLDER = "a link to a folder"
_LINKED_SIDECAR = "a sidecar that is a link out of the directory"


def list_folder(raw_dir: Path, limits: Limits, digests: Digests) -> tuple[list[InputFile], list[IgnoredPath]]:
    """Return the documents below a directory and what is ignored there, in no order.

    A file beyond the limit of size, a link that leaves the directory, and what is no file are listed with the reason
    and not read.

    Args:
        raw_dir: The directory.
        limits: How much the reading of one file may cost.
        digests: What is remembered of the files; only those that changed since are read.

    Raises:
        NoDocumentsError: There is no such directory.
        PlanhouseError: A folder below it cannot be listed.
    """
    if not raw_dir.is_dir():
        raise NoDocumentsError(
            f"{raw_dir}: no such directory; create it and put documents there, or name another"
        )
    files, ignored = [], []
    lister = _Lister(raw_dir, limits, digests)
    for path, reason in _paths(raw_dir):
        if reason is None:
            files.append(lister.input_file(path))
        else:
            ignored.append(_ignored_path(path, raw_dir, reason))
    return files, ignored


def document_paths(raw_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield id and path of every document below a directory, in no order; no file is opened.

    Raises:
        PlanhouseError: A folder below it cannot be listed.
    """
    # Cut from the words of the path: asking each of many paths for its relative one takes longer than the walk.
    start = len(os.fspath(raw_dir / "-")) - 1
    for path, reason in _paths(raw_dir):
        if reason is None:
            yield as_text(os.fspath(path)[start:]), path


def hidden_documents(documents: Iterable[str], paths: Mapping[str, Path]) -> Iterator[str]:
    """Yield the documents that may lie below a folder that cannot be listed: nobody can say that they are gone.

    Args:
        documents: Ids of documents that are not among those that were found.
        paths: Where each document was found, by id; a folder that cannot be listed is among them.
    """
    for name in documents:
        above = (folder.as_posix() for folder in PurePosixPath(name).parents)
        if any(folder in paths and paths[folder].is_dir() for folder in above):
            yield name


def input_file(path: Path, raw_dir: Path, limits: Limits) -> InputFile:
    """Return one document below a directory with the digests of its bytes; where it is not read, with the reason."""
    return _Lister(raw_dir, limits, Digests()).input_file(path)


def _paths(raw_dir: Path) -> Iterator[tuple[Path, str | None]]:
    """Everything below a directory but sidecars in use, with the reason where it is to be ignored."""
    for folder, subfolders, names in os.walk(raw_dir, onerror=_refuse):
        here = Path(folder)
        refused = [
            name for name in subfolders if _leaves(here / name, raw_dir) or not _is_listable(here / name)
        ]
        ignored = {
            name: reason
            for name in subfolders
            if name not in refused and (reason := _folder_ignored(here / name))
        }
        subfolders[:] = [name for name in subfolders if name not in ignored and name not in refused]
        yield from ((here / name, reason) for name, reason in ignored.items())
        # A link out of the directory, or a folder that cannot be listed, is refused like a file: it shows in quarantine.
        yield from ((here / name, None) for name in refused)
        for name in names:
            if name.startswith("."):
                yield here / name, HIDDEN
            elif not name.endswith(SIDECAR_SUFFIX):
                yield here / name, None
            elif reason := _sidecar_ignored(here / name, names, raw_dir):
                yield here / name, reason


def _is_listable(folder: Path) -> bool:
    return folder.name.startswith(".") or os.access(folder, os.R_OK | os.X_OK)


def _folder_ignored(folder: Path) -> str | None:
    if folder.name.startswith("."):
        return HIDDEN
    return _LINKED_FOLDER if folder.is_symlink() else None


def _sidecar_ignored(sidecar: Path, names: Sequence[str], raw_dir: Path) -> str | None:
    document = sidecar.name.removesuffix(SIDECAR_SUFFIX)
    if document not in names or document.endswith(SIDECAR_SUFFIX):
        return ORPHAN
    if _leaves(sidecar, raw_dir):
        return _LINKED_SIDECAR
    return None if sidecar.is_file() else _NO_FILE


def _ignored_path(path: Path, raw_dir: Path, reason: str) -> IgnoredPath:
    return IgnoredPath(_document_id(path.relative_to(raw_dir)) + ("/" if path.is_dir() else ""), reason)


def _refuse(error: OSError) -> None:
    raise PlanhouseError(f"{error.filename}: the folder cannot be listed: {error.strerror}") from error


def _leaves(path: Path, raw_dir: Path) -> bool:
    """Whether a path is a link that leads out of the directory."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(raw_dir))


def _document_id(path: Path) -> str:
    """The path as text; names that are no UTF-8 (GBK archives) get escapes, which every writer can store."""
    return as_text(path.as_posix())


def as_text(path: str) -> str:
    """Return a path as text; bytes that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Lister:
    """Lists single files below a directory."""

    raw_dir: Path
    limits: Limits
    digests: Digests

    def input_file(self, path: Path) -> InputFile:
        """Return a file as an input, with its digest or why it was not read."""
        document_id = _document_id(path.relative_to(self.raw_dir))
        sidecar = path.with_name(path.name + SIDECAR_SUFFIX)
        known = sidecar if sidecar.is_file() and not _leaves(sidecar, self.raw_dir) else None
        sha256, refusal = self._sha256(path, document_id)
        of_sidecar, unread = self._sha256(known, known.name) if known else (None, None)
        return InputFile(
            document_id=document_id,
            path=path,
            sha256=sha256,
            sidecar=known,
            sidecar_sha256=unread.rule if unread else of_sidecar,
            refusal=refusal,
        )

    def _sha256(self, path: Path, name: str) -> tuple[str | None, UnreadableError | None]:
        """Return the digest of a file's bytes, or why they were not read."""
        if _leaves(path, self.raw_dir):
            return None, UnreadableError(
                "reader.link_leaves",
                f"{name}: a link that leads out of the directory; put the file itself there",
            )
        if path.is_dir():
            return None, UnreadableError(
                "reader.unreadable", f"{name}: the folder cannot be listed; correct its rights"
            )
        try:
            return self._digest(path, name), None
        except UnreadableError as error:
            return None, error

    def _digest(self, path: Path, name: str) -> str:
        try:
            is_small = path.stat().st_size <= self.limits.max_bytes
        except OSError:
            is_small = False  # gone, or a link to nowhere: reading it says which
        return (
            self.digests.remembered(path, lambda: self._read(path, name))
            if is_small
            else self._read(path, name)
        )

    def _read(self, path: Path, name: str) -> str:
        return hashlib.sha256(file_bytes(path, name, self.limits)).hexdigest()
