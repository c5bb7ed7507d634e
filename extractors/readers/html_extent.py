"""How far the document on a page reaches: from the element that holds its sentences to what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.readers.html_page import Block, Page
from extractors.readers.html_shapes import (
    bare,
    is_link,
    is_of_document,
    is_of_page,
    is_title,
    is_tools,
    leads_away,
)

#: The least share of the sentences that stands in the element that holds the document.
_SHARE = 0.95
#: The least share of what stands beside that element which has the shape of a document's lines.
_LIKE_DOCUMENT = 0.5
#: Elements that hold one paragraph, item or cell of a text; what stands beside them is more of it.
_PARAGRAPHS = frozenset(
    ("p", "li", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br", "center")
)
#: Elements that lead around a site.
_MENUS = frozenset(("nav", "menu", "search"))
#: Menus have at least as many links.
_FEWEST_LINKS = 2
#: A line with fewer letters and digits says nothing.
_FEWEST_LETTERS = 2


@dataclass(slots=True)
class Extent:
    """Where the document stands.

    Attributes:
        around: The element that holds the document and those around it.
        blocks: The blocks of the document.
    """

    around: frozenset[int] = frozenset()
    blocks: set[int] = field(default_factory=set)

    def __contains__(self, at: int) -> bool:
        return at in self.blocks


def document_extent(page: Page, weights: Sequence[float], known: set[str], teasers: set[int]) -> Extent:
    """Return where the document stands; on a page without sentences all that is no menu.

    Args:
        page: The page.
        weights: How much each block speaks for where the document is.
        known: What the page may call its document.
        teasers: The blocks of lists of other pages, at which the document ends.
    """
    inner = page.summed(weights)
    article = _innermost(inner)
    if article is None:
        return Extent(blocks={at for at, block in enumerate(page.blocks) if not _is_outside(block)})
    growth = _Growth(page, known, article, teasers)
    growth.grow()
    blocks = set(range(growth.start, growth.end)) - growth.passed
    around = frozenset(page.around(article))
    menus = _menus(page, inner, around)
    blocks -= {at for at in blocks if menus[page.blocks[at].element] or is_tools(page.blocks[at].text)}
    return Extent(around, _trimmed(page, blocks, weights))


def _is_outside(block: Block) -> bool:
    return is_link(block) or leads_away(block) or is_of_page(block.text) or block.is_field


def _trimmed(page: Page, blocks: set[int], weights: Sequence[float]) -> set[int]:
    """Return blocks without those of the page above the first sentence of the document and below the last."""
    sentences = [at for at in blocks if weights[at]]
    first, last = min(sentences, default=0), max(sentences, default=0)
    above = {at for at in blocks if at < first and _is_outside(page.blocks[at])}
    below = {at for at in blocks if at > last and (leads_away(page.blocks[at]) or is_link(page.blocks[at]))}
    return blocks - above - below


def _innermost(inner: Sequence[float]) -> int | None:
    """Return the innermost element that holds nearly all weight, or None where there is none."""
    if not inner or not inner[0]:
        return None
    return max(at for at, weight in enumerate(inner) if weight >= _SHARE * inner[0])


def _menus(page: Page, inner: Sequence[float], around: frozenset[int]) -> list[bool]:
    """Return for each element whether it is or stands in a menu: it holds no sentence of the document but links."""
    links = page.summed([is_link(block) for block in page.blocks])
    linked = page.summed([block.linked for block in page.blocks])
    whole = page.summed([len(block.text) for block in page.blocks])
    return page.within(
        [
            at not in around and not inner[at] and links[at] >= _FEWEST_LINKS and linked[at] * 2 > whole[at]
            for at in range(len(page.elements))
        ]
    )


class _Growth:
    """The range of blocks that the document takes, while it grows from the element that holds its sentences."""

    def __init__(self, page: Page, known: set[str], article: int, teasers: set[int]) -> None:
        self._page = page
        self._teasers = teasers
        self._known = known
        self._element = article
        inside = page.within([at == article for at in range(len(page.elements))])
        held = [at for at, block in enumerate(page.blocks) if inside[block.element]]
        self.start, self.end = held[0], held[-1] + 1
        #: Blocks in the range that belong to the page.
        self.passed: set[int] = set()

    def grow(self) -> None:
        """Take in what stands beside the element like a part of the document, and so for each element around it."""
        while self._element:
            parent = self._page.elements[self._element].parent
            above = self._units(parent, range(self.start - 1, -1, -1))
            below = self._units(parent, range(self.end, len(self._page.blocks)))
            is_free = self._take(above) & self._take(below)
            if not is_free:
                return
            self._element = parent

    def _units(self, parent: int, order: range) -> Iterator[list[int]]:
        """Yield the blocks beside the range that stand in one element, child by child of it."""
        unit: list[int] = []
        known: int | None = None
        for at in order:
            child = self._child(parent, at)
            if child is None:
                break
            if unit and child != known:
                yield unit
                unit = []
            known = child
            unit.append(at)
        if unit:
            yield unit

    def _child(self, parent: int, at: int) -> int | None:
        """Return the child of an element in which a block stands, the element itself for its own, None for others."""
        below = parent
        for element in self._page.around(self._page.blocks[at].element):
            if element == parent:
                return below
            below = element
        return None

    def _take(self, units: Iterator[list[int]]) -> bool:
        """Take units in up to the first that is no part of a document; return whether there was none such."""
        waiting: list[int] = []
        for unit in units:
            kind = self._kind(unit)
            if kind is None:
                return False
            waiting += unit
            if kind:
                self.start, self.end = min(self.start, *waiting), max(self.end, *(at + 1 for at in waiting))
                waiting = []
        return True

    def _kind(self, unit: list[int]) -> bool | None:
        """Return whether a unit is part of the document; False where it only tells of it, None where it ends there."""
        blocks = {at: self._page.blocks[at] for at in unit}
        if not self._teasers.isdisjoint(unit) or any(
            leads_away(block) or self._is_menu(block) for block in blocks.values()
        ):
            return None
        of_page = {
            at
            for at, block in blocks.items()
            if is_of_page(block.text) or block.is_field or _says_nothing(block)
        }
        self.passed |= of_page
        words = [block for at, block in blocks.items() if at not in of_page]
        if any(is_link(block) and not is_title(block.text) for block in words):
            return None
        if not words:
            return False
        like = sum(len(block.text) for block in words if self._is_like(block))
        is_part = like >= _LIKE_DOCUMENT * sum(len(block.text) for block in words)
        if is_part and of_page:
            self.passed |= {at for at, block in blocks.items() if not self._is_like(block)}
        return True if is_part or self._is_more_of_the_text([*blocks.values()]) else None

    def _is_like(self, block: Block) -> bool:
        return is_of_document(block) or bare(block.text) in self._known

    def _is_menu(self, block: Block) -> bool:
        return any(self._page.elements[at].tag in _MENUS for at in self._page.around(block.element))

    def _is_more_of_the_text(self, blocks: list[Block]) -> bool:
        """Whether what stands beside a paragraph is another one."""
        tags = {self._page.elements[block.element].tag for block in blocks}
        return self._page.elements[self._element].tag in _PARAGRAPHS and tags <= _PARAGRAPHS


def _says_nothing(block: Block) -> bool:
    """Whether a line is what a script has yet to fill: a dash, 次."""
    return len(bare(block.text)) < _FEWEST_LETTERS
