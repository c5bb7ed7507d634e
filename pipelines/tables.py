"""From the inputs of a build to its staged tables: results made, merged and linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from pipelines.keeping import Results
from pipelines.kept.results import left_out_of, rows_of
from pipelines.linked_rows import LinkedRows
from pipelines.linking import Gathered
from pipelines.parts import LINKS, OF_DOCUMENTS, OF_THE_CORPUS
from pipelines.progress import Progress
from pipelines.render.arrow import staged_rows
from pipelines.staging import StagedPart

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
    gathered = Gathered(build.store, len(build.inputs.files), build.staging.linking)
    parts = _Parts(gathered)
    with open_engine(build.request) as engine:
        results = Results(build, engine)
        missing = results.missing()
        progress.stage("extracting documents", len(missing))
        results.make(missing, progress.advance)
        progress.stage("linking documents", len(results.numbers))
        for number, keys, merged in results.parts():
            parts.add(number, keys, merged)
            progress.advance(f"part {number:02d}")
    refused = _refused(build, results, parts)
    if not gathered.corpus.documents:
        if any(is_passing(row.rule) for row in refused):
            raise PlanhouseError(_nothing_readable(refused))  # another attempt may end otherwise
        raise BlockedError(_nothing_readable(refused))
    links = corpus_links(gathered.corpus)
    gathered.keep()
    build.staging.write_extracted(results.extracted)
    build.staging.write_parts(parts.linked(links))
    return _stage_corpus(build, parts, links, refused)


def _stage_corpus(
    build: Build, parts: _Parts, links: CorpusLinks, refused: Sequence[QuarantineRow]
) -> StagedTables:
    counts, first = dict(parts.counts), dict(parts.first)
    tables = {**links.tables, "quarantine": refused}
    for table in OF_THE_CORPUS:
        if table.name not in LINKS:
            rows = staged_rows(table, tables.get(table.name, ()))
            build.staging.write_table(table, rows.sort_by([(name, "ascending") for name in table.key]))
    linked = {name: LinkedRows(table_named(name), build.staging.linking) for name in LINKS}
    for found in links.linked:
        for name, some in found.items():
            linked[name].add(some)
    for name, held in linked.items():
        held.write_sorted(build.staging.path_of(table_named(name)))
    for table in OF_THE_CORPUS:
        counts[table.name], first[table.name] = build.staging.first_rows(table, _FIRST_ROWS)
    return StagedTables(counts, first)


class _Parts:
    """What is staged of the parts, in one pass over them."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self.counts: Counter[str] = Counter()
        self.first: dict[str, pa.Table] = {}
        self.refused: list[QuarantineRow] = []
        self._parts: dict[int, StagedPart] = {}
        self._citations: dict[int, list[str]] = {}

    def add(self, number: int, keys: tuple[str, ...], results: pa.Table) -> None:
        """Take in the results of a part."""
        for table in OF_DOCUMENTS:
            self._count(table, results)
        refused = rows_of(results, table_named("quarantine")).to_pylist()
        self.refused += (QuarantineRow(**values) for values in refused)
        documents = self._gathered.add(number, keys, results)
        self._citations[number] = rows_of(results, table_named("citations"))["citation_id"].to_pylist()
        self._parts[number] = StagedPart(keys, documents, left_out=left_out_of(results))

    def _count(self, table: Table, results: pa.Table) -> None:
        self.counts[table.name] += pc.sum(pc.list_value_length(results[table.name])).as_py() or 0
        if table.name not in self.first or not self.first[table.name].num_rows:
            self.first[table.name] = rows_of(results, table).slice(0, _FIRST_ROWS)

    def linked(self, links: CorpusLinks) -> dict[int, StagedPart]:
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
