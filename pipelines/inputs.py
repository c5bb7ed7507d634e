"""The documents that a build takes and what the id of a release is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from extractors import Limits, UnreadableError
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.versions import code_hash

SIDECAR_SUFFIX = ".meta.json"

#: Digits of the release id: short enough to be read out, long enough never to meet by chance.
_RELEASE_ID_DIGITS = 12

#: Where documents are: a folder of this machine, or the URL of a store that fsspec can read (``s3://bucket/plans``).
Place = Path | str

#: Rules of refusals that need not be the file's fault: the next build may find it whole, or the machine less busy.
_PASSING = frozenset(
    (
        *("reader.changed", "reader.vanished", "reader.crashed", "reader.timeout", "reader.memory"),
        *("extractor.crashed", "extractor.timeout", "extractor.memory"),
    )
)


@dataclass(frozen=True, slots=True)
class StoredObject:
    """Where an object lies that is no file of this machine.

    Attributes:
        store: The URL of the store that was listed.
        key: Its path below that URL.
        size: Its bytes, where the store tells.
    """

    store: str
    key: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file or object below the place where documents are.

    Attributes:
        document_id: Its path below that place, with forward slashes.
        path: Where it lies.
        sha256: Digest of its bytes; None where they were not read.
        sidecar: Its ``<file>.meta.json``, where there is one.
        sidecar_sha256: Digest of the sidecar's bytes; where they were not read, the rule that says why.
        refusal: Why its bytes were not read, or None.
    """

    document_id: str
    path: Path | StoredObject
    sha256: str | None
    sidecar: Path | StoredObject | None
    sidecar_sha256: str | None
    refusal: UnreadableError | None = None


@dataclass(frozen=True, slots=True)
class IgnoredPath:
    """A file or folder below the place where documents are that is no document and belongs to none.

    Attributes:
        path: Its path below that place, with forward slashes; a folder's ends with one.
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
        carried: Documents that are as the current release has them, whatever lies there.
    """

    files: tuple[InputFile, ...]
    ignored: tuple[IgnoredPath, ...]
    waiting: tuple[str, ...] = ()
    carried: frozenset[str] = frozenset()


def is_passing(rule: str) -> bool:
    """Whether a refusal under this rule need not be the file's fault, so that it is tried again."""
    return rule in _PASSING


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
