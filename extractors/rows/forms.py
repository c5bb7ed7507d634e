"""What a number is by its form alone: a date, a label, part of a name, a telephone number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property, lru_cache
from itertools import accumulate

from extractors.mentions.quantities import Quantity, quantity
from extractors.rows.form_ranges import RANGED, form_ranges
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import NumeralRole
from extractors.text.verdicts import LastWord, Rule, Ruling, Verdict
from extractors.text.view import Span
from extractors.values import dataclass

#: 第, 附件: words behind which a number is a place in an order.
_ORDINAL_BEFORE = re.compile(r"(?:第|附件[:]?|附表|附录|专栏|表|图|No\.?|编号)[ ]?$")
#: The last character of such words, or a break behind them: none other stands before the number.
_ORDINAL_ENDS = frozenset("第件:表录栏图o.号 \n")
#: Symbols of units of measure that stand glued to a number.
_UNIT_SYMBOLS = ("ug", "km", "kV", "MW", "GW", "kW", "mg")


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number of the text, with the ranges of known forms that hold it.

    Attributes:
        reading: The document.
        start: Offset of its first character.
        end: Offset behind its last.
        held: The range of each form that holds it, by the form's id.
    """

    reading: Reading
    start: int
    end: int
    held: Mapping[str, Span]

    @property
    def span(self) -> Span:
        """The number's own range."""
        return Span(self.start, self.end)


def _held(form: str, role: NumeralRole, looks_for: str) -> Rule[NumberAt, NumeralRole | None]:
    """Return the rule that fires where a range of the form holds the number."""
    return Rule(form, role, looks_for, lambda number: number.held.get(form))


def _in_time(number: NumberAt) -> Span | None:
    time = number.reading.time_at(number.start, number.end)
    return Span(time.start, time.end) if time else None


def _behind_ordinal(number: NumberAt) -> Span | None:
    folded = number.reading.view.folded
    if folded[number.start - 1 : number.start] not in _ORDINAL_ENDS:
        return None
    base = max(0, number.start - 4)
    match = _ORDINAL_BEFORE.search(folded[base : number.start])
    return Span(base + match.start(), base + match.end()) if match else None


def _touches_letters(number: NumberAt) -> Span | None:
    """5G, PM2.5, ug/m3, 4+4: glued to a letter or a plus sign."""
    folded = number.reading.view.folded
    before, behind = folded[number.start - 1 : number.start], folded[number.end : number.end + 1]
    glued = (before.isascii() and before.isalpha()) or before == "+" or behind == "+"
    letter = behind.isascii() and behind.isalpha()
    if glued or (letter and folded[number.end : number.end + 2] not in _UNIT_SYMBOLS):
        return Span(max(0, number.start - 1), number.end + 1)
    return None


