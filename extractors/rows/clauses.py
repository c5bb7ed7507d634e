"""The clause around a number: where it starts and ends, what governs the number, for whom it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractors.lexicons.verbs import verb_pattern
from extractors.mentions.quantities import Quantity
from extractors.rows.numbered import Predicate
from extractors.rows.phrases import NOUN_OF_VERB
from extractors.rows.predicates import read_predicate
from extractors.rows.reading import Reading
from extractors.text.view import Span
from extractors.values import dataclass

_BOUNDARY = frozenset(",;。:!?\n\r")
_HARD_BOUNDARY = frozenset("。;\n\r")
#: Up to the last boundary, and up to the first boundary or bracket.
_TO_LAST_BOUNDARY = re.compile(r".*[,。;:!?\n\r]", re.DOTALL)
_PLAIN = re.compile(r"[^,。;:!?\n\r()]+")
_MAX_LEFT = 160
_MAX_RIGHT = 60

#: Words that open a clause and say nothing of what is measured.
_OPENING = re.compile(
    r"(?:[、,和及与\s]|力争|争取|努力|力促|确保|务必|必须|保证|要|应(?!届)当?|将|并|再(?![建造])|共|还|其中|含|包括|同时|"
    r"全[市省区县州](?!域)|我[市省区县州]|分别|累计|计划|预计|原则上|总体|组织(?!实施)|每年|年均|今年(?:内)?|年内|年底前|明年|本年|去年|全年|当年|年度(?=[一-鿿]{2})|"
    r"到期末|到期时|规划期内|期间|目前|截至目前|至今|一年来|五年来|过去一年|过去五年|五年间|这五年|"
    r"重点支持|重点(?!产业|文旅|领域|行业|企业|项目|人群|区域|城市|任务|工程|流域|河|群体|产品)|支持|鼓励|引导|推动|基本(?=实现|建成|完成)|(?:基本|主要|预期)目标(?:是|为|[:])?|"
    r"主要(?:预期)?(?:目标|指标)(?:是|为|包括|[:])*|"
    r"已经?(?![有建拥达])(?=[一-鿿])|大力|着力|积极|加快|深入|持续|全面|有序|扎实|稳步|统筹|成功|努力|奋力|加力|切实|科学|精准|高标准|高质量(?=[建推完打])|率先|首次|同步|至少|"
    r"“?(?:五一|国庆|春节|十一|中秋|端午|清明|元旦)”?(?:假期|黄金周|小长假|期间)|"
    r"稳妥|常态化|抓好|进一步|认真|有效|高效|坚决|严格|依法|逐步|优先|联合|主动|自主|精心|合理|强力|全力|务实|及时|妥善|[一二三四五六七八九十]{1,3}(?:大类|大)(?=[0-9])|"
    r"(?:未来|今后|力争)?[一二两三四五3]年(?:时间)?(?:内|共|累计|(?=新[增建]|培[训育养]|建[成设立]|完成|安排|引进|打造|改造))|"
    r"推进(?=[一-鿿]{2})(?![0-9])|(?:近)?[0-9一二三四五六七八九十]{1,2}年(?:来|间)?(?=增长|提[高升]|下降|增加)|"
    r"(?:同比|环比)|[比较](?:上年|去年|上一年|同期|20[0-9]{2}年)(?:同期|末|底|年底)?|"
    r"(?<![一-鿿])(?:一|二|三|四|五|六|七|八|九|十)是)+"
)
#: 每县, 每个高新区: for whom a number counts; 每年 and 每万人 are none.
_EACH = re.compile(r"每(?!年|季|月|日|天|周|百|千|万|亩|平方|人|户|次|期)")
_LONGEST_PER = 16
#: 到 2035 年: a wrapped line may part 到 from its year.
_TO = re.compile(r"[到至]\s+")
#: 每季度至少主动联系1次: the words that compare stand before the verb.
_AT_LEAST = re.compile(r"至少[^,。;、0-9]{0,8}$")
#: 为各区至少培育1家: each of them gets so many.
_EVERYONE = re.compile(
    r"各(?:县|市|区|州|乡|镇|街道|村|社区|校|地|单位|部门)(?=(?:都|均|分别)?(?:要|应)?至少)"
)
#: A verb of reaching whose 到 a time expression begins with.
_REACHING = re.compile(r"(?:增加|增长|提高|提升|上升|下降|扩大|发展|压减|缩短|压缩)[到至]\Z")


@dataclass(frozen=True, slots=True)
class Clause:
    """What the words around a number say.

    Attributes:
        quantity: The number.
        span: The numeral's range.
        left: The words before it that belong to it, opening words and times stripped.
        right: The words behind its unit, to the next boundary or number.
        opening: Where its clause starts, opening words included.
        sentence: The sentence that holds the number.
        predicate: The verb that governs it and what is measured.
        per: Range of whom it counts for, or None.
        distributes: Whether 分别 hands several numbers to a list of heads.
    """

    quantity: Quantity
    span: Span
    left: Span
    right: Span
    opening: int
    sentence: Span
    predicate: Predicate
    per: Span | None
    distributes: bool


def read_clause(reading: Reading, quantity: Quantity, previous_end: int, next_start: int) -> Clause:
    """Read the clause of one number.

    Args:
        reading: The document.
        quantity: The number.
        previous_end: Offset behind the number before it in the text; its words are not this one's.
        next_start: Offset of the number behind it.
    """
    folded = reading.view.folded
    section = reading.section_at(quantity.start)
    floor = section.label.end if section and section.label else 0
    opening = _opening(folded, quantity.start, max(previous_end, floor))
    left = _left(reading, opening, quantity.start)
    right = Span(quantity.end, _right_end(folded, quantity.end, next_start))
    words = folded[opening : quantity.start]
    if quantity.comparator == "eq" and _AT_LEAST.search(words):
        quantity = replace(quantity, comparator="gte")
    return Clause(
        quantity=quantity,
        span=Span(quantity.numeral.start, quantity.numeral.end),
        left=left,
        right=right,
        opening=opening,
        sentence=reading.sentence(quantity.numeral.start, quantity.numeral.start),
        predicate=read_predicate(folded, quantity, left, right),
        per=_per(opening, words, is_bare=quantity.before is not None),
        distributes="分别" in words,
    )


def _opening(folded: str, start: int, previous_end: int) -> int:
    """Return where the clause of a number starts: behind the last boundary outside brackets, or the number before."""
    depth, at = 0, start
    floor = max(previous_end, start - _MAX_LEFT, 0)
    if folded.find("(", floor, start) < 0 and folded.find(")", floor, start) < 0:
        last = _TO_LAST_BOUNDARY.match(folded, floor, start)
        return last.end() if last else min(floor, start)
    while at > floor:
        char = folded[at - 1]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                return at
            depth -= 1
        elif char in _BOUNDARY and (depth == 0 or char in _HARD_BOUNDARY):
            return at
        at -= 1
    return at


def _right_end(folded: str, end: int, next_start: int) -> int:
    depth, at = 0, end
    ceiling = min(next_start, end + _MAX_RIGHT, len(folded))
    plain = _PLAIN.match(folded, end, ceiling)
    at = plain.end() if plain else end
    while at < ceiling:
        char = folded[at]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                return at
            depth -= 1
        elif char in _BOUNDARY and (depth == 0 or char in _HARD_BOUNDARY):
            return at
        at += 1
    return at


def _left(reading: Reading, opening: int, end: int) -> Span:
    """Return the words before a number without opening words, and without times at both ends."""
    start = _strip_opening(reading, opening, end)
    while True:
        end = start + len(reading.view.folded[start:end].rstrip())
        closing = end - (reading.view.folded[end - 1 : end] == "的")
        time = reading.time_at(closing - 1, closing) if closing > start else None
        if time is None or time.end != closing or time.start < start:
            return Span(start, max(start, end))
        # 增加到2020年的700家: 到 belongs to the verb as much as to the year.
        end = time.start + bool(_REACHING.search(reading.view.folded, start, time.start + 1))


def _strip_opening(reading: Reading, start: int, end: int) -> int:
    """Return the offset behind times and opening words."""
    at = start
    while at < end:
        time = reading.time_at(at, at + 1)
        if time is not None and time.start >= start:
            at = time.end
            continue
        to = _TO.match(reading.view.folded, at, end) if reading.view.folded[at] in "到至" else None
        if to and reading.time_at(to.end(), to.end() + 1) is not None:
            at = to.end()
            continue
        match = _OPENING.match(reading.view.folded, at, end)
        if match is None or match.end() == at:
            return at
        at = match.end()
    return min(at, end)


@cache
def _each_stop() -> re.Pattern[str]:
    verb = verb_pattern("increment")
    return re.compile(
        rf"(?:每年|都|均|要|应|至少|分别|从|聚焦|配备|达到|原则上|(?:建筑|使用|用地|占地)?面积|(?:{verb})(?!{NOUN_OF_VERB.pattern}))|$"
    )


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?:确保|要|应|力争)?(?:每年)?分别(?:{verb_pattern('increment')})$")


def _per(opening: int, words: str, *, is_bare: bool) -> Span | None:
    """Return whom a number counts for: 每县建设2家, X和Y分别引进10个; with ``is_bare`` 每镇至少1个 too."""
    for match in _EACH.finditer(words) if "每" in words else ():
        stop = _each_stop().search(words, match.end())
        end = stop.start() if stop else len(words)
        if 1 <= end - match.end() <= _LONGEST_PER and (end < len(words) or is_bare):
            return Span(opening + match.start(), opening + end)
    everyone = _EVERYONE.search(words) if "各" in words else None
    if everyone:
        return Span(opening + everyone.start(), opening + everyone.end())
    apart = _apart().search(words.rstrip()) if "分别" in words else None
    if apart and apart.start() >= 2:
        return Span(opening, opening + apart.start())
    return None
