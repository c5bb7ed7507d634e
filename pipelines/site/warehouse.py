"""What the pages ask of a release's DuckDB file: the queries beside this module, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

#: Rows in memory at once.
_BATCH = 2_000


class Warehouse:
    """A release's DuckDB file, open for reading."""

    def __init__(self, database: Path) -> None:
        """Open a file.

        Raises:
            duckdb.Error: It cannot be opened.
        """
        self._connection = duckdb.connect(str(database), read_only=True)

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query by column, a batch in memory at a time."""
        cursor = self._connection.cursor()
        cursor.execute(_text(query))
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(_BATCH):
            yield from (dict(zip(names, row, strict=True)) for row in batch)
        cursor.close()

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        (found,) = self._connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(found[0])


@cache
def _text(query: str) -> str:
    return (resources.files(__package__) / "queries" / f"{query}.sql").read_text(encoding="utf-8")
