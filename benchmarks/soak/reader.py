"""A reader who never pauses: ``python -m benchmarks.soak.reader WAREHOUSE STOP``.

It resolves ``current`` once a pass, reads the release in every form, and holds each answer against the manifest. It prints
a line of JSON for each release that it has not seen before, and when the file STOP appears a last one with its report.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

#: Tables whose rows are counted in each pass.
_COUNTED = ("sections", "tasks", "targets", "numerals")

#: In every such pass the connection stays open, until so many other releases were seen.
_KEEP_EVERY = 4
_OUTLIVED = 2

_NAMED_ERRORS = 10
_DOCUMENTS = "SELECT document_id, sha256 FROM {} ORDER BY ALL"


class MixedError(Exception):
    """An answer that is not of the release that was asked."""


@dataclass(slots=True)
class Report:
    """What a reader did and met.

    Attributes:
        passes: How often it resolved ``current``.
        queries: How many answers it held against a manifest.
        outlived: How many connections stayed open until their release was replaced twice, and answered as before.
        releases: How many releases it saw.
        mixed: How many answers were of another release than the one asked.
        errors: How many passes ended by an error.
        named: The first answers and errors that were wrong, in words.
    """

    passes: int = 0
    queries: int = 0
    outlived: int = 0
    releases: int = 0
    mixed: int = 0
    errors: int = 0
    named: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Release:
    """A release that is read: its manifest, and the open connection to its DuckDB file."""

    folder: Path
    known: dict[str, Any]
    connection: duckdb.DuckDBPyConnection
    #: How many releases had been seen when it was opened.
    seen: int


class Reader:
    """Reads a warehouse pass by pass."""

    def __init__(self, warehouse: Path) -> None:
        self.report = Report()
        #: Ids of the releases that ``current`` led to, in the order in which they were met.
        self.seen: list[str] = []
        self._warehouse = warehouse
        self._kept: _Release | None = None

    def read(self) -> None:
        """Make one pass and note what was wrong."""
        self.report.passes += 1
        try:
            self._pass()
        except MixedError as error:
            self.report.mixed += 1
            self._name(error)
        except Exception as error:  # whatever a reader can meet is what is looked for
            self.report.errors += 1
            self._name(error)

    def close(self) -> None:
        """Close the connection that stayed open, where there is one."""
        if self._kept is not None:
            self._kept.connection.close()
            self._kept = None

    def _pass(self) -> None:
        folder = (self._warehouse / "current").resolve(strict=True)
        if folder.name not in self.seen:
            self.seen.append(folder.name)
            self.report.releases += 1
        self._ask_kept()
        known = json.loads((folder / "manifest.json").read_text("utf-8"))
        self._hold("manifest", known["release_id"], folder.name)
        connection = duckdb.connect(str(folder / "planhouse.duckdb"), read_only=True)
        release = _Release(folder, known, connection, len(self.seen))
        try:
            self._ask(release)
            self._read_parquet(release)
        finally:
            if self.report.passes % _KEEP_EVERY == 0 and self._kept is None:
                self._kept = release
            else:
                connection.close()

    def _ask_kept(self) -> None:
        """Ask again over the connection that stayed open, and close it when its release was replaced often enough."""
        if self._kept is not None:
            self._ask(self._kept)
            if len(self.seen) - self._kept.seen >= _OUTLIVED:
                self.report.outlived += 1
                self.close()

    def _ask(self, release: _Release) -> None:
        ask = release.connection.execute
        self._hold(
            "meta.release", ask("SELECT release_id FROM meta.release").fetchall(), [(release.folder.name,)]
        )
        self._hold("documents", ask(_DOCUMENTS.format("documents")).fetchall(), _published(release.known))
        for table in _COUNTED:
            found = ask(f"SELECT count(*) FROM {table}").fetchall()
            self._hold(table, found, [(release.known["rows"][table],)])

    def _read_parquet(self, release: _Release) -> None:
        parquet = release.folder / "parquet"
        found = pq.read_table(parquet / "documents", columns=["document_id", "sha256"]).to_pylist()
        by_arrow = sorted((row["document_id"], row["sha256"]) for row in found)
        self._hold("documents by pyarrow", by_arrow, _published(release.known))
        source = f"read_parquet('{parquet}/documents/*.parquet')"
        self._hold(
            "documents by DuckDB",
            duckdb.execute(_DOCUMENTS.format(source)).fetchall(),
            _published(release.known),
        )
        for table in _COUNTED:
            rows = pq.read_table(parquet / table, columns=[]).num_rows
            self._hold(f"{table} by pyarrow", rows, release.known["rows"][table])

    def _hold(self, what: str, found: object, expected: object) -> None:
        self.report.queries += 1
        if found != expected:
            raise MixedError(f"{what}: {str(found)[:200]} instead of {str(expected)[:200]}")

    def _name(self, error: Exception) -> None:
        if len(self.report.named) < _NAMED_ERRORS:
            self.report.named.append(f"{type(error).__name__}: {error}")


def _published(known: dict[str, Any]) -> list[tuple[str, str]]:
    """The documents that a release holds, each with the digest of its file, as its manifest says."""
    return sorted(
        (entry["document_id"], entry["sha256"]) for entry in known["inputs"] if entry["status"] == "published"
    )


def main(warehouse: str, stop: str) -> None:
    """Read until a file appears, then print the report."""
    reader = Reader(Path(warehouse))
    for line in _lines(reader, Path(stop)):
        print(json.dumps(line), flush=True)


def _lines(reader: Reader, stop: Path) -> Iterator[Mapping[str, object]]:
    told = 0
    while not stop.exists():
        reader.read()
        yield from ({"seen": release_id} for release_id in reader.seen[told:])
        told = len(reader.seen)
    reader.close()
    yield {"report": asdict(reader.report)}


if __name__ == "__main__":
    main(*sys.argv[1:])
