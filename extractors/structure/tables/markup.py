"""Tables written in the markup of web pages: rows between <tr> and </tr>, cells between <td> and </td>."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.structure.tables.heads import carries_head_on, is_head_line
from extractors.structure.tables.model import Block
from extractors.text.view import Span, TextView

_TABLE = re.compile(r"<table\b[^<>]*>(?P<rows>.*?)(?:</table>|\Z)", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>.*?)(?=<tr\b|</tr>|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(
    r"<t[dh]\b(?P<marks>[^<>]*)>(?P<words>.*?)(?=<t[dh]\b|</t[dhr]|\Z)", re.IGNORECASE | re.DOTALL
)
_SPANS = re.compile(r"\b(?P<way>row|col)span\s*=\s*[\"']?(?P<size>[0-9]{1,3})", re.IGNORECASE)
#: Tags and blanks at the ends of a cell are none of its words.
_OPENS = re.compile(r"(?:\s|<[^<>]*>|&nbsp;)+", re.IGNORECASE)
_CLOSES = re.compile(r"(?:\s|<[^<>]*>|&nbsp;)+\Z", re.IGNORECASE)
#: No table of a plan is wider or has a cell over more rows; a mark beyond that is an error.
_WIDEST, _TALLEST = 40, 200


def markup_blocks(view: TextView) -> Iterator[Block]:
    """Yield the blocks that stand in markup, in text order; a cell over several columns or rows is empty but in the first."""
    for table in _TABLE.finditer(view.folded):
        rows = list(_rows(view, table))
        if not rows or not is_head_line(view, rows[0]):
            continue
        heads = 1
        while heads < len(rows) - 1 and carries_head_on(view, rows[heads]):
            heads += 1
        if rows[heads:]:
            yield Block(tuple(rows[:heads]), tuple(rows[heads:]), "grid", opens=table.start())


def _rows(view: TextView, table: re.Match[str]) -> Iterator[tuple[Span, ...]]:
    """Yield the cells of each row, with an empty one wherever a cell above or to the left reaches."""
    reaching: dict[int, int] = {}
    for row in _ROW.finditer(view.folded, *table.span("rows")):
        cells: list[Span] = []
        for cell in _CELL.finditer(view.folded, *row.span("cells")):
            _fill(cells, reaching, cell.start())
            words = _words(view, *cell.span("words"))
            size = {match["way"].lower(): int(match["size"]) for match in _SPANS.finditer(cell["marks"])}
            width = min(size.get("col", 1), _WIDEST)
            if size.get("row", 1) > 1:
                below = min(size["row"], _TALLEST) - 1
                reaching |= {len(cells) + at: below for at in range(width)}
            cells += [words, *[Span(words.end, words.end)] * (width - 1)]
        _fill(cells, reaching, row.end())
        if cells:
            yield tuple(cells)


def _fill(cells: list[Span], reaching: dict[int, int], offset: int) -> None:
    """Add an empty cell for each one above that reaches down into the next column."""
    while reaching.get(len(cells), 0) > 0:
        reaching[len(cells)] -= 1
        cells.append(Span(offset, offset))


def _words(view: TextView, start: int, end: int) -> Span:
    lead = _OPENS.match(view.folded, start, end)
    left = lead.end() if lead else start
    tail = _CLOSES.search(view.folded, left, end)
    return Span(left, max(left, tail.start() if tail else end))
