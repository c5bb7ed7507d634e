"""A measured number with where it is told: what the rules of targets and achievements ask about."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.rows.measurements import Measurement
from extractors.rows.reading import Reading
from extractors.rows.timeline import Timeline
from extractors.structure.sections import Section
from extractors.text.view import Span


@dataclass(frozen=True, slots=True)
class Told:
    """A measured number in its document."""

    reading: Reading
    timeline: Timeline
    measured: Measurement

    @property
    def span(self) -> Span:
        """The numeral's range."""
        numeral = self.measured.quantity.numeral
        return Span(numeral.start, numeral.end)

    @property
    def fact(self) -> Span | None:
        """The words before the number, where their verb tells a fact (现建有), else None."""
        return self.measured.clause.left if self.measured.clause.predicate.is_reported else None

    @property
    def ahead(self) -> Span | None:
        """The number, where a document that tells both what was and what will be done places it ahead; else None."""
        return self.span if self.looks_both_ways and self.timeline.is_ahead(self.span.start) else None

    @property
    def behind(self) -> Span | None:
        """The number, where such a document places it in what was done; else None."""
        return self.span if self.looks_both_ways and not self.timeline.is_ahead(self.span.start) else None

    @property
    def looks_both_ways(self) -> bool:
        """Whether the document tells what was done and what will be done, so that the place decides."""
        return self.reading.facts.document_type in ("reply", "work_report")

    @property
    def section(self) -> Section | None:
        """The innermost section that holds the number."""
        return self.reading.section_at(self.span.start)

    @property
    def sentence(self) -> Span:
        """The sentence that holds the number."""
        return self.reading.sentence(self.span.start, self.span.start)
