"""What sheets, columns and words are called in an export, in English or in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractors.schema import table_named, words_of

Language = Literal["en", "zh"]

#: A comment of a view's column says both languages, Chinese first, and opens with the name: 经由的统称 / The collective
_NAME_END = re.compile(r"\s+/\s|[,;:(，；：（]")


@dataclass(frozen=True, slots=True)
class ColumnWording:
    """How a column is written: its head, and what its words are called where they are called otherwise."""

    head: str
    words: Mapping[str, str]


def sheet_name(table: str, language: Language) -> str:
    """Return what the sheet of a table or view is called."""
    try:
        return table_named(table).label_zh if language == "zh" else table
    except KeyError:
        return table


def column_wording(table: str, column: str, comment: str | None, language: Language) -> ColumnWording:
    """Return how a column is written; in English as the tables have it.

    Args:
        table: The table or view.
        column: The column's name there.
        comment: What the DuckDB file says of it, in both languages.
        language: That of the export.
    """
    if language == "en":
        return ColumnWording(column, {})
    try:
        known = table_named(table).column(column)
    except KeyError:
        return ColumnWording(_NAME_END.split(comment or column, maxsplit=1)[0].strip(), {})
    return ColumnWording(known.label_zh, {word: said.zh for word, said in words_of(known).items()})
