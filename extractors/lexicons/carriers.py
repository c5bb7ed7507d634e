"""What a carrier is called in every document: one name for 保定高新区, 保定国家高新区 and 保定国家高新技术产业开发区."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from extractors.lexicons.divisions import by_name, divisions, lies_in, official_name, on_one_line, short_name
from extractors.lexicons.owners import by_short_name, opens_short_name, owner_of_level
from extractors.lexicons.places import find_divisions, place_at_head
from extractors.lexicons.platforms import platform_class_table, platform_level
from extractors.lexicons.regions import regions
from extractors.lexicons.tables import read_table
from extractors.text.folding import fold
from extractors.text.scanning import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from extractors.lexicons.divisions import Division
    from extractors.lexicons.places import Place
    from extractors.schema.vocabulary import CarrierLevel

_NOISE = re.compile(r"[\s“”\"'‘’·•]+")
#: 涿州国家级农业科技园区: 国家级 and 国家 say the same.
_NATIONAL = re.compile(r"国家级")
#: The zones of which the lexicon has the approved names, with the ways to write their kind.
_ZONE = re.compile(
    r"(?:国家)?(?P<where>.{2,}?)(?:国家)?(?:(?P<tech>高新区|高新技术(?:产业)?(?:开发)?区)|经开区|经济技术开发区)"
)
#: Zones and towns lie where their names say; parks, centres and bases may be of a partner elsewhere.
_LIES_THERE = re.compile(
    r"(?:高新技术产业开发区|经开区|开发区|新区|综合保税区|农业科技园区|经济区|示范区|片区|科学城|保税区)$"
)
#: 市大数据中心, 省招投标交易平台: the owner is the speaker's own or one above it.
_OWNER = re.compile(r"^(?P<level>自治区|[省市州](?!级|[区县]级|场|民|政))(?=[一-鿿]{3,})")
#: Short for one class only, so that it is written out: 高新区, 综保区, 农高区; 经开区 may be two.
_WRITTEN_OUT = (
    (re.compile(r"(?:高新区|高新技术(?:开发|产业)区)$"), "高新技术产业开发区"),
    (re.compile(r"综保区$"), "综合保税区"),
    (re.compile(r"农高区$"), "农业高新技术产业示范区"),
)
#: 福建自贸试验区平潭片区: the zones' approved names are 中国(福建)自由贸易试验区….
_TRADE_ZONE = re.compile(
    r"^(?:中国\(?)?(?P<place>[一-鿿]{2,5}?)(?:省|市)?\)?(?:自贸试验区|自贸区|自由贸易试验区)"
)
#: 自由贸易试验区正定片区: its area tells which zone it is.
_AREA = re.compile(r"^(?:自贸试验区|自贸区|自由贸易试验区)(?P<area>.{2,12})片区$")
_BRACKETED = re.compile(r"\([^()]*\)")
_LEVEL_WORDS = re.compile(r"(?:国家|[省市县区]|自治区)级|国家")
#: Kinds of zone that names confuse; a near miss, not the same.
_ALIKE = (
    (re.compile(r"(?:试验区|实验区)"), "示范区"),
    (re.compile(r"(?:经济技术开发区|经济开发区|经开区|开发区)"), "开发区"),
    (re.compile(r"(?:产业园区|产业园|园区)"), "园"),
)
_OF_THE_STATE = ("国家", "中国", "全国")
_SHORTEST_CORE = 2
_LONGEST_PLACE = 12


class CarrierName(NamedTuple):
    """A carrier's name in full.

    Attributes:
        canonical: The name: 保定国家高新技术产业开发区.
        level: Its level, by the lexicon of approved zones or by the name itself; ``None`` where neither says one.
        jurisdiction_code: The division that it lies in; ``None`` where the name and the lexicon tell none.
    """

    canonical: str
    level: CarrierLevel | None
    jurisdiction_code: str | None


@lru_cache(maxsize=2048)
def carrier_name(mention: str, place: Division | None) -> CarrierName:
    """Name a carrier in full.

    Only what the words or the lexicon show is written the same: width, quotes and dots; 国家级 for 国家; classes with one long
    form; the approved names of national zones; a division before a region or county that lies in it. A name that many
    places may have (鼓楼高新区, 城南工业园) has the speaker's place behind it in brackets, so that no two of them are one.

    Args:
        mention: The name as written, a shared class noun completed.
        place: Whose government speaks; county names are read near it.
    """
    name = _with_owner(_NATIONAL.sub("国家", _NOISE.sub("", fold(mention))), place)
    name = _without_place_of_region(name)
    zone = _approved(name) or _national_zones().get(name)
    if zone is not None:
        return CarrierName(zone["name"], "national", zone["code"])
    for pattern, full in _WRITTEN_OUT:
        name = pattern.sub(full, name)
    name = _trade_zone(_without_city(name))
    places = find_divisions(name, place)
    level, code = platform_level(name)[0], _code(name, place, places)
    if place is not None and not _is_of_one_place(name, place, places):
        return CarrierName(f"{name}({place.name})", level, code)
    return CarrierName(name, level, code)


def class_name(platform_type: str) -> str:
    """Return the class that a type is one of: 综合保税区 for 综保区; most types are their own."""
    return _class_synonyms().get(platform_type, platform_type)


@lru_cache(maxsize=1024)
def class_nouns_of(name: str) -> tuple[str, ...]:
    """Return the nouns of the lexicon that end names of a class, sorted, the class itself left out."""
    types = (name, *_types_by_class().get(name, ()))
    nouns = {noun for type_ in types for noun in (type_, *_nouns_by_type().get(type_, ()))}
    return tuple(sorted(nouns - {name}))


def cores(canonical: str) -> Iterator[str]:
    """Yield what names that may mean one carrier share: without level and brackets, with and without places.

    A core of a class noun alone is none, so that zones of different towns share nothing.
    """
    plain = _with_short_places(_BRACKETED.sub("", _LEVEL_WORDS.sub("", canonical)))
    for pattern, alike in _ALIKE:
        plain = pattern.sub(alike, plain)
    yield plain
    bare = _without_places(plain)
    if bare != plain and len(_before_noun(bare)) >= _SHORTEST_CORE:
        yield bare


@cache
def _class_synonyms() -> Mapping[str, str]:
    return MappingProxyType({row["type"]: row["class"] for row in read_table("platform_class_synonyms")})


@cache
def _types_by_class() -> Mapping[str, tuple[str, ...]]:
    """Return the types that a class goes by besides its own name."""
    found: dict[str, list[str]] = {}
    for type_, of in _class_synonyms().items():
        found.setdefault(of, []).append(type_)
    return MappingProxyType({name: tuple(types) for name, types in found.items()})


@cache
def _nouns_by_type() -> Mapping[str, tuple[str, ...]]:
    """Return the nouns that end names of a type."""
    found: dict[str, list[str]] = {}
    for known in platform_class_table().values():
        found.setdefault(known.type, []).append(known.noun)
    return MappingProxyType({type_: tuple(nouns) for type_, nouns in found.items()})


@cache
def _zones_by_stem() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return MappingProxyType({(row["stem"], row["kind"]): row for row in read_table("development_zones")})


def _approved(name: str) -> Mapping[str, str] | None:
    """Return the row of the approved national zone that a name means: its stem and kind, in long or short.

    保定市高新区 is that of 保定, 承德县高新区 is not that of 承德: the zone must lie in the division that is named.
    """
    zone = _ZONE.fullmatch(name)
    if zone is None:
        return None
    where, kind = zone["where"], "高新区" if zone["tech"] else "经开区"
    named = _division_named(where)
    if named is None:
        return _zones_by_stem().get((where, kind))
    row = _zones_by_stem().get((short_name(named.name), kind))
    is_there = row is not None and (
        row["code"] == named.code or (named.level == "prefecture" and row["code"][:4] == named.code[:4])
    )
    return row if is_there else None


@cache
def _national_zones() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of national zones of other kinds by each way in which their names are written."""
    return MappingProxyType({row["written"]: row for row in read_table("national_zones")})


