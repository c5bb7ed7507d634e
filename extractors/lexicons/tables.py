"""Reading the lexicons: CSV files beside this module, UTF-8, with a header line."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.schema.csv_files import csv_rows

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
    return tuple(map(MappingProxyType, csv_rows(__package__, f"data/{name}.csv")))
