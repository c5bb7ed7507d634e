"""The enumerators that Word counts by itself: they stand in no paragraph's characters, and readers see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.readers.counted import numeral
from extractors.readers.word_xml import Element, child, children, value

_PLACE = re.compile(r"%([1-9])")
#: A label that ends in one of these is followed by its words without a blank.
_CLOSED = "、．.）)：:】]"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: from where, in which numerals, within which words."""

    start: int
    numerals: str
    words: str
    restarts: bool


class Numbering:
    """Counts the paragraphs of the lists of one document, in text order."""

    def __init__(self, numbering: Element | None) -> None:
        """Take the root of the numbering part, or None where a document has none."""
        abstract = {
            value(one, "abstractNumId", own=True): one
            for one in (children(numbering, "abstractNum") if numbering is not None else ())
        }
        self._lists: dict[str, tuple[str | None, dict[int, _Level]]] = {}
        for one in children(numbering, "num") if numbering is not None else ():
            name, pattern = value(one, "numId", own=True), value(one, "abstractNumId")
            if name is not None and pattern in abstract:
                self._lists[name] = (pattern, _levels(abstract[pattern], one))
        self._counts: dict[str | None, dict[int, int]] = {}
        # Lists share the count of their pattern; one that begins anew does so at its first paragraph.
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph and return its label with the blank behind it; empty for bullets and unknown lists."""
        pattern, levels = self._lists.get(list_id, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(pattern, {})
        if level.restarts and (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        return _written(level, levels, counts)


def _written(level: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = levels.get(at, level)
        return numeral(counts.get(at, shown.start), shown.numerals)

    if level.numerals in ("bullet", "none"):
        return ""
    words = _PLACE.sub(counted, level.words)
    return words if not words or words[-1] in _CLOSED else f"{words} "


def _levels(pattern: Element, instance: Element) -> dict[int, _Level]:
    """Return how each level of a list counts, with what the list changes of its pattern."""
    levels = {int(value(one, "ilvl", own=True) or 0): _level(one) for one in children(pattern, "lvl")}
    for change in children(instance, "lvlOverride"):
        at = int(value(change, "ilvl", own=True) or 0)
        whole, start = child(change, "lvl"), value(change, "startOverride")
        if whole is not None:
            levels[at] = _level(whole)
        if at in levels and start is not None:
            known = levels[at]
            levels[at] = _Level(int(start), known.numerals, known.words, restarts=True)
    return levels


def _level(one: Element) -> _Level:
    return _Level(
        start=int(value(one, "start") or 1),
        numerals=value(one, "numFmt") or "decimal",
        words=value(one, "lvlText") or "",
        restarts=False,
    )
