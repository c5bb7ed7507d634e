"""Departments and organs: their usual short forms, official names, types and successors."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from extractors.lexicons.tables import read_table
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from extractors.lexicons.divisions import Division
    from extractors.schema.vocabulary import UnitType

DepartmentLevel: TypeAlias = Literal["any", "national", "province", "prefecture", "county"]

_SECTION = re.compile(r"(?P<host>.*?[局委厅办部])(?P<section>[^局委厅办]+(?:[处科室队站]|分局|分中心))")
_TYPES_BY_ENDING: tuple[tuple[re.Pattern[str], UnitType], ...] = (
    (re.compile(r".*(?:公司|集团|银行|企业|厂|合作社)"), "enterprise"),
    (re.compile(r".*(?:管委会|管理委员会|开发区|园区|试验区|示范区|新区)"), "development_zone"),
    (
        re.compile(r".*(?:政府|公署|街道办事处|街道|[镇乡]|乡镇|县\(?市?、?区?\)?|[县市]区|区县)"),
        "government",
    ),
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
        reform: The act by which it took over; ``None`` while it stands.
    """

    short: str
    official: str
    unit_type: UnitType
    level: DepartmentLevel
    succeeded_by: str | None
    reform: str | None


class Succession(NamedTuple):
    """Who took over from a unit, and by which act.

    Attributes:
        canonical: The canonical name of the unit that took over.
        source: The act, with its year.
    """

    canonical: str
    source: str


class UnitName(NamedTuple):
    """What a mention of a unit names, in full.

    Attributes:
        canonical: The full official name with its jurisdiction.
        unit_type: What kind of body it is.
        is_collective: Whether the words stand for several units (各县(市、区)政府).
        jurisdiction_code: The division that it belongs to; ``None`` for national bodies.
        successions: Who took over, then who from that, and so on; empty while it stands.
    """

    canonical: str
    unit_type: UnitType
    is_collective: bool
    jurisdiction_code: str | None
    successions: tuple[Succession, ...] = ()

    @property
    def succeeded_by(self) -> str | None:
        """The canonical name of the unit that took over; ``None`` while it stands."""
        return self.successions[0].canonical if self.successions else None


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
                reform=reforms()[row["reform"]] if row["reform"] else None,
            )
            for row in read_table("departments")
        }
    )


@cache
def reforms() -> Mapping[str, str]:
    """Return the acts by which bodies were renamed and merged, by their short names in the lexicon."""
    return MappingProxyType({row["reform"]: row["source"] for row in read_table("reforms")})


def successions(official: str, in_full: Callable[[str], str]) -> tuple[Succession, ...]:
    """Return who took over from a body, in the order in which they did.

    Args:
        official: Its official name without the jurisdiction.
        in_full: What writes such a name with the jurisdiction.
    """
    found: list[Succession] = []
    known = departments().get(official)
    while known is not None and known.succeeded_by is not None:
        found.append(Succession(in_full(known.succeeded_by), known.reform or ""))
        known = departments().get(known.succeeded_by)
    return tuple(found)


def find_department(words: str, owner: Division) -> Department | None:
    """Return the department of this name that a division of the owner's level has."""
    found = departments().get(words)
    if found is None or found.level == "national":
        return None
    too_low = owner.level == "county" and found.level == "prefecture"
    return None if too_low else found


#: The endings of departments' names; one stem takes now this, now that (文化和旅游厅, 文化和旅游局).
_ENDINGS = (
    ("委员会", "委员会"),
    ("厅", "厅"),
    ("局", "局"),
    ("委", "委员会"),
    ("办公室", "办公室"),
    ("办", "办公室"),
)


@cache
def _stems() -> Mapping[str, Department]:
    """Return the departments that end in 局, 厅 or 委员会 by their names without that, 和 and 与 left out."""
    found: dict[str, Department] = {}
    in_order = sorted(departments().values(), key=lambda one: (bool(one.succeeded_by), one.short))
    for known in in_order:
        stem = _stem(known.short)
        if known.level != "national" and stem and _stem(known.official) and known.unit_type == "department":
            found.setdefault(stem, known)
    return MappingProxyType(found)


def _stem(name: str) -> str:
    """Return a name without its ending and without 和: 自然资源规划 for 自然资源和规划局."""
    ending = next((short for short, _ in _ENDINGS if name.endswith(short) and short[-1] not in "办室"), "")
    bare = name.removesuffix(ending) if ending else ""
    return re.sub("[和与]", "", bare) if len(bare) > 1 else ""


def _by_stem(words: str) -> str | None:
    """Return the official name of a department that the lexicon has with another ending or another 和."""
    ending = next(((short, full) for short, full in _ENDINGS if words.endswith(short)), ("", ""))
    if ending[0] in ("", "办公室", "办"):
        return None
    known = _stems().get(_stem(words))
    if known is None:
        return None
    tail = next(full for _, full in _ENDINGS if known.official.endswith(full))
    return f"{known.official.removesuffix(tail)}{ending[1]}"


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
    by_stem = _by_stem(words)
    if by_stem:
        return by_stem, "department"
    field = find_department(f"{words.removesuffix('部门')}局", owner)
    if field:
        return field.official, field.unit_type
    section = _SECTION.fullmatch(words)
    host = find_department(section["host"], owner) if section else None
    if section and host:
        return f"{host.official}{section['section']}", host.unit_type
    return _written_out(words), type_by_ending(words)


#: Words that are written out at the end of any name.
_WRITTEN_OUT = (
    (re.compile(r"管委会$"), "管理委员会"),
    (re.compile(r"(?<=.)监管局$"), "监督管理局"),
    (re.compile(r"(?<=[^党工纪团市县区省州旗])委$"), "委员会"),
)


def _written_out(words: str) -> str:
    for pattern, full in _WRITTEN_OUT:
        words = pattern.sub(full, words)
    return words


def type_by_ending(words: str) -> UnitType:
    """Tell a body's type from how its name ends."""
    plain = words.replace("（", "(").replace("）", ")")
    return next((unit_type for pattern, unit_type in _TYPES_BY_ENDING if pattern.fullmatch(plain)), "other")
