"""What the pages say, in Chinese and English side by side; a style sheet shows the one that the reader chose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup, escape

from extractors.schema import Column, Table, table_named, words_of


def both(zh: object, en: object) -> Markup:
    """Return a text in both languages."""
    # Not Markup.format, which takes ten times as long: a page says hundreds of them.
    return Markup(f'<span class="zh">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>')


@lru_cache(4096)
def word(table: str, column: str, value: str | None) -> Markup:
    """Return a word of a closed vocabulary in both languages; any other value as it is."""
    known = words_of(table_named(table).column(column)).get(value or "")
    return both(known.zh, known.en) if known else escape(value or "")


@cache
def labels(tables: tuple[str, ...]) -> Mapping[str, Any]:
    """Return what scripts need to name tables, columns and vocabulary words, as plain data."""
    return {name: _labels(table_named(name)) for name in tables}


def _labels(table: Table) -> dict[str, Any]:
    return {
        "label": [table.label_zh, table.label_en],
        "columns": {column.name: [column.label_zh, column.label_en] for column in table.columns},
        "words": {column.name: _words(column) for column in table.columns if column.vocabulary},
    }


def _words(column: Column) -> dict[str, list[str]]:
    return {name: [known.zh, known.en] for name, known in words_of(column).items()}
