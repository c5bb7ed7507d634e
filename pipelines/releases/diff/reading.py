"""The Parquet files in which two releases differ, and the rows in which those files do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow.parquet as pq

from extractors.schema import Table
from pipelines.errors import DamagedReleaseError
from pipelines.parquet_rows import UNREADABLE
from pipelines.publish.manifest import read_manifest
from pipelines.publish.parquet import row_order
from pipelines.releases.diff.alignment import Row
from pipelines.releases.diff.changes import Event
from pipelines.sql import literal

#: A table that belongs to no document is one file.
ONLY_PART = 0


@dataclass(frozen=True, slots=True)
class Release:
    """A release as its manifest describes it.

    Attributes:
        folder: Where it lies.
        release_id: Its id.
        documents: The documents that are published in it.
        inputs: All that it was built from, those in quarantine among them.
        rows: How many rows each table has.
        files: The digest of each file by its path in the folder.
    """

    folder: Path
    release_id: str
    documents: frozenset[str]
    inputs: frozenset[str]
    rows: Mapping[str, int]
    files: Mapping[str, str]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the release in a folder.

        Raises:
            DamagedReleaseError: Its manifest is missing or not as manifests are.
        """
        manifest = read_manifest(folder)
        try:
            return cls(
                folder=folder,
                release_id=str(manifest["release_id"]),
                documents=frozenset(_ids(manifest["inputs"], "published")),
                inputs=frozenset(_ids(manifest["inputs"], "published", "quarantined")),
                rows=manifest["rows"],
                files={name: known["sha256"] for name, known in manifest["files"].items()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise DamagedReleaseError(f"{folder}: its manifest is not as manifests are: {error!r}") from error


@dataclass(frozen=True, slots=True)
class FilePair:
    """One part of a table in two releases; None where a release has no such file."""

    table: Table
    before: Path | None
    after: Path | None

    def columns(self) -> tuple[list[str], set[str], set[str]]:
        """Return the columns that both have, in published order, and those that only the later or the earlier has.

        Raises:
            DamagedReleaseError: A file cannot be read.
        """
        old, new = (_columns(path) for path in (self.before or self.after, self.after or self.before))
        return [name for name in self.table.names if name in old & new], new - old, old - new


def differing_files(before: Release, after: Release, table: Table, part: int) -> FilePair | None:
    """Return a part of a table where its bytes differ, by the manifests alone; None where they are the same."""
    name = f"parquet/{table.name}/part-{part:02d}.parquet"
    if before.files.get(name) == after.files.get(name):
        return None
    old, new = (release.folder / name if name in release.files else None for release in (before, after))
    return FilePair(table, old, new)


class Reader:
    """Reads the rows of some documents, with DuckDB, which holds no more than a file's rows at once."""

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        self._chosen = ""

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()

    def choose(self, documents: Iterable[str] | None) -> None:
        """Read only rows of these documents from now on; None means all rows."""
        self._chosen = "" if documents is None else "SEMI JOIN chosen USING (document_id)"
        names = "CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::VARCHAR[]) AS document_id"
        self._connection.execute(names, [list(documents or ())])

    def differing_rows(self, pair: FilePair) -> tuple[list[Row], list[Row]]:
        """Return the rows that are not, equal in all columns, in the other file too; in the order of the text."""
        columns, _, _ = pair.columns()
        return (
            self._only_in(pair.table, columns, pair.before, pair.after),
            self._only_in(pair.table, columns, pair.after, pair.before),
        )

    def counts(self, pair: FilePair, event: Event) -> dict[str, int]:
        """Return how many rows each chosen document has in the later file, or in the earlier where it was lost."""
        path = pair.before if event == "lost" else pair.after
        if path is None:
            return {}
        query = f"SELECT document_id, count(*) FROM {_file(path)} {self._chosen} GROUP BY ALL"
        return dict(self._ask(query, path).fetchall())

    def _only_in(self, table: Table, columns: list[str], path: Path | None, other: Path | None) -> list[Row]:
        if path is None:
            return []
        names = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT {names} FROM {_file(path)} {self._chosen}"
        if other is not None:
            query = f"{query} EXCEPT ALL SELECT {names} FROM {_file(other)} {self._chosen}"
        order = ", ".join(f'"{name}"' for name in row_order(table) if name in columns)
        found = self._ask(f"FROM ({query}) ORDER BY {order}", path)
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def _ask(self, query: str, path: Path) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(query)
        except duckdb.Error as error:
            raise DamagedReleaseError(f"{path}: cannot be compared: {error}") from error


def _ids(inputs: Iterable[Mapping[str, Any]], *status: str) -> Iterator[str]:
    return (known["document_id"] for known in inputs if known["status"] in status)


def _columns(path: Path | None) -> set[str]:
    try:
        return set(pq.read_schema(path).names) if path else set()
    except UNREADABLE as error:
        raise DamagedReleaseError(f"{path}: cannot be compared: {error}") from error


def _file(path: Path) -> str:
    # A folder above may be called x=1, which is no column of ours.
    return f"read_parquet({literal(path)}, hive_partitioning = false)"
