"""Tables with level lines only: the upright lines and the rows that are left to the eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf_boxes import Box, around
from extractors.readers.pdf_eye import Room, WordRow, places_within, rooms_between

#: A table has at least as many columns.
_FEWEST_COLUMNS = 3
#: A table has at least as many rows; a head that no line ends is a line or two.
_FEWEST_ROWS, _HEAD = 2, 2
#: Where level lines part its rows, a table has at least as many that they part.
_RULED_ROWS = 3
#: Lines of one row overlap by this share of their height.
_OVERLAP = 0.1
#: A level line that parts rows covers this share of the table's width, and as much of a column to part it.
_COVERED = 0.5
_NUMBER = re.compile(r"[-—–≥≤><＞＜±+]?[0-9][0-9.,，]*[%‰]?|[—–-]")


@dataclass(frozen=True, slots=True)
class Part:
    """What a page shows of a table that level lines outline.

    Attributes:
        level: Its level lines from top to bottom, with those that stand for the page's edges.
        bands: The lines of words between those as wide as the table.
        has_head: Whether the first band is the table's head.
        is_open: Whether no line is drawn below it.
    """

    level: list[Box]
    bands: list[list[WordRow]]
    has_head: bool
    is_open: bool

    @property
    def rows(self) -> list[WordRow]:
        """Its lines of words from top to bottom."""
        return [row for band in self.bands for row in band]

    @property
    def box(self) -> Box:
        """Where it stands."""
        return around(self.level)

    @property
    def heads(self) -> list[WordRow]:
        """The lines of its head."""
        if not self.has_head:
            return []
        return self.bands[0] if len(self.bands) > 1 else self.bands[0][:_HEAD]

    @property
    def body(self) -> list[WordRow]:
        """The lines that show its columns."""
        return self.rows[len(self.heads) :]


def part_columns(parts: Sequence[Part]) -> list[Room]:
    """Return the rooms between the columns of a table by what all its pages show of it."""
    heads = [row for part in parts for row in part.heads]
    return rooms_between(heads, [row for part in parts for row in part.body])


def with_eye(parts: Sequence[Part]) -> list[list[Box]] | None:
    """Return for each part of a table its lines, None if its words do not stand in columns."""
    rooms = part_columns(parts)
    if len(rooms) + 1 < _FEWEST_COLUMNS:
        return None
    parted = [[row.parted(rooms) for row in part.rows] for part in parts]
    gaps = places_within(rooms, [row for rows in parted for row in rows])
    started: list[tuple[list[WordRow], list[Box]]] = []
    is_centred = False
    for part, rows in zip(parts, parted, strict=True):
        # Words alone at the top of a further page are the rest of a row, unless cells are centred in theirs.
        centred = _centred(
            rows, list(map(len, part.bands)), gaps, heads=0 if is_centred and not part.has_head else 1
        )
        is_centred = is_centred or bool(centred)
        started.append(_part_starts(part, rows, gaps, centred))
    several = sum(len(row.filled(gaps)) >= _FEWEST_COLUMNS for rows in parted for row in rows)
    if several < max(_COVERED * sum(len(starts) for starts, _ in started), _FEWEST_ROWS):
        return None
    return [
        _part_lines(part, rows, gaps, *found)
        for part, rows, found in zip(parts, parted, started, strict=True)
    ]


def _part_starts(
    part: Part, rows: Sequence[WordRow], gaps: Sequence[float], centred: dict[int, bool]
) -> tuple[list[WordRow], list[Box]]:
    """Return the lines that start a row of a part, and level lines to add below words that span heads."""
    heads = len(part.bands[0]) if part.has_head and len(part.bands) > 1 else 0
    return _starts(rows, [part.box.left, *gaps, part.box.right], part.level, centred, heads)


def _part_lines(
    part: Part,
    rows: Sequence[WordRow],
    gaps: Sequence[float],
    starts: Sequence[WordRow],
    partial: Sequence[Box],
) -> list[Box]:
    """Return the lines of a part: those that are drawn and those that the eye adds."""
    left, right = part.box.left, part.box.right
    ruled = _ruled(part.level, right - left)
    across = [*part.level, *partial]
    for above, row in pairwise(rows):
        place = (above.bottom + row.top) / 2
        if row in starts and not _between(ruled, above, row):
            across.append(Box(left, place, right, place))
    places = sorted({box.middle[1] for box in across})
    return [*across, *_uprights(rows, [left, *gaps, right], places)]


def _ruled(level: Iterable[Box], width: float) -> list[float]:
    """Return the places of level lines that part rows, not only some columns."""
    return [box.middle[1] for box in level if box.width >= _COVERED * width]


def _between(places: Iterable[float], above: WordRow, row: WordRow) -> bool:
    """Whether some place lies between two lines."""
    return any(above.middle < place < row.middle for place in places)


def _centred(
    rows: Sequence[WordRow], lengths: Sequence[int], gaps: Sequence[float], *, heads: int
) -> dict[int, bool]:
    """Return for lines of rows whose cells are centred whether they start one.

    Args:
        rows: All lines from top to bottom.
        lengths: How many of them stand in each band between level lines.
        gaps: Where columns part.
        heads: How many of the bands are the table's head.
    """
    starts: dict[int, bool] = {}
    first = 0
    for band, length in enumerate(lengths):
        within = rows[first : first + length]
        alone = [_alone(row, gaps) for row in within]
        overlap = any(
            column is not None and below.top < row.bottom - _OVERLAP * row.size
            for column, (row, below) in zip(alone, pairwise(within), strict=False)
        )
        is_row = len(lengths) - heads >= _RULED_ROWS and _is_one_row(within, gaps)
        if band >= heads and is_row:
            starts |= {first + at: at == 0 for at in range(length)}
        elif band >= heads and within and (alone[0] is not None or overlap):
            starts |= {first + at: is_start for at, is_start in enumerate(_balanced(alone))}
        first += length
    return starts


def _alone(row: WordRow, gaps: Sequence[float]) -> int | None:
    """Return the column of a line that holds words of one only, none of them a number; None for others."""
    filled = row.filled(gaps)
    is_alone = len(filled) == len(row.words) == 1 and not _NUMBER.fullmatch(row.words[0].text)
    return filled.pop() if is_alone else None


def _is_one_row(rows: Sequence[WordRow], gaps: Sequence[float]) -> bool:
    """Whether lines between two level lines are one row: one of them fills columns, the others carry on some cells."""
    rest = [row for row in rows if len(row.filled(gaps)) < _FEWEST_COLUMNS]
    numbers = any(_NUMBER.fullmatch(word.text) for row in rest for word in row.words)
    return len(rows) - len(rest) == 1 and not numbers


def _balanced(alone: Sequence[int | None]) -> list[bool]:
    """Return which lines start a row, where each has as many lines of one cell alone above its middle as below it.

    Nothing is returned if the lines are not balanced so.

    Args:
        alone: For each line the column whose words stand alone in it.
    """
    starts = [False] * len(alone)
    above: list[int] = []
    below = 0
    for at, column in enumerate(alone):
        if below:
            if column is None:
                return []
            below -= 1
        elif column is None:
            starts[above[0] if above else at] = True
            below, above = len(above), []
        elif above and column != alone[above[0]]:
            # The title of a part.
            starts[above[0]] = True
            above = [at]
        else:
            above.append(at)
    return [] if above or below else starts


def _starts(
    rows: Sequence[WordRow],
    stops: Sequence[float],
    drawn: Sequence[Box],
    known: dict[int, bool],
    heads: int,
) -> tuple[list[WordRow], list[Box]]:
    """Return the lines that start a row, and level lines to add below words that span the heads of columns.

    Other lines carry on words of the row above them.

    Args:
        rows: All lines from top to bottom.
        stops: The edges of the columns.
        drawn: The level lines that are drawn.
        known: Lines of which it is known whether they start a row.
        heads: How many lines the head has, where a line is drawn below it.
    """
    gaps, ruled = stops[1:-1], _ruled(drawn, stops[-1] - stops[0])
    starts: list[WordRow] = []
    partial: list[Box] = []
    # A wrapped cell goes on from line to line: what the line above leaves out, no rest fills.
    last: set[int] = set()
    spans: list[tuple[int, int]] = []
    above: WordRow | None = None
    for at, row in enumerate(rows):
        filled = row.filled(gaps)
        under = [span for span in spans if filled & _columns(span)]
        if at in known:
            starts += [row] if known[at] else []
            last, spans = filled, []
        elif above and under and filled <= last.union(*map(_columns, under)):
            partial += _below(above, row, under, stops, drawn)
            last, spans = filled, []
        elif above and row.top < above.bottom - _OVERLAP * row.size:
            # Cells centred in their row have their lines at different heights.
            last |= filled
        elif (
            _is_rest(row, filled, last, len(gaps) + 1) or (at < heads and _is_rest_of_head(filled, last))
        ) and not (above and _between(ruled, above, row)):
            last = filled
        else:
            starts.append(row)
            last, spans = filled, row.spans(gaps)
        above = row
    return starts, partial


def _columns(span: tuple[int, int]) -> set[int]:
    return {*range(span[0], span[1] + 1)}


def _below(
    above: WordRow,
    row: WordRow,
    spans: Iterable[tuple[int, int]],
    stops: Sequence[float],
    drawn: Sequence[Box],
) -> list[Box]:
    """Return level lines between two lines below the columns that words span, none where one is drawn."""
    if _between((box.middle[1] for box in drawn), above, row):
        return []
    place = (above.bottom + row.top) / 2
    return [Box(stops[first], place, stops[last + 1], place) for first, last in spans]


def _is_rest(row: WordRow, filled: set[int], last: set[int], columns: int) -> bool:
    """Whether a line carries on words of some columns of the line above it."""
    has_numbers = any(_NUMBER.fullmatch(word.text) for word in row.words)
    return bool(filled) and filled <= last and 2 * len(filled) < columns and not has_numbers


def _is_rest_of_head(filled: set[int], last: set[int]) -> bool:
    """Whether a line of a head carries on words of the line above it, of some columns and no other."""
    return bool(filled) and filled < last


def _uprights(rows: Sequence[WordRow], columns: Sequence[float], places: Sequence[float]) -> Iterator[Box]:
    """Yield the upright lines between columns, but where words run through."""
    for top, bottom in pairwise(places):
        within: Iterable[WordRow] = [row for row in rows if top < row.middle < bottom]
        for column in columns:
            if not any(row.crosses(column) for row in within):
                yield Box(column, top, column, bottom)
