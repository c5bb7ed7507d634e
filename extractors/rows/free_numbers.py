"""Whether a number may measure something: dates, labels, cells of tables and thresholds do not."""

from __future__ import annotations

import re

from extractors.lexicons.measures import dimension_of
from extractors.mentions.quantities import Quantity
from extractors.rows.conditions import condition_of_support
from extractors.rows.forms import Forms
from extractors.rows.numbered import COUNTED
from extractors.rows.reading import Reading
from extractors.text.around import char_before
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span
from extractors.values import dataclass

_THRESHOLD = re.compile(r"的(?!目标|水平|标准|比例|速度)")
#: 20户以上自然村, 10万千瓦及以下机组: 以上 before a noun says which ones are meant, unless a verb of adding counts them.
_BOUND = re.compile(r"(?<=以[上下])(?!的)[一-鿿]{2}")
#: 开展服务达到1000人次的,给予补贴: what has to be reached to get something.
_ELIGIBLE = re.compile(r"[^。;\n]{0,80}?的,[^,。;]{0,12}(?:给予|予以|补贴|奖励|资助|补助)")
_LONGEST_ELIGIBLE = 82
#: 生产总值超千亿元县: a class of places or works by its size.
_CLASSED = re.compile(r"[县市区镇村]|企业|产业|集群|项目|园区|街区|单品|品牌|龙头")
#: 占比10%以上的企业: a rate that says which ones are meant; 推动60%以上的机构 is a share of them.
_RATED = re.compile(r"(?:率|占比|比例|比重|达到?|超过?|高于|低于|不低于|突破|保持)$")


@dataclass(frozen=True, slots=True)
class FreeNumber:
    """A number of the text that is asked whether it may measure something."""

    reading: Reading
    forms: Forms
    quantity: Quantity

    @property
    def span(self) -> Span:
        """The numeral's range."""
        return Span(self.quantity.numeral.start, self.quantity.numeral.end)


def _in_table(number: FreeNumber) -> Span | None:
    start = number.quantity.numeral.start
    table = number.reading.table_at(start)
    return table.span if table is not None and number.reading.row_of_prose(start) is None else None


def _has_form(number: FreeNumber) -> Span | None:
    numeral = number.quantity.numeral
    return number.span if number.forms.role(numeral.start, numeral.end) is not None else None


def _is_threshold(number: FreeNumber) -> Span | None:
    """An amount that only says which ones are meant (年产值超过1亿元的企业达到20家)."""
    folded, quantity = number.reading.view.folded, number.quantity
    unit = quantity.unit_in(folded)
    dimension = dimension_of(unit)
    may_be = folded.find("的,", quantity.end, quantity.end + _LONGEST_ELIGIBLE) >= 0
    eligible = _ELIGIBLE.match(folded, quantity.end) if may_be else None
    if eligible or folded[max(0, quantity.numeral.start - 2) : quantity.numeral.start] == "不足":
        return found(eligible) or number.span
    if dimension in COUNTED:
        selects = unit in ("万", "亿") or quantity.before not in (None, "approx")  # 就诊≥1次的居民
        return found(_THRESHOLD.match(folded, quantity.end)) if selects else None
    if unit == "%" and not _RATED.search(folded[max(0, quantity.start - 4) : quantity.numeral.start]):
        return None
    bound = _BOUND.match(folded, quantity.end) if dimension not in ("ratio", "length", "area") else None
    classed = (
        _CLASSED.match(folded, quantity.end) if dimension == "money" and quantity.before == "gt" else None
    )
    return found(_THRESHOLD.match(folded, quantity.end) or bound or classed)


def _in_formula(number: FreeNumber) -> Span | None:
    """覆盖率=签约人数/常住人口*100%: a factor of a formula."""
    folded, start = number.reading.view.folded, number.quantity.numeral.start
    return number.span if char_before(folded, start) in ("*", "×", "=", "/", "÷") else None


#: Whether a number is read with its clause.
FREE: Ruling[FreeNumber, bool] = Ruling(
    "May the number measure something?",
    (
        Rule("number.by_columns", False, "a cell of a table, which its column reads", _in_table),
        Rule(
            "number.refused.form", False, "a date, a label, part of a name (see the rules of form)", _has_form
        ),
        Rule(
            "number.refused.threshold",
            False,
            "年产值超过1亿元的(企业): 的 behind an amount, which only says which ones are meant",
            _is_threshold,
        ),
        Rule(
            "number.refused.condition",
            False,
            "对年产值首次达到1亿元、5亿元的企业给予…, 每年不超过5个: what has to be reached to get support, what limits it",
            lambda n: (
                condition_of_support(n.reading, n.quantity)
                if n.reading.facts.document_type != "work_report"
                else None
            ),
        ),
        Rule("number.refused.formula", False, "人数/总数*100%: a factor of a formula", _in_formula),
    ),
    LastWord("number.free", True, "nothing against it: it is read with its clause"),
)
