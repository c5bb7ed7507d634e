"""What is known to be missing or unsure in the published tables, for readers of the dictionary."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Limit:
    """One known limit of a table, in Chinese and English."""

    table: str
    zh: str
    en: str


@cache
def known_limits() -> tuple[Limit, ...]:
    """Return the known limits in the order of the tables."""
    source = resources.files(__package__) / "limits.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(Limit(**row) for row in csv.DictReader(lines))