@cache
def _trade_zone_areas() -> Mapping[str, Mapping[str, str]]:
    """Return the areas of the free trade zones by what they are called: 正定 lies in that of 河北."""
    return MappingProxyType({row["area"]: row for row in read_table("trade_zone_areas")})


def _division_named(words: str) -> Division | None:
    """Return the division that words name and nothing else, those above it before it or not: 河北省保定市, 保定."""
    at, division = 0, None
    for one in find_divisions(words):
        if one.start != at:
            return None
        at, division = one.end, one.division
    return division if at == len(words) else None


@cache
def _by_short_name() -> Mapping[str, tuple[Division, ...]]:
    """Return the divisions in force by short name: 鼓楼 is four, 涿州 one."""
    found: dict[str, list[Division]] = {}
    for division in divisions().values():
        if division.last_seen is None:
            found.setdefault(short_name(division.name), []).append(division)
    return MappingProxyType({name: tuple(same) for name, same in found.items()})


def _is_of_one_place(name: str, place: Division, places: Sequence[Place]) -> bool:
    """Whether a name tells by itself where its carrier lies: by a division that no other is called like, a region, the state.

    ``places`` are the divisions that it names.
    """
    if name.startswith(_OF_THE_STATE) or any(
        region in name for region in _regions_of_one_place(place.code[:2])
    ):
        return True
    for one in places:
        lies_there = bool(_LIES_THERE.search(name)) or on_one_line(one.division, place)
        if lies_there and _is_told(name[one.start : one.end], one.division, place):
            return True
    known = _by_short_name()
    opened = [known[name[:size]] for size in range(2, _LONGEST_PLACE) if name[:size] in known]
    return any(map(_is_one_county, opened))


