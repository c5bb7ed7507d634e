"""Standards: limits of a service, so many for each, so many times another, so much to build by."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.rows.nouns import trimmed, unbracketed
from extractors.rows.numbered import Numbered, Predicate
from extractors.rows.phrases import SERVICE, SERVICE_TO
from extractors.text.view import Span

#: 自收到申请之日起|5个工作日内, 在核实同意后的|1个月内: counted from an event, other than that the document is made known.
_FROM_AN_EVENT = re.compile(r"(?:起|后)的?$")
_MADE_KNOWN = re.compile(r"(?:印发|发布|公布|下发|实施|施行|出台)(?:之日)?(?:起|后)的?$")
#: 镇人民政府、街道办事处应在|5个工作日内: who is to act is no part of what is done.
_ACTOR = re.compile(
    r"^(?P<who>[^,。;]{0,60}?(?:政府|办事处|部门|单位|机构|组织|中心|公司|企业|医院|学校|[局委办站所院]))(?:应当?|必须|须|要)(?:在|于)?"
    r"|^由(?P<by>[^,。;]{2,40}?)(?=自[^,。;]{2,24}之日起)"
)
#: 企业应当在变更后30日内办理登记: the law's limit for those who are governed is no service.
_GOVERNED = re.compile(
    r"(?:企业|公司|用人单位|建设单位|申请(?:人|单位|企业)|当事人|业主|纳税人|经营者|个人|居民|家庭|参保人|投资者|经营主体|市场主体)(?:[^,。;]{0,4})(?:应当?|必须|须|要)"
)
#: 15个工作日|采取入户调查等方式组织复核: how it is done stands before what is done.
_SERVICE_BY = re.compile(
    r"(?:采取|通过|采用)[^。;]{2,50}?(?:方式|形式|等)(?:组织|进行|完成|开展)[^,。;]{2,12}"
)
#: 供养标准按低保标准的|1.6倍|确定: a standard that is so many times another.
_MULTIPLE = re.compile(r"^(?P<head>[^,。;]{2,40}?标准)(?:原则上)?按(?:照)?[^,。;]{2,40}的$")
_FIXED = re.compile(r"[^。;\n]{0,40}?(?:确定|执行|核定|制定|计发)")
#: 安排相应人员(每5000名老年人|配备1名, 不足5000名的|至少配备1名): so many for each, of what stands before the bracket.
_FOR_SO_MANY = re.compile(
    r"^(?:每[^,。;()]{1,20}?|不足[^,。;()]{1,20}?的)(?:原则上|应当?|至少|均|须|需)*(?:配备|配置|配建|设置|安排|设立)$"
)
_BEFORE_BRACKET = re.compile(
    r"(?:配备|配置|配建|设置|安排|设立|落实|选派|建设)(?P<noun>[一-鿿]{2,16})\((?:[^()。;]{0,60},)?$"
)
#: 按每百户|不少于20平方米|的标准配建: the words around the number of a standard.
_STANDARD_BEFORE = re.compile(
    r"按照?(?P<each>(?:每[一-鿿]{1,4}|人均|户均)*)(?:每年)?(?:不低于|不少于|不超过)?$"
)
_STANDARD_BEHIND = re.compile(
    r"的?(?:标准|比例|要求)(?P<verb>配建|配备|配置|配套|建设|设置|设立|安排|落实|预留|提取|核定|统筹)"
)
#: 在|3日内答复, 应当|于5日内办结: words that only lead over to the number.
_LEADS_OVER = re.compile(r"(?:在|于|并|要|应当?|必须|须|均|都|确保|力争|实现|做到|保证|的)+$")
#: A verb of two characters says too little of what is done.
_BARE_VERB = 2
#: How far before a number the bracket that it stands in may open, with the noun before it, in characters.
_BRACKET_BEFORE = 100


def _within(number: Numbered) -> Predicate | None:
    """确保48小时内送达主要城市, 在3个工作日内办结, 自受理之日起1个月内完成核实: a service standard."""
    # 自收到申请之日起15个工作日组织复核: the print lacks 内.
    is_limit = number.quantity.comparator == "lte" or number.words.endswith("之日起")
    if number.dimension != "time" or not is_limit or number.unit == "年":
        return None
    if _GOVERNED.search(number.words) or _MADE_KNOWN.search(number.words):
        return None
    if number.unit in ("月", "个月") and not _FROM_AN_EVENT.search(number.words):
        return None
    to = SERVICE_TO.match(number.folded, number.right.start)
    by = _SERVICE_BY.match(number.folded, number.right.start)
    if to is None and by is None and not SERVICE.match(number.behind):
        return None
    start = to.start("what") if to else number.right.start
    end = to.end("what") if to else by.end() if by else unbracketed(number.folded, number.right)
    what = trimmed(number.folded, start, end)
    # 政务部门应在3日内处理: a bare verb keeps who acts.
    actor = _ACTOR.match(number.words)
    who = (actor["who"] or actor["by"]) if actor and what.end - what.start <= _BARE_VERB else ""
    head = _LEADS_OVER.sub("", number.words[actor.end() :] if actor else number.words)
    return Predicate("level", what, "within", does=who + head, leads=True)


def _multiple(number: Numbered) -> Predicate | None:
    """供养标准按低保标准的1.6倍确定: a standard that is so many times another."""
    multiple = _MULTIPLE.match(number.words) if number.unit == "倍" else None
    if multiple is None or not _FIXED.match(number.folded, number.quantity.end):
        return None
    return Predicate("level", number.head(multiple.end("head")), "multiple")


def _for_so_many(number: Numbered) -> Predicate | None:
    """安排相应人员(每5000名老年人配备1名): so many for each, of what stands before the bracket."""
    if not number.is_counted or not _FOR_SO_MANY.match(number.words.strip()):
        return None
    noun = number.noun
    if noun.end > noun.start:
        return None
    before = _BEFORE_BRACKET.search(
        number.folded, max(0, number.left.start - _BRACKET_BEFORE), number.left.start
    )
    return Predicate("level", Span(*before.span("noun")), "for_so_many") if before else None


def _to_a_standard(number: Numbered) -> Predicate | None:
    """按每百户不少于20平方米的标准配建养老服务设施."""
    to = _STANDARD_BEFORE.search(number.words) if "按" in number.words else None
    if to is None:
        return None
    behind = _STANDARD_BEHIND.match(number.behind)
    if behind is None or number.unit is None:
        return None
    end = unbracketed(number.folded, number.right)
    noun = trimmed(number.folded, number.right.start + behind.end(), end)
    return Predicate("level", noun, "standard", does=to["each"] + behind["verb"], leads=True)


#: In the order in which they are tried.
READINGS: tuple[Callable[[Numbered], Predicate | None], ...] = (
    _within,
    _multiple,
    _for_so_many,
    _to_a_standard,
)
