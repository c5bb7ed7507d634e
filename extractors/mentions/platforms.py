"""Carriers of innovation and industry: laboratories, centres, parks, zones, alliances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.lexicons.divisions import Division, county_short_names, parent
from extractors.lexicons.places import find_divisions
from extractors.lexicons.platforms import (
    common_verbs,
    common_words,
    is_excluded,
    platform_classes,
    platform_level,
    platform_modifiers,
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
    r"(?<=[区园城院室台])建设(?=[一-鿿]{2})|在[一-鿿]{2,4}投资|对接(?!平台|服务|中心)|(?<!目)的|了|与|和|及|把|将|对(?!台|外|口|俄|非)|向|(?<!自)由|被|是|(?<![及予可])以(?=建设|各)|及?以[上下]|在(?!线)|(?<![高中初平同均])等|促进(?!会|中心)|"
    r"共同(?!体|富裕)(?:建设|打造|构建)?|共建(?!共享)|(?:设|(?<![合协工操运])作|(?<!行)为)$|培育[一各多]|"
    r"(?<!达)到(?!家)|结合(?=[省市区])|(?<=[区园])\+|[一两三四五六七八九十几多0-9]+[个家批所座类]|我[市省区县]|全[市省区县国](?=.{0,4}(?:高新|经开|开发))"
)
#: Verbs that names hold as well; they are no part of a name that starts with them.
_LEADING_VERB = re.compile(
    r"^(?:建设|建好|共建|新建|建成|创建|发展|培育|转化|设立|建立|布局|规划建设|规划|引进|扩大|重点|积极|大力|当好|好|全力|着力|持续|继续|全面|充分|主动|高标准|高质量|高水平|国际一流|"
    r"新一轮|服务(?!贸易|外包|业|型)|以|从|按|为|并|其中|包括|重要|各|本|该|这|其|每个?|所属|区域内|辖区内|部分|主要|核心|综合|[(“\"])+"
)
_ITEM = r"(?:[^\s,。;:、()“”《》<>/等0-9]|(?<=[高中初平同均])等){2,10}"
_COUNT = r"[0-9一二三四五六七八九十两]{1,3}[个家座所处]"
#: A list of names that shares one class noun: 满城、曲阳、博野等省级农业科技园区; 长白山、三江、吉光3个省实验室.
_MEMBERS = re.compile(
    rf"(?P<members>(?:{_ITEM}、)*{_ITEM})(?P<between>(?<![高中初平同均])等(?:一批)?(?:{_COUNT})?|(?<=[^及和])(?:{_COUNT}))"
    r"(?P<class>[^,。;:、“”()]{0,12})$"
)
#: A list of names before the name that holds the class noun: 金凤、嘉陵江、明月湖实验室.
_LISTED_BEFORE = re.compile(rf"(?P<members>(?:{_ITEM}、)+)$")
#: What stands between 等 and the class noun says what is done, not of which kind they are (宝鸡、杨凌等建设特色型综合保税区).
_ACTS = re.compile(
    r"^(?:地|企业|单位|建设|开展|打造|培育|推进|共建|创建|布局|发展)|领域|建设|牵头|组建|入选|获批|纳入|成为"
)
#: 中关村“一区十六园”: a place and what it is called.
_NICKNAMED = re.compile(
    r"(?P<place>[一-鿿]{2,6})[“\"][一二三四五六七八九十多]{1,3}[^”\"\n]{1,12}园(?:区)?[”\"]"
)
#: Only a trade zone's 片区 is a carrier, others are parts of a town.
_TRADE_ZONE = re.compile(r"自贸|自由贸易")
#: Adjectives that share one noun: 国家级、部级创新平台; 行业型、专业型工业互联网平台.
_SHARED_NOUN = re.compile(
    r"(?:(?:(?:国家|自治区|[省市县区州部])级[、和及与])+(?P<last>(?:国家|自治区|[省市县区州部])级)|"
    r"(?:[一-鿿]{2}[型类][、和及与])+(?P<last2>[一-鿿]{2}[型类]))[一-鿿]{0,10}$"
)
#: Verbs of adding before a class that is counted.
_ADDED = re.compile(r"(?:建设|建好|共建|新建|建成|创建|培育|设立|建立|布局|引进|新增)")
#: 龙头企业牵头组建创新联合体: who founds is no part of the class.
_FOUNDED = re.compile(r"[一-鿿]{2,8}牵头(?:组建|建设|创建)")
_ADJECTIVE = re.compile(r"^(?:(?:国家|自治区|[省市县区州部])级|[一-鿿]{2}[型类])$")
#: “陕农经”平台: a brand in quotes right before the class noun.
_BRAND = re.compile(r"“[^”\n+]{2,12}”$")
#: Slogans that stand in quotes before a class noun and name nothing.
_SLOGAN = re.compile(r"[一二三四两双多]|互联网|专精特新|产学研|科学家|政产|人工智能|\+|链|走出去|绿水|[0-9]")
#: Behind a class noun: it goes on as another word.
_GOES_ON = re.compile(
    r"市|镇|乡|村|街道|路|站|城区|城市|作业|支行|小学|中学|经济(?!区|带)|管委会?|管理|委员会|办公室|化|型|内|外|间|级|主任|负责人|有限公司|"
    r"一体化|互联互通|企业|(?:新)?车型|河(?!北|南|套)|集群|泵站|片区(?=[一-鿿])"
)
#: 竹屿湾, 东庠岛: a place that no gazetteer lists, by the noun that ends it.
_LANDMARK = re.compile(r"[一-鿿]{1,2}[湾岛屿湖河江山岭镇村港洲溪泉塘潭]")
#: 省, 市 and 国家 with a function are the one carrier of that function there (市家庭医生签约服务管理平台).
_OF_A_LEVEL = re.compile(
    r"(?:(?P<of>(?:^|(?<=[一-鿿]))国家(?!级)|^省(?![市区级部])|^自治区(?!级)|^市(?![县区级民场域容])|^州(?!级))|"
    r"^(?P<grade>国家级|省级|自治区级|市级|州级))(?P<function>[一-鿿()]+)$"
)
#: 中国技术交易所 is one body, 中国健康城 a boast.
_NATIONAL_BODY = re.compile(r"交易所|研究院|研究所|联盟|总部")
_UNIQUE = re.compile(r"(?:平台|中心|研究院|交易所)$")
_UNIQUE_OF_GRADE = re.compile(r"(?:信息|服务|管理|监管|交易|共享|监测|调度|交换|开放|综合)平台$|数据中心$")
#: Functions that make a class, of which there are many (省级中试平台, 国家技术创新中心).
_CLASS_FUNCTION = re.compile(
    r"^(?:(?:重点|科技|科学|产业|企业|技术|制造业?|中试|概念|验证|协同|创新|创业|研发|工程|研究|公共|服务|综合|高能级|开放|合作|首批|培育|"
    r"新型|各类|示范|试验|转移|转化|成果|孵化|融资|投资|区域|医疗|临床|工业|设计|大型|性|数据|信息|领域|基础|学科|国际|文化|体育|数字|经济|地方|行业)*)$"
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
    for item in re.finditer(r"(?:\([^()]*\)|[^、和及与等])+", folded[start:end]):
        left, right = start + item.start() if pending is None else pending, start + item.end()
        pending = left if _ADJECTIVE.search(item.group()) else None
        left += len(folded[left:right]) - len(re.sub(r"^(?:各类|各级|其中)+", "", folded[left:right]))
        left = _behind_verbs(folded, left, right)
        words = folded[left:right]
        type_ = platform_type(words)
        if type_ is None or is_excluded(words) or re.search("入选|或", words):
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
        verb = _FOUNDED.match(words) or _before_name().match(words) or _ADDED.match(words)
        if verb is None or verb.end() >= len(words) or platform_type(verb.group()):
            break
        left += verb.end()
    return left


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = sorted(platform_classes(), key=len, reverse=True)
    branches = r"(?:研究院|研究所|实验室|中心)[一-鿿]{0,6}分(?:院|所|室|中心)"
    return re.compile(rf"(?:{branches}|{'|'.join(map(re.escape, nouns))})(?P<alias>\([^()\n]{{2,16}}\))?")


def _nouns(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of class nouns that end a word."""
    for match in _noun_pattern().finditer(folded):
        end = match.end()
        if match["alias"] and not platform_type(match["alias"].strip("()")):
            end = match.start("alias")
        if not _GOES_ON.match(folded, end):
            yield match.start(), end