@cache
def _regions_of_one_place(province: str) -> frozenset[str]:
    """Return the regions that lie in one province: 白洋淀, not 京津冀; a brand (中关村) only where the speaker is of its province.

    Args:
        province: The first two digits of the speaker's code.
    """
    found = set()
    for region in regions().values():
        provinces = {division.code[:2] for division in region.lies_in}
        if provinces == {province} or (len(provinces) == 1 and region.kind != "brand"):
            found.add(region.name)
    return frozenset(found)


def _is_one_county(same: Sequence[Division]) -> bool:
    """Whether a short name is that of one county; those of districts are words of any town (东区, 滨江)."""
    counties = {one.code[:4] for one in same if one.level == "county" and not one.name.endswith("区")}
    return len(counties) == 1 == len({one.code[:4] for one in same})


def _is_told(words: str, division: Division, place: Division) -> bool:
    """Whether a name of a division means that one, whoever speaks: 朝阳 in a text of 北京 may be its district."""
    if words == division.name:
        return len({one.code for one in by_name(words)}) == 1
    if len({one.code[:4] for one in _by_short_name().get(words, ())}) <= 1:
        return True
    near = by_short_name(words, place)
    return near is None or near.code == division.code


def _without_city(name: str) -> str:
    """Write 保定市高新技术产业开发区 as 保定高新技术产业开发区, before a zone's class only."""
    noun = next((full for _, full in _WRITTEN_OUT if name.endswith(full)), "")
    named = _division_named(name.removesuffix(noun)) if noun else None
    return f"{short_name(named.name)}{noun}" if named is not None and named.name.endswith("市") else name


def _trade_zone(name: str) -> str:
    area = _AREA.match(name)
    if area is not None and area["area"] in _trade_zone_areas():
        row = _trade_zone_areas()[area["area"]]
        return f"中国({row['province']})自由贸易试验区{row['name']}片区"
    zone = _TRADE_ZONE.match(name)
    if zone is None:
        return name
    places = [one for one in find_divisions(zone["place"]) if one.division.level == "province"]
    if len(places) != 1 or places[0].end != len(zone["place"]):
        return name
    rest = name[zone.end() :]
    known = _trade_zone_areas().get(rest.removesuffix("片区"))
    return f"中国({short_name(places[0].division.name)})自由贸易试验区{known['name'] + '片区' if known else rest}"


def _with_owner(name: str, place: Division | None) -> str:
    """Write the owner's name for 市, 省 or 自治区 at the head of a name."""
    said = _OWNER.match(name)
    owner = owner_of_level(said["level"], place) if said is not None and place is not None else None
    return f"{official_name(owner)}{name[said.end() :]}" if said is not None and owner is not None else name


def _without_place_of_region(name: str) -> str:
    """Drop a division before a region or a county that lies there: 河北 in 河北白洋淀科技城 and in 河北涿州高新区."""
    named = place_at_head(name)
    if named is None:
        return name
    rest = name[named.end :]
    counties = (county for size in range(2, 5) for county in _by_short_name().get(rest[:size], ()))
    if any(county.code != named.division.code and lies_in(county, named.division) for county in counties):
        return rest
    for region in regions().values() if _region().match(rest) else ():
        if rest.startswith(region.name) and any(
            lies_in(division, named.division) for division in region.lies_in
        ):
            return rest
    return name


def _code(name: str, place: Division | None, places: Sequence[Place]) -> str | None:
    """Return the division that a name says: the last one on the speaker's line, or a county that it begins with.

    A far place may be whose it is, not where it lies (台湾创业园), but for zones, which bear the names of their towns.
    ``places`` are the divisions that it names.
    """
    if _region().search(name):
        plain = name
        for region in regions():
            plain = plain.replace(region, " ")
        places = find_divisions(plain, place)
    named = [one.division for one in places]
    there = [one for one in named if place is None or on_one_line(one, place) or _LIES_THERE.search(name)]
    if there:
        return there[-1].code
    if place is None or not opens_short_name(name):
        return None
    for size in range(min(_LONGEST_PLACE, len(name)), 1, -1):
        county = by_short_name(name[:size], place)
        if county is not None and county.level == "county" and not by_name(name[:size]):
            return county.code
    return None


@cache
def _region() -> re.Pattern[str]:
    return re.compile(one_of(regions()))


def _with_short_places(name: str) -> str:
    """Write 鹿泉区开发区 as 鹿泉开发区."""
    return _with_places(name, short_name)


def _without_places(name: str) -> str:
    return _with_places(name, lambda _: "")


def _with_places(name: str, write: Callable[[str], str]) -> str:
    written, at = "", 0
    for one in find_divisions(name):
        written += name[at : one.start] + write(name[one.start : one.end])
        at = one.end
    return written + name[at:]


def _before_noun(name: str) -> str:
    endings = (name[start:] for start in range(len(name)))
    noun = next((one for one in endings if one in platform_class_table()), "")
    return name.removesuffix(noun)
