"""Which blocks of a web page are the document, and which the page around it."""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from extractors.readers.html_blocks import Block, Page

#: Words with one of these read like a sentence; a menu has none.
_STOP = re.compile(r"[。；;：:！？]|，.*，")
_FEWEST_CHARACTERS = 15
#: The least share of a page's sentences that stands in the element that holds the document.
_SHARE = 0.95
#: The greatest share of a sentence that stands in links.
_LINKED = 0.5


def furniture_of(tree: HTMLTree, page: Page, titles: list[str]) -> list[bool]:
    """Return for each block whether it belongs to the page and not to the document.

    The library says what is main content; the document is what stands in the innermost element that holds nearly all
    sentences of it, with its title where that stands above. What is hidden or a control is furniture wherever it stands.

    Args:
        tree: The parsed page.
        page: Its blocks.
        titles: What the page says outside its text that the document is called.
    """
    article = _article(page, _main_content(tree))
    inside = _inside(page, article)
    flags = [not inside[block.element] or _is_aside(page, block, article) for block in page.blocks]
    for at in _titles_above(page, flags, titles):
        flags[at] = False
    return flags


def _main_content(tree: HTMLTree) -> set[str]:
    """Return the lines of the page's main content without blanks and marks."""
    text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
    return {_bare(line) for line in text.splitlines()} - {""}


def _article(page: Page, main: set[str]) -> int | None:
    """Return the innermost element that holds nearly all sentences, or None where the page has none."""
    weights = [0] * len(page.elements)
    for block in page.blocks:
        if block.is_row or (_is_sentence(block) and _bare(block.text) in main):
            weights[block.element] += len(block.text)
    for at in range(len(weights) - 1, 0, -1):
        weights[page.elements[at].parent] += weights[at]
    total = weights[0] if weights else 0
    if not total:
        return None
    return max(at for at, weight in enumerate(weights) if weight >= _SHARE * total)


def _is_sentence(block: Block) -> bool:
    return (
        len(block.text) >= _FEWEST_CHARACTERS
        and block.linked <= _LINKED * len(block.text)
        and bool(_STOP.search(block.text))
    )


def _inside(page: Page, article: int | None) -> list[bool]:
    """Return for each element whether it is the one that holds the document, or stands in it."""
    if article is None:
        return [True] * len(page.elements)
    inside = [False] * len(page.elements)
    for at, element in enumerate(page.elements):
        inside[at] = at == article or (at > 0 and inside[element.parent])
    return inside


def _is_aside(page: Page, block: Block, article: int | None) -> bool:
    """Whether a block is hidden or a control, unless the whole document stands in what seems so."""
    return page.elements[block.element].is_aside and not (
        article is not None and page.elements[article].is_aside
    )


def _titles_above(page: Page, flags: list[bool], titles: list[str]) -> list[int]:
    """Return the last block above the document that says its title, if none in it does."""
    first = next((at for at, is_furniture in enumerate(flags) if not is_furniture), 0)
    known = {_bare(title) for title in titles} - {""}
    says = [at for at, block in enumerate(page.blocks[:first]) if _bare(block.text) in known]
    headed = [at for at, block in enumerate(page.blocks[:first]) if page.elements[block.element].tag == "h1"]
    return (says or headed)[-1:]


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())
