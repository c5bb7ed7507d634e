"""Canonical names of responsible units: the jurisdiction before the official full name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.lexicons.branches import branch_name, development_zone_name
from extractors.lexicons.departments import (
    UnitName,
    departments,
    expand,
    successions,
    type_by_ending,
)
from extractors.lexicons.divisions import children, divisions, official_name, parent, short_name
from extractors.lexicons.owners import Owned, by_short_name, nearest, split_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.lexicons.divisions import Division


__all__ = ["UnitName", "canonical_name", "national_name"]

_COLLECTIVE = re.compile(
    r"(?:区内|市内|全[省市县区])?(?:[市县区省州]?(?:直|级|属|本级))?(?:各|有关|相关|其他|其它|所有|所属|沿线)(?!$).*"
    r"|(?:地方)?各级.*|[省市县区州]?(?:直|级)(?:部门|单位|机关|企业)"
)
_BARE_PLURAL = re.compile(
    r"(?:乡镇|镇街|街镇|街乡|县区|区县|县市区|县\(市、区\)|县\(区、市\)|区\(县、市\)|旗县区?|旗县\(市、区\)|乡镇\(街道\)|镇\(街道\)|镇乡"
    r"|街道|部门|市州|州市|盟市|市县|县市|市\(州\)|州\(市\)|市县\(区\)|县\(市\)区|设区市|成员单位)(?:党委和)?(?:人民政府|政府|办事处)?"
)
_ENTERPRISE = re.compile(r".*(?:公司|集团|企业|银行)(?:[(（].*[)）])?")
_STANDS_ALONE = re.compile(
    r"(?:国家|中国|全国|中央|国务院|中科院|中华|国网|民航|兵团|武警(?=.{2,}总队)|(?=.{2,4}铁路局$))(?!级|相关|有关).+"
)
_GOVERNMENT = re.compile(
    r"(?P<below>(?:.+(?:[镇乡]|街道|苏木))?)(?:人民)?政府|(?P<street>.+街道)(?:办事处|办)?|(?P<town>.{2,}[镇乡])"
)
_GOVERNMENT_AT_END = re.compile(r"(?:人民)?政府$")
_YOUTH_LEAGUE = re.compile(r"(?:共青团|团)(?P<place>.+?)委(?:员会)?")
_PARTY_COMMITTEE = re.compile(
    r"党?(?:委(?:员会)?|(?P<working>工(?:作)?委(?:员会)?))(?P<organ>(?:.+部|.*[办室局厅委校])?)"
)
_SECTION = re.compile(r"[^局委厅办]{1,4}[处科室]")
_HOST = re.compile(r"(?P<host>.+(?:[局厅]|委员会|办公室|部))[^局委厅办]{1,4}[处科室]")


def canonical_name(
    mention: str,
    jurisdiction: Division,
    elliptic: bool = False,
    earlier: Sequence[UnitName] = (),
) -> UnitName:
    """Name a unit in full.

    Args:
        mention: The unit as written: 市科技局, 科技局, 人行保定中心支行, 各县(市、区)政府.
        jurisdiction: The division or zone whose government speaks.
        elliptic: Whether the mention goes on a list whose first member said the place (市工信局、科技局).
        earlier: The units that the document named before, in text order.

    Returns:
        The canonical name, its type, and whether it stands for several units.
    """
    words = "".join(mention.split())
    named = _by_rules(words, jurisdiction)
    if named is not None:
        return named
    owned = split_owner(words, jurisdiction)
    if owned.said == "nothing":
        referred = _of_earlier(owned, jurisdiction, elliptic, earlier)
        if referred:
            return referred
    return _department(owned)


def national_name(mention: str) -> UnitName:
    """Name a unit in full as a text of the state's own organs means it: 发展改革委, 财政部, 各省级人民政府."""
    words = re.sub(r"\s+", "", mention)
    for head in ("", "国家", "国务院", "中国", "中共", "中华", "全国"):
        known = departments().get(f"{head}{words}")
        if known and known.level == "national":
            return UnitName(known.official, known.unit_type, False, None, successions(known.official, str))
    is_collective = bool(_COLLECTIVE.fullmatch(words) or words.startswith(("地方", "各")))
    return UnitName(words, type_by_ending(words), is_collective, None)


