"""Data that lies beside the code as CSV: UTF-8, with a header line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources


def csv_rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file of a package in their order, each as column to text (``""`` where empty)."""
    lines = (resources.files(package) / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(lines)
