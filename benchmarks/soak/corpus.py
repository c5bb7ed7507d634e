"""A corpus of many small documents, cut from those of this repository, in as many editions as are asked for.

From one edition to the next some documents come, some go, and some say something else, so that each edition makes a
release of its own and none loses a large share of any table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("raw", "tests/gold", "tests/gold/blind")

#: How many documents are cut from texts; the files of other formats and those that nobody can read come on top.
TEXTS = 64
_CHARACTERS = 800
_HEAD_SENTENCES = 2

#: One document in as many is missing from an edition, and one in as many says something else than in the edition before.
_MISSING_ONE_IN = 16
_CHANGED_ONE_IN = 8

#: One short plan as a page, a Word file and a PDF.
_FORMATS = tuple(
    f"tests/formats/rendered/pingtan_housing_targets_2016.{suffix}" for suffix in ("html", "docx", "pdf")
)

#: Files that end up in quarantine, each for a reason of its own.
_UNREADABLE = {
    "empty.txt": b"",
    "binary.txt": bytes(range(32)) * 64,
    "broken.txt": b"\xff\xfe\x41",
    "sheet.xyz": b"abc",
}


def write_corpus(folder: Path, edition: int, texts: int = TEXTS) -> None:
    """Write the documents of an edition into a folder that does not exist yet; the same number gives the same bytes.

    Args:
        folder: Where to.
        edition: The number of the edition.
        texts: How many documents all editions together have, beside those of other formats and those that nobody can read.
    """
    for name, content in _documents(edition, texts).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _documents(edition: int, texts: int) -> dict[str, bytes]:
    found = {
        f"{number % 7}/{name}": _text(piece, (number + edition) // _CHANGED_ONE_IN)
        for number, (name, piece) in enumerate(_pieces()[:texts])
        if (number - edition) % _MISSING_ONE_IN
    }
    formats = {Path(name).name: (_ROOT / name).read_bytes() for name in _FORMATS}
    return {**found, **formats, **_UNREADABLE}


def _text(piece: str, wording: int) -> bytes:
    """A piece with a last line that tells its wordings apart: one target more in each, of another size."""
    return f"{piece}\n到2025年，建成众创空间{60 + wording}家。\n".encode()


@cache
def _pieces() -> tuple[tuple[str, str], ...]:
    """Names and texts of the documents: in turn a piece of each source, with that source's head above it."""
    sources = [path for folder in _FOLDERS for path in sorted((_ROOT / folder).glob("*.txt"))]
    cut = {path.stem: list(_cut(path.read_text("utf-8"))) for path in sources}
    rounds = range(max(map(len, cut.values())))
    found = [
        (f"{stem}_{turn:02d}.txt", pieces[turn])
        for turn in rounds
        for stem, pieces in cut.items()
        if turn < len(pieces)
    ]
    return tuple(found)


def _cut(text: str) -> Iterator[str]:
    """The head of a text with each stretch of whole sentences below it; some texts have no line breaks."""
    sentences = re.findall(r"[^。\n]*[。\n]|[^。\n]+$", text)
    head, rest = sentences[:_HEAD_SENTENCES], sentences[_HEAD_SENTENCES:]
    while rest:
        stretch = [rest.pop(0)]
        while rest and sum(map(len, stretch)) < _CHARACTERS:
            stretch.append(rest.pop(0))
        yield "".join([*head, *stretch])
