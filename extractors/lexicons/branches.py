"""Bodies whose official name has a form of its own: branches of national bodies, development zones."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from extractors.lexicons.departments import UnitName, successions
from extractors.lexicons.divisions import official_name, short_name
from extractors.lexicons.owners import by_short_name, split_owner
from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.lexicons.divisions import Division
    from extractors.schema.vocabulary import UnitType

_ZONE = re.compile(
    r"(?P<place>.*?)(?P<national>国家级?)?"
    r"(?P<noun>高新区|高新技术(?:产业)?(?:开发)?区|经开区|经济(?:技术)?开发区|开发区)(?P<board>管委会|管理委员会)?"
)
_ZONE_NOUNS = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}


def branch_name(words: str, jurisdiction: Division) -> UnitName | None:
    """Name the local branch of a national body: 保定银监分局, 人行保定中心支行, 市税务局."""
    if not words.endswith(_tails()):
        return None
    for row in read_table("branches"):
        head, tail = row["head"], row["tail"]
        if words.endswith(tail) and words.startswith(head) and len(words) >= len(head) + len(tail):
            named = _by_row(row, words[len(head) : len(words) - len(tail)], jurisdiction)
            if named:
                return named
    return None


@cache
def _tails() -> tuple[str, ...]:
    return tuple({row["tail"]: None for row in read_table("branches")})


def _by_row(row: Mapping[str, str], written: str, jurisdiction: Division) -> UnitName | None:
    division = _place_of(written, jurisdiction)
    is_level_word = len(written) < 2
    if division is None or (row["place"] == "named" and is_level_word):
        return None
    tail = f"{_place_words(row['place'], '' if is_level_word else written, division)}{row['official_tail']}"
    later = successions(row["official_head"], lambda official: f"{official}{tail}")
    unit_type = cast("UnitType", row["unit_type"])
    return UnitName(f"{row['official_head']}{tail}", unit_type, False, division.code, later)


def _place_of(written: str, jurisdiction: Division) -> Division | None:
    if not written:
        return jurisdiction
    owned = split_owner(f"{written}局", jurisdiction)
    if owned.words == "局" and owned.said != "nothing":
        return owned.owner
    return by_short_name(written, jurisdiction)


def _place_words(form: str, written: str, division: Division) -> str:
    is_capital = division.level == "prefecture" and division.code.endswith("0100")
    if form == "full" or (form == "seat" and not is_capital):
        return official_name(division)
    return written if form == "written" and written else short_name(division.name)


def development_zone_name(words: str, jurisdiction: Division) -> UnitName | None:
    """Name a high-tech or economic zone officially: 高新区, 廊坊开发区管委会."""
    matched = _ZONE.fullmatch(words)
    if not matched:
        return None
    place, noun = matched["place"], matched["noun"]
    where = _place_of(place, jurisdiction) if place else jurisdiction
    kind = "高新区" if noun.startswith("高新") else "经开区"
    name = _listed_zone(place, kind, where, jurisdiction)
    if name is None and place and not where:
        name = f"{place}{_ZONE_NOUNS.get(noun, noun)}"
    if name is None and where:
        said = place if place and len(place) > 1 else official_name(where)
        name = f"{said}{_ZONE_NOUNS.get(noun, noun)}"
    board = "管理委员会" if matched["board"] else ""
    return UnitName(f"{name}{board}", "development_zone", False, (where or jurisdiction).code)


def _listed_zone(place: str, kind: str, where: Division | None, jurisdiction: Division) -> str | None:
    rows = [row for row in read_table("development_zones") if row["kind"] == kind]
    by_stem = [row for row in rows if place and row["stem"] == place]
    here = [row for row in rows if where and row["code"] == where.code]
    named = [row for row in here if where and row["stem"] == short_name(where.name)]
    # 稀土高新区 in a plan of 包头: a part of the name of a zone there.
    partly = [
        row for row in rows if place and place in row["name"] and row["code"][:4] == jurisdiction.code[:4]
    ]
    chosen = by_stem or named or (here if len(here) == 1 else []) or partly[:1]
    return chosen[0]["name"] if chosen else None
