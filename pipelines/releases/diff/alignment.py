"""Which rows of two versions of a table are the same row: pure, in time that grows with the number of rows.

Rows are aligned in rounds. Each has a key; rows of both sides that share one are taken in pairs, in order, and leave the
later rounds. So the first keys say that all is equal, the last ones only that both rows speak of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

#: What a row is known by in a round; None where it takes no part in it.
Key = Callable[[Row], Hashable | None]


@dataclass(frozen=True, slots=True)
class Round:
    """One way to recognise a row.

    Attributes:
        key: What it is recognised by.
        near: Whether only rows are paired that follow the same pair of aligned rows: what is too common to say
            anything over a whole document still tells two neighbours apart.
    """

    key: Key
    near: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows of two versions by their places, each place once.

    Attributes:
        pairs: The rows that are one row in both, in the order of the later version.
        lost: The rows that only the earlier one has.
        gained: The rows that only the later one has.
    """

    pairs: tuple[tuple[int, int], ...]
    lost: tuple[int, ...]
    gained: tuple[int, ...]


def align(before: Sequence[Row], after: Sequence[Row], rounds: Sequence[Round]) -> Alignment:
    """Align the rows of two versions of a table, both in the order of the text.

    The result is symmetric: with the sides exchanged, pairs are turned round and lost is gained.
    """
    found: dict[int, int] = {}
    left, right = list(range(len(before))), list(range(len(after)))
    for step in rounds:
        if not left or not right:
            break
        left_gaps, right_gaps = _gaps(found, len(before), len(after)) if step.near else ([], [])
        waiting = _grouped(before, left, step.key, left_gaps)
        known = _grouped(after, right, step.key, right_gaps)
        for key, places in waiting.items():
            found.update(zip(places, known.get(key, ()), strict=False))
        taken = set(found.values())
        left = [place for place in left if place not in found]
        right = [place for place in right if place not in taken]
    return Alignment(_in_order(found, len(after)), tuple(left), tuple(right))


def _in_order(found: Mapping[int, int], count: int) -> tuple[tuple[int, int], ...]:
    backwards = {later: earlier for earlier, later in found.items()}
    return tuple((backwards[later], later) for later in range(count) if later in backwards)


def _grouped(
    rows: Sequence[Row], places: Sequence[int], key: Key, gaps: Sequence[int]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        known = key(rows[place])
        if known is not None:
            groups[(known, gaps[place]) if gaps else known].append(place)
    return groups


def _gaps(found: Mapping[int, int], left: int, right: int) -> tuple[list[int], list[int]]:
    """For each row of either side, which pair of aligned rows it follows, named by the place in the earlier version."""
    backwards = {later: earlier for earlier, later in found.items()}
    return _followed(left, {place: place for place in found}), _followed(right, backwards)


def _followed(count: int, pairs: Mapping[int, int]) -> list[int]:
    last, gaps = -1, []
    for place in range(count):
        last = pairs.get(place, last)
        gaps.append(last)
    return gaps