#: What a number is by form; None where it may be a quantity.
FORM: Ruling[NumberAt, NumeralRole | None] = Ruling(
    "What is the number by its form?",
    (
        _held("form.cited", "citation", "《…》 or a 文号: part of a reference to a document"),
        _held("form.proposal", "citation", "第1834号建议: the number of a proposal"),
        _held("form.telephone", "contact", "电话:0312-3088888: a telephone number"),
        _held("form.address", "contact", "邮箱:office@163.com, 邮编:743000: an address"),
        Rule("form.time", "time", "2020年, 6月底前: part of a time expression", _in_time),
        _held("form.event_year", "time", "2025中国足协杯: the year in an event's name"),
        _held("form.clock", "time", "09:30: the time of day"),
        _held("form.furniture", "page", "a page's own lines: trailers, navigation, counters"),
        _held("form.markup", "page", "<td colspan=2>: the markup of a page"),
        _held("form.page_reference", "page", "上接第05版: where a newspaper carries a text on"),
        _held("form.label", "ordinal", "1., (3): the label of a section"),
        _held("form.table_row", "ordinal", "the number of a table's row"),
        _held("form.table_period", "time", "2021-2025 alone in a table's cell"),
        _held("form.note", "ordinal", "注:1.…: the number of a note below a table"),
        _held(
            "form.item", "ordinal", "1.《…》, 3.查看情况。 at the start of a line: an item that is no section"
        ),
        _held("form.edition", "name", "第33届世界大冬会: an event or a prize by its number"),
        Rule("form.ordinal", "ordinal", "第, 附件, 表 before it: a place in an order", _behind_ordinal),
        _held("form.score", "count", "(10分), 加2分: the points of an assessment"),
        _held("form.validity", "count", "有效期为3年: how long something is valid"),
        _held("form.duration", "count", "连续9年, 近3年: over how long something was so"),
        _held(
            "form.steps",
            "count",
            "9个方面工作, 连跨3000亿、4000亿元两个台阶: parts of a speech, steps that are taken",
        ),
        _held("form.particles", "name", "PM2.5, PM10: the name of a pollutant"),
        _held("form.proportion", "count", "4.0:37.7:58.3: parts of a whole"),
        _held("form.voltage", "count", "750千伏: a class of works"),
        _held("form.named_by_time", "name", "240小时过境免签, 15分钟生活圈: a name by a time"),
        _held("form.each", "count", "每5000名老年人配备1名: for how many each"),
        _held("form.each_support", "count", "每吸纳1人给予3000元: what is supported, each"),
        _held("form.limit", "count", "自受理之日起20个工作日内: a limit that a procedure sets"),
        _held("form.hotline", "name", "12345热线: a service by its number"),
        _held("form.version", "name", "数字政府2.0建设: a version"),
        _held("form.event", "name", "5.18经洽会: an event named by its day"),
        _held("form.age", "name", "3岁以下, 60周岁以上: who is meant"),
        _held("form.numbered", "name", "3号线: a numbered thing"),
        _held("form.class", "name", "30周年, 50年一遇, 百亿级, 8×8: an anniversary, a class of size"),
        _held("form.quoted", "name", "“253”: short words in quotation marks"),
        Rule("form.letters", "name", "5G, PM2.5, 4+4: glued to a letter or a plus sign", _touches_letters),
    ),
    LastWord("form.none", None, "no form of its own: it may be a quantity"),
)


@lru_cache(maxsize=256)
def _form_of_held(held: frozenset[str]) -> Ruling[NumberAt, NumeralRole | None]:
    """Return the rules of form that can fire for a number that ranges of some forms hold, which is none for most."""
    rules = tuple(rule for rule in FORM.rules if rule.id in held or rule.id not in RANGED)
    return Ruling(FORM.question, rules, FORM.otherwise)


_FORM_OF_FREE = _form_of_held(frozenset())


class Forms:
    """The ranges of one document in which a number is no quantity, found once and asked by offset."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans = sorted((span.start, span.end, form) for form, span in form_ranges(reading))
        self._starts = [start for start, _, _ in self._spans]
        # How far the ranges up to each one reach.
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))
        self._roles: dict[tuple[int, int], NumeralRole | None] = {}

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers that may be quantities, in text order, with the units and the words around them."""
        reading = self._reading
        # More than half of the numbers are something by form: no unit is looked for behind a date.
        return [
            quantity(reading.view.folded, numeral)
            for numeral in reading.numerals
            if self.role(numeral.start, numeral.end) is None
        ]

    def role(self, start: int, end: int) -> NumeralRole | None:
        """Return what the number at a range is by form, or None where it may be a quantity."""
        asked = (start, end)
        if asked not in self._roles:
            number = self._number(start, end)
            # No range holds most numbers.
            ruling = _form_of_held(frozenset(number.held)) if number.held else _FORM_OF_FREE
            self._roles[asked] = ruling.says(number)
        return self._roles[asked]

    def trail(self, start: int, end: int) -> tuple[Verdict[NumeralRole | None], ...]:
        """Return the rules of form that were asked of a number, the one that decided last."""
        return tuple(FORM.trail(self._number(start, end)))

    def _number(self, start: int, end: int) -> NumberAt:
        held: dict[str, Span] = {}
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._reach[at] >= end:
            left, right, form = self._spans[at]
            if left <= start and end <= right:
                held[form] = Span(left, right)
            at -= 1
        return NumberAt(self._reading, start, end, held)
