"""Carriers of innovation and industry: laboratories, centres, parks, zones, alliances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.lexicons.divisions import Division, county_short_names, parent
from extractors.lexicons.places import find_divisions
from extractors.lexicons.platforms import (
    is_excluded,
    platform_classes,
    platform_level,
    platform_type,
    words_before_names,
    words_of_places_and_organisations,
)
from extractors.schema.vocabulary import CarrierLevel, MentionKind

_MAX_NAME = 42
_MAX_LIST = 60
#: Marks that end a name to the left.
_STOPS = frozenset(",;。:!?\n\r、 \t<>/《》")
#: Particles, counts and verbs that depend on what is around them; plain verbs stand in the lexicon.
_PARTICLES = (
    r"的|了|与|和|及|把|将|对|向|(?<!自)由|被|是|以(?=建设|各)|在(?!线)|(?<![高中初平同均])等|促进(?!会|中心)|"
    r"共同(?:建设|打造|构建)?|共建(?!共享)|(?:设|作|为)$|培育[一各多]|"
    r"[一两三四五六七八九十几多0-9]+[个家批所座类]|我[市省区县]|全[市省区县国](?=.{0,4}(?:高新|经开|开发))"
)
#: Verbs that names hold as well; they are no part of a name that starts with them.
_LEADING_VERB = re.compile(
    r"^(?:建设|建好|共建|新建|建成|创建|发展|培育|转化|设立|建立|布局|规划建设|规划|引进|扩大|重点|积极|大力|全力|着力|持续|继续|全面|充分|主动|高标准|高质量|高水平|国际一流|"
    r"服务|以|从|按|为|并|其中|包括|重要|各|本|该|这|其|每个?|所属|区域内|辖区内|部分|主要|核心|综合|[(“\"])+"
)
#: A list of places that shares one class noun: 满城、曲阳、博野等省级农业科技园区.
_MEMBERS = re.compile(
    r"(?P<members>(?:[^\s,。;:、()“”《》]{2,10}、)*[^\s,。;:、()“”《》]{2,10})(?<![高中初平同均])等(?:一批)?(?P<class>[^,。;:、“”()]{0,12})$"
)
#: 中关村“一区十六园”: a place and what it is called.
_NICKNAMED = re.compile(
    r"(?P<place>[一-鿿]{2,6})[“\"][一二三四五六七八九十多]{1,3}[^”\"\n]{1,12}园(?:区)?[”\"]"
)
#: Behind a class noun: it goes on as another word.
_GOES_ON = re.compile(
    r"市|镇|乡|村|街道|路|站|城区|支行|小学|中学|经济(?!区|带)|管委会|管理|委员会|办公室|化|型|内|外|间|级|主任|负责人|有限公司|一体化|互联互通"
)


@dataclass(frozen=True, slots=True)
class PlatformMention:
    """A carrier as written.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its class noun, a bracketed alias included.
        kind: Whether it is a proper name, counted, or a class without either.
        type: The class noun.
        level: The level that it says, or that its list says.
        level_text: The words that say the level, or None.
        canonical: What it is called in full, for members of a list that share the class noun too.
        rule: The rule that found it.
    """

    start: int
    end: int
    kind: MentionKind
    type: str
    level: CarrierLevel | None
    level_text: str | None
    canonical: str
    rule: str


def platform_mentions(folded: str, place: Division | None) -> list[PlatformMention]:
    """Return the carriers of a text, in text order; which of the generic ones are counted is for the caller to say."""
    found: list[PlatformMention] = []
    for start, end in _nouns(folded):
        found.extend(_read(folded, start, end, place))
    found.extend(_nicknamed(folded, place))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return _named_by_list(folded, _outermost(found))


def counted(folded: str, start: int, end: int) -> Iterator[PlatformMention]:
    """Yield the classes that a number counts, from the words of its indicator; a level said first goes to all."""
    shared: tuple[CarrierLevel | None, str | None] = (None, None)
    at = start
    for item in re.finditer(r"(?:\([^()]*\)|[^、和及与等])+", folded[start:end]):
        left, right = start + item.start(), start + item.end()
        left += len(item.group()) - len(re.sub(r"^(?:各类|各级|其中)+", "", item.group()))
        words = folded[left:right]
        type_ = platform_type(words)
        if type_ is None or is_excluded(words):
            continue
        own = platform_level(words)
        shared = own if own[0] or at == start else shared
        at = right
        yield PlatformMention(
            left, right, "counted", type_, own[0] or shared[0], own[1] or shared[1], words, "platform.counted"
        )


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = sorted(platform_classes(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, nouns))})(?P<alias>\([^()\n]{{2,16}}\))?")


def _nouns(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of class nouns that end a word."""
    for match in _noun_pattern().finditer(folded):
        end = match.end()
        if match["alias"] and not platform_type(match["alias"].strip("()")):
            end = match.start("alias")
        if not _GOES_ON.match(folded, end):
            yield match.start(), end


def _read(folded: str, noun: int, end: int, place: Division | None) -> Iterator[PlatformMention]:
    start = _name_start(folded, noun)
    words = folded[start:end]
    type_ = platform_type(words)
    if type_ is None or is_excluded(words) or len(words) < 2:
        return
    base = max(0, noun - _MAX_LIST)
    members = _MEMBERS.search(folded[base:noun])
    if members and _are_names(members["members"], place, folded[base + members.end("members") : noun]):
        yield from _shared(folded, base + members.start("members"), members, end, type_)
        return
    kind: MentionKind = "named" if _is_named(folded[start:noun], place) else "generic"
    yield _mention(folded, start, end, kind, type_, f"platform.{kind}")


