"""Pages of a PDF as the lines of a text: heads and numbers of pages left out, printed lines joined to paragraphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.readers.layout import Grid, Line, is_data, row_line
from extractors.readers.pdf_cells import PageTable
from extractors.readers.pdf_chars import Char
from extractors.readers.pdf_columns import two_columns
from extractors.readers.pdf_continued import appended, continues
from extractors.readers.pdf_lines import PrintedLine, char_rows, printed_line, printed_lines
from extractors.readers.pdf_margins import PageLines, page_furniture
from extractors.readers.pdf_outlines import is_outlined
from extractors.readers.pdf_page import Page
from extractors.readers.pdf_paragraphs import (
    Column,
    column,
    goes_on,
    is_contents,
    joined,
    usual_distances,
    usual_size,
)
from extractors.readers.pdf_tables import RuledPage, page_tables, ruled_page

#: How far words keep from the frame of a box, in points.
_PADDING = 6.0


@dataclass(slots=True)
class PdfText:
    """The lines of a text and how much of each kind was left out."""

    lines: list[Line] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Part:
    """Lines and tables that are read one after the other, from top to bottom: a page, a column of it, a box.

    Attributes:
        kind: What parts with the same margins have in common.
        lines: Its lines.
        tables: Its tables.
        right: Where its lines end, if a box is drawn around them.
    """

    kind: tuple[int, ...]
    lines: list[PrintedLine]
    tables: list[PageTable]
    right: float | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A line with the margins that it stands in, or a table; whether it opens a page or a column, and stands in a box."""

    content: PrintedLine | PageTable
    margins: Column | None
    is_first: bool
    is_boxed: bool

    def follows(self, other: _Item) -> bool:
        """Whether a paragraph may run on from another line: within the same margins, or over a page's or column's end."""
        return self.margins is other.margins or (self.is_first and not self.is_boxed and not other.is_boxed)


def pdf_text(pages: Sequence[Page]) -> PdfText:
    """Return the text of pages in reading order."""
    text = PdfText()
    ruled, lines, text.left_out = _without_furniture([ruled_page(page) for page in pages])
    parts = list(_parts(ruled, lines))
    for block in _blocks(list(_items(parts)), text.left_out):
        text.lines += (Line(words, is_contents(words)) for words in _block_lines(block))
    turned = sum(page.turned for page in pages)
    if turned:
        text.left_out["turned_characters"] = turned
    return text


def _without_furniture(
    pages: Sequence[RuledPage],
) -> tuple[list[RuledPage], list[list[PrintedLine]], Counter[str]]:
    """Return pages without their heads and numbers, which would cut a table that runs over them; how many there are.

    Returns:
        The pages, for each its lines outside the tables that are drawn, and the counts of what was left out.
    """
    printed = [_printed(ruled) for ruled in pages]
    found, counts = page_furniture([lines for lines, _ in printed])
    rest: list[RuledPage] = []
    lines: list[list[PrintedLine]] = []
    for ruled, (_, rows), furniture in zip(pages, printed, found, strict=True):
        of_page = set(furniture)
        left_out = [char for line, row in rows if line in of_page for char in row]
        rest.append(ruled.without({id(char) for char in left_out}))
        lines.append([line for line, _ in rows if line not in of_page])
    return rest, lines, counts


def _printed(ruled: RuledPage) -> tuple[PageLines, list[tuple[PrintedLine, list[Char]]]]:
    """Return the lines of a page that may be its heads or its number, and all with their characters."""
    page = ruled.page
    rows = [(line, row) for row in char_rows(ruled.outside) if (line := printed_line(row))]
    columns = is_outlined(ruled.level, [row for _, row in rows])
    lines = [line for (line, _), is_row in zip(rows, columns, strict=True) if not is_row]
    return PageLines(round(page.width), round(page.height), lines), rows


def _parts(pages: Sequence[RuledPage], lines: Sequence[list[PrintedLine]]) -> Iterator[list[_Part]]:
    """Yield what is read on each page, part by part.

    Args:
        pages: The pages without heads and numbers.
        lines: For each its lines outside the tables that are drawn.
    """
    gutter: float | None = None
    for ruled, known, (tables, outside) in zip(pages, lines, page_tables(pages), strict=True):
        kind = (round(ruled.page.width), round(ruled.page.height))
        columns = (
            None if tables else two_columns(outside) or (gutter and two_columns(outside, gutter)) or None
        )
        gutter = columns.gutter if columns else None
        if columns is None:
            has_more_tables = len(outside) < len(ruled.outside)
            yield [_Part(kind, printed_lines(outside) if has_more_tables else known, tables)]
            continue
        parts = (columns.above, columns.left, columns.right, columns.below)
        yield [
            _Part((*kind, at) if at in (1, 2) else kind, printed_lines(part), [])
            for at, part in enumerate(parts)
        ]


