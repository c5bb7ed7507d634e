"""The clause around a number: which verb governs it, what it measures, for whom it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.lexicons.measures import dimension_of
from extractors.lexicons.verbs import verb_pattern, verbs
from extractors.mentions.quantities import Quantity
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure
from extractors.text.view import Span

_BOUNDARY = frozenset(",;。:!?\n\r")
_LIST_MARKS = "、和及与 ,或"
_MAX_LEFT = 160
_MAX_RIGHT = 60

#: Words that open a clause and say nothing of what is measured.
_OPENING = re.compile(
    r"(?:[、,和及与\s]|力争|争取|努力|力促|确保|务必|必须|保证|要|应|将|并|再|共|还|其中|含|包括|同时|全[市省区县州](?!域)|我[市省区县州]|分别|累计|计划|预计|"
    r"原则上|总体|组织|每年|年均|到期末|到期时|规划期内|期间|重点支持|重点|支持|鼓励|引导|推动|基本(?=实现|建成|完成)|"
    r"(?<![一-鿿])(?:一是|二是|三是|四是|五是))+"
)
#: A clause may close on these before its verb or number.
_CLOSING = re.compile(
    r"(?:力争|争取|努力|力促|确保|分别|累计|每年|年均|要|应|将|均|都|各|再|共|约|总数|首次)+$"
)
#: Heads that are ratios or amounts: a verb inside them is no verb of the clause (设立研发机构的比例).
_RATE_HEAD = re.compile(
    r"(?:率|比例|比重|占比|指数|总?额|总?量|规模|水平|系数|强度|产值|增加值|收入|支出|能力|面积|里程|总值|均值|数值|年限|寿命|浓度|密度)$"
)
_GROWTH_END = re.compile(r"(?:年均|平均|同比)?(?:增长|增速|增幅|递增|涨幅|翻)(?:率|幅度)?$")
_REDUCTION_END = re.compile(r"(?:累计)?(?:下降|降低|压减|减少|削减|缩减|压降|压缩|缩短)(?:率|幅度)?$")
_ADDITION_END = re.compile(r"(?:提高|提升|增加|上升)$")
#: 占到全市的1/3: the share is of the words behind 占到, the indicator stands before it.
_SHARE_END = re.compile(r"占(?:到|据)?[^,。;占]{0,14}?的$")
_REPORTED_END = re.compile(r"(?:现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有|建有|设有|现存)$")
_REPORTED = re.compile(r"现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有(?!量|率|数)|建有|设有")
#: Whom a number is about; it stays with the noun behind the verb (城镇新增就业).
SCOPE = re.compile(r"城镇|农村|乡村|城乡")
#: What may stand before a verb of adding inside a clause: its subject or an adverb, not the front of a noun.
_SUBJECT_END = re.compile(
    r"(?:^|[区市县镇乡村府局委部门院校业构位家都将要均应可能力合联点极快量为并再计别后上会本于以来、,)]|合作|企业|机构|(?:从|在|向|与|由|为|围绕|依托)[^,。;]{1,10})$"
)
#: A noun behind the number ends before the next verb (科技特派员|助力精准脱贫, 项目|在我市落地).
_NOUN_END = re.compile(
    r"在(?:我|全|本|各|[一-鿿]{1,3}[市区县省地镇])|助力|用于|落户|投入(?:使用|运营)|参与|从事|投产|开工|(?<=.)为[国主重]|来[我本]|并(?:网|投)|以(?!上|下|内)|"
    r"加快|进一步|推动|带动|促进(?!会)|支撑|服务[于]|入驻|开展|给予|按"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What the words around a number say.

    Attributes:
        quantity: The number.
        left: The words before it that belong to it, opening words and times stripped.
        right: The words behind its unit, to the next boundary or number.
        opening: Where its clause starts, opening words included.
        measure: What kind of number it is, or None where no verb governs it.
        indicator: Range of what is measured; empty where the clause names nothing.
        is_reported: Whether it is told as a fact (现建有31家).
        per: Range of whom it counts for, or None.
        rule: Name of the pattern that read it.
        distributes: Whether 分别 hands several numbers to a list of heads.
    """

    quantity: Quantity
    left: Span
    right: Span
    opening: int
    measure: Measure | None
    indicator: Span
    is_reported: bool
    per: Span | None
    rule: str
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
    left = Span(_strip_opening(reading, opening, quantity.start), _strip_end(folded, opening, quantity.start))
    if left.end < left.start:
        left = Span(left.start, left.start)
    right = Span(quantity.end, _right_end(folded, quantity.end, next_start))
    parts = _read(folded, quantity, left, right)
    measure, indicator, rule, reported = parts
    clause_words = folded[opening : quantity.start]
    return Clause(
        quantity,
        left,
        right,
        opening,
        measure,
        indicator,
        reported,
        _per(folded, opening, left, clause_words, quantity),
        rule,
        "分别" in clause_words,
    )


