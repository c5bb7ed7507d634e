"""What is known to be missing or unsure in the published tables, for readers of the dictionary."""

from __future__ import annotations

from functools import cache

from extractors.schema.csv_files import csv_rows
from extractors.values import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One known limit of a table, in Chinese and English."""

    table: str
    zh: str
    en: str


@cache
def known_limits() -> tuple[Limit, ...]:
    """Return the known limits in the order of the tables."""
    return tuple(Limit(**row) for row in csv_rows(__package__, "limits.csv"))
