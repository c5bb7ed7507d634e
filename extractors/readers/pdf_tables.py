"""Tables of a page: the grid that ruled lines draw, and the words in its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.readers.pdf_boxes import Box, around
from extractors.readers.pdf_cells import PageTable, PrintedCell
from extractors.readers.pdf_chars import Char
from extractors.readers.pdf_lines import printed_lines
from extractors.readers.pdf_outlines import LevelPage, completed
from extractors.readers.pdf_page import Page

#: Ruled lines that lie as close, in points, are one.
_NEAR = 3.0
#: The share of a cell's side that a ruled line covers where it parts the cell from its neighbour.
_COVERED = 0.5
#: A table has at most as many cells on a page; squared paper has more.
_MOST_CELLS = 20_000
#: The row of a table that shows no level lines has at least as many upright ones.
_FEWEST_UPRIGHTS = 3
#: A box of one cell has so many lines on either side, and leaves this share of the page's height; a frame does not.
_SIDES, _BESIDE_BOX = 2, 0.1
#: A page is cut into so many strips by which a place's table is looked up.
_STRIPS = 64


@dataclass(frozen=True, slots=True)
class Drawn:
    """The grid that ruled lines draw.

    Attributes:
        box: Where it is drawn.
        columns: The places of its upright lines, from left to right.
        rows: The places of its level lines, from top to bottom.
        owners: For each row and column the number of the cell that the place belongs to.
        is_closed_above: Whether a level line closes its first row.
        is_closed_below: Whether a level line closes its last row.
        is_ruled: Whether its upright lines are drawn, not left to the eye.
    """

    box: Box
    columns: list[float]
    rows: list[float]
    owners: list[list[int]]
    is_closed_above: bool
    is_closed_below: bool
    is_ruled: bool

    def owner(self, place: tuple[float, float]) -> int:
        """Return the number of the cell that holds a place."""
        row = min(max(bisect_right(self.rows, place[1]) - 1, 0), len(self.rows) - 2)
        column = min(max(bisect_right(self.columns, place[0]) - 1, 0), len(self.columns) - 2)
        return self.owners[row][column]


@dataclass(frozen=True, slots=True)
class RuledPage:
    """A page with the tables that ruled lines draw.

    Attributes:
        page: The page.
        drawn: Their grids.
        level: The level lines that no upright one touches: they may outline further tables.
        outside: The characters that stand in no grid.
    """

    page: Page
    drawn: list[Drawn]
    level: list[Box]
    outside: list[Char]

    def without(self, left_out: Collection[int]) -> RuledPage:
        """Return the page without some characters, told by their identity."""
        if not left_out:
            return self
        page = replace(self.page, chars=tuple(char for char in self.page.chars if id(char) not in left_out))
        return replace(self, page=page, outside=[char for char in self.outside if id(char) not in left_out])


def ruled_page(page: Page) -> RuledPage:
    """Return a page with the tables that ruled lines draw."""
    clusters = list(_with_loose_sides(_clusters([*page.across, *page.down])))
    drawn = [grid for lines in clusters if (grid := _drawn(lines, _highest_box(page)))]
    level = [box for lines in clusters if all(box.width >= box.height for box in lines) for box in lines]
    return RuledPage(page, drawn, level, _filled(page, drawn)[1] if drawn else list(page.chars))


def page_tables(pages: Sequence[RuledPage]) -> Iterator[tuple[list[PageTable], list[Char]]]:
    """Yield for each page its tables from top to bottom, and the characters that stand in none."""
    found = completed([LevelPage(ruled.level, ruled.outside) for ruled in pages])
    for ruled, tables in zip(pages, found, strict=True):
        highest_box = _highest_box(ruled.page)
        drawn = [*ruled.drawn]
        drawn += [grid for lines in tables if (grid := _drawn(lines, highest_box, is_ruled=False))]
        yield _filled(ruled.page, sorted(drawn, key=lambda grid: grid.box.top))


def _highest_box(page: Page) -> float:
    return (1 - _BESIDE_BOX) * page.height


def _filled(page: Page, drawn: Sequence[Drawn]) -> tuple[list[PageTable], list[Char]]:
    """Return the tables with their words, and the characters that stand in none."""
    high = max(page.height, 1.0) / _STRIPS
    strips = _by_strip(drawn, high)
    cells: defaultdict[tuple[int, int], list[Char]] = defaultdict(list)
    outside = []
    for char in page.chars:
        # A table that reaches the page's edge holds the ends of its lines, which the edge cuts off.
        x, y = char.box.middle
        place = min(max(x, 0.0), page.width), min(max(y, 0.0), page.height)
        holding = [at for at in strips.get(int(place[1] // high), ()) if drawn[at].box.holds(place)]
        if holding:
            # A table within a cell of another is the smaller one.
            at = min(holding, key=lambda at: drawn[at].box.width)
            cells[at, drawn[at].owner(place)].append(char)
        else:
            outside.append(char)
    tables = [
        PageTable(
            grid.box,
            tuple(grid.columns),
            list(_rows(at, grid, cells)),
            grid.is_closed_above,
            grid.is_closed_below,
            grid.is_ruled,
        )
        for at, grid in enumerate(drawn)
    ]
    return tables, outside


def _by_strip(drawn: Sequence[Drawn], high: float) -> dict[int, list[int]]:
    strips: defaultdict[int, list[int]] = defaultdict(list)
    for at, grid in enumerate(drawn):
        for strip in range(int(grid.box.top // high), int(grid.box.bottom // high) + 1):
            strips[strip].append(at)
    return strips


def _rows(
    table: int, grid: Drawn, chars: dict[tuple[int, int], list[Char]]
) -> Iterator[list[PrintedCell | None]]:
    """Yield the cells of each row at their first place, None at the others."""
    seen: set[int] = set()
    for owned in grid.owners:
        row: list[PrintedCell | None] = []
        for column, owner in enumerate(owned):
            if owner in seen:
                row.append(None)
                continue
            seen.add(owner)
            width = sum(other == owner for other in owned[column:])
            lines = printed_lines(chars.get((table, owner), ()))
            row.append(PrintedCell(tuple(lines), grid.columns[column + width]))
        yield row


def _clusters(lines: Sequence[Box]) -> list[list[Box]]:
    """Part ruled lines into those that touch each other, each once."""
    ordered = sorted(lines, key=lambda box: box.top)
    groups = _Groups(len(ordered))
    for at, box in enumerate(ordered):
        for below in range(at + 1, len(ordered)):
            if ordered[below].top - _NEAR > box.bottom:
                break
            if box.left - _NEAR <= ordered[below].right and ordered[below].left - _NEAR <= box.right:
                groups.join(at, below)
    clusters: defaultdict[int, list[Box]] = defaultdict(list)
    for at, box in enumerate(ordered):
        clusters[groups.first(at)].append(box)
    return list(clusters.values())


def _with_loose_sides(clusters: Iterable[list[Box]]) -> Iterator[list[Box]]:
    """Yield clusters, with each the upright lines beside it that no level line touches.

    Where a page break parts a row, or a merged cell fills a page, its upright lines may stand alone.
    """
    tables: list[list[Box]] = []
    loose: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for lines in clusters:
        if all(box.width < box.height for box in lines):
            box = around(lines)
            loose[round(box.top / _NEAR), round(box.bottom / _NEAR)] += lines
        else:
            tables.append(lines)
    for lines in tables:
        box = around(lines)
        top, bottom = round(box.top / _NEAR), round(box.bottom / _NEAR)
        beside = [loose.pop((top + up, bottom + down), []) for up in (-1, 0, 1) for down in (-1, 0, 1)]
        yield lines + [side for sides in beside for side in sides]
    yield from loose.values()


class _Groups:
    """Numbers from 0 in groups that can be joined."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, at: int) -> int:
        """Return the lowest number of a group."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low


def _drawn(lines: Sequence[Box], highest_box: float, *, is_ruled: bool = True) -> Drawn | None:
    """Return the grid that lines draw, or None where they are neither a table nor a box."""
    across = [box for box in lines if box.width >= box.height]
    down = [box for box in lines if box.width < box.height]
    # A row that fills a page shows its upright lines only.
    if not down or (not across and len(down) < _FEWEST_UPRIGHTS):
        return None
    box = around(lines)
    # Tables may be open at their sides: there the ends of the level lines show where the outer columns end.
    columns = _places([*(line.middle[0] for line in down), box.left, box.right])
    rows = _places([*(line.middle[1] for line in across), box.top, box.bottom])
    cells = (len(columns) - 1) * (len(rows) - 1)
    is_box = min(len(across), len(down)) >= _SIDES and box.height <= highest_box
    if cells < 1 or cells > _MOST_CELLS or (cells == 1 and not is_box):
        return None
    owners, ends = _owners(columns, rows, across, down)
    return Drawn(box, columns, rows, owners, *ends, is_ruled)


def _owners(
    columns: list[float], rows: list[float], across: list[Box], down: list[Box]
) -> tuple[list[list[int]], tuple[bool, bool]]:
    """Return for each place of the grid which cell it belongs to, and whether lines close it above and below.

    Places that no line parts are one cell.
    """
    wide, high = len(columns) - 1, len(rows) - 1
    sides = _parted([(line.middle[0], line.top, line.bottom) for line in down], columns, rows)
    levels = _parted([(line.middle[1], line.left, line.right) for line in across], rows, columns)
    cells = _Groups(wide * high)
    for row in range(high):
        for column in range(wide):
            at = row * wide + column
            if column + 1 < wide and not sides[column + 1][row]:
                cells.join(at, at + 1)
            if row + 1 < high and not levels[row + 1][column]:
                cells.join(at, at + wide)
    owners = [[cells.first(row * wide + column) for column in range(wide)] for row in range(high)]
    return owners, (any(levels[0]), any(levels[-1]))


def _parted(
    lines: Iterable[tuple[float, float, float]], places: Sequence[float], stops: Sequence[float]
) -> list[list[bool]]:
    """Return for each place and each step between stops whether lines there cover the step.

    Args:
        lines: The place of each line, and where it starts and ends.
        places: The places of lines across which cells are parted, in order.
        stops: The places of the lines that cross them, in order.
    """
    covered = [[0.0] * (len(stops) - 1) for _ in places]
    for place, start, end in lines:
        at = bisect_right(places, place)
        near = min((at - 1, at), key=lambda at: abs(places[at] - place) if 0 <= at < len(places) else _FAR)
        for step in range(max(bisect_right(stops, start) - 1, 0), len(stops) - 1):
            if stops[step] >= end:
                break
            covered[near][step] += max(0.0, min(end, stops[step + 1]) - max(start, stops[step]))
    return [
        [length >= _COVERED * (stops[step + 1] - stops[step]) for step, length in enumerate(line)]
        for line in covered
    ]


#: Farther than any two lines of a page.
_FAR = float("inf")


def _places(values: Iterable[float]) -> list[float]:
    """Return the places that values near each other stand for, in order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
