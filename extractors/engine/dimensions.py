"""Rows of what documents share, gathered from document after document and merged to one an id."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Generic, TypeVar

from extractors.schema.rows import IndicatorRow, PlatformClassRow, PlatformRow, UnitRow

Row = TypeVar("Row", UnitRow, PlatformRow, PlatformClassRow, IndicatorRow)


#: The column of a dimension's rows that lists the documents which give them.
_GIVEN_BY = "document_ids"


class Dimension(Generic[Row]):
    """The different rows of one table that documents give; what many give alike is held once."""

    def __init__(self) -> None:
        #: Where each row comes first: the document, and its number among the rows of all.
        self._first: dict[Row, tuple[str, int]] = {}
        #: The documents that give a row, of such as list them.
        self._documents: dict[Row, list[str]] = {}
        self._count = 0

    def add(self, document_id: str, row: Row) -> None:
        """Take in a row of a document; documents may come in any order. What the row says of its documents may be left out."""
        if hasattr(row, _GIVEN_BY):
            row = _given_by(row, ())
            self._documents.setdefault(row, []).append(document_id)
        self._count += 1
        at = (document_id, self._count)
        if (known := self._first.get(row)) is None or at < known:
            self._first[row] = at

    def rows(self) -> list[Row]:
        """Return the rows in the order of the documents that give them first."""
        return [self._told(row) for row in sorted(self._first, key=self._first.__getitem__)]

    def _told(self, row: Row) -> Row:
        """Return a row with all documents that give it, if it lists them."""
        return _given_by(row, tuple(sorted({*self._documents[row]}))) if row in self._documents else row


def _given_by(row: Row, documents: tuple[str, ...]) -> Row:
    """Return a row that lists these documents."""
    if getattr(row, _GIVEN_BY) == documents:
        return row
    listed: dict[str, Any] = {_GIVEN_BY: documents}
    return replace(row, **listed)


def merged(rows: list[Row], key: str) -> list[Row]:
    """Return one row an id: the first, with the aliases of all and what the first left open; in the order of their ids."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.setdefault(getattr(row, key), row)
        if known is not row:
            found[getattr(row, key)] = _joined(known, row)
    return [found[name] for name in sorted(found)]


def _joined(known: Row, row: Row) -> Row:
    """Return one row of two of the same id: lists united, what the first leaves open taken from the second."""
    values: dict[str, Any] = {}
    for field in fields(known):
        mine: Any = getattr(known, field.name)
        theirs: Any = getattr(row, field.name)
        values[field.name] = tuple(sorted({*mine, *theirs})) if isinstance(mine, tuple) else mine
        if mine is None:
            values[field.name] = theirs
    return replace(known, **values)
