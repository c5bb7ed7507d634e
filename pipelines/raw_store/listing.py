"""The inputs of a build, wherever its documents lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors import Limits
from pipelines.digests import Digests
from pipelines.errors import NoDocumentsError
from pipelines.inputs import IgnoredPath, InputFile, Inputs, Place, ignored_in_words
from pipelines.raw_store.folder import list_folder

#: URLs of folders: what they name is read like any folder, links and rights included.
_FOLDER_URL = "file://"


def place_of(raw: str | Path) -> Place:
    """Return where documents lie: a folder as its path, also where it is named as ``file://…``, a store as its URL."""
    if isinstance(raw, Path):
        return raw
    if raw.startswith(_FOLDER_URL):
        return Path(raw.removeprefix(_FOLDER_URL))
    return raw if "://" in raw else Path(raw)


def list_inputs(raw: Place, limits: Limits | None = None, digests: Digests | None = None) -> Inputs:
    """Return the documents of a place in the order of their ids, and what is ignored there.

    The same tree of files gives the same inputs, be it a folder or a store.

    Args:
        raw: Where the documents are.
        limits: How much the reading of one document may cost; the defaults where none are given.
        digests: What is remembered of them; only those that changed since are read.

    Raises:
        NoDocumentsError: The directory is missing, or nothing there is a document.
        PlanhouseError: A folder, or the store, cannot be listed.
    """
    limits, digests = limits or Limits(), digests or Digests()
    files, ignored = _listed(raw, limits, digests)
    if not files:
        raise NoDocumentsError(
            f"{raw}: no documents there{_but_ignored(ignored)}; put at least one file into the directory"
        )
    return Inputs(
        tuple(sorted(files, key=lambda file: file.document_id)),
        tuple(sorted(ignored, key=lambda entry: entry.path)),
    )


def _listed(raw: Place, limits: Limits, digests: Digests) -> tuple[list[InputFile], list[IgnoredPath]]:
    if isinstance(raw, Path):
        return list_folder(raw, limits, digests)
    # A build from a folder does not pay for the import.
    from pipelines.raw_store.objects import list_objects

    return list_objects(raw, limits, digests)


def _but_ignored(ignored: Sequence[IgnoredPath]) -> str:
    return f" ({ignored_in_words([entry.reason for entry in ignored])})" if ignored else ""
