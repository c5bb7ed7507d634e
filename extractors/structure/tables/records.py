"""Cells in reading order, parted into rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.structure.tables.cells import form_of, is_total, row_number
from extractors.structure.tables.heads import WORDS
from extractors.structure.tables.model import HeadCell
from extractors.text.view import Span, TextView
from extractors.values import dataclass

#: `12.常住人口城镇化率`: a row's number before its name in one cell.
NUMBERED = re.compile(r"\(?(?P<number>[0-9]{1,2})(?:[.、)](?![0-9])|[ ](?=[一-鿿]))[ ]*(?=\S)")
_VALUE_FORMS = frozenset({"number", "value", "dash", "phrase", "nature"})


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, and the line above it that heads a part of the table."""

    cells: tuple[Span, ...]
    group: Span | None


def row_starts(view: TextView, cells: Sequence[Span], fewest: int) -> list[int]:
    """Return at which cells numbered rows and totals begin: 1, 2, 3… each before words; a new part begins again at 1.

    Args:
        view: The document.
        cells: The cells behind the head.
        fewest: How many cells a row has at least, its number included.
    """
    starts: list[int] = []
    # Numbers in brackets count the parts of a row: (1) below 4 does not touch the 5 that follows.
    expected, reach = {False: 1, True: 1}, 12 * max(fewest, 4)
    for at, cell in enumerate(cells):
        words = view.folded[cell.start : cell.end]
        if starts and at - starts[-1] > reach:
            break
        if is_total(words):
            if starts:
                starts.append(at)
            continue
        number = row_number(words) if len(words) <= 5 else None
        if number is None or not _words_follow(view, cells, at):
            continue
        inner = words[0] == "("
        long_enough = not starts or at - starts[-1] >= fewest or _is_total_at(view, cells, starts[-1])
        again = number == 1 and bool(starts) and at - starts[-1] > 2
        if (number == expected[inner] and long_enough) or again:
            starts.append(at)
            expected[inner] = number + 1
            expected[True] = number + 1 if inner else 1
    return starts


def _is_total_at(view: TextView, cells: Sequence[Span], at: int) -> bool:
    return is_total(view.folded[cells[at].start : cells[at].end])


def _words_follow(view: TextView, cells: Sequence[Span], at: int) -> bool:
    for cell in cells[at + 1 : at + 5]:
        if cell.end > cell.start:
            words = view.folded[cell.start : cell.end]
            return form_of(words) in ("text", "phrase") and not is_total(words)
    return False


def usual_width(starts: list[int]) -> int | None:
    """Return how many cells most rows have."""
    sizes = Counter(later - start for start, later in pairwise(starts))
    if not sizes:
        return None
    size, times = max(sizes.items(), key=lambda item: (item[1], item[0]))
    return size if 2 * times >= len(starts) - 1 else None


def numbered_records(
    view: TextView, cells: Sequence[Span], starts: list[int], heads: tuple[HeadCell, ...]
) -> list[Record]:
    """Part cells at the starts of rows; words left over behind a row head the part that follows."""
    records: list[Record] = []
    group = _group_before(view, cells[: starts[0]])
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        row = list(cells[start:end]) if end is not None else _last_row(view, cells[start:], len(heads))
        begins_again = end is not None and row_number(_words(view, cells[end])) == 1
        following = None
        if begins_again or is_total(_words(view, row[0])):
            row, following = _without_group(view, row, len(heads))
        records.append(Record(tuple(row), group))
        if following is not None:
            group = following
    return records


def _words(view: TextView, cell: Span) -> str:
    return view.folded[cell.start : cell.end]


def _group_before(view: TextView, cells: Sequence[Span]) -> Span | None:
    """Return the words between the head and the first row, where there are any."""
    shown = [cell for cell in cells if cell.end > cell.start]
    return shown[-1] if shown else None


def _without_group(view: TextView, row: list[Span], width: int) -> tuple[list[Span], Span | None]:
    """Take the words off a row's end that stand behind its last value or behind its last column."""
    while row and row[-1].end == row[-1].start:
        row = row[:-1]
    last = _last_value(view, row)
    total = is_total(_words(view, row[0])) if row else False
    if not row or last + 1 >= len(row) or (not total and len(row) <= width):
        return row, None
    kept = last + 1 if total else max(last + 1, width)
    rest = [cell for cell in row[kept:] if cell.end > cell.start]
    return row[:kept], (rest[-1] if rest else None)


def _last_value(view: TextView, row: Sequence[Span]) -> int:
    return max((at for at, cell in enumerate(row) if form_of(_words(view, cell)) in _VALUE_FORMS), default=0)


def _last_row(view: TextView, cells: Sequence[Span], width: int) -> list[Span]:
    """Return the cells of a table's last row: as many as there are columns, parts of one more where values go on."""
    row = list(cells[:width])
    if row and is_total(_words(view, row[0])):
        return row[: _last_value(view, row) + 1]
    for cell in cells[width : 2 * width]:
        if form_of(_words(view, cell)) not in _VALUE_FORMS:
            break
        row.append(cell)
    return row


def plain_records(view: TextView, cells: Sequence[Span], heads: tuple[HeadCell, ...]) -> list[Record]:
    """Part the cells of a table without row numbers: a row begins with words behind the values of the last one."""
    trailing = _trailing_words(heads)
    records: list[Record] = []
    row: list[Span] = []
    at = 0
    while at < len(cells):
        run = _run_of_words(view, cells, at)
        if run and _has_values(view, row):
            keep = min(trailing, run - 1 if at + run < len(cells) else run)
            records.append(Record((*row, *cells[at : at + keep]), None))
            row, at, run = [], at + keep, run - keep
        if run > len(heads) + 2 or len(row) > 2 * len(heads) + 2:
            return records
        row.extend(cells[at : at + max(run, 1)])
        at += max(run, 1)
    if _has_values(view, row):
        records.append(Record(tuple(row), None))
    return records


def _trailing_words(heads: tuple[HeadCell, ...]) -> int:
    count = 0
    for head in reversed(heads):
        if head.kind not in WORDS:
            break
        count += 1
    return count


def _has_values(view: TextView, row: Sequence[Span]) -> bool:
    return any(form_of(_words(view, cell)) in _VALUE_FORMS for cell in row)


def _run_of_words(view: TextView, cells: Sequence[Span], at: int) -> int:
    run = 0
    while at + run < len(cells) and form_of(_words(view, cells[at + run])) in ("text", "unit", "empty"):
        run += 1
    return run
