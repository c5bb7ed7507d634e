"""Corpora of any size, made from the documents of this repository: the same size gives the same bytes, anywhere.

usage: python -m benchmarks.corpus FOLDER DOCUMENTS [--first NUMBER]

A document has the head of a real one and some passages of all of them in an order of its own; every twentieth is a real
document as a whole. Names of places, years and numbers are others in each.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.measuring import ROOT
from benchmarks.texts import all_texts

_DIVISIONS = ROOT / "extractors/lexicons/data/divisions.csv"

_LEVELS = ("province", "prefecture", "county")

#: Files of one folder, as archives are kept by year and month.
_FILES_A_FOLDER = 1_000
#: Every so many documents one is a whole one; the others are short, as replies and notices are.
_WHOLE = 20
_FEWEST, _MOST = 2, 6
#: A passage ends with the sentence or line that reaches so many characters; a head with the line that does.
_PASSAGE, _HEAD = 300, 120

_SENTENCE = re.compile(r"[^。\n]*[。\n]?")
#: 广州市 without what says its level.
_LEVEL = re.compile(r"(?:市|地区|盟|省|壮族自治区|回族自治区|维吾尔自治区|自治区|县|区)$")
_YEAR = re.compile(r"(?<![0-9])20[0-4][0-9](?=\s*年|-20)")
#: 145, 99.9 and not 1., 2023年, 12月, 第3号: numbers that neither count items nor date anything.
_NUMBER = re.compile(r"(?<![0-9.〔\[(（第])[1-9][0-9]+(?![0-9]|\s*[.、年月日号〕\])）-])")


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    size = write_corpus(arguments.folder, arguments.documents, arguments.first)
    print(f"{arguments.documents:,} documents, {size / 1e6:.1f} MB of UTF-8 in {arguments.folder}")


def write_corpus(folder: Path, documents: int, first: int = 0) -> int:
    """Write documents below a folder and return their size in bytes of UTF-8.

    Args:
        folder: Where they go, a thousand to a subfolder.
        documents: How many.
        first: The number of the first one.
    """
    written = 0
    for number in range(first, first + documents):
        path = folder / f"{number // _FILES_A_FOLDER:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(document(number).encode())
    return written


def document(number: int) -> str:
    """Return the text of a document by its number."""
    random = Random(f"document {number}")
    text = random.choice(sources()) if number % _WHOLE == 0 else _composed(random)
    return _varied(text, random)


@cache
def sources() -> tuple[str, ...]:
    """Return the texts that documents are made from."""
    return tuple(path.read_text("utf-8") for path in all_texts())


def _composed(random: Random) -> str:
    passages = random.sample(_passages(), random.randint(_FEWEST, _MOST))
    head = next(_cut(random.choice(sources()), _HEAD, "\n"), "")
    return "\n".join([head.strip("\n"), *passages])


@cache
def _passages() -> tuple[str, ...]:
    return tuple(piece for text in sources() for piece in _cut(text, _PASSAGE, "。\n"))


def _cut(text: str, length: int, ends: str) -> Iterator[str]:
    """Yield pieces of a text that end where a sentence or a line does."""
    piece = ""
    for sentence in _SENTENCE.findall(text):
        piece += sentence
        if len(piece) >= length and piece[-1:] and (piece[-1] in ends or len(piece) >= 2 * length):
            yield piece
            piece = ""


def _varied(text: str, random: Random) -> str:
    """Return a text with other places, years and numbers."""
    names = _other_places(text, random)
    years = random.randint(-3, 3)
    if names:
        text = re.sub("|".join(map(re.escape, names)), lambda found: names[found.group()], text)
    text = _YEAR.sub(lambda found: str(int(found.group()) + years), text)
    return _NUMBER.sub(lambda found: _other_number(found.group(), random), text)


def _other_places(text: str, random: Random) -> Mapping[str, str]:
    """Return for each place that a text names another one of the same level."""
    # In one order, so that the choices are the same each time.
    return {name: random.choice(others) for name, others in _places().items() if name in text}


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Return the short names of the places that the sources name, each with those of all of its level."""
    with _DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["last_seen"]]
    said = "\n".join(sources())
    found: dict[str, tuple[str, ...]] = {}
    for level in _LEVELS:
        short = {_LEVEL.sub("", row["name"]): row["name"] for row in rows if row["level"] == level}
        names = tuple(name for name in short if len(name) > 1)
        # 平潭综合实验区, 东城区; a county's name alone may be a word.
        found |= {
            name: names
            for name in names
            if (name if level != "county" else short[name]) in said or f"{name}综合" in said
        }
    return found


def _other_number(digits: str, random: Random) -> str:
    return str(random.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))


if __name__ == "__main__":
    main()
