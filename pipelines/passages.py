"""How values and passages stand in a terminal and in JSON."""

from __future__ import annotations

import unicodedata
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding

#: Characters of a value on one line.
SHORTENED = 60


def shortened(text: str, length: int = SHORTENED) -> str:
    """Return the first characters of a text on one line; … says that there are more."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[:length]}…"


def indented(content: RenderableType, by: int = 2) -> Padding:
    """Return what is printed with a margin of some columns on its left."""
    return Padding(content, (0, 0, 0, by))


def as_plain(value: object) -> str:
    """Return what JSON has no form for: a date as ISO 8601 writes it.

    Raises:
        TypeError: The value is no date.
    """
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def printable(words: str) -> str:
    """Return words on one line: what would break or colour it is written as an escape; blanks of any width are none."""
    return "".join(char if _prints(char) else ascii(char)[1:-1] for char in words)


def _prints(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"
