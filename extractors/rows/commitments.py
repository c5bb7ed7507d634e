"""What a sentence or a table cell commits somebody to, before it is given its place and id."""

from __future__ import annotations

from extractors.rows.timeline import Due
from extractors.schema.vocabulary import Comparator, Measure, Modality, Nature, Recurrence
from extractors.text.view import Span
from extractors.values import dataclass

#: Words that say the nature of an indicator, each with its value.
NATURES: tuple[tuple[str, Nature], ...] = (("预期", "expected"), ("约束", "binding"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One quantified commitment as read; the columns are those of ``targets``.

    ``opening`` is where its clause opens; in a table the number itself.
    """

    indicator: str
    measure: Measure
    comparator: Comparator
    value: float
    value_max: float | None
    value_span: Span
    unit: str | None
    recurrence: Recurrence
    per: str | None
    due: Due
    baseline_value: float | None
    baseline_year: int | None
    nature: Nature | None
    modality: Modality
    quote: Span
    opening: int
    rule: str
