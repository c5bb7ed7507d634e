"""Departments and organs: their usual short forms, official names, types and successors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.lexicons.divisions import Division
    from extractors.schema.vocabulary import UnitType

DepartmentLevel: TypeAlias = Literal["any", "national", "province", "prefecture", "county"]

_SECTION = re.compile(r"(?P<host>.*?[局委厅办部])(?P<section>[^局委厅办]+[处科室队站])")
_TYPES_BY_ENDING: tuple[tuple[re.Pattern[str], UnitType], ...] = (
    (re.compile(r".*(?:公司|集团|银行|企业|厂|合作社)"), "enterprise"),
    (re.compile(r".*(?:管委会|管理委员会|开发区|园区|试验区|示范区|新区)"), "development_zone"),
    (re.compile(r".*(?:政府|街道办事处|街道|[镇乡]|乡镇|县\(?市?、?区?\)?|[县市]区|区县)"), "government"),
    (re.compile(r".*(?:党工委|党委|党组|纪委|市委|县委|区委)"), "party"),
    (re.compile(r".*(?:[局委厅处科部]|办|办公室|部门|委员会|总署|[总支大]队)"), "department"),
    (
        re.compile(r".*(?:[院所校馆站社台]|中心|大学|医院|协会|学会|联盟|联合会|研究会|基金会|委员会)"),
        "institution",
    ),
)


@dataclass(frozen=True, slots=True)
class Department:
    """A department under one of its names.

    Attributes:
        short: The name as texts have it: 科技局.
        official: The full name, without the jurisdiction: 科学技术局.
        unit_type: What kind of body it is.
        level: From which level on the official name holds (``prefecture``: there and in a province).
        succeeded_by: The official name of the body that took over; ``None`` while it stands.
    """

    short: str
    official: str
    unit_type: UnitType
    level: DepartmentLevel
    succeeded_by: str | None


class UnitName(NamedTuple):
    """What a mention of a unit names, in full.

    Attributes:
        canonical: The full official name with its jurisdiction.
        unit_type: What kind of body it is.
        is_collective: Whether the words stand for several units (各县(市、区)政府).
        jurisdiction_code: The division that it belongs to; ``None`` for national bodies.
        succeeded_by: The canonical name of the body that took over; ``None`` while it stands.
    """

    canonical: str
    unit_type: UnitType
    is_collective: bool
    jurisdiction_code: str | None
    succeeded_by: str | None = None


@cache
def departments() -> Mapping[str, Department]:
    """Return the departments by each of their names, short and official."""
    return MappingProxyType(
        {
            row["short"]: Department(
                short=row["short"],
                official=row["official"],
                unit_type=cast("UnitType", row["unit_type"]),
                level=cast("DepartmentLevel", row["level"]),
                succeeded_by=row["succeeded_by"] or None,
            )
            for row in read_table("departments")
        }
    )


def find_department(words: str, owner: Division) -> Department | None:
    """Return the department of this name that a division of the owner's level has."""
    found = departments().get(words)
    if found is None or found.level == "national":
        return None
    too_low = owner.level == "county" and found.level == "prefecture"
    return None if too_low else found


def expand(words: str, owner: Division) -> tuple[str, UnitType]:
    """Write a department's name out.

    Args:
        words: The name without its jurisdiction: 科技局, 经发局经信处, 政府金融办.
        owner: The division whose department it is.

    Returns:
        The official name and the type; what the lexicon does not know keeps its words.
    """
    known = find_department(words, owner) or find_department(re.sub(r"^(?:人民)?政府", "", words), owner)
    if known:
        return known.official, known.unit_type
    section = _SECTION.fullmatch(words)
    host = find_department(section["host"], owner) if section else None
    if section and host:
        return f"{host.official}{section['section']}", host.unit_type
    return re.sub("管委会$", "管理委员会", words), type_by_ending(words)


def type_by_ending(words: str) -> UnitType:
    """Tell a body's type from how its name ends."""
    plain = words.replace("（", "(").replace("）", ")")
    return next((unit_type for pattern, unit_type in _TYPES_BY_ENDING if pattern.fullmatch(plain)), "other")
