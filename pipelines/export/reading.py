"""The tables and views of a release as an export reads them: a batch of rows at a time, in types that Excel has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import duckdb

from extractors.schema import TABLES
from pipelines.errors import PlanhouseError
from pipelines.sql import identifier

_BATCH = 1000

#: Types that are read as they are, and those that are read as numbers; all others are read as text.
_PLAIN = {"VARCHAR", "VARCHAR[]", "BOOLEAN", "DATE", "DOUBLE", "BIGINT", "INTEGER", "SMALLINT", "TINYINT"}
_NUMBERS = ("DECIMAL", "HUGEINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT", "FLOAT")

_COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = ? AND table_name = ? AND NOT internal ORDER BY column_index
"""

#: Tables and views as they are called in a question.
_NAMES = """
SELECT if(schema_name = 'main', '', schema_name || '.') || name FROM (
    SELECT schema_name, table_name AS name FROM duckdb_tables()
    UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal
) ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of a table or view: its name, its type in DuckDB, and what the file says of it."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A table or view that is read.

    Attributes:
        schema: The schema that it is in.
        name: Its name there.
        columns: Its columns.
    """

    schema: str
    name: str
    columns: tuple[SourceColumn, ...]

    @property
    def called(self) -> str:
        """What it is called in a question."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    def rows(
        self, connection: duckdb.DuckDBPyConnection, columns: Sequence[SourceColumn]
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield its rows, a batch at a time."""
        wanted = ", ".join(map(_read, columns))
        asked = connection.cursor().execute(
            f"SELECT {wanted} FROM {identifier(self.schema)}.{identifier(self.name)}"
        )
        while batch := asked.fetchmany(_BATCH):
            yield batch


def sources(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[Source]:
    """Return the tables and views that are named, each once; all tables where none is.

    Raises:
        PlanhouseError: The release has no table or view of a name.
    """
    return [_source(connection, name) for name in dict.fromkeys(names or [table.name for table in TABLES])]


def _source(connection: duckdb.DuckDBPyConnection, called: str) -> Source:
    schema, _, name = called.rpartition(".")
    found = connection.execute(_COLUMNS, [schema or "main", name]).fetchall()
    if not found:
        known = [name for (name,) in connection.execute(_NAMES).fetchall()]
        near = " or ".join(get_close_matches(called, known))
        raise PlanhouseError(
            f"{called}: no such table or view; {f'did you mean {near}? ' if near else ''}"
            '`planhouse query "SHOW ALL TABLES"` lists them'
        )
    return Source(schema or "main", name, tuple(SourceColumn(*column) for column in found))


def _read(column: SourceColumn) -> str:
    name = identifier(column.name)
    if column.type in _PLAIN:
        return name
    return f"{name}::DOUBLE" if column.type.startswith(_NUMBERS) else f"{name}::VARCHAR"
