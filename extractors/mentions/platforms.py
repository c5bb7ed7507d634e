"""Carriers of innovation and industry: laboratories, centres, parks, zones, alliances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.lexicons.divisions import Division
from extractors.lexicons.places import find_divisions
from extractors.lexicons.platforms import (
    is_excluded,
    platform_level,
    platform_type,
)
from extractors.mentions.carrier_names import (
    LONGEST_LIST,
    before_name,
    class_nouns,
    is_bare_name,
    is_named,
    name_in,
    name_start,
)
from extractors.schema.vocabulary import CarrierLevel, MentionKind
from extractors.text.scanning import holding
from extractors.values import dataclass

_ITEM = r"(?:[^\s,。;:、()“”《》<>/等0-9]|(?<=[高中初平同均])等){2,10}"
_COUNT = r"[0-9一二三四五六七八九十两]{1,3}[个家座所处]"
#: A list of names that shares one class noun: 满城、曲阳、博野等省级农业科技园区; 长白山、三江、吉光3个省实验室.
_MEMBERS = re.compile(
    rf"(?P<members>(?:{_ITEM}、)*{_ITEM})(?P<between>(?<![高中初平同均])等(?:一批)?(?:{_COUNT})?|(?<=[^及和])(?:{_COUNT}))"
    r"(?P<class>[^,。;:、“”()]{0,12})$"
)
#: A list of names before the name that holds the class noun: 金凤、嘉陵江、明月湖实验室.
_LISTED_BEFORE = re.compile(rf"(?P<members>(?:{_ITEM}、)+)$")
#: What no such list runs over.
_BEFORE_LISTED = re.compile(r".*[\s,。;:()“”《》<>/0-9]", re.DOTALL)
#: What ends such a list stands this near to its class noun: words without one hold no members.
_MEMBERS_END = re.compile(
    r"[等批个家座所处](?:(?<=[等批])|(?<=[0-9一二三四五六七八九十两].))[^,。;:、“”()]{0,12}$"
)
#: How far before the end of words that is at the most, a line break behind them included.
_LONGEST_END = 14
#: What no such list runs over.
_BEFORE_MEMBERS = re.compile(r".*[,。;:()“”]", re.DOTALL)
#: The items of a list of classes, what stands before one without narrowing it, and what makes one no count.
_COUNTED_ITEM = re.compile(r"(?:\([^()]*\)|[^、和及与等])+")
_OF_ALL_KINDS = re.compile(r"(?:各类|各级|其中)+")
_UNDECIDED = re.compile("入选|或")
#: What stands between 等 and the class noun says what is done, not of which kind they are (宝鸡、杨凌等建设特色型综合保税区).
_ACTS = re.compile(
    r"^(?:地|企业|单位|建设|开展|打造|培育|推进|共建|创建|布局|发展)|领域|建设|牵头|组建|入选|获批|纳入|成为"
)
#: 中关村“一区十六园”: a place and what it is called.
_NICKNAMED = re.compile(
    r"(?P<place>[一-鿿]{2,6})[“\"][一二三四五六七八九十多]{1,3}[^”\"\n]{1,12}园(?:区)?[”\"]"
)
#: What it closes with, and how far before and behind that it starts and ends.
_NICKNAME_SIGN, _NICKNAME_BEFORE, _NICKNAME_BEHIND = re.compile(r"园(?=区?[”\"])"), 22, 3
#: Zones, which towns give their names to: 曲靖、祥云经开区.
_ZONES = frozenset(("高新区", "经开区", "开发区", "综保区", "综合保税区", "农业科技园区", "经济区"))
#: Only a trade zone's 片区 is a carrier, others are parts of a town.
_TRADE_ZONE = re.compile(r"自贸|自由贸易")
#: Verbs of adding before a class that is counted.
_ADDED = re.compile(r"(?:建设|建好|共建|新建|建成|创建|培育|设立|建立|布局|引进|新增)")
#: 龙头企业牵头组建创新联合体: who founds is no part of the class.
_FOUNDED = re.compile(r"[一-鿿]{2,8}牵头(?:组建|建设|创建)")
_ADJECTIVE = re.compile(r"^(?:(?:国家|自治区|[省市县区州部])级|[一-鿿]{2}[型类])$")
#: Behind a class noun: it goes on as another word.
_GOES_ON = re.compile(
    r"市|镇|乡|村|街道|路|站|城区|城市|作业|支行|小学|中学|经济(?!区|带)|管委会?|管理|委员会|办公室|化|型|内|外|间|级|主任|负责人|有限公司|"
    r"一体化|互联互通|企业|(?:新)?车型|河(?!北|南|套)|集群|泵站|片区(?=[一-鿿])"
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
    pending: int | None = None
    for item in _COUNTED_ITEM.finditer(folded[start:end]):
        left, right = start + item.start() if pending is None else pending, start + item.end()
        pending = left if _ADJECTIVE.search(item.group()) else None
        of_all_kinds = _OF_ALL_KINDS.match(folded, left, right)
        left = of_all_kinds.end() if of_all_kinds else left
        left = _behind_verbs(folded, left, right)
        words = folded[left:right]
        type_ = platform_type(words)
        if type_ is None or is_excluded(words) or _UNDECIDED.search(words):
            continue
        own = platform_level(words)
        shared = own if own[0] or at == start else shared
        at = right
        yield PlatformMention(
            left, right, "counted", type_, own[0] or shared[0], own[1] or shared[1], words, "platform.counted"
        )


def _behind_verbs(folded: str, left: int, right: int) -> int:
    """Return where a class starts behind the verbs of its clause: 成功创建国家级制造业中试平台."""
    while left < right:
        words = folded[left:right]
        verb = _FOUNDED.match(words) or before_name().match(words) or _ADDED.match(words)
        if verb is None or verb.end() >= len(words) or platform_type(verb.group()):
            break
        left += verb.end()
    return left


def _nouns(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of class nouns that end a word."""
    for match in class_nouns().finditer(folded):
        end = match.end()
        if match["alias"] and not platform_type(match["alias"].strip("()")):
            end = match.start("alias")
        if not _GOES_ON.match(folded, end):
            yield match.start(), end


