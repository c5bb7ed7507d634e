"""Second copies of an article on its page: one for wide screens, one for telephones."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.readers.html_page import Page
from extractors.readers.html_shapes import bare

#: The least share of a copy that stands above it, and of the article that the copy repeats.
_REPEATED, _WHOLE = 0.9, 0.8


def copied_elements(page: Page, weights: Sequence[float]) -> list[bool]:
    """Return for each element whether it repeats nearly all of the article that stands before it.

    Args:
        page: The page.
        weights: How much each block speaks for where the document is.
    """
    first: dict[str, int] = {}
    starts = _starts(page)
    repeated = [0.0] * len(page.elements)
    once = 0.0
    for at, (block, weight) in enumerate(zip(page.blocks, weights, strict=True)):
        if not weight:
            continue
        earlier = first.setdefault(bare(block.text), at)
        if earlier == at:
            once += weight
            continue
        for element in page.around(block.element):
            if starts[element] <= earlier:
                break
            repeated[element] += weight
    return [
        copy >= max(_REPEATED * whole, _WHOLE * once) > 0
        for copy, whole in zip(repeated, page.summed(weights), strict=True)
    ]


def _starts(page: Page) -> list[int]:
    """Return the first block in each element."""
    starts = [len(page.blocks)] * len(page.elements)
    for at in range(len(page.blocks) - 1, -1, -1):
        starts[page.blocks[at].element] = at
    for at in range(len(starts) - 1, 0, -1):
        parent = page.elements[at].parent
        starts[parent] = min(starts[parent], starts[at])
    return starts
