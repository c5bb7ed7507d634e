"""From a block of cells to a table with its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from extractors.structure.tables.bars import bar_blocks
from extractors.structure.tables.captions import caption
from extractors.structure.tables.cells import form_of, is_total, is_unit, is_whole, row_number
from extractors.structure.tables.fit import fit, place
from extractors.structure.tables.flat import flat_blocks
from extractors.structure.tables.heads import NAMES, VALUES, grid_columns, head_columns, with_names
from extractors.structure.tables.lines import line_blocks
from extractors.structure.tables.listed import listed_blocks
from extractors.structure.tables.markup import markup_blocks
from extractors.structure.tables.model import RUN_ON_LINE, Block, Cell, HeadCell, Row, Table
from extractors.structure.tables.records import (
    NUMBERED,
    Record,
    numbered_records,
    plain_records,
    row_starts,
    usual_width,
)
from extractors.structure.tables.row_words import (
    UNIT_BEHIND,
    own_number,
    parted_name,
    split_glued,
    split_units,
    without_unit,
)
from extractors.structure.tables.streams import shares_begin
from extractors.text.view import Span, TextView
from extractors.values import dataclass

_FEWEST_CELLS = 3
_FEWEST_SHARES = 2
_SHARES = frozenset({"number", "value", "dash"})
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}年?(?:[ ]?[-—~～–至][ ]?(?:19|20)[0-9]{2}年?)?")
_NOTES = re.compile(r"\s*(?:注|备注|说明|注释)[ ]?[0-9]?[:：.、][^\n]*")
_NOTE = re.compile(r"\s*(?:[0-9]{1,2}[.、]|[①-⑳]|[*※★]|\[[ ]*\]|〔[ ]*〕)[^\n]*")
#: Words as long as this in a column of tasks are sentences.
_SENTENCE = 15
#: How far the parts of a wrapped name may stand from each other, in characters.
_INDENT = 3


@dataclass(frozen=True, slots=True)
class _Parted:
    """A block's columns and rows before they are read."""

    heads: tuple[HeadCell, ...]
    records: list[Record]
    by_place: bool = False
    in_columns: bool = False
    #: Where the table begins, if its cells run into each other: names are known from the text before it.
    glued_from: int | None = None


def tables(view: TextView) -> list[Table]:
    """Return the tables of a document in text order, none inside another."""
    blocks = sorted(
        chain(
            markup_blocks(view), bar_blocks(view), line_blocks(view), listed_blocks(view), flat_blocks(view)
        ),
        key=lambda block: block.start,
    )
    found: list[Table] = []
    for block in blocks:
        if found and block.start < found[-1].span.end:
            continue
        table = _read(view, block)
        if table is not None:
            found.append(table)
    return found


def _read(view: TextView, block: Block) -> Table | None:
    parted = _parted(view, block)
    if not parted.records:
        return None
    label, title = caption(view, block.start)
    rows: list[Row] = []
    misread: list[Span] = []
    readable = any(head.kind in VALUES or head.kind == "prose" for head in parted.heads)
    for record in parted.records if readable else ():
        row = _row(view, parted, record)
        if row is not None:
            rows.append(row)
        elif _holds_value(view, record.cells):
            misread.append(_extent(record.cells))
    end = max(cell.end for record in parted.records for cell in record.cells)
    return Table(
        span=Span(block.start, _with_notes(view, end)),
        is_annex=label is not None and view.folded.startswith("附", label.start),
        label=label,
        title=title,
        columns=parted.heads,
        rows=tuple(rows),
        misread=tuple(misread),
        numbers=tuple(_numbers(view, parted)),
        periods=tuple(_periods(view, parted)),
        prose=tuple(_prose(view, parted)),
    )


def _parted(view: TextView, block: Block) -> _Parted:
    """Read the head and part the body into rows, as far as they reach."""
    parted = _by_arrangement(view, block)
    return replace(parted, heads=_with_shares(view, parted))


def _with_shares(view: TextView, parted: _Parted) -> tuple[HeadCell, ...]:
    """Return the columns with those as amounts that hold nothing but values in a table of places (城镇新增就业)."""
    full = [record.cells for record in parted.records if len(record.cells) == len(parted.heads)]
    if len(full) < _FEWEST_SHARES or not any(head.kind == "place" for head in parted.heads):
        return parted.heads
    return tuple(
        replace(head, kind="amount")
        if head.kind == "text"
        and all(form_of(view.folded[row[at].start : row[at].end]) in _SHARES for row in full)
        else head
        for at, head in enumerate(parted.heads)
    )


