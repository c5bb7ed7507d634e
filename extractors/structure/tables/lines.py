"""Tables whose rows stand on lines: columns parted by bars or tabs, or aligned by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractors.structure.tables.cells import form_of
from extractors.structure.tables.heads import carries_head_on, is_head_line
from extractors.structure.tables.model import Block
from extractors.structure.tables.stops import is_sentence, is_stop
from extractors.structure.tables.streams import shares_begin
from extractors.text.view import Span, TextView

_Kind = Literal["bar", "tab", "blank"]
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_TAB = re.compile(r"\S[ ]*\t+[ ]*\S")
_BLANKS = re.compile(r" (?<=\S )(?: +|\S+ )")
#: What one of the columns of every table is called.
_HEAD_WORD = re.compile(r"序\s*号|指\s*标|项\s*目|类\s*别|名\s*称|任\s*务|地\s*[区市]|县|市|区|领\s*域")
_WORD = re.compile(r"\S+")
_LONGEST_LINE = 240
#: How many lines that are no rows a table may hold in a row.
_MAX_GAP = 3
#: How many lines, the head's included, show that a table shares something out.
_FIRST_LOOK = 3


def line_blocks(view: TextView) -> Iterator[Block]:
    """Yield the blocks of lines that a head opens, in text order."""
    lines = [(start, end) for start, end in view.lines() if view.folded[start:end].strip()]
    at = 0
    while at < len(lines):
        start, end = lines[at]
        kind = _kind(view.folded, start, end)
        if kind is None:
            at += 1
            continue
        taken, block = _block(view, lines, at, kind)
        if block is not None:
            yield block
        at += max(1, taken)


def _kind(folded: str, start: int, end: int) -> _Kind | None:
    if folded.count("|", start, end) >= 2:
        return "bar"
    kind: _Kind | None = None
    if folded.find("\t", start, end) >= 0 and _TAB.search(folded, start, end):
        kind = "tab"
    elif (
        end - start <= _LONGEST_LINE
        and folded.find(" ", start, end) >= 0
        and _BLANKS.search(folded, start, end)
    ):
        kind = "blank"
    return kind if kind and _HEAD_WORD.search(folded, start, end) else None


def _block(view: TextView, lines: list[tuple[int, int]], at: int, kind: _Kind) -> tuple[int, Block | None]:
    """Read a block that begins on a line; return how many lines it takes."""
    first = _cells(view, *lines[at], kind)
    if not is_head_line(view, _without_inner_blanks(view, first)) and not _heads_shares(
        view, lines, at, kind
    ):
        return 1, None
    head = [first]
    body: list[tuple[Span, ...]] = []
    taken, gap = 1, 0
    for start, end in lines[at + 1 :]:
        words = view.folded[start:end]
        if not _belongs(words, kind) or gap > _MAX_GAP:
            break
        taken += 1
        if kind == "bar" and _RULE.fullmatch(words):
            continue
        cells = _cells(view, start, end, kind)
        if not body and carries_head_on(view, cells):
            head.append(cells)
            continue
        gap = 0 if kind != "blank" or _is_row(view, cells) else gap + 1
        body.append(cells)
    if not body:
        return 1, None
    return taken, Block(tuple(head), tuple(body), "lines" if kind == "blank" else "grid")


def _heads_shares(view: TextView, lines: list[tuple[int, int]], at: int, kind: _Kind) -> bool:
    """Whether the lines below share out what a line names among places: as many cells each, a name and values."""
    cells = [
        [cell for cell in _cells(view, *line, kind) if cell.end > cell.start]
        for line in lines[at : at + _FIRST_LOOK]
    ]
    same = all(len(row) == len(cells[0]) for row in cells)
    return same and shares_begin(view, [cell for row in cells for cell in row]) == len(cells[0])


def _belongs(words: str, kind: _Kind) -> bool:
    if kind == "bar":
        return words.count("|") >= 2
    if kind == "tab":
        return bool(_TAB.search(words)) or (words.startswith("\t") and "\t" in words.strip("\t"))
    return len(words) <= _LONGEST_LINE and not is_stop(words) and not is_sentence(words)


def _cells(view: TextView, start: int, end: int, kind: _Kind) -> tuple[Span, ...]:
    if kind == "blank":
        return tuple(Span(*match.span()) for match in _WORD.finditer(view.folded, start, end))
    mark = "|" if kind == "bar" else "\t"
    left, right = start, end
    if kind == "bar":
        trimmed = view.trim(start, end)
        left = trimmed.start + view.folded.startswith("|", trimmed.start)
        right = trimmed.end - (view.folded[trimmed.end - 1] == "|")
    cells = []
    for piece in view.folded[left:right].split(mark):
        cells.append(view.trim(left, left + len(piece)))
        left += len(piece) + 1
    return tuple(cells)


def _without_inner_blanks(view: TextView, cells: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join single characters that blanks spread (指   标)."""
    joined: list[Span] = []
    for cell in cells:
        single = joined and cell.end - cell.start == 1 and joined[-1].end - joined[-1].start == 1
        joined[-1:] = [Span(joined[-1].start, cell.end)] if single else [*joined[-1:], cell]
    return tuple(joined)


def _is_row(view: TextView, cells: tuple[Span, ...]) -> bool:
    return sum(form_of(view.folded[c.start : c.end]) in ("value", "number", "dash") for c in cells) > 0
