"""Finding administrative divisions in running text."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from extractors.lexicons.divisions import by_name, divisions, short_name, zones
from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.lexicons.divisions import Division


class Place(NamedTuple):
    """A division named in a text; ``text[start:end]`` is its name there."""

    start: int
    end: int
    division: Division


@cache
def _place_names() -> Mapping[str, tuple[Division, ...]]:
    """Return the names to look for: all full ones, and the short ones of provinces and prefectures."""
    ordinary_words = {row["name"] for row in read_table("ordinary_words")}
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions().values():
        if division.level != "county":
            name = short_name(division.name)
            found.setdefault(name, (division,))
    full = {one.name for one in divisions().values()} | set(zones())
    found.update({name: by_name(name) for name in full})
    return MappingProxyType({name: same for name, same in found.items() if name not in ordinary_words})


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Return how long the names are that begin with two characters, the longest first."""
    found: dict[str, set[int]] = {}
    for name in _place_names():
        found.setdefault(name[:2], set()).add(len(name))
    return MappingProxyType({head: tuple(sorted(sizes, reverse=True)) for head, sizes in found.items()})


@cache
def _heads() -> re.Pattern[str]:
    """Return the pattern of a first character of names before a second one."""
    firsts, seconds = ({head[at] for head in _lengths()} for at in (0, 1))
    return re.compile(f"[{''.join(sorted(firsts))}](?=[{''.join(sorted(seconds))}])")


#: What makes a short name before it a county's own: 丰县人民政府, but not 示范县.
_GOVERNMENTS = ("人民政府", "人大常委会", "人民代表大会")


def find_divisions(text: str, within: Division | None = None) -> list[Place]:
    """Find the divisions that a text names, the longest name at each place.

    Provinces, prefectures and zones are found by their full and short names, counties by their full names
    only. A name that several counties share (长安区), or one of two characters that words may hold as well
    (示范县), counts only for a county near the place named last before it, or near ``within``; before 人民政府 one of two
    characters counts too.

    Args:
        text: The text to search.
        within: The jurisdiction that the text speaks for.

    Returns:
        The places in text order, without overlaps.
    """
    found: list[Place] = []
    known, nearest, last = _lengths(), None, 0
    for head in _heads().finditer(text):
        at = head.start()
        if at < last or text[at : at + 2] not in known:
            continue
        place = _place_at(text, at, (nearest, within))
        if place:
            found.append(place)
            last, nearest = place.end, place.division
    return found


def place_at_head(text: str, within: Division | None = None) -> Place | None:
    """Return the place that a text begins with, as :func:`find_divisions` would, or ``None``."""
    return _place_at(text, 0, (None, within)) if text[:2] in _lengths() else None


def _place_at(text: str, start: int, contexts: tuple[Division | None, ...]) -> Place | None:
    names = _place_names()
    for size in _lengths()[text[start : start + 2]]:
        end = start + size
        same = names.get(text[start:end])
        if same is None or end > len(text) or _is_part_of_word(text, end):
            continue
        division = _choose(same, contexts, governs=_governs(text, start, end))
        if division:
            return Place(start, end, division)
    return None


def _governs(text: str, start: int, end: int) -> bool:
    """Tell whether a name that no word runs into stands before 人民政府."""
    return text.startswith(_GOVERNMENTS, end) and not "一" <= text[start - 1 : start] <= "鿿"


def _is_part_of_word(text: str, end: int) -> bool:
    """Tell whether the class noun belongs to the next word, as in 上海市场 and 河北区域."""
    return text[end - 1 : end + 1] in {"市场", "市民", "市值", "区域", "区块", "区间", "省级", "省内", "省外"}


def _choose(
    same: tuple[Division, ...], contexts: tuple[Division | None, ...], *, governs: bool
) -> Division | None:
    in_force = [one for one in same if one.last_seen is None] or list(same)
    short = in_force[0].level == "county" and len(in_force[0].name) == 2
    if len(in_force) == 1 and (governs or not short):
        return in_force[0]
    for context in contexts:
        below = [one for one in same if context and _is_below_or_beside(one, context)]
        if below:
            return below[0]
    return None


def _is_below_or_beside(division: Division, context: Division) -> bool:
    return division.parent_code is not None and division.parent_code in {context.code, context.parent_code}
