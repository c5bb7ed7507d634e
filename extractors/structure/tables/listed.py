"""Tables saved with one cell a line, as from a web page or a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.structure.tables.cells import squeeze
from extractors.structure.tables.heads import NAMES, column_kind, may_name_rows
from extractors.structure.tables.model import Block
from extractors.structure.tables.stops import is_sentence, is_stop
from extractors.structure.tables.streams import divided, shares_begin
from extractors.text.view import Span, TextView

_LINE = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|$)")
_LONGEST_HEAD = 24
#: What the first head of a table may be.
_FIRST_HEADS = NAMES | {"number", "category"}
_HEAD_LINES = 16
#: Sentences in a row that end a table: a cell may hold one.
_SENTENCES = 2
#: How many lines show whether rows of shares stand below a head.
_FIRST_LOOK = 40


def listed_blocks(view: TextView) -> Iterator[Block]:
    """Yield the blocks of lines of one cell each that a head opens, in text order."""
    if not any(_is_head(view.folded[start:end].strip()) for start, end in view.lines()):
        return
    lines = [view.trim(match.start(), match.end()) for match in _LINE.finditer(view.folded)]
    at = 0
    while at < len(lines):
        if not _opens(view, lines, at):
            at += 1
            continue
        end = _end(view, lines, at)
        block = divided(view, _cells(lines[at:end]))
        if block is None:
            at += 1
            continue
        yield block
        at = end


def _words(view: TextView, line: Span) -> str:
    return squeeze(view.folded[line.start : line.end]) if line.end - line.start <= 2 * _LONGEST_HEAD else ""


def _is_head(words: str) -> bool:
    """Whether words are a head that may open a table."""
    return 0 < len(words) <= 2 * _LONGEST_HEAD and may_name_rows(words) and column_kind(words) in _FIRST_HEADS


def _opens(view: TextView, lines: list[Span], at: int) -> bool:
    """Whether a line is a head alone and another head follows on a line of its own."""
    words = _words(view, lines[at])
    if not _is_head(words):
        return False
    following = next((_words(view, line) for line in lines[at + 1 : at + 6] if line.end > line.start), "")
    kind = column_kind(following)
    if not following or (kind in NAMES and column_kind(words) in NAMES):
        # 主要指标 above 指标 is the table's title.
        return False
    if words == "序号" or kind is not None:
        return True
    return (
        shares_begin(view, [line for line in lines[at : at + _FIRST_LOOK] if line.end > line.start])
        is not None
    )


def _end(view: TextView, lines: list[Span], at: int) -> int:
    """Return behind which line the cells end: at a stop, at sentences, at the head of the next table."""
    first = _words(view, lines[at])
    sentences = 0
    for index in range(at + 1, len(lines)):
        words = view.folded[lines[index].start : lines[index].end]
        if is_stop(words) or (index > at + _HEAD_LINES and squeeze(words) in (first, "序号")):
            return index
        sentences = sentences + 1 if is_sentence(words) else (sentences if not words else 0)
        if sentences >= _SENTENCES:
            return index
    return len(lines)


def _cells(lines: list[Span]) -> list[Span]:
    """Return the cells with the empty ones that show as blank lines beyond those between all cells."""
    step = _step(lines)
    cells: list[Span] = []
    blanks = 0
    for line in lines:
        if line.end == line.start:
            blanks += 1
            if blanks % step == 0 and blanks >= step:
                cells.append(line)
            continue
        cells.append(line)
        blanks = 0
    return cells


def _step(lines: list[Span]) -> int:
    """Return how many lines lead from one cell to the next: two where blank lines part all cells."""
    first = lines[:_HEAD_LINES]
    shown = [at for at, line in enumerate(first) if line.end > line.start]
    return min((later - at for at, later in pairwise(shown)), default=1)
