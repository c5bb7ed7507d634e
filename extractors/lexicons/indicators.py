"""What an indicator is called in every document, and the parts that its name is made of."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from extractors.lexicons.divisions import short_name
from extractors.lexicons.endings import Endings
from extractors.lexicons.platforms import common_verbs, common_words, platform_class_table, platform_levels
from extractors.lexicons.tables import read_table
from extractors.text.folding import fold
from extractors.text.scanning import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.lexicons.divisions import Division
    from extractors.schema.vocabulary import Accrual, CarrierLevel, IndicatorClass, Measure

_NOISE = re.compile(r"[\s“”\"'《》]+")
#: 全市院士工作站, 我省粮食产量: the speaker's own, which every indicator is without more.
_OWN = re.compile(r"^(?:全[省市区县州旗](?!域|场|县)|我[省市区县州旗](?!级)|本[省市区县州](?!级|域))的?(?=.)")
#: 全市共有院士工作站31家: the verb's second half; 有色金属 and 有效发明专利 begin so.
_HAVING = re.compile(r"^共?有(?!色|效|机|线|限|轨|偿|关|害|组织|进出口)(?=[一-鿿]{3,})")
#: 年旅客吞吐量, 年度旅客吞吐量: the amount of a year, which an amount without more is of.
_OF_A_YEAR = re.compile(
    r"年度?(?=(?:旅客|货邮|货物|集装箱|游客|接待|产量|发电|处理|加工|开行|出栏|用电|供水|培训|招生))"
)
#: 占地区生产总值的比例, 占地区生产总值比重: the same share.
_ENDS_OF_SHARES = ("比重", "比例", "比率")
_SHARE = re.compile(r"(?P<of>(?:占|与).+?)的?(?:比重|比例|比率)$")
#: 战略性新兴产业占规模以上工业增加值比重, 战略性新兴产业增加值占规模以上工业比重: a share of value added, on whichever side it is said.
_SHARE_OF_VALUE = re.compile(
    r"^(?P<part>.+?)(?P<mine>增加值)?占(?P<whole>.*?(?:工业|制造业|农业|服务业))(?P<its>增加值)?比重$"
)
#: 新建和改造提升高标准农田, 新建改造高标准农田: built anew or upgraded, in more words or fewer.
_BUILT_OR_UPGRADED = re.compile(
    r"^(?:新建|建设)(?:和|及|、)?(?:改造|改善|改扩建|扩建|提升)(?:(?:和|及|、)?(?:提升|改造|改善))?(?=[一-鿿“(]{2,})"
)
#: 外贸进出口在对美贸易下降超3成的情况下增长12%: in what case it was reached.
_IN_CASE = re.compile(r"(?<=[一-鿿]{2})在[^在]{2,24}的?情况下$")
#: 正常年景下粮食产量: what is understood of every target.
_CONDITION = re.compile(r"^在?正常年景下的?(?=.)")
#: 实施农村供水工程, 完成社区停车综合治理项目: verbs that say no more than that it is done.
_LIGHT_VERB = re.compile(r"^(?:组织)?(?:实施|完成|开展|办好)(?!方案|细则|意见|办法|计划)(?=[一-鿿“(]{4,})")
#: 地级城市空气质量优良天数比例 in a text of a prefecture is its own.
_OF_PREFECTURES = re.compile(r"^地级(?:及?以上)?城市(?=.)")
#: 产业投资占全部投资比重 is what 产业投资占比 says.
_OF_ALL = re.compile(r"^(?P<part>.+(?P<head>[一-鿿]{2}))占全部(?P=head)比重$")
#: 城镇调查失业率均值: a rate of a year is its mean.
_ENDS_OF_MEANS = ("平均值", "均值", "平均")
_MEAN = re.compile(r"(?<=率)(?:平均值|均值|平均)$")
#: 国家级高新技术企业数量: so many of them.
_HOW_MANY = re.compile(r"(?:总数量?|数量|家数|个数|总量|(?<=企业)数)$")
#: Classes of which 数量 and 总量 say how many there are; the 总量 of other things is an amount.
_COUNTABLE: frozenset[IndicatorClass] = frozenset(
    {"carrier", "organisation", "people", "facility", "project", "knowledge", "place"}
)
#: 省级及以上, 省级(含)以上, 省级或以上
_AND_ABOVE = re.compile(r"(?<=级)(?:\(含\)|及|和|或|、)以上")
#: 国家重点实验室: 国家 before a class of carriers says its level.
_OF_THE_STATE = re.compile(r"^国家(?!级)(?P<rest>.+)$")
_LEVEL = re.compile(r"^(?P<words>(?P<level>(?:国家|自治区|自治州|[省市区县州旗盟部])级)(?:以上)?)(?=.)")
_BRACKETED = re.compile(r"\([^()]*\)$")


class IndicatorName(NamedTuple):
    """The parts of an indicator's canonical name.

    Attributes:
        canonical: The name: 省级以上重点实验室.
        level_text: The words of level that it begins with (省级以上); ``None`` where it says none.
        level: That level; ``None`` where none or none of ours (部级) is said.
        scope: What else stands before the head and narrows it (规模以上工业, 宁波舟山港); ``None`` where nothing does.
        head: The noun that says what is measured: 重点实验室, 增加值; ``None`` where the lexicon knows none.
        indicator_class: What kind of thing the head is; ``None`` without a head.
        accrual: Whether the head stands on a day, adds up over a period or is a share; ``None`` without a head.
    """

    canonical: str
    level_text: str | None
    level: CarrierLevel | None
    scope: str | None
    head: str | None
    indicator_class: IndicatorClass | None
    accrual: Accrual | None


@cache
def indicator_heads() -> Mapping[str, tuple[IndicatorClass, Accrual]]:
    """Return the class and the accrual of each head noun; the classes of platforms are heads as well."""
    heads: dict[str, tuple[IndicatorClass, Accrual]] = dict.fromkeys(
        platform_class_table(), ("carrier", "stock")
    )
    for row in read_table("indicator_heads"):
        heads[row["head"]] = (cast("IndicatorClass", row["class"]), cast("Accrual", row["accrual"]))
    return MappingProxyType(heads)


@cache
def _synonyms() -> Mapping[str, Mapping[str, str]]:
    """Return canonical words by written ones: of ``whole`` names, of a ``part`` of names, of whole ones of one measure."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("indicator_synonyms"):
        found.setdefault(row["where"], {})[row["written"]] = row["canonical"]
    return MappingProxyType(found)


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(one_of(_synonyms()["part"]))


