"""Cells in reading order: where the head ends and the rows begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.structure.tables.cells import row_number, squeeze
from extractors.structure.tables.heads import NAMES, VALUES, column_kind
from extractors.structure.tables.model import Block
from extractors.text.view import Span, TextView

_LONGEST_HEAD = 40
_FEWEST_HEADS = 3
#: A head's tail that stands in a cell of its own.
_TAIL = re.compile(
    r"[(\[〔【].*|目标值?|属性|情况|名称|性质|任务|增长|增速|类别|数|量|率|时限|内容|指|标|序|号"
)
#: Words before the first row that head a part of the table, and name no column.
_PART = re.compile(
    r".*(?:[:]|期间|项目|工程.*|方面|部分)$|.*(?:19|20)[0-9]{2}年.*|(?:[一二三四五六七八九十]{1,2}|\([一二三四五六七八九十]{1,2}\))、?.*"
)


def divided(view: TextView, cells: Sequence[Span], *, is_glued: bool = False) -> Block | None:
    """Return a block of cells in reading order with its head and body apart, or None where no head opens them."""
    numbered = bool(cells) and column_kind(_words(view, cells[0])) == "number"
    end = _head_end_numbered(view, cells) if numbered else _head_end(view, cells)
    if end is None or end < _FEWEST_HEADS:
        return None
    head, group = _without_part(view, cells[:end])
    kinds = {column_kind(_words(view, cell)) for cell in head}
    if not kinds & (NAMES | {"category"}) and not numbered:
        return None
    if not numbered and not kinds & VALUES:
        return None
    body = (*group, *cells[end:])
    return Block((tuple(head),), (body,), "stream", is_glued) if body else None


def _words(view: TextView, cell: Span) -> str:
    return view.folded[cell.start : cell.end]


def _head_end_numbered(view: TextView, cells: Sequence[Span]) -> int | None:
    """Return at which cell the row with the number 1 begins."""
    for at, cell in enumerate(cells[1:_LONGEST_HEAD], 1):
        if row_number(_words(view, cell)) == 1:
            return at
    return None


def _head_end(view: TextView, cells: Sequence[Span]) -> int | None:
    """Return at which cell words begin that name no column."""
    for at, cell in enumerate(cells[:_LONGEST_HEAD]):
        words = squeeze(_words(view, cell))
        if words and column_kind(words) is None and not _TAIL.fullmatch(words):
            return at
    return None


def _without_part(view: TextView, cells: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Take what heads a part of the table off the end of the head (2016年新开工项目)."""
    head = list(cells)
    while head and head[-1].end == head[-1].start:
        head.pop()
    blank = next((at for at, cell in enumerate(head) if cell.end == cell.start), None)
    if blank is not None and all(
        column_kind(_words(view, cell)) is None for cell in head[blank:] if cell.end > cell.start
    ):
        return head[:blank], [cell for cell in head[blank:] if cell.end > cell.start]
    group: list[Span] = []
    while (
        len(head) > 2
        and column_kind(_words(view, head[-1])) is None
        and _PART.fullmatch(squeeze(_words(view, head[-1])))
    ):
        group.insert(0, head.pop())
    return head, group
