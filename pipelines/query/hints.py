"""What to do about a question that cannot be answered: DuckDB's message, and the next step."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import duckdb

from pipelines.errors import DamagedReleaseError, PlanhouseError
from pipelines.passages import printable

#: ``Did you mean "pg_tablespace"?``: of all that DuckDB knows, not of what a release holds.
_GUESS = re.compile(r"^Did you mean .*\n?", re.MULTILINE)

#: Where a message points to in the statement.
_POINTER = re.compile(r"\n*^LINE \d+: .*", re.MULTILINE | re.DOTALL)

#: DuckDB's advice to load an extension, which no question may.
_INSTALL = re.compile(r"\n+Please try installing .*", re.DOTALL)

_NO_TABLE = re.compile(r'Table with name "?(?P<name>[^"!]+?)"? does not exist')
_NO_COLUMN = re.compile(r'(?:Referenced column|have a column named) "(?P<name>[^"]+)"')

_NO_MACRO = re.compile(
    r"^\w+ Error: (?:Table Function with name|Macro \w+\(\)|Function .* is a table function)"
)

#: The tables that a question names: FROM targets, JOIN once.tasks
_ASKED = re.compile(r'\b(?:from|join)\s+([\w."]+)', re.IGNORECASE)

_LISTING = '`planhouse query "SHOW ALL TABLES"` lists tables and views with their columns'

#: What every table and view is called with its schema, and without it.
_TABLES = """
SELECT table_name, if(schema_name = 'main', '', schema_name || '.') || table_name FROM (
    SELECT schema_name, table_name FROM duckdb_tables()
    UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal
) ORDER BY schema_name <> 'main', schema_name, table_name
"""
_MACROS = """
SELECT if(schema_name = 'main', '', schema_name || '.') || function_name || '(' || array_to_string(parameters, ', ') || ')'
FROM duckdb_functions() WHERE function_type IN ('macro', 'table_macro') AND NOT internal
ORDER BY schema_name <> 'main', function_name
"""
_COLUMNS = (
    "SELECT DISTINCT column_name FROM duckdb_columns() WHERE table_name IN (FROM unnest(?)) ORDER BY ALL"
)


def explained(
    connection: duckdb.DuckDBPyConnection, error: duckdb.Error, sql: str = "", *, pointed: bool = True
) -> PlanhouseError:
    """Return what a user is told of an error.

    Args:
        connection: The connection on which the question failed.
        error: DuckDB's error.
        sql: The question.
        pointed: Whether the message may show the place in the statement.
    """
    said = str(error) if pointed else _POINTER.sub("", str(error))
    # The question may have left a transaction that takes no more statements.
    aside = connection.cursor()
    if isinstance(error, duckdb.IOException) and (file := _file(aside)) in said:
        return DamagedReleaseError(
            f"{printable(said)}; `planhouse release verify {Path(file).parent.name}` tells more"
        )
    hints = list(_hints(aside, error, said, sql))
    if hints and not _NO_MACRO.match(said):
        said = _GUESS.sub("", said)
    said = _INSTALL.sub("", said)
    lines = [*said.strip().expandtabs(2).splitlines(), *hints]
    return PlanhouseError("\n".join(map(printable, lines)))


def _hints(connection: duckdb.DuckDBPyConnection, error: duckdb.Error, said: str, sql: str) -> Iterator[str]:
    if "attached in read-only mode" in said:
        yield from _writing(connection)
    elif _INSTALL.search(said):
        yield "a question loads no extensions; save what is to be read as csv, json or parquet, here"
    elif found := _NO_TABLE.search(said):
        yield from _tables(connection, found["name"])
    elif found := _NO_COLUMN.search(said):
        yield from _columns(connection, found["name"], sql)
    elif _NO_MACRO.match(said):
        macros = [macro for (macro,) in connection.execute(_MACROS).fetchall()]
        yield f"macros of this release: {', '.join(macros)}"
    elif isinstance(error, duckdb.ConversionException):
        yield "TRY_CAST gives NULL where a value cannot be converted"
    elif isinstance(error, duckdb.ParserException):
        yield "`planhouse query --help` has examples; a name that is no plain word stands in double quotes"
    elif isinstance(error, (duckdb.BinderException, duckdb.CatalogException)) and "Function" not in said:
        yield _LISTING


def _writing(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    copy = f"cp {shlex.quote(_file(connection))} mine.duckdb"
    yield f"a release never changes; to write, copy its file and open the copy with DuckDB: {copy}"


def _file(connection: duckdb.DuckDBPyConnection) -> str:
    (found,) = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal LIMIT 1").fetchall()
    return str(found[0])


def _tables(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[str]:
    bare, known = name.rpartition(".")[2], dict[str, str]()
    for table, qualified in connection.execute(_TABLES).fetchall():
        known.setdefault(table, qualified)
    if near := get_close_matches(bare, known):
        yield f"there is {', '.join(known[table] for table in near)}"
    yield _LISTING


def _columns(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> Iterator[str]:
    asked = [found.rpartition(".")[2].strip('"') for found in _ASKED.findall(sql)]
    known = [column for (column,) in connection.execute(_COLUMNS, [asked]).fetchall()]
    if near := get_close_matches(name, known):
        yield f"there is {', '.join(near)}"
    if known:
        yield f'`planhouse query "DESCRIBE {asked[0]}"` lists the columns of {asked[0]}'
    else:
        yield _LISTING
