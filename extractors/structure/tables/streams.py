"""Cells in reading order: where the head ends and the rows begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.structure.tables.cells import form_of, is_total, row_number, squeeze
from extractors.structure.tables.heads import NAMES, VALUES, column_kind
from extractors.structure.tables.model import Block
from extractors.text.view import Span, TextView

_LONGEST_HEAD = 40
_FEWEST_HEADS = 3
_FEWEST_ROWS = 2
#: Heads of a column that says who has a share.
_SHARING = frozenset({"place", "unit", "party"})
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
    shared = shares_begin(view, cells)
    if shared is not None:
        return Block((tuple(cells[:shared]),), (tuple(cells[shared:]),), "stream", is_glued)
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


def shares_begin(view: TextView, cells: Sequence[Span]) -> int | None:
    """Return at which cell the rows of shares begin: below any heads a name and a value for each further column.

    A table that parts a sum among places names what is counted in words of its own (县区 城镇新增就业 失业人员再就业),
    so that its rows alone show where the head ends.
    """
    if not cells or column_kind(_words(view, cells[0])) not in _SHARING:
        return None
    values = (at for at, cell in enumerate(cells[:_LONGEST_HEAD]) if _is_share(view, cell))
    width = next(values, 0) - 1
    if width < 2 or any(is_total(_words(view, cell)) for cell in cells[:width]):
        return None
    return width if shared_rows(view, cells, width) >= _FEWEST_ROWS else None


def shared_rows(view: TextView, cells: Sequence[Span], width: int) -> int:
    """Return how many rows of a name and values in all other columns follow a head of as many cells."""
    rows = 0
    for start in range(width, len(cells) - width + 1, width):
        name, *shares = cells[start : start + width]
        if form_of(_words(view, name)) != "text" or not all(_is_share(view, cell) for cell in shares):
            break
        rows += 1
    return rows


def _is_share(view: TextView, cell: Span) -> bool:
    return form_of(_words(view, cell)) in ("number", "value", "dash")


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