def canonical_indicator(indicator: str, place: Division | None = None, measure: Measure | None = None) -> str:
    """Return the words that stand for an indicator in every document.

    Only what names or the lexicon show to be the same is made the same: width, blanks and quotes; the speaker's own place;
    本 and 全市; the lexicon's synonyms; 数量 behind what is counted; the spellings of levels and shares.

    Args:
        indicator: As ``targets.indicator`` has it.
        place: Whose government speaks; its name at the head says nothing that other indicators do not mean too.
        measure: What the number says of it: what grows in 经济增长5%, what is added in 新增城镇就业.
    """
    name, written = "", _NOISE.sub("", fold(indicator))
    while name != written:
        name, written = written, _rewritten(written, place)
    return _synonyms().get(measure or "", {}).get(name, name)


def _rewritten(name: str, place: Division | None) -> str:
    """Return a name with each of the ways to write it otherwise led back to one; one may lay open another."""
    name = _without_own_place(_behind_head(_HAVING, "共有", _behind_head(_OWN, "全我本", name)), place)
    if name.endswith("情况下"):
        name = _IN_CASE.sub("", name)
    built = _BUILT_OR_UPGRADED.match(name) if name.startswith(("新建", "建设")) else None
    name = f"新建改造{name[built.end() :]}" if built else name
    if "年" in name:
        name = _OF_A_YEAR.sub("", name)
    name = _behind_head(_CONDITION, "在正", _behind_head(_LIGHT_VERB, "组实完开办", name))
    if place is not None and place.level == "prefecture":
        name = _behind_head(_OF_PREFECTURES, "地", name)
    if "以上" in name:
        name = _AND_ABOVE.sub("以上", name)
    name = _parts().sub(lambda match: _synonyms()["part"][match.group()], name)
    if name.endswith(_ENDS_OF_SHARES):
        name = _SHARE_OF_VALUE.sub(_of_value, _SHARE.sub(r"\g<of>比重", name))
        name = _OF_ALL.sub(r"\g<part>占比", name)
    if name.endswith(_ENDS_OF_MEANS):
        name = _MEAN.sub("", name)
    name = _with_level(_without_how_many(name))
    return _synonyms()["whole"].get(name, name)


