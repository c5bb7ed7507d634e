"""A document's text as rules see it: folded, with its sentences and lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extractors.text.document import Document
from extractors.text.folding import fold

#: What ends a sentence for a quote: 。 ； or a line break.
_SENTENCE_STOP = re.compile(r"[。;\n\r]")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether the offset stands in the range."""
        return self.start <= offset < self.end


class TextView:
    """The text of one document with what every rule needs to look around in it.

    Attributes:
        document: The document.
        text: The text as read; quotes are cut from it.
        folded: The width-folded text of equal length; patterns match on it.
    """

    __slots__ = ("_breaks", "_stops", "document", "folded", "text")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.folded = fold(document.text)
        self._stops = [match.start() for match in _SENTENCE_STOP.finditer(self.folded)]
        self._breaks = [match.start() for match in re.finditer(r"[\n\r]", self.folded)]

    def sentence(self, start: int, end: int | None = None) -> Span:
        """Return the sentence around a range, to the nearest 。 ； or line break on both sides, blanks trimmed."""
        return self.trim(*self._between(self._stops, start, start if end is None else end))

    def stop_before(self, offset: int) -> int:
        """Return the offset behind the last 。 or line break before an offset."""
        folded = self.folded
        return (
            max(folded.rfind("。", 0, offset), folded.rfind("\n", 0, offset), folded.rfind("\r", 0, offset))
            + 1
        )

    def line(self, offset: int) -> Span:
        """Return the line that holds the offset, without its line break."""
        return Span(*self._between(self._breaks, offset, offset))

    def trim(self, start: int, end: int) -> Span:
        """Return the range without blanks at its ends."""
        piece = self.folded[start:end]
        lead = len(piece) - len(piece.lstrip())
        return Span(start + lead, max(start + lead, start + len(piece.rstrip())))

    def quote(self, start: int, end: int) -> str:
        """Return the source characters of a range."""
        return self.text[start:end]

    def _between(self, marks: list[int], start: int, end: int) -> tuple[int, int]:
        left = bisect_left(marks, start)
        right = bisect_right(marks, end - 1) if end > start else bisect_left(marks, start)
        return (marks[left - 1] + 1 if left else 0, marks[right] if right < len(marks) else len(self.folded))
