"""Ranges of the view as places of the document's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from extractors.explanation.model import Place, Step, Trail
from extractors.text.verdicts import Verdict
from extractors.text.view import Span, TextView

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Places:
    """Turns ranges of one document's view into places with line and column."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._text = view.document.text
        self._lines = [0, *(match.end() for match in _LINE_BREAK.finditer(self._text))]

    def of(self, start: int, end: int) -> Place:
        """Return the place of a range of the view."""
        left = self._view.source(start)
        return self.source(left, self._view.source_end(end) if end > start else left)

    def of_span(self, span: Span) -> Place:
        """Return the place of a span of the view."""
        return self.of(span.start, span.end)

    def source(self, start: int, end: int) -> Place:
        """Return the place of a range of the document's text."""
        line = bisect_right(self._lines, start)
        return Place(start, end, line, start - self._lines[line - 1] + 1, self._text[start:end])

    def trail(self, question: str, verdicts: Iterable[Verdict[object]]) -> Trail:
        """Return a table's verdicts as a trail."""
        return Trail(question, tuple(self._step(verdict) for verdict in verdicts))

    def _step(self, verdict: Verdict[object]) -> Step:
        found = self.of_span(verdict.words) if verdict.words is not None else None
        return Step(verdict.rule, verdict.looks_for, verdict.fired, _word(verdict.says), found)


def _word(says: object) -> str:
    """Return what a rule decides in a word; a form that says nothing leaves a quantity."""
    if isinstance(says, bool):
        return "yes" if says else "no"
    return "quantity" if says is None else str(says)
