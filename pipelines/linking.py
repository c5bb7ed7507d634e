"""The corpus of a build as links are made from it: little of each document in memory, the rest on disk until it is asked for."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors import LINKED_WITHIN, Corpus, CorpusLinks, Numbers, Said, Texts
from extractors.schema import Table, table_named
from pipelines.errors import PlanhouseError
from pipelines.kept.compared import Compared
from pipelines.kept.linkable import as_records, gather, said_in
from pipelines.kept.results import rows_of
from pipelines.kept.store import Store
from pipelines.linked_rows import LinkedRows
from pipelines.number_files import number_file, read_numbers
from pipelines.parts import DIMENSIONS, LINKS
from pipelines.publish.parquet import bucket
from pipelines.render.arrow import staged_rows, staged_schema
from pipelines.staging import Staging

#: Documents whose promises and results are linked at once; those of one place are never parted.
_DOCUMENTS_AT_ONCE = 4_000

#: Documents whose rows are taken out of a part at once: those of a large part would take much memory together.
_ROWS_AT_ONCE = 200

_TARGETS, _ACHIEVEMENTS = table_named("targets"), table_named("achievements")


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """Links of documents that stand in their own rows; see :class:`extractors.CorpusLinks`."""

    duplicate_of: Mapping[str, str]
    supersedes: Mapping[str, str]
    cited: Mapping[str, str]


def stage_links(
    store_root: Path,
    staging_root: Path,
    parts: Mapping[int, tuple[str, ...]],
    corpus_links: Callable[[Corpus], CorpusLinks],
) -> DocumentLinks | None:
    """Link the documents of some parts and stage the tables that all of them share; a worker process calls it.

    Args:
        store_root: The folder where the results of the parts are kept.
        staging_root: The working folder of the build.
        parts: The keys of the results of each part.
        corpus_links: What links documents and gives the tables that they share.

    Returns:
        The links of documents that stand in their own rows; None where there are no documents.

    Raises:
        PlanhouseError: A part was damaged or removed since it was merged.
    """
    store, staging = Store(store_root), Staging(staging_root)
    gathered = Gathered(store, staging.linking, sum(map(len, parts.values())))
    for number, keys in parts.items():
        gathered.add(number, keys, store.present_part(number, keys))
    return gathered.stage(staging, corpus_links)


def _stage(staging: Staging, links: CorpusLinks) -> None:
    for name in DIMENSIONS:
        table = table_named(name)
        rows = staged_rows(table, links.tables.get(name, ()))
        staging.write_table(table, rows.sort_by([(one, "ascending") for one in table.key]))
    linked = {name: LinkedRows(table_named(name), staging.linking) for name in LINKS}
    for found in links.linked:
        for name, some in found.items():
            linked[name].add(some)
    for name, held in linked.items():
        held.write_sorted(staging.path_of(table_named(name)))


class Gathered:
    """A corpus that is gathered part by part.

    Attributes:
        corpus: What links are made from.
    """

    def __init__(self, store: Store, folder: Path, documents: int) -> None:
        """Begin with nothing.

        Args:
            store: Where results are kept.
            folder: Where promises and results wait for those of the same places.
            documents: About how many documents there will be.
        """
        self._store = store
        self._numbers = _Numbers(folder, 1 + documents // _DOCUMENTS_AT_ONCE)
        self._keys: dict[str, str] = {}
        self._parts: dict[int, tuple[str, ...]] = {}
        self._compared = Compared(store, self._keys.__getitem__, Texts(self.said).say_same)
        self.corpus = Corpus(self._compared.say_same, self._numbers.groups)

    def add(self, number: int, keys: tuple[str, ...], results: pa.Table) -> None:
        """Take in the results of a part, which have these keys."""
        self._parts[number] = keys
        self._keys.update(zip(results["document_id"].to_pylist(), keys, strict=True))
        self._numbers.add(results)
        for first in range(0, results.num_rows, _ROWS_AT_ONCE):
            gather(self.corpus, results.slice(first, _ROWS_AT_ONCE))

    def stage(self, staging: Staging, corpus_links: Callable[[Corpus], CorpusLinks]) -> DocumentLinks | None:
        """Link the documents and stage the tables that all of them share; None where there are no documents.

        Args:
            staging: Where the tables go.
            corpus_links: What links documents and gives the tables that they share.

        Raises:
            OSError: It cannot be kept which documents say the same.
        """
        self._numbers.close()
        if not self.corpus.documents:
            return None
        links = corpus_links(self.corpus)
        self._compared.keep()
        _stage(staging, links)
        return DocumentLinks(dict(links.duplicate_of), dict(links.supersedes), dict(links.cited))

    def said(self, document_id: str) -> Said:
        """Return what a document says, read from where its result is kept."""
        result = self._store.result(self._keys[document_id])
        return said_in(self._merged(document_id) if result is None else result)

    def _merged(self, document_id: str) -> pa.Table:
        """Return the result of a document out of its part, where the one that is kept by itself is damaged."""
        number = bucket(document_id)
        results = self._store.part(number, self._parts[number])
        if results is None:
            raise PlanhouseError(
                f"{self._store.root}: the result of {document_id} was damaged or removed while the build ran; run it again"
            )
        return results.filter(pc.equal(results["document_id"], document_id))


class _Numbers:
    """Promises and results in files by place."""

    def __init__(self, folder: Path, groups: int) -> None:
        self._folder = folder
        self._count = groups
        if folder.exists():  # what an attempt before left is of no use
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        self._writers = {
            (table.name, group): pa.ipc.new_file(number_file(folder, table, group), staged_schema(table))
            for table in (_TARGETS, _ACHIEVEMENTS)
            for group in range(groups)
        }

    def add(self, results: pa.Table) -> None:
        """Put the rows of some results to those of their places."""
        for table in (_TARGETS, _ACHIEVEMENTS):
            rows = rows_of(results, table)
            groups = _group_of(rows["place_code"], self._count)
            for group in range(self._count):
                self._writers[table.name, group].write_table(rows.filter(pc.equal(groups, group)))

    def close(self) -> None:
        """Let the files be read: nothing is put to them any more."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def groups(self, without: frozenset[str]) -> Iterator[Numbers]:
        """Yield the numbers of some places after those of others, without those of some documents."""
        self.close()
        for group in range(self._count):
            targets, achievements = (self._read(table, group, without) for table in (_TARGETS, _ACHIEVEMENTS))
            promised, reported = _linked_by(targets), _linked_by(achievements)
            counted = pc.value_counts(promised)
            several = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
            with_others = pc.or_(_is_in(promised, several), _is_in(promised, reported))
            yield Numbers(
                _in_order(targets.filter(with_others)),
                _in_order(achievements.filter(_is_in(reported, promised))),
                _measured(targets),
                _measured(achievements),
            )

    def _read(self, table: Table, group: int, without: frozenset[str]) -> pa.Table:
        rows = read_numbers(number_file(self._folder, table, group))
        return rows.filter(pc.invert(_is_in(rows["document_id"], pa.array(sorted(without), pa.string()))))


def _group_of(codes: pa.ChunkedArray, count: int) -> pa.ChunkedArray:
    """Return the group of each place; NULL for none."""
    places = pc.unique(codes.drop_null())
    groups = pa.array([zlib.crc32(code.encode()) % count for code in places.to_pylist()], pa.int64())
    return groups.take(pc.index_in(codes, value_set=places))


def _linked_by(rows: pa.Table) -> pa.Array:
    """Return what each number has in common with those that it may be linked with."""
    columns = [pc.fill_null(rows[name], "") for name in LINKED_WITHIN]
    return _whole(pc.binary_join_element_wise(*columns, "\0"))


def _is_in(values: pa.Array, held: pa.Array) -> pa.Array:
    return pc.is_in(values, value_set=held)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _in_order(rows: pa.Table) -> list[Any]:
    """Return rows in the order of their documents; those of one document stay as they are."""
    return sorted(as_records(rows), key=attrgetter("document_id"))


def _measured(rows: pa.Table) -> Iterator[tuple[str, str]]:
    pairs = rows.select(["place_code", "indicator_id"]).group_by(["place_code", "indicator_id"]).aggregate([])
    return zip(pairs["place_code"].to_pylist(), pairs["indicator_id"].to_pylist(), strict=True)
