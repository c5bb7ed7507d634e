"""Characters of a page as printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.layout import visible
from extractors.readers.pdf_page import Box, Char

#: A gap wider than the line's usual one by this much, in heights of the line, is a blank.
_GAP = 0.15
#: Between Chinese and Latin characters a gap is a blank where it is this much wider: programs leave some room there.
_GAP_OF_SCRIPTS = 0.4
#: What no line break parts: opening brackets with what they open, a Latin word or a number, the marks behind it.
#: Source: Unicode Standard Annex 14, line breaking, classes OP, AL, NU, CL and QU.
_UNBROKEN = re.compile(
    r"(?:[（(《〈“‘【〔\[「『]*(?:[A-Za-z0-9](?:[A-Za-z0-9.,+/%‰°:、-]*[A-Za-z0-9%‰°])?|.)[）)》〉”’】〕\]」』、，。；：！？,.;:!?%‰…]*)(?:[“‘”’][^“‘”’])*"
)
#: How much of a character's height lies within the line that it belongs to.
_WITHIN = 0.5
#: How far a full line may fall short of its edge, in its height.
_RAGGED = 1.2
#: Characters lower than this share of the usual height are raised or lowered ones.
_SMALL = 0.75


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it is printed.

    Attributes:
        text: Its words.
        box: Where it stands.
        size: The usual height of its characters, in points.
        opening: The width of its first characters up to where a line may break, in points.
    """

    text: str
    box: Box
    size: float
    opening: float

    def fills(self, right: float, following: PrintedLine) -> bool:
        """Whether the line is broken because what follows has no room before an edge."""
        return self.room(right) <= max(_RAGGED, following.opening / self.size)

    def room(self, right: float) -> float:
        """Return how far the line falls short of an edge, in its height."""
        return (right - self.box.right) / self.size


def printed_lines(chars: Iterable[Char]) -> list[PrintedLine]:
    """Return the lines that characters make, from top to bottom; a raised or lowered character is of its line."""
    known = list(chars)
    usual = median(char.box.height for char in known) if known else 0.0
    rows: list[_Row] = []
    for char in sorted(known, key=lambda char: (char.box.height < _SMALL * usual, char.box.middle[1])):
        is_small = char.box.height < _SMALL * usual
        row = next((row for row in (rows if is_small else rows[-1:]) if row.takes(char)), None)
        if row is None:
            row = _Row(char.box.top, char.box.bottom, [])
            rows.append(row)
        row.chars.append(char)
    rows.sort(key=lambda row: row.top)
    return [line for row in rows if (line := _line(sorted(row.chars, key=lambda char: char.box.left)))]


@dataclass(slots=True)
class _Row:
    """The characters of a line and how far its first one reaches."""

    top: float
    bottom: float
    chars: list[Char]

    def takes(self, char: Char) -> bool:
        """Whether most of a character's height lies within the line."""
        return min(self.bottom, char.box.bottom) - max(self.top, char.box.top) >= _WITHIN * char.box.height


def _line(chars: Sequence[Char]) -> PrintedLine | None:
    shown = [char for char in chars if char.text.strip() and visible(char.text)]
    if not shown:
        return None
    size = median(char.box.height for char in shown)
    box = Box(
        min(char.box.left for char in shown),
        min(char.box.top for char in shown),
        max(char.box.right for char in shown),
        max(char.box.bottom for char in shown),
    )
    first = _UNBROKEN.match("".join(char.text for char in shown))
    last = shown[first.end() - 1] if first else shown[0]
    return PrintedLine(
        visible(_words(chars, size)).strip(" \t"), box, size, last.box.right - shown[0].box.left
    )


def _words(chars: Sequence[Char], size: float) -> str:
    gaps = [right.box.left - left.box.right for left, right in pairwise(chars)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    words = [chars[0].text]
    for (left, right), gap in zip(pairwise(chars), gaps, strict=True):
        blank = _GAP_OF_SCRIPTS if left.text.isascii() != right.text.isascii() else _GAP
        if gap - usual > blank * size and not left.text.isspace() and not right.text.isspace():
            words.append(" ")
        words.append(" " if right.text.isspace() and right.text != "\u3000" else right.text)
    return "".join(words)
