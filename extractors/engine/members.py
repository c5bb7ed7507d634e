"""``unit_members``: which governments a collective stands for, and in which years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.lexicons.departments import UnitName
from extractors.lexicons.divisions import Division, children, divisions, parent
from extractors.lexicons.tables import read_table
from extractors.lexicons.unit_names import canonical_name
from extractors.rows.task_units import unit_id, unit_row
from extractors.schema.rows import UnitMemberRow, UnitRow
from extractors.text.folding import fold
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

#: 各县(市、区)政府, 各市(州)人民政府, 各盟行政公署, 各区县(自治县), 各设区市: every government below of the classes that are named.
_EVERY = re.compile(
    r"各(?P<cities>(?:设区的?|地级(?:以上)?|省辖)市)?(?P<classes>(?:自治)?[县市区旗州盟(、)自治]*?)(?:(?:人民)?政府|行政公署|行署)?$"
)
_BRACKETED = re.compile(r"\([^()]*\)")
#: 县 is what ends 自治县 too, 旗 a 自治旗.
_CLASSES = "县市区旗州盟"
_FIRST_EDITION = 2005


@dataclass(frozen=True, slots=True)
class _Member:
    """A government that a collective stands for, with the years of it; ``None`` is open."""

    name: UnitName
    first_year: int | None
    last_year: int | None
    basis: str


def member_rows(units: Iterable[UnitRow]) -> tuple[list[UnitMemberRow], list[UnitRow]]:
    """Return the members of each collective of governments, and a unit row for each member.

    Days are those of years: the editions of GB/T 2260 tell in which year a name came and went. In the year of a change
    both names stand.
    """
    members: dict[tuple[str, str], UnitMemberRow] = {}
    governments: dict[str, UnitRow] = {}
    for unit in units:
        for member in _members(unit):
            key = unit_id(member.name)
            members[unit.unit_id, key] = UnitMemberRow(
                unit_id=unit.unit_id,
                member_unit_id=key,
                valid_from=date(member.first_year, 1, 1) if member.first_year else None,
                valid_to=date(member.last_year, 12, 31) if member.last_year else None,
                basis=member.basis,
            )
            governments[key] = unit_row(member.name, set())
    return [members[key] for key in sorted(members)], [governments[key] for key in sorted(governments)]


def _members(unit: UnitRow) -> Iterator[_Member]:
    place = divisions().get(unit.jurisdiction_code or "")
    every = _EVERY.search(fold(unit.canonical_name)) if unit.is_collective else None
    if place is None or every is None or not (every["cities"] or every["classes"]):
        return
    governments: dict[str, list[_Member]] = {}
    for child in _below(place, "市" if every["cities"] else "", every["classes"]):
        # A name of its own, as its plans carry it: a district's takes the city before it, as many cities have a 市中区.
        office = "行政公署" if child.name.endswith("盟") else "人民政府"
        near = (parent(child) if child.name.endswith("区") else None) or place
        name = canonical_name(f"{child.name}{office}", near)._replace(jurisdiction_code=child.code)
        member = _Member(name, child.first_seen, _last_year(child, place), _basis(place, child))
        governments.setdefault(name.canonical, []).append(member)
    yield from (_united(same) for same in governments.values())


def _united(same: Sequence[_Member]) -> _Member:
    """Return one member of those of one name, which was listed under several codes: 临高县 under 469028, then 469024."""
    first = [one.first_year for one in same]
    last = [one.last_year for one in same]
    return _Member(
        same[-1].name,
        None if None in first else min(year for year in first if year is not None),
        None if None in last else max(year for year in last if year is not None),
        "; ".join(dict.fromkeys(one.basis for one in same)),
    )


def _below(place: Division, cities: str, classes: str) -> Iterator[Division]:
    """Yield the divisions below a place of some classes: those right below it, and in a province counties below cities.

    In a province 市 and 州 are its cities and prefectures; in brackets behind 县 or 区 (各县(市、区)) they are county-level ones.
    """
    plain = _BRACKETED.sub("", classes)
    counties = tuple(one for one in _CLASSES if one in classes)
    of_counties = bool(set(plain) & set("县区旗"))
    if place.level == "province":
        prefectures = tuple(
            {*cities, *(one for one in (plain if of_counties else classes) if one in "市州盟")}
        )
        for child in children(place.code):
            if child.level == "prefecture":
                if prefectures and child.name.endswith(prefectures):
                    yield child
                if of_counties:
                    yield from (one for one in children(child.code) if one.name.endswith(counties))
            elif of_counties and child.name.endswith(counties):
                yield child
        return
    yield from (child for child in children(place.code) if counties and child.name.endswith(counties))


def _last_year(division: Division, place: Division) -> int | None:
    special = _special(division, place)
    return int(special["last_year"]) if special else division.last_seen


def _special(division: Division, place: Division) -> Mapping[str, str] | None:
    """Return that another government directs a division now than the city of its code; the province keeps it."""
    return _affiliations().get((division.code, division.name)) if place.level != "province" else None


def _basis(place: Division, child: Division) -> str:
    first = f"{child.first_seen}" if child.first_seen else f"{_FIRST_EDITION}或更早"
    last = f"{child.last_seen}" if child.last_seen else "现行"
    special = _special(child, place)
    noted = f"; {special['source']}" if special else ""
    return f"GB/T 2260: {child.name}({child.code})属{place.name}({place.code}), 版本{first}至{last}{noted}"


@cache
def _affiliations() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return the divisions that another government than that of their code has come to direct."""
    return MappingProxyType({(row["code"], row["name"]): row for row in read_table("affiliations")})
