"""Which verb governs a number, and what it says is measured."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.lexicons.measures import dimension_of
from extractors.lexicons.verbs import verb_pattern, verbs
from extractors.mentions.quantities import Quantity
from extractors.schema.vocabulary import Measure
from extractors.text.view import Span

_LIST_MARKS = "、和及与 ,或"
_RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "倍", "番"})
_COUNTED = ("count", "persons", None)

#: A clause may close on these before its verb or number.
_CLOSING = re.compile(
    r"(?:力争|争取|努力|力促|确保|分别|累计|每年|年均|要|应|将|均|都|各|再|共|约|总数|首次)+$"
)
#: Heads that are ratios or amounts: a verb inside them is no verb of the clause (设立研发机构的比例).
_RATE_HEAD = re.compile(
    r"(?:率|比例|比重|占比|指数|总?额|总?量|规模|水平|系数|强度|产值|增加值|生产总值|收入|支出|能力|面积|里程|总值|均值|数值|年限|寿命|浓度|密度)$"
)
_GROWTH_END = re.compile(r"(?:年均|平均|同比)?(?:增长|增速|增幅|递增|涨幅|翻)(?:率|幅度)?$")
_REDUCTION_END = re.compile(r"(?:累计)?(?:下降|降低|压减|减少|削减|缩减|压降|压缩|缩短)(?:率|幅度)?$")
_ADDITION_END = re.compile(r"(?:提高|提升|增加|上升)$")
_CHANGES: tuple[tuple[Measure, re.Pattern[str], str], ...] = (
    ("growth", _GROWTH_END, "growth"),
    ("reduction", _REDUCTION_END, "reduction"),
    ("increment", _ADDITION_END, "addition"),
)
#: 占到全市的1/3: the share is of the words behind 占到, the indicator stands before it.
_SHARE_END = re.compile(r"占(?:到|据)?[^,。;占]{0,14}?的$")
_REPORTED_END = re.compile(r"(?:现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有|建有|设有|现存)$")
_REPORTED = re.compile(r"现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有(?!量|率|数)|建有|设有")
#: Whom a number is about; it stays with the noun behind the verb (城镇新增就业).
SCOPE = re.compile(r"城镇|农村|乡村|城乡")
#: What may stand before a verb of adding inside a clause, by its last character: a subject (各区, 市政府, 每家),
#: an adverb (重点, 积极, 加快), a time (年底). Anything else is the front of a noun (人才|培养基地).
_SUBJECT_END = re.compile(
    r"(?:^|[区市县镇乡村府局委部门院校业构位家都将要均应可能力合联点极快量为并再计别后上会本于以来已年月底末间、,)]|"
    r"合作|企业|机构|(?:从|在|向|与|由|为|围绕|依托)[^,。;]{1,10})$"
)
#: A noun behind the number ends before the next verb (科技特派员|助力精准脱贫, 项目|在我市落地).
_NOUN_END = re.compile(
    r"在(?:我|全|本|各|[一-鿿]{1,3}[市区县省地镇])|助力|用于|落户|投入(?:使用|运营)|参与|从事|投产|开工|(?<=.)为[国主重]|来[我本]|并(?:网|投)|以(?!上|下|内)|"
    r"加快|进一步|推动|带动|促进(?!会)|支撑|服务[于]|入驻|开展|给予|按"
)
#: Verbs of adding that make an increment of a number that is said to be reached (新建…达到50家).
_ADDED = frozenset({"新增", "新建", "建成", "引进", "转化", "新开工", "完成"})


class Predicate(NamedTuple):
    """What the words around a number say of it.

    Attributes:
        measure: What kind of number it is, or None where no verb governs it.
        indicator: Range of what is measured; empty where the words name nothing.
        rule: Name of the pattern that read it.
        is_reported: Whether it is told as a fact (现建有31家).
    """

    measure: Measure | None
    indicator: Span
    rule: str
    is_reported: bool = False


def read_predicate(folded: str, quantity: Quantity, left: Span, right: Span) -> Predicate:
    """Read the verb of a number from the words before it (``left``) and behind its unit (``right``)."""
    words = folded[left.start : left.end]
    unit = folded[slice(*quantity.unit)] if quantity.unit else None
    share = _SHARE_END.search(words)
    if share:
        return Predicate("level", _cut(folded, left.start, left.start + share.start()), "share")
    if _REPORTED_END.search(words):
        return Predicate("level", _noun(folded, right), "reported_then_noun", is_reported=True)
    level = _level_end().search(words)
    if level or quantity.before not in (None, "approx"):
        head_end = left.start + (level.start() if level else len(words))
        return _reached(folded, left, head_end, right, unit)
    return _change(folded, left, unit) or _added(folded, quantity, left, right, unit)


def noun_follows(folded: str, right: Span) -> bool:
    """Whether a noun stands right behind the unit, with no mark of a list or a clause between."""
    words = folded[right.start : right.end]
    return bool(words.strip()) and words[0] not in "、,的和及)("


def _reached(folded: str, left: Span, head_end: int, right: Span, unit: str | None) -> Predicate:
    """Read a number that is reached: 院士工作站增长到39家, 新建基地达到50家, 增长达到6%."""
    head = _cut(folded, left.start, head_end)
    words = folded[head.start : head.end]
    changed = _change(folded, head, unit)
    if changed:
        return changed
    if not words or (words.startswith("每") and noun_follows(folded, right)):
        return Predicate("level", _noun(folded, right), "level_then_noun")
    chain = _verb_inside(words) if dimension_of(unit) in _COUNTED else None
    if chain and not _RATE_HEAD.search(words) and words[chain.start() : chain.start() + 2] in _ADDED:
        return Predicate("increment", _behind_verb(folded, head, chain), "added_level")
    reported = _REPORTED.search(words)
    if reported:
        noun = _cut(folded, head.start + reported.end(), head.end)
        return Predicate("level", noun, "reported_level", is_reported=True)
    return Predicate("level", head, "level")


def _change(folded: str, left: Span, unit: str | None) -> Predicate | None:
    """Read a rate of change (年均增长6%, 提高5个百分点) or a reduction by an amount (减少20万吨)."""
    words = folded[left.start : left.end]
    for measure, pattern, rule in _CHANGES if unit in _RATE_UNITS else _CHANGES[1:2]:
        match = pattern.search(words)
        if match:
            return Predicate(measure, _cut(folded, left.start, left.start + match.start()), rule)
    return None


def _added(folded: str, quantity: Quantity, left: Span, right: Span, unit: str | None) -> Predicate:
    """Read a number that is added: 打造10家机构, 新增企业120家; or one without a verb of its own."""
    words = folded[left.start : left.end]
    adjacent = _increment_end().search(words)
    if adjacent and not _sums_up(quantity, words):
        return _adjacent(folded, adjacent.group(), left, right)
    reported = _REPORTED.search(words)
    if reported:
        noun = _cut(folded, left.start + reported.end(), left.end)
        return Predicate("level", noun, "reported", is_reported=True)
    if not noun_follows(folded, right):
        chain = _verb_inside(words)
        if chain and chain.end() < len(words):
            return Predicate("increment", _behind_verb(folded, left, chain), "verb_noun")
        reduction = _reduction_start().match(words)
        if reduction and reduction.end() < len(words):
            return Predicate(
                "reduction", _cut(folded, left.start + reduction.end(), left.end), "reduction_noun"
            )
        if _RATE_HEAD.search(words) and unit is not None:
            return Predicate("level", _cut(folded, left.start, left.end), "head_number")
    if words:
        return Predicate(None, _cut(folded, left.start, left.end), "no_verb")
    return Predicate(None, _noun(folded, right), "no_verb_then_noun")


def _adjacent(folded: str, verb: str, left: Span, right: Span) -> Predicate:
    """Read a number right behind its verb: 打造10家机构, 改造99座公厕."""
    noun = _noun(folded, right)
    if not _stays(verb):
        return Predicate("increment", noun, "verb_then_noun")
    if noun.end > noun.start:
        return Predicate("increment", noun, f"does:{verb}")
    # 城市棚户区改造2912套: the verb closes a noun of its own.
    return Predicate("increment", _cut(folded, left.start, left.end), "noun")


def _behind_verb(folded: str, left: Span, chain: re.Match[str]) -> Span:
    """Return the noun behind a verb inside the words; a verb that stays and the scope before it belong to it."""
    if SCOPE.fullmatch(chain.string[: chain.start()]):
        return _cut(folded, left.start, left.end)
    return _cut(folded, left.start + (chain.start() if _stays(chain.group()) else chain.end()), left.end)


def _stays(words: str) -> bool:
    """Whether a verb says what is done and so belongs to what is measured (改造, 举办)."""
    verb = verbs().get(words)
    return verb is not None and verb.stays


def _sums_up(quantity: Quantity, words: str) -> bool:
    """Whether the number only counts the list before it (建立成果对接、重点举措、转化落地三个清单)."""
    return not quantity.numeral.is_digits and "、" in words


def _verb_inside(words: str) -> re.Match[str] | None:
    """Return the first chain of verbs of adding that a subject or nothing stands before."""
    for match in _increment_chain().finditer(words):
        if words[match.end() : match.end() + 1] == "的":
            continue
        scoped = SCOPE.fullmatch(words[: match.start()])
        if match.start() == 0 or scoped or _SUBJECT_END.search(words[: match.start()]):
            return match
    return None


@cache
def _level_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{verb_pattern('level')})(?:了)?(?:约)?$")


@cache
def _increment_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{verb_pattern('increment')})(?:了)?(?:各类|一批)?$")


@cache
def _increment_chain() -> re.Pattern[str]:
    one = f"(?:{verb_pattern('increment')})"
    return re.compile(rf"{one}(?:[和、与及并]?{one})*(?:了)?")


@cache
def _reduction_start() -> re.Pattern[str]:
    return re.compile(f"(?:{verb_pattern('reduction')})")


def _noun(folded: str, right: Span) -> Span:
    """Return the noun behind the unit, without 的 before it, brackets and what follows it."""
    words = folded[right.start : right.end]
    opened = words.find("(")
    if opened >= 0 and ")" not in words[opened:]:
        words = words[:opened]
    if words.startswith("("):
        return Span(right.start, right.start)
    lead = len(words) - len(words.lstrip(" 的"))
    cut = _NOUN_END.search(words, lead + 2)
    return _cut(folded, right.start + lead, right.start + (cut.start() if cut else len(words)))


def _cut(folded: str, start: int, end: int) -> Span:
    """Return a range without list marks and words that only lead over at its ends."""
    while start < end and folded[start] in _LIST_MARKS + "的":
        start += 1
    while True:
        words = folded[start:end].rstrip("".join(_LIST_MARKS) + "的")
        closing = _CLOSING.search(words)
        end = start + (closing.start() if closing else len(words))
        if not closing:
            return Span(start, end)
