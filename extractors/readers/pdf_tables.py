"""Tables of a page: the grid that ruled lines draw, and the words in its cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.layout import Grid
from extractors.readers.pdf_lines import PrintedLine, printed_lines
from extractors.readers.pdf_page import Box, Char, Page

#: Ruled lines that lie as close, in points, are one.
_NEAR = 3.0
#: The share of a cell's side that a ruled line covers where it parts the cell from its neighbour.
_COVERED = 0.5
#: A table has at least as many cells.
_FEWEST_CELLS = 2
#: How far words keep from their cell's edges, in points.
_PADDING = 5.0
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page.

    Attributes:
        box: Where it is drawn.
        columns: The places of its upright lines, from left to right.
        rows: The words of its cells by row and column; None where a merged cell reaches.
    """

    box: Box
    columns: tuple[float, ...]
    rows: list[list[str | None]]


def page_tables(page: Page) -> list[PageTable]:
    """Return the tables of a page from top to bottom."""
    tables = []
    for rulings in _clusters([*page.across, *page.down]):
        across = [box for box in rulings if box.right - box.left >= box.height]
        down = [box for box in rulings if box.right - box.left < box.height]
        table = _table(page, across, down)
        if table is not None:
            tables.append(table)
    tables.sort(key=lambda table: table.box.top)
    return tables


def outside(chars: Iterable[Char], tables: Sequence[PageTable]) -> Iterator[Char]:
    """Yield the characters that stand in none of the tables."""
    return (char for char in chars if not any(_holds(table.box, char) for table in tables))


def _clusters(rulings: Sequence[Box]) -> list[list[Box]]:
    """Part ruled lines into those that touch each other, each once."""
    pending = list(rulings)
    clusters: list[list[Box]] = []
    while pending:
        cluster = [pending.pop()]
        for box in cluster:
            touching = [other for other in pending if _touch(box, other)]
            if touching:
                cluster += touching
                pending = [other for other in pending if not _touch(box, other)]
        clusters.append(cluster)
    return clusters


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.top - _NEAR <= other.bottom
        and other.top - _NEAR <= one.bottom
    )


def _table(page: Page, across: list[Box], down: list[Box]) -> PageTable | None:
    if not across or not down:
        return None
    box = _around([*across, *down])
    # Tables may be open at their sides: there the ends of the level lines show where the outer columns end.
    columns = _places([*((line.left + line.right) / 2 for line in down), box.left, box.right])
    rows = _places([*((line.top + line.bottom) / 2 for line in across), box.top, box.bottom])
    if (len(columns) - 1) * (len(rows) - 1) < _FEWEST_CELLS:
        return None
    owners = _owners(columns, rows, across, down)
    chars: dict[int, list[Char]] = {}
    for char in page.chars:
        if _holds(box, char):
            x, y = char.box.middle
            row = min(max(bisect_right(rows, y) - 1, 0), len(rows) - 2)
            column = min(max(bisect_right(columns, x) - 1, 0), len(columns) - 2)
            chars.setdefault(owners[row][column], []).append(char)
    return PageTable(box, tuple(columns), _words(columns, owners, chars))


def _words(columns: Sequence[float], owners: list[list[int]], chars: dict[int, list[Char]]) -> Grid:
    """Return the words of each cell at its first place, None at the others."""
    seen: set[int] = set()
    table: Grid = []
    for owned in owners:
        line: list[str | None] = []
        for column, owner in enumerate(owned):
            if owner in seen:
                line.append(None)
                continue
            seen.add(owner)
            width = sum(other == owner for other in owned[column:])
            line.append(cell_words(printed_lines(chars.get(owner, ())), columns[column + width]))
        table.append(line)
    return table


def cell_words(lines: Sequence[PrintedLine], right: float) -> str:
    """Return the words of a cell: a line that reaches its right edge runs on in the next."""
    words = ""
    before: PrintedLine | None = None
    for line in lines:
        if before is not None:
            latin = _ALPHANUMERIC.match(words[-1]) and _ALPHANUMERIC.match(line.text[0])
            words += "" if before.fills(right - _PADDING, line) and not latin else " "
        words += line.text
        before = line
    return words


def _owners(columns: list[float], rows: list[float], across: list[Box], down: list[Box]) -> list[list[int]]:
    """Return for each place of the grid which cell it belongs to: places that no line parts are one cell."""
    wide, high = len(columns) - 1, len(rows) - 1
    owner = list(range(wide * high))

    def first(at: int) -> int:
        while owner[at] != at:
            at = owner[at]
        return at

    for row in range(high):
        for column in range(wide):
            at = row * wide + column
            if column + 1 < wide and not _parts_sides(down, columns[column + 1], rows[row], rows[row + 1]):
                owner[first(at + 1)] = first(at)
            if row + 1 < high and not _parts_levels(
                across, rows[row + 1], columns[column], columns[column + 1]
            ):
                low, high_at = sorted((first(at), first(at + wide)))
                owner[high_at] = low
    return [[first(row * wide + column) for column in range(wide)] for row in range(high)]


def _parts_sides(down: list[Box], place: float, top: float, bottom: float) -> bool:
    """Whether an upright line parts two neighbours."""
    return _covered(
        ((line.top, line.bottom) for line in down if abs((line.left + line.right) / 2 - place) <= _NEAR),
        top,
        bottom,
    )


def _parts_levels(across: list[Box], place: float, left: float, right: float) -> bool:
    """Whether a level line parts two neighbours."""
    return _covered(
        ((line.left, line.right) for line in across if abs((line.top + line.bottom) / 2 - place) <= _NEAR),
        left,
        right,
    )


def _covered(pieces: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    return sum(max(0.0, min(end, right) - max(start, left)) for left, right in pieces) >= _COVERED * (
        end - start
    )


def _places(values: Iterable[float]) -> list[float]:
    """Return the places that values near each other stand for, in order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _holds(box: Box, char: Char) -> bool:
    x, y = char.box.middle
    return box.left <= x <= box.right and box.top <= y <= box.bottom
