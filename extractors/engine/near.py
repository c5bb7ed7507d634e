"""Names that nearly agree: pairs of indicators and of carriers for a person to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from extractors.engine.candidates import candidate
from extractors.lexicons.carriers import cores
from extractors.lexicons.divisions import divisions, on_one_line
from extractors.lexicons.indicators import read_indicator
from extractors.rows.indicators import id_of_name, name_of_id
from extractors.schema.rows import IndicatorRow, LinkCandidateRow, PlatformRow

#: A name as short as this ends too many others to say anything: 产量, 投资.
_SHORTEST_TAIL = 4
#: How many of the names that share a core each is held against.
_NEXT = 8
#: Names whose ends are remembered: those that many places measure.
_NAMES = 1 << 16

#: The code of a place, and the id of an indicator that is measured there.
_Measured = tuple[str, str]


class NearIndicators:
    """Pairs of indicators of one place, one promised and one reported, that differ in level or scope alone.

    省级以上重点实验室 and 重点实验室; 粮食作物播种面积 and 播种面积. A name is looked up by its ends, so time grows with the names.
    """

    def __init__(self, indicators: Iterable[IndicatorRow]) -> None:
        self._dimensions = {row.indicator_id: row.unit_dimension for row in indicators}
        self._tails = lru_cache(_NAMES)(lambda name: tuple(_tails(name)))
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, promised: Iterable[_Measured], reported: Iterable[_Measured]) -> None:
        """Take in what is promised and reported of some places: all of each place at once."""
        mine, theirs = self._by_place(promised), self._by_place(reported)
        for key in mine.keys() & theirs.keys():
            for names, others in ((mine[key], theirs[key]), (theirs[key], mine[key])):
                for name in names:
                    for tail in self._tails(name):
                        if tail in others:
                            self._places[name, tail].add(key[0])

    def candidates(self) -> Iterator[LinkCandidateRow]:
        """Yield the pairs of all places."""
        for (name, tail), codes in sorted(self._places.items()):
            reason = f"one is the other with a level or a scope before it; in {', '.join(sorted(codes))}"
            yield candidate("indicator", id_of_name(name), id_of_name(tail), reason)

    def _by_place(self, measured: Iterable[_Measured]) -> Mapping[tuple[str, str | None], set[str]]:
        found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for code, indicator in measured:
            found[code, self._dimensions.get(indicator)].add(name_of_id(indicator))
        return found


def _tails(name: str) -> Iterator[str]:
    """Yield the ends of a name that may be a name of their own: without its level, or down to its head."""
    read = read_indicator(name)
    head = len(read.head) if read.head is not None else _SHORTEST_TAIL
    for start in range(1, len(name) - max(head, _SHORTEST_TAIL) + 1):
        yield name[start:]


def near_carriers(platforms: Sequence[PlatformRow]) -> Iterator[LinkCandidateRow]:
    """Yield pairs of carriers whose names share all but level, brackets, place or a kind that is easily confused.

    Carriers of different places are no pair. Within a group that shares a name each is held against the next few alone.
    """
    groups: dict[str, list[PlatformRow]] = defaultdict(list)
    for platform in platforms:
        for core in set(cores(platform.canonical_name)):
            groups[core].append(platform)
    seen = set()
    for core in sorted(groups):
        for at, one in enumerate(groups[core]):
            for other in groups[core][at + 1 : at + 1 + _NEXT]:
                pair = (one.platform_id, other.platform_id)
                if pair not in seen and _may_be_one_place(one, other):
                    seen.add(pair)
                    yield candidate("platform", *pair, f"both are {core}, level, brackets and place aside")


def _may_be_one_place(one: PlatformRow, other: PlatformRow) -> bool:
    if one.jurisdiction_code is None or other.jurisdiction_code is None:
        return True
    mine, theirs = divisions().get(one.jurisdiction_code), divisions().get(other.jurisdiction_code)
    if mine is None or theirs is None:
        return one.jurisdiction_code == other.jurisdiction_code
    return on_one_line(mine, theirs)
