"""``incentives``: one row a promised sum or rate of support."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.mentions.quantities import Quantity
from extractors.rows.forms import Forms
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.rows.verdicts import LastWord, Rule, Ruling, found
from extractors.schema.rows import IncentiveRow
from extractors.schema.vocabulary import AmountKind, IncentiveForm
from extractors.text.view import Span

_GIVES = re.compile(r"给予|予以|奖励|奖补|补助|补贴|贴息|资助|资金支持")
#: How far around an amount a verb of giving counts, in characters.
_GIVEN_NEAR = 1000
#: Whom: the words behind 对 up to the verb of giving, 按 or a comma.
_WHOM = re.compile(
    r"(?:^|[,。;:])[^\S\n]*(?:(?:一|二|三|四|五|六)是)?对(?:于)?(?P<whom>[^。;\n]{2,80}?)(?:,|(?:分别|一次性)?(?:给予|予以)|按(?:照)?|奖励|补助)"
)
#: 被评为五星级的给予10万元, 第一类资助对象每人每月400元: whom, where no 对 names them.
_WHOSE = re.compile(
    r"(?:^|[,。;:、])(?P<whom>[^,。;:]{2,60}?)(?:的,?(?=[^,。;:]*(?:给予|予以|补贴|奖励|资助|补助|增加))|每人每(?=[月年]))"
)
#: 第二十六条 第一类资助对象, (一)区级设施, 且按规定设置机构: a label or a conjunction before whom.
_LEADING = re.compile(r"^(?:(?:第[一二三四五六七八九十百]+条|[(（][一二三四五六七八九十]+[)）])\s*|且|其中)+")
#: 护理补贴标准从209元提高到217元: a standard that rises.
_STANDARD = re.compile(r"标准[^,。;]{0,8}(?:从|由|提高|达到|增至|不低于|调整|上调)")
#: 补助资金支出进度6月底要达到50%: how much of the money is spent, not what each gets.
_SPENT = re.compile(
    r"(?:进度|(?:执行|支出|拨付|使用|到位|兑现|发放|覆盖|完成)(?:率|比例))[^,。;%]{0,14}$|(?:支出|拨付|执行|到位)(?:达到|达|不低于|要达到)[^,。;%]{0,4}$"
)
#: How far before an amount the words stand that say whom it is for, what a rate is of and that it is a cap.
_WHOM_BEFORE, _BASIS_BEFORE = 600, 60
_GRADES = re.compile(
    r"^(?P<before>.*?)(?P<grades>(?:国家|省|市|县|区)级?(?:[、和](?:国家|省|市|县|区)级?)+)(?P<head>[^、和].+)$"
)
_FORMS: tuple[tuple[IncentiveForm, re.Pattern[str]], ...] = (
    ("reward", re.compile(r"奖励|奖补|奖金")),
    ("subsidy", re.compile(r"补贴|补助|贴息")),
    ("funding", re.compile(r"资金支持|资助|经费支持|扶持资金|支持")),
)
_CAP = re.compile(r"(?:最高|不超过|上限(?:为)?|封顶|最多)(?:可)?(?:给予|达|为)?[^,。;]{0,4}$")
#: 按技术交易额的1‰, 给予贷款利息50%的贴息.
_RATE_BASIS = re.compile(r"(?:按(?:照)?(?:其)?|[给予]予)(?P<basis>[^,。;按予]{2,24}?)的?(?:不超过|最高)?$")
_THRESHOLD_BEHIND = re.compile(
    r"(?:以上|以下|以内)?的(?![一-鿿]{0,6}(?:奖励|奖补|补助|补贴|资助|资金|支持|标准|比例))"
)
#: 发放补贴32亿元: what was paid out; 每人每月发放补贴100元 is what each gets.
_DISBURSED = re.compile(r"^(?![^,。;]*每)[^,。;]*(?:发放|兑现|拨付|下达|累计|筹集|减免)[^,。;]{0,16}$")
#: Units of a rate, as folded.
_RATES = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is asked whether it is given, with the sentence and the clause around it."""

    reading: Reading
    forms: Forms
    outlook: Outlook
    quantity: Quantity

    @property
    def span(self) -> Span:
        """The numeral's range."""
        return Span(self.quantity.numeral.start, self.quantity.numeral.end)

    @property
    def unit(self) -> str:
        """The unit, empty where none is written."""
        return self.quantity.unit_in(self.reading.view.folded) or ""

    @property
    def segment(self) -> Span:
        """The sentence that holds it."""
        return self.reading.sentence(self.span.start, self.span.end)

    @property
    def clause(self) -> Span:
        """What stands between the commas around it."""
        return _clause(self.reading.view.folded, self.quantity, self.segment)

    def before(self, start: int) -> str:
        """Return the words from an offset up to it."""
        return self.reading.view.folded[start : self.quantity.start]