def _of_earlier(
    owned: Owned, jurisdiction: Division, elliptic: bool, earlier: Sequence[UnitName]
) -> UnitName | None:
    """Read bare words by the units named before: 发改处 after 区经发局经信处, 环卫所 after 县环卫所."""
    if _SECTION.fullmatch(owned.words) and owned.words not in departments():
        hosts = (_HOST.fullmatch(unit.canonical) for unit in reversed(earlier))
        host = next((found["host"] for found in hosts if found), None)
        return UnitName(f"{host}{owned.words}", "department", False, owned.owner.code) if host else None
    if elliptic and earlier and earlier[-1].jurisdiction_code not in (None, jurisdiction.code):
        owner = divisions().get(earlier[-1].jurisdiction_code or "")
        return _department(Owned(owner, owned.words, "level")) if owner else None
    beneath = divisions().get(owned.owner.code) if owned.owner.is_zone else None
    if beneath is None:
        return None
    plain = _department(owned)
    official, _ = expand(owned.words, owned.owner)
    # The unit of this name that the division under the zone's code has.
    name = f"{official_name(beneath)}{official}"
    others = [unit for unit in earlier if unit.canonical == name]
    is_known = any(unit.canonical == plain.canonical for unit in earlier)
    return others[-1] if others and not is_known else None


@lru_cache(maxsize=1024)
def _department(owned: Owned) -> UnitName:
    prefix = official_name(owned.owner)
    official, unit_type = expand(owned.words, owned.owner)
    if unit_type == "party" and official.startswith("委") and not _is_zone_organ(owned):
        prefix = f"中共{prefix}"
    elif official.startswith("委"):
        official = owned.words
    elif official.startswith("纪律检查委员会"):
        prefix = f"中共{prefix}"
    elif official.startswith("中国共产主义青年团"):
        prefix, official = "", f"共青团{prefix}委员会"
    later = successions(official, lambda name: _with_jurisdiction(prefix, name))
    return UnitName(f"{prefix}{official}", unit_type, False, owned.owner.code, later)


def _with_jurisdiction(prefix: str, official: str) -> str:
    """Write a department's name out with its jurisdiction; the tax office is the ministry's own."""
    return f"{'国家税务总局' if official == '税务局' else ''}{prefix}{official}"


def _is_zone_organ(owned: Owned) -> bool:
    """Tell whether it is a zone's own organ (区宣传部): a zone has no party committee of a 市 or 县."""
    return owned.owner.is_zone and not owned.words.startswith("委")


#: The court of each level.
_COURTS = {"province": "高级人民法院", "prefecture": "中级人民法院", "county": "人民法院"}
_COURT = re.compile(r"(?:高级?|中级?)?(?:人民)?(?:法院)|[高中]院")
_BRANCH_OFFICE = re.compile(
    r"(?P<short>[^局委]{0,6}?)(?P<host>公安|生态环境|自然资源(?:和规划|规划)?|规自|资规)(?P<rest>[^局]{0,4})分局"
)


def _court(words: str, jurisdiction: Division) -> UnitName | None:
    """Name a court: 省法院, 市法院 and 县法院 are the high, the intermediate and the basic one."""
    owned = split_owner(words, jurisdiction)
    if not _COURT.fullmatch(owned.words):
        return None
    level = (
        "province" if owned.words.startswith("高") else "prefecture" if owned.words.startswith("中") else ""
    )
    named = _COURTS[level or owned.owner.level]
    return UnitName(f"{official_name(owned.owner)}{named}", "other", False, owned.owner.code)


def _branch_office(words: str, jurisdiction: Division) -> UnitName | None:
    """Name a city department's office in a county or district: 区公安分局, 朝阳公安分局, 县生态环境分局."""
    owned = split_owner(words, jurisdiction)
    matched = _BRANCH_OFFICE.fullmatch(owned.words)
    if not matched or matched["rest"]:
        return None
    place = by_short_name(matched["short"], jurisdiction) if matched["short"] else owned.owner
    above = parent(place) if place else None
    if place is None or above is None or place.level != "county":
        return None
    official, unit_type = expand(f"{matched['host']}局", above)
    return UnitName(
        f"{official_name(above)}{official}{short_name(place.name)}分局", unit_type, False, place.code
    )


def _with_short_place(words: str, jurisdiction: Division) -> UnitName | None:
    """Name a body that opens with a short place of the jurisdiction: 保定科技局, 广州供电局 (which keeps its words)."""
    if split_owner(words, jurisdiction).said != "nothing" or words in departments():
        return None
    around = [jurisdiction, *(one for one in (parent(jurisdiction),) if one), *children(jurisdiction.code)]
    for division in around:
        rest = words.removeprefix(short_name(division.name))
        if rest == words or len(rest) < 2 or len(words) - len(rest) < 2:
            continue
        known = departments().get(rest)
        if (
            known
            and known.level != "national"
            and known.unit_type == "department"
            and rest not in _STATE_BODIES
        ):
            return UnitName(
                f"{official_name(division)}{known.official}", known.unit_type, False, division.code
            )
        if rest in _CARRIERS:
            return UnitName(words, "enterprise", False, division.code)
        if type_by_ending(words) in ("department", "institution", "enterprise"):
            return UnitName(words, type_by_ending(words), False, division.code)
    return None


