"""The DuckDB file of a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
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
from pipelines.sql import literal
from pipelines.views import create_query_statements

#: Memory that loading may take; what sorts more goes to a folder beside the release meanwhile.
_MEMORY = "512MB"
_SPILL = "spill"

#: Each column and index takes whole blocks, and most tables of a few documents are short: they take DuckDB's smallest. Many
#: rows take less time, and no more space, in larger ones.
_BLOCK_BYTES, _FEW_ROWS = 16_384, 200_000
_LARGER_BLOCK_BYTES = 131_072
#: So much of a table's Parquet is sorted at once. DuckDB does not sort long texts that are more than its memory.
_SORTED_BYTES = 16 << 20
#: Tables that are loaded at once: one leaves half of two processors idle.
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
    path.unlink(missing_ok=True)
    rows = _row_count(parquet)
    with _opened(path, _BLOCK_BYTES if rows <= _FEW_ROWS else _LARGER_BLOCK_BYTES) as connection:
        with_keys = rows <= keys_up_to
        with _transaction(connection):
            for statement in create_statements(TABLES, with_keys=with_keys):
                connection.execute(statement)
        _load_all(connection, parquet, at_once=1 if with_keys else _AT_ONCE)
        with _transaction(connection):
            for statement in once_statements(TABLES):
                connection.execute(statement)
            fill_meta(connection, facts, keys_are_declared=with_keys)
            for statement in (*evidence_macros(), *create_query_statements()):
                connection.execute(statement)


@contextmanager
def _opened(path: Path, block_bytes: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a new file without a write-ahead log: one of a killed build is of no use, and what is logged is written twice."""
    config: dict[str, Any] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(path.parent.with_name(_SPILL)),
    }
    with duckdb.connect(config=config) as connection:
        options = f"BLOCK_SIZE {block_bytes}, RECOVERY_MODE no_wal_writes"
        connection.execute(f"ATTACH {literal(path)} AS release ({options})")
        connection.execute("USE release")
        yield connection
        # Asked for, it says what fails; at the end DuckDB keeps that to itself.
        connection.execute("CHECKPOINT release")


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


def _load_all(connection: duckdb.DuckDBPyConnection, parquet: Path, at_once: int) -> None:
    """Load all tables, so many at once; one after the other those come first that declared keys point to."""
    tables = load_order(TABLES)
    if at_once > 1:  # the longest first: nothing is left to do beside a long one that comes last
        tables.sort(key=lambda table: -_bytes(part_names(parquet, table.name)))

    def load(table: Table) -> None:
        with connection.cursor() as cursor:
            cursor.execute("USE release")
            _load(cursor, table, parquet)

    with ThreadPoolExecutor(at_once) as threads:
        for _ in threads.map(load, tables):
            pass


def _load(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    """Load a table from its Parquet files in the order of its rows, a range of them after the other."""
    name, order = table.name, row_order(table)
    files = part_names(parquet, name)
    # A folder above may be called x=1, which is no column of ours.
    rows = "FROM read_parquet(?, hive_partitioning = false)"
    try:
        for low, high in pairwise((None, *_bounds(connection, rows, order[0], files), None)):
            limits = {f"{order[0]} >= ?": low, f"{order[0]} < ?": high}
            given = {limit: value for limit, value in limits.items() if value is not None}
            within = f"WHERE {' AND '.join(given)}" if given else ""
            query = f'INSERT INTO "{name}" BY NAME {rows} {within} ORDER BY {", ".join(order)}'
            connection.execute(query, [files, *given.values()])
    except duckdb.ConstraintException as error:
        raise BlockedError(
            f"{name}: the rows break a constraint of the table, nothing is published: {error}"
        ) from error


def _bounds(
    connection: duckdb.DuckDBPyConnection, rows: str, column: str, files: Sequence[str]
) -> Sequence[str]:
    """Return where to cut the values of a column so that the rows between two of them can be sorted at once."""
    ranges = -(-_bytes(files) // _SORTED_BYTES)
    if ranges <= 1:
        return ()
    shares = [share / ranges for share in range(1, ranges)]
    ((found,),) = connection.execute(f"SELECT quantile_disc({column}, {shares}) {rows}", [files]).fetchall()
    return sorted({*found})


def _bytes(files: Sequence[str]) -> int:
    return sum(Path(file).stat().st_size for file in files)
