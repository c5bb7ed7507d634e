"""A list of heads that shares a number's verb: what its items have in common, and what each is in full."""

from __future__ import annotations

import re

_LIST_SPLIT = re.compile(r"[、,]|(?<=[一-鿿])[和及与](?=[一-鿿]{2})")
#: What is measured of something, at a head's end: 增加值, 营业收入, 全产业链产值.
_QUANTITY = (
    r"产值|增加值|产量|产能|零售额|进出口|出口|进口|贷款|销量|销售额|销售收入|成交额|交易额|收入|支出|投资|总额|总量|规模|营收|利润|税收|装机|能力|面积|占比|比重|比例|"
    r"[一-鿿]{0,2}率|数量|人数|起数|次数|户数|家数|人次|消费|价格|里程|浓度|创新平台|平台|企业|机构|案件|警情|客运量|货运量|吞吐量|出栏|存栏"
)
_ASPECT = (
    r"(?:全产业链|产业链|产业|行业|工业|制造业|服务业|居民|企业|地区|领域|规上|规模以上|创新平台|平台|市场|学校|机构|家庭)?"
    r"(?:总|新|年|月|人均|平均|可支配|营业|增加|经营|财政|零售|固定资产|民间|研发|毛|综合|销售|成交|合同)*"
    rf"(?:{_QUANTITY})"
)
_TAIL = re.compile(rf"(?P<item>.+?)(?P<tail>(?:等[一-鿿]*?)?{_ASPECT})$")
_AFTER_ETC = re.compile(r"^(?P<item>.+?)等(?P<tail>.+)$")
#: The bare aspect at a head's end: 高技术制造业、装备制造业|增加值.
_CORE = re.compile(rf"(?P<item>.+?)(?P<tail>(?:总|人均|营业|销售|财政)?(?:{_QUANTITY}))$")
#: Ends that each item has for itself: 公用经费和一般性支出.
_OWN = re.compile(r"(?:支出|经费)$")
#: 城乡居民收入: two in one word.
_BOTH = re.compile(r"^城乡(?P<tail>.{2,})$")
#: 国家级、部级创新平台, 街道(镇)级、社区(村)级设施, 城镇、农村居民收入: items that only say which.
_WHICH = re.compile(
    r"^(?P<item>(?:[一-鿿]{1,4}(?:[(（][一-鿿]{1,4}[)）])?级(?:以上)?|城镇|农村|城乡|乡村))(?P<tail>.{2,})$"
)
#: 营业收入、利润; 事故起数、死亡人数: aspects that take their owner from the item before.
_BARE = re.compile(
    r"(?:净|总|主营)?(?:营业收入|营收|利润|利润总额|税收|死亡人数|受伤人数|伤亡人数|死伤人数|出口|进口|出口额|进口额|总收入|总花费|销售额|"
    r"旅客吞吐量|货邮吞吐量|成交额|产量|产值|增加值|占比|存款余额|贷款余额|破案率|在园率|入园率|税收收入|主要河流优良比例)"
)
_OWNED = re.compile(rf"^(?P<owner>.{{2,}}?)(?<!进出口)(?:{_BARE.pattern}|[起次件]数|人次)$")
#: Longest item, in characters, that the last item's end may belong to.
_SHORT = 8
_COMPLETE = re.compile(rf"(?:{_ASPECT}|总值|余额|[一-鿿]数)$")


def heads_of(words: str) -> list[str]:
    """Return the heads that a list names, each in full.

    食品、石化等产业增加值 gives 食品产业增加值 and 石化产业增加值; 省属企业营业收入、利润 gives 省属企业营业收入 and
    省属企业利润.
    """
    items = [item for item in _LIST_SPLIT.split(words) if item]
    if len(items) < 2:
        both = _BOTH.match(words)
        return [f"城镇{both['tail']}", f"农村{both['tail']}"] if both else items
    return _with_owner(items) or _with_tail(items) or items


def _with_tail(items: list[str]) -> list[str] | None:
    """Hand the last item's end to the items before it, where none of them ends so itself."""
    *before, last = items
    listed = _AFTER_ETC.match(last) or _WHICH.match(last)
    ends_alike = any(item.endswith("业") for item in before)
    match = listed or (_CORE if ends_alike else _TAIL).match(last)
    if match is None or _OWN.search(match["tail"]) or any(_COMPLETE.search(item) for item in before):
        return None
    tail = match["tail"].removeprefix("等")
    if not listed and max(map(len, before)) > _SHORT:
        return None
    return [*(f"{item}{tail}" for item in before), f"{match['item']}{tail}"]


def _with_owner(items: list[str]) -> list[str] | None:
    """Hand the first item's owner to the bare aspects behind it."""
    first, *behind = items
    match = _OWNED.match(first)
    if match is None or not all(_BARE.fullmatch(item) for item in behind):
        return None
    return [first, *(f"{match['owner']}{item}" for item in behind)]
