"""A document's text as rules see it: wrapped lines joined, width folded, with its sentences and lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.text.document import Document
from extractors.text.folding import fold
from extractors.text.ranges import united
from extractors.text.wraps import wraps
from extractors.values import dataclass

#: A line that is the row of a table: | 1 | 常住人口城镇化率 | % | 70 |
_ROW_LINE = re.compile(r"^[ ]*\|[^\n\r]*\|[ ]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether the offset stands in the range."""
        return self.start <= offset < self.end


class Ranges:
    """Many ranges that are asked whether one of them holds an offset."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda span: span.start):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def hold(self, offset: int) -> bool:
        """Whether one of the ranges holds the offset."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the ranges holds a character of another range."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and start < self._ends[at]


class TextView:
    """The text of one document with what every rule needs to look around in it.

    Rules work on the view's own offsets; :meth:`source` leads from them to offsets of the document's text. The two
    differ where the view leaves something out: the breaks inside the paragraphs of a hard-wrapped document, and what
    its format shows to be page furniture.

    Attributes:
        document: The document.
        text: The text as read, without the breaks inside paragraphs; names and titles are cut from it.
        folded: The width-folded text of equal length; patterns match on it. The bars between the cells of a table's
            row are line breaks in it, as cells are apart like lines.
        rows: The lines that are rows of tables between bars, each with its cells.
        left_out: Ranges of the document's text that the view leaves out, in order and apart.
        is_wrapped: Whether the document is hard-wrapped.
    """

    __slots__ = (
        "_breaks",
        "_full_stops",
        "_joints",
        "_line_ends",
        "_line_starts",
        "_sentences",
        "_shifts",
        "_stops",
        "document",
        "folded",
        "is_wrapped",
        "left_out",
        "rows",
        "text",
    )

    def __init__(self, document: Document, without: Sequence[tuple[int, int]] = ()) -> None:
        """Make the view of a document without some ranges of its text, in order and apart."""
        self.document = document
        wrapped = wraps(document.text) if document.may_be_wrapped else []
        self.is_wrapped = bool(wrapped)
        self.left_out = united([*wrapped, *without]) if without else wrapped
        self.text = _without(document.text, self.left_out)
        self.folded, self.rows = _apart(fold(self.text))
        # Where the view goes on behind what was left out, and how far the source is ahead from there on.
        self._joints, self._shifts = _joints(self.left_out)
        # What ends a line, what ends a sentence, and what ends one for a quote: a folded text has no other breaks.
        self._breaks = _places_of("\n", self.folded)
        self._full_stops = sorted([*self._breaks, *_places_of("。", self.folded)])
        self._stops = sorted([*self._full_stops, *_places_of(";", self.folded)])
        #: The sentences asked for so far, by the number of their stop.
        self._sentences: dict[int, Span] = {}
        self._line_ends = [*self._breaks, len(self.folded)]
        self._line_starts = [0, *(at + 1 for at in self._breaks)]

    def source(self, offset: int) -> int:
        """Return where a character of the view stands in the document's text."""
        # Most views leave nothing out.
        return offset + self._shifts[bisect_right(self._joints, offset)] if self._joints else offset

    def source_end(self, end: int) -> int:
        """Return where a range that ends at ``end`` in the view ends in the document's text."""
        return self.source(end - 1) + 1 if end > 0 else 0

    def offset(self, source: int) -> int:
        """Return where the view goes on from an offset of the document's text."""
        at = bisect_right(self.left_out, (source, len(self.document.text)))
        inside = at > 0 and source < self.left_out[at - 1][1]
        return self.left_out[at - 1][0] - self._shifts[at - 1] if inside else source - self._shifts[at]

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges of the view between ``start`` and ``end`` that stand unbroken in the document's text."""
        first, last = bisect_right(self._joints, start), bisect_left(self._joints, end)
        cuts = [start, *self._joints[first:last], end]
        return list(pairwise(cuts))

    def sentence(self, start: int, end: int | None = None) -> Span:
        """Return the sentence around a range, to the nearest 。 ； or line break on both sides, blanks trimmed."""
        at = bisect_left(self._stops, start)
        if end is not None and end > start and bisect_right(self._stops, end - 1, at) > at:
            return self.trim(*self._between(self._stops, start, end))
        if at not in self._sentences:
            self._sentences[at] = self.trim(*self._between(self._stops, start, start))
        return self._sentences[at]

    def stop_behind(self, offset: int) -> int:
        """Return the offset of the first 。 ； or line break at an offset or behind it; the text's end where none is."""
        at = bisect_left(self._stops, offset)
        return self._stops[at] if at < len(self._stops) else len(self.folded)

    def stop_before(self, offset: int) -> int:
        """Return the offset behind the last 。 or line break before an offset."""
        at = bisect_left(self._full_stops, offset)
        return self._full_stops[at - 1] + 1 if at else 0

    def line(self, offset: int) -> Span:
        """Return the line that holds the offset, without its line break."""
        at = bisect_left(self._breaks, offset)
        return Span(self._line_starts[at], self._line_ends[at])

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Return the ranges of the lines that begin between two offsets, without their line breaks."""
        first = bisect_left(self._breaks, start - 1) + 1 if start > 0 else 0
        last = bisect_left(self._breaks, end - 1) + 1 if end is not None else len(self._breaks) + 1
        return zip(self._line_starts[first:last], self._line_ends[first:last], strict=True)

    def opens_line(self, offset: int) -> bool:
        """Whether only blanks stand before an offset on its line."""
        return not self.folded[self.line(offset).start : offset].strip()

    def trim(self, start: int, end: int) -> Span:
        """Return the range without blanks at its ends."""
        return _trimmed(self.folded, start, end)

    def quote(self, start: int, end: int) -> str:
        """Return the characters of a range, joined where lines were wrapped."""
        return self.text[start:end]

    def _between(self, marks: list[int], start: int, end: int) -> tuple[int, int]:
        left = bisect_left(marks, start)
        right = bisect_right(marks, end - 1) if end > start else bisect_left(marks, start)
        return (marks[left - 1] + 1 if left else 0, marks[right] if right < len(marks) else len(self.folded))


def _places_of(char: str, folded: str) -> list[int]:
    """Return where a character stands in a text."""
    places: list[int] = []
    at = folded.find(char)
    while at >= 0:
        places.append(at)
        at = folded.find(char, at + 1)
    return places


def _apart(folded: str) -> tuple[str, list[tuple[Span, tuple[Span, ...]]]]:
    """Return a text with line breaks for the bars of tables' rows, and the rows with their cells."""
    pieces: list[str] = []
    rows: list[tuple[Span, tuple[Span, ...]]] = []
    at = 0
    for line in _ROW_LINE.finditer(folded) if "|" in folded else ():
        bars = [line.start() + place for place, char in enumerate(line.group()) if char == "|"]
        cells = tuple(_trimmed(folded, left + 1, right) for left, right in pairwise(bars))
        rows.append((Span(*line.span()), cells))
        pieces += [folded[at : line.start()], line.group().replace("|", "\n")]
        at = line.end()
    return "".join([*pieces, folded[at:]]), rows


def _trimmed(words: str, start: int, end: int) -> Span:
    """Return a range without blanks at its ends."""
    # Without a copy of the range: a sentence may be as long as a text.
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return Span(start, end if end > start else start)


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    """Return a text without some ranges of it."""
    if not ranges:
        return text
    starts = [0, *(end for _, end in ranges)]
    ends = [*(start for start, _ in ranges), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _joints(ranges: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return where each range stood once all are left out, and how much was left out up to there."""
    joints, shifts = [], [0]
    for start, end in ranges:
        joints.append(start - shifts[-1])
        shifts.append(shifts[-1] + end - start)
    return joints, shifts
