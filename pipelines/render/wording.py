"""How a column is described in both languages, the same wherever it is published."""

from __future__ import annotations

from extractors.schema import Column


def described(column: Column) -> str:
    """Return what a column holds and what NULL means there: ``起始日. NULL: 起始不限 / First day. NULL: it is open``."""
    if not column.nullable:
        return f"{column.zh} / {column.en}"
    return f"{column.zh}. NULL: {column.null_zh} / {column.en}. NULL: {column.null_en}"
