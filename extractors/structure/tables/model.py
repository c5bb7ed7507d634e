"""The neutral model of a table: a block of cells as a layout finds it, a table as it is read."""

from __future__ import annotations

from typing import Literal

from extractors.lexicons.table_heads import ColumnKind
from extractors.text.view import Span
from extractors.values import dataclass

#: How the cells of a block hang together: each line holds all columns in their order (grid), each line is a row or part
#: of one (lines), or the cells follow each other in reading order (stream).
Arrangement = Literal["grid", "lines", "stream"]
#: A line as long as this holds the cells of several rows: the table has lost its breaks.
RUN_ON_LINE = 200


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of a table as they stand in the text; an empty cell that shows is a range without characters.

    Attributes:
        head: The lines of the head with their cells.
        body: The lines below it with their cells; a stream has one line.
        arrangement: How the cells hang together.
        is_glued: Whether cells follow each other without blanks, so that words may run into each other.
        opens: Where the table begins before its first cell (at <table>), or None.
    """

    head: tuple[tuple[Span, ...], ...]
    body: tuple[tuple[Span, ...], ...]
    arrangement: Arrangement
    is_glued: bool = False
    opens: int | None = None

    @property
    def start(self) -> int:
        """Where the table begins: at its mark, else at the head's first cell."""
        return self.head[0][0].start if self.opens is None else self.opens


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One column's head.

    Attributes:
        kind: What its cells say.
        span: Its words.
        over: The head that spans it and its neighbours (“十四五”目标), or None.
        unit: The unit in brackets behind its words (目标(万人)), or None.
    """

    kind: ColumnKind
    span: Span
    over: Span | None = None
    unit: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell below a head; words that a line break parts are cells of their own."""

    head: HeadCell
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        span: From its first to its last cell, over all its lines.
        number: Its number (序号), or None.
        name: The pieces of its name, without number and unit; a wrapped name has several.
        unit: Its unit, from a column or in brackets behind the name, or None.
        cells: What stands in the other columns, in text order.
        group: The line above it that heads a part of the table (2016年新开工项目), or None.
        is_total: Whether it sums up other rows (合计).
    """

    span: Span
    number: Span | None
    name: tuple[Span, ...]
    unit: Span | None
    cells: tuple[Cell, ...]
    group: Span | None
    is_total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        span: From the head to the last row, notes below included.
        is_annex: Whether its label says that it is an annex (附件, 附表).
        label: The label of its title (表1, 附件), or None.
        title: The line above the head that names it, or None; no line that opens a section by its own label.
        columns: What its columns say.
        rows: The rows that were understood.
        misread: Rows that do not fit the columns.
        numbers: The numbers of rows, of rows that were not read too.
        periods: Cells that hold nothing but years.
        prose: Cells with sentences of what is to be done, each with its row.
    """

    span: Span
    is_annex: bool
    label: Span | None
    title: Span | None
    columns: tuple[HeadCell, ...]
    rows: tuple[Row, ...] = ()
    misread: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    periods: tuple[Span, ...] = ()
    prose: tuple[tuple[Span, Span], ...] = ()

    @property
    def start(self) -> int:
        """Where its section begins: at the label, the title or the head."""
        return min(part.start for part in (self.label, self.title, self.span) if part is not None)
