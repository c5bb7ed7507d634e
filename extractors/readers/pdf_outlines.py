"""Tables with level lines only, over pages: what outlines them on each page, and which pages show one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise, takewhile

from extractors.readers.pdf_boxes import Box, around
from extractors.readers.pdf_chars import Char
from extractors.readers.pdf_eye import Room, WordRow, word_row
from extractors.readers.pdf_levels import Part, part_columns, with_eye
from extractors.readers.pdf_lines import char_rows

#: Lines whose ends are as near, in points, are of one width.
_SAME_WIDTH = 4.0
#: Pieces of a level line are at most as far from one height, in points.
_SAME_HEIGHT = 1.0
#: A table has at least as many lines of its width, and as many columns.
_FEWEST_LINES, _FEWEST_COLUMNS = 2, 3
#: This share of the lines of a page that carries a table on may run through most rooms between its columns, as no cell does.
_PROSE, _MOST_ROOMS = 0.1, 0.5
#: So many lines of words show by themselves where columns part.
_TELLING = 6
#: A page with more lines or words apart is no table that an eye could part.
_MOST_ROWS, _MOST_WORDS = 400, 6_000


class LevelPage:
    """What of a page may be tables without upright lines.

    Args:
        level: Level lines that no upright one touches.
        chars: The characters among them, without heads and numbers of pages.
    """

    def __init__(self, level: Sequence[Box], chars: Sequence[Char]) -> None:
        self.level = level
        self._chars = chars

    @cached_property
    def rows(self) -> list[WordRow]:
        """Its lines of words; none where they are too many."""
        rows = [row for line in char_rows(self._chars) if (row := word_row(line))]
        is_large = len(rows) > _MOST_ROWS or sum(len(row.words) for row in rows) > _MOST_WORDS
        return [] if is_large else rows

    def below(self, place: float) -> LevelPage:
        """Return what of it stands below a place."""
        level = [box for box in self.level if box.middle[1] > place + _SAME_HEIGHT]
        return LevelPage(level, [char for char in self._chars if char.box.middle[1] > place])


def is_outlined(level: Sequence[Box], rows: Sequence[Sequence[Char]]) -> list[bool]:
    """Return which lines of characters stand in several columns between level lines of one width, as in a table."""
    wide = [lines for lines in _of_one_width(level) if len(lines) >= _FEWEST_LINES]
    if not wide:
        return [False] * len(rows)
    words = [word_row(row) for row in rows]
    return [
        row is not None
        and len(row.words) >= _FEWEST_COLUMNS
        and any(lines[0].middle[1] < row.middle < lines[-1].middle[1] for lines in wide)
        for row in words
    ]


def completed(pages: Sequence[LevelPage]) -> list[list[list[Box]]]:
    """Return for each page the lines of its tables that level lines outline, with those that the eye adds."""
    found: list[list[list[Box]]] = [[] for _ in pages]
    for table in _tables(pages):
        parts = [part for _, part in table]
        for (at, _), lines in zip(table, _lines(parts), strict=True):
            if lines:
                found[at].append(lines)
    return found


def _lines(parts: Sequence[Part]) -> list[list[Box]]:
    """Return the lines of each part of a table; none for a part in which the eye finds no columns."""
    together = with_eye(parts) if _have_same_columns(parts) else None
    if together:
        return together
    return [(with_eye([replace(part, has_head=True)]) or [[]])[0] for part in parts]


def _have_same_columns(parts: Sequence[Part]) -> bool:
    """Whether parts show one table, not tables that follow each other: all have the rooms that each has by itself."""
    shared = part_columns(parts)
    return all(
        any(left < end and start < right for start, end in shared)
        for part in parts
        if len(part.body) >= _TELLING
        for left, right in part_columns([part])
    )


def _tables(pages: Sequence[LevelPage]) -> Iterator[list[tuple[int, Part]]]:
    """Yield the parts of each table with the page on which each stands."""
    table: list[tuple[int, Part]] = []
    rooms: list[Room] = []
    for at, page in enumerate(pages):
        rest = _rest(page, table[0][1], table[-1][1], rooms) if table else None
        if rest:
            table.append((at, rest))
            if not rest.box.bottom < _last(page):
                continue
            page = page.below(rest.box.bottom)
        if table:
            yield table
            table = []
        for part in sorted(_parts(page), key=lambda part: part.box.top):
            if part.box.bottom < _last(page):
                yield [(at, part)]
            else:
                table, rooms = [(at, part)], part_columns([part])
    if table:
        yield table


def _last(page: LevelPage) -> float:
    """Return the middle of the last line of a page."""
    return page.rows[-1].middle if page.rows else 0.0


def _parts(page: LevelPage) -> Iterator[Part]:
    """Yield the parts of tables that level lines of a page outline by themselves."""
    found: list[Box] = []
    for wide in _of_one_width(page.level):
        # Lines within a table part some of its columns.
        if any(table.holds(box.middle) for table in found for box in wide):
            continue
        for part in _of_width(wide, page):
            found.append(part.box)
            yield part


def _of_width(wide: Sequence[Box], page: LevelPage) -> Iterator[Part]:
    """Yield the parts of tables that lines of one width outline."""
    closed = [*wide, *_broken_end(wide[-1], page)]
    ends = [*closed, *_page_end(closed[-1], page.rows)]
    bands = _bands(ends, page.rows)
    for first, last in _runs([_is_tabular(band, wide[0]) for band in bands]):
        # A table that runs over pages has no line at the page's end; else what stands below the last line is text.
        for end in (last, last - 1) if last == len(closed) else (last,):
            if end <= first:
                continue
            level = _inner(page.level, ends[first], ends[end])
            if len(level) < _FEWEST_LINES:
                continue
            is_open = end == len(closed)
            part = Part([*level, *ends[end : end + 1]], bands[first:end], True, is_open)
            if with_eye([part]):
                yield part
                break


def _inner(level: Iterable[Box], first: Box, last: Box) -> list[Box]:
    """Return the level lines from one line to another, as wide as they at most."""
    return [
        box
        for box in level
        if _is_within(box, first)
        and first.middle[1] - _SAME_HEIGHT <= box.middle[1] <= last.middle[1] + _SAME_HEIGHT
    ]


def _bands(ends: Sequence[Box], rows: Sequence[WordRow]) -> list[list[WordRow]]:
    """Return the lines of words between each two level lines."""
    return [
        [row for row in rows if above.middle[1] <= row.middle < below.middle[1]]
        for above, below in pairwise(ends)
    ]


def _rest(page: LevelPage, first: Part, before: Part, rooms: Sequence[Room]) -> Part | None:
    """Return what a page shows of a table that the page before it does not end, if anything.

    Args:
        page: The page.
        first: The first part of the table.
        before: The last part of it, at whose end its page ends.
        rooms: The rooms between its columns.
    """
    if not page.rows:
        return None
    top = page.rows[0].top
    box = before.box
    wide = [line for line in page.level if _has_width(line, box)]
    wide += _broken_end(wide[-1] if wide else Box(box.left, 0.0, box.right, 0.0), page)
    if not wide or wide[0].middle[1] > page.rows[0].middle:
        # Where a line ends the page before, one opens this page too.
        if not before.is_open:
            return None
        wide.insert(0, Box(box.left, top - 1, box.right, top - 1))
    ends = [*wide, *_page_end(wide[-1], page.rows)]
    bands = _bands(ends, page.rows)
    has_head = bool(bands) and _said(bands[0]) == _said(first.heads)
    fitting = _fitting(bands, int(has_head), box, rooms)
    if not fitting:
        return None
    level = [*_inner(page.level, ends[0], ends[fitting]), ends[0], ends[fitting]]
    return Part(level, bands[:fitting], has_head, fitting == len(wide))


def _said(rows: Iterable[WordRow]) -> list[list[str]]:
    return [[word.text for word in row.words] for row in rows]


def _fitting(bands: Sequence[Sequence[WordRow]], heads: int, wide: Box, rooms: Sequence[Room]) -> int:
    """Return how many bands of a page carry a table on, the first of them behind the head maybe with the rest of a row."""
    for count, band in enumerate(bands[heads:], heads):
        is_tabular = _is_tabular(band, wide)
        if is_tabular and not _fits(band, rooms):
            # Another table opens the page.
            return 0
        if not is_tabular and not (count == heads and _is_rest_of_row(band, wide, rooms)):
            return count
    return len(bands)


def _fits(band: Sequence[WordRow], rooms: Sequence[Room]) -> bool:
    """Whether lines of words stand in the columns of a table; some are titles of its parts."""
    prose = sum(_crossed(row, rooms) > _MOST_ROOMS * len(rooms) for row in band)
    return prose <= _PROSE * len(band)


def _is_rest_of_row(band: Sequence[WordRow], wide: Box, rooms: Sequence[Room]) -> bool:
    """Whether lines of words carry on cells of a row that a page's end parts."""
    return bool(band) and _all_within(band, wide) and not any(_crossed(row, rooms) for row in band)


