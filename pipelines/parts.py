"""The staged tables part by part, and the batches of parts that are checked together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import pyarrow as pa

from extractors.schema import TABLES, table_named
from pipelines.build import Build
from pipelines.kept.results import rows_of
from pipelines.publish.parquet import PARTS
from pipelines.staging import StagedPart, plain_part
from pipelines.versions import code_hash

#: Tables whose rows belong to single documents, and those that all documents share.
OF_DOCUMENTS = tuple(table for table in TABLES if table.partitioned)
OF_THE_CORPUS = tuple(table for table in TABLES if not table.partitioned)

#: Shared tables whose rows those of documents point to.
DIMENSIONS = ("units", "unit_members", "platform_classes", "platforms", "indicators")

#: Shared tables whose rows link those of documents: of many documents they have by far the most rows.
LINKS = ("progress", "target_links", "link_candidates")

#: Columns of documents' own rows that links between documents set, by table.
LINK_COLUMNS = {"documents": ("duplicate_of", "supersedes"), "citations": ("cited_document_id",)}

#: Documents that are checked at once: their tables are in memory together.
_DOCUMENTS_A_BATCH = 500


class StagedParts:
    """The staged rows of documents, read a part at a time."""

    def __init__(self, build: Build) -> None:
        self._store = build.store
        self._version = build.extractor_version
        self.parts: Mapping[int, StagedPart] = build.staging.read_parts()

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents of all parts."""
        return frozenset(name for part in self.parts.values() for name in part.documents)

    def key(self, number: int) -> str:
        """Return what the staged rows of a part, and what the checks say of them, follow from."""
        return self._key(plain_part(self.parts[number]))

    def key_without_links(self, number: int) -> str:
        """Return the same of the tables that no links between documents stand in."""
        return self._key({"keys": self.parts[number].keys})

    def _key(self, of: Mapping[str, object]) -> str:
        said = json.dumps(of, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{code_hash()}\0{self._version}\0{said}".encode()).hexdigest()

    def results(self, number: int) -> pa.Table:
        """Return the results that a part is merged from.

        Raises:
            PlanhouseError: They were damaged or removed since they were staged.
        """
        return self._store.present_part(number, self.parts[number].keys)

    def tables(self, number: int) -> dict[str, pa.Table]:
        """Return the tables of a part's documents, links between documents set."""
        results, part = self.results(number), self.parts[number]
        tables = {table.name: rows_of(results, table) for table in OF_DOCUMENTS}
        links = {
            "duplicate_of": part.duplicate_of,
            "supersedes": part.supersedes,
            "cited_document_id": part.cited,
        }
        for name, columns in LINK_COLUMNS.items():
            (key,) = table_named(name).key
            for column in columns:
                tables[name] = _linked(tables[name], column, key, links[column])
        return tables

    def batches(self) -> Iterator[tuple[int, ...]]:
        """Yield parts that are checked together: few documents all at once, many in a power of two of batches.

        So one document more leaves all batches but its own as they were, but for the few times that their number doubles.
        """
        size = PARTS
        while size > 1 and len(self.documents) * size > _DOCUMENTS_A_BATCH * PARTS:
            size //= 2
        for first in range(0, PARTS, size):
            batch = tuple(number for number in range(first, first + size) if number in self.parts)
            if batch:
                yield batch

    def batch(self, numbers: Sequence[int]) -> dict[str, pa.Table]:
        """Return the tables of a batch's documents."""
        held = [self.tables(number) for number in numbers]
        return {table.name: pa.concat_tables(one[table.name] for one in held) for table in OF_DOCUMENTS}


def _linked(rows: pa.Table, column: str, key: str, links: Mapping[str, str]) -> pa.Table:
    if not links:
        return rows
    index = rows.schema.get_field_index(column)
    values = pa.array([links.get(name) for name in rows[key].to_pylist()], pa.string())
    return rows.set_column(index, rows.schema.field(index), values)
