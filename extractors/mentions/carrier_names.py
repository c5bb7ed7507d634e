"""Where the name of a carrier starts, and whether words before a class noun are one."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons.divisions import Division, county_short_names, parent
from extractors.lexicons.places import find_divisions
from extractors.lexicons.platforms import (
    common_verbs,
    common_words,
    is_excluded,
    platform_classes,
    platform_modifiers,
    platform_type,
    words_before_names,
    words_of_places_and_organisations,
)
from extractors.text.scanning import alternatives, one_of

_LONGEST_NAME = 42
#: How far a list before a class noun reaches, in characters.
LONGEST_LIST = 60
#: Marks that end a name to the left.
_STOPS = frozenset(",;。:!?\n\r、 \t<>/《》")
#: Up to the last stop, bracket or quotation mark.
_TO_LAST_MARK = re.compile(r".*[,;。:!?\n\r、 \t<>/《》()“”]", re.DOTALL)
#: Particles, counts and verbs that depend on what is around them; plain verbs stand in the lexicon.
_PARTICLES = (
    r"(?<=[区园城院室台])建设(?=[一-鿿]{2})|在[一-鿿]{2,4}投资|对接(?!平台|服务|中心)|(?<!目)的|了|与|和|及|把|将|对(?!台|外|口|俄|非)|向|(?<!自)由|被|是|(?<![及予可])以(?=建设|各)|及?以[上下]|在(?!线)|(?<![高中初平同均])等|促进(?!会|中心)|"
    r"共同(?!体|富裕)(?:建设|打造|构建)?|共建(?!共享)|(?:设|(?<![合协工操运])作|(?<!行)为)$|培育[一各多]|"
    r"(?<!达)到(?!家)|结合(?=[省市区])|(?<=[区园])\+|[一两三四五六七八九十几多0-9]+[个家批所座类]|我[市省区县]|全[市省区县国](?=.{0,4}(?:高新|经开|开发))"
)
#: The characters that these begin with.
_FIRST_OF_PARTICLES = "建在对目的了与和及把将向由被是以等促共设作为培到结+一两三四五六七八九十几多0-9我全"
#: Verbs that names hold as well; they are no part of a name that starts with them.
_LEADING_VERB = re.compile(
    r"^(?:建设|建好|共建|新建|建成|创建|发展|培育|转化|设立|建立|布局|规划建设|规划|引进|扩大|重点|积极|大力|当好|好|全力|着力|持续|继续|全面|充分|主动|高标准|高质量|高水平|国际一流|"
    r"新一轮|服务(?!贸易|外包|业|型)|以|从|按|为|并|其中|包括|重要|各|本|该|这|其|每个?|所属|区域内|辖区内|部分|主要|核心|综合|[(“\"])+"
)
#: The characters that these begin with.
_FIRST_OF_LEADING = frozenset(
    '建共新创发培转设布规引扩重积大当好全着持继充主高国服以从按为并其包各本该这每所区辖部核综(“"'
)
#: Adjectives that share one noun: 国家级、部级创新平台; 行业型、专业型工业互联网平台.
_SHARED_NOUN = re.compile(
    r"(?:(?:(?:国家|自治区|[省市县区州部])级[、和及与])+(?P<last>(?:国家|自治区|[省市县区州部])级)|"
    r"(?:[一-鿿]{2}[型类][、和及与])+(?P<last2>[一-鿿]{2}[型类]))[一-鿿]{0,10}$"
)
#: What such a list is not without.
_SHARED_SIGN = re.compile(r"[级型类][、和及与]")
#: “陕农经”平台: a brand in quotes right before the class noun.
_BRAND = re.compile(r"“[^”\n+]{2,12}”$")
#: Slogans that stand in quotes before a class noun and name nothing.
_SLOGAN = re.compile(r"[一二三四两双多]|互联网|专精特新|产学研|科学家|政产|人工智能|\+|链|走出去|绿水|[0-9]")
#: 竹屿湾, 东庠岛: a place that no gazetteer lists, by the noun that ends it.
_LANDMARK = re.compile(r"[一-鿿]{1,2}[湾岛屿湖河江山岭镇村港洲溪泉塘潭]")
#: 省, 市 and 国家 with a function are the one carrier of that function there (市家庭医生签约服务管理平台).
_OF_A_LEVEL = re.compile(
    r"(?:(?P<of>(?:^|(?<=[一-鿿]))国家(?!级)|^省(?![市区级部])|^自治区(?!级)|^市(?![县区级民场域容])|^州(?!级))|"
    r"^(?P<grade>国家级|省级|自治区级|市级|州级))(?P<function>[一-鿿()]+)$"
)
#: What it begins with, but for 国家.
_FIRST_OF_LEVELS = frozenset("国省自市州")
_SAYS_A_LEVEL = re.compile(r"国家|全国|[省市州]级")
#: 中国技术交易所 is one body, 中国健康城 a boast.
_NATIONAL_BODY = re.compile(r"交易所|研究院|研究所|联盟|总部")
_UNIQUE = re.compile(r"(?:平台|中心|研究院|交易所)$")
_UNIQUE_OF_GRADE = re.compile(r"(?:信息|服务|管理|监管|交易|共享|监测|调度|交换|开放|综合)平台$|数据中心$")
#: Functions that make a class, of which there are many (省级中试平台, 国家技术创新中心).
_CLASS_FUNCTION = re.compile(
    r"^(?:(?:重点|科技|科学|产业|企业|技术|制造业?|中试|概念|验证|协同|创新|创业|研发|工程|研究|公共|服务|综合|高能级|开放|合作|首批|培育|"
    r"新型|各类|示范|试验|转移|转化|成果|孵化|融资|投资|区域|医疗|临床|工业|设计|大型|性|数据|信息|领域|基础|学科|国际|文化|体育|数字|经济|地方|行业)*)$"
)
_BRACKET = re.compile(r"[()]")
#: Words of praise make a hope, not a name (京津冀一流科技园); bodies of schools and hospitals are no carriers.
_PRAISED = re.compile(  # each alternative begins with a literal character, which is quick to look for
    "|".join(f"{number}大?子?$" for number in "一二三四五六七八九十两双")
    + r"|立方米|千瓦|万吨|首[个家批座]|文物|遗产|考古|一流|优质|高端(?:服务)?$|高水平|领先|专科|教育$|附属|央企$|企业$"
)
#: Nouns of bodies, which name one only with a name before them: 清华大学, not 国家大学科技园.
_BODIES = frozenset(("大学", "学院", "公司", "集团", "银行", "医院", "协会", "科学院", "工程院", "研究总院"))
_SHORTEST_NAME = 2
#: What stands before a name and says whose it is, or of which level.
_WHOSE = re.compile(r"全[国省市区县州]|本[省市区县]|各?县\(市、区\)|[区县](?!域)")
_LEVELS = re.compile(r"(?:国家级?|省级?|市级?|[区县州]级)+(?:及?以上)?")
#: The characters that these begin with; most words before a class noun begin with another.
_FIRST_OF_WHOSE, _FIRST_OF_GRADES = frozenset("全本各县区"), frozenset("国省市区县州")
#: What joins two parts of one name, and the fields of work that it joins: 人才培养与创新创业平台.
_JOINTS = frozenset("与和及")
_FIRST_FIELDS = ("培养", "创业", "孵化", "材料", "研发", "展示", "转移")
_SECOND_FIELDS = ("创新", "应用", "服务", "创业", "转化", "展示", "研发", "文化")
#: Carriers that have branches: 研究院平潭分院.
_HEADS_OF_BRANCHES = ("研究院", "研究所", "实验室", "中心")
#: First characters of fields of work and of measures, which start no name.
_FIELD = frozenset("跨零低氢锂铝铜钢煤油电医药超微非全多首双各某每两三四五六七八九十百千万原近最较数智云")


def name_start(folded: str, noun: int, place: Division | None) -> int:
    """Return where the name that ends at a class noun starts."""
    floor = max(0, noun - _LONGEST_NAME)
    marked = _TO_LAST_MARK.match(folded, floor, noun)
    left, depth = marked.end() if marked else floor, 0
    while left > floor:
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
    for match in before_name().finditer(folded, left, noun):
        if match.group() not in _JOINTS or not _inside_name(folded, match, noun, left, place):
            left = match.end()
    may_lead = folded[left : left + 1] in _FIRST_OF_LEADING
    lead = _LEADING_VERB.match(folded[left:noun]) if may_lead else None
    left += lead.end() if lead and "“" not in lead.group() and "(" not in lead.group() else 0
    left += _verbs_before_place(folded[left:noun], place)
    brand = _BRAND.search(folded, left, noun) if folded[noun - 1 : noun] == "”" else None
    if brand and (folded[left : brand.start()] in common_words() or folded[left : brand.start()] == "以"):
        left = brand.start()
    base = max(0, left - LONGEST_LIST)
    shared = _SHARED_NOUN.search(folded, base, noun) if _SHARED_SIGN.search(folded, base, noun) else None
    return (
        shared.start()
        if shared and shared.start() < left <= max(shared.end("last"), shared.end("last2"))
        else left
    )


def name_in(item: str, place: Division | None) -> str:
    """Return an item of a list without the words before the name."""
    return item[name_start(item, len(item), place) :]


def is_named(prefix: str, place: Division | None, noun: str = "") -> bool:
    """Whether the words before a class noun hold a place, an organisation, a region or a word that is no common one."""
    if _PRAISED.search(prefix):
        return False
    brand = _BRAND.search(prefix) if prefix[-1:] == "”" else None
    if brand and not _SLOGAN.search(brand.group()):
        return True
    whose = _WHOSE.match(prefix) if prefix[:1] in _FIRST_OF_WHOSE else None
    bare = prefix[whose.end() :] if whose else prefix
    if _is_of_a_level(bare, noun):
        return True
    if prefix in platform_modifiers() and platform_type(prefix + noun) == prefix + noun:
        return False
    level = _LEVELS.match(bare) if bare[:1] in _FIRST_OF_GRADES else None
    bare = (bare[level.end() :] if level else bare).strip("“”")
    if not bare or bare.endswith("-"):
        return False
    if any(
        match.group() not in _BODIES or match.start() >= _SHORTEST_NAME for match in _proper().finditer(bare)
    ):
        return True
    counties = _county_names(place)
    if (counties is not None and counties.search(bare)) or find_divisions(bare, place):
        return True
    if bare.startswith("中国") and (bare[2:3] in ("-", "—") or _NATIONAL_BODY.search(noun)):
        return True
    return len(bare) > 1 and not _begins_common(bare)


def is_bare_name(words: str, place: Division | None) -> bool:
    """Whether words are a name alone, without a field of work: 嘉陵江, 神农."""
    return (
        2 <= len(words) <= 4
        and platform_type(words) is None
        and not is_excluded(words)
        and not any(words[at : at + 2] in common_words() for at in range(len(words) - 1))
        and (_begins_common(words) is False or bool(find_divisions(words, place)))
    )


def _verbs_before_place(words: str, place: Division | None) -> int:
    """Return how long the verbs are that stand before a place or a level: 释放 in 释放郑州中欧班列集结中心."""
    if words[:2] not in common_verbs():
        return 0
    found = [one.start for one in find_divisions(words, place)]
    found += [match.start() for match in _SAYS_A_LEVEL.finditer(words)]
    at = 0
    while words[at : at + 2] in common_verbs() and at + 2 <= min(found, default=0):
        at += 2
    return at if at in found else 0


def _inside_name(folded: str, match: re.Match[str], noun: int, left: int, place: Division | None) -> bool:
    """Whether 和, 与 or 及 (a match) joins two parts of one name: 人才培养与创新创业平台, 澳前两岸渔业及休闲港口修造中心."""
    behind = folded[match.end() : noun]
    before = folded[max(0, match.start() - 4) : match.start()]
    if behind.startswith(_SECOND_FIELDS) and before.endswith(_FIRST_FIELDS):
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
        and not class_nouns().search(head)
        and not is_excluded(head)
        and _begins_common(behind)
    )


def _is_of_a_level(prefix: str, noun: str) -> bool:
    """Whether 国家, 省 or 市 stands before a function that one carrier there has."""
    may_say = prefix[:1] in _FIRST_OF_LEVELS or "国家" in prefix
    level = _OF_A_LEVEL.search(prefix) if may_say else None
    if level is None or (noun != "研究院" and _CLASS_FUNCTION.match(_BRACKET.sub("", level["function"]))):
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


def _begins_common(words: str) -> bool:
    """Whether words start with a common word or a field of work, hence with no name."""
    plain = words.lstrip("“‘(·-")
    if not "一" <= plain[:1] <= "鿿":
        return True
    landmark = _LANDMARK.match(plain)
    common = common_words()
    if landmark and landmark.group() not in common and plain[:2] not in common:
        return False
    return plain[0] in _FIELD or not common.isdisjoint(
        (plain[:2], plain[:3], plain[:4], plain[1:3], plain[1:4], plain[1:5])
    )


@cache
def _county_names(place: Division | None) -> re.Pattern[str] | None:
    """Return the pattern of short names of the counties around a place (涿州 and 满城 in 保定市), or None where none are."""
    if place is None or place.level == "province":
        return None
    above = place if place.level == "prefecture" else parent(place)
    names = county_short_names(above.code) if above else ()
    return re.compile(one_of(names)) if names else None


@cache
def class_nouns() -> re.Pattern[str]:
    """Return the pattern of the nouns of carriers, branches and a bracketed alias (group ``alias``) included."""
    branches = "|".join(rf"{head}[一-鿿]{{0,6}}分(?:院|所|室|中心)" for head in _HEADS_OF_BRANCHES)
    return re.compile(rf"(?:{branches}|{alternatives(platform_classes())})(?P<alias>\([^()\n]{{2,16}}\))?")


@cache
def before_name() -> re.Pattern[str]:
    """Return the pattern of what stands before a name; the name starts behind the last of it."""
    # 再生资源回收利用基地: a verb inside the name of a field of work.
    inside = "(?<!回收)(?<!综合)(?<!循环)(?<!开发)"
    firsts = "".join(sorted({word[0] for word in words_before_names()}))
    # The first look-ahead passes most characters over: nothing of this begins with them.
    return re.compile(
        f"(?=[{firsts}{_FIRST_OF_PARTICLES}])(?:{inside}{one_of(words_before_names())}(?![化型性])|{_PARTICLES})"
    )


@cache
def _proper() -> re.Pattern[str]:
    return re.compile(one_of(words_of_places_and_organisations()))
