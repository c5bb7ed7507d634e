"""``unit_members``: which governments a collective stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.lexicons.departments import UnitName
from extractors.lexicons.divisions import children, divisions
from extractors.lexicons.unit_names import canonical_name
from extractors.rows.task_units import unit_id, unit_row
from extractors.schema.rows import UnitMemberRow, UnitRow
from extractors.text.folding import fold

#: 各县(市、区)政府, 各县区人民政府: every county-level government of the jurisdiction.
_EVERY_COUNTY = re.compile(r"各(?:县|市|区)[(市县、区)]*(?:人民)?政府$")


def member_rows(units: Iterable[UnitRow]) -> tuple[list[UnitMemberRow], list[UnitRow]]:
    """Return the members of each collective of county governments, and a unit row for each member.

    They are the counties in force; the lexicon knows years of editions, not days, so validity is left open.
    """
    members: dict[tuple[str, str], UnitMemberRow] = {}
    governments: dict[str, UnitRow] = {}
    for unit in units:
        for name in _members(unit):
            key = unit_id(name)
            members[unit.unit_id, key] = UnitMemberRow(
                unit_id=unit.unit_id,
                member_unit_id=key,
                valid_from=None,
                valid_to=None,
            )
            governments[key] = unit_row(name, set())
    return [members[key] for key in sorted(members)], [governments[key] for key in sorted(governments)]


def _members(unit: UnitRow) -> Iterator[UnitName]:
    place = divisions().get(unit.jurisdiction_code or "")
    if not unit.is_collective or place is None or place.level != "prefecture":
        return
    if _EVERY_COUNTY.search(fold(unit.canonical_name)):
        for child in children(place.code):
            if child.last_seen is None:
                yield canonical_name(f"{child.name}人民政府", place)
