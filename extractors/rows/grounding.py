"""Rows back to the document's own characters, where the text that rules read had its wrapped lines joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from extractors.text.view import TextView

Tables = Mapping[str, tuple[object, ...]]

_RANGES = (("char_start", "char_end", "quote"), ("value_start", "value_end", "value_text"))


def grounded(view: TextView, tables: Tables) -> Tables:
    """Return the rows with offsets and quotes of the document's text instead of the view's.

    The view differs where it leaves something out: wrapped lines and page furniture.
    """
    return {name: tuple(_grounded(view, rows)) for name, rows in tables.items()}


def _grounded(view: TextView, rows: Sequence[Any]) -> Iterator[object]:
    """Yield the rows of one table."""
    ranges = _ranges_of(rows[0]) if rows else ()
    for row in rows:
        changes: dict[str, object] = {}
        for start, end, words in ranges:
            left, right = view.source(getattr(row, start)), view.source_end(getattr(row, end))
            changes |= {start: left, end: right, words: view.document.text[left:right]}
        yield replace(row, **changes) if changes else row


def _ranges_of(row: Any) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401 - a row of any table
    """Return the columns of a row's table that hold offsets, each range with the words that stand there."""
    names = {field.name for field in fields(row)}
    return tuple(columns for columns in _RANGES if columns[0] in names)
