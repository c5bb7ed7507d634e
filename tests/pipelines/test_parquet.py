"""The Parquet files as readers find them: the same rows in each library, and a layout that lets them skip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from extractors.schema import TABLES, Table, table_named
from pipelines.publish.parquet import read_table, row_order, write_table
from pipelines.publish.parquet_layout import PROSE, is_searched, repeats
from pipelines.render.arrow import published_schema
from pipelines.run import Outcome

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

Rows = list[dict[str, Any]]


def by_pandas(folder: Path) -> Rows:
    return pa.Table.from_pandas(pd.read_parquet(folder, dtype_backend="pyarrow")).to_pylist()


def by_polars(folder: Path) -> Rows:
    return pl.read_parquet(folder / "*.parquet").to_dicts()


def by_duckdb(folder: Path) -> Rows:
    with duckdb.connect() as connection:
        found = connection.execute("FROM read_parquet(?)", [f"{folder}/*.parquet"])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def by_dataset(folder: Path) -> Rows:
    return ds.dataset(folder, format="parquet").to_table().to_pylist()


READERS: dict[str, Callable[[Path], Rows]] = {
    "pandas": by_pandas,
    "polars": by_polars,
    "DuckDB": by_duckdb,
    "pyarrow dataset": by_dataset,
}


def in_duckdb(release: Path, table: Table) -> Rows:
    """The rows of the table of the DuckDB file, which goes through no other reader of Parquet."""
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(f'FROM "{table.name}"').fetchall()
    return [dict(zip(table.names, row, strict=True)) for row in rows]


def keyed(table: Table, rows: Rows) -> dict[tuple[object, ...], dict[str, Any]]:
    return {tuple(row[name] for name in table.key): row for row in rows}


@every_table
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_library_finds_the_rows_of_the_release(
    five_documents: Outcome, table: Table, read: Callable[[Path], Rows]
):
    rows = read(five_documents.release / "parquet" / table.name)
    assert len(rows) == five_documents.manifest["rows"][table.name]
    assert keyed(table, rows) == keyed(table, in_duckdb(five_documents.release, table))


def test_the_five_documents_hold_what_readers_may_trip_over(five_documents: Outcome):
    """Days, lists and NULL: without them the test above would say little."""
    targets = by_polars(five_documents.release / "parquet" / "targets")
    assert {row["due_on"] for row in targets} > {date(2020, 12, 31)}
    assert any(row["value_max"] is None for row in targets)
    assert any(row["value_max"] is not None for row in targets)
    platforms = by_polars(five_documents.release / "parquet" / "platforms")
    assert max(len(row["document_ids"]) for row in platforms) > 1


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_an_empty_list_is_no_null(tmp_path: Path, read: Callable[[Path], Rows]):
    table = table_named("platform_classes")
    rows = [
        {"class_id": "园区", "name": "园区", "aliases": []},
        {"class_id": "b", "name": "b", "aliases": ["c", "d"]},
    ]
    write_table(table, pa.Table.from_pylist(rows, published_schema(table)), tmp_path)
    assert keyed(table, read(tmp_path)) == keyed(table, rows)


def chunks(release: Path, table: Table) -> Iterator[tuple[str, Any]]:
    for path in sorted((release / "parquet" / table.name).iterdir()):
        metadata = pq.read_metadata(path)
        for group in range(metadata.num_row_groups if metadata.num_rows else 0):
            for place in range(metadata.num_columns):
                chunk = metadata.row_group(group).column(place)
                yield chunk.path_in_schema.partition(".")[0], chunk


@every_table
def test_how_columns_are_encoded(five_documents: Outcome, table: Table):
    for name, chunk in chunks(five_documents.release, table):
        column = table.column(name)
        assert chunk.compression == "ZSTD"
        assert ("RLE_DICTIONARY" in chunk.encodings) == repeats(column)
        assert chunk.is_stats_set == is_searched(column)
        assert chunk.has_offset_index


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("targets.comparator", True),
        ("targets.rule_id", True),
        ("targets.document_id", True),
        ("targets.indicator_id", True),
        ("targets.unit", True),
        ("targets.target_id", False),
        ("targets.section_id", False),
        ("targets.quote", False),
        ("targets.char_start", False),
        ("numerals.row_id", False),
        ("documents.text", False),
        ("documents.document_id", False),
    ],
)
def test_a_dictionary_is_for_what_comes_again(name: str, expected: bool):
    table, _, column = name.partition(".")
    assert repeats(table_named(table).column(column)) is expected


def test_prose_is_named_as_columns_are():
    assert {column.name for table in TABLES for column in table.columns} >= PROSE


@every_table
def test_files_are_sorted_and_say_so(five_documents: Outcome, table: Table):
    for path in sorted((five_documents.release / "parquet" / table.name).iterdir()):
        metadata = pq.read_metadata(path)
        said = [
            (metadata.schema.column(one.column_index).name, one.descending, one.nulls_first)
            for one in (metadata.row_group(0).sorting_columns if metadata.num_row_groups else ())
        ]
        assert said == [(name, False, False) for name in row_order(table)] or not metadata.num_rows
        rows = pq.read_table(path)
        assert rows.equals(rows.sort_by([(name, "ascending") for name in row_order(table)]))


def test_statistics_say_between_which_days_the_targets_of_a_file_are_due(five_documents: Outcome):
    due = [
        chunk.statistics
        for name, chunk in chunks(five_documents.release, table_named("targets"))
        if name == "due_on"
    ]
    days = [
        row["due_on"]
        for row in read_table(table_named("targets"), five_documents.release / "parquet").to_pylist()
    ]
    assert max(known.max for known in due) == max(filter(None, days))
    assert sum(known.null_count for known in due) == days.count(None)


def test_a_document_is_read_without_those_around_it(five_documents: Outcome, tmp_path: Path):
    (document, *_) = read_table(table_named("documents"), five_documents.release / "parquet").to_pylist()
    rows = [{**document, "document_id": f"{number:03d}.txt"} for number in range(300)]
    table = table_named("documents")
    write_table(table, pa.Table.from_pylist(rows, published_schema(table)), tmp_path)
    groups = [
        pq.read_metadata(path).row_group(group).num_rows
        for path in tmp_path.iterdir()
        for group in range(pq.read_metadata(path).num_row_groups)
    ]
    assert sum(groups) == 300
    assert max(groups) <= 128
