"""The files below ``raw/`` and what the id of a release is made of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path, PurePosixPath

from extractors import Limits, UnreadableError
from extractors.readers import file_bytes
from pipelines.digests import Digests
from pipelines.errors import NoDocumentsError, PlanhouseError
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.versions import code_hash

SIDECAR_SUFFIX = ".meta.json"

#: Digits of the release id: short enough to be read out, long enough never to meet by chance.
_RELEASE_ID_DIGITS = 12


#: Why a file or folder is no input.
_HIDDEN = "hidden"
_ORPHAN = "a sidecar without its document"
_NO_FILE = "a sidecar that is no file"
_LINKED_FOLDER = "a link to a folder"
_LINKED_SIDECAR = "a sidecar that is a link out of the directory"

#: Rules of refusals that need not be the file's fault: the next build may find it whole, or the machine less busy.
_PASSING = frozenset(
    (
        *("reader.changed", "reader.vanished", "reader.crashed", "reader.timeout", "reader.memory"),
        *("extractor.crashed", "extractor.timeout", "extractor.memory"),
    )
)


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file below the raw directory.

    Attributes:
        document_id: Its path below that directory, with forward slashes.
        path: Where it lies on this machine.
        sha256: Digest of its bytes; None where they were not read.
        sidecar: Its ``<file>.meta.json``, where there is one.
        sidecar_sha256: Digest of the sidecar's bytes; where they were not read, the rule that says why.
        refusal: Why its bytes were not read, or None.
    """

    document_id: str
    path: Path
    sha256: str | None
    sidecar: Path | None
    sidecar_sha256: str | None
    refusal: UnreadableError | None = None


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
    """What a build is made from.

    Attributes:
        files: The files to build from.
        ignored: What is no document.
        waiting: Documents that changed a moment ago and may still be copied: they are left for a later build.
        carried: Documents that are as the current release has them, whatever lies on disk.
    """

    files: tuple[InputFile, ...]
    ignored: tuple[IgnoredPath, ...]
    waiting: tuple[str, ...] = ()
    carried: frozenset[str] = frozenset()


def is_passing(rule: str) -> bool:
    """Whether a refusal under this rule need not be the file's fault, so that it is tried again."""
    return rule in _PASSING


def list_inputs(raw_dir: Path, limits: Limits | None = None, digests: Digests | None = None) -> Inputs:
    """Return the files below a directory in the order of their ids, and what is ignored there.

    A file beyond the limit of size, a link that leaves the directory, and what is no file are listed with the reason
    and not read.

    Args:
        raw_dir: The directory.
        limits: How much the reading of one file may cost; the defaults where none are given.
        digests: What is remembered of the files; only those that changed since are read.

    Raises:
        NoDocumentsError: The directory is missing or holds no document.
        PlanhouseError: A folder below it cannot be listed.
    """
    if not raw_dir.is_dir():
        raise NoDocumentsError(
            f"{raw_dir}: no such directory; create it and put documents there, or name another"
        )
    files, ignored = [], []
    lister = _Lister(raw_dir, limits or Limits(), digests or Digests())
    for path, reason in _paths(raw_dir):
        if reason is None:
            files.append(lister.input_file(path))
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