def _read(folded: str, noun: int, end: int, place: Division | None) -> Iterator[PlatformMention]:
    start = _name_start(folded, noun, place)
    words = folded[start:end]
    type_ = platform_type(words)
    if type_ is None or is_excluded(words) or is_excluded(folded[max(0, noun - 8) : end]) or len(words) < 2:
        return
    base = max(0, noun - _MAX_LIST)
    members = _MEMBERS.search(folded[base:noun])
    if members and (own := _own_noun_ends(members["members"])):
        # 洛阳等10个国家物流枢纽、商丘等5个国家骨干冷链物流基地: the list starts behind what has a noun of its own.
        base += members.start("members") + own
        members = _MEMBERS.search(folded[base:noun])
    if members and _are_names(members, place):
        yield from _shared(folded, base + members.start("members"), members, end, type_, place)
        return
    if type_ == "片区" and not _TRADE_ZONE.search(folded, max(0, start - _MAX_LIST), end):
        return
    kind: MentionKind = "named" if _is_named(folded[start:noun], place, folded[noun:end]) else "generic"
    if kind == "named":
        yield from _listed_before(folded, base, start, noun, type_, place)
    yield _mention(folded, start, end, kind, type_, f"platform.{kind}")


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
    members = _LISTED_BEFORE.search(folded[base:start])
    name = folded[start:noun]
    if members is None or not (_is_bare_name(name, place) or type_ in _ZONES):
        return
    at = base + members.start("members")
    for item in members["members"].removesuffix("、").split("、"):
        name = _tail(item, place)
        left = at + len(item) - len(name)
        at += len(item) + 1
        if _is_bare_name(name, place) and (type_ in _ZONES or not find_divisions(name, place)):
            mention = _mention(folded, left, left + len(name), "named", type_, "platform.shared_noun")
            yield replace(mention, canonical=f"{name}{type_}")


