"""The DuckDB file of a release."""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.schema import SCHEMA_VERSION, TABLES, Table
from pipelines.errors import BlockedError
from pipelines.publish.parquet import part_names, row_order
from pipelines.render.duckdb_ddl import create_statements, load_order, view_statements
from pipelines.versions import package_version
from pipelines.views import create_view_statements

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
        for statement in (*view_statements(TABLES), *create_view_statements()):
            connection.execute(statement)
        _describe(connection, release_id)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    name, order = table.name, ", ".join(row_order(table))
    # A folder above may be called x=1, which is no column of ours.
    rows = f"FROM read_parquet(?, hive_partitioning = false) ORDER BY {order}"
    try:
        connection.execute(f'INSERT INTO "{name}" BY NAME {rows}', [part_names(parquet, name)])
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
