"""The title of a document on its page: broken in lines, above the article, in the page's own head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.readers.html_lines import joined
from extractors.readers.html_page import Block, Page
from extractors.readers.html_shapes import bare, is_mark, is_of_page, is_organ, is_title

#: What parts the name of a document from that of its site in a page's title.
_PARTS = re.compile(r"\s*[-_—–|｜>»·]+\s*")
#: A shorter name says too little (政策文件), a longer one is none.
_SHORTEST, _LONGEST_KNOWN = 6, 300
#: A title has no more lines and characters.
_MOST_LINES, _LONGEST = 4, 100
#: A site or a column of it, which is no document.
_SITE = re.compile(r"网站|门户|平台$|网$|首页|专栏$|政务公开|信息公开")
#: How many lines of the document are looked at for its title.
_HEAD = 6


def known_titles(said: Sequence[str]) -> set[str]:
    """Return what a page may call its document, bare: its own words with and without the site's name behind them."""
    known: set[str] = set()
    for title in (title for title in said if len(title) <= _LONGEST_KNOWN):
        ends = [part.start() for part in _PARTS.finditer(title)]
        known |= {bare(words) for words in (title, *(title[:end] for end in ends)) if _names_document(words)}
    return {title for title in known if len(title) >= _SHORTEST}


def _names_document(words: str) -> bool:
    return is_title(words) or not (is_organ(words) or _SITE.search(words))


def join_titles(page: Page, known: set[str]) -> None:
    """Make one line of the lines of a title: those of one heading, and those that make a known title together."""
    blocks: list[Block] = []
    at = 0
    while at < len(page.blocks):
        count = _title_lines(page, at, known)
        blocks.append(_one(page.blocks[at : at + count]))
        at += count
    page.blocks[:] = blocks


def _title_lines(page: Page, at: int, known: set[str]) -> int:
    """Return how many blocks from one on are one title; 1 where the block stands alone."""
    blocks = page.blocks[at : at + _MOST_LINES + 1]
    start = bare(blocks[0].text)
    if start and any(title.startswith(start) for title in known):
        for count in range(2, min(len(blocks), _MOST_LINES) + 1):
            start += bare(blocks[count - 1].text)
            if start in known and not any(block.is_row for block in blocks[:count]):
                return count
    if not page.elements[blocks[0].element].is_title:
        return 1
    same = next((n for n, block in enumerate(blocks) if block.element != blocks[0].element), len(blocks))
    is_whole = same <= _MOST_LINES and sum(len(block.text) for block in blocks[:same]) <= _LONGEST
    return same if is_whole and not any(_stands_alone(block) for block in blocks[:same]) else 1


def _stands_alone(block: Block) -> bool:
    """Whether a block is no part of a title broken in lines."""
    return block.is_row or "。" in block.text or is_of_page(block.text) or _is_number_or_day(block.text)


def _is_number_or_day(words: str) -> bool:
    return is_mark(words) and not is_organ(words) and not words.startswith(("（", "("))


def _one(blocks: list[Block]) -> Block:
    first, *others = blocks
    for block in others:
        first.text = joined(first.text, block.text)
        first.linked += block.linked
    return first


def title_above(page: Page, furniture: Sequence[bool], asides: Sequence[bool], known: set[str]) -> int | None:
    """Return the block above the document that says its title, or None.

    It is the last that says a known title; else, where none of the document's first lines reads like a title, the last
    that does, or the last heading of the page that names no site.
    """
    shown = [at for at, is_furniture in enumerate(furniture) if not is_furniture]
    first = shown[0] if shown else 0
    above = [at for at in range(first) if not asides[page.blocks[at].element] and not page.blocks[at].is_row]
    said = [at for at in above if bare(page.blocks[at].text) in known]
    if said:
        return said[-1]
    opening = [page.blocks[at] for at in shown[:_HEAD]]
    if any(is_title(block.text) or bare(block.text) in known for block in opening):
        return None
    named = [at for at in above if _is_heading(page, at) and is_title(page.blocks[at].text)]
    headed = [at for at in above if _is_h1(page, at) and _names_document(page.blocks[at].text)]
    return max(named + headed, default=None)


def _is_heading(page: Page, at: int) -> bool:
    return page.elements[page.blocks[at].element].is_title


def _is_h1(page: Page, at: int) -> bool:
    return page.elements[page.blocks[at].element].tag == "h1"