def _by_arrangement(view: TextView, block: Block) -> _Parted:
    if block.arrangement == "stream":
        return _stream(view, block)
    if block.arrangement == "grid":
        return _Parted(with_names(grid_columns(view, block.head)), _grid(view, block.body), in_columns=True)
    heads = with_names(head_columns(view, block.head))
    return _Parted(heads, list(_lines(view, heads, block.body)), by_place=True)


def _stream(view: TextView, block: Block) -> _Parted:
    cells = block.body[0]
    glued_from = block.start if block.is_glued else None
    heads = with_names(_stream_heads(view, block))
    if heads and heads[0].kind == "number":
        starts = row_starts(view, cells, _fewest(heads))
        width = usual_width(starts)
        if width is not None and not block.is_glued:
            heads = with_names(head_columns(view, block.head, width))
        records = numbered_records(view, cells, starts, heads) if starts else []
        return _Parted(heads, records, glued_from=glued_from)
    return _Parted(heads, plain_records(view, cells, heads), glued_from=glued_from)


def _stream_heads(view: TextView, block: Block) -> tuple[HeadCell, ...]:
    """Return the columns of a stream; where rows of shares follow, each cell of the head is one."""
    cells = (*block.head[0], *block.body[0])
    shared = shares_begin(view, cells)
    return grid_columns(view, block.head) if shared == len(block.head[0]) else head_columns(view, block.head)


def _fewest(heads: tuple[HeadCell, ...]) -> int:
    """Return how many cells a row has at least: its number, its name and its values."""
    return max(_FEWEST_CELLS, 2 + sum(head.kind in VALUES for head in heads))


def _grid(view: TextView, body: Iterable[tuple[Span, ...]]) -> list[Record]:
    """Take each line as a row; a line with words in one cell heads those below it."""
    records: list[Record] = []
    group: Span | None = None
    for line in body:
        shown = [cell for cell in line if cell.end > cell.start]
        if (
            len(shown) == 1
            and form_of(view.folded[shown[0].start : shown[0].end]) == "text"
            and len(line) > 1
        ):
            group = shown[0]
        elif shown:
            records.append(Record(line, group))
    return records


def _lines(view: TextView, heads: tuple[HeadCell, ...], body: Sequence[tuple[Span, ...]]) -> Iterator[Record]:
    """Take each line as a row; a line of words alone carries on the name of the row above it, or begins the next."""
    pending: list[Span] = []
    last: Record | None = None
    for at, line in enumerate(body):
        if _holds_value(view, line):
            if last is not None:
                yield last
            last, pending = Record((*pending, *line), None), []
        elif last is not None and _carries_on(view, heads, last, line, body[at + 1 : at + 2]):
            last = Record(_below(view, last.cells, line), None)
        elif len(line) == 1 and form_of(view.folded[line[0].start : line[0].end]) == "text":
            pending = list(line)
    if last is not None:
        yield last


def _carries_on(
    view: TextView,
    heads: tuple[HeadCell, ...],
    last: Record,
    line: tuple[Span, ...],
    following: Sequence[tuple[Span, ...]],
) -> bool:
    """Whether a line of words ends the wrapped name above it: they close its bracket or stand below it."""
    above = _extent(last.cells)
    name = view.folded[above.start : above.end]
    words = view.folded[line[0].start : line[-1].end]
    if name.count("(") > name.count(")") and words.count(")") > words.count("("):
        return True
    if not any(head.kind == "unit" for head in heads):
        return bool(UNIT_BEHIND.search(words)) and not re.search(r"\([^()]+\)", name)
    # The next row has a name of its own, so that these words do not begin it.
    named = not following or any(form_of(view.folded[c.start : c.end]) == "text" for c in following[0])
    below = any(
        form_of(view.folded[cell.start : cell.end]) == "text"
        and abs(place(view, cell.start) - place(view, line[0].start)) <= _INDENT
        for cell in last.cells
    )
    return len(line) == 1 and named and below and form_of(words) == "text"


def _below(view: TextView, cells: tuple[Span, ...], line: tuple[Span, ...]) -> tuple[Span, ...]:
    """Put the words of a second line behind the words that they stand below."""
    words = [at for at, cell in enumerate(cells) if form_of(view.folded[cell.start : cell.end]) == "text"]
    start = place(view, line[0].start)
    at = min(words, key=lambda at: abs(place(view, cells[at].start) - start), default=len(cells) - 1)
    return (*cells[: at + 1], *line, *cells[at + 1 :])


def _holds_value(view: TextView, cells: Sequence[Span]) -> bool:
    return any(form_of(view.folded[c.start : c.end]) in ("value", "number", "dash", "phrase") for c in cells)


