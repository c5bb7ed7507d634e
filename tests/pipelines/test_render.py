from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_corpus import PLAN
from small_extraction import small_extract

from extractors import document_from_text
from extractors.schema import TABLES, table_named
from pipelines.publish.parquet import bucket, write_table
from pipelines.render.arrow import published_schema, staged_rows, staged_schema
from pipelines.render.duckdb_ddl import create_statements, load_order

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture(scope="module")
def created():
    with duckdb.connect() as connection:
        for statement in create_statements(TABLES):
            connection.execute(statement)
        yield connection


@every_table
def test_arrow_and_duckdb_have_the_columns_of_the_schema(created, table):
    described = created.execute("SELECT column_name FROM (DESCRIBE " + table.name + ")").fetchall()
    assert [name for (name,) in described] == list(table.names) == published_schema(table).names


@every_table
def test_duckdb_knows_key_and_comments(created, table):
    query = (
        "SELECT constraint_column_names FROM duckdb_constraints()"
        " WHERE table_name = ? AND constraint_type = 'PRIMARY KEY'"
    )
    assert created.execute(query, [table.name]).fetchall() == [(list(table.key),)]
    comments = created.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [table.name]
    ).fetchall()
    assert dict(comments) == {column.name: f"{column.zh} / {column.en}" for column in table.columns}


def test_the_keys_that_duckdb_cannot_hold_are_known(created):
    declared = created.execute(
        "SELECT table_name, constraint_column_names[1] FROM duckdb_constraints()"
        " WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    wanted = {(table.name, column.name) for table in TABLES for column in table.columns if column.references}
    assert wanted - set(declared) == {
        ("documents", "supersedes"),
        ("documents", "duplicate_of"),
        ("sections", "parent_section_id"),
        ("tasks", "deadline_id"),
        ("units", "succeeded_by"),
        ("targets", "restates_target_id"),
    }


def test_a_word_outside_its_vocabulary_is_refused(created):
    with pytest.raises(duckdb.ConstraintException, match="CHECK"):
        created.execute(
            "INSERT INTO units VALUES ('u', '保定市人民政府', NULL, 'wrong', false, NULL, NULL, [])"
        )


def test_every_table_is_loaded_once():
    assert sorted(table.name for table in load_order(TABLES)) == sorted(table.name for table in TABLES)


@every_table
def test_a_table_without_rows_keeps_its_schema(table, tmp_path: Path):
    write_table(table, staged_rows(table, []), tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == "part-00.parquet"
    assert pq.read_schema(path).equals(published_schema(table), check_metadata=True)


def test_rows_come_back_as_they_were(tmp_path: Path):
    for name, rows in small_extract(document_from_text(PLAN)).tables.items():
        table = table_named(name)
        write_table(table, staged_rows(table, rows), tmp_path / name)
        back = pq.read_table(tmp_path / name).to_pylist()
        values = [{column: getattr(row, column) for column in table.names} for row in rows]
        assert [{**row, **_tuples(row)} for row in back] == values


def _tuples(row: dict[str, object]) -> dict[str, object]:
    return {name: tuple(value) for name, value in row.items() if isinstance(value, list)}


def test_pandas_and_duckdb_read_the_types_of_the_contract(tmp_path: Path):
    table = table_named("targets")
    rows = small_extract(document_from_text(PLAN)).tables["targets"]
    write_table(table, staged_rows(table, rows), tmp_path)
    frame = pd.read_parquet(tmp_path, dtype_backend="pyarrow")
    assert str(frame["due_on"].dtype) == "date32[day][pyarrow]"
    types = duckdb.execute(
        f"SELECT typeof(due_on), typeof(value), typeof(measure) FROM '{tmp_path}/*.parquet'"
    ).fetchone()
    assert types == ("DATE", "DOUBLE", "VARCHAR")


def test_a_value_of_another_type_is_refused():
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        pa.array(["60"], staged_schema(table_named("targets")).field("value").type)


def test_the_bucket_follows_from_the_document_alone():
    assert (bucket("a.txt"), bucket("保定/b.txt")) == (bucket("a.txt"), bucket("保定/b.txt"))
    assert {bucket(f"{number}.txt") for number in range(2000)} == set(range(64))
