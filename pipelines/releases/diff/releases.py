"""What changed from one release to another, read part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extractors.schema import TABLES, Table
from pipelines.errors import PlanhouseError
from pipelines.publish.parquet import bucket
from pipelines.releases.diff.alignment import Row
from pipelines.releases.diff.changes import Event, ReleaseDiff, RowChange, TableDiff, WholeDocument
from pipelines.releases.diff.comparison import MovedIds, Rows, compare_document, compare_table
from pipelines.releases.diff.reading import ONLY_PART, FilePair, Reader, Release, differing_files
from pipelines.releases.diff.recognition import alignment_order


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user wants to know of a difference.

    Attributes:
        tables: Names of the tables to tell of; all where none is named.
        document: Only documents whose id begins so; tables of the whole corpus are left out then.
        every_row: Whether the rows of a document that only one release holds are listed too.
        limit: How many rows of a table are listed at most; None means all. The counts are of all.
    """

    tables: Sequence[str] = ()
    document: str | None = None
    every_row: bool = False
    limit: int | None = None


def diff_releases(before: Path, after: Path, asked: Asked) -> ReleaseDiff:
    """Return what changed from one release to another.

    Files of the same digest in both manifests are not opened, and of the others only rows that differ are compared.

    Raises:
        PlanhouseError: There is no such table, or no document's id begins so.
        DamagedReleaseError: A manifest or a file that is needed cannot be read.
    """
    old, new = Release.open(before), Release.open(after)
    with closing(Reader()) as reader:
        return _Comparison(old, new, asked, reader).run()


class _Comparison:
    """One comparison: what is asked, and what has been found so far."""

    def __init__(self, before: Release, after: Release, asked: Asked, reader: Reader) -> None:
        self._before, self._after, self._asked, self._reader = before, after, asked, reader
        self._diffs = {table.name: _unchanged(before, after, table) for table in _tables(asked)}
        self._whole: list[WholeDocument] = []
        self._ids = MovedIds()

    def run(self) -> ReleaseDiff:
        for part, documents in sorted(_parts(self._before, self._after, self._asked.document).items()):
            pairs = [*self._differing(alignment_order(), part)]
            self._compare(documents & self._before.documents & self._after.documents, pairs)
            self._tell("lost", documents - self._after.documents, pairs)
            self._tell("gained", documents - self._before.documents, pairs)
        self._compare_corpus()
        whole = sorted(self._whole, key=lambda known: known.document_id)
        return ReleaseDiff(self._before.release_id, self._after.release_id, whole, list(self._diffs.values()))

    def _differing(self, tables: Iterable[Table], part: int) -> Iterator[FilePair]:
        for table in tables:
            pair = differing_files(self._before, self._after, table, part)
            if pair is not None:
                yield pair

    def _compare(self, documents: set[str], pairs: Sequence[FilePair]) -> None:
        """Compare the rows of documents that both releases hold."""
        self._reader.choose(documents)
        old, new = _ByDocument(), _ByDocument()
        for pair in pairs:
            for side, rows in zip((old, new), self._reader.differing_rows(pair), strict=True):
                side.add(pair.table, rows)
            self._note_columns(pair)
        for name in sorted(old.documents | new.documents):
            self._compare_document(old.rows(name), new.rows(name))

    def _compare_document(self, old: Rows, new: Rows) -> None:
        ids = MovedIds()
        for name, found in compare_document(old, new, ids, same_text=_same_text(old, new)).items():
            self._add(name, found.changes, found.moved)
        self._ids.keep_moved(ids)

    def _tell(self, event: Event, documents: set[str], pairs: Sequence[FilePair]) -> None:
        """Count the rows of documents that only one release holds, and list them where that is asked for."""
        self._reader.choose(documents)
        counts: dict[str, dict[str, int]] = {name: {} for name in documents}
        for pair in pairs if documents else ():
            if pair.table.name in self._diffs:
                for name, count in self._reader.counts(pair, event).items():
                    counts[name][pair.table.name] = count
                    self._diffs[pair.table.name].count(event, count)
                self._list(event, pair)
        self._whole.extend(WholeDocument(event, name, rows) for name, rows in counts.items())

    def _list(self, event: Event, pair: FilePair) -> None:
        if self._asked.every_row:
            lost, gained = self._reader.differing_rows(pair)
            for row in lost if event == "lost" else gained:
                change = RowChange(event, row, None) if event == "lost" else RowChange(event, None, row)
                self._diffs[pair.table.name].show(change, self._asked.limit)

    def _compare_corpus(self) -> None:
        """Compare the tables that are not split by document, of which only ``quarantine`` says whose its rows are."""
        document = self._asked.document
        inputs = self._before.inputs | self._after.inputs
        self._reader.choose(None if document is None else _beginning(inputs, document))
        tables = [table for table in TABLES if not table.partitioned and table.name in self._diffs]
        for pair in self._differing(tables, ONLY_PART):
            if document is None or "document_id" in pair.table.names:
                self._note_columns(pair)
                found = compare_table(pair.table, *self._reader.differing_rows(pair), self._ids)
                self._add(pair.table.name, found.changes, found.moved)

    def _add(self, table: str, changes: Iterable[RowChange], moved: int) -> None:
        if table in self._diffs:
            for change in changes:
                self._diffs[table].count(change.event, 1)
                self._diffs[table].show(change, self._asked.limit)
            self._diffs[table].moved += moved

    def _note_columns(self, pair: FilePair) -> None:
        diff = self._diffs.get(pair.table.name)
        if diff is not None and pair.before and pair.after:
            _, gained, lost = pair.columns()
            diff.columns_gained, diff.columns_lost = tuple(sorted(gained)), tuple(sorted(lost))


class _ByDocument:
    """Rows by document and table."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))

    @property
    def documents(self) -> set[str]:
        return set(self._rows)

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        for row in rows:
            self._rows[row["document_id"]][table.name].append(row)

    def rows(self, document_id: str) -> Rows:
        return self._rows.get(document_id, {})


def _tables(asked: Asked) -> list[Table]:
    known = ", ".join(table.name for table in TABLES)
    for name in asked.tables:
        if name not in {table.name for table in TABLES}:
            raise PlanhouseError(f"{name}: no such table; there are {known}")
    return [table for table in TABLES if not asked.tables or table.name in asked.tables]


def _unchanged(before: Release, after: Release, table: Table) -> TableDiff:
    return TableDiff(table, before.rows.get(table.name, 0), after.rows.get(table.name, 0))


def _parts(before: Release, after: Release, document: str | None) -> dict[int, set[str]]:
    """The documents that are asked for, by the number of the part that holds their rows."""
    if document is not None and not _beginning(before.inputs | after.inputs, document):
        raise PlanhouseError(
            f"{document}: no document's id begins so in either release; `planhouse show documents` lists the current ones"
        )
    parts: dict[int, set[str]] = defaultdict(set)
    for name in _beginning(before.documents | after.documents, document or ""):
        parts[bucket(name)].add(name)
    return parts


def _beginning(names: Iterable[str], begin: str) -> list[str]:
    return [name for name in names if name.startswith(begin)]


def _same_text(old: Rows, new: Rows) -> bool:
    """Whether a document has the same text in both releases; a row of `documents` that does not differ is left out."""
    texts = [[row.get("text") for row in side.get("documents", ())] for side in (old, new)]
    return texts[0] == texts[1]
