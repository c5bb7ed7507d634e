"""Laid-out formats as text: a line for each paragraph, heading and item, a line between bars for each row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.values import dataclass

#: What ends a line somewhere; a line of the text holds none of these.
_BREAKS = re.compile(r"[^\S\n]*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+[^\S\n]*")
#: A bar parts cells, so that a cell's own bars are written as a broken bar.
_BARS = str.maketrans("|｜", "¦¦")
#: What opens a paragraph, so that a line before it ends one: 第一章, 一、, （一）, 1., ①, 专栏, ——, 附件, 表1.
OPENER = (
    r"(?:第[一二三四五六七八九十百0-9０-９ ]{1,6}[篇编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9０-９]{1,3}[)）]"
    r"|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)|[①-⑳]|专[ ]?栏|——|附(?:件|表|录)|表[ ]?[0-9０-９])"
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
#: Characters that no text needs: controls, marks of direction, blanks without width.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc]")
#: The words of a table by row and column; None where a merged cell reaches.
Grid = list[list[str | None]]

#: A table of data has at least as many rows and columns.
_FEWEST = 2
#: The head of a table of data has at least as many cells, none longer than this.
_FEWEST_HEADS, _LONGEST_HEAD = 3, 24
#: A cell with as many lines and characters holds a part of a page.
_LAYOUT_LINES, _LAYOUT_CHARACTERS = 12, 800
#: 责任单位：市住房城乡建设局: a field with its value on a line of its own.
FIELD = re.compile(r"\s*[一-鿿]{2,8}[:：]\s*\S")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text.

    Attributes:
        text: Its characters, without a line break.
        is_furniture: Whether it belongs to the page, not to the document.
    """

    text: str
    is_furniture: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words and how many columns and rows it takes."""

    text: str
    width: int = 1
    height: int = 1


def raised(words: str) -> str:
    """Return words with their digits as raised ones, so that a power or the mark of a note is no part of a number."""
    return words.translate(_RAISED)


def visible(words: str) -> str:
    """Return words without characters that show nothing."""
    return _INVISIBLE.sub("", words)


def compose(lines: Iterable[Line]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text that lines make, and the ranges of it that are furniture, in order and apart."""
    parts: list[str] = []
    furniture: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        start, at = at, at + len(line.text) + 1
        parts.append(line.text)
        if not line.is_furniture:
            continue
        if furniture and furniture[-1][1] == start:
            furniture[-1] = (furniture[-1][0], at)
        else:
            furniture.append((start, at))
    return "".join(part + "\n" for part in parts), tuple(furniture)


def grid(rows: Iterable[Iterable[Cell]], widest: int) -> Grid:
    """Return the words of a table by row and column; None where a cell from above or from the left reaches.

    Args:
        rows: The cells of each row as the format gives them, each merged cell once.
        widest: No table has more columns; what a wrong mark says beyond that is cut.
    """
    table: Grid = []
    below: dict[int, int] = {}
    for row in rows:
        line: list[str | None] = []
        for cell in row:
            _pass_merged(line, below)
            width = min(cell.width, widest - len(line))
            if width < 1:
                break
            if cell.height > 1:
                below |= {len(line) + at: cell.height - 1 for at in range(width)}
            line += [cell.text, *[None] * (width - 1)]
        _pass_merged(line, below)
        table.append(line)
    return table


def _pass_merged(line: list[str | None], below: dict[int, int]) -> None:
    """Pass over the columns into which cells of the rows above reach."""
    while below.get(len(line), 0) > 0:
        below[len(line)] -= 1
        line.append(None)


def is_data(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table holds data; else it lays out a page.

    A table of data has several rows of several cells. Where a cell holds a table or a whole text, the table lays out a
    page, unless it opens with the heads of columns.

    Args:
        rows: The lines of each cell, by row.
    """
    several = [row for row in rows if sum(map(bool, row)) >= _FEWEST]
    if len(several) < _FEWEST:
        return False
    return _is_head(several[0]) or not any(_is_page(lines) for row in rows for lines in row)


def _is_head(row: Sequence[Sequence[str]]) -> bool:
    """Whether a row reads like the head of columns: several cells of a few words each."""
    cells = [lines for lines in row if lines]
    return len(cells) >= _FEWEST_HEADS and all(sum(map(len, lines)) <= _LONGEST_HEAD for lines in cells)


def _is_page(lines: Sequence[str]) -> bool:
    is_long = len(lines) >= _LAYOUT_LINES and sum(map(len, lines)) >= _LAYOUT_CHARACTERS
    return is_long or any(map(is_row_line, lines))


def is_row_line(line: str) -> bool:
    """Whether a line is a row of a table."""
    return line.startswith("| ") and line.endswith(" |")


def row_line(cells: Iterable[str | None]) -> str:
    """Return a row of a table as a line: its cells between bars, an empty one where a merged cell reaches."""
    return "|" + "|".join(f" {one_line(cell or '').translate(_BARS)} " for cell in cells) + "|"


def one_line(words: str) -> str:
    """Return words on one line: what a break parts is parted by a blank."""
    return _BREAKS.sub(" ", words).strip()


def columns_of(words: str) -> int:
    """Return how wide words are on a page: a Han character and a full-width mark take two columns."""
    return 2 * len(words) - len(words.encode("ascii", "ignore"))
