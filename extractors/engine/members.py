"""``unit_members``: which governments a collective stands for, and in which years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.lexicons.departments import UnitName
from extractors.lexicons.divisions import Division, children, divisions
from extractors.lexicons.tables import read_table
from extractors.lexicons.unit_names import canonical_name
from extractors.rows.task_units import unit_id, unit_row
from extractors.schema.rows import UnitMemberRow, UnitRow
from extractors.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

#: 各县(市、区)政府, 各市(州)人民政府, 各区: every government below of the classes that are named.
_EVERY = re.compile(r"各(?P<classes>[县市区旗州盟设(、)]+?)(?:(?:人民)?政府)?$")
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
    if place is None or every is None:
        return
    classes = tuple(one for one in _CLASSES if one in every["classes"])
    for child in _below(place, classes):
        # A name of its own, as its plans carry it: a district's takes the city before it.
        yield _Member(
            name=canonical_name(f"{child.name}人民政府", place)._replace(jurisdiction_code=child.code),
            first_year=child.first_seen,
            last_year=_last_year(child),
            basis=_basis(place, child),
        )


def _below(place: Division, classes: tuple[str, ...]) -> Iterator[Division]:
    """Yield the divisions below a place of some classes: those right below it, and in a province counties below cities."""
    for child in children(place.code):
        if child.name.endswith(classes):
            yield child
        if child.level == "prefecture" and set(classes) & set("县区旗"):
            yield from (one for one in children(child.code) if one.name.endswith(classes))


def _last_year(division: Division) -> int | None:
    special = _affiliations().get((division.code, division.name))
    return int(special["last_year"]) if special else division.last_seen


def _basis(place: Division, child: Division) -> str:
    first = f"{child.first_seen}" if child.first_seen else f"{_FIRST_EDITION}或更早"
    last = f"{child.last_seen}" if child.last_seen else "现行"
    special = _affiliations().get((child.code, child.name))
    noted = f"; {special['source']}" if special else ""
    return f"GB/T 2260: {child.name}({child.code})属{place.name}({place.code}), 版本{first}至{last}{noted}"


@cache
def _affiliations() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return the divisions that another government than that of their code has come to direct."""
    return MappingProxyType({(row["code"], row["name"]): row for row in read_table("affiliations")})
