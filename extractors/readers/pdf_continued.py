"""Tables that run over pages: heads that pages repeat, rows that a page break parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.readers.layout import Grid
from extractors.readers.pdf_cells import PageTable, PrintedCell
from extractors.readers.pdf_paragraphs import OPENER

#: How far columns of different pages stand from the same place, in points.
_SAME_PLACE = 4.0
#: Likewise where the eye parts them by the words that they hold.
_SAME_TO_THE_EYE = 24.0
#: The head of a table has at most as many rows.
_MOST_HEADS = 3


def continues(table: PageTable, below: PageTable) -> bool:
    """Whether a table that opens a page has the columns of the one that closed the page before it."""
    near = _SAME_PLACE if table.is_ruled or below.is_ruled else _SAME_TO_THE_EYE
    return len(table.columns) == len(below.columns) and all(
        abs(one - other) <= near for one, other in zip(table.columns, below.columns, strict=True)
    )


def appended(table: PageTable, below: PageTable, left_out: Counter[str]) -> PageTable:
    """Return a table with the rows of the next page, without the head that it repeats.

    Where no level line ends the one page and none opens the other, the break parts a row.
    """
    heads = _repeated_heads(table.rows(), below.rows())
    if heads:
        left_out["table_heads"] += 1
    cells, rest = [*table.cells], below.cells[heads:]
    is_parted = not (table.is_closed_below or below.is_closed_above or heads)
    if rest and cells and (is_parted or _is_rest(cells[-1], rest[0])):
        cells[-1] = [
            above.followed_by(more) if above else more for above, more in zip(cells[-1], rest[0], strict=True)
        ]
        rest = rest[1:]
    return replace(below, cells=[*cells, *rest])


def _repeated_heads(above: Grid, below: Grid) -> int:
    """Return how many rows open a table on one page as they do on the page before: its head."""
    same = takewhile(lambda rows: rows[0] == rows[1], zip(above[:_MOST_HEADS], below, strict=False))
    return len(list(same))


def _is_rest(above: Sequence[PrintedCell | None], row: Sequence[PrintedCell | None]) -> bool:
    """Whether the first row of a page is the rest of the last one before it.

    It carries on some of its cells, each of which ends in a full line, and adds to no other.
    """
    begun = [(one, more) for one, more in zip(above, row, strict=True) if one and one.lines]
    shown = [cell for cell in row if cell and cell.lines]
    carried = [(one, more) for one, more in begun if more and more.lines]
    # A cell that spans the row heads a part of the table; what it reaches into is none of a cell above.
    if not shown or any(more is None for _, more in begun) or not len(shown) == len(carried) < len(begun):
        return False
    # A new row repeats its short values, the unit say; the rest of one that is split carries on its long words, be it
    # beside those of a narrow column.
    values = sum(one.is_value and more.is_value for one, more in carried)
    return (
        (len(carried) == 1 or 2 * values <= len(carried))
        and not OPENER.match(shown[0].words)
        and all(one.goes_on_in(more) for one, more in carried)
    )
