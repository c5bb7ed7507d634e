"""A web page as blocks in reading order and the elements that hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """An element that holds blocks: where it stands and what it is.

    Attributes:
        parent: Index of the element around it; the body's is its own.
        tag: Its name in lower case.
        is_aside: Whether it is itself a control of the page or hidden.
        is_title: Whether it is a heading or its class says that it holds a title.
    """

    parent: int
    tag: str
    is_aside: bool = False
    is_title: bool = False


@dataclass(slots=True)
class Block:
    """One line of a page.

    Attributes:
        element: Index of the innermost block element that holds it.
        text: Its words.
        linked: How many of its characters stand in links to other pages.
        label: What a list counted before its words; its text begins with it.
        is_row: Whether it is a row of a table.
        parts: The lines that a row was made of.
        is_field: Whether it is what stands behind or below a label of what the page says of its article.
    """

    element: int
    text: str
    linked: int = 0
    label: str = ""
    is_row: bool = False
    parts: tuple[str, ...] = ()
    is_field: bool = False


@dataclass(slots=True)
class Page:
    """A page's blocks in reading order, the elements that hold them, and what was left out."""

    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def around(self, element: int) -> Iterator[int]:
        """Yield an element and those around it, the body last."""
        while element:
            yield element
            element = self.elements[element].parent
        yield 0

    def summed(self, own: Sequence[float]) -> list[float]:
        """Return for each element the sum of what its blocks have.

        Args:
            own: What each block has.
        """
        sums = [0.0] * len(self.elements)
        for block, much in zip(self.blocks, own, strict=True):
            sums[block.element] += much
        for at in range(len(sums) - 1, 0, -1):
            sums[self.elements[at].parent] += sums[at]
        return sums

    def within(self, chosen: Sequence[bool]) -> list[bool]:
        """Return for each element whether it is a chosen one or stands in one."""
        within = list(chosen)
        for at, element in enumerate(self.elements):
            within[at] = within[at] or (at > 0 and within[element.parent])
        return within
