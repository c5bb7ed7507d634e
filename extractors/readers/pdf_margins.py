"""Heads and numbers of pages: lines in the margins that belong to the pages, not to the document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.pdf_lines import PrintedLine

#: The share of a page's height, above and below, in which heads and numbers of pages stand.
_MARGIN = 0.13
#: A head stands on at least as many pages and on this share of those of its size; left and right pages may differ.
_FEWEST_PAGES, _PAGES_SHARE = 2, 0.3
#: How far heads of different pages stand from the same place, in points.
_SAME_PLACE = 4.0
#: As many lines at each edge of a page may hold its number.
_OUTERMOST = 2
#: The number of a document's one page stands as far from the text, in its height.
_FROM_TEXT = 2.0
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CHINESE = {digit: at for at, digit in enumerate("一二三四五六七八九十", 1)}
#: The number of a page: 15, - 15 -, — 3 —, 第15页, 第3页 共20页, 3/20, IV.
_PAGE_NUMBER = re.compile(
    r"(?P<before>[-—–－·•~\s]*)(?P<first>第\s*)?"
    r"(?P<number>[0-9]{1,4}|[IVX]{1,6}|[ivx]{1,6}|[一二三四五六七八九十]{1,3}(?=\s*页))(?P<page>\s*页)?"
    r"(?P<of>\s*[/,，]?\s*(?:共|of)?\s*[0-9]{1,4}\s*页?)?(?P<after>[-—–－·•~\s]*)"
)
_NUMBERS = re.compile(r"[0-9]+")
#: What counts parts of the document, though it may open every page.
_PART = re.compile(r"\s*(?:附[件表录图]|专\s?栏|[图表]\s*[0-9一二三四五六七八九十])")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page from top to bottom, and its size."""

    width: float
    height: float
    lines: list[PrintedLine]


@dataclass(frozen=True, slots=True)
class _Number:
    """A line that reads like a page's number: the page it stands on, its value, whether it could be nothing else."""

    page: int
    line: PrintedLine
    value: int
    is_marked: bool


def page_furniture(pages: Sequence[PageLines]) -> tuple[list[list[PrintedLine]], Counter[str]]:
    """Return for each page the lines that are its heads or its number, and how many of each there are."""
    numbers = _page_numbers(pages)
    found: list[list[PrintedLine]] = [[] for _ in pages]
    for number in numbers:
        found[number.page].append(number.line)
    for at, line in _heads(pages):
        if line not in found[at]:
            found[at].append(line)
    total = sum(map(len, found))
    counts = {"page_numbers": len(numbers), "page_heads": total - len(numbers)}
    return found, Counter({name: count for name, count in counts.items() if count})


def _page_numbers(pages: Sequence[PageLines]) -> list[_Number]:
    """Return the numbers of pages: they count the pages, or are marked as such, or are that of the only page."""
    candidates = [number for at, page in enumerate(pages) for number in _candidates(at, page)]
    starts = Counter(number.value - number.page for number in candidates)
    return [
        number
        for number in candidates
        if number.is_marked
        or starts[number.value - number.page] >= _FEWEST_PAGES
        or (len(pages) == number.value == 1 and _stands_apart(number.line, pages[0]))
    ]


def _candidates(at: int, page: PageLines) -> Iterator[_Number]:
    edges = [*page.lines[:_OUTERMOST], *page.lines[_OUTERMOST:][-_OUTERMOST:]]
    for line in edges:
        match = _PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text))
        if match and _edge(page, line) is not None:
            is_dashed = match["before"].strip() and match["after"].strip()
            is_marked = bool(is_dashed or (match["first"] and match["page"]))
            yield _Number(at, line, _value(match["number"]), is_marked)


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if written[0] in _CHINESE:
        tens, _, ones = written.rpartition("十")
        return _CHINESE.get(ones, 0) + (10 * _CHINESE.get(tens, 1) if "十" in written else 0)
    values = [_ROMAN[letter] for letter in written.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _stands_apart(line: PrintedLine, page: PageLines) -> bool:
    others = [other for other in page.lines if other is not line]
    return all(line.box.top - other.box.bottom >= _FROM_TEXT * line.size for other in others)


def _heads(pages: Sequence[PageLines]) -> list[tuple[int, PrintedLine]]:
    """Return the lines in the margins that pages repeat, but for a number that counts the pages."""
    found: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
    lines = [(at, line) for at, page in enumerate(pages) for line in page.lines if _edge(page, line)]
    for at, line in lines:
        for key in _keys(at, pages[at], line):
            found[key].add(at)
    of_size = Counter((page.width, page.height) for page in pages)
    return [
        (at, line)
        for at, line in lines
        if any(
            len(_pages_of(key, found)) >= _fewest(of_size[pages[at].width, pages[at].height])
            for key in _keys(at, pages[at], line)
        )
    ]


def _fewest(pages: int) -> float:
    return max(_FEWEST_PAGES, _PAGES_SHARE * pages)


def _pages_of(key: tuple[str, str, int], found: dict[tuple[str, str, int], set[int]]) -> set[int]:
    """Return the pages that show the same words at the same place or a hair beside it."""
    words, edge, place = key
    return set().union(*(found.get((words, edge, place + beside), ()) for beside in (-1, 0, 1)))


def _keys(at: int, page: PageLines, line: PrintedLine) -> Iterator[tuple[str, str, int]]:
    """Yield what two heads have in common: words, edge and place; a number in them may count the pages."""
    edge = _edge(page, line)
    if edge is None:
        return
    name, distance = edge
    words = "".join(line.text.split())
    place = round(distance / _SAME_PLACE)
    yield words, name, place
    if not _PART.match(words):
        yield _NUMBERS.sub(lambda number: f"#{int(number[0]) - at}", words), name, place


def _edge(page: PageLines, line: PrintedLine) -> tuple[str, float] | None:
    """Return at which edge of its page a line stands and how far from it, or None for a line of the text."""
    if line.box.bottom <= _MARGIN * page.height:
        return "head", line.box.top
    if line.box.top >= (1 - _MARGIN) * page.height:
        return "foot", page.height - line.box.bottom
    return None
