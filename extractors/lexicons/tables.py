"""Reading the lexicons: CSV files beside this module, UTF-8, with a header line."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Read one lexicon.

    Args:
        name: The file's name without its suffix, as in ``measures``.

    Returns:
        Its rows in file order, each a read-only mapping of column to text (``""`` where empty).
    """
    source = resources.files(__package__) / "data" / f"{name}.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(MappingProxyType(row) for row in csv.DictReader(lines))