def _no_money(amount: Amount) -> Span | None:
    is_money = amount.unit.endswith("元") or amount.unit in _RATES
    return None if is_money else amount.span


def _nothing_given(amount: Amount) -> Span | None:
    segment, numeral = amount.segment, amount.quantity
    start, end = max(segment.start, numeral.start - _GIVEN_NEAR), min(segment.end, numeral.end + _GIVEN_NEAR)
    return None if _GIVES.search(amount.reading.view.folded, start, end) else segment


def _threshold(amount: Amount) -> Span | None:
    behind = _THRESHOLD_BEHIND.match(amount.reading.view.folded, amount.quantity.end)
    return found(behind) if _rate_of_something(amount) is None else None


def _rate_of_something(amount: Amount) -> Span | None:
    """A rate that 的 follows is given where the words before it name what it is a rate of."""
    start = max(amount.segment.start, amount.quantity.start - _BASIS_BEFORE)
    return found(_RATE_BASIS.search(amount.before(start)), start) if amount.unit in _RATES else None


def _selected_rate(amount: Amount) -> Span | None:
    behind = _THRESHOLD_BEHIND.match(amount.reading.view.folded, amount.quantity.end)
    return _rate_of_something(amount) if behind else None


def _has_form(amount: Amount) -> Span | None:
    return amount.span if amount.forms.role(amount.span.start, amount.span.end) is not None else None


def _given(amount: Amount) -> Span | None:
    clause, folded = amount.clause, amount.reading.view.folded
    before = _GIVES.search(folded, clause.start, amount.quantity.start)
    return found(before or _GIVES.search(folded, amount.quantity.end, clause.end))


def _in_review(amount: Amount) -> Span | None:
    is_report = amount.reading.facts.document_type == "work_report"
    return amount.span if is_report and not amount.outlook.is_ahead(amount.span.start) else None


def _disbursed(amount: Amount) -> Span | None:
    words = _DISBURSED.search(amount.before(amount.clause.start))
    return found(words, amount.clause.start)


def _clause_before(pattern: re.Pattern[str]) -> Callable[[Amount], Span | None]:
    return lambda amount: found(pattern.search(amount.before(amount.clause.start)), amount.clause.start)


#: Whether a number is what is given, not what has to be reached to get it.
GIVEN: Ruling[Amount, bool] = Ruling(
    "Is the number promised as support?",
    (
        Rule("incentive.refused.no_money", False, "no unit of money (元) and no rate (%, ‰)", _no_money),
        Rule(
            "incentive.refused.nothing_given",
            False,
            "no 给予, 奖励, 补助, 补贴, 资助 in its sentence",
            _nothing_given,
        ),
        Rule(
            "incentive.refused.threshold",
            False,
            "投资500万元以上的: 的 behind the amount, which is the threshold for getting it",
            _threshold,
        ),
        Rule(
            "incentive.refused.review",
            False,
            "what a work report's review says was paid",
            _in_review,
        ),
        Rule(
            "incentive.refused.standard",
            False,
            "护理补贴标准从209元提高到217元: a standard that rises",
            lambda a: found(_STANDARD.search(a.reading.view.folded, a.clause.start, a.span.start)),
        ),
        Rule(
            "incentive.refused.disbursed",
            False,
            "发放高龄补贴32亿元, 累计拨付: money that is paid out in all, not what each gets",
            _disbursed,
        ),
        Rule(
            "incentive.refused.spent",
            False,
            "补助资金支出进度达到50%: how much of the money is spent",
            lambda a: (
                found(_SPENT.search(a.before(a.clause.start)), a.clause.start) if a.unit in _RATES else None
            ),
        ),
        Rule(
            "incentive.refused.form",
            False,
            "a date, a label, part of a name (see the rules of form)",
            _has_form,
        ),
        Rule(
            "incentive.made.rate_of",
            True,
            "按技术交易额5%的: a rate of what stands before it",
            _selected_rate,
        ),
        Rule("incentive.made.given", True, "给予, 奖励, 补助 in its own clause", _given),
        Rule("incentive.made.cap", True, "最高, 不超过 before it in its clause", _clause_before(_CAP)),
        Rule(
            "incentive.made.rate", True, "按技术交易额 before it in its clause", _clause_before(_RATE_BASIS)
        ),
    ),
    LastWord("incentive.refused.not_beside", False, "no words of giving in its own clause"),
)


