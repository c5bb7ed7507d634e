"""What the pages ask of a release's DuckDB file: the queries beside this module, by name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.contacts import Spans, masked_quote, masked_values
from pipelines.sql import literal

#: Rows in memory at once.
_BATCH = 2_000

#: Memory that queries may take; what sorts more goes to a folder beside the release while it is asked.
_MEMORY = "900MB"
_SPILL = "spill"

#: Sorted rows that are written to a file at once: each thread holds as many.
_ROW_GROUP = 10_000

#: Queries that others ask again and again; what they gave stands in tables of their name in memory.
_HELD = ("answering",)

#: A digest of the rows of a query ``q``, in whatever order, without holding them. Another version of DuckDB may take it
#: otherwise: what it tells holds for one version of the code and of what it depends on.
_ROWS_DIGEST = "concat_ws(' ', count(*), sum(hash(q)))"


class Warehouse:
    """A release's DuckDB file, open for reading."""

    def __init__(self, database: Path) -> None:
        """Open a file.

        Raises:
            duckdb.Error: It cannot be opened.
        """
        # Another process may ask the same file; each has a folder of its own.
        self._spill = database.parent.with_name(f"{_SPILL}-{os.getpid()}")
        config: dict[str, Any] = {"memory_limit": _MEMORY, "temp_directory": str(self._spill)}
        self._connection = duckdb.connect(config=config)
        self._connection.execute(f"ATTACH {literal(str(database))} AS release (READ_ONLY)")
        for query in _names():
            _text(query)  # a release is of one version of them, whatever becomes of the files meanwhile
        for query in _HELD:
            self._asked(f"CREATE OR REPLACE TABLE memory.{query} AS {_text(query)}").close()

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def rows(self, query: str, wanted: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query by column, a batch in memory at a time; they may show contacts.

        Args:
            query: Its name.
            wanted: The ids that it is about, where it asks for those in ``wanted``.
        """
        return self._read(_text(query), wanted)

    def _read(self, query: str, wanted: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
        with self._asked(query, wanted) as cursor:
            names = [column[0] for column in cursor.description or ()]
            while batch := cursor.fetchmany(_BATCH):
                yield from (dict(zip(names, row, strict=True)) for row in batch)

    def sorted_rows(self, query: str, order: str, wanted: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Yield the many rows of a query in order: put in a file first, they leave memory to others while they are read.

        Args:
            query: Its name; a query that is sorted here has no order of its own, as :meth:`digests` would sort in vain.
            order: What it is ordered by, in SQL.
            wanted: The ids that it is about.
        """
        self._spill.mkdir(exist_ok=True)
        file = literal(str(self._spill / f"{query}.parquet"))
        rows = f"FROM ({_text(query)}) ORDER BY {order}"
        self._asked(f"COPY ({rows}) TO {file} (ROW_GROUP_SIZE {_ROW_GROUP})", wanted).close()
        yield from self._read(f"FROM read_parquet({file})")

    def shown(self, query: str, contacts: Mapping[str, Spans]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query as pages may show them."""
        return (without_contacts(row, contacts) for row in self.rows(query))

    def digests(self, query: str, column: str, wanted: Iterable[str]) -> dict[str, str]:
        """Return a digest of the rows of a query that have the same value in a column, by that value.

        Another thread may ask for it.
        """
        rows = _text(query)
        with self._asked(f"SELECT {column}, {_ROWS_DIGEST} FROM ({rows}) q GROUP BY 1", wanted) as cursor:
            return dict(cursor.fetchall())

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with self._asked(f"SELECT count(*) FROM {table}") as cursor:
            (found,) = cursor.fetchall()
        return int(found[0])

    def _asked(self, query: str, wanted: Iterable[str] | None = None) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute("USE release")
        if wanted is not None:  # what is handed over has DuckDB import pandas
            cursor.register("wanted", _ids(wanted))
        return cursor.execute(query)


def _ids(ids: Iterable[str]) -> pa.Table:
    return pa.table({"id": pa.array(sorted(ids), pa.string())})


def without_contacts(row: dict[str, Any], contacts: Mapping[str, Spans]) -> dict[str, Any]:
    """Return a row as pages may show it.

    Args:
        row: The row.
        contacts: Where contacts stand in the text of each document that has some, by its id.
    """
    spans = contacts.get(row.get("document_id") or "", ())
    if spans and "quote" in row and "char_start" in row:
        row = {**row, "quote": masked_quote(row["quote"], row["char_start"], spans)}
    return masked_values(row)


def _names() -> list[str]:
    files = (resources.files(__package__) / "queries").iterdir()
    return sorted(file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql"))


@cache
def _text(query: str) -> str:
    return (resources.files(__package__) / "queries" / f"{query}.sql").read_text(encoding="utf-8")
