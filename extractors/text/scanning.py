"""Ways to pass quickly over text that holds no match of a slow pattern; what they find is what the pattern finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


def one_of(words: Iterable[str]) -> str:
    """Return a pattern, without group, of the longest of some words that stands at a place.

    It is written as a tree of characters, so that a place costs a look at one branch and not at every word.
    """
    every = tuple(words)
    tree = alternatives(every)
    if "" in every:
        return f"(?:{tree})?" if tree else ""
    return f"(?:{tree})" if "|" in tree else tree


def alternatives(words: Iterable[str]) -> str:
    """Return the alternatives of :func:`one_of` without what holds them together; an empty word is left out."""
    tree: dict[str, list[str]] = {}
    for word in words:
        if word:
            tree.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(first) + one_of(rest) for first, rest in sorted(tree.items()))


def opening(behind: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of one character that something may begin with.

    Args:
        behind: For the characters of each key the pattern of what follows them there.
    """
    if len(behind) == 1:
        ((key, next_),) = behind.items()
        return re.compile(f"[{re.escape(key)}](?={next_})")
    # Alternatives that begin with a literal character each are passed over as fast as one class of them.
    return re.compile(
        "|".join(f"{re.escape(first)}(?={next_})" for key, next_ in behind.items() for first in key)
    )


def starting(
    pattern: re.Pattern[str], signs: re.Pattern[str], folded: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` yields, tried only where ``signs`` finds the character that it begins with."""
    stop, at = len(folded) if end is None else end, start
    for sign in signs.finditer(folded, start, stop):
        place = sign.start()
        match = pattern.match(folded, place, stop) if place >= at else None
        if match is not None:
            yield match
            at = match.end()


def tried_at(
    pattern: re.Pattern[str], places: Iterable[int], folded: str, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` yields, tried only at some places in text order, without which it has no match."""
    stop, at = len(folded) if end is None else end, 0
    for place in places:
        match = pattern.match(folded, place, stop) if place >= at else None
        if match is not None:
            yield match
            at = match.end()


def holding(
    pattern: re.Pattern[str], signs: re.Pattern[str], folded: str, before: int, behind: int
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` yields, tried only around the signs of which every match holds one.

    Args:
        pattern: What is looked for.
        signs: What it cannot be without.
        folded: The text.
        before: How far before its first sign a match starts at the most.
        behind: How far behind the start of its first sign a match ends at the most, what it looks ahead to included.
    """
    at = 0
    for sign in signs.finditer(folded):
        place = sign.start()
        match = pattern.search(folded, max(at, place - before), place + behind) if place >= at else None
        if match is not None and match.start() <= place:
            yield match
            at = match.end()


def at_heads(
    pattern: re.Pattern[str],
    signs: re.Pattern[str],
    folded: str,
    stops: str,
    start: int = 0,
    end: int | None = None,
) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds at the heads of clauses, without overlaps, tried on those that hold a sign."""
    stop, at = len(folded) if end is None else end, start
    for clause in clauses_with(signs, folded, stops, start, stop):
        match = pattern.match(folded, clause, stop) if clause >= at else None
        if match is not None:
            yield match
            at = match.end()


def clauses_with(
    signs: re.Pattern[str], folded: str, stops: str, start: int = 0, end: int | None = None
) -> Iterator[int]:
    """Yield where each clause starts that holds a sign: right behind the last stop before it, or with the range."""
    passed, last = start, -1
    for sign in signs.finditer(folded, start, len(folded) if end is None else end):
        place, near = sign.start(), passed
        for stop in stops:
            near = max(near, folded.rfind(stop, near, place) + 1)
        clause = near if near > passed else max(last, start)
        if clause != last:
            yield clause
        passed, last = place, clause
