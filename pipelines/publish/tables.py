"""The staged tables as Parquet: faulty rows held back, parts that did not change shared with the release before."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from extractors.schema import Table, table_named
from extractors.schema.rows import QuarantineRow
from pipelines.build import Build
from pipelines.errors import BlockedError
from pipelines.parts import DIMENSIONS, LINKS, OF_DOCUMENTS, OF_THE_CORPUS, StagedParts
from pipelines.progress import Progress
from pipelines.publish.checksums import Checksum
from pipelines.publish.parquet import write_table
from pipelines.publish.sharing import Sharing
from pipelines.quarantine import Faults, Settled, settle
from pipelines.render.arrow import staged_rows, staged_schema
from pipelines.staging import WrittenCorpus, WrittenPart

#: Tables that the links point to.
_REPORTED = ("targets", "achievements")


def write_tables(build: Build, progress: Progress) -> dict[int, WrittenPart]:
    """Write every table of the release as Parquet and stage what was written.

    Raises:
        BlockedError: The checks would quarantine every document, or rows got lost on the way.
    """
    folder = build.staging.release / "parquet"
    shutil.rmtree(folder, ignore_errors=True)
    writer = _Writer(build, folder)
    progress.stage("writing Parquet", len(writer.staged.parts))
    parts = {}
    for number in writer.staged.parts:
        parts[number] = writer.write_part(number)
        progress.advance(f"part {number:02d}")
    corpus = writer.write_corpus()
    build.staging.write_published(parts, corpus)
    if not any(part.rows["documents"] for part in parts.values()):
        raise BlockedError(
            "the checks would quarantine every document, the last release stays; " + _rules(writer.held_back)
        )
    return parts


class _Writer:
    """Writes the parts of a build, then what all documents share."""

    def __init__(self, build: Build, folder: Path) -> None:
        self.staged = StagedParts(build)
        self.held_back: list[QuarantineRow] = []
        self._build = build
        self._folder = folder
        self._faults = Faults(build.staging.read_validation().findings)
        self._corpus = {table.name: build.staging.read_table(table) for table in OF_THE_CORPUS}
        dimensions = {name: self._corpus[name] for name in DIMENSIONS}
        self._dimensions = self._settled(dimensions, {})
        self._gone = {
            name: self._dimensions.gone_from(dimensions, name)
            for name in DIMENSIONS
            if len(table_named(name).key) == 1
        }
        self._gone["documents"] = self._faults.keys("documents")
        self._lost: dict[str, set[object]] = {name: set() for name in _REPORTED}
        self._originals = self._texts_counted_once()
        self._sharing = Sharing(build)

    def write_part(self, number: int) -> WrittenPart:
        """Write a part's tables, or share them with the release before where nothing in them can have changed."""
        key = None if any(self._gone.values()) else self.staged.key(number)
        if key is not None and (shared := self._sharing.share_part(number, key, self._folder)):
            return shared
        staged = self.staged.tables(number)
        settled = self._settled(staged, self._gone)
        for name in _REPORTED:
            self._lost[name] |= settled.gone_from(staged, name)
        files: dict[str, Checksum] = {}
        for table in OF_DOCUMENTS:
            if settled.tables[table.name].num_rows:
                files |= self._write(table, settled.tables[table.name])
        rows = {table.name: settled.tables[table.name].num_rows for table in OF_DOCUMENTS}
        return WrittenPart(
            None if settled.held_back else key,
            rows,
            self._once(settled.tables),
            is_shared=False,
            files=files,
        )

    def write_corpus(self) -> WrittenCorpus:
        """Write the tables that all documents share, with ``quarantine`` last, and tables without any row."""
        links = {name: self._corpus[name] for name in LINKS}
        lost = {name: frozenset(keys) for name, keys in self._lost.items()}
        settled = {**self._dimensions.tables, **self._settled(links, lost).tables}
        entries = staged_rows(table_named("quarantine"), self.held_back)
        settled["quarantine"] = pa.concat_tables([self._corpus["quarantine"], entries])
        files: dict[str, Checksum] = {}
        for table in OF_THE_CORPUS:
            files |= self._write(table, settled[table.name])
        for table in OF_DOCUMENTS:
            if not any((self._folder / table.name).glob("*.parquet")):
                files |= self._write(table, staged_schema(table).empty_table())
        return WrittenCorpus({table.name: settled[table.name].num_rows for table in OF_THE_CORPUS}, files)

    def _write(self, table: Table, rows: pa.Table) -> dict[str, Checksum]:
        """Write rows of a table; return what its files hold, by path in the release."""
        written = write_table(table, rows, self._folder / table.name)
        return {path.relative_to(self._folder.parent).as_posix(): known for path, known in written.items()}

    def _settled(self, staged: Mapping[str, pa.Table], gone: Mapping[str, frozenset[object]]) -> Settled:
        settled = settle(staged, self._faults, gone)
        self.held_back += settled.held_back
        _refuse_losses(staged, settled)
        return settled

    def _texts_counted_once(self) -> pa.Array:
        duplicates = {name for part in self.staged.parts.values() for name in part.duplicate_of}
        return pa.array(sorted(self.staged.documents - duplicates), pa.string())

    def _once(self, tables: Mapping[str, pa.Table]) -> dict[str, int]:
        """Return how many rows each table has where each text counts once, without those of duplicates."""
        return {
            name: pc.sum(pc.is_in(rows["document_id"], value_set=self._originals)).as_py() or 0
            for name, rows in tables.items()
        }


def _refuse_losses(staged: Mapping[str, pa.Table], settled: Settled) -> None:
    """Raise where rows are neither published nor held back.

    Raises:
        BlockedError: A table has lost rows; the message names it.
    """
    # A row stands there once for each rule that it breaks.
    rows_held = {
        (row.table_name, row.quarantine_id.removesuffix(f"/{row.rule}")) for row in settled.held_back
    }
    held_back = Counter(name for name, _ in rows_held)
    for name, rows in staged.items():
        published = settled.tables[name].num_rows
        if published + held_back[name] != rows.num_rows:
            raise BlockedError(
                f"{name}: {rows.num_rows} rows are staged, {published} to be published and {held_back[name]} held back; "
                "nothing is published"
            )


def _rules(held_back: Iterable[QuarantineRow]) -> str:
    rules = {f"{row.rule}: {row.reason}" for row in held_back if row.table_name == "documents"}
    return "they fail\n  " + "\n  ".join(sorted(rules))
