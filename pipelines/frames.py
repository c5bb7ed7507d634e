"""The staged tables as the expectations read them: a batch of documents, or what all documents share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from extractors.schema import TABLES, table_named
from pipelines.parts import OF_DOCUMENTS, StagedParts


class Frames(Mapping[str, pd.DataFrame]):
    """Tables as pandas frames, each converted when it is first asked for."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = self._tables[name].to_pandas()
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def batch_frames(batch: Mapping[str, pa.Table], corpus: Mapping[str, pa.Table]) -> Frames:
    """Return the frames of a batch of documents, with the shared rows that it points to and no others.

    Args:
        batch: The tables of its documents.
        corpus: The tables that all documents share.
    """
    shared = {name: _pointed_to(name, rows, batch) for name, rows in corpus.items() if name != "quarantine"}
    return Frames({**batch, **shared})


def corpus_frames(corpus: Mapping[str, pa.Table], staged: StagedParts) -> Frames:
    """Return the frames of what all documents share, with the rows of documents that it points to."""
    pointing = {
        table.name: pa.concat_tables(
            _pointed_to(table.name, staged.tables(number)[table.name], corpus) for number in staged.parts
        )
        for table in OF_DOCUMENTS
        if _links(corpus, table.name)
    }
    return Frames({**corpus, **pointing})


def _pointed_to(name: str, rows: pa.Table, pointing: Mapping[str, pa.Table]) -> pa.Table:
    """Return the rows of a table that links of other tables point to."""
    links = _links(pointing, name)
    if not links:
        return rows.slice(0, 0)
    (key,) = table_named(name).key
    return rows.filter(pc.is_in(rows[key], value_set=pa.concat_arrays(links)))


def _links(pointing: Mapping[str, pa.Table], name: str) -> list[pa.Array]:
    """Return the values of all columns that point to a table, from the tables that have rows."""
    return [
        pointing[table.name][column.name].combine_chunks()
        for table in TABLES
        if table.name in pointing and table.name != name and pointing[table.name].num_rows
        for column in table.columns
        if column.references and column.references.partition(".")[0] == name
    ]
