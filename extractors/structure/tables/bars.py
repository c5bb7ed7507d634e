"""Tables whose rows stand on lines between bars: | 1 | 常住人口城镇化率 | % | 70 |."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.structure.tables.heads import carries_head_on, is_head_line
from extractors.structure.tables.model import Block
from extractors.structure.tables.streams import shares_begin
from extractors.text.view import Span, TextView

#: The line below a head in Markdown: |---|:--:|.
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
#: How many lines, the head's included, show that a table shares something out.
_FIRST_LOOK = 3

Row = tuple[Span, ...]


def bar_blocks(view: TextView) -> Iterator[Block]:
    """Yield the blocks of rows between bars that a head opens, in text order."""
    for rows in _tables(view):
        at = 0
        while at < len(rows) - 1 and not _opens(view, rows, at):
            at += 1
        below = at + 1
        while below < len(rows) and carries_head_on(view, rows[below]):
            below += 1
        if below < len(rows) and _opens(view, rows, at):
            yield Block(tuple(rows[at:below]), tuple(rows[below:]), "grid")


def _tables(view: TextView) -> Iterator[list[Row]]:
    """Yield the rows of each table: lines between bars with nothing but blank lines between them."""
    table: list[Row] = []
    end = 0
    for line, cells in view.rows:
        if table and view.folded[end : line.start].strip():
            yield table
            table = []
        end = line.end
        if not _RULE.fullmatch(view.text, line.start, line.end):
            table.append(cells)
    if table:
        yield table


def _opens(view: TextView, rows: list[Row], at: int) -> bool:
    return is_head_line(view, rows[at]) or _heads_shares(view, rows[at : at + _FIRST_LOOK])


def _heads_shares(view: TextView, rows: list[Row]) -> bool:
    """Whether rows share out what the first names among places: as many cells each, a name and values."""
    shown = [[cell for cell in row if cell.end > cell.start] for row in rows]
    same = all(len(row) == len(shown[0]) for row in shown)
    return same and shares_begin(view, [cell for row in shown for cell in row]) == len(shown[0])