def _items(pages: Sequence[Sequence[_Part]]) -> Iterator[_Item]:
    """Yield the lines and tables of pages in reading order, the lines of boxes among them."""
    parts = [_with_boxes(part) for of_page in pages for part in of_page]
    margins = _margins([piece for pieces in parts for piece in pieces])
    for pieces in parts:
        is_first = True
        for piece in pieces:
            contents: list[PrintedLine | PageTable] = [*piece.lines, *piece.tables]
            for content in contents:
                yield _Item(content, margins.get(piece.kind), is_first, piece.right is not None)
                is_first = False


def _with_boxes(part: _Part) -> list[_Part]:
    """Return a part cut where boxes of one column stand in it: their lines are text."""
    pieces: list[_Part] = []
    contents: list[PrintedLine | PageTable] = [*part.lines, *part.tables]
    for content in sorted(contents, key=lambda content: content.box.top):
        if isinstance(content, PrintedLine):
            pieces.append(_Part(part.kind, [content], [], part.right))
        elif len(content.columns) > 2:
            pieces.append(_Part(part.kind, [], [content]))
        else:
            right = content.box.right - _PADDING
            kind = (round(content.box.left), round(right), 0)
            cells = [cell for row in content.cells for cell in row if cell]
            pieces += [_Part(kind, [*cell.lines], [], right) for cell in cells]
    return pieces


def _margins(parts: Sequence[_Part]) -> dict[tuple[int, ...], Column]:
    """Return the margins of parts by their kind."""
    lines: defaultdict[tuple[int, ...], list[PrintedLine]] = defaultdict(list)
    rights: dict[tuple[int, ...], float | None] = {}
    for part in parts:
        lines[part.kind] += part.lines
        rights[part.kind] = part.right
    found = {kind: column(of_kind, rights[kind]) for kind, of_kind in lines.items() if of_kind}
    pitches = usual_distances((lines[kind], margins) for kind, margins in found.items())
    size = usual_size(line for of_kind in lines.values() for line in of_kind)
    for margins in found.values():
        margins.pitches, margins.size = pitches, size
    return found


def _blocks(items: Sequence[_Item], left_out: Counter[str]) -> Iterator[str | Grid]:
    """Yield paragraphs and tables, those that run over pages in one piece."""
    paragraph: list[PrintedLine] = []
    table: PageTable | None = None
    for at, item in enumerate(items):
        content = item.content
        if isinstance(content, PrintedLine):
            if paragraph and not _carries_on(paragraph, items, at):
                yield joined(paragraph)
                paragraph = []
            if table is not None:
                yield table.rows()
                table = None
            paragraph.append(content)
            continue
        if paragraph:
            yield joined(paragraph)
            paragraph = []
        if table is not None and item.is_first and continues(table, content):
            table = appended(table, content, left_out)
            continue
        if table is not None:
            yield table.rows()
        table = content
    if paragraph:
        yield joined(paragraph)
    if table is not None:
        yield table.rows()


def _carries_on(paragraph: Sequence[PrintedLine], items: Sequence[_Item], at: int) -> bool:
    """Whether a line carries on the paragraph before it, which may stand in another column."""
    item, other = items[at], items[at - 1]
    line = item.content
    if (
        not isinstance(line, PrintedLine)
        or item.margins is None
        or other.margins is None
        or not item.follows(other)
    ):
        return False
    off = item.margins.right - other.margins.right
    moved = [replace(before, box=before.box.moved(off)) for before in paragraph] if off else paragraph
    return goes_on(moved, line, _following(items, at), item.margins, is_first=item.is_first)


def _following(items: Sequence[_Item], at: int) -> PrintedLine | None:
    """Return the line below a line, None where a table, a page or the text ends."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or following.is_first or not isinstance(following.content, PrintedLine):
        return None
    return following.content


def _block_lines(block: str | Grid) -> list[str]:
    if isinstance(block, str):
        return [block]
    if not is_data([[[cell] if cell else [] for cell in row] for row in block]):
        return [cell for row in block for cell in row if cell]
    return [row_line(row) for row in block if any(row)]
