"""From the inputs of a build to its staged tables: results made, merged and linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import takewhile
from threading import Event

import pyarrow as pa
import pyarrow.compute as pc

from extractors import Corpus, CorpusLinks
from extractors.schema import Table, table_named
from extractors.schema.rows import QuarantineRow
from pipelines.build import Build
from pipelines.engines.engine import open_engine
from pipelines.errors import BlockedError, PlanhouseError
from pipelines.extraction import held_back
from pipelines.inputs import is_passing
from pipelines.keeping import Part, Results
from pipelines.kept.linkable import extracted_in
from pipelines.kept.results import left_out_of, rows_of
from pipelines.linking import DocumentLinks, Gathered
from pipelines.parts import OF_DOCUMENTS, OF_THE_CORPUS
from pipelines.pool import Task, WorkerPool
from pipelines.progress import Progress
from pipelines.render.arrow import staged_rows
from pipelines.staging import StagedPart

#: So few documents are linked in this process, which takes less time than a process of its own does to start.
_FEW_DOCUMENTS = 20_000

#: What that process calls, and how long it may take: a hundred thousand documents take minutes.
_STAGE_LINKS = "pipelines.linking:stage_links"
_SECONDS = 86_400.0

#: Reasons that a message names where nothing could be read.
_NAMED_FILES = 5
#: Rows of a table that are shown of it.
_FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class StagedTables:
    """What was staged: how many rows each table has, and its first rows."""

    counts: Mapping[str, int]
    first: Mapping[str, pa.Table]


def stage_tables(
    build: Build, corpus_links: Callable[[Corpus], CorpusLinks], progress: Progress
) -> StagedTables:
    """Extract the documents of which nothing is kept, link all of them, and stage parts and tables.

    Args:
        build: The build.
        corpus_links: What links documents and gives the tables that they share.
        progress: Told of each document that is extracted, and of each part that is linked.

    Raises:
        BlockedError: Not one document could be read.
        PlanhouseError: Likewise, for a reason that may pass; or the engine is not to be had.
    """
    with open_engine(build.request) as engine:
        results, parts = Results(build, engine), _Parts(build)
        missing = results.missing()
        progress.stage("extracting documents", len(missing))
        with ThreadPoolExecutor(1) as thread:
            # Other processes extract: the interpreter is free for the parts that nothing is missing of.
            made = Event()
            whole = takewhile(lambda _: not made.is_set(), results.whole_parts(missing))
            early = thread.submit(parts.take, whole)
            try:
                results.make(missing, progress.advance)
            finally:
                made.set()
            early.result()
        progress.stage("linking documents", len(results.numbers))
        for number in parts.numbers:
            progress.advance(_part_name(number))
        parts.take(results.parts(parts.numbers), lambda number: progress.advance(_part_name(number)))
    links = parts.links(corpus_links)
    refused = _refused(build, results, parts)
    if links is None:
        if any(is_passing(row.rule) for row in refused):
            raise PlanhouseError(_nothing_readable(refused))  # another attempt may end otherwise
        raise BlockedError(_nothing_readable(refused))
    build.staging.write_extracted(results.extracted)
    build.staging.write_parts(parts.linked(links))
    quarantine = table_named("quarantine")
    build.staging.write_table(quarantine, staged_rows(quarantine, refused))
    counts, first = dict(parts.counts), parts.first
    for table in OF_THE_CORPUS:
        counts[table.name], first[table.name] = build.staging.first_rows(table, _FIRST_ROWS)
    return StagedTables(counts, first)


def _part_name(number: int) -> str:
    return f"part {number:02d}"


class _Parts:
    """What is staged of the parts, each looked at once and in any order, and the links between their documents.

    Many documents are linked by a process of their own, which gives all memory back when it ends.
    """

    def __init__(self, build: Build) -> None:
        self.counts: Counter[str] = Counter()
        self._first: dict[str, tuple[int, pa.Table]] = {}
        self.refused: list[QuarantineRow] = []
        self._store = build.store
        self._staging = build.staging
        self._parts: dict[int, StagedPart] = {}
        self._citations: dict[int, list[str]] = {}
        documents = len(build.inputs.files)
        self._gathered = (
            Gathered(self._store, self._staging.linking, documents) if documents <= _FEW_DOCUMENTS else None
        )

    @property
    def first(self) -> dict[str, pa.Table]:
        """The first rows of each table, of the first part that has any."""
        return {name: rows for name, (_, rows) in self._first.items()}

    @property
    def numbers(self) -> list[int]:
        """The parts that were taken in."""
        return list(self._parts)

    def take(self, parts: Iterable[Part], taken: Callable[[int], None] = lambda _: None) -> None:
        """Take in parts.

        Args:
            parts: The parts.
            taken: Told of the number of each.
        """
        for number, keys, results in parts:
            self._add(number, keys, results)
            if self._gathered is not None:
                self._gathered.add(number, keys, results)
            taken(number)

    def links(self, corpus_links: Callable[[Corpus], CorpusLinks]) -> DocumentLinks | None:
        """Link the documents and stage the tables that all share; None where there are no documents."""
        if self._gathered is not None:
            return self._gathered.stage(self._staging, corpus_links)
        keys = {number: part.keys for number, part in self._parts.items()}
        task = Task("links", (self._store.root, self._staging.root, keys, corpus_links))
        with WorkerPool(_STAGE_LINKS, size=1, seconds=_SECONDS, memory_bytes=None) as pool:
            ((_, links),) = pool.values([task], "links between documents")
        found: DocumentLinks | None = links
        return found

    def _add(self, number: int, keys: tuple[str, ...], results: pa.Table) -> None:
        for table in OF_DOCUMENTS:
            self._count(number, table, results)
        refused = rows_of(results, table_named("quarantine")).to_pylist()
        self.refused += (QuarantineRow(**values) for values in refused)
        documents = tuple(extracted_in(results)["document_id"].to_pylist())
        self._citations[number] = rows_of(results, table_named("citations"))["citation_id"].to_pylist()
        self._parts[number] = StagedPart(keys, documents, left_out=left_out_of(results))

    def _count(self, number: int, table: Table, results: pa.Table) -> None:
        count = pc.sum(pc.list_value_length(results[table.name])).as_py() or 0
        self.counts[table.name] += count
        known = self._first.get(table.name)
        if known is None or (count and (number < known[0] or not known[1].num_rows)):
            self._first[table.name] = number, rows_of(results, table).slice(0, _FIRST_ROWS)

    def linked(self, links: DocumentLinks) -> dict[int, StagedPart]:
        """Return the parts with the links of their documents."""
        return {
            number: replace(
                part,
                duplicate_of=_only(links.duplicate_of, part.documents),
                supersedes=_only(links.supersedes, part.documents),
                cited=_only(links.cited, self._citations[number]),
            )
            for number, part in self._parts.items()
        }


def _only(links: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: links[name] for name in names if name in links}


def _refused(build: Build, results: Results, parts: _Parts) -> list[QuarantineRow]:
    """Return a quarantine row for each document that gave no rows, in the order of their ids."""
    listed = (held_back(file, file.refusal) for file in build.inputs.files if file.refusal is not None)
    return sorted([*listed, *results.passing, *parts.refused], key=lambda row: row.quarantine_id)


def _nothing_readable(refused: Sequence[QuarantineRow]) -> str:
    reasons = [row.reason for row in refused]
    more = [f"and {len(reasons) - _NAMED_FILES} more"] if len(reasons) > _NAMED_FILES else []
    return "no document could be read, nothing is published:\n  " + "\n  ".join(reasons[:_NAMED_FILES] + more)
