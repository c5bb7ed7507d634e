"""Teasers: lists of other pages on a page, each with its headline as a link and a few words of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.readers.html_page import Block, Page
from extractors.readers.html_shapes import bare, is_heading, is_link, is_sentence

#: A list has at least as many items that are alike.
_FEWEST_ITEMS = 3
#: An item has no more lines, links and characters beside its links.
_MOST_LINES, _MOST_LINKS, _LONGEST = 6, 3, 400
#: A shorter link is a button or a menu's.
_SHORTEST_HEADLINE = 6
#: What leads from a few words to the whole page: …[详细], …查看全文>>.
_MORE = re.compile(r"(?:查看|阅读|点击)?(?:详情|详细(?:内容)?|全文|原文|更多)[\s\]】）)>》»›…]*$")

#: Where a block stands: the name of the element that holds it and the element around that.
Place = tuple[str, int]


def teaser_blocks(page: Page, asides: Sequence[bool]) -> set[int]:
    """Return the blocks that belong to lists of teasers.

    A page that shows no sentence beside them is left as it is: there the list is what the page says.

    Args:
        page: The page.
        asides: For each element whether it is or stands in what is hidden or a control.
    """
    teasers = _in_items(page) | _in_turns(page)
    rest = (block for at, block in enumerate(page.blocks) if at not in teasers and not asides[block.element])
    is_beside = any(block.is_row or is_sentence(block) for block in rest)
    return teasers if is_beside else set()


def _in_items(page: Page) -> set[int]:
    """Return the blocks of lists whose items stand each in an element of their own."""
    links = page.summed([_leads_on(block) for block in page.blocks])
    lines = page.summed([1 for _ in page.blocks])
    rows = page.summed([block.is_row for block in page.blocks])
    sentences = page.summed([is_sentence(block) for block in page.blocks])
    said = page.summed([len(block.text) - block.linked for block in page.blocks])
    is_item = [
        1 <= links[at] <= _MOST_LINKS
        and lines[at] <= _MOST_LINES
        and sentences[at] >= 1
        and not rows[at]
        and said[at] <= _LONGEST
        for at in range(len(page.elements))
    ]
    places = [(element.tag, element.parent) for element in page.elements]
    alike = Counter(place for place, counts in zip(places, is_item, strict=True) if counts)
    inside = page.within(
        [counts and alike[place] >= _FEWEST_ITEMS for place, counts in zip(places, is_item, strict=True)]
    )
    return {at for at, block in enumerate(page.blocks) if inside[block.element]}


def _in_turns(page: Page) -> set[int]:
    """Return the blocks of lists whose headlines and words take turns in one element."""
    items: list[list[int]] = []
    for at, block in enumerate(page.blocks):
        if _is_headline(block):
            items.append([at])
        elif items:
            items[-1].append(at)
    found: set[int] = set()
    run: list[list[int]] = []
    for item in items:
        if run and not (_is_item(page, run[-1]) and _shape(page, run[-1]) == _shape(page, item)):
            found |= _listed(page, run)
            run = []
        run.append(item)
    return found | _listed(page, run)


def _listed(page: Page, run: list[list[int]]) -> set[int]:
    """Return the blocks of a run of items, if it is a list; behind the last one the page goes on with something else."""
    if not run:
        return set()
    *items, last = run
    length = max(map(len, items), default=0)
    places = {_place(page, at) for item in items for at in item}
    ends = next((n for n, at in enumerate(last) if n >= length or _place(page, at) not in places), len(last))
    items += [last[:ends]] if _is_item(page, last[:ends]) else []
    return {at for item in items for at in item} if len(items) >= _FEWEST_ITEMS else set()


def _is_item(page: Page, item: list[int]) -> bool:
    blocks = [page.blocks[at] for at in item]
    return (
        len(blocks) <= _MOST_LINES
        and sum(len(block.text) - block.linked for block in blocks) <= _LONGEST
        and not any(block.is_row for block in blocks)
        and any(map(is_sentence, blocks))
    )


def _shape(page: Page, item: list[int]) -> list[Place]:
    """Return where the headline of an item and its first words stand."""
    return [_place(page, at) for at in item[:2]]


def _place(page: Page, at: int) -> Place:
    element = page.elements[page.blocks[at].element]
    return element.tag, element.parent


def _leads_on(block: Block) -> bool:
    """Whether a line is a headline that is a link or ends with a link to the whole page."""
    return _is_headline(block) or bool(block.linked and _MORE.search(block.text))


def _is_headline(block: Block) -> bool:
    words = block.text.removeprefix(block.label)
    return (
        not block.is_row
        and is_link(block)
        and len(bare(words)) >= _SHORTEST_HEADLINE
        # 第三条, 一、: the headings of a document may be links too.
        and not is_heading(words)
    )
