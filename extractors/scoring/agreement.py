"""When two values say the same: days, words, numbers."""

from __future__ import annotations

import difflib
import re

_MARKS = re.compile(r"[\s“”\"'‘’()（）,，、:：·]")
#: Share of characters in common from which two names are alike.
_ALIKE = 0.8
#: Numbers differ that differ by more than this share.
_TOLERANCE = 1e-6


def day(value: object) -> str | None:
    """Return a day as ``2020-12-31``, from a date or from text."""
    return None if value is None else str(value)[:10]


def plain(text: str | None) -> str:
    """Return words without blanks, brackets, quotation marks and list marks; absent words are empty ones."""
    return _MARKS.sub("", text or "").replace("％", "%")


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for a few characters."""
    a, b = plain(one), plain(other)
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def near(one: float | None, other: float | None) -> bool:
    """Whether two numbers are the same, or both absent."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _TOLERANCE * max(1.0, abs(one), abs(other))