def _is_bare_name(words: str, place: Division | None) -> bool:
    """Whether words are a name alone, without a field of work: 嘉陵江, 神农."""
    return (
        2 <= len(words) <= 4
        and platform_type(words) is None
        and not is_excluded(words)
        and not any(words[at : at + 2] in common_words() for at in range(len(words) - 1))
        and (_begins_common(words) is False or bool(find_divisions(words, place)))
    )


#: Zones, which towns give their names to: 曲靖、祥云经开区.
_ZONES = frozenset(("高新区", "经开区", "开发区", "综保区", "综合保税区", "农业科技园区", "经济区"))


def _name_start(folded: str, noun: int, place: Division | None) -> int:
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
        if not _inside_name(folded, match, noun, left, place):
            left = match.end()
    lead = _LEADING_VERB.match(folded[left:noun])
    left += lead.end() if lead and "“" not in lead.group() and "(" not in lead.group() else 0
    left += _verbs_before_place(folded[left:noun], place)
    brand = _BRAND.search(folded, left, noun)
    if brand and (folded[left : brand.start()] in common_words() or folded[left : brand.start()] == "以"):
        left = brand.start()
    shared = _SHARED_NOUN.search(folded, max(0, left - _MAX_LIST), noun)
    return (
        shared.start()
        if shared and shared.start() < left <= max(shared.end("last"), shared.end("last2"))
        else left
    )