def _read(folded: str, noun: int, end: int, place: Division | None) -> Iterator[PlatformMention]:
    if is_excluded(folded[max(0, noun - 8) : end]):
        return
    start = name_start(folded, noun, place)
    words = folded[start:end]
    type_ = platform_type(words)
    if type_ is None or is_excluded(words) or len(words) < 2:
        return
    base = max(0, noun - LONGEST_LIST)
    members = _members(folded[base:noun])
    if members and (own := _own_noun_ends(members["members"])):
        # 洛阳等10个国家物流枢纽、商丘等5个国家骨干冷链物流基地: the list starts behind what has a noun of its own.
        base += members.start("members") + own
        members = _members(folded[base:noun])
    if members and _are_names(members, place):
        yield from _shared(folded, base + members.start("members"), members, end, type_, place)
        return
    if type_ == "片区" and not _TRADE_ZONE.search(folded, max(0, start - LONGEST_LIST), end):
        return
    kind: MentionKind = "named" if is_named(folded[start:noun], place, folded[noun:end]) else "generic"
    if kind == "named":
        yield from _listed_before(folded, base, start, noun, type_, place)
    yield _mention(folded, start, end, kind, type_, f"platform.{kind}")


def _members(words: str) -> re.Match[str] | None:
    if _MEMBERS_END.search(words, max(0, len(words) - _LONGEST_END)) is None:
        return None
    stop = _BEFORE_MEMBERS.match(words)
    return _MEMBERS.search(words, stop.end() if stop else 0)


def _own_noun_ends(members: str) -> int:
    """Return where the items end that have a class noun of their own, if not the last one has; else 0."""
    items = members.split("、")
    own = [index for index, item in enumerate(items) if platform_type(item) or is_excluded(item)]
    if not own or own[-1] == len(items) - 1:
        return 0
    return sum(len(item) + 1 for item in items[: own[-1] + 1])


def _listed_before(
    folded: str, base: int, start: int, noun: int, type_: str, place: Division | None
) -> Iterator[PlatformMention]:
    """Yield the names that share the class noun of the name behind them: 金凤 and 嘉陵江 before 明月湖实验室."""
    if folded[start - 1 : start] != "、":
        return
    name, words = folded[start:noun], folded[base:start]
    stop = _BEFORE_LISTED.match(words)
    members = _LISTED_BEFORE.search(words, stop.end() if stop else 0)
    if members is None or not (is_bare_name(name, place) or type_ in _ZONES):
        return
    at = base + members.start("members")
    for item in members["members"].removesuffix("、").split("、"):
        name = name_in(item, place)
        left = at + len(item) - len(name)
        at += len(item) + 1
        if is_bare_name(name, place) and (type_ in _ZONES or not find_divisions(name, place)):
            mention = _mention(folded, left, left + len(name), "named", type_, "platform.shared_noun")
            yield replace(mention, canonical=f"{name}{type_}")


def _are_names(list_: re.Match[str], place: Division | None) -> bool:
    """Whether a list before 等 names members by place or brand alone, each without a class noun of its own."""
    items = list_["members"].split("、")
    if any(platform_type(item) or is_excluded(item) for item in items) or _ACTS.search(list_["class"]):
        return False
    if not all(name_in(item, place) for item in items):
        # 95%以上、每个镇街至少建成1家…中心: what a particle ends is no member.
        return False
    if "一批" in list_["between"] and len(items) > 1:
        return True
    named = [item for item in items if is_named(name_in(item, place), place)]
    return bool(named) and len(named) >= len(items) - 1


def _shared(
    folded: str, start: int, members: re.Match[str], end: int, type_: str, place: Division | None
) -> Iterator[PlatformMention]:
    """Yield the members of a list that shares the class noun; the last runs through 等 to the noun."""
    items = members["members"].split("、")
    class_words = folded[start + len(members["members"]) + len(members["between"]) : end]
    level, level_text = platform_level(class_words)
    at = start
    for index, item in enumerate(items):
        left = at + (len(item) - len(name_in(item, place)) if index == 0 else 0)
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
    for match in holding(_NICKNAMED, _NICKNAME_SIGN, folded, _NICKNAME_BEFORE, _NICKNAME_BEHIND):
        name = name_in(match["place"], place)
        start = match.end("place") - len(name)
        if name and is_named(name, place):
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
            mention = mentions[index]
            if mention.kind != "generic" or mention.level:
                continue
            around = mentions[max(0, index - 1) : index + 2]
            if [one for one in around if one.kind == "named" and _is_listed(folded, mention, one)]:
                mentions[index] = replace(mention, kind="named", rule="platform.listed")
    return mentions


def _is_listed(folded: str, mention: PlatformMention, named: PlatformMention) -> bool:
    """Whether a carrier stands in one list with a named one beside it."""
    first, second = (mention, named) if mention.start < named.start else (named, mention)
    between = folded[first.end : second.start]
    if between not in ("、", "和", "以及", "及") or (mention.type == "平台" and between != "、"):
        return False
    return folded[mention.start - 1 : mention.start] != "的"
