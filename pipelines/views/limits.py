"""What is known to be missing or unsure in views and macros, for those who ask them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.schema.csv_files import csv_rows


@dataclass(frozen=True, slots=True)
class QueryLimit:
    """One known limit of a view or macro, in Chinese and English; of all of them where none is named."""

    query: str
    zh: str
    en: str


@cache
def query_limits() -> tuple[QueryLimit, ...]:
    """Return the known limits in the order of the file."""
    return tuple(QueryLimit(**row) for row in csv_rows(__package__, "limits.csv"))
