"""The sheets of a table: a frozen head with filters, a row each, further sheets where one is full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.cells import cell_len
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.export.cells import Formats, Value, write_value
from pipelines.export.wording import ColumnWording

#: Rows that Excel takes in a sheet, its head included.
SHEET_ROWS = 1_048_576

_MAX_NAME = 31
_MIN_WIDTH, _MAX_WIDTH = 8, 60
#: A filter's button takes place beside the head.
_BUTTON = 3


class TableSheets:
    """Writes the rows of one table, from the first to the last."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        columns: Sequence[ColumnWording],
        formats: Formats,
        rows: int = SHEET_ROWS,
    ) -> None:
        """Take in what is to be written.

        Args:
            book: The workbook.
            name: What the sheet is called; further ones get a number behind it.
            columns: How the columns are written.
            formats: The formats of the workbook's cells.
            rows: How many rows a sheet takes, its head included.
        """
        self._book, self._name, self._columns, self._formats = book, name, columns, formats
        self._rows = rows
        self._sheet: Worksheet | None = None
        self._next = 0
        self.names: list[str] = []
        self.written = 0
        self.cut = 0

    def write(self, batch: Sequence[Sequence[Any]]) -> None:
        """Write rows below those that are there."""
        for values in batch:
            if self._sheet is None or self._next == self._rows:
                self._open([[self._value(*cell) for cell in enumerate(row)] for row in batch])
            self._write_row(values)

    def close(self) -> None:
        """End the last sheet; a table without rows has one of its head alone."""
        if self._sheet is None:
            self._open([])
        self._filter()

    def _write_row(self, values: Sequence[Any]) -> None:
        assert self._sheet is not None
        for column, value in enumerate(values):
            said = self._value(column, value)
            self.cut += write_value(self._sheet, self._next, column, said, self._formats)
        self._next += 1
        self.written += 1

    def _value(self, column: int, value: Any) -> Value:  # noqa: ANN401
        """Return what stands in a cell: words of a vocabulary in the language of the export, lists joined."""
        words = self._columns[column].words
        if isinstance(value, list):
            return "、".join(words.get(one, one) for one in value) or None
        return words.get(value, value) if isinstance(value, str) else value

    def _open(self, sample: Sequence[Sequence[Value]]) -> None:
        self._filter()
        self._sheet = self._book.add_worksheet(self._new_name())
        self.names.append(self._sheet.get_name())
        for column, wording in enumerate(self._columns):
            width = max([cell_len(wording.head) + _BUTTON, *(_width(row[column]) for row in sample)])
            self._sheet.set_column(column, column, min(max(width, _MIN_WIDTH), _MAX_WIDTH))
            self._sheet.write_string(0, column, wording.head, self._formats.head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._next = 1

    def _filter(self) -> None:
        if self._sheet is not None and self._columns:
            self._sheet.autofilter(0, 0, max(self._next - 1, 0), len(self._columns) - 1)

    def _new_name(self) -> str:
        taken = {sheet.get_name().lower() for sheet in self._book.worksheets()}
        number = len(self.names) + 1
        while True:
            behind = "" if number == 1 else f" {number}"
            name = self._name[: _MAX_NAME - len(behind)] + behind
            if name.lower() not in taken:
                return name
            number += 1


def _width(value: Value) -> int:
    if isinstance(value, date):
        return len("2020-12-31") + 1
    longest = max(str(value).splitlines(), key=len, default="") if value is not None else ""
    return cell_len(longest[:_MAX_WIDTH]) + 1
