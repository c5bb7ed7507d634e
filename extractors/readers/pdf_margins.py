"""Heads and numbers of pages: lines in the margins that belong to the pages, not to the document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.readers.layout import FIELD, OPENER
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
#: A number of up to four digits that may count pages; one that reads like a year, a part of a longer one or a share do not.
_COUNT = r"(?<![0-9.])(?!(?:19|20)[0-9]{2}(?![0-9]))([0-9]{1,4})(?![0-9.%])"
#: Where the number of a page stands beside other words: marked as such (第3页, — 3 —), before or behind all of them
#: (3 公报, 公报 2021年第5期 ·3), with or without the total (3/8, 第3页 共13页).
_COUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第\s*{_COUNT}\s*页",
        rf"(?<![0-9])[-—–]\s*{_COUNT}\s*[-—–](?![0-9])",
        rf"^[-—–·•~|\s]*{_COUNT}",
        rf"{_COUNT}(?=\s*页?\s*(?:(?:[/,，]\s*共?|共|of)\s*[0-9]{{1,4}}\s*页?)?[-—–·•~|\s]*$)",
    )
)
#: What may stand between the number of a page and the words beside it.
_MARKS = "-—–·•~|"
#: What counts parts of the document, though it may open every page.
_PART = re.compile(rf"\s*(?:附[件表录图]|专\s?栏|[图表]\s*[0-9一二三四五六七八九十]|{OPENER})")


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
    for line in _outermost(page):
        match = _PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text))
        if match and _edge(page, line) is not None:
            is_dashed = match["before"].strip() and match["after"].strip()
            is_marked = bool(is_dashed or (match["first"] and match["page"]))
            yield _Number(at, line, _value(match["number"]), is_marked)


def _outermost(page: PageLines) -> list[PrintedLine]:
    """Return the lines at the edges of a page, at which its number may stand."""
    last = max(len(page.lines) - _OUTERMOST, _OUTERMOST)
    return [*page.lines[:_OUTERMOST], *page.lines[last:]]


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
    room = _FROM_TEXT * line.size
    return all(
        line.box.top - other.box.bottom >= room or other.box.top - line.box.bottom >= room for other in others
    )


def _heads(pages: Sequence[PageLines]) -> list[tuple[int, PrintedLine]]:
    """Return the lines in the margins that pages repeat, but for a number that counts the pages."""
    found: defaultdict[_Key, set[int]] = defaultdict(set)
    lines = [(at, line, list(_keys(at, page, line))) for at, page in enumerate(pages) for line in page.lines]
    for at, _, keys in lines:
        for key in keys:
            found[key].add(at)
    of_size = Counter((page.width, page.height) for page in pages)
    return [
        (at, line)
        for at, line, keys in lines
        if any(
            len(_pages_of(key, found)) >= _fewest(of_size[pages[at].width, pages[at].height]) for key in keys
        )
    ]


def _fewest(pages: int) -> float:
    return max(_FEWEST_PAGES, _PAGES_SHARE * pages)


def _pages_of(key: _Key, found: dict[_Key, set[int]]) -> set[int]:
    """Return the pages that show the same words at the same place or a hair beside it."""
    return set().union(
        *(found.get(replace(key, place=key.place + beside), ()) for beside in (-1, 0, 1)),
    )


@dataclass(frozen=True, slots=True)
class _Key:
    """What heads of pages have in common.

    Attributes:
        words: Their words, numbers among them, without the one that counts the pages.
        first: What that number would be on the document's first page; None where no number counts the pages.
        edge: The edge of the page at which they stand.
        place: How far from it, in steps.
    """

    words: str
    first: int | None
    edge: str
    place: int


def _keys(at: int, page: PageLines, line: PrintedLine) -> Iterator[_Key]:
    """Yield what a line in a margin may have in common with those of other pages."""
    edge = _edge(page, line)
    if edge is None:
        return
    name, distance = edge
    place = round(distance / _SAME_PLACE)
    words = unicodedata.normalize("NFKC", line.text)
    # Sheets of projects may all open with the same field; in the text, it is no head.
    if FIELD.match(words) and not _stands_apart(line, page):
        return
    yield _Key("".join(words.split()), None, name, place)
    if line not in _outermost(page) or _PART.match(line.text):
        return
    for pattern in _COUNTS:
        number = pattern.search(words)
        # On left pages the number stands before the words, on right pages behind them.
        rest = number and "".join((words[: number.start()] + words[number.end() :]).split()).strip(_MARKS)
        if number and rest:
            yield _Key(rest, int(number[1]) - at, name, place)


def _edge(page: PageLines, line: PrintedLine) -> tuple[str, float] | None:
    """Return at which edge of its page a line stands and how far from it, or None for a line of the text."""
    if line.box.bottom <= _MARGIN * page.height:
        return "head", line.box.top
    if line.box.top >= (1 - _MARGIN) * page.height:
        return "foot", page.height - line.box.bottom
    return None
