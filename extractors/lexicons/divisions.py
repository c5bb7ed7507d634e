"""Administrative divisions (GB/T 2260) and the zones that act like them: names, levels, places in a text."""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from extractors.lexicons.tables import read_table
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Level: TypeAlias = Literal["province", "prefecture", "county"]

#: The code of the state as a whole, which GB/T 2260 does not list.
STATE_CODE = "000000"

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|"
    "鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(
    rf"(?P<stem>.{{2,}}?)(?:(?:(?:{_PEOPLES})族)+|维吾尔|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)?(?:自治[区州县旗]|(?<=族)[区县乡])"
)
_SUFFIX = re.compile(
    r"(?P<stem>.{2,}?)(?:特别行政区|综合实验区|深度合作区|经济技术开发区|新区|林区|特区|地区|[省市县区旗盟])"
)
_WHOLE = re.compile(r".*矿区|市中区|.区")


@dataclass(frozen=True, slots=True)
class Division:
    """One division, or a zone under the code of the division that it lies in.

    Attributes:
        code: Six digits of GB/T 2260.
        name: The official name without those above it (``莲池区``).
        level: ``province``, ``prefecture`` or ``county``.
        parent_code: The code one level up; ``None`` for a province.
        first_seen: The first edition's year that lists the name; ``None`` if the earliest one read does.
        last_seen: The last edition's year that lists the name; ``None`` while it stands.
        is_zone: Whether it is a zone (``平潭综合实验区``), not a division of the standard.
    """

    code: str
    # The code tells nearly all apart; what is remembered of words is looked up by division.
    name: str = field(hash=False)
    level: Level = field(hash=False)
    parent_code: str | None = field(hash=False)
    first_seen: int | None = field(default=None, hash=False)
    last_seen: int | None = field(default=None, hash=False)
    is_zone: bool = field(default=False, hash=False)


@cache
def _every_division() -> tuple[Division, ...]:
    return tuple(_divisions_of_standard())


def _divisions_of_standard() -> Iterator[Division]:
    rows = read_table("divisions")
    codes = {row["code"] for row in rows}
    for row in rows:
        yield Division(
            code=row["code"],
            name=row["name"],
            level=cast("Level", row["level"]),
            parent_code=_parent_code(row["code"], row["level"], codes),
            first_seen=int(row["first_seen"]) if row["first_seen"] else None,
            last_seen=int(row["last_seen"]) if row["last_seen"] else None,
        )


def _parent_code(code: str, level: str, codes: set[str]) -> str | None:
    if level == "province":
        return None
    prefecture = f"{code[:4]}00"
    if level == "county" and prefecture in codes:
        return prefecture
    return f"{code[:2]}0000"


@cache
def divisions() -> Mapping[str, Division]:
    """Return the divisions by code, each code with its latest name."""
    latest: dict[str, Division] = {}
    for division in _every_division():
        known = latest.get(division.code)
        if known is None or (known.last_seen is not None and _is_later(division, known)):
            latest[division.code] = division
    return MappingProxyType(latest)


def _is_later(division: Division, other: Division) -> bool:
    return division.last_seen is None or division.last_seen > (other.last_seen or 0)


@cache
def zones() -> Mapping[str, Division]:
    """Return the zones that govern like a division, by name, each under the code it counts for."""
    found: dict[str, Division] = {}
    codes = set(divisions())
    for row in read_table("zones"):
        parent = _parent_code(row["code"], row["level"], codes)
        found[row["name"]] = Division(
            row["code"], row["name"], cast("Level", row["level"]), parent, is_zone=True
        )
    return MappingProxyType(found)


@cache
def _names() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for division in (*_every_division(), *zones().values()):
        found.setdefault(division.name, []).append(division)
    return MappingProxyType(
        {
            name: tuple(sorted(same, key=lambda one: (one.last_seen is not None, one.code)))
            for name, same in found.items()
        }
    )


def by_name(name: str) -> tuple[Division, ...]:
    """Return the divisions and zones of this full name, those in force first, then by code."""
    return _names().get(name, ())


def opens_name(words: str) -> bool:
    """Whether words may begin with the full name of a division or a zone; most do not."""
    return words[:2] in _heads_of_names()


@cache
def _heads_of_names() -> frozenset[str]:
    return frozenset(name[:2] for name in _names())


def division_names() -> Iterable[str]:
    """Return the full names of all divisions and zones, former ones included."""
    return _names()


def jurisdiction(code: str, name: str | None = None) -> Division | None:
    """Return the division or zone of a code, the one of that name where a code has several."""
    for division in by_name(name) if name else ():
        if division.code == code:
            return division
    return divisions().get(code)


def parent(division: Division) -> Division | None:
    """Return the division one level up."""
    return divisions().get(division.parent_code) if division.parent_code else None


def lies_below(division: Division, other: Division) -> bool:
    """Return whether a division lies in another one, at any depth."""
    above = parent(division)
    while above is not None and above.code != other.code:
        above = parent(above)
    return above is not None


def lies_in(division: Division, other: Division) -> bool:
    """Return whether a division is another or lies in it, at any depth."""
    return division.code == other.code or lies_below(division, other)


def on_one_line(division: Division, other: Division) -> bool:
    """Return whether a division is another, lies in it or holds it."""
    return lies_in(division, other) or lies_in(other, division)


@cache
def _children() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for division in _every_division():
        if division.parent_code:
            found.setdefault(division.parent_code, []).append(division)
    return MappingProxyType({code: tuple(below) for code, below in found.items()})


def children(code: str) -> tuple[Division, ...]:
    """Return what lies one level below a code, former names included, in the order of the codes."""
    return _children().get(code, ())


def full_name(division: Division) -> str:
    """Return the name with all those above it: 河北省保定市莲池区."""
    above = parent(division)
    return f"{full_name(above) if above else ''}{division.name}"


def official_name(division: Division) -> str:
    """Return the name that its organs carry: a district's takes the city before it, others stand alone."""
    above = parent(division)
    is_district = division.level == "county" and division.name.endswith("区") and not division.is_zone
    return f"{above.name}{division.name}" if is_district and above else division.name


@cache
def short_name(name: str) -> str:
    """Return a division's name without its class: 保定市 保定, 延边朝鲜族自治州 延边, 赵县 赵县."""
    if _WHOLE.fullmatch(name):
        return name
    matched = _AUTONOMOUS.fullmatch(name) or _SUFFIX.fullmatch(name)
    return matched["stem"].removesuffix("族") if matched else name


@cache
def county_short_names(parent_code: str) -> Mapping[str, Division]:
    """Return the counties below a prefecture by short name (满城, 涿州), the one in force first."""
    found: dict[str, Division] = {}
    for division in children(parent_code):
        known = found.get(short_name(division.name))
        if known is None or (known.last_seen is not None and _is_later(division, known)):
            found[short_name(division.name)] = division
    return MappingProxyType(found)
