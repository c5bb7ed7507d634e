"""What every reader here is given and gives back: bytes, and the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.readers import read_bytes

OURS = "planhouse"
#: A block of a document: a paragraph, or the cells of a row.
Block = str | list[str]
Reader = Callable[[bytes], list[Block]]


def ours(suffix: str, data: bytes) -> list[Block]:
    """Read a file with the readers that all others are compared with, furniture left out.

    Args:
        suffix: The format as file names end in it.
        data: The bytes of the file.
    """
    read = read_bytes(data, f"benchmark{suffix}")
    found: list[Block] = []
    at = 0
    for text in read.text.splitlines(keepends=True):
        if not any(start <= at < end for start, end in read.furniture):
            words = text.strip()
            is_row = words.startswith("| ")
            found.append([cell.strip() for cell in words[1:-1].split("|")] if is_row else words)
        at += len(text)
    return found


def text_lines(words: str | None) -> list[Block]:
    """Return the lines of a text as blocks, empty ones left out."""
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def line(block: Block) -> str:
    """Return a block as one line."""
    return block if isinstance(block, str) else "\t".join(block)


def cells(block: Block) -> list[str]:
    """Return a block as cells, where it is a line that tells them apart too."""
    return re.split(r"\t|\|", block) if isinstance(block, str) else block


def tight(words: str) -> str:
    """Return words without blanks and bars."""
    return re.sub(r"[\s|]", "", words)


def shown(name: str) -> str:
    """Return the name of a reader as tables have it."""
    return f"**{name}**" if name == OURS else name
