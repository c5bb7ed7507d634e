"""An answer for people: as a table in the terminal, or in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from pipelines.grids import Overview
from pipelines.passages import printable, shortened
from pipelines.query.answers import Answer, Row

#: Characters of a value in the terminal where several rows are shown: a sentence, and the address of a passage, are shorter.
_SHORTENED = 200

#: What Markdown would take for its own, or for HTML.
_MARKED = re.compile(r"[\\|`*<>&\[\]]")


@dataclass(frozen=True, slots=True)
class Shown:
    """The first rows of an answer.

    Attributes:
        answer: The answer.
        rows: Its first rows.
        total: How many rows it has.
    """

    answer: Answer
    rows: Sequence[Row]
    total: int

    def note(self) -> str:
        """Return how many rows there are, and how to get what is not shown."""
        if len(self.rows) == self.total:
            return counted(self.total)
        return (
            f"{len(self.rows):,} of {counted(self.total)}; --limit {self.total} shows all,"
            " --output FILE.csv writes all to a file"
        )

    def cut(self) -> int:
        """Return how many values the table shows the beginning of."""
        if len(self.rows) == 1:
            return 0
        values = (value for row in self.rows for value in row if value)
        return sum(len(shortened(value, _SHORTENED)) > _SHORTENED for value in values)


def counted(rows: int) -> str:
    """Return a number of rows in words."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


def shown(answer: Answer, limit: int) -> Shown:
    """Return the first rows of an answer, and how many there are.

    Raises:
        PlanhouseError: The question cannot be answered.
    """
    rows = answer.rows(limit + 1)  # only where there are more is the question asked again, to count them
    return Shown(answer, rows[:limit], len(rows) if len(rows) <= limit else answer.count())


def as_table(part: Shown) -> Overview:
    """Return rows as a grid or as lists of their columns; a row that is alone is shown whole."""
    whole = len(part.rows) == 1
    rows = [[_cell(value, whole=whole) for value in row] for row in part.rows]
    return Overview([printable(name) for name in part.answer.columns], rows, part.answer.numeric)


def as_markdown(part: Shown) -> Iterator[str]:
    """Yield the lines of a table in Markdown, every value whole; NULL is an empty cell."""
    yield _line(map(_escaped, part.answer.columns))
    yield _line("---:" if numeric else "---" for numeric in part.answer.numeric)
    for row in part.rows:
        yield _line(_escaped(value or "") for value in row)


def _cell(value: str | None, *, whole: bool) -> Text:
    if value is None:
        return Text("NULL", style="dim italic")
    lines = value.splitlines() if whole else [shortened(value, _SHORTENED)]
    return Text("\n".join(map(printable, lines)))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(value: str) -> str:
    lines = (_MARKED.sub(_entity, printable(line)) for line in value.splitlines())
    return "<br>".join(lines)


def _entity(found: re.Match[str]) -> str:
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return entities.get(found[0], f"\\{found[0]}")
