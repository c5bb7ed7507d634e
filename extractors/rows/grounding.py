"""Rows back to the document's own characters, where the text that rules read had its wrapped lines joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
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
    names = [field.name for field in fields(rows[0])] if rows else []
    ranges = [columns for columns in _RANGES if columns[0] in names]
    if not ranges:
        yield from rows
        return
    values_of = attrgetter(*names)
    for row in rows:
        values = dict(zip(names, values_of(row), strict=True))
        for start, end, words in ranges:
            left, right = view.source(values[start]), view.source_end(values[end])
            values |= {start: left, end: right, words: view.document.text[left:right]}
        yield type(row)(**values)
