"""A measured number with where it is told: what the rules of targets and achievements ask about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.rows.measurements import Measurement
from extractors.rows.reading import Reading
from extractors.rows.timeline import Timeline
from extractors.rows.verdicts import found
from extractors.structure.sections import Section
from extractors.text.view import Span

_COMPARED = re.compile("同比")
_CLOSES = re.compile(r"[。;\n]")


def is_item(reading: Reading, offset: int) -> bool:
    """Whether an offset stands in the first words of a labelled item."""
    section = reading.section_at(offset)
    if section is None or section.label is None:
        return False
    return not _CLOSES.search(reading.view.folded, section.label.end, offset)


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
    def compared(self) -> Span | None:
        """同比 in the number's sentence, in a document that tells what was done; else None."""
        sentence = self.sentence
        words = _COMPARED.search(self.reading.view.folded, sentence.start, sentence.end)
        return found(words) if self.looks_both_ways else None

    @property
    def is_item(self) -> bool:
        """Whether the number stands in the first words of a labelled item (3.绿色通道建设工程1000亩)."""
        return is_item(self.reading, self.span.start)

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
