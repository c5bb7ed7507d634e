"""A question in SQL to a release, and its answer as DuckDB gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from pipelines.errors import PlanhouseError, UnwrittenError
from pipelines.query.hints import explained
from pipelines.query.reading_only import refuse_writing
from pipelines.releases.opening import opened
from pipelines.sql import identifier, literal

FileFormat = Literal["csv", "json", "parquet"]

Row = tuple[str | None, ...]

_COPY_OPTIONS: dict[FileFormat, str] = {
    "csv": "FORMAT csv, HEADER",
    "json": "FORMAT json, ARRAY true",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
}

_NUMBERS = {
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
    "FLOAT", "DOUBLE", "DECIMAL",
}  # fmt: skip

#: What the system said, at the end of what DuckDB says: …/x.csv\": No space left on device","errno":"28"}
_SYSTEM = re.compile(r'": ([^"]+)"')

#: Types whose values hold values: CSV has no form for them.
_NESTED = ("[]", "STRUCT", "MAP", "UNION")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a release answers: nothing is read before it is asked for.

    Attributes:
        connection: The connection to the release's file.
        query: The question as a query that others can be made of.
        columns: The names of the columns, each once.
        types: The types of the columns as DuckDB writes them.
    """

    connection: duckdb.DuckDBPyConnection
    query: str
    columns: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers."""
        return tuple(name.split("(")[0] in _NUMBERS for name in self.types)

    def count(self) -> int:
        """Return how many rows there are."""
        found = self._ask(f"SELECT count(*) FROM {self.query}").fetchone()
        return int(found[0]) if found else 0

    def rows(self, limit: int) -> list[Row]:
        """Return the first rows, every value as text and lists of words joined; NULL is None, in a list its name."""
        lists = [name for name, kind in zip(self.columns, self.types, strict=True) if kind == "VARCHAR[]"]
        words = _replaced(lists, "array_to_string([coalesce(word, 'NULL') for word in {}], '、')")
        asked = f"SELECT COLUMNS(*)::VARCHAR FROM (SELECT *{words} FROM {self.query}) LIMIT {limit}"
        return self._ask(asked).fetchall()

    def write(self, path: Path, form: FileFormat) -> int:
        """Write all rows into a file, as they come, and return how many; lists and structs are JSON in CSV.

        Raises:
            PlanhouseError: The question cannot be answered.
            UnwrittenError: The file cannot be written.
        """
        nested = [
            name
            for name, kind in zip(self.columns, self.types, strict=True)
            if kind.endswith(_NESTED[0]) or kind.startswith(_NESTED[1:])
        ]
        replaced = _replaced(nested, "to_json({})") if form == "csv" else ""
        options = f"{_COPY_OPTIONS[form]}, USE_TMP_FILE false"
        asked = f"COPY (SELECT *{replaced} FROM {self.query}) TO {literal(path)} ({options})"
        # Several threads keep what they have read ahead, so that the rows stay in order, and fill the memory with it.
        self._ask("SET threads = 1")
        found = self._ask(asked, written=path).fetchone()
        return int(found[0]) if found else 0

    def _ask(self, statement: str, written: Path | None = None) -> duckdb.DuckDBPyConnection:
        try:
            return self.connection.execute(statement)
        except duckdb.Error as error:
            if isinstance(error, duckdb.IOException) and written is not None and str(written) in str(error):
                why = _SYSTEM.search(str(error))
                raise UnwrittenError(
                    f"the file cannot be written: {why[1] if why else error}; make room, or name one elsewhere"
                ) from error
            # The line that it points to is of the statement here, not of the question.
            raise explained(self.connection, error, pointed=False) from error


@contextmanager
def ask(release: Path, sql: str) -> Iterator[Answer]:
    """Yield the answer of a release to a question; of several statements, to the last one.

    Args:
        release: The folder of a release. Its file is opened read-only.
        sql: Statements of DuckDB's SQL.

    Raises:
        DamagedReleaseError: The file is missing, or DuckDB cannot open it.
        PlanhouseError: The question writes files or cannot be answered; the message, DuckDB's there, says what to do next.
    """
    with opened(release) as connection:
        try:
            refuse_writing(connection, sql)
            asked = connection.sql(sql)
            if asked is None:
                raise PlanhouseError("the question is empty or has no answer; end it with a query: SELECT …")
            query = f"({asked.sql_query()}\n)"
            named = connection.sql(f"FROM {query}")  # columns of one name are told apart here
        except duckdb.Error as error:
            raise explained(connection, error, sql=sql) from error
        yield Answer(connection, query, tuple(named.columns), tuple(map(str, named.types)))


def _replaced(columns: list[str], form: str) -> str:
    """Return the clause that gives columns in another form, and nothing where there are none."""
    words = ", ".join(f"{form.format(name)} AS {name}" for name in map(identifier, columns))
    return f" REPLACE ({words})" if words else ""
