"""The DuckDB file of a release, and what is checked by SQL before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from extractors.schema import SCHEMA_VERSION, TABLES, Table
from pipelines.errors import BlockedError
from pipelines.publish.parquet import row_order
from pipelines.render.duckdb_ddl import create_statements, dangling_query, load_order, view_statements
from pipelines.versions import package_version

_EXAMPLES = 3

#: DuckDB's smallest block: each column and index takes whole blocks, and most tables here are short.
_BLOCK_BYTES = "16384"


def build_duckdb(path: Path, parquet: Path, release_id: str) -> None:
    """Build a new DuckDB file from the Parquet folders: tables with keys and comments, views, and ``meta.release``.

    Raises:
        BlockedError: A row breaks a key, a null rule or a vocabulary.
    """
    for left in path.parent.glob(f"{path.name}*"):  # a killed build leaves a write-ahead log beside the file
        left.unlink()
    with duckdb.connect(str(path), config={"default_block_size": _BLOCK_BYTES}) as connection:
        for statement in create_statements(TABLES):
            connection.execute(statement)
        for table in load_order(TABLES):
            _load(connection, table, parquet)
        for statement in view_statements(TABLES):
            connection.execute(statement)
        _describe(connection, release_id)


def verify_rows(path: Path, parquet: Path, counts: Mapping[str, int]) -> None:
    """Check that Parquet and DuckDB hold the rows that they should and that every foreign key holds.

    Raises:
        BlockedError: A count differs or a link points nowhere; the message names table and rows.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        faults = [*_wrong_counts(connection, parquet, counts), *_dangling_links(connection)]
    if faults:
        raise BlockedError("the built release is not whole, nothing is published:\n  " + "\n  ".join(faults))


def _load(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    name, order = table.name, ", ".join(row_order(table))
    rows = f"FROM read_parquet(?) ORDER BY {order}"
    try:
        connection.execute(f'INSERT INTO "{name}" BY NAME {rows}', [_files(parquet, name)])
    except duckdb.ConstraintException as error:
        raise BlockedError(
            f"{name}: the rows break a constraint of the table, nothing is published: {error}"
        ) from error


def _describe(connection: duckdb.DuckDBPyConnection, release_id: str) -> None:
    connection.execute("CREATE SCHEMA meta")
    connection.execute(
        "CREATE TABLE meta.release (release_id VARCHAR, schema_version VARCHAR, package_version VARCHAR)"
    )
    connection.execute(
        "COMMENT ON TABLE meta.release IS '本库所属的发布 / The release that this file belongs to'"
    )
    connection.execute(
        "INSERT INTO meta.release VALUES (?, ?, ?)", [release_id, SCHEMA_VERSION, package_version()]
    )


def _wrong_counts(
    connection: duckdb.DuckDBPyConnection, parquet: Path, counts: Mapping[str, int]
) -> Iterator[str]:
    for name, expected in counts.items():
        in_parquet = _count(connection, "read_parquet(?)", [_files(parquet, name)])
        in_duckdb = _count(connection, f'"{name}"', [])
        if not in_parquet == in_duckdb == expected:
            yield f"{name}: {expected} rows expected, {in_parquet} in Parquet, {in_duckdb} in DuckDB"


def _count(connection: duckdb.DuckDBPyConnection, source: str, parameters: list[str]) -> int:
    found = connection.execute(f"SELECT count(*) FROM {source}", parameters).fetchone()
    return int(found[0]) if found else 0


def _dangling_links(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for table in TABLES:
        for column in table.columns:
            if column.references:
                values = connection.execute(dangling_query(table, column)).fetchmany(_EXAMPLES)
                if values:
                    examples = ", ".join(str(value) for (value,) in values)
                    yield f"{table.name}.{column.name} points to no {column.references}: {examples}"


def _files(parquet: Path, name: str) -> str:
    return str(parquet / name / "*.parquet")