def _crossed(row: WordRow, rooms: Sequence[Room]) -> int:
    """Return through how many rooms between columns words run."""
    return sum(row.crosses(sum(room) / 2) for room in rooms)


def _page_end(last: Box, rows: Sequence[WordRow]) -> list[Box]:
    """Return a line below the words of a page as wide as the last one, if words of several columns end there."""
    below = [row for row in rows if row.middle > last.middle[1]]
    if not below or not _is_tabular(below, last):
        return []
    place = below[-1].bottom + 1
    return [Box(last.left, place, last.right, place)]


def _broken_end(last: Box, page: LevelPage) -> list[Box]:
    """Return the lowest line as wide as the last one that is drawn in pieces, beside cells that end the table elsewhere."""
    pieces: defaultdict[int, list[Box]] = defaultdict(list)
    for box in page.level:
        if box.middle[1] > last.middle[1] + _SAME_HEIGHT and _is_within(box, last):
            pieces[round(box.middle[1] / _SAME_HEIGHT)].append(box)
    for _, level in sorted(pieces.items(), reverse=True):
        whole = around(level)
        if len(level) > 1 and _has_width(whole, last):
            between = [row for row in page.rows if last.middle[1] <= row.middle < whole.middle[1]]
            return [whole] if _is_tabular(between, last) else []
    return []


