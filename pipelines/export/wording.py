"""What sheets, columns and words are called in an export, in English or in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from extractors.schema import TABLES, Table, words_of
from extractors.schema.columns import opening
from pipelines.views import views
from pipelines.views.query import Query, QueryColumn

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class ColumnWording:
    """How a column is written: its head, and what its words are called where they are called otherwise."""

    head: str
    words: Mapping[str, str] = field(default_factory=dict)


def sheet_name(name: str, language: Language) -> str:
    """Return what the sheet of a table or view is called."""
    known = _known(name)
    return known.label_zh if known and language == "zh" else name


def grain(name: str, language: Language) -> str | None:
    """Return what one row of a table or view is; None where the project does not know it."""
    known = _known(name)
    return (known.zh if language == "zh" else known.en) if known else None


def column_wording(name: str, column: str, comment: str | None, language: Language) -> ColumnWording:
    """Return how a column is written; in English as the tables have it.

    Args:
        name: The table or view.
        column: The column's name there.
        comment: What the DuckDB file says of it, in both languages, Chinese first.
        language: That of the export.
    """
    if language == "en":
        return ColumnWording(column)
    known = _known(name)
    for one in known.columns if known else ():
        if one.name == column:
            words = (
                one.words if isinstance(one, QueryColumn) else {w.word: w.zh for w in words_of(one).values()}
            )
            return ColumnWording(one.label_zh, words)
    return ColumnWording(opening((comment or column).partition(" / ")[0]))


def _known(name: str) -> Table | Query | None:
    known: tuple[Table | Query, ...] = (*TABLES, *views())
    return next((one for one in known if one.name == name), None)
