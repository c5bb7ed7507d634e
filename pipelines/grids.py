"""Rows in a terminal: a grid where its lines fit, else each row as a list of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table as Grid
from rich.text import Text

#: Columns of a console that is wide enough for any line.
UNBOUNDED = 100_000


class Overview:
    """Rows as a grid where its lines fit the console unbroken, else each as a list of its columns."""

    def __init__(
        self, names: Sequence[str], rows: Sequence[Sequence[Text]], numeric: Sequence[bool] | None = None
    ) -> None:
        """Take in what is shown.

        Args:
            names: The names of the columns.
            rows: The values of each row, on one line or on several.
            numeric: Whether each column holds numbers, which stand at its right; none does by default.
        """
        self._names = names
        self._rows = rows
        self._numeric = numeric or [False] * len(names)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = self._grid()
        unbroken = console.measure(grid, options=options.update_width(UNBOUNDED)).maximum
        if unbroken <= options.max_width:
            yield grid
        else:
            yield from records(self._names, self._rows)

    def _grid(self) -> Grid:
        grid = Grid(header_style="bold")
        for name, numeric in zip(self._names, self._numeric, strict=True):
            grid.add_column(Text(name), no_wrap=True, justify="right" if numeric else "left")
        for row in self._rows:
            grid.add_row(*row)
        return grid


def records(names: Sequence[str], rows: Sequence[Sequence[Text]]) -> Iterator[RenderableType]:
    """Yield each row as a list of its columns; ids and addresses stay on one line, however long, so that they can be copied.

    Print it with ``crop=False``.
    """
    width = max(map(cell_len, names), default=0)
    for row in rows:
        for name, value in zip(names, row, strict=True):
            label = Text(name + " " * (width - cell_len(name)), style="bold")
            if _is_address(value.plain):
                yield Text.assemble(label, " ", value, no_wrap=True, overflow="ignore")
            else:
                record = Grid(box=None, show_header=False, pad_edge=False)
                record.add_column(no_wrap=True)
                record.add_column(overflow="fold")
                record.add_row(label, value)
                yield record
        yield Text("")


def _is_address(text: str) -> bool:
    return text.isascii() and not any(map(str.isspace, text))
