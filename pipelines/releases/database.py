"""What is checked by SQL: rows, keys, links, the release's id, and that questions can be asked and agree with Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from extractors.schema import TABLES, Column, Table
from pipelines.layout import DATABASE
from pipelines.publish.parquet import part_names
from pipelines.releases.faults import Check, Fault
from pipelines.render.duckdb_ddl import dangling_query, repeated_query
from pipelines.sql import identifier, literal

#: A question over the tables that readers join most: targets, and those with a task, a deadline and a day.
_SMOKE = """
    SELECT count(*), count(t.task_id), count(l.deadline_id), count(g.due_on), count(DISTINCT d.document_id)
    FROM {documents} d JOIN {targets} g USING (document_id)
    LEFT JOIN {tasks} t ON t.task_id = g.task_id LEFT JOIN {deadlines} l ON l.deadline_id = g.deadline_id
"""
_ASKED = ("documents", "targets", "tasks", "deadlines")

#: Where the file says what release it is of, and what it says there beside the id.
_RELEASE = f"{DATABASE} meta.release"
_VERSIONS = ("schema_version", "package_version", "code_sha256", "extractor_version")


def database_faults(
    release: Path, release_id: str, counts: Mapping[str, int], manifest: Mapping[str, Any] | None = None
) -> Iterator[Fault]:
    """Yield what is wrong with the DuckDB file of a release, by itself and beside the Parquet files.

    Args:
        release: The folder of the release.
        release_id: The id that the file should carry.
        counts: How many rows each table should have.
        manifest: The manifest; None where there is none yet.
    """
    try:
        connection = duckdb.connect(str(release / DATABASE), read_only=True)
    except duckdb.Error as error:
        yield Fault("query", DATABASE, f"cannot be opened: {error}")
        return
    parquet = release / "parquet"
    with connection:
        yield from identity_faults(connection, release_id)
        if manifest is not None:
            yield from version_faults(connection, manifest)
        yield from row_faults(connection, parquet, counts)
        yield from _answered("keys", DATABASE, key_faults(connection))
        yield from _answered("links", DATABASE, link_faults(connection))
        yield from smoke_faults(connection, parquet)


def identity_faults(connection: duckdb.DuckDBPyConnection, release_id: str) -> Iterator[Fault]:
    """Yield a fault where ``meta.release`` does not name the release."""
    yield from _answered("identity", _RELEASE, _other_ids(connection, release_id))


def version_faults(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the versions that the manifest and ``meta.release`` tell differently.

    A release of another version of the schema is asked for those that its ``meta.release`` has.
    """
    yield from _answered("identity", _RELEASE, _other_versions(connection, manifest))


def row_faults(
    connection: duckdb.DuckDBPyConnection, parquet: Path, counts: Mapping[str, int]
) -> Iterator[Fault]:
    """Yield the tables of which the manifest, Parquet and DuckDB do not hold equally many rows."""
    for name, expected in counts.items():
        yield from _answered("rows", name, _other_counts(connection, parquet, name, expected))


def key_faults(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Yield each key that several rows of a table have or that lacks a part, declared or not.

    A release of another version of the schema is asked for the tables whose keys both know.
    """
    held = _held_columns(connection)
    for table in TABLES:
        if {f"{table.name}.{name}" for name in table.key} <= held:
            yield from _answered("keys", table.name, _repeated(connection, table))


def link_faults(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Yield each value of a foreign key that points to no row.

    A release of another version of the schema is asked for the keys that both know.
    """
    held = _held_columns(connection)
    for table in TABLES:
        for column in table.columns:
            if column.references and {f"{table.name}.{column.name}", column.references} <= held:
                where = f"{table.name}.{column.name}"
                yield from _answered("links", where, _dangling(connection, table, column, where))


def smoke_faults(connection: duckdb.DuckDBPyConnection, parquet: Path) -> Iterator[Fault]:
    """Yield a fault where a usual question cannot be answered, or DuckDB and Parquet give other answers."""
    yield from _answered("query", DATABASE, _other_answers(connection, parquet))


def _answered(check: Check, where: str, found: Iterator[Fault]) -> Iterator[Fault]:
    """What a check finds; a query that fails is a fault itself."""
    try:
        yield from found
    except duckdb.Error as error:
        yield Fault(check, where, f"cannot be read: {error}")


def _other_ids(connection: duckdb.DuckDBPyConnection, release_id: str) -> Iterator[Fault]:
    named = [name for (name,) in connection.execute("SELECT release_id FROM meta.release").fetchall()]
    if named != [release_id]:
        yield Fault(
            "identity", _RELEASE, f"names {', '.join(map(str, named)) or 'no release'}, not {release_id}"
        )


def _other_versions(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    found = connection.execute("FROM meta.release")
    names = [column[0] for column in found.description]
    for row in found.fetchall():
        told = dict(zip(names, row, strict=True))
        for name in _VERSIONS:
            if name in told and manifest.get(name) != told[name]:
                what = f"{name} is {told[name]}, in the manifest {manifest.get(name)}"
                yield Fault("identity", _RELEASE, what)


def _other_counts(
    connection: duckdb.DuckDBPyConnection, parquet: Path, name: str, expected: int
) -> Iterator[Fault]:
    in_parquet, in_duckdb = (
        _row(connection, f"SELECT count(*) FROM {source}")[0] for source in _sources(parquet, name)
    )
    if not in_parquet == in_duckdb == expected:
        what = f"{expected} rows in the manifest, {in_parquet} in Parquet, {in_duckdb} in DuckDB"
        yield Fault("rows", name, what)


def _repeated(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Fault]:
    for key, count in connection.execute(repeated_query(table)).fetchall():
        what = f"{count} rows have this key" if count > 1 else "the key lacks a part"
        yield Fault("keys", f"{table.name} {key}", what)


def _dangling(
    connection: duckdb.DuckDBPyConnection, table: Table, column: Column, where: str
) -> Iterator[Fault]:
    for (value,) in connection.execute(dangling_query(table, column)).fetchall():
        yield Fault("links", where, f"points to no {column.references}: {value}")


def _other_answers(connection: duckdb.DuckDBPyConnection, parquet: Path) -> Iterator[Fault]:
    sources = zip(*(_sources(parquet, name) for name in _ASKED), strict=True)
    in_parquet, in_duckdb = (
        _row(connection, _SMOKE.format(**dict(zip(_ASKED, names, strict=True)))) for names in sources
    )
    if in_parquet != in_duckdb:
        what = f"targets with their tasks, deadlines and days: {in_parquet} in Parquet, {in_duckdb} in DuckDB"
        yield Fault("query", DATABASE, what)


def _sources(parquet: Path, name: str) -> tuple[str, str]:
    """A table as SQL names it: in the Parquet files, in the DuckDB file."""
    files = ", ".join(map(literal, part_names(parquet, name)))
    # A folder above may be called x=1, which is no column of ours.
    return f"read_parquet([{files}]::VARCHAR[], hive_partitioning = false)", identifier(name)


def _held_columns(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute(
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'main'"
    )
    return {name for (name,) in found.fetchall()}


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    (row,) = connection.execute(query).fetchall()
    return tuple(row)
