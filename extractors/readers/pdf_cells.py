"""The cells of a table: what is printed in each, and whether a line break within it parts words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.readers.layout import Grid
from extractors.readers.pdf_boxes import Box
from extractors.readers.pdf_lines import PrintedLine

#: How far words keep from their cell's edges, in points.
_PADDING = 6.0
#: A line leaves less room, in its height, where a cell broke it within a number.
_NO_DIGIT = 0.8
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]")
_IN_NUMBER = re.compile(r"[0-9.%‰]")
#: What opens an item of a list in a cell though it starts with a digit: a year, 2. or 2、.
_ITEM = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.%‰])|[0-9]{1,2}(?:[.．](?![0-9])|、)")
#: The end of one date and the start of the next.
_DATES = re.compile(r"[年月日前底](?:19|20)[0-9]{2}年")
#: A value that stands for itself: 42.5, 2,680, ≥8.5, 95%, [35.6], 2025.
_NUMBER = re.compile(r"[≥≤><＞＜~～约\[［(（]?[-+±]?[0-9][0-9.,，]*[%‰]?[\])）］]?")
#: Cells as short hold a whole value: a unit, a year, 约束性.
_SHORT = 6
#: What ends a line that goes on.
_GOING_ON = tuple("、，,；;（(《“—-：:")


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What is printed in a cell.

    Attributes:
        lines: Its lines from top to bottom.
        right: Where it ends.
    """

    lines: tuple[PrintedLine, ...]
    right: float

    @property
    def words(self) -> str:
        """Its words: a line that reaches its right edge runs on in the next."""
        words = ""
        before: PrintedLine | None = None
        for line in self.lines:
            if before is not None and not self._runs_on(before, line):
                words += " "
            words += line.text
            before = line
        return words

    def _runs_on(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether a line break only looks for room, so that no blank takes its place."""
        if not before.fills(self.right - _PADDING, line) or _DATES.match(f"{before.text[-1]}{line.text}"):
            return False
        end, start = before.text[-1], line.text[0]
        if not (_ALPHANUMERIC.match(end) and _ALPHANUMERIC.match(start)):
            return True
        if not (_IN_NUMBER.match(end) and _IN_NUMBER.match(start)):
            return False
        if _ITEM.match(line.text):
            return False
        # Numbers on lines of their own are several, unless there was no room for another digit.
        is_column = _NUMBER.fullmatch(before.text) and _NUMBER.fullmatch(line.text)
        return not is_column or before.room(self.right - _PADDING) < _NO_DIGIT

    @property
    def is_value(self) -> bool:
        """Whether it holds no more than a number, a unit or another short value."""
        words = self.words
        is_short = len(self.lines) == 1 and len(words) <= _SHORT and not words.endswith(_GOING_ON)
        return is_short or bool(_NUMBER.fullmatch(words))

    def goes_on_in(self, rest: PrintedCell) -> bool:
        """Whether its last line is full, so that the first cell of the next page may carry it on."""
        is_number = _NUMBER.fullmatch(self.words) and _NUMBER.fullmatch(rest.words)
        return not is_number and self.lines[-1].fills(self.right - _PADDING, rest.lines[0])

    def followed_by(self, rest: PrintedCell | None) -> PrintedCell:
        """Return the cell with what the next page holds of it."""
        return PrintedCell(self.lines + rest.lines, self.right) if rest else self


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page.

    Attributes:
        box: Where it is drawn.
        columns: The places of its upright lines, from left to right.
        cells: Its cells by row and column; None where a merged cell reaches.
        is_closed_above: Whether a level line closes its first row.
        is_closed_below: Whether a level line closes its last row.
        is_ruled: Whether its upright lines are drawn, not left to the eye.
    """

    box: Box
    columns: tuple[float, ...]
    cells: list[list[PrintedCell | None]]
    is_closed_above: bool
    is_closed_below: bool
    is_ruled: bool

    def rows(self) -> Grid:
        """Return the words of its cells by row and column; None where a merged cell reaches."""
        return [[None if cell is None else cell.words for cell in row] for row in self.cells]
