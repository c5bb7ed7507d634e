"""Hard-wrapped text: which line breaks only end a line of a page, and belong to no paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.readers.layout import OPENER, columns_of
from extractors.values import dataclass

#: How far a full line may fall short of the page's width, in columns: marks and numbers are not broken.
_RAGGED = 6
#: How far lines of one width differ at the most where every line holds all that fits.
_EVEN = 2
#: Lines narrower than this are cells of a table or verses, not lines of a page.
_NARROWEST = 24
#: The least share of a wrapped text that stands in full lines, and the least number of them that end in mid-sentence.
_FULL_SHARE = 0.4
_OPEN_SHARE = 0.25
_FEWEST_OPEN = 4
#: What counts as hardly ever and as nearly always when blanks at the ends of lines are looked at.
_FEW, _MOST = 0.3, 0.7
_SENTENCE_ENDS = frozenset("。；;：:！？!?”")
#: What ends a line besides a line feed.
_OTHER_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_BREAK = re.compile(rf"[\n{_OTHER_BREAKS}]")
#: What opens a paragraph, so that the line before it is a paragraph's last even where it is full.
_OPENER = re.compile(rf"[^\S\n\r]*{OPENER}")
#: The number of a page, alone on its line: 15, - 15 -, 第15页, 1 5, II.
PAGE_NUMBER = (
    r"[^\S\n\r]*(?:[-—–－·][ ]?)?(?:第[ ]?)?(?:[0-9０-９](?:[ ]?[0-9０-９]){0,2}|[IVX](?:[ ]?[IVX]){0,4})"
    r"(?:[ ]?页)?(?:[ ]?[-—–－·])?[^\S\n\r]*"
)
_PAGE_NUMBER = re.compile(rf"{PAGE_NUMBER}$")
_INDENT = re.compile(r"(?:　|[ \t]{2})")
_WORD = re.compile(r"[A-Za-z]")
#: Columns inside a line: tabs, bars, a run of blanks. A table's row is no line of a paragraph.
_COLUMNS = re.compile(
    # each alternative begins with what is rare in a line, and looks back from there
    r" (?<=\S ) *\t|\t(?<=\S\t)|\|[^|\n]*\|"
    r"| (?<=[^\s。！？!?：:；;] ) {2,}\S|　(?<=[^\s。！？!?：:；;]　)　+\S"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    width: int


def wraps(text: str) -> list[tuple[int, int]]:
    """Return the ranges between the lines of a hard-wrapped paragraph, in text order.

    A range holds the line break with the blanks around it, and the number of the page where a paragraph runs over two.
    A text is hard-wrapped where most of it stands in lines of one width that end in mid-sentence; other texts have no
    such ranges.
    """
    best: tuple[int, list[_Line], int] | None = None
    rows: frozenset[int] = frozenset()
    for measure in (columns_of, _characters):
        lines = _measured(text, measure)
        if best is None:
            rows = _rows(text, lines)  # which are the same however lines are measured
        prose = [line for line in lines if line.width >= _NARROWEST and line.start not in rows]
        page_width = _page_width(text, prose)
        if page_width is None:
            break
        even = sum(abs(line.width - page_width) <= _EVEN for line in prose)
        if best is None or even > best[0]:
            best = even, lines, page_width
    return _joints(text, best[1], best[2], rows) if best else []


def _characters(words: str) -> int:
    """Return twice the number of characters, for texts whose lines hold so many of them, digits or not."""
    return 2 * len(words)


def _measured(text: str, measure: Callable[[str], int]) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    is_plain = not any(char in text for char in _OTHER_BREAKS)
    for line in text.split("\n") if is_plain else _BREAK.split(text):
        if line:
            words = line.rstrip()
            lines.append(_Line(start, start + len(words), measure(words)))
        start += len(line) + 1
    return lines


def _rows(text: str, lines: list[_Line]) -> frozenset[int]:
    """Return where the lines start that are rows of tables."""
    if _COLUMNS.search(text) is None:
        return frozenset()  # as in most texts
    return frozenset(line.start for line in lines if _COLUMNS.search(text, line.start, line.end))


def _page_width(text: str, lines: list[_Line]) -> int | None:
    """Return the width of a full line in columns, or None where the text is not hard-wrapped."""
    total = sum(line.width for line in lines)
    width = _median_by_length([line.width for line in lines], total)
    full = [line for line in lines if abs(line.width - width) <= _RAGGED]
    unfinished = [line for line in full if text[line.end - 1] not in _SENTENCE_ENDS]
    wrapped = (
        width >= _NARROWEST
        and sum(line.width for line in full) >= _FULL_SHARE * total
        and len(unfinished) >= max(_FEWEST_OPEN, _OPEN_SHARE * len(full))
    )
    return width if wrapped else None


def _median_by_length(widths: list[int], total: int) -> int:
    """Return the width at which half of the text stands in narrower lines, half in wider ones."""
    passed = 0
    for width in sorted(widths):
        passed += width
        if passed * 2 >= total:
            return width
    return 0


def _joints(text: str, lines: list[_Line], page_width: int, rows: frozenset[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    last: _Line | None = None
    over_page = False
    blank_closes = _blank_closes(text, lines, page_width)
    for line in lines:
        if line.width == 0:
            continue
        if last is not None and _PAGE_NUMBER.match(text, line.start, line.end):
            over_page = True
            continue
        closed = last is not None and (
            not rows.isdisjoint((last.start, line.start)) or (blank_closes and _ends_blank(text, last))
        )
        if last is not None and not closed and _goes_on(text, last, line, page_width, over_page=over_page):
            lead = len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
            found.append((last.end, line.start + lead))
        last, over_page = line, False
    return found


def _ends_blank(text: str, line: _Line) -> bool:
    return text[line.end : line.end + 1] == " "


def _blank_closes(text: str, lines: list[_Line], page_width: int) -> bool:
    """Whether a blank at a line's end marks the paragraph's end, as text taken from a PDF often has it."""
    full = [line for line in lines if line.width >= page_width - _RAGGED]
    short = [line for line in lines if 0 < line.width < page_width - _RAGGED]
    rarely = sum(_ends_blank(text, line) for line in full) <= _FEW * len(full)
    return rarely and sum(_ends_blank(text, line) for line in short) >= _MOST * len(short) > 0


def _goes_on(text: str, line: _Line, following: _Line, page_width: int, *, over_page: bool) -> bool:
    """Whether a paragraph runs over from one line to the next."""
    if line.width < page_width - _RAGGED or _OPENER.match(text, following.start):
        return False
    between = text[line.end : following.start]
    if not over_page and between.count("\n") > 1:
        return False
    ended = text[line.end - 1] in _SENTENCE_ENDS
    if ended and (over_page or _INDENT.match(text, following.start)):
        return False
    # Two Latin words keep what parts them.
    return not (_WORD.match(text, line.end - 1) and _WORD.match(text, following.start))
