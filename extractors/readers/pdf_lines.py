"""Characters of a page as printed lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from extractors.readers.layout import raised, visible
from extractors.readers.pdf_boxes import Box, around
from extractors.readers.pdf_chars import Char

#: A gap wider than the line's usual one by this much, in heights of the line, is a blank.
_GAP = 0.15
#: Between Chinese and Latin characters a gap is a blank where it is this much wider: programs leave some room there.
_GAP_OF_SCRIPTS = 0.4
#: The gap between characters that is a blank, by how many of the two are wide.
_BLANKS = (_GAP, _GAP_OF_SCRIPTS, _GAP)
#: So many gaps between narrow characters tell how far they are spread.
_TELLING = 4
#: What no line break parts: opening brackets and signs with what they open, a Latin word or a number, the marks behind it.
#: Source: Unicode Standard Annex 14, line breaking, classes OP, PR, AL, NU, CL and QU.
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9²³.,+/%‰°:、-]*[A-Za-z0-9²³%‰°])?"
_UNBROKEN = re.compile(
    rf"(?:[（(《〈“‘【〔\[「『+±￥$]*(?:{_WORD}|.)[）)》〉”’】〕\]」』、，。；：！？,.;:!?%‰…]*)(?:[“‘”’](?:{_WORD}|[^“‘”’]))*"
)
#: How much of a character's height lies within the line that it belongs to.
_WITHIN = 0.5
#: How far a full line may fall short of its edge, in its height.
_RAGGED = 1.2
#: Characters lower than this share of the usual height may be raised or lowered ones.
_SMALL = 0.9
#: How far the foot of a raised character stands above that of its line, in the line's height.
_RAISED = 0.15
#: A power or a note's mark has at most as many characters, and starts as near to what it belongs to, in its height.
_LONGEST_POWER, _BESIDE = 4, 0.5
#: A character that is printed again as near, in its height, is the same one made bold or given a shadow.
_AGAIN = 0.15


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
    return [line for row in char_rows(chars) if (line := printed_line(row))]


def char_rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Return characters line by line, each from left to right."""
    known = list(chars)
    usual = median(char.box.height for char in known) if known else 0.0
    rows: list[_Row] = []
    for char in sorted(known, key=lambda char: char.box.middle[1]):
        if char.box.height >= _SMALL * usual:
            if not (rows and rows[-1].takes(char)):
                rows.append(_Row(char.box.top, char.box.bottom, []))
            rows[-1].chars.append(char)
    rows.sort(key=lambda row: row.top)
    rows = _with_small(rows, [char for char in known if char.box.height < _SMALL * usual])
    return [sorted(row.chars, key=lambda char: char.box.left) for row in rows]


@dataclass(slots=True)
class _Row:
    """The characters of a line and how far its first one reaches."""

    top: float
    bottom: float
    chars: list[Char]

    def takes(self, char: Char) -> bool:
        """Whether most of a character's height lies within the line."""
        return min(self.bottom, char.box.bottom) - max(self.top, char.box.top) >= _WITHIN * char.box.height


def _with_small(rows: list[_Row], small: Sequence[Char]) -> list[_Row]:
    """Return rows with the small characters that stand in them, and rows of small characters alone."""
    tops = [row.top for row in rows]
    alone: list[_Row] = []
    for char in sorted(small, key=lambda char: char.box.middle[1]):
        at = bisect_right(tops, char.box.middle[1])
        row = next((row for row in reversed(rows[max(at - 2, 0) : at]) if row.takes(char)), None)
        if row is None and alone and alone[-1].takes(char):
            row = alone[-1]
        if row is None:
            row = _Row(char.box.top, char.box.bottom, [])
            alone.append(row)
        row.chars.append(char)
    return sorted([*rows, *alone], key=lambda row: row.top)


def printed_line(chars: Sequence[Char]) -> PrintedLine | None:
    """Return the line that characters make from left to right, None if it shows none."""
    shown = [char for char in chars if char.text.strip() and visible(char.text)]
    if not shown:
        return None
    size = median(char.box.height for char in shown)
    printed = list(_once(_with_powers(chars, size)))
    words = _words(printed, size)
    shown = [char for char in printed if char.text.strip() and visible(char.text)]
    first = _UNBROKEN.match("".join(char.text for char in shown))
    last = shown[first.end() - 1] if first else shown[0]
    box = around(char.box for char in shown)
    return PrintedLine(visible(words).strip(), box, size, last.box.right - shown[0].box.left)


def _once(chars: Iterable[Char]) -> Iterator[Char]:
    """Yield characters without those that are printed twice at one place."""
    before: Char | None = None
    for char in chars:
        again = _AGAIN * char.box.height
        if (
            before is None
            or char.text != before.text
            or abs(char.box.left - before.box.left) > again
            or abs(char.box.top - before.box.top) > again
        ):
            yield char
            before = char


def _with_powers(chars: Sequence[Char], size: float) -> Iterator[Char]:
    """Yield characters, raised digits as such: a power or a note's mark is no part of the number before it."""
    full = [char.box.bottom for char in chars if char.box.height >= _SMALL * size]
    foot = median(full) if full else 0.0
    before: Char | None = None

    def is_raised(char: Char) -> bool:
        return char.box.height < _SMALL * size and foot - char.box.bottom >= _RAISED * size

    for stands_above, group in groupby(chars, key=is_raised):
        together = list(group)
        # Small words beside large ones, a number beside a red head, stand above their foot too.
        follows = before is not None and together[0].box.left - before.box.right <= _BESIDE * size
        is_power = stands_above and follows and len(together) <= _LONGEST_POWER
        for char in together:
            yield Char(raised(char.text), char.box) if is_power else char
        before = together[-1]


def _words(chars: Sequence[Char], size: float) -> str:
    pairs = list(pairwise(chars))
    usual = _usual_gaps(pairs)
    words = [chars[0].text]
    for left, right in pairs:
        kind = _kind(left, right)
        blank = _BLANKS[kind] * size + usual[kind]
        gap = right.box.left - left.box.right
        if gap > blank and not left.text.isspace() and not right.text.isspace():
            words.append(" ")
        words.append(" " if right.text.isspace() and right.text != "\u3000" else right.text)
    return "".join(words)


def _kind(left: Char, right: Char) -> int:
    return left.is_wide + right.is_wide


def _usual_gaps(pairs: Sequence[tuple[Char, Char]]) -> tuple[float, float, float]:
    """Return the usual gap between characters by how many of the two are wide: filled lines spread the wide ones."""
    found: tuple[list[float], ...] = ([], [], [])
    for left, right in pairs:
        found[_kind(left, right)].append(right.box.left - left.box.right)
    narrow, _, wide = (max(0.0, median(gaps)) if gaps else 0.0 for gaps in found)
    if len(found[0]) < _TELLING:
        narrow = min(narrow, wide)
    return narrow, wide, wide