def _verbs_before_place(words: str, place: Division | None) -> int:
    """Return how long the verbs are that stand before a place or a level: 释放 in 释放郑州中欧班列集结中心."""
    found = [one.start for one in find_divisions(words, place)]
    found += [match.start() for match in re.finditer(r"国家|全国|[省市州]级", words)]
    at = 0
    while words[at : at + 2] in common_verbs() and at + 2 <= min(found, default=0):
        at += 2
    return at if at in found else 0


def _inside_name(folded: str, match: re.Match[str], noun: int, left: int, place: Division | None) -> bool:
    """Whether 和, 与 or 及 joins two parts of one name: 人才培养与创新创业平台, 澳前两岸渔业及休闲港口修造中心."""
    if match.group() not in ("与", "和", "及"):
        return False
    behind = folded[match.end() : noun]
    before = folded[max(0, match.start() - 4) : match.start()]
    if re.match(r"(?:创新|应用|服务|创业|转化|展示|研发|文化)", behind) and re.search(
        r"(?:培养|创业|孵化|材料|研发|展示|转移)$", before
    ):
        return True
    head = folded[left : match.start()]
    places = find_divisions(head, place)
    if places and places[0].start == 0 and "一体化" in behind:
        return True
    if len(head) > 1 and behind.startswith(head[-2:]):
        return True  # 国际葡萄与葡萄酒宁夏交流合作中心
    named = bool(places) and places[-1].end < len(head) and not head.endswith(tuple(_BODIES))
    return (
        (named or (len(head) > 4 and not _begins_common(head)))
        and bool(behind)
        and not find_divisions(behind, place)
        and not _noun_pattern().search(head)
        and not is_excluded(head)
        and _begins_common(behind)
    )


#: Words of praise make a hope, not a name (京津冀一流科技园); bodies of schools and hospitals are no carriers.
_PRAISED = re.compile(
    r"立方米|千瓦|万吨|首[个家批座]|[一二三四五六七八九十两双]大?子?$|文物|遗产|考古|一流|优质|高端(?:服务)?$|高水平|领先|专科|教育$|附属|央企$|企业$"
)


@cache
def _before_name() -> re.Pattern[str]:
    """What stands before a name; the name starts behind the last of it."""
    # 再生资源回收利用基地: a verb inside the name of a field of work.
    inside = "(?<!回收)(?<!综合)(?<!循环)(?<!开发)"
    return re.compile(f"{inside}(?:{_alternation(words_before_names())})(?![化型性])|{_PARTICLES}")


@cache
def _proper() -> re.Pattern[str]:
    return re.compile(_alternation(words_of_places_and_organisations()))


