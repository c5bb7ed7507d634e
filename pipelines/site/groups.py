"""Sorted rows, taken group by group as others of the same order ask for theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any


class Groups:
    """The rows of a query that is sorted by a column, a group in memory at a time."""

    def __init__(self, rows: Iterator[dict[str, Any]], column: str) -> None:
        """Begin with the first group.

        Args:
            rows: The rows, sorted by the column.
            column: What groups them.
        """
        self._groups = groupby(rows, key=lambda row: str(row[column]))
        self._next = next(self._groups, None)

    def of(self, value: str) -> list[dict[str, Any]]:
        """Return the rows of a value; values must be asked for in their order."""
        while self._next is not None and self._next[0] < value:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != value:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
