"""Whether a number is promised as support: a sum, a rate, a share that one side adds to another's (1:1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from extractors.lexicons.support import giving
from extractors.mentions.numerals import Numeral
from extractors.mentions.quantities import Quantity
from extractors.rows.forms import Forms
from extractors.rows.outlook import Outlook
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import AmountKind
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

#: How far around an amount a verb of giving counts, and how far its clause reaches, in characters.
_NEAR = 1000
#: How far before an amount the words stand that say what a rate is of.
_BASIS_BEFORE = 60
#: 护理补贴标准从209元提高到217元: a standard that rises.
_STANDARD = re.compile(r"标准[^,。;]{0,8}(?:从|由|提高|达到|增至|不低于|调整|上调)")
#: 最高300万元, 最高不超过每平方米每月15元, 补助面积以外累计不超过100万元.
_CAP = re.compile(
    r"(?:最高|最多|至多|上限|封顶|不超过|不得超过|不高于)(?:可|达|为|给予|奖励|补助|补贴|资助|不超过|不高于|每[^,。;0-9每]{1,6})*[^,。;0-9]{0,4}$"
)
#: 500万元封顶, 以500万元为限.
_CAP_BEHIND = re.compile(r"(?:[)]|的)?(?:封顶|为(?:上)?限|为最高限额)")
#: 按技术交易额的1‰, 给予贷款利息50%的贴息, 对其存量部分按1%.
_RATE_BASIS = re.compile(
    r"(?:按(?:照)?(?:其)?|[给予]予)(?:不低于|不超过|最高)?(?P<basis>(?!不低于|不超过|最高)[^,。;按予%‰]{2,32}?)的?(?:不超过|不低于|最高|上浮)?(?:[0-9.]+[%‰][、和及])*$"
)
_RATE_BASIS_BEFORE = re.compile(r"(?:^|[,、。;]|对)其?(?P<basis>[^,。;、对其按]{2,20})按(?:照)?$")
_THRESHOLD_BEHIND = re.compile(
    r"(?:\([不]?含\))?(?:以上|以下|以内)?(?:\([不]?含\))?的(?![一-鿿]{0,6}(?:奖励|奖补|补助|补贴|资助|资金|支持|标准|比例|贴息|配套))"
)
#: 每增加500万美元, 每成功孵化1家: for how much each.
_FOR_EACH = re.compile(
    r"每(?:新|再|成功)?(?:增加|新增|增长|增|提高|提升|超过?|达到?|满|完成|实现|投入|投资|销售|缴纳|出口)[^,。;0-9]{0,8}$"
)
#: 首次达到1亿元, 缴纳税收超过100万元: what has to be reached.
_REACHED = re.compile(r"(?:达到?|突破|(?<!不)(?<!不得)超过?|满|高于|[^不得]低于|不少于)$")
#: 首年100%, 第三年30%.
_YEAR_BY_YEAR = re.compile(
    r"(?:首年|当年|次年|第[一二三四五六]年|[前后][一二两三四五]年|其余年度)(?:给予|补贴|补助|按|奖励)?[^,。;、]{0,6}$"
)
#: 补助比例提高至8%, 补助比例分别上浮2个、4个百分点.
_RISING_RATE = re.compile(r"(?:比例|标准|额度|费率)[^,。;]{0,8}(?:提高|上浮|上调|增加|再增|调高)[^,。;]*$")
#: 发放补贴32亿元: what was paid out; 每人每月发放补贴100元 is what each gets, 给予累计不超过100万元 what is given.
_DISBURSED = re.compile(
    r"^(?![^,。;]*(?:每|给予|予以|不超过|最高))[^,。;]*(?:发放|兑现|拨付|下达|累计|筹集|减免)[^,。;]{0,16}$"
)
#: 补助资金支出进度6月底要达到50%: how much of the money is spent, not what each gets.
_SPENT = re.compile(
    r"(?:进度|(?:执行|支出|拨付|使用|到位|兑现|发放|覆盖|完成)(?:率|比例))[^,。;%]{0,14}$|(?:支出|拨付|执行|到位)(?:达到|达|不低于|要达到)[^,。;%]{0,4}$"
)
#: 按1:1配套, 按不低于1:0.5的比例给予匹配.
_RATIO = re.compile(
    r"(?P<one>[0-9](?<![0-9.:].)[0-9]{0,2}(?:\.[0-9]+)?)[:∶](?P<other>[0-9]{1,3}(?:\.[0-9]+)?)(?![0-9:∶])"
)
#: Most texts have none.
_RATIO_SIGN = re.compile(r":(?<=[0-9]:)(?=[0-9])")
_BETWEEN_SHARES = re.compile("[:∶]")
_MATCHED = re.compile(r"配套|匹配")
#: 年度奖励总额, 单个企业: words that say that a number limits what is given.
_LIMITED = re.compile(r"(?:单个|单户|单家|同一|每[家个户年人项]|年度|累计|合计|总额|奖补|资金)")
#: 给予参展企业80%: who gets it, not what the rate is of.
_RECEIVERS = re.compile(r"(?:企业|单位|机构|个人|团队|人才|主体|项目)$")
#: Units of a rate, as folded.
_RATES = ("%", "‰")
_POINTS = re.compile(r"^个?百分点$")
_MONEY = re.compile(r"元(?:/|$)")


class Amount:
    """A number that is asked whether it is given, with the sentence and the clause around it.

    Attributes:
        reading: The document.
        forms: What numbers of the document are by form.
        outlook: What of the document lies ahead.
        quantity: The number.
        span: The numeral's range.
        unit: The unit, empty where none is written.
        is_ratio: Whether it is a share that one side adds to another's (1:1).
        segment: The sentence that holds it.
        clause: What stands between the commas around it.
        before: The words of its clause before it, those that compare included.
    """

    __slots__ = (
        "before",
        "clause",
        "forms",
        "is_ratio",
        "outlook",
        "quantity",
        "reading",
        "segment",
        "span",
        "unit",
    )

    def __init__(self, reading: Reading, forms: Forms, outlook: Outlook, quantity: Quantity) -> None:
        folded, numeral = reading.view.folded, quantity.numeral
        self.reading, self.forms, self.outlook = reading, forms, outlook
        self.quantity = quantity
        self.span = Span(numeral.start, numeral.end)
        self.unit = quantity.unit_in(folded) or ""
        self.is_ratio = _BETWEEN_SHARES.search(folded, numeral.start, numeral.end) is not None
        self.segment = reading.sentence(numeral.start, numeral.end)
        self.clause = clause_around(folded, quantity, self.segment)
        self.before = folded[self.clause.start : numeral.start]


def clause_around(folded: str, quantity: Quantity, segment: Span) -> Span:
    """Return what stands between the commas around a quantity."""
    first, last = max(segment.start, quantity.start - _NEAR), min(segment.end, quantity.end + _NEAR)
    start = max(folded.rfind(",", first, quantity.numeral.start) + 1, first)
    end = folded.find(",", quantity.end, last)
    return Span(start, last if end < 0 else end)


def _no_money(amount: Amount) -> Span | None:
    if amount.unit in _RATES or _MONEY.search(amount.unit) or amount.is_ratio:
        return None
    return amount.span if _rising_points(amount) is None else None


def _rising_points(amount: Amount) -> Span | None:
    """补助比例上浮2个百分点: points by which a rate of support rises."""
    if not _POINTS.match(amount.unit):
        return None
    return found(_RISING_RATE.search(amount.before), amount.clause.start)


def _nothing_given(amount: Amount) -> Span | None:
    segment, folded = amount.segment, amount.reading.view.folded
    start, end = max(segment.start, amount.span.start - _NEAR), min(segment.end, amount.span.end + _NEAR)
    if giving().search(folded, start, end) or _ratio(amount):
        return None
    return segment if _limit_of_what_is_given(amount) is None else None


def _limit_of_what_is_given(amount: Amount) -> Span | None:
    """单个企业每年最高不超过500万元: a limit in a sentence of its own, behind one that gives."""
    segment, folded = amount.segment, amount.reading.view.folded
    if not _LIMITED.search(amount.before) or not _MONEY.search(amount.unit):
        return None
    start = max(folded.rfind("\n", max(0, segment.start - 120), segment.start) + 1, segment.start - 120)
    previous = giving().search(folded, start, segment.start)
    return found(_CAP.search(amount.before), amount.clause.start) if previous else None


def _threshold(amount: Amount) -> Span | None:
    behind = _THRESHOLD_BEHIND.match(amount.reading.view.folded, amount.quantity.end)
    return found(behind) if _rate_of_something(amount) is None else None


def _reached(amount: Amount) -> Span | None:
    """What has to be reached before something is given: the verb of giving stands behind it."""
    clause = amount.clause
    each = _FOR_EACH.search(amount.before)
    if each and not giving().search(each.group()):
        return found(each, clause.start)
    if amount.unit in _RATES or _giving_before(amount):
        return None
    return found(_REACHED.search(amount.before), clause.start)


def _rate_of_something(amount: Amount) -> Span | None:
    """A rate that 的 follows is given where the words before it name what it is a rate of."""
    if amount.unit not in _RATES:
        return None
    start = max(amount.segment.start, amount.quantity.start - _BASIS_BEFORE)
    words = amount.reading.view.folded[start : amount.quantity.start]
    return found(_RATE_BASIS.search(words) or _RATE_BASIS_BEFORE.search(words), start)


def _selected_rate(amount: Amount) -> Span | None:
    behind = _THRESHOLD_BEHIND.match(amount.reading.view.folded, amount.quantity.end)
    return _rate_of_something(amount) if behind else None


def _has_form(amount: Amount) -> Span | None:
    return amount.span if amount.forms.role(amount.span.start, amount.span.end) is not None else None


def _given(amount: Amount) -> Span | None:
    clause, folded = amount.clause, amount.reading.view.folded
    return _giving_before(amount) or found(giving().search(folded, amount.quantity.end, clause.end))


def _giving_before(amount: Amount) -> Span | None:
    """The first word of giving before the number in its clause; a short one (再奖5万元) looks at the number itself."""
    clause, folded = amount.clause, amount.reading.view.folded
    match = giving().search(folded, clause.start, amount.span.end)
    return found(match) if match and match.end() <= amount.span.start else None


def _in_review(amount: Amount) -> Span | None:
    is_report = amount.reading.facts.document_type == "work_report"
    return amount.span if is_report and not amount.outlook.is_ahead(amount.span.start) else None


def _ratio(amount: Amount) -> Span | None:
    if not amount.is_ratio:
        return None
    return found(_MATCHED.search(amount.reading.view.folded, amount.clause.start, amount.clause.end))


def _clause_before(pattern: re.Pattern[str]) -> Callable[[Amount], Span | None]:
    return lambda amount: found(pattern.search(amount.before), amount.clause.start)


def _cap(amount: Amount) -> Span | None:
    behind = _CAP_BEHIND.match(amount.reading.view.folded, amount.quantity.end)
    return found(_CAP.search(amount.before), amount.clause.start) or found(behind)


#: Whether a number is what is given, not what has to be reached to get it.
GIVEN: Ruling[Amount, bool] = Ruling(
    "Is the number promised as support?",
    (
        Rule(
            "incentive.refused.no_money",
            False,
            "no unit of money (元), no rate (%, ‰), no ratio (1:1)",
            _no_money,
        ),
        Rule(
            "incentive.refused.nothing_given",
            False,
            "no 给予, 奖励, 补助, 补贴, 资助 in its sentence, and no limit of what the one before it gives",
            _nothing_given,
        ),
        Rule(
            "incentive.refused.threshold",
            False,
            "投资500万元以上的: 的 behind the amount, which is the threshold for getting it",
            _threshold,
        ),
        Rule(
            "incentive.refused.reached",
            False,
            "每增加500万元, 税收超过100万元给予…: what has to be reached to get something",
            _reached,
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
            lambda a: found(_STANDARD.search(a.before), a.clause.start) if a.unit not in _RATES else None,
        ),
        Rule(
            "incentive.refused.disbursed",
            False,
            "发放高龄补贴32亿元, 累计拨付: money that is paid out in all, not what each gets",
            _clause_before(_DISBURSED),
        ),
        Rule(
            "incentive.refused.spent",
            False,
            "补助资金支出进度达到50%: how much of the money is spent",
            lambda a: found(_SPENT.search(a.before), a.clause.start) if a.unit in _RATES else None,
        ),
        Rule("incentive.made.ratio", True, "按1:1配套: a share added to another's", _ratio),
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
        Rule(
            "incentive.made.cap",
            True,
            "最高, 不超过 before a sum in its clause, 封顶 behind it",
            lambda a: _cap(a) if a.unit not in _RATES else None,
        ),
        Rule("incentive.made.rate", True, "按技术交易额 before it in its clause", _rate_of_something),
        Rule(
            "incentive.made.year",
            True,
            "首年100%、次年50%: a rate for each year",
            lambda a: found(_YEAR_BY_YEAR.search(a.before), a.clause.start) if a.unit in _RATES else None,
        ),
        Rule(
            "incentive.made.rising",
            True,
            "补助比例提高至8%: a rate of support that rises",
            lambda a: (
                _rising_points(a)
                or (found(_RISING_RATE.search(a.before), a.clause.start) if a.unit in _RATES else None)
            ),
        ),
    ),
    LastWord("incentive.refused.not_beside", False, "no words of giving in its own clause"),
)


def promised(reading: Reading, forms: Forms, outlook: Outlook) -> Iterator[Amount]:
    """Yield the amounts, rates and ratios that are promised as support, in text order."""
    ratios = list(_ratios(reading))
    taken = {at for one in ratios for at in range(one.start, one.end)}
    folded = reading.view.folded
    plain = (
        one
        for one in forms.quantities
        if _measures_support(one.unit_in(folded)) and one.numeral.start not in taken
    )
    for quantity in sorted([*ratios, *plain], key=lambda one: one.numeral.start):
        amount = Amount(reading, forms, outlook, quantity)
        if GIVEN.says(amount):
            yield amount


@lru_cache(maxsize=1024)
def _measures_support(unit: str | None) -> bool:
    """Whether a unit is one of money or of a rate: most numbers have another, and are not asked."""
    return unit is not None and (unit in _RATES or bool(_MONEY.search(unit) or _POINTS.match(unit)))


def _ratios(reading: Reading) -> Iterator[Quantity]:
    """Yield what looks like a share added to another's, the value that of the second for one of the first."""
    folded = reading.view.folded
    for match in _RATIO.finditer(folded) if "∶" in folded or _RATIO_SIGN.search(folded) else ():
        sentence = reading.sentence(*match.span())
        near = Span(max(sentence.start, match.start() - _NEAR), min(sentence.end, match.end() + _NEAR))
        if _MATCHED.search(folded, near.start, near.end) and float(match["one"]):
            numeral = Numeral(*match.span(), float(match["other"]) / float(match["one"]))
            yield Quantity(numeral, *match.span(), None, "eq", None)


def amount_kind(amount: Amount) -> AmountKind:
    """Return whether an amount is a rate, a cap or a fixed sum; 不超过X%的比例 is a rate."""
    if amount.unit in _RATES or amount.is_ratio or _POINTS.match(amount.unit):
        return "rate"
    return "cap" if _cap(amount) else "fixed"


def basis_of(amount: Amount) -> str | None:
    """Return what a rate is of (技术交易额), or None where its sentence does not say."""
    start = max(amount.segment.start, amount.span.start - _BASIS_BEFORE)
    words = amount.reading.view.folded[start : amount.span.start]
    match = _RATE_BASIS.search(words) or _RATE_BASIS_BEFORE.search(words)
    return match["basis"] if match and not _RECEIVERS.search(match["basis"]) else None
