"""The documents that tests of robustness read: those of the repository, and the wider corpus where it is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
_FOLDERS = (ROOT / "raw", ROOT / "tests" / "gold", ROOT / "tests" / "gold" / "blind", CORPUS)


@cache
def documents():
    """Return the texts by file name, each name once."""
    paths = {path.name: path for folder in _FOLDERS for path in sorted(folder.glob("*.txt"))}
    return {name: path.read_bytes().decode("utf-8") for name, path in paths.items()}


def repeated(text, length):
    """Return so many characters of a text that goes on with itself."""
    return (text * (length // len(text) + 1))[:length]
