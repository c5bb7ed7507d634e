"""Tables of a page: rows between bars, or what the cells hold where a table lays out the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.readers.html_page import Block, Page
from extractors.readers.layout import Cell, grid, is_data, row_line

#: No table of a plan is wider.
_WIDEST = 40
#: A cell with as many blocks holds an article.
_ARTICLE_BLOCKS = 5
#: A cell with as many linked blocks holds a menu.
_MENU_BLOCKS = 2
#: Headings of a document, which stand in no cell of its tables.
_HEADINGS = frozenset(("h1", "h2"))

#: One cell: its blocks, how many columns and how many rows it takes.
PageCell = tuple[list[Block], int, int]


@dataclass(slots=True)
class Table:
    """A table that is being read: the blocks of each cell."""

    element: int
    rows: list[list[PageCell]] = field(default_factory=list)


def table_blocks(table: Table, page: Page) -> list[Block]:
    """Return a table as rows between bars, or, where it only lays out the page, what its cells hold."""
    cells = [flow for row in table.rows for flow, _, _ in row]
    lines = [[[block.text for block in flow] for flow, _, _ in row] for row in table.rows]
    if _lays_out(cells, page) or not is_data(lines):
        return [block for flow in cells for block in flow]
    words = (
        [Cell(" ".join(block.text for block in flow), width, height) for flow, width, height in row]
        for row in table.rows
    )
    shown = [
        (row, flows)
        for row, flows in zip(grid(words, _WIDEST), table.rows, strict=True)
        if any(cell for cell in row)
    ]
    return [_row(table.element, row, [flow for flow, _, _ in cells]) for row, cells in shown]


def _row(element: int, row: list[str | None], flows: list[list[Block]]) -> Block:
    blocks = [block for flow in flows for block in flow]
    linked = sum(block.linked for block in blocks)
    return Block(element, row_line(row), linked, is_row=True, parts=tuple(block.text for block in blocks))


def _lays_out(cells: list[list[Block]], page: Page) -> bool:
    """Whether one cell holds an article, and a heading of it or a menu beside it says so."""
    articles = [cell for cell in cells if len(cell) >= _ARTICLE_BLOCKS]
    return any(page.elements[block.element].tag in _HEADINGS for cell in articles for block in cell) or (
        bool(articles) and any(_is_menu(cell) for cell in cells)
    )


def _is_menu(cell: list[Block]) -> bool:
    return len(cell) >= _MENU_BLOCKS and all(block.linked * 2 > len(block.text) for block in cell)
