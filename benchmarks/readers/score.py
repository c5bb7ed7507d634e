"""How much of documents a reader kept and added, and how long it took."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.readers.blocks import Block, Reader, cells, line, tight
from benchmarks.readers.timing import milliseconds
from benchmarks.readers.truth import Truth, rendered, rendered_truth

#: Runs of so many letters and digits are compared, so that the same characters elsewhere do not count.
GRAM = 5
#: Rows count that have so many filled cells beside their first.
FEWEST_CELLS = 3


@dataclass
class Score:
    """How a reader did on one or several documents.

    Attributes:
        truth: How many runs of letters the documents have.
        kept: How many of these came out.
        shown: How many runs came out.
        right: How many of these the documents or their titles have.
        lines: How many paragraphs and rows came out as such, by kind.
        totals: How many there are, by kind.
        milliseconds: How long each document took.
    """

    truth: int = 0
    kept: int = 0
    shown: int = 0
    right: int = 0
    lines: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def kept_share(self) -> float:
        """The share of the documents that was kept."""
        return self.kept / self.truth if self.truth else 0.0

    @property
    def added_share(self) -> float:
        """The share of what came out that is not of the documents."""
        return (self.shown - self.right) / self.shown if self.shown else 0.0

    @property
    def recall(self) -> str:
        """What was kept as tables have it."""
        return percent(self.kept_share) if self.truth else "—"

    @property
    def added(self) -> str:
        """What was added as tables have it."""
        return percent(self.added_share) if self.shown else "—"

    @property
    def speed(self) -> str:
        """The median of milliseconds a document."""
        return f"{statistics.median(self.milliseconds):.1f}"

    def count(self, kind: str) -> str:
        """Return how many lines of a kind came out, of how many."""
        return f"{self.lines[kind]} of {self.totals[kind]}"

    def read(self, read: Reader, data: bytes, runs: int) -> list[Block]:
        """Return what a reader makes of a document, which is read several times more for the clock."""
        found = read(data)
        self.milliseconds.append(milliseconds(lambda: read(data), runs))
        return found

    def compare(self, found: list[Block], truth: Truth) -> None:
        """Add a document that was read."""
        wanted, shown = _grams(truth.blocks), _grams(found)
        self.truth += wanted.total()
        self.kept += (wanted & shown).total()
        self.shown += shown.total()
        self.right += (_grams([truth.title, *truth.blocks]) & shown).total()

    def compare_lines(self, found: list[Block], truth: Truth) -> None:
        """Add how many paragraphs and rows of a document came out as such.

        Paragraphs are whole where they are a line of their own, unbroken where nothing but line ends stands
        in them. Rows are in order where nothing but line ends stands between their cells, parted where they
        are a line that tells its cells apart. A merged category may stand in any of its rows, so that rows
        count from their second cell on.
        """
        paragraphs = [tight(block) for block in truth.blocks if isinstance(block, str)]
        rows = counted_rows(truth)
        run_on = tight("".join(map(line, found)))
        parted = [[tight(cell) for cell in cells(block) if tight(cell)] for block in found]
        whole = Counter(paragraphs) & Counter(tight(line(block)) for block in found)
        self._add("whole", whole.total(), len(paragraphs))
        self._add("unbroken", sum(paragraph in run_on for paragraph in paragraphs), len(paragraphs))
        self._add("in order", sum("".join(row) in run_on for row in rows), len(rows))
        self._add("parted", sum(any(one[-len(row) :] == row for one in parted) for row in rows), len(rows))

    def _add(self, kind: str, found: int, total: int) -> None:
        self.lines[kind] += found
        self.totals[kind] += total


def rendered_score(read: Reader, suffix: str, runs: int) -> Score:
    """Return how a reader does on the fixtures of a format."""
    score = Score()
    for source, data in rendered(suffix).items():
        found = score.read(read, data, runs)
        score.compare(found, rendered_truth(source))
        score.compare_lines(found, rendered_truth(source))
    return score


def counted_rows(truth: Truth) -> list[list[str]]:
    """Return the rows of a document that count, each without its first cell and what is empty."""
    rows = ([tight(cell) for cell in row[1:] if cell] for row in truth.blocks if isinstance(row, list))
    return [row for row in rows if len(row) >= FEWEST_CELLS]


def slower(one: Score, other: Score) -> float:
    """Return how many times as long as the other a reader took for all documents."""
    return sum(one.milliseconds) / sum(other.milliseconds)


def percent(share: float) -> str:
    """Return a share as tables have it."""
    return f"{100 * share:.1f} %"


def _grams(found: Iterable[Block]) -> Counter[str]:
    bare = "".join(char for block in found for char in line(block) if char.isalnum())
    return Counter(bare[at : at + GRAM] for at in range(len(bare) - GRAM + 1))
