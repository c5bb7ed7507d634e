"""Rows a table over the documents that two releases hold, counted part by part."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors.schema import TABLES
from pipelines.drift.policy import DriftPolicy
from pipelines.drift.sides import Side, is_same_part
from pipelines.parquet_rows import reading

#: Whether the documents' bytes are the same in both releases; ``all`` are those of either kind.
Sources = Literal["unchanged", "changed", "all"]
#: Document ids by whether their bytes are the same in both releases.
Documents = Mapping[Sources, Set[str]]

#: The table that says which documents a release holds.
_DOCUMENTS = "documents"
_SOURCES: tuple[Sources, ...] = ("unchanged", "changed")
_COUNTED = tuple(table.name for table in TABLES if table.partitioned)
#: Documents that a table's drift names.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """How many rows of a table one document had before and has after."""

    document_id: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TableDrift:
    """How many rows of a table some documents of both releases have.

    Attributes:
        table: The table's name.
        sources: Whether these are the documents whose bytes are the same in both releases, the others, or all.
        before: Rows in the release before.
        after: Rows in the new one.
        lost_most: The documents that lost most rows, most first, at most five.
    """

    table: str
    sources: Sources
    before: int
    after: int
    lost_most: tuple[DocumentRows, ...] = ()

    @property
    def share(self) -> float | None:
        """The change as a share of the rows before, negative for a loss; None where there were none."""
        return (self.after - self.before) / self.before if self.before else None

    def shrinks_beyond(self, policy: DriftPolicy) -> bool:
        """Return whether more rows are lost than may be."""
        lost = self.before - self.after
        return lost >= policy.min_rows_lost and lost > policy.max_shrink * self.before

    def changes_beyond(self, policy: DriftPolicy) -> bool:
        """Return whether the change, up or down, is worth a warning."""
        return abs(self.after - self.before) > policy.warn_change * self.before


@dataclass(frozen=True, slots=True)
class Drift:
    """The rows of two releases over the documents that both hold.

    Attributes:
        tables: Each table over the documents whose bytes are the same in both. ``documents`` itself counts over the
            files that both releases were given: one that only the release before could publish is a lost row there,
            and its rows of other tables are not counted.
        changed: The same over the documents whose bytes are others.
        documents_compared: How many documents of the same bytes both releases hold.
        documents_changed: How many documents of other bytes both releases hold.
    """

    tables: tuple[TableDrift, ...]
    changed: tuple[TableDrift, ...]
    documents_compared: int
    documents_changed: int

    @property
    def together(self) -> tuple[TableDrift, ...]:
        """Each table over all documents that both releases hold, whatever their bytes."""
        return tuple(_sum(same, other) for same, other in zip(self.tables, self.changed, strict=True))

    def blocking(self, policy: DriftPolicy) -> tuple[TableDrift, ...]:
        """Return the tables that lose more rows than may be: over documents of the same bytes, or else over all."""
        over = zip(self.tables, self.together, strict=True)
        worse = (same if same.shrinks_beyond(policy) else every for same, every in over)
        return tuple(table for table in worse if table.shrinks_beyond(policy))

    def warnings(self, policy: DriftPolicy) -> tuple[TableDrift, ...]:
        """Return the tables whose change does not block and is worth a warning, with those of changed sources."""
        blocking = {table.table for table in self.blocking(policy)}
        return tuple(
            table
            for table in (*self.tables, *self.changed)
            if table.changes_beyond(policy) and table.table not in blocking
        )

    def as_metadata(self) -> dict[str, Any]:
        """Return all figures as plain data."""
        return {
            "documents_compared": self.documents_compared,
            "documents_changed": self.documents_changed,
            "tables": [_plain(table) for table in self.tables],
            "changed": [_plain(table) for table in self.changed],
        }


def row_drift(before: Side, after: Side) -> Drift:
    """Return how the rows of each table changed over the documents that both releases hold.

    One part of one table is in memory at a time, and of it only the column of document ids. A part that is the same
    file in both releases is not read where all of its documents are the same too: its footer says how many rows it has.
    A table that the release before does not know is not compared.

    Raises:
        DamagedReleaseError: A part cannot be read.
    """
    tables = [name for name in _COUNTED if name != _DOCUMENTS and before.parts(name)]
    counted = _Counted([_DOCUMENTS, *tables])
    for part in sorted(before.parts(_DOCUMENTS) | after.parts(_DOCUMENTS)):
        both = counted.add_documents(before, after, part)
        for table in tables:
            counted.add_rows(before, after, table, part, both)
    return counted.drift()


class _Counted:
    """The rows of all tables in the parts that were looked at so far."""

    def __init__(self, tables: Sequence[str]) -> None:
        self._tallies: dict[Sources, dict[str, _Tally]] = {
            sources: {table: _Tally() for table in tables} for sources in _SOURCES
        }
        self._held: Counter[Sources] = Counter()

    def add_documents(self, before: Side, after: Side, part: str) -> Documents:
        """Count the documents of a part and return those that both releases hold."""
        counts = _counts(before.part(_DOCUMENTS, part)), _counts(after.part(_DOCUMENTS, part))
        given = _by_sources(before, after, counts[0].keys() | counts[1].keys())
        self._add(_DOCUMENTS, *counts, given)
        both = _by_sources(before, after, counts[0].keys() & counts[1].keys())
        self._held.update({sources: len(documents) for sources, documents in both.items()})
        return both

    def add_rows(self, before: Side, after: Side, table: str, part: str, documents: Documents) -> None:
        """Count the rows that some documents have in a part of a table, which has the same name on both sides."""
        if is_same_part(before, after, table, part) and not documents["changed"]:
            self._tallies["unchanged"][table].add_equal(_row_count(after.part(table, part)))
        else:
            self._add(table, _counts(before.part(table, part)), _counts(after.part(table, part)), documents)

    def drift(self) -> Drift:
        """Return what was counted."""
        return Drift(
            tables=self._tables("unchanged"),
            changed=self._tables("changed"),
            documents_compared=self._held["unchanged"],
            documents_changed=self._held["changed"],
        )

    def _add(self, table: str, before: Counter[str], after: Counter[str], documents: Documents) -> None:
        for sources, names in documents.items():
            self._tallies[sources][table].add(DocumentRows(name, before[name], after[name]) for name in names)

    def _tables(self, sources: Sources) -> tuple[TableDrift, ...]:
        return tuple(tally.drift(table, sources) for table, tally in self._tallies[sources].items())


class _Tally:
    """The rows of one table over some documents, and the documents that lost most."""

    def __init__(self) -> None:
        self._before = self._after = 0
        self._lost_most: list[DocumentRows] = []

    def add(self, documents: Iterable[DocumentRows]) -> None:
        """Count some documents."""
        lost = []
        for rows in documents:
            self._before += rows.before
            self._after += rows.after
            if rows.after < rows.before:
                lost.append(rows)
        self._lost_most = heapq.nsmallest(_NAMED, chain(self._lost_most, lost), key=_most_lost_first)

    def add_equal(self, rows: int) -> None:
        """Count rows that both sides have."""
        self._before += rows
        self._after += rows

    def drift(self, table: str, sources: Sources) -> TableDrift:
        """Return what was counted."""
        return TableDrift(table, sources, self._before, self._after, tuple(self._lost_most))


def _sum(same: TableDrift, other: TableDrift) -> TableDrift:
    lost_most = heapq.nsmallest(_NAMED, (*same.lost_most, *other.lost_most), key=_most_lost_first)
    return TableDrift(
        same.table, "all", same.before + other.before, same.after + other.after, tuple(lost_most)
    )


def _by_sources(before: Side, after: Side, documents: Iterable[str]) -> Documents:
    """Return which of some documents have the same bytes on both sides and which have not.

    One that either side was not given is left out. One whose bytes were not read this time counts as unchanged: nothing
    says that its content is another, and a folder that became unreadable must not pass for a folder of new files.
    """
    found: dict[Sources, set[str]] = {"unchanged": set(), "changed": set()}
    for name in documents:
        if name in before.contents and name in after.contents:
            now = after.contents[name]
            found["unchanged" if now is None or now == before.contents[name] else "changed"].add(name)
    return found


def _most_lost_first(rows: DocumentRows) -> tuple[int, str]:
    return rows.after - rows.before, rows.document_id


def _counts(path: Path) -> Counter[str]:
    """Return the rows of each document in a part; none where there is no such part."""
    found: Counter[str] = Counter()
    with reading(path):
        for documents in _batches(path):
            for entry in pc.value_counts(documents).to_pylist():
                found[entry["values"]] += entry["counts"]
    return found


def _batches(path: Path) -> Iterator[Any]:
    if path.is_file():
        with pq.ParquetFile(path, read_dictionary=["document_id"]) as file:
            for batch in file.iter_batches(columns=["document_id"]):
                yield batch.column(0)


def _row_count(path: Path) -> int:
    with reading(path):
        return int(pq.read_metadata(path).num_rows)


def _plain(table: TableDrift) -> dict[str, Any]:
    return {**asdict(table), "share": table.share}
