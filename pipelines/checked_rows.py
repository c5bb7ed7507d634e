"""The rows that are checked together, those of a batch of documents or what all documents share, and where checks read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from extractors.schema import TABLES, table_named
from pipelines.number_files import all_numbers
from pipelines.parts import OF_DOCUMENTS
from pipelines.render.duckdb_ddl import PROSE


def batch_tables(batch: Mapping[str, pa.Table], corpus: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Return the tables of a batch of documents, with the shared rows that it points to and no others.

    Args:
        batch: The tables of its documents.
        corpus: The tables that all documents share.
    """
    shared = {name: _pointed_to(name, rows, batch) for name, rows in corpus.items() if name != "quarantine"}
    return {**batch, **shared}


def corpus_tables(corpus: Mapping[str, pa.Table], linking: Path) -> dict[str, pa.Table]:
    """Return the tables that all documents share, with the numbers of documents that they point to, but for their long texts.

    Args:
        corpus: The tables.
        linking: Where the numbers lie that were linked.
    """
    tables = dict(corpus)
    for table in OF_DOCUMENTS:
        if _links(corpus, table.name):
            found = [_pointed_to(table.name, rows, corpus) for rows in all_numbers(linking, table)]
            tables[table.name] = _without_prose(pa.concat_tables(found))
    return tables


def documents_elsewhere(tables: Mapping[str, pa.Table], documents: frozenset[str]) -> frozenset[str]:
    """Return the documents that tables point to and do not hold themselves.

    Args:
        tables: Tables that are checked together.
        documents: All documents.
    """
    pointed = {
        name for links in _links(tables, "documents", itself=True) for name in links.unique().to_pylist()
    }
    here = tables["documents"]["document_id"].to_pylist() if "documents" in tables else ()
    return documents & (pointed - set(here))


def write_rows(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write tables for the checks of them, which read what they need without a copy."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with pa.ipc.new_file(_path(folder, name), rows.schema) as writer:
            writer.write_table(rows)


def written_tables(folder: Path) -> frozenset[str]:
    """Return the names of the tables that were written to a folder."""
    return frozenset(path.stem for path in folder.glob("*.arrow"))


def read_rows(folder: Path, name: str) -> pa.Table:
    """Return a table that was written to a folder."""
    with pa.memory_map(str(_path(folder, name))) as file:
        return pa.ipc.open_file(file).read_all()


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.arrow"


def _without_prose(rows: pa.Table) -> pa.Table:
    """Return rows without passages, which of many documents take much memory: no rule asks those of a row that links point to."""
    return rows.select([name for name in rows.column_names if name not in PROSE])


def _pointed_to(name: str, rows: pa.Table, pointing: Mapping[str, pa.Table]) -> pa.Table:
    """Return the rows of a table that links of other tables point to."""
    links = _links(pointing, name)
    if not links:
        return rows.slice(0, 0)
    (key,) = table_named(name).key
    return rows.filter(pc.is_in(rows[key], value_set=pa.concat_arrays(links)))


def _links(pointing: Mapping[str, pa.Table], name: str, *, itself: bool = False) -> list[pa.Array]:
    """Return the values of all columns that point to a table, from the (other) tables that have rows."""
    return [
        pointing[table.name][column.name].combine_chunks()
        for table in TABLES
        if table.name in pointing and (itself or table.name != name) and pointing[table.name].num_rows
        for column in table.columns
        if column.references and column.references.partition(".")[0] == name
    ]
