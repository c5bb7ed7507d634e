"""The staged tables as rules read them: NULL is None, days are dates, lists are tuples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import pandas as pd

from extractors.schema import Column, table_named

#: Stands between a reference and a column of the row that it points to: ``deadline__end_on``.
JOIN = "__"


class Tables:
    """Plain columns of the staged frames, converted on first use.

    A column is asked for by its own name, or through a foreign key: ``deadline__end_on`` is the ``end_on`` of
    the row that ``deadline_id`` points to, None where it points nowhere.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], elsewhere: Collection[str] = ()) -> None:
        """Take the frames of a batch, and the ids of the documents that other batches hold."""
        self._frames = frames
        self._elsewhere = frozenset(elsewhere)
        self._columns: dict[tuple[str, str], Sequence[Any]] = {}
        self._positions: dict[str, dict[Any, int]] = {}

    def size(self, table: str) -> int:
        """Return the number of rows; an absent table has none."""
        return len(self._frames[table]) if self._present(table) else 0

    def column(self, table: str, name: str) -> Sequence[Any]:
        """Return a column's values in row order; raises KeyError where the frame lacks it."""
        if (table, name) not in self._columns:
            read = self._joined if JOIN in name else self._own
            self._columns[table, name] = read(table, name)
        return self._columns[table, name]

    def positions(self, table: str) -> Mapping[Any, int]:
        """Return the row number of each value of a table's key column, the first where it occurs twice."""
        if table not in self._positions:
            (key,) = table_named(table).key
            numbered = enumerate(self.column(table, key))
            self._positions[table] = {value: row for row, value in reversed(list(numbered))}
        return self._positions[table]

    def is_document(self, document_id: object) -> bool:
        """Whether there is such a document, in this batch or in another."""
        return document_id in self.positions("documents") or document_id in self._elsewhere

    def _present(self, table: str) -> bool:
        return table in self._frames and len(self._frames[table].columns) > 0

    def _own(self, table: str, name: str) -> Sequence[Any]:
        column = table_named(table).column(name)
        if not self._present(table):
            return []
        series = self._frames[table][name]
        nulls = series.isna().tolist()
        return [
            None if null else _plain(value, column)
            for value, null in zip(series.tolist(), nulls, strict=True)
        ]

    def _joined(self, table: str, name: str) -> Sequence[Any]:
        link, _, wanted = name.partition(JOIN)
        reference = table_named(table).column(f"{link}_id").references
        if reference is None:
            raise KeyError(f"{table}.{link}_id refers to no table")
        other = reference.partition(".")[0]
        positions, values = self.positions(other), self.column(other, wanted)
        rows = (positions.get(value) for value in self.column(table, f"{link}_id"))
        return [None if row is None else values[row] for row in rows]


def _plain(value: object, column: Column) -> object:
    """Return a value as the type that its column declares: an int64 column with NULLs arrives as floats."""
    match column.type:
        case "date":
            return value.date() if isinstance(value, datetime) else value
        case "int64":
            return int(cast(float, value))
        case "list<string>":
            return tuple(cast(Iterable[str], value))
        case _:
            return value