def _opening(folded: str, start: int, previous_end: int) -> int:
    """Return where the clause of a number starts: behind the last boundary outside brackets, or the number before."""
    depth, at = 0, start
    floor = max(previous_end, start - _MAX_LEFT, 0)
    while at > floor:
        char = folded[at - 1]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                return at
            depth -= 1
        elif char in _BOUNDARY and (depth == 0 or char in "。;\n\r"):
            return at
        at -= 1
    return at


def _right_end(folded: str, end: int, next_start: int) -> int:
    depth, at = 0, end
    ceiling = min(next_start, end + _MAX_RIGHT, len(folded))
    while at < ceiling:
        char = folded[at]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                return at
            depth -= 1
        elif char in _BOUNDARY and depth == 0:
            return at
        at += 1
    return at


def _strip_opening(reading: Reading, start: int, end: int) -> int:
    """Return the offset behind times and opening words."""
    at = start
    while at < end:
        time = reading.time_at(at, at + 1)
        if time is not None and time.start >= start:
            at = time.end
            continue
        match = _OPENING.match(reading.view.folded, at, end)
        if match is None or match.end() == at:
            return at
        at = match.end()
    return at


def _strip_end(folded: str, start: int, end: int) -> int:
    words = folded[start:end].rstrip()
    return start + len(words)


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


#: Verbs of adding that make an increment of a number that is said to be reached (新建…达到50家).
_ADDED = frozenset({"新增", "新建", "建成", "引进", "转化", "新开工", "完成"})


def _read(folded: str, quantity: Quantity, left: Span, right: Span) -> tuple[Measure | None, Span, str, bool]:
    words = folded[left.start : left.end]
    unit = folded[slice(*quantity.unit)] if quantity.unit else None
    share = _SHARE_END.search(words)
    if share:
        return "level", _cut(folded, left.start, left.start + share.start()), "share", False
    reported = _REPORTED_END.search(words)
    if reported:
        return "level", _noun(folded, right), "reported_then_noun", True
    level = _level_end().search(words)
    if level or quantity.before not in (None, "approx"):
        head_end = left.start + (level.start() if level else len(words))
        return _reached(folded, left, head_end, right, unit)
    changed = _change(folded, left, unit)
    if changed:
        return changed
    return _added(folded, quantity, left, right)


def _reached(
    folded: str, left: Span, head_end: int, right: Span, unit: str | None
) -> tuple[Measure | None, Span, str, bool]:
    """Read a number that is reached: 院士工作站增长到39家, 新建基地达到50家, 增长达到6%."""
    head = _cut(folded, left.start, head_end)
    words = folded[head.start : head.end]
    changed = _change(folded, head, unit)
    if changed:
        return changed
    if not words or (words.startswith("每") and _noun_follows(folded, right)):
        return "level", _noun(folded, right), "level_then_noun", False
    chain = _verb_inside(words) if dimension_of(unit) in ("count", "persons", None) else None
    if chain and not _RATE_HEAD.search(words) and words[chain.start() : chain.start() + 2] in _ADDED:
        return "increment", _cut(folded, head.start + chain.end(), head.end), "added_level", False
    reported = _REPORTED.search(words)
    if reported:
        return "level", _cut(folded, head.start + reported.end(), head.end), "reported_level", True
    return "level", head, "level", False