def _alternation(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _is_named(prefix: str, place: Division | None, noun: str = "") -> bool:
    """Whether the words before a class noun hold a place, an organisation, a region or a word that is no common one."""
    if _PRAISED.search(prefix):
        return False
    brand = _BRAND.search(prefix)
    if brand and not _SLOGAN.search(brand.group()):
        return True
    bare = re.sub(r"^(?:全[国省市区县州]|本[省市区县]|各?县\(市、区\)|[区县](?!域))", "", prefix)
    if _is_of_a_level(bare, noun):
        return True
    if prefix in platform_modifiers() and platform_type(prefix + noun) == prefix + noun:
        return False
    bare = re.sub(r"^(?:国家级?|省级?|市级?|[区县州]级)+(?:及?以上)?", "", bare).strip("“”")
    if not bare or bare.endswith("-"):
        return False
    if any(
        match.group() not in _BODIES or match.start() >= _SHORTEST_NAME for match in _proper().finditer(bare)
    ):
        return True
    if any(name in bare for name in _county_names(place)) or bool(find_divisions(bare, place)):
        return True
    if re.match(r"中国[-—]", bare) or (bare.startswith("中国") and _NATIONAL_BODY.search(noun)):
        return True
    return len(bare) > 1 and not _begins_common(bare)


def _is_of_a_level(prefix: str, noun: str) -> bool:
    """Whether 国家, 省 or 市 stands before a function that one carrier there has."""
    level = _OF_A_LEVEL.search(prefix)
    if level is None or (noun != "研究院" and _CLASS_FUNCTION.match(re.sub(r"[()]", "", level["function"]))):
        return False
    whole = level["function"] + noun
    if (
        level["of"]
        and level["of"] != "国家"
        and noun == "基地"
        and not re.search("(?:示范|培训|教育|实践)$", level["function"])
    ):
        return True
    return bool((_UNIQUE if level["of"] else _UNIQUE_OF_GRADE).search(whole))


#: Nouns of bodies, which name one only with a name before them: 清华大学, not 国家大学科技园.
_BODIES = frozenset(("大学", "学院", "公司", "集团", "银行", "医院", "协会", "科学院", "工程院", "研究总院"))
_SHORTEST_NAME = 2


#: First characters of fields of work and of measures, which start no name.
_FIELD = frozenset("跨零低氢锂铝铜钢煤油电医药超微非全多首双各某每两三四五六七八九十百千万原近最较数智云")


def _begins_common(words: str) -> bool:
    """Whether words start with a common word or a field of work, hence with no name."""
    plain = words.lstrip("“‘(·-")
    if not re.match(r"[一-鿿]", plain):
        return True
    landmark = _LANDMARK.match(plain)
    if landmark and landmark.group() not in common_words() and plain[:2] not in common_words():
        return False
    return plain[:1] in _FIELD or any(
        plain[at : at + size] in common_words() for at in (0, 1) for size in (2, 3, 4)
    )


@cache
def _county_names(place: Division | None) -> tuple[str, ...]:
    """Return the short names of the counties around a place: 涿州 and 满城 in 保定市."""
    if place is None or place.level == "province":
        return ()
    above = place if place.level == "prefecture" else parent(place)
    return tuple(county_short_names(above.code)) if above else ()


def _are_names(list_: re.Match[str], place: Division | None) -> bool:
    """Whether a list before 等 names members by place or brand alone, each without a class noun of its own."""
    items = list_["members"].split("、")
    if any(platform_type(item) or is_excluded(item) for item in items) or _ACTS.search(list_["class"]):
        return False
    if not all(_tail(item, place) for item in items):
        # 95%以上、每个镇街至少建成1家…中心: what a particle ends is no member.
        return False
    if "一批" in list_["between"] and len(items) > 1:
        return True
    named = [item for item in items if _is_named(_tail(item, place), place)]
    return bool(named) and len(named) >= len(items) - 1


def _tail(item: str, place: Division | None) -> str:
    """Return an item of a list without the words before the name."""
    return item[_name_start(item, len(item), place) :]


def _shared(
    folded: str, start: int, members: re.Match[str], end: int, type_: str, place: Division | None
) -> Iterator[PlatformMention]:
    """Yield the members of a list that shares the class noun; the last runs through 等 to the noun."""
    items = members["members"].split("、")
    class_words = folded[start + len(members["members"]) + len(members["between"]) : end]
    level, level_text = platform_level(class_words)
    at = start
    for index, item in enumerate(items):
        left = at + (len(item) - len(_tail(item, place)) if index == 0 else 0)
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
        name = _tail(match["place"], place)
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
                    if mentions[index].type == "平台" and between != "、":
                        continue
                    if (
                        mentions[index].level
                        or folded[mentions[index].start - 1 : mentions[index].start] == "的"
                    ):
                        continue
                    if mentions[other].kind == "named" and between in ("、", "和", "以及", "及"):
                        mentions[index] = replace(mentions[index], kind="named", rule="platform.listed")
    return mentions
