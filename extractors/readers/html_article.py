"""Which blocks of a web page are the document, and which the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from extractors.readers.html_copies import copied_elements
from extractors.readers.html_extent import Extent, document_extent
from extractors.readers.html_page import Block, Page
from extractors.readers.html_shapes import bare, heads_others, is_link, is_of_page, is_sentence, leads_away
from extractors.readers.html_teasers import teaser_blocks
from extractors.readers.html_titles import title_above

#: The least share of a page's sentences that the library's choice holds, if that choice is to count.
_TRUSTED = 1 / 3
#: What holds a greater share of a page's sentences is no list of other pages, whatever its head says.
_MOST_OF_OTHERS = 0.5


def furniture_of(tree: HTMLTree, page: Page, known: set[str]) -> list[bool]:
    """Return for each block whether it belongs to the page and not to the document.

    The library says what is main content; the document is what stands in the innermost element that holds nearly all
    sentences of it and in what stands beside that element like a part of it, with its title where that stands above.
    What is hidden, a control, a menu or a second copy is furniture wherever it stands.

    Args:
        tree: The parsed page.
        page: Its blocks.
        known: What the page may call its document.
    """
    asides = page.within([element.is_aside and element.tag != "form" for element in page.elements])
    teasers = teaser_blocks(page, asides)
    aside = [asides[block.element] or at in teasers for at, block in enumerate(page.blocks)]
    weights = _weights(page, aside, _main_content(tree))
    others = page.within(
        [
            is_copy or is_other
            for is_copy, is_other in zip(copied_elements(page, weights), _others(page, weights), strict=True)
        ]
    )
    weights = [
        0.0 if others[block.element] else weight for block, weight in zip(page.blocks, weights, strict=True)
    ]
    extent = document_extent(page, weights, known, teasers)
    asides = _asides_beside(page, extent)
    flags = [
        asides[block.element] or others[block.element] or at in teasers or at not in extent
        for at, block in enumerate(page.blocks)
    ]
    _pass_summaries(page, flags)
    title = title_above(page, flags, asides, known)
    if title is not None:
        flags[title] = False
    return flags


def _others(page: Page, weights: Sequence[float]) -> list[bool]:
    """Return for each element whether its first line heads other pages or comments and the document is not in it."""
    inner = page.summed(weights)
    firsts: dict[int, Block] = {}
    for block in page.blocks:
        for element in page.around(block.element):
            if element in firsts:
                break
            firsts[element] = block
    return [
        at in firsts and heads_others(firsts[at].text) and inner[at] < _MOST_OF_OTHERS * inner[0]
        for at in range(len(page.elements))
    ]


def _main_content(tree: HTMLTree) -> set[str]:
    """Return the lines and cells of the page's main content, bare."""
    text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
    lines = text.splitlines()
    return {bare(words) for line in lines for words in (line, *line.split("\t"))} - {""}


def _weights(page: Page, aside: Sequence[bool], main: set[str]) -> list[float]:
    """Return how much each block speaks for where the document is; nothing for those that are aside.

    Sentences that the library calls main content do, where it found a fair part of what is shown; else all sentences
    that are shown, or, where none is, those that are hidden.
    """
    sentences = [_weight(block) for block in page.blocks]
    shown = [0 if is_aside else weight for is_aside, weight in zip(aside, sentences, strict=True)]
    chosen = [
        weight if weight and _is_in(block, main) else 0
        for block, weight in zip(page.blocks, shown, strict=True)
    ]
    if sum(chosen) >= _TRUSTED * sum(shown) > 0:
        return _levelled(page.blocks, chosen)
    return _levelled(page.blocks, shown if any(shown) else sentences)


def _weight(block: Block) -> int:
    if block.is_field:
        return 0
    if block.is_row:
        return 0 if is_link(block) or is_of_page(block.text) or leads_away(block) else len(block.text)
    return len(block.text) if is_sentence(block) else 0


def _is_in(block: Block, main: set[str]) -> bool:
    words = block.text.removeprefix(block.label)
    return bare(words) in main or bare(block.text) in main or any(bare(part) in main for part in block.parts)


def _levelled(blocks: Iterable[Block], weights: Sequence[int]) -> list[float]:
    """Return the weights with those of all rows together no greater than those of all prose, if there is any."""
    pairs = list(zip(blocks, weights, strict=True))
    prose = sum(weight for block, weight in pairs if not block.is_row)
    rows = sum(weight for block, weight in pairs if block.is_row)
    share = prose / rows if 0 < prose < rows else 1.0
    return [weight * share if block.is_row else float(weight) for block, weight in pairs]


def _asides_beside(page: Page, extent: Extent) -> list[bool]:
    """Return for each element whether it is or stands in what is hidden or a control and does not hold the document."""
    return page.within(
        [element.is_aside and at not in extent.around for at, element in enumerate(page.elements)]
    )


def _pass_summaries(page: Page, flags: list[bool]) -> None:
    """Make furniture of the summary of details that open nothing of the document: it only names what they open."""
    in_summary = page.within([element.tag == "summary" for element in page.elements])
    opened = [not in_summary[block.element] for block in page.blocks]
    lines = page.summed(opened)
    shown = page.summed([is_opened and not flag for is_opened, flag in zip(opened, flags, strict=True)])
    for at, block in enumerate(page.blocks):
        if opened[at]:
            continue
        details = next(
            (one for one in page.around(block.element) if page.elements[one].tag == "details"), block.element
        )
        flags[at] = flags[at] or (lines[details] > 0 and not shown[details])
