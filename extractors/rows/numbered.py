"""A number with the words around it, and what they are found to say of it."""

from __future__ import annotations

from typing import NamedTuple

from extractors.lexicons.measures import dimension_of
from extractors.mentions.quantities import Quantity
from extractors.rows import phrases
from extractors.rows.nouns import noun_behind, trimmed
from extractors.schema.vocabulary import Measure
from extractors.text.view import Span

#: What the units of a number of things or people measure; none where no unit is written.
COUNTED = ("count", "persons", None)


class Predicate(NamedTuple):
    """What the words around a number say of it.

    Attributes:
        measure: What kind of number it is, or None where no verb governs it.
        indicator: Range of what is measured; empty where the words name nothing.
        rule: Name of the pattern that read it.
        is_reported: Whether it is told as a fact (现建有31家).
        does: The verb that says what is done with what is measured (改造, 举办); the items of a list share it.
        leads: Whether ``does`` stands apart from the indicator's range and comes before it (改造99座公厕).
    """

    measure: Measure | None
    indicator: Span
    rule: str
    is_reported: bool = False
    does: str = ""
    leads: bool = False


class Numbered:
    """A number with the words around it.

    Attributes:
        folded: The text.
        quantity: The number.
        left: Range of the words before it.
        right: Range of the words behind its unit.
        words: The words before it.
        behind: The words behind its unit.
        unit: Its unit, as folded.
        dimension: What its unit measures.
    """

    __slots__ = ("behind", "dimension", "folded", "left", "quantity", "right", "unit", "words")

    def __init__(self, folded: str, quantity: Quantity, left: Span, right: Span) -> None:
        self.folded = folded
        self.quantity = quantity
        self.left = left
        self.right = right
        self.words = folded[left.start : left.end]
        self.behind = folded[right.start : right.end]
        self.unit = quantity.unit_in(folded)
        self.dimension = dimension_of(self.unit)

    @property
    def is_counted(self) -> bool:
        """Whether it counts things or people."""
        return self.dimension in COUNTED

    @property
    def qualifies(self) -> bool:
        """Whether another number stands right behind it (3座35万千瓦电站, 3县5乡工程), so that both tell of one noun."""
        return self.folded[self.quantity.end : self.quantity.end + 1].isdigit()

    @property
    def sizes(self) -> bool:
        """Whether it only says how large what the next number counts is (新建100亩以上果园5个)."""
        is_size = self.dimension not in (*COUNTED, "ratio", "time") and self.unit is not None
        return is_size and bool(phrases.COUNTED_BEHIND.match(self.folded, self.right.start))

    @property
    def noun(self) -> Span:
        """The noun behind its unit."""
        return noun_behind(self.folded, self.right)

    def head(self, end: int) -> Span:
        """Return the words before it up to a place in them, without what leads over."""
        return trimmed(self.folded, self.left.start, self.left.start + end)
