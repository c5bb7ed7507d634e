"""The line breaks inside a paragraph of Markdown: which end a line of the document, which only end one of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from markdown_it.token import Token

from extractors.readers.layout import OPENER, columns_of

#: How far a line that was full falls short of the next, in columns.
_RAGGED = 6
#: Paragraphs of fewer lines do not show how wide a page is.
_FEWEST_OF_A_PAGE = 4
#: No page is narrower, in columns; short lines are whole.
_NARROWEST_PAGE = 40
#: Behind such a line no words go on: 。 ”。 ： ；）
_ENDS = re.compile(r"[。！？；：!?;:][”’」』）)】》]*$")
#: In such a place a sentence goes on: 到2025年，
_GOES_ON = re.compile(r"[，、,（(《“]$")
#: What opens a line: 一、, （一）, 第一条, a heading without a blank (#总则), a row (| 1 | 公园 |), an indented paragraph (　　到).
_OPENS = re.compile(rf"(?:\u3000|#{{1,6}}|[|｜]|\+[-=]|{OPENER})")
#: A line that stands alone: 2018年3月1日, 各县（市、区）人民政府：
_NUMERAL = "[0-9〇○一二三四五六七八九十]"
_STANDS = re.compile(rf"{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日$|[^，。；,;]{{2,40}}[：:]$")
#: Cells with blanks or a tab between them: 新建公园   个   12
_ROW = re.compile(r"\S(?:[ ]*\t|[ ]{3,}|\u3000{2,})\S")
#: What stands between a heading's label and its end is none of these.
_CLAUSES = re.compile(r"[，。；,;]")
#: Markers at the ends of a line, and the backslash before a mark: **一、总则**, 1\.
_MARKERS = "*_~` \t"
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: What a quotation puts before each of its lines.
_QUOTES = re.compile(r"(?:[ \t]{0,3}>)+[ ]?")


class _Break(Enum):
    """What a line break is: the end of a line, a place where the line goes on, or what the rest of the text tells."""

    ENDS = auto()
    GOES_ON = auto()
    UNTOLD = auto()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph of several lines.

    Attributes:
        inline: The token that holds its words.
        lines: Its lines in the file.
        breaks: What each break between them is.
    """

    inline: Token
    lines: list[str]
    breaks: list[_Break]


def mark_breaks(tokens: Sequence[Token], source: Sequence[str]) -> None:
    """Turn the breaks that end a line into hard ones, in the words of paragraphs that are not parsed yet.

    Markdown joins the lines of a paragraph, and many texts are Markdown by their name alone: a line for each paragraph, none
    blank between them. Where most breaks end a sentence or stand before a label, those of which nothing is told do too.

    Args:
        tokens: The blocks of a text; the words of its paragraphs are changed.
        source: The lines of the text.
    """
    found = [*_paragraphs(tokens, source)]
    told = [one for paragraph in found for one in paragraph.breaks]
    stands = told.count(_Break.ENDS) * 2 > len(told)
    for paragraph in found:
        paragraph.inline.content = _with_breaks(paragraph, stands)


def _with_breaks(paragraph: _Paragraph, stands: bool) -> str:
    first, *others = paragraph.inline.content.split("\n")
    words = [first]
    for kind, line in zip(paragraph.breaks, others, strict=True):
        ends = kind is _Break.ENDS or (stands and kind is _Break.UNTOLD)
        # Two blanks before a break make it a hard one.
        words += ["  \n" if ends else "\n", line]
    return "".join(words)


def _paragraphs(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[_Paragraph]:
    """Yield the paragraphs of several lines with what their breaks are."""
    items = 0
    for opened, inline in pairwise(tokens):
        items += {"list_item_open": 1, "list_item_close": -1}.get(opened.type, 0)
        is_text = opened.type == "paragraph_open" or (opened.type == "heading_open" and opened.markup in "-=")
        if is_text and inline.map is not None and "\n" in inline.content:
            # Several lines above a rule (----) are the text before it, no heading.
            opened.type = "paragraph_open"
            lines = _shown([_QUOTES.sub("", line, count=1) for line in source[slice(*inline.map)]])
            if len(lines) == inline.content.count("\n") + 1:
                yield _Paragraph(inline, lines, _breaks(lines, in_item=items > 0))


def _shown(lines: list[str]) -> list[str]:
    """Return lines without those at both ends that hold only blanks, among them U+3000: the parser takes them off."""
    shown = [at for at, line in enumerate(lines) if line.strip()]
    return lines[shown[0] : shown[-1] + 1] if shown else lines


def _breaks(lines: Sequence[str], *, in_item: bool) -> list[_Break]:
    shown = [_ESCAPE.sub(r"\1", line.strip(_MARKERS)) for line in lines]
    is_page = len(shown) >= _FEWEST_OF_A_PAGE and max(map(columns_of, shown)) >= _NARROWEST_PAGE
    full = _full(shown, is_page=is_page)
    kinds = []
    for at in range(len(lines) - 1):
        indents = [len(line) - len(line.lstrip(" \t")) for line in lines[at : at + 2]]
        kind = _between(shown[at], shown[at + 1], is_long=is_page, is_full=full[at])
        if kind is _Break.UNTOLD and in_item and indents[1]:
            # A line of an item is indented to go on with it.
            kind = _Break.GOES_ON
        elif kind is _Break.UNTOLD and indents[1] > indents[0]:
            kind = _Break.ENDS
        kinds.append(kind)
    return kinds


def _full(shown: Sequence[str], *, is_page: bool) -> list[bool]:
    """Return for each line whether it is full, in a paragraph most of which stands in lines of one width."""
    widths = [*map(columns_of, shown)]
    widest = max(widths)
    full = [width >= widest - _RAGGED for width in widths]
    is_even = is_page and sum(full) * 2 >= len(full)
    return [is_even and one for one in full]


def _between(line: str, following: str, *, is_long: bool, is_full: bool) -> _Break:
    """Return what the break between two lines is by their words.

    Args:
        line: The line before it.
        following: The line behind it.
        is_long: Whether the paragraph has enough lines to show how wide a page is.
        is_full: Whether the line is as wide as a page.
    """
    ends = bool(_ENDS.search(line)) and not is_full
    if ends or _OPENS.match(following) or _ROW.search(line) or _ROW.search(following):
        return _Break.ENDS
    if _GOES_ON.search(line):
        return _Break.GOES_ON
    # A line that was broken for want of room is no narrower than the next.
    room = _RAGGED if is_long else 0
    is_narrow = len(line) < len(following) and columns_of(line) < columns_of(following) - room
    is_heading = bool(_OPENS.match(line)) and not _CLAUSES.search(line)
    if _STANDS.match(following) or (is_narrow and (is_heading or is_long)):
        return _Break.ENDS
    return _Break.UNTOLD