def _change(folded: str, left: Span, unit: str | None) -> tuple[Measure | None, Span, str, bool] | None:
    words = folded[left.start : left.end]
    if unit not in ("%", "‰", "个百分点", "百分点", "倍", "番"):
        reduced = _REDUCTION_END.search(words)
        return (
            ("reduction", _cut(folded, left.start, left.start + reduced.start()), "reduction", False)
            if reduced
            else None
        )
    for measure, pattern, rule in (
        ("growth", _GROWTH_END, "growth"),
        ("reduction", _REDUCTION_END, "reduction"),
        ("increment", _ADDITION_END, "addition"),
    ):
        match = pattern.search(words)
        if match:
            return measure, _cut(folded, left.start, left.start + match.start()), rule, False  # type: ignore[return-value]
    return None


def _added(
    folded: str, quantity: Quantity, left: Span, right: Span
) -> tuple[Measure | None, Span, str, bool]:
    """Read a number that is added: 打造10家机构, 新增企业120家; or one without a verb of its own."""
    words = folded[left.start : left.end]
    adjacent = _increment_end().search(words)
    if adjacent and not _sums_up(quantity, words):
        noun = _noun(folded, right)
        if not _stays(adjacent.group()):
            return "increment", noun, "verb_then_noun", False
        if noun.end > noun.start:
            return "increment", noun, f"does:{adjacent.group()}", False
        # 城市棚户区改造2912套: the verb closes a noun of its own.
        return "increment", _cut(folded, left.start, left.end), "noun", False
    reported = _REPORTED.search(words)
    if reported:
        return "level", _cut(folded, left.start + reported.end(), left.end), "reported", True
    chain = _verb_inside(words)
    if chain and chain.end() < len(words) and not _noun_follows(folded, right):
        if SCOPE.fullmatch(words[: chain.start()]):
            return "increment", _cut(folded, left.start, left.end), "verb_noun", False
        start = chain.start() if _stays(chain.group()) else chain.end()
        return "increment", _cut(folded, left.start + start, left.end), "verb_noun", False
    if words:
        return None, _cut(folded, left.start, left.end), "no_verb", False
    return None, _noun(folded, right), "no_verb_then_noun", False


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
        if match.start() == 0 or _SUBJECT_END.search(words[: match.start()]):
            return match
    return None


def _noun_follows(folded: str, right: Span) -> bool:
    return (
        right.end > right.start
        and folded[right.start] not in "、,的和及)"
        and bool(folded[right.start : right.end].strip())
    )


def _noun(folded: str, right: Span) -> Span:
    """Return the noun behind the unit, without 的 before it and what follows it."""
    words = folded[right.start : right.end]
    if words.startswith("("):
        return Span(right.start, right.start)
    lead = len(words) - len(words.lstrip(" 的"))
    cut = _NOUN_END.search(words, lead + 2)
    end = cut.start() if cut else len(words)
    return _cut(folded, right.start + lead, right.start + end)


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


def _per(folded: str, opening: int, left: Span, words: str, quantity: Quantity) -> Span | None:
    """Return whom a number counts for: 每县建设2家, X和Y分别引进10个."""
    for match in re.finditer(r"每(?!年|季|月|日|天|周|百|千|万|亩|平方|人|户|次|期|周期)", words):
        stop = re.search(
            rf"(?:每年|都|均|要|应|至少|分别|从|聚焦|配备|{verb_pattern('increment')})|$",
            words[match.end() :],
        )
        assert stop is not None
        end = match.end() + stop.start()
        if 1 <= end - match.end() <= 16 and end < len(words):
            return Span(opening + match.start(), opening + end)
    apart = re.search(rf"(?:确保|要|应|力争)?(?:每年)?分别(?:{verb_pattern('increment')})$", words.rstrip())
    if apart and apart.start() >= 2:
        return Span(opening, opening + apart.start())
    return None
