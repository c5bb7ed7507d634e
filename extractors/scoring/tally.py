"""Precision, recall and F1 of what was found against what is annotated, with what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from extractors.scoring.gold import Row

#: What tells one row of a document from the others: its offsets, or the name of a field.
Key = tuple[object, ...]
Keyed = Mapping[Key, Any]
Same = Callable[[Any, Any], bool]


class Figures(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement.

    Attributes:
        document: Name of the document.
        key: What tells the row from the others.
        gold: What is annotated there, None for what was found and should not have been.
        found: What was found there, None for what was missed altogether.
    """

    document: str
    key: Key
    gold: Any
    found: Any


@dataclass(slots=True)
class Tally:
    """The counts of one metric.

    Attributes:
        hit: How many annotations were found and agree.
        found: How many rows were found.
        gold: How many are annotated.
        missed: The annotations that no row agrees with.
        extra: The rows that no annotation agrees with.
    """

    hit: int = 0
    found: int = 0
    gold: int = 0
    missed: list[Miss] = field(default_factory=list)
    extra: list[Miss] = field(default_factory=list)

    def add(self, document: str, found: Keyed, gold: Keyed, same: Same) -> None:
        """Count one document's rows against its annotations; a key in both is right where ``same`` holds."""
        self.found += len(found)
        self.gold += len(gold)
        for key, row in gold.items():
            if key in found and same(found[key], row):
                self.hit += 1
            else:
                self.missed.append(Miss(document, key, row, found.get(key)))
        self.extra += [
            Miss(document, key, None, row)
            for key, row in found.items()
            if not (key in gold and same(row, gold[key]))
        ]

    def figures(self) -> Figures:
        """Return precision, recall and F1; where there is nothing to find, finding nothing is right."""
        precision = self.hit / self.found if self.found else float(not self.gold)
        recall = self.hit / self.gold if self.gold else float(not self.found)
        total = precision + recall
        return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)


def keyed(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, Row]:
    """Return rows by key; a second row at a key gets a key of its own, so that it counts as one too many."""
    out: dict[Key, Row] = {}
    for row in rows:
        at, nth = key(row), 2
        while at in out:
            at = (*key(row), f"surplus {nth}")
            nth += 1
        out[at] = row
    return out


def overlapping(found: Mapping[Key, Row], gold: Mapping[Key, Row], same: Same) -> dict[Key, Row]:
    """Return the rows under the keys of the annotations that they overlap and agree with, one to one."""
    out: dict[Key, Row] = {}
    used: set[Key] = set()
    for key, row in found.items():
        match = next(
            (at for at, other in gold.items() if at not in used and _overlap(at, key) and same(row, other)),
            None,
        )
        if match is not None:
            used.add(match)
        out[match or ("extra", *key)] = row
    return out


def _overlap(one: Key, other: Key) -> bool:
    """Whether two keys, which begin with the two ends of a range, have a character in common."""
    (start, end, *_), (other_start, other_end, *_) = (
        cast("tuple[int, ...]", one),
        cast("tuple[int, ...]", other),
    )
    return start < other_end and other_start < end
