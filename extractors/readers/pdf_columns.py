"""Pages in two columns: the left one is read before the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.pdf_chars import Char
from extractors.readers.pdf_lines import char_rows

#: The gutter lies in the middle part of the text's width.
_MIDDLE = (0.35, 0.65)
#: A strip as wide is free of words, in heights of a line: browsers leave a height between columns, less what is rounded.
_STRIP = 0.8
#: Words of prose are nearer each other, in heights of a line.
_GAP = 1.0
#: This share of the words that begin in the middle begins where the right column does, to so many points.
_USUAL, _AT_START = 0.2, 1.0
#: Each column has at least as many lines and reaches over this share of the text's height.
_FEWEST_LINES, _HEIGHT = 8, 0.5
#: This share of a column's lines ends at its edge, to this many heights of the line: prose, not names in two rows.
_FULL, _RAGGED = 0.6, 1.5
#: So many heights of a line are a column's width at least.
_WIDTH = 10.0


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Characters in reading order: above the columns, in the left and in the right one, below them; and the gutter."""

    above: list[Char]
    left: list[Char]
    right: list[Char]
    below: list[Char]
    gutter: float


@dataclass(frozen=True, slots=True)
class _Line:
    """The visible characters of a line, and how far they reach."""

    chars: list[Char]
    size: float

    def starts(self) -> Iterator[float]:
        """Yield where it begins, and where words in it begin behind a gap."""
        yield self.chars[0].box.left
        for before, char in pairwise(self.chars):
            if char.box.left - before.box.right >= _STRIP * self.size:
                yield char.box.left

    def parts(self, place: float) -> tuple[list[Char], list[Char]] | None:
        """Return the characters on either side of a place, or None if words run through the room around it."""
        room = _STRIP / 2 * self.size
        left = [char for char in self.chars if char.box.right <= place - room]
        right = [char for char in self.chars if char.box.left >= place + room]
        return (left, right) if len(left) + len(right) == len(self.chars) else None


def two_columns(chars: Sequence[Char], known: float | None = None) -> TwoColumns | None:
    """Return the characters of a page by column, or None unless a clean gutter parts prose on both of its sides.

    Args:
        chars: The characters of the page.
        known: The gutter of the page before it: the last page may hold a few lines only.
    """
    lines = [_Line(row, row[0].box.height) for row in char_rows(char for char in chars if char.text.strip())]
    place = known if known is not None else _gutter(lines)
    if place is None:
        return None
    first, last = _longest_run([line.parts(place) is not None for line in lines])
    parted = [sides for line in lines[first:last] if (sides := line.parts(place))]
    columns = [[side for sides in parted if (side := sides[at])] for at in (0, 1)]
    if not all(columns) or 2 * (last - first) < len(lines):
        return None
    if known is None and not (_is_high(lines, first, last) and all(map(_is_prose, columns))):
        return None
    top = lines[first].chars[0].box.top
    bottom = max(char.box.bottom for char in lines[last - 1].chars)
    within = [char for char in chars if top <= char.box.middle[1] <= bottom]
    return TwoColumns(
        [char for char in chars if char.box.middle[1] < top],
        [char for char in within if char.box.middle[0] < place],
        [char for char in within if char.box.middle[0] >= place],
        [char for char in chars if char.box.middle[1] > bottom],
        place,
    )


def _is_high(lines: Sequence[_Line], first: int, last: int) -> bool:
    """Whether some lines reach over much of the height of all."""
    tops = [line.chars[0].box.top for line in lines]
    return tops[last - 1] - tops[first] >= _HEIGHT * (tops[-1] - tops[0])


def _gutter(lines: Sequence[_Line]) -> float | None:
    """Return the place in the middle before which words of most lines begin: lines end raggedly, but begin alike."""
    if len(lines) < _FEWEST_LINES:
        return None
    left = min(line.chars[0].box.left for line in lines)
    width = max(line.chars[-1].box.right for line in lines) - left
    starts = Counter(
        round(start)
        for line in lines
        for start in line.starts()
        if _MIDDLE[0] * width <= start - left <= _MIDDLE[1] * width
    )
    # First lines of paragraphs stand in; the column begins at the leftmost place that is usual.
    usual = [place for place, times in starts.items() if times >= _USUAL * starts.total()]
    if starts.total() < _FEWEST_LINES // 2 or not usual:
        return None
    size = median(line.size for line in lines)
    return min(usual) - _AT_START - _STRIP / 2 * size


def _longest_run(are: Sequence[bool]) -> tuple[int, int]:
    """Return where the longest run of what is true starts and ends."""
    best, start = (0, 0), 0
    for at, is_true in enumerate([*are, False]):
        if not is_true:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = at + 1
    return best


def _is_prose(lines: Sequence[list[Char]]) -> bool:
    """Whether most lines of a column reach from edge to edge without a gap."""
    if len(lines) < _FEWEST_LINES:
        return False
    size = lines[0][0].box.height
    left, right = min(line[0].box.left for line in lines), max(line[-1].box.right for line in lines)
    full = sum(right - line[-1].box.right <= _RAGGED * size and not _has_gap(line, size) for line in lines)
    return right - left >= _WIDTH * size and full >= _FULL * len(lines)


def _has_gap(line: Sequence[Char], size: float) -> bool:
    return any(char.box.left - before.box.right >= _GAP * size for before, char in pairwise(line))