def document_paths(raw_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield id and path of every document below a directory, in no order; no file is opened.

    Raises:
        PlanhouseError: A folder below it cannot be listed.
    """
    # Cut from the words of the path: asking each of many paths for its relative one takes longer than the walk.
    start = len(os.fspath(raw_dir / "-")) - 1
    for path, reason in _paths(raw_dir):
        if reason is None:
            yield _as_text(os.fspath(path)[start:]), path


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


def ignored_in_words(reasons: Sequence[str]) -> str:
    """Return how many files and folders are ignored and why, in one line."""
    counted = f"{len(reasons)} {'file or folder' if len(reasons) == 1 else 'files or folders'}"
    return f"{counted} ignored: {'; '.join(sorted(set(reasons)))}"


def release_id(
    inputs: Inputs, limits: Limits | None = None, declared_keys_rows: int = DECLARED_KEYS_ROWS
) -> str:
    """Return the id of the release that these inputs, the settings that shape it and the present code make.

    What is ignored counts with its path and reason, which the manifest names, and not with its content.

    Args:
        inputs: What it is made from.
        limits: How much the reading of one file may cost; the defaults where none are given.
        declared_keys_rows: Up to how many rows the DuckDB file declares keys.
    """
    digest = hashlib.sha256(code_hash().encode())
    digest.update(f"limits\0{astuple(limits or Limits())}\n".encode())
    digest.update(f"declared keys\0{declared_keys_rows}\n".encode())
    for file in inputs.files:
        read = _read_as(file)
        digest.update("\0".join((file.document_id, read, file.sidecar_sha256 or "")).encode() + b"\n")
    for entry in inputs.ignored:
        digest.update(f"ignored\0{entry.path}\0{entry.reason}\n".encode())
    return digest.hexdigest()[:_RELEASE_ID_DIGITS]


def _read_as(file: InputFile) -> str:
    """Return what a document's rows follow from: its bytes, or why it has none; a reason that may pass is no part of it."""
    if file.refusal is not None and not (file.sha256 and is_passing(file.refusal.rule)):
        return file.refusal.rule
    return file.sha256 or "unread"


def amended_id(wanted: str, refused: Iterable[tuple[str, str]]) -> str:
    """Return the id of a release that lacks files for reasons that may pass (changed, lost by a reader); else the wanted one.

    Under the wanted id the release would pass for that of the files as they were listed, and the next build, finding
    it, would leave them out for good.

    Args:
        wanted: The id that follows from the files as they were listed.
        refused: Document id and rule of each refused file.
    """
    passing = sorted(f"{document_id}\0{rule}\n" for document_id, rule in refused if rule in _PASSING)
    if not passing:
        return wanted
    return hashlib.sha256((wanted + "".join(passing)).encode()).hexdigest()[:_RELEASE_ID_DIGITS]


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
                yield here / name, _HIDDEN
            elif not name.endswith(SIDECAR_SUFFIX):
                yield here / name, None
            elif reason := _sidecar_ignored(here / name, names, raw_dir):
                yield here / name, reason


def _is_listable(folder: Path) -> bool:
    return folder.name.startswith(".") or os.access(folder, os.R_OK | os.X_OK)


def _folder_ignored(folder: Path) -> str | None:
    if folder.name.startswith("."):
        return _HIDDEN
    return _LINKED_FOLDER if folder.is_symlink() else None


def _sidecar_ignored(sidecar: Path, names: Sequence[str], raw_dir: Path) -> str | None:
    document = sidecar.name.removesuffix(SIDECAR_SUFFIX)
    if document not in names or document.endswith(SIDECAR_SUFFIX):
        return _ORPHAN
    if _leaves(sidecar, raw_dir):
        return _LINKED_SIDECAR
    return None if sidecar.is_file() else _NO_FILE


def _ignored_path(path: Path, raw_dir: Path, reason: str) -> IgnoredPath:
    return IgnoredPath(_document_id(path.relative_to(raw_dir)) + ("/" if path.is_dir() else ""), reason)


def _but_ignored(ignored: Sequence[IgnoredPath]) -> str:
    return f" ({ignored_in_words([entry.reason for entry in ignored])})" if ignored else ""


def _refuse(error: OSError) -> None:
    raise PlanhouseError(f"{error.filename}: the folder cannot be listed: {error.strerror}") from error


def _leaves(path: Path, raw_dir: Path) -> bool:
    """Whether a path is a link that leads out of the directory."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(raw_dir))


def _document_id(path: Path) -> str:
    """The path as text; names that are no UTF-8 (GBK archives) get escapes, which every writer can store."""
    return _as_text(path.as_posix())


def _as_text(path: str) -> str:
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