def _name_start(folded: str, noun: int) -> int:
    """Return where the name that ends at a class noun starts."""
    left, depth = noun, 0
    while left > max(0, noun - _MAX_NAME):
        char = folded[left - 1]
        if char in ")”":
            depth += 1
        elif char in "(“":
            if depth == 0:
                break
            depth -= 1
        elif char in _STOPS and depth == 0:
            break
        left -= 1
    for match in _before_name().finditer(folded, left, noun):
        if not _inside_name(folded, match, noun):
            left = match.end()
    lead = _LEADING_VERB.match(folded[left:noun])
    return left + (lead.end() if lead and "“" not in lead.group() and "(" not in lead.group() else 0)


def _inside_name(folded: str, match: re.Match[str], noun: int) -> bool:
    """Whether 和 or 与 joins two parts of one name (人才培养与创新创业平台): nothing named stands before it."""
    if match.group() not in ("与", "和", "及"):
        return False
    behind = folded[match.end() : noun]
    before = folded[max(0, match.start() - 4) : match.start()]
    return bool(re.match(r"(?:创新|应用|服务|创业|转化|展示|研发|文化)", behind)) and bool(
        re.search(r"(?:培养|创业|孵化|材料|研发|展示|转移)$", before)
    )


#: Words of praise make a hope, not a name (京津冀一流科技园); bodies of schools and hospitals are no carriers.
_PRAISED = re.compile(r"一流|优质|高端(?:服务)?$|高水平|领先|专科|教育$|附属|央企$|企业$")


@cache
def _before_name() -> re.Pattern[str]:
    """What stands before a name; the name starts behind the last of it."""
    return re.compile(f"{_alternation(words_before_names())}|{_PARTICLES}")


@cache
def _proper() -> re.Pattern[str]:
    return re.compile(_alternation(words_of_places_and_organisations()))


def _alternation(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _is_named(prefix: str, place: Division | None) -> bool:
    """Whether the words before a class noun hold a place, an organisation or a region."""
    if _PRAISED.search(prefix):
        return False
    bare = re.sub(r"^(?:全[国省市区县]|本[省市区县]|区|省|市|县)", "", prefix)
    if not bare:
        return False
    if _proper().search(bare):
        return True
    return any(name in bare for name in _county_names(place)) or bool(find_divisions(bare, place))


@cache
def _county_names(place: Division | None) -> tuple[str, ...]:
    """Return the short names of the counties around a place: 涿州 and 满城 in 保定市."""
    if place is None or place.level == "province":
        return ()
    above = place if place.level == "prefecture" else parent(place)
    return tuple(county_short_names(above.code)) if above else ()


def _are_names(members: str, place: Division | None, between: str) -> bool:
    """Whether a list before 等 names members by place or brand alone, each without a class noun of its own."""
    items = members.split("、")
    if any(platform_type(item) for item in items):
        return False
    if "一批" in between and len(items) > 1:
        return True
    named = [item for item in items if _is_named(_tail(item), place)]
    return bool(named) and len(named) >= len(items) - 1


def _tail(item: str) -> str:
    starts = [match.end() for match in _before_name().finditer(item)]
    return item[max(starts, default=0) :]


def _shared(
    folded: str, start: int, members: re.Match[str], end: int, type_: str
) -> Iterator[PlatformMention]:
    """Yield the members of a list that shares the class noun; the last runs through 等 to the noun."""
    items = members["members"].split("、")
    class_words = folded[start + len(members["members"]) + 1 : end].removeprefix("一批")
    level, level_text = platform_level(class_words)
    at = start
    for index, item in enumerate(items):
        left = at + (len(item) - len(_tail(item)) if index == 0 else 0)
        right = at + len(item) if index < len(items) - 1 else end
        name = folded[left : at + len(item)]
        mention = _mention(folded, left, right, "named", type_, "platform.shared_noun")
        yield replace(
            mention,
            level=level,
            level_text=level_text,
            canonical=f"{name}{class_words}",
        )
        at += len(item) + 1


def _mention(folded: str, start: int, end: int, kind: MentionKind, type_: str, rule: str) -> PlatformMention:
    words = folded[start:end]
    level, level_text = platform_level(words)
    return PlatformMention(start, end, kind, type_, level, level_text, words, rule)


def _nicknamed(folded: str, place: Division | None) -> Iterator[PlatformMention]:
    for match in _NICKNAMED.finditer(folded):
        name = _tail(match["place"])
        start = match.end("place") - len(name)
        if name and _is_named(name, place):
            yield _mention(folded, start, match.end(), "named", "园区", "platform.nickname")


def _outermost(found: list[PlatformMention]) -> list[PlatformMention]:
    """Keep the longest of mentions that overlap (…自由贸易试验区正定片区)."""
    kept: list[PlatformMention] = []
    for mention in found:
        while (
            kept
            and kept[-1].end > mention.start
            and kept[-1].end <= mention.end
            and kept[-1].start >= mention.start
        ):
            kept.pop()
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end > kept[-1].end:
            kept[-1] = mention
    return kept


def _named_by_list(folded: str, found: list[PlatformMention]) -> list[PlatformMention]:
    """Name what stands in a list of named carriers (装备制造产业园 behind 鹿泉经开区、)."""
    mentions = list(found)
    for order in (range(len(mentions)), range(len(mentions) - 1, -1, -1)):
        for index in order:
            for other in (index - 1, index + 1):
                if mentions[index].kind == "generic" and 0 <= other < len(mentions):
                    low, high = sorted((index, other))
                    between = folded[mentions[low].end : mentions[high].start]
                    if mentions[other].kind == "named" and between in ("、", "和", "以及", "及"):
                        mentions[index] = replace(mentions[index], kind="named", rule="platform.listed")
    return mentions
