"""The DuckDB file of a release."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from extractors.schema import TABLES, Table
from pipelines.errors import BlockedError
from pipelines.evidence import evidence_macros
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.meta.fill import ReleaseFacts, fill_meta
from pipelines.publish.parquet import part_names, row_order
from pipelines.render.duckdb_ddl import create_statements, load_order, once_statements
from pipelines.views import create_query_statements

#: Memory that loading may take; what sorts more goes to a folder beside the release meanwhile.
_MEMORY = "512MB"
_SPILL = "spill"

#: Each column and index takes whole blocks, and most tables of a few documents are short: they take DuckDB's smallest. Many
#: rows take less time, and no more space, in larger ones.
_BLOCK_BYTES, _FEW_ROWS = 16_384, 200_000
_LARGER_BLOCK_BYTES = 131_072

#: Tables that are loaded at once where no keys are declared.
_AT_ONCE = 2


def build_duckdb(
    path: Path, parquet: Path, facts: ReleaseFacts, keys_up_to: int = DECLARED_KEYS_ROWS
) -> None:
    """Build a new DuckDB file from the Parquet folders: tables, the schema ``meta``, views and macros.

    Args:
        path: The file; what stands there is replaced.
        parquet: The Parquet folders of the release.
        facts: What the file says of its release.
        keys_up_to: Keys are declared where all tables together have at most so many rows.

    Raises:
        BlockedError: A row breaks a declared key, a null rule or a vocabulary.
    """
    for left in path.parent.glob(f"{path.name}*"):  # a killed build leaves a write-ahead log beside the file
        left.unlink()
    spill = path.parent.with_name(_SPILL)
    rows = _row_count(parquet)
    config: dict[str, Any] = {
        "default_block_size": _BLOCK_BYTES if rows <= _FEW_ROWS else _LARGER_BLOCK_BYTES,
        "memory_limit": _MEMORY,
        "temp_directory": str(spill),
    }
    with duckdb.connect(str(path), config=config) as connection:
        with_keys = rows <= keys_up_to
        with _transaction(connection):
            for statement in create_statements(TABLES, with_keys=with_keys):
                connection.execute(statement)
        # A key must find what it points to; and DuckDB uses one processor for most of what an INSERT does.
        with ThreadPoolExecutor(1 if with_keys else _AT_ONCE) as loaders:
            for _ in loaders.map(partial(_load, connection, parquet), load_order(TABLES)):
                pass
        with _transaction(connection):
            for statement in once_statements(TABLES):
                connection.execute(statement)
            fill_meta(connection, facts, keys_are_declared=with_keys)
            for statement in (*evidence_macros(), *create_query_statements()):
                connection.execute(statement)


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit all statements at once: each alone would wait for the disk. Where one fails, the file is of no use."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _row_count(parquet: Path) -> int:
    """How many rows all tables have together; the footers of the files say so."""
    files = [name for table in TABLES for name in part_names(parquet, table.name)]
    query = "SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(?)"
    with duckdb.connect() as connection:
        ((count,),) = connection.execute(query, [files]).fetchall()
    return int(count)


def _load(connection: duckdb.DuckDBPyConnection, parquet: Path, table: Table) -> None:
    name, order = table.name, ", ".join(row_order(table))
    # A folder above may be called x=1, which is no column of ours.
    rows = f"FROM read_parquet(?, hive_partitioning = false) ORDER BY {order}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{name}" BY NAME {rows}', [part_names(parquet, name)])
    except duckdb.ConstraintException as error:
        raise BlockedError(
            f"{name}: the rows break a constraint of the table, nothing is published: {error}"
        ) from error