#: Companies that go by a field of work: 河北移动.
_CARRIERS = frozenset({"移动", "联通", "电信", "铁塔", "电力", "电网"})
#: Bodies of the state or of a company, which go by the place's short name.
_STATE_BODIES = frozenset({"供电局", "铁路局", "海事局", "烟草专卖局", "边检站", "地震局", "民航局"})


def _national(words: str, jurisdiction: Division) -> UnitName | None:
    known = departments().get(words)
    if known and known.level == "national" and words not in {"人行", "人民银行"}:
        return UnitName(known.official, known.unit_type, False, None, successions(known.official, str))
    return None


def _youth_league(words: str, jurisdiction: Division) -> UnitName | None:
    matched = _YOUTH_LEAGUE.fullmatch(words)
    if not matched:
        return None
    place = matched["place"]
    owned = split_owner(f"{place}团", jurisdiction)
    if owned.words != "团":
        return None
    return UnitName(f"共青团{official_name(owned.owner)}委员会", "institution", False, owned.owner.code)


def _collective(words: str, jurisdiction: Division) -> UnitName | None:
    plain = words.replace("（", "(").replace("）", ")")
    if _BARE_PLURAL.fullmatch(plain):
        words = f"各{words}"
    owned = split_owner(words, jurisdiction)
    if not (_COLLECTIVE.fullmatch(words) or _COLLECTIVE.fullmatch(owned.words)):
        return None
    rest = owned.words
    return UnitName(f"{official_name(owned.owner)}{rest}", type_by_ending(rest), True, owned.owner.code)


def _government(words: str, jurisdiction: Division) -> UnitName | None:
    owned = split_owner(words, jurisdiction)
    if owned.said == "place" and not owned.words:
        return _government_of(owned.owner)
    short = by_short_name(_GOVERNMENT_AT_END.sub("", words), jurisdiction)
    if short:
        return _government_of(short)
    matched = _GOVERNMENT.fullmatch(owned.words)
    if not matched:
        return None
    town = matched["below"] or matched["town"] or ""
    below = f"{matched['street']}办事处" if matched["street"] else f"{town}人民政府"
    return UnitName(f"{official_name(owned.owner)}{below}", "government", False, owned.owner.code)


def _government_of(division: Division) -> UnitName:
    board = "管理委员会" if division.is_zone else "人民政府"
    return UnitName(f"{official_name(division)}{board}", "government", False, division.code)


def _party_committee(words: str, jurisdiction: Division) -> UnitName | None:
    owned = split_owner(words, jurisdiction)
    matched = _PARTY_COMMITTEE.fullmatch(owned.words)
    if owned.said == "nothing" or not matched or owned.words in departments():
        return None
    committee = "工作委员会" if matched["working"] else "委员会"
    known = departments().get(f"委{matched['organ']}") if matched["organ"] else None
    organ = known.official.removeprefix("委") if known else matched["organ"]
    name = f"中共{official_name(owned.owner)}{committee}{organ}"
    return UnitName(name, "party", False, owned.owner.code)


def _enterprise(words: str, jurisdiction: Division) -> UnitName | None:
    if not _ENTERPRISE.fullmatch(words) or words in departments():
        return None
    owned = split_owner(words, jurisdiction)
    name = f"{official_name(owned.owner)}{owned.words}" if owned.said == "level" else words
    if owned.said == "level" and name.endswith("集团"):
        name = f"{name}有限公司"
    return UnitName(name, "enterprise", False, owned.owner.code if owned.said != "nothing" else None)


def _stands_alone(words: str, jurisdiction: Division) -> UnitName | None:
    """Keep the words of what bears no jurisdiction: national bodies, names that open with a short place."""
    if _STANDS_ALONE.fullmatch(words):
        return UnitName(words, type_by_ending(words), False, None)
    if type_by_ending(words) != "institution":
        return None
    for size in (4, 3, 2):
        place = nearest(words[:size], jurisdiction) or by_short_name(words[:size], jurisdiction)
        if place and split_owner(words, jurisdiction).said != "place":
            return UnitName(words, "institution", False, place.code)
    return None


_RULES: tuple[Callable[[str, Division], UnitName | None], ...] = (
    _collective,
    _national,
    branch_name,
    development_zone_name,
    _enterprise,
    _court,
    _branch_office,
    _stands_alone,
    _youth_league,
    _government,
    _party_committee,
    _with_short_place,
)


@lru_cache(maxsize=2048)
def _by_rules(words: str, jurisdiction: Division) -> UnitName | None:
    """Return the name by the first rule that knows the words; documents name the same units over and over."""
    return next((named for rule in _RULES if (named := rule(words, jurisdiction))), None)
