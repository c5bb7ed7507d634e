"""What a value becomes in a cell of Excel: typed, and text that stays text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

#: What Excel takes in one cell, in the units of UTF-16 that it counts in.
MAX_TEXT = 32_767

#: Days before this one Excel counts wrong, or not at all.
_FIRST_DAY = date(1900, 3, 1)

#: With these first a spreadsheet reads a formula where text is typed, pasted or saved as CSV; wide ones as well.
_FORMULA_MARKS = tuple("=+-@＝＋－＠\t\r\n")

#: Excel has no control characters: their pictures stand for them (U+2400 and on).
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}

Value = str | bool | int | float | date | None


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a workbook's cells."""

    head: Format
    day: Format
    guarded: Format


def write_value(sheet: Worksheet, row: int, column: int, value: Value, formats: Formats) -> bool:
    """Write a value as what it is: number, day, flag, or text that is never a formula.

    Returns:
        Whether a text was too long and was cut.
    """
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)) and math.isfinite(value):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value, formats.day)
    else:
        return _write_text(sheet, row, column, str(value), formats)
    return False


def shown_text(text: str) -> str:
    """Return a text as Excel can hold it: its line breaks as Excel's, pictures in the place of control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _write_text(sheet: Worksheet, row: int, column: int, value: str, formats: Formats) -> bool:
    text, cut = _fitted(shown_text(value))
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writer takes such a text for its own markup and would not escape it; in pieces it does.
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:])
    else:
        guarded = formats.guarded if text.startswith(_FORMULA_MARKS) else None
        sheet.write_string(row, column, text, guarded)
    return cut


def _fitted(text: str) -> tuple[str, bool]:
    """Return a text that fits a cell, cut with … where it is too long, and whether it was."""
    if len(text) * 2 <= MAX_TEXT:
        return text, False
    units = text.encode("utf-16-le")
    if len(units) <= MAX_TEXT * 2:
        return text, False
    return units[: (MAX_TEXT - 1) * 2].decode("utf-16-le", "ignore") + "…", True
