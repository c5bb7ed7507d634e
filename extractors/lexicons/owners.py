"""Whose department it is: the place or the level word in front of a unit's name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from extractors.lexicons.divisions import (
    by_name,
    county_short_names,
    division_names,
    divisions,
    opens_name,
    parent,
    short_name,
    zones,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractors.lexicons.divisions import Division

_LEVEL_WORD = re.compile(
    r"(?P<level>自治[区州县旗]|[省州盟旗]|市(?!场|容|民(?:中|热|服|卡)|政(?![府协务法研数])|值|区)"
    r"|县(?!域|区|级)|区(?!域|划|块|内|县))(?=.)"
)
_LONGEST_NAME = 15


class Owned(NamedTuple):
    """A unit's name, split.

    Attributes:
        owner: The division that it belongs to.
        words: The rest of the name.
        said: How the owner was said: ``place`` (保定市科技局), ``level`` (市科技局), ``nothing`` (科技局).
    """

    owner: Division
    words: str
    said: str


@lru_cache(maxsize=1024)
def split_owner(words: str, jurisdiction: Division) -> Owned:
    """Split a unit's name into its owner and the rest, as read in a text of this jurisdiction."""
    place = _leading_place(words, jurisdiction)
    if place:
        return place
    level = _LEVEL_WORD.match(words)
    owner = owner_of_level(level["level"], jurisdiction) if level else None
    if level and owner:
        return Owned(owner, words[level.end("level") :], "level")
    return Owned(_province(jurisdiction) if words.endswith("厅") else jurisdiction, words, "nothing")


def _leading_place(words: str, jurisdiction: Division) -> Owned | None:
    found: Division | None = None
    rest = words
    while step := _longest_place(rest, found or jurisdiction):
        found, rest = step
    return Owned(found, rest, "place") if found else None


def _longest_place(words: str, near: Division) -> tuple[Division, str] | None:
    if not opens_name(words):
        return None
    for size in range(min(_LONGEST_NAME, len(words)), 1, -1):
        division = nearest(words[:size], near)
        if division:
            return division, words[size:]
    return None


def nearest(name: str, near: Division) -> Division | None:
    """Return the division of this full name closest to another: in it, beside it, in its province."""
    same = by_name(name)
    if len(same) < 2:
        return same[0] if same else None
    for start in (near.code[:4], near.code[:2], ""):
        close = [one for one in same if one.code.startswith(start)]
        if close:
            return close[0]
    return None


def _chain(jurisdiction: Division) -> Iterator[Division]:
    above: Division | None = jurisdiction
    while above:
        yield above
        above = parent(above)


def owner_of_level(level: str, jurisdiction: Division) -> Division | None:
    """Return the division that 市, 区 or 省 means: the innermost of the jurisdiction and those above it."""
    for division in _chain(jurisdiction):
        for same in (division, *_under_code(division)):
            is_region = same.level == "province" and level == "区"
            if same.name.endswith(level) and not (is_region and same is not jurisdiction):
                return same
    return _province(jurisdiction) if level == "省" else None


def _under_code(division: Division) -> Iterator[Division]:
    """Yield what else has a division's code: the county of a zone, the zone of a county."""
    if division.is_zone:
        yield from (one for one in (divisions().get(division.code),) if one)
    elif division.level == "county":
        yield from (zone for zone in zones().values() if zone.code == division.code)


def _province(jurisdiction: Division) -> Division:
    return divisions().get(f"{jurisdiction.code[:2]}0000", jurisdiction)


def by_short_name(name: str, jurisdiction: Division) -> Division | None:
    """Return the division that a short name means here: 涿州 in a plan of 保定, 平潭 in one of its zone."""
    if not opens_short_name(name):
        return None
    for division in _chain(jurisdiction):
        if short_name(division.name) == name:
            return division
        county = county_short_names(division.code).get(name)
        if county:
            return county
    return _short_names().get(name)


def opens_short_name(words: str) -> bool:
    """Whether words may begin with a short name; most do not."""
    return words[:2] in _heads_of_short_names()


@cache
def _heads_of_short_names() -> frozenset[str]:
    """Return the two characters that short names begin with."""
    return frozenset(short_name(name)[:2] for name in division_names())


@cache
def _short_names() -> Mapping[str, Division]:
    """Return provinces, prefectures and zones by short name; where two share one, in this order."""
    above = [one for one in divisions().values() if one.level != "county" and one.last_seen is None]
    in_order = sorted(above, key=lambda one: one.level != "province")
    found: dict[str, Division] = {}
    for division in (*in_order, *zones().values()):
        found.setdefault(short_name(division.name), division)
    return MappingProxyType(found)
