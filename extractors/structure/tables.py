"""Indicator tables (主要指标表): which cell says what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.text.view import Span, TextView

CellKind = Literal["base", "goal", "change", "nature", "unit", "other"]

_HEAD = re.compile(r"^[^\n]*指\s{0,6}标[^\n]*[0-9]{4}年[^\n]*$", re.MULTILINE)
#: What a column's head says; the first that fits decides.
_COLUMN_KINDS: tuple[tuple[CellKind, re.Pattern[str]], ...] = (
    ("nature", re.compile(r"属性|性质|类型")),
    ("unit", re.compile(r"^单\s*位$")),
    ("change", re.compile(r"年均|累计|增长|增速|增幅")),
    ("base", re.compile(r"基数|基期|现状|实际|完成")),
    ("goal", re.compile(r"目标|规划|[0-9]{4}年")),
)
_NAME_HEAD = re.compile(r"^(?:指\s*标(?:名称)?|类\s*别|序\s*号|项\s*目|领\s*域)$")
#: `  经济发展   1.地区生产总值增长(%)    —    6以上   预期性`: category, number, name, unit, cells.
_ROW = re.compile(
    r"^[^\S\n]*(?:[一-鿿]{2,8}[^\S\n]+)?(?P<number>[0-9]{1,2})[.、][^\S\n]*(?P<name>[^\n]+?)"
    r"\((?P<unit>[^()\n]+)\)(?P<cells>[^\S\n]*(?:[—\-\[<>≥≤0-9][^\n]*))$"
)
_CELL = re.compile(r"\S+")
_TITLE = re.compile(r"^[^\S\n]*(?P<title>[^\n。;]{4,60}(?:指标表?|一览表|目标表|指标))[^\S\n]*$")
_MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One column's head: what its cells say, and where it stands."""

    kind: CellKind
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator with its cells, in the order of the table's columns behind the name."""

    span: Span
    number: Span
    name: Span
    unit: Span
    cells: tuple[tuple[HeadCell, Span], ...]


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table of indicators.

    Attributes:
        span: From the head's line to the last row.
        title: The unlabelled line above the head that names it, or None.
        columns: The columns behind the indicator's name.
        rows: The rows that were understood.
        misread: Lines that look like rows and do not fit the columns.
    """

    span: Span
    title: Span | None
    columns: tuple[HeadCell, ...]
    rows: tuple[Row, ...]
    misread: tuple[Span, ...]


def indicator_tables(view: TextView) -> list[IndicatorTable]:
    """Return the tables of indicators whose rows stand one a line, in text order."""
    tables: list[IndicatorTable] = []
    for head in _HEAD.finditer(view.folded):
        columns = _columns(view, head.start(), head.end())
        doubled = bool(tables) and tables[-1].span.holds(head.start())
        if doubled or not any(column.kind in ("goal", "change") for column in columns):
            continue
        table = _read(view, Span(head.start(), head.end()), columns)
        if table.rows:
            tables.append(table)
    return tables


def _columns(view: TextView, start: int, end: int) -> tuple[HeadCell, ...]:
    cells = [match.span() for match in re.finditer(r"\S+(?:[ ]\S+)*", view.folded[start:end])]
    heads = []
    for left, right in cells:
        words = view.folded[start + left : start + right]
        if not _NAME_HEAD.match(words):
            kind = next((kind for kind, pattern in _COLUMN_KINDS if pattern.search(words)), None)
            if kind is not None:
                heads.append(HeadCell(kind, Span(start + left, start + right)))
    return tuple(heads)


def _read(view: TextView, head: Span, columns: tuple[HeadCell, ...]) -> IndicatorTable:
    rows: list[Row] = []
    misread: list[Span] = []
    end, gap, at = head.end, 0, head.end + 1
    while at < len(view.folded) and gap <= _MAX_GAP:
        line = view.line(at)
        at = line.end + 1
        match = _ROW.match(view.folded[line.start : line.end])
        if match is None:
            gap += bool(view.folded[line.start : line.end].strip())
            continue
        gap, end = 0, line.end
        row = _row(view, line, match, columns)
        if row is None:
            misread.append(view.trim(line.start, line.end))
        else:
            rows.append(row)
    return IndicatorTable(
        Span(head.start, end), _title(view, head.start), columns, tuple(rows), tuple(misread)
    )


def _row(view: TextView, line: Span, match: re.Match[str], columns: tuple[HeadCell, ...]) -> Row | None:
    base = line.start + match.start("cells")
    cells = [Span(base + cell.start(), base + cell.end()) for cell in _CELL.finditer(match["cells"])]
    if len(cells) != len(columns):
        return None
    return Row(
        view.trim(line.start, line.end),
        Span(line.start + match.start("number"), line.start + match.end("number")),
        view.trim(line.start + match.start("name"), line.start + match.end("name")),
        Span(line.start + match.start("unit"), line.start + match.end("unit")),
        tuple(zip(columns, cells, strict=True)),
    )


def _title(view: TextView, head_start: int) -> Span | None:
    """Return the nearest line with text above the head, where it names a table."""
    above = view.folded[:head_start].rstrip()
    if not above:
        return None
    line = view.line(len(above) - 1)
    match = _TITLE.match(view.folded[line.start : line.end])
    return Span(line.start + match.start("title"), line.start + match.end("title")) if match else None