def _behind_head(pattern: re.Pattern[str], firsts: str, name: str) -> str:
    """Return a name without what a pattern, which begins with one of some characters, finds at its head."""
    head = pattern.match(name) if name[:1] in firsts else None
    return name[head.end() :] if head else name


def read_indicator(canonical: str) -> IndicatorName:
    """Return the parts of a canonical name."""
    said = _LEVEL.match(canonical)
    level_text = said["words"] if said else None
    rest = canonical[len(level_text or "") :]
    plain = _BRACKETED.sub("", rest) or rest
    head = _head(plain)
    kind = indicator_heads().get(head or "")
    scope = rest.removesuffix(rest[plain.rfind(head) :]) if head else rest
    return IndicatorName(
        canonical=canonical,
        level_text=level_text,
        level=platform_levels()[said["level"]] if said else None,
        scope=scope or None,
        head=head,
        indicator_class=kind[0] if kind else None,
        accrual=kind[1] if kind else None,
    )


def _of_value(share: re.Match[str]) -> str:
    if not share["mine"] and not share["its"]:
        return share.group()
    return f"{share['part']}增加值占{share['whole']}增加值比重"


def _without_own_place(name: str, place: Division | None) -> str:
    """Return a name without the speaker's own place: 平潭接待游客量, 保定市高新技术企业, but not 北京证券交易所上市公司.

    What stands behind a short name must be an indicator that the lexicon knows; a full name may stand before any plain
    word, but that of a carrier may be part of it (广州市家庭医生培训示范基地).
    """
    if place is None:
        return name
    rest = _behind(name, place.name) or _behind(name, short_name(place.name))
    if not rest:
        return name
    if rest in _synonyms()["whole"] or indicator_heads().get(rest, ("carrier",))[0] != "carrier":
        return rest
    rest = _behind(name, place.name)
    if rest in indicator_heads():
        return rest
    head = _head(rest)
    is_plain = rest[:2] in common_words() and rest[:2] not in common_verbs()
    return rest if is_plain and (head is None or indicator_heads()[head][0] != "carrier") else name


def _behind(name: str, place: str) -> str:
    return name.removeprefix(place).removeprefix("的") if name.startswith(place) else ""


def _without_how_many(name: str) -> str:
    counted = _HOW_MANY.sub("", name) if name.endswith(("数", "量")) else name
    if counted == name:
        return name
    head = _head(counted)
    if head is not None and indicator_heads()[head][0] in _COUNTABLE:
        return counted
    return name


def _with_level(name: str) -> str:
    """Write 国家重点实验室 as 国家级重点实验室: both say the level of a class; 国家实验室 are a class of their own."""
    state = _OF_THE_STATE.match(name) if name.startswith("国家") else None
    known = platform_class_table().get(state["rest"]) if state else None
    return f"国家级{known.noun}" if known is not None and known.how != "bare" else name


def _head(name: str) -> str | None:
    """Return the longest head noun that ends a name."""
    return _head_endings().longest(name) or None


@cache
def _head_endings() -> Endings:
    return Endings(indicator_heads())
