"""What the pages ask of a release's DuckDB file: the queries beside this module, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contacts import Spans, masked_quote, masked_values

#: Rows in memory at once.
_BATCH = 2_000


class Warehouse:
    """A release's DuckDB file, open for reading; what it answers shows no contact.

    Attributes:
        contacts: Where contacts stand in the text of each document that has some, by its id.
    """

    def __init__(self, database: Path, contacts: Mapping[str, Spans]) -> None:
        """Open a file.

        Raises:
            duckdb.Error: It cannot be opened.
        """
        self.contacts = contacts
        self._connection = duckdb.connect(str(database), read_only=True)
        for query in _names():
            _text(query)  # a release is of one version of them, whatever becomes of the files meanwhile

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
            yield from (self._hidden(dict(zip(names, row, strict=True))) for row in batch)
        cursor.close()

    def _hidden(self, row: dict[str, Any]) -> dict[str, Any]:
        spans = self.contacts.get(row.get("document_id") or "", ())
        if spans and "quote" in row and "char_start" in row:
            row["quote"] = masked_quote(row["quote"], row["char_start"], spans)
        return masked_values(row)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        (found,) = self._connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(found[0])


def _names() -> list[str]:
    files = (resources.files(__package__) / "queries").iterdir()
    return sorted(file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql"))


@cache
def _text(query: str) -> str:
    return (resources.files(__package__) / "queries" / f"{query}.sql").read_text(encoding="utf-8")
