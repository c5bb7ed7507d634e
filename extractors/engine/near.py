"""Names that nearly agree: pairs of indicators and of carriers for a person to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.engine.candidates import candidate
from extractors.lexicons.carriers import cores
from extractors.lexicons.divisions import divisions, on_one_line
from extractors.lexicons.indicators import read_indicator
from extractors.rows.indicators import id_of_name, name_of_id
from extractors.schema.rows import AchievementRow, IndicatorRow, LinkCandidateRow, PlatformRow, TargetRow

#: A name as short as this ends too many others to say anything: 产量, 投资.
_SHORTEST_TAIL = 4
#: How many of the names that share a core each is held against.
_NEXT = 8


def near_indicators(
    targets: Iterable[TargetRow], achievements: Iterable[AchievementRow], indicators: Iterable[IndicatorRow]
) -> Iterator[LinkCandidateRow]:
    """Yield pairs of indicators of one place, one promised and one reported, that differ in level or scope alone.

    省级以上重点实验室 and 重点实验室; 粮食作物播种面积 and 播种面积. A name is looked up by its ends, so time grows with the names.
    """
    dimensions = {row.indicator_id: row.unit_dimension for row in indicators}
    promised, reported = _by_place(targets, dimensions), _by_place(achievements, dimensions)
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, dimension in sorted(promised.keys() & reported.keys(), key=str):
        names, others = promised[code, dimension], reported[code, dimension]
        for mine, theirs in ((names, others), (others, names)):
            for name in mine:
                for tail in _tails(name):
                    if tail in theirs:
                        places[name, tail].add(code)
    for (name, tail), codes in sorted(places.items()):
        reason = f"one is the other with a level or a scope before it; in {', '.join(sorted(codes))}"
        yield candidate("indicator", id_of_name(name), id_of_name(tail), reason)


def _by_place(
    rows: Iterable[TargetRow] | Iterable[AchievementRow], dimensions: Mapping[str, str | None]
) -> Mapping[tuple[str, str | None], set[str]]:
    found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in rows:
        if row.place_code is not None:
            key = (row.place_code, dimensions.get(row.indicator_id))
            found[key].add(name_of_id(row.indicator_id))
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
