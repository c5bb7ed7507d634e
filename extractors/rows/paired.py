"""Several starting values with several ends: 补贴标准分别从209元、280元提高到217元、290元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicons.verbs import verb_pattern
from extractors.rows.clauses import Clause
from extractors.rows.names import Name
from extractors.rows.reading import Reading
from extractors.text.view import Span
from extractors.values import dataclass

_FROM = re.compile(
    r"(?P<head>[^。;,\n]{0,80}?)(?:分别)?(?P<from>从|由)(?:每人)?(?:每年|每月)?(?:现在的|目前的|原来的)?$"
)
_LISTED = re.compile(r"[、和及与]")
_TO = re.compile(r"(?:以上|左右)?(?:分别)?[一-鿿]{1,6}?(?:到|至|为)")
#: 农村低保和特困供养标准: the last of several heads ends for all.
_SHARED_TAIL = re.compile(r"(?:补助|补贴)?(?:标准|价格|水平)$")
#: What opens a clause before its head.
_OPENING = re.compile(r"^.*(?:。|;|,)|^(?:将|把|使|确保|推动|力争|全[市省区县]|我[市省区县])+")


#: Two starting values and two ends.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """One end of several: the clause of its starting value, and what it measures."""

    start: Clause
    name: Name


def paired(reading: Reading, clauses: Sequence[Clause]) -> tuple[dict[int, Span], dict[int, Pair]]:
    """Return the numbers of a sentence that are starting values, and the ends that go with them in order.

    Args:
        reading: The document.
        clauses: The clauses of the sentence's numbers, in order.

    Returns:
        The words that make each starting value one, and each end's pair, by index of its clause.
    """
    starts: dict[int, Span] = {}
    ends: dict[int, Pair] = {}
    at = 0
    while at <= len(clauses) - _FEWEST:
        size = _listed(reading, clauses, at)
        opening = _opening(reading, clauses[at]) if size > 1 else None
        goal = _TO.match(reading.view.folded, clauses[at + size - 1].quantity.end) if opening else None
        behind = at + size
        if opening and goal and behind < len(clauses) and _listed(reading, clauses, behind) >= size:
            names = _heads(reading, opening, size)
            for nth in range(size):
                starts[at + nth] = Span(opening.start("from"), goal.end())
                ends[behind + nth] = Pair(clauses[at + nth], names[nth])
            at = behind + size
        else:
            at += size
    return starts, ends


def _opening(reading: Reading, clause: Clause) -> re.Match[str] | None:
    folded, end = reading.view.folded, clause.quantity.start
    start = max(reading.view.stop_before(end), end - 100)
    starts = folded.find("从", start, end) >= 0 or folded.find("由", start, end) >= 0
    return _FROM.search(folded, start, end) if starts else None


def _listed(reading: Reading, clauses: Sequence[Clause], at: int) -> int:
    """Return how many numbers from ``at`` on stand in a list with nothing between them."""
    size = 1
    while at + size < len(clauses):
        left, right = clauses[at + size - 1].quantity.end, clauses[at + size].quantity.start
        if not _LISTED.fullmatch(reading.view.folded, left, right):
            break
        size += 1
    return size


def _heads(reading: Reading, opening: re.Match[str], size: int) -> list[Name]:
    words = reading.view.text[opening.start("head") : opening.end("head")]
    bare = _OPENING.sub("", words).strip(" 、,")
    bare = re.sub(rf"^(?:{verb_pattern('increment')})", "", bare) or bare
    items = [item for item in re.split(r"[、和及与]", bare) if item]
    if len(items) != size:
        return [Name(bare, None)] * size
    tail = _SHARED_TAIL.search(items[-1])
    return [
        Name(item if tail is None or item.endswith(tail[0][-2:]) else item + tail[0], None) for item in items
    ]
