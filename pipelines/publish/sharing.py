"""Files that a release has in common with the one before: linked, not copied, where the file system can."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipelines.build import Build
from pipelines.digests import Digests, StrPath
from pipelines.parquet_rows import UNREADABLE
from pipelines.parts import OF_DOCUMENTS
from pipelines.publish.checksums import Checksum
from pipelines.publish.parquet import part_file
from pipelines.staging import WrittenPart


class Sharing:
    """Shares the parts of the current release with the one that is built."""

    def __init__(self, build: Build) -> None:
        self._previous: Mapping[str, Any] = build.previous or {"parts": {}, "files": {}}
        self._release = build.warehouse.release(str(self._previous.get("release_id")))
        self._digests = build.digests

    def share_part(self, number: int, key: str, folder: Path) -> WrittenPart | None:
        """Link a part's files into a Parquet folder; None where they follow from something else or are damaged.

        Args:
            number: The part.
            key: What its rows follow from.
            folder: The Parquet folder of the release that is built.
        """
        known = self._previous.get("parts", {}).get(f"{number:02d}")
        if not known or known["key"] != key:
            return None
        files = {
            part_file(self._release / "parquet" / table.name, number): part_file(folder / table.name, number)
            for table in OF_DOCUMENTS
            if known["rows"].get(table.name)
        }
        if not all(map(self._is_whole, files)) or self._counted(number) != known["rows"]:
            return None
        if not linked(tuple(files.items()), self._digests):
            return None
        listed = {self._name(source): self._previous["files"][self._name(source)] for source in files}
        return WrittenPart(key, known["rows"], known["rows_once"], is_shared=True, files=listed)

    def _counted(self, number: int) -> dict[str, int | None]:
        """Return how many rows of each table a part's files have; no checksum tells of a manifest with wrong numbers."""
        paths = {
            table.name: part_file(self._release / "parquet" / table.name, number) for table in OF_DOCUMENTS
        }
        return {name: _row_count(path) for name, path in paths.items()}

    def _is_whole(self, path: Path) -> bool:
        known = self._previous["files"].get(self._name(path))
        return known is not None and is_whole(path, known, self._digests)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._release).as_posix()


def _row_count(path: Path) -> int | None:
    """Return how many rows a file has: none where it is missing, None where nobody can tell."""
    try:
        return int(pq.read_metadata(path).num_rows) if path.is_file() else 0
    except UNREADABLE:
        return None


def is_whole(path: StrPath, known: Checksum, digests: Digests) -> bool:
    """Return whether a file holds what it should; it is read where it may have changed since the last look.

    Args:
        path: The file.
        known: What it should hold.
        digests: What is remembered of it.
    """
    try:
        return digests.sized(path) == (known["sha256"], known["size"])
    except OSError:
        return False


def linked(files: Sequence[tuple[StrPath, StrPath]], digests: Digests) -> bool:
    """Link files to their targets, all or none; whether it could be done.

    File systems without links refuse, and those with too many of one file, or without room for another name.

    Args:
        files: Pairs of a file and its target.
        digests: What is remembered of the files, and of the targets from now on.
    """
    try:
        for source, target in files:
            _link(source, target)
            digests.linked(source, target)
    except OSError:
        for _, target in files:  # what is written in their place must not reach the current release
            Path(target).unlink(missing_ok=True)
        return False
    return True


def _link(source: StrPath, target: StrPath) -> None:
    """Link a file in the place of whatever stands there. Most often nothing does, and the folder is there."""
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError):
        wanted = Path(target)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        wanted.unlink(missing_ok=True)
        os.link(source, wanted)
