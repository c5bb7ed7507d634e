"""Rows back to the document's own characters, where the text that rules read had its wrapped lines joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from extractors.text.view import TextView

Tables = Mapping[str, tuple[object, ...]]

_RANGES = (("char_start", "char_end", "quote"), ("value_start", "value_end", "value_text"))


def grounded(view: TextView, tables: Tables) -> Tables:
    """Return the rows with offsets and quotes of the document's text instead of the view's.

    The view differs where it leaves something out: wrapped lines and page furniture.
    """
    return {name: tuple(_grounded(view, row) for row in rows) for name, rows in tables.items()}


def _grounded(view: TextView, row: Any) -> object:  # noqa: ANN401 - a row of any table
    changes: dict[str, object] = {}
    for start, end, words in _ranges_of(row.__class__):
        left, right = view.source(getattr(row, start)), view.source_end(getattr(row, end))
        changes |= {start: left, end: right, words: view.document.text[left:right]}
    return replace(row, **changes) if changes else row


@cache
def _ranges_of(kind: type) -> tuple[tuple[str, str, str], ...]:
    """Return the columns of a table that hold offsets, each range with the words that stand there."""
    names = {field.name for field in fields(kind)}
    return tuple(columns for columns in _RANGES if columns[0] in names)
