"""The real documents that benchmarks read."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import ROOT

#: The documents that the project starts from, and the annotated ones.
_FOLDERS = ("raw", "tests/gold", "tests/gold/blind")


def five_texts() -> list[Path]:
    """Return the documents that the project starts from."""
    return sorted((ROOT / "raw").glob("*.txt"))


def all_texts() -> list[Path]:
    """Return all real plain texts of this repository."""
    return [path for folder in _FOLDERS for path in sorted((ROOT / folder).glob("*.txt"))]
