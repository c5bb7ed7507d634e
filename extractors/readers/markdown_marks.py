"""The parser of Markdown as Chinese documents write it: what its marks mean between Chinese characters and digits."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

#: Deeper lists and quotations are refused. An item takes two, its list and itself; the parser calls itself for each.
MAX_DEPTH = 100

#: The definition of a link, which leads to an address: [1]: http://www.gov.cn "中国政府网"; [12]: 2.5万亩 leads nowhere.
_DEFINITION = re.compile(
    r"\[(?!\^)[^\]]+\]:[ \t]*<?(?:[a-z][a-z0-9+.-]*:|www\.|#|\.{0,2}/)[!-~]*(?=[ \t]|$)", re.IGNORECASE
)


def parser() -> MarkdownIt:
    """Return a parser of CommonMark with the tables and struck-out words of GitHub, without code by indentation.

    Four blanks at a line's start are how a paragraph begins. The markers of emphasis are known beside Chinese marks and
    not known between digits; a definition of a link has an address.
    Source: CommonMark 0.31.2; GitHub Flavored Markdown 0.29, sections 4.10 and 6.5.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    markdown.disable("code")
    markdown.block.ruler.at("reference", _reference)
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler.at("strikethrough", _strikethrough)
    return markdown


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the definition of a link where it has an address; what only looks like one keeps its words."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    return bool(_DEFINITION.match(state.src, start, end)) and reference(state, start_line, end_line, silent)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read a run of * or _."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if marker == "_":
        scanned = state.scanDelims(state.pos, False)
        _mark(state, scanned.length, 1, scanned.length, (scanned.can_open, scanned.can_close))
        return True
    length, opens, closes = _flanks(state)
    # 3*5米 is a product.
    is_product = _is_between_digits(state, length)
    _mark(state, length, 1, length, (opens and not is_product, closes and not is_product))
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """Read a run of ~~; one ~ alone is from and to, as in 5~8家."""
    if silent or state.src[state.pos] != "~":
        return False
    length, opens, closes = _flanks(state)
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    # 5~~8家 is from and to; ~~600~~700家 is 700家.
    opens = opens and not _is_between_digits(state, length)
    _mark(state, length, 2, 0, (opens, closes))
    return True


def _mark(state: StateInline, length: int, width: int, told: int, flanks: tuple[bool, bool]) -> None:
    """Push a run of markers as text that the parser pairs afterwards.

    Args:
        state: The parser's state, at the run's start.
        length: How many characters the run has.
        width: How many of them make one marker.
        told: What the parser is told of the run's length; 0 for markers that pair whatever it is.
        flanks: Whether the run may open, and whether it may close.
    """
    marker = state.src[state.pos]
    for _ in range(length // width):
        state.push("text", "", 0).content = marker * width
        state.delimiters.append(Delimiter(ord(marker), told, len(state.tokens) - 1, -1, *flanks))
    state.pos += length


def _flanks(state: StateInline) -> tuple[int, bool, bool]:
    """Return the length of a run of markers, whether it may open and whether it may close.

    By CommonMark a marker between a mark of punctuation and a letter neither closes **12%**以上 nor opens 建设**“一带一路”**;
    Chinese puts no blanks there, so that beside a wide character a marker may always do both.
    """
    marker, start = state.src[state.pos], state.pos
    length = len(state.src[start : state.posMax]) - len(state.src[start : state.posMax].lstrip(marker))
    before, behind = _around(state, length)
    opens = not _is_blank(behind) and (not _is_mark(behind) or not _is_letter(before))
    closes = not _is_blank(before) and (not _is_mark(before) or not _is_letter(behind))
    return length, opens, closes


def _around(state: StateInline, length: int) -> tuple[str, str]:
    """Return the characters before and behind a run; a blank where the text begins or ends."""
    end = state.pos + length
    before = state.src[state.pos - 1] if state.pos > 0 else " "
    return before, state.src[end] if end < state.posMax else " "


def _is_between_digits(state: StateInline, length: int) -> bool:
    return all(char.isdigit() for char in _around(state, length))


def _is_blank(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _is_wide(char: str) -> bool:
    """Whether a character is as wide as Chinese ones; “ and — are among them."""
    return unicodedata.east_asian_width(char) in "WFA"


def _is_mark(char: str) -> bool:
    return not _is_wide(char) and (isMdAsciiPunct(ord(char)) or isPunctChar(char))


def _is_letter(char: str) -> bool:
    return not (_is_blank(char) or _is_mark(char) or _is_wide(char))
