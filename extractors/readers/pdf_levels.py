"""Tables with level lines only: the upright lines and the rows that are left to the eye."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from extractors.readers.pdf_boxes import Box, around
from extractors.readers.pdf_chars import Char
from extractors.readers.pdf_eye import WordRow, in_columns, word_row
from extractors.readers.pdf_lines import char_rows

#: Lines whose ends are as near, in points, are of one width.
_SAME_WIDTH = 4.0
#: A table has at least as many lines of its width, and as many columns.
_FEWEST_LINES, _FEWEST_COLUMNS = 2, 3
#: A table has at least as many rows; a head that no line ends is a line or two.
_FEWEST_ROWS, _HEAD = 2, 2
#: Lines of one row overlap by this share of their height.
_OVERLAP = 0.1
#: A level line that parts rows covers this share of the table's width, and as much of a column to part it.
_COVERED = 0.5
#: The number of a page: 15, — 3 —.
_FOOT = re.compile(r"[-—–－·•\s]*[0-9０-９]{1,4}[-—–－·•\s]*")
#: A page with more lines or words apart is no table that an eye could part.
_MOST_ROWS, _MOST_WORDS = 400, 6_000
_NUMBER = re.compile(r"[-—–≥≤><＞＜±+]?[0-9][0-9.,，]*[%‰]?|[—–-]")


def completed(level: Sequence[Box], chars: Sequence[Char]) -> Iterator[list[Box]]:
    """Yield the lines of each table that level lines outline, with those that the eye adds.

    Args:
        level: Level lines that no upright one touches.
        chars: The characters among them.
    """
    rows = [row for line in char_rows(chars) if (row := word_row(line))]
    if len(rows) > _MOST_ROWS or sum(len(row.words) for row in rows) > _MOST_WORDS:
        return
    found: list[Box] = []
    for wide in _of_one_width(level):
        # Lines within a table part some of its columns.
        if any(table.holds(box.middle) for table in found for box in wide):
            continue
        for lines in _tables(wide, level, rows):
            found.append(around(lines))
            yield lines


def _tables(wide: Sequence[Box], level: Sequence[Box], rows: Sequence[WordRow]) -> Iterator[list[Box]]:
    """Yield the lines of the tables that lines of one width outline."""
    ends = [*wide, *_page_end(wide[-1], rows)]
    bands = [
        [row for row in rows if above.middle[1] <= row.middle < below.middle[1]]
        for above, below in pairwise(ends)
    ]
    for first, last in _runs([_is_tabular(band, wide[0]) for band in bands]):
        # A table that runs over pages has no line at the page's end; else what stands below the last line is text.
        for end in (last, last - 1) if last == len(wide) else (last,):
            top, bottom = ends[first].middle[1], ends[end].middle[1]
            inner = [
                box for box in level if _is_within(box, wide[0]) and top - 1 <= box.middle[1] <= bottom + 1
            ]
            if len(inner) < _FEWEST_LINES or end <= first:
                continue
            lines = _with_eye([*inner, *ends[end : end + 1]], bands[first:end])
            if lines:
                yield lines
                break


def _page_end(last: Box, rows: Sequence[WordRow]) -> list[Box]:
    """Return a line below the words of a page as wide as the last one, if words of several columns end there."""
    below = [row for row in rows if row.middle > last.middle[1]]
    while below and len(below[-1].words) == 1 and _FOOT.fullmatch(below[-1].words[0].text):
        below.pop()
    if not below or not _is_tabular(below, last):
        return []
    place = below[-1].bottom + 1
    return [Box(last.left, place, last.right, place)]


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


def _is_within(box: Box, wide: Box) -> bool:
    return wide.left - _SAME_WIDTH <= box.left and box.right <= wide.right + _SAME_WIDTH


def _is_tabular(band: Sequence[WordRow], wide: Box) -> bool:
    """Whether some line of a band has words in several places, all within the table's width."""
    within = all(
        wide.left - _SAME_WIDTH <= word.left and word.right <= wide.right + _SAME_WIDTH
        for row in band
        for word in row.words
    )
    return within and any(len(row.words) >= _FEWEST_COLUMNS for row in band)


def _runs(are: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of what is true starts and ends."""
    at = 0
    while at < len(are):
        length = len(list(takewhile(bool, are[at:])))
        if length:
            yield at, at + length
        at += length or 1


def _with_eye(level: Sequence[Box], bands: Sequence[Sequence[WordRow]]) -> list[Box]:
    """Return the lines of a table, none if its words do not stand in columns."""
    rows = [row for band in bands for row in band]
    # The head may span columns that the lines below it show.
    body = [row for band in bands[1:] for row in band] or rows[_HEAD:]
    gaps, rows = in_columns(body, rows)
    left, right = min(box.left for box in level), max(box.right for box in level)
    centred = _centred(rows, list(map(len, bands)), gaps)
    starts, partial = _starts(rows, [left, *gaps, right], level, centred)
    several = sum(len(row.filled(gaps)) >= _FEWEST_COLUMNS for row in rows)
    if len(gaps) + 1 < _FEWEST_COLUMNS or several < max(_COVERED * len(starts), _FEWEST_ROWS):
        return []
    ruled = _ruled(level, right - left)
    across = [*level, *partial]
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


def _centred(rows: Sequence[WordRow], lengths: Sequence[int], gaps: Sequence[float]) -> dict[int, bool]:
    """Return for lines of rows whose cells are centred whether they start one.

    Args:
        rows: All lines from top to bottom.
        lengths: How many of them stand in each band between level lines; the first one is the head.
        gaps: Where columns part.
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
        if band and within and (alone[0] is not None or overlap):
            starts |= {first + at: is_start for at, is_start in enumerate(_balanced(alone))}
        first += length
    return starts


def _alone(row: WordRow, gaps: Sequence[float]) -> int | None:
    """Return the column of a line that holds words of one only, none of them a number; None for others."""
    filled = row.filled(gaps)
    is_alone = len(filled) == len(row.words) == 1 and not _NUMBER.fullmatch(row.words[0].text)
    return filled.pop() if is_alone else None


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
    rows: Sequence[WordRow], stops: Sequence[float], drawn: Sequence[Box], known: dict[int, bool]
) -> tuple[list[WordRow], list[Box]]:
    """Return the lines that start a row, and level lines to add below words that span the heads of columns.

    Other lines carry on words of the row above them.

    Args:
        rows: All lines from top to bottom.
        stops: The edges of the columns.
        drawn: The level lines that are drawn.
        known: Lines of which it is known whether they start a row.
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
        elif _is_rest(row, filled, last, len(gaps) + 1) and not (above and _between(ruled, above, row)):
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


def _uprights(rows: Sequence[WordRow], columns: Sequence[float], places: Sequence[float]) -> Iterator[Box]:
    """Yield the upright lines between columns, but where words run through."""
    for top, bottom in pairwise(places):
        within: Iterable[WordRow] = [row for row in rows if top < row.middle < bottom]
        for column in columns:
            if not any(row.crosses(column) for row in within):
                yield Box(column, top, column, bottom)