def _extent(cells: Sequence[Span]) -> Span:
    shown = [cell for cell in cells if cell.end > cell.start]
    return Span(min(cell.start for cell in shown), max(cell.end for cell in shown))


def _row(view: TextView, parted: _Parted, record: Record) -> Row | None:
    cells = tuple(split_glued(view, record.cells))
    if parted.glued_from is not None and any(head.kind == "unit" for head in parted.heads):
        cells = tuple(split_units(view, cells))
    total = _total(view, cells)
    found = fit(view, parted.heads, cells, by_place=parted.by_place, in_columns=parted.in_columns)
    if found is None or not found.is_sure:
        return None
    row = _assembled(view, parted.heads, cells, found.columns, record, total=total)
    if row is None or parted.glued_from is None or not row.name or total:
        return row
    return replace(row, name=(parted_name(view, row.name[0], parted.glued_from), *row.name[1:]))


def _total(view: TextView, cells: Sequence[Span]) -> bool:
    words = [view.folded[cell.start : cell.end] for cell in cells[:3]]
    return any(is_total(one) for one in words) or bool(words and is_whole(words[0]))


def _assembled(
    view: TextView,
    heads: tuple[HeadCell, ...],
    cells: tuple[Span, ...],
    columns: tuple[int, ...],
    record: Record,
    *,
    total: bool,
) -> Row | None:
    number: Span | None = None
    unit: Span | None = None
    name: list[Span] = []
    others: list[Cell] = []
    for cell, column in zip(cells, columns, strict=True):
        if column < 0 or cell.end <= cell.start:
            continue
        head = heads[column]
        if head.kind == "number":
            number = cell if row_number(view.folded[cell.start : cell.end]) is not None else None
        elif head.kind in NAMES:
            name.append(cell)
        elif head.kind == "unit":
            unit = cell if is_unit(view.folded[cell.start : cell.end]) else None
        else:
            others.append(Cell(head, cell))
        if total and is_total(view.folded[cell.start : cell.end]) and head.kind not in NAMES:
            name.insert(0, cell)
    if not name and not total:
        return None
    own = own_number(view, name)
    if own is not None:
        name[0] = Span(own.end, name[0].end) if number is None else name[0]
        number = number or Span(own.start, own.start + len(view.folded[own.start : own.end].rstrip(" .、)")))
    name, behind = without_unit(view, name)
    return Row(_extent(cells), number, tuple(name), unit or behind, tuple(others), record.group, total)


def _numbers(view: TextView, parted: _Parted) -> Iterator[Span]:
    """Yield the numbers of rows, of those too that were not read."""
    column = next((at for at, head in enumerate(parted.heads) if head.kind == "number"), None)
    for record in parted.records:
        shown = [cell for cell in record.cells if cell.end > cell.start]
        for at, cell in enumerate(shown[:3]):
            words = view.folded[cell.start : cell.end]
            # Before a row's number stand its category's words, or nothing.
            if (
                column is not None
                and at <= column
                and row_number(words) is not None
                and not _numbered(view, shown[:at])
            ):
                yield cell
            elif match := NUMBERED.match(view.folded, cell.start, cell.end):
                yield Span(*match.span("number"))


def _numbered(view: TextView, cells: Sequence[Span]) -> bool:
    return any(form_of(view.folded[cell.start : cell.end]) != "text" for cell in cells)


def _periods(view: TextView, parted: _Parted) -> Iterator[Span]:
    for record in parted.records:
        for cell in record.cells:
            if _PERIOD.fullmatch(view.folded, cell.start, cell.end) and (
                "年" in view.folded[cell.start : cell.end]
                or cell.end - cell.start > len("2025")
                or any(head.kind == "period" for head in parted.heads)
            ):
                yield cell


def _prose(view: TextView, parted: _Parted) -> Iterator[tuple[Span, Span]]:
    """Yield the cells that hold sentences of what is to be done, each with its row."""
    if not any(head.kind == "prose" for head in parted.heads):
        return
    for record in parted.records:
        for cell in record.cells:
            if cell.end - cell.start >= _SENTENCE and form_of(view.folded[cell.start : cell.end]) == "text":
                yield cell, _extent(record.cells)


def _with_notes(view: TextView, end: int) -> int:
    """Return where the notes below a table end (注:1.… 2.…), or the table's own end."""
    line, pattern = view.line(end), _NOTES
    is_flat = line.end - line.start > RUN_ON_LINE
    while (note := pattern.match(view.folded, end)) is not None:
        # In text without line breaks a note ends with its sentence.
        stop = view.folded.find("。", note.start(), note.end()) if is_flat else -1
        end, pattern = (stop + 1 if stop >= 0 else note.end()), _NOTE
    return end
