"""Pages of a PDF as the lines of a text: heads and numbers of pages left out, printed lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.readers.layout import Grid, Line, is_data, row_line
from extractors.readers.pdf_lines import PrintedLine, printed_lines
from extractors.readers.pdf_page import Page
from extractors.readers.pdf_tables import PageTable, outside, page_tables

#: The share of a page's height, above and below, in which heads and numbers of pages stand.
_MARGIN = 0.13
#: A head stands on at least as many pages and on this share of them; left and right pages may have different ones.
_FEWEST_PAGES, _PAGES_SHARE = 2, 0.3
#: How far heads of different pages stand from the same place, in points.
_SAME_PLACE = 4.0
#: The number of a page: 15, - 15 -, — 3 —, 第15页, 第3页 共20页, 3/20, IV.
_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[IVXivx]{1,6}|[一二三四五六七八九十]{1,4}(?=\s*页))(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共|of)?\s*[0-9０-９]{1,4}\s*页?)?[-—–－·•\s]*"
)
_DIGITS = re.compile(r"[0-9０-９]+")
#: How far a paragraph's first line stands in from the left margin at least, in heights of the line.
_INDENT = 0.9
#: How far a line falls short of the right margin that still goes on, after a sentence's end and within one.
_ENDED_SHORT, _OPEN_SHORT = 3.0, 5.0
#: Lines as far apart, in their heights, belong to two paragraphs.
_APART = 2.2
#: How much sizes of characters differ where a heading begins or ends.
_OTHER_SIZE = 0.12
_SENTENCE_ENDS = tuple("。！？；：”")
#: What opens a paragraph in a text that indents none.
_OPENER = re.compile(
    r"(?:第[一二三四五六七八九十百0-9０-９\s]{1,6}[篇编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9０-９]{1,3}[)）]"
    r"|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)|[①-⑳]|专\s?栏|——|附(?:件|表|录))"
)
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class _Printed:
    """What a page shows, from top to bottom."""

    page: Page
    lines: list[PrintedLine]
    tables: list[PageTable]

    def items(self) -> list[PrintedLine | PageTable]:
        """Lines and tables by their place."""
        return sorted([*self.lines, *self.tables], key=lambda item: item.box.top)


@dataclass(slots=True)
class PdfText:
    """The lines of a text and how much of each kind was left out."""

    lines: list[Line] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def pdf_text(pages: Sequence[Page]) -> PdfText:
    """Return the text of pages in reading order, one column a page."""
    printed = []
    for page in pages:
        tables = page_tables(page)
        printed.append(_Printed(page, printed_lines(outside(page.chars, tables)), tables))
    text = PdfText()
    _leave_out_margins(printed, text.left_out)
    for block in _blocks(printed, text.left_out):
        text.lines += map(Line, _block_lines(block))
    return text


def _block_lines(block: str | Grid) -> list[str]:
    if isinstance(block, str):
        return [block]
    if not is_data([[[cell] if cell else [] for cell in row] for row in block]):
        return [cell for row in block for cell in row if cell]
    return [row_line(row) for row in block if any(row)]


def _leave_out_margins(printed: list[_Printed], left_out: Counter[str]) -> None:
    """Take the heads that pages repeat and their numbers off the lines."""
    repeated = _repeated(printed)
    for one in printed:
        kept = []
        for line in one.lines:
            if not _in_margin(one.page, line) or _key(line) not in repeated:
                kept.append(line)
            elif _PAGE_NUMBER.fullmatch(line.text):
                left_out["page_numbers"] += 1
            else:
                left_out["page_heads"] += 1
        one.lines = kept


def _repeated(printed: list[_Printed]) -> set[tuple[str, int]]:
    """Return the words and places of lines in the margins that pages repeat, numbers aside."""
    pages: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for at, one in enumerate(printed):
        for line in one.lines:
            if _in_margin(one.page, line):
                pages[_key(line)].add(at)
    fewest = max(_FEWEST_PAGES, _PAGES_SHARE * len(printed))
    return {key for key, found in pages.items() if len(found) >= fewest}


def _key(line: PrintedLine) -> tuple[str, int]:
    words = "#" if _PAGE_NUMBER.fullmatch(line.text) else _DIGITS.sub("#", line.text)
    return "".join(words.split()), round(line.box.top / _SAME_PLACE)


def _in_margin(page: Page, line: PrintedLine) -> bool:
    return line.box.bottom <= _MARGIN * page.height or line.box.top >= (1 - _MARGIN) * page.height


@dataclass(slots=True)
class _Column:
    """The margins of the text on pages of one size, and whether its paragraphs are indented."""

    left: float
    right: float
    indents: bool


def _columns(printed: list[_Printed]) -> dict[tuple[int, int], _Column]:
    """Return the margins of pages by their size."""
    by_size: defaultdict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for one in printed:
        by_size[_size(one.page)] += one.lines
    return {size: _column(lines) for size, lines in by_size.items() if lines}


def _size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _column(lines: list[PrintedLine]) -> _Column:
    longest = max(line.box.right - line.box.left for line in lines)
    full = [line for line in lines if line.box.right - line.box.left >= 0.8 * longest]
    left = Counter(round(line.box.left) for line in full).most_common()
    size = sum(line.size for line in full) / len(full)
    # The first lines of paragraphs are full too, but stand in; the margin is the leftmost place that is usual.
    usual = [place for place, times in left if times >= 0.1 * len(full)] or [left[0][0]]
    right = sorted(line.box.right for line in full)[int(0.75 * (len(full) - 1))]
    margin = float(min(usual))
    starts = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if before is None or (_ends_sentence(before) and before.room(right) > _OPEN_SHORT)
    ]
    inset = [line for line in starts if line.box.left > margin + _INDENT * size]
    return _Column(margin, right, indents=2 * len(inset) >= len(starts))


def _blocks(printed: list[_Printed], left_out: Counter[str]) -> Iterator[str | Grid]:
    """Yield paragraphs and tables, those that run over pages in one piece."""
    columns = _columns(printed)
    paragraph: list[PrintedLine] = []
    table: PageTable | None = None
    for one in printed:
        column = columns.get(_size(one.page))
        for at, item in enumerate(one.items()):
            if isinstance(item, PageTable):
                if paragraph:
                    yield _joined(paragraph)
                    paragraph = []
                if table is not None and at == 0 and _continues(table, item):
                    table = _appended(table, item, left_out)
                    continue
                if table is not None:
                    yield table.rows
                table = item
                continue
            if table is not None:
                yield table.rows
                table = None
            if paragraph and column and not _goes_on(paragraph, item, column, is_first=at == 0):
                yield _joined(paragraph)
                paragraph = []
            paragraph.append(item)
    if paragraph:
        yield _joined(paragraph)
    if table is not None:
        yield table.rows


def _goes_on(paragraph: list[PrintedLine], line: PrintedLine, column: _Column, *, is_first: bool) -> bool:
    """Whether a line carries a paragraph on; the first line of a page may do so too."""
    before = paragraph[-1]
    ended = _ends_sentence(before)
    # Where paragraphs are indented, a line that is not goes on with the one before it, be that somewhat short.
    loose = (_ENDED_SHORT if ended else _OPEN_SHORT) if column.indents else 0.0
    if not before.fills(column.right, line) and before.room(column.right) > loose:
        return False
    if abs(line.size - before.size) > _OTHER_SIZE * before.size:
        return False
    if not is_first and line.box.top - before.box.top > _APART * before.size:
        return False
    inset = line.box.left > column.left + _INDENT * line.size
    aligned = len(paragraph) > 1 and line.box.left <= before.box.left + _INDENT * line.size
    if inset and not aligned:
        return False
    return column.indents or not (ended and _OPENER.match(line.text))


def _ends_sentence(line: PrintedLine) -> bool:
    return line.text.endswith(_SENTENCE_ENDS)


def _joined(lines: list[PrintedLine]) -> str:
    """Return the words of a paragraph; Latin words that a line break parts stay apart."""
    words = ""
    for line in lines:
        if words and _LATIN.match(words[-1]) and _LATIN.match(line.text[0]):
            words += " "
        words += line.text
    return words


def _continues(table: PageTable, below: PageTable) -> bool:
    """Whether a table that opens a page has the columns of the one that closed the page before it."""
    return len(table.columns) == len(below.columns) and all(
        abs(one - other) <= _SAME_PLACE for one, other in zip(table.columns, below.columns, strict=True)
    )


def _appended(table: PageTable, below: PageTable, left_out: Counter[str]) -> PageTable:
    """Return a table with the rows of the next page, without the head that it repeats."""
    rows = below.rows
    if rows and table.rows and rows[0] == table.rows[0]:
        rows = rows[1:]
        left_out["table_heads"] += 1
    joined = [*table.rows]
    if rows and joined and _is_rest(joined[-1], rows[0]):
        joined[-1] = [_glued(above, rest) for above, rest in zip(joined[-1], rows[0], strict=True)]
        rows = rows[1:]
    return PageTable(below.box, below.columns, [*joined, *rows])


def _is_rest(above: list[str | None], row: list[str | None]) -> bool:
    """Whether the first row of a page is the rest of the last one before it: it adds to some of its cells and to no other."""
    shown = [at for at, cell in enumerate(row) if cell]
    begun = [at for at, cell in enumerate(above) if cell]
    opens = shown and _OPENER.match(row[shown[0]] or "")
    # A cell that spans the row heads a part of the table; what it reaches into is none of a cell above.
    parted = all(row[at] is not None for at in begun)
    return bool(shown) and parted and set(shown) < set(begun) and not opens


def _glued(above: str | None, rest: str | None) -> str | None:
    return f"{above or ''}{rest}" if rest else above