def _of_one_width(level: Sequence[Box]) -> list[list[Box]]:
    """Return lines that start and end at the same places, from top to bottom; wide ones first."""
    groups: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in sorted(level, key=lambda box: box.top):
        near = next(
            (key for key in groups if max(abs(box.left - key[0]), abs(box.right - key[1])) <= _SAME_WIDTH),
            (round(box.left), round(box.right)),
        )
        groups[near].append(box)
    return sorted(groups.values(), key=lambda group: -group[0].width)


def _has_width(box: Box, wide: Box) -> bool:
    return max(abs(box.left - wide.left), abs(box.right - wide.right)) <= _SAME_WIDTH


def _is_within(box: Box, wide: Box) -> bool:
    return wide.left - _SAME_WIDTH <= box.left and box.right <= wide.right + _SAME_WIDTH


def _all_within(band: Sequence[WordRow], wide: Box) -> bool:
    """Whether all words of a band stand within a table's width."""
    return all(
        wide.left - _SAME_WIDTH <= row.words[0].left and row.words[-1].right <= wide.right + _SAME_WIDTH
        for row in band
    )


def _is_tabular(band: Sequence[WordRow], wide: Box) -> bool:
    """Whether some line of a band has words in several places, all within the table's width."""
    return _all_within(band, wide) and any(len(row.words) >= _FEWEST_COLUMNS for row in band)


def _runs(are: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of what is true starts and ends."""
    at = 0
    while at < len(are):
        length = len(list(takewhile(bool, are[at:])))
        if length:
            yield at, at + length
        at += length or 1