@dataclass(frozen=True, slots=True)
class _Given:
    quantity: Quantity
    clause: Span
    segment: Span


def incentive_rows(reading: Reading, forms: Forms, outlook: Outlook) -> tuple[IncentiveRow, ...]:
    """Return the promised amounts, rates and caps in text order."""
    rows: list[IncentiveRow] = []
    for segment, given in _segments(reading, forms, outlook):
        whoms = _beneficiaries(reading, segment, given)
        rows += [_row(reading, one, whom) for one, whom in zip(given, whoms, strict=True)]
    return tuple(rows)


def _segments(reading: Reading, forms: Forms, outlook: Outlook) -> Iterator[tuple[Span, list[_Given]]]:
    """Yield each sentence that gives something with its amounts of money and rates."""
    groups: dict[Span, list[_Given]] = {}
    for quantity in reading.quantities:
        amount = Amount(reading, forms, outlook, quantity)
        if GIVEN.says(amount):
            segment = amount.segment
            groups.setdefault(segment, []).append(_Given(quantity, amount.clause, segment))
    yield from groups.items()


def _clause(folded: str, quantity: Quantity, segment: Span) -> Span:
    start = max(folded.rfind(",", segment.start, quantity.start) + 1, segment.start)
    end = folded.find(",", quantity.end, segment.end)
    return Span(start, segment.end if end < 0 else end)


def _beneficiaries(reading: Reading, segment: Span, given: list[_Given]) -> list[str | None]:
    """Return whom each amount is for; several grades with as many amounts are handed out in order."""
    folded, text = reading.view.folded, reading.view.text
    spans = [_whom(folded, max(segment.start, one.quantity.start - _WHOM_BEFORE), one) for one in given]
    count, seen = Counter(spans), Counter[Span | None]()
    whoms: list[str | None] = []
    for span in spans:
        words = _trimmed(text[span.start : span.end]) if span else ""
        whoms.append(_graded(words, seen[span], count[span]) if span else None)
        seen[span] += 1
    return whoms


def _whom(folded: str, start: int, one: _Given) -> Span | None:
    """Return the last words from an offset on up to an amount that say whom it is for."""
    words = folded[start : one.quantity.start]
    found = list(_WHOM.finditer(words)) or list(
        _WHOSE.finditer(words + folded[one.quantity.start : one.clause.end])
    )
    found = [match for match in found if match.end("whom") <= len(words)]
    return Span(start + found[-1].start("whom"), start + found[-1].end("whom")) if found else None


def _trimmed(words: str) -> str:
    return re.sub(r"(?:的|等)+$", "", _LEADING.sub("", words.strip()))


def _graded(words: str, index: int, count: int) -> str:
    """新认定的国家、省、市级联盟 with three amounts: the second is for 新认定的省级联盟."""
    match = _GRADES.match(words)
    if not match:
        return words
    grades = re.findall(r"国家|省|市|县|区", match["grades"])
    if len(grades) != count:
        return words
    return f"{match['before']}{grades[index]}级{match['head']}"


def _row(reading: Reading, one: _Given, whom: str | None) -> IncentiveRow:
    quantity, text, folded = one.quantity, reading.view.text, reading.view.folded
    numeral = quantity.numeral
    before = folded[max(one.segment.start, numeral.start - _BASIS_BEFORE) : numeral.start]
    unit = quantity.unit_in(text)
    basis = _RATE_BASIS.search(before)
    kind = _amount_kind(unit, before)
    place = reading.place(one.segment.start)
    return IncentiveRow(
        incentive_id=reading.id("incentive", numeral.start),
        beneficiary=whom,
        form=_form(folded, one),
        amount_kind=kind,
        value=numeral.value,
        value_text=text[numeral.start : numeral.end],
        value_start=numeral.start,
        value_end=numeral.end,
        unit=unit,
        basis=basis["basis"] if basis and kind == "rate" else None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=f"incentive.{kind}",
        quote=text[one.segment.start : one.segment.end],
        char_start=one.segment.start,
        char_end=one.segment.end,
    )


def _amount_kind(unit: str | None, before: str) -> AmountKind:
    if unit in ("%", "％", "‰"):
        return "rate"
    return "cap" if _CAP.search(before) else "fixed"


def _form(folded: str, one: _Given) -> IncentiveForm:
    """Return the form that the words behind the amount name, else those of its clause, else the sentence's."""
    ranges = (
        (one.quantity.end, one.clause.end),
        (one.clause.start, one.clause.end),
        (one.segment.start, one.segment.end),
    )
    for start, end in ranges:
        for form, pattern in _FORMS:
            if pattern.search(folded, start, end):
                return form
    return "other"
