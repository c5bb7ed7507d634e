"""A number with its unit of measure and the words that compare: 10家以上, 不低于100项, 约20艘."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.lexicons.endings import Endings
from extractors.lexicons.measures import dimension_of, measures
from extractors.mentions.numerals import Numeral, numerals
from extractors.schema.vocabulary import Comparator
from extractors.text.scanning import one_of
from extractors.values import dataclass

#: Words right before the number.
_BEFORE: dict[str, Comparator] = {
    "不得低于": "gte",
    "不得少于": "gte",
    "不得超过": "lte",
    "不得高于": "lte",
    "不低于": "gte",
    "不少于": "gte",
    "不小于": "gte",
    "不超过": "lte",
    "不高于": "lte",
    "不多于": "lte",
    "不大于": "lte",
    "至少": "gte",
    "最少": "gte",
    "≥": "gte",
    "≤": "lte",
    "超过": "gt",
    "突破": "gt",
    "多于": "gt",
    "高于": "gt",
    "大于": "gt",
    ">": "gt",
    "超": "gt",
    "逾": "gt",
    "低于": "lt",
    "少于": "lt",
    "小于": "lt",
    "<": "lt",
    "大约": "approx",
    "接近": "approx",
    "将近": "approx",
    "约": "approx",
    "近": "approx",
}
_ENDS_BEFORE = Endings(_BEFORE)
#: What stands between such words and the number: ≤[15], where the bracket only says that it is a sum over years.
_BETWEEN = " \t\n\r[〔【"
#: The last characters before most numbers are none of these.
_LAST_BEFORE = frozenset(_BETWEEN).union(words[-1] for words in _BEFORE)
#: Words behind the unit.
_BEHIND: dict[str, Comparator] = {
    "及以上": "gte",
    "以上": "gte",
    "及以下": "lte",
    "以下": "lte",
    "以内": "lte",
    "之内": "lte",
    "内": "lte",
    "左右": "approx",
    "上下": "approx",
}


#: 10万余户, 3万多名: words that say about between the scale and its classifier.
_INSIDE = re.compile(r"(?<=[万亿])[余多]")
#: 20.9、36.2、54个百分点, 2个、4个百分点: only the last number bears the unit.
_LISTED_POINTS = re.compile(
    r"个?(?:[、和][0-9]{1,9}(?:\.[0-9]{1,9})?个?){0,12}[、和][0-9]{1,9}(?:\.[0-9]{1,9})?(?P<unit>个?百分点)"
)
_LISTING = frozenset("个、和")
#: <td>65</td>: what closes a tag compares nothing.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>[\s\[〔【]*\Z")
_WITHIN = frozenset({"time", "length"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands next to it.

    Attributes:
        numeral: The number and its span.
        start: Offset of the words that compare, or of the number where there are none before it.
        end: Offset behind the unit and the words that compare.
        unit: The unit's range, or None where none is written.
        comparator: What is written next to the number; ``eq`` where nothing is.
        before: What the words before the number say, or None; 超过 and 不低于 are verbs of reaching as well.
    """

    numeral: Numeral
    start: int
    end: int
    unit: tuple[int, int] | None
    comparator: Comparator
    before: Comparator | None

    def unit_in(self, text: str) -> str | None:
        """Return the unit as a text writes it, without 余 or 多 inside it (10万余户: 万户), or None."""
        if self.unit is None:
            return None
        start, end = self.unit
        unit = text[start:end]
        return _INSIDE.sub("", unit) if "余" in unit or "多" in unit else unit


@cache
def _tail() -> re.Pattern[str]:
    units, each = one_of(measures()), one_of((*measures(), "人", "秒", "年", "天"))
    behind = "|".join(_BEHIND)
    # 28克/千克, 3.5亿次/秒, 35条(段): a unit for each of another, a second classifier in brackets.
    plain = rf"{units}(?:/{each})?(?:\([个段座处间户批次家所条套项场]\))?"
    return re.compile(
        r"[ ]?(?P<about>[余多])?[ ]?"
        rf"(?P<unit>/(?:[0-9]{{1,3}})?[百千]?[万亿](?:人|人口)?|(?:[百千]?[万亿](?P<about3>[余多])?)?{plain}|[百千]?[万亿])?"
        rf"(?P<about2>[余多])?[ ]?(?P<behind>{behind})?"
    )


@cache
def _opens_tail() -> frozenset[str]:
    """Return the characters that such a tail begins with; few numbers have one of the others behind them."""
    return frozenset((*" 余多/百千万亿", *(words[0] for words in (*measures(), *_BEHIND))))


def quantities(
    folded: str, start: int = 0, end: int | None = None, runs: Sequence[tuple[int, int]] | None = None
) -> Iterator[Quantity]:
    """Yield the quantities of a text in text order, Chinese numerals before a classifier included.

    Args:
        folded: The text.
        start: Where to begin.
        end: Where to stop.
        runs: The runs of digits of that range, where they are known.
    """
    for numeral in numerals(folded, start, end, runs):
        yield quantity(folded, numeral, end)


def quantity(folded: str, numeral: Numeral, stop: int | None = None) -> Quantity:
    """Return the quantity that a number makes with the unit and the words around it."""
    tail = None
    if folded[numeral.end : numeral.end + 1] in _opens_tail():
        tail = _tail().match(folded, numeral.end, len(folded) if stop is None else stop)
    start, before = _before(folded, numeral.start)
    if tail is None or tail.lastindex is None:
        unit = _later_unit(folded, numeral.end)
        comparator = "range" if numeral.value_max is not None else before or "eq"
        return Quantity(numeral, start, numeral.end, unit, comparator, before)
    unit = _later_unit(folded, numeral.end) if tail["unit"] in (None, "个") else None
    unit = unit or (tail.span("unit") if tail["unit"] else None)
    behind, end = tail["behind"], tail.end(tail.lastindex)  # the last of the parts, which follow each other
    if behind == "内" and (unit is None or dimension_of(folded[slice(*unit)]) not in _WITHIN):
        # 3个县内, 5家内资企业: only a time or a length has an inside.
        behind, end = None, max(numeral.end, *map(tail.end, ("about", "unit", "about2")))
    return Quantity(numeral, start, end, unit, _comparator(numeral, tail, behind, before), before)


def _later_unit(folded: str, end: int) -> tuple[int, int] | None:
    """Return the unit that a later number of the list bears (分别提高15、22个百分点), or None."""
    # 个, 、 or 和 stands behind the first of such a list.
    later = _LISTED_POINTS.match(folded, end) if folded[end : end + 1] in _LISTING else None
    return later.span("unit") if later else None


def _before(folded: str, at: int) -> tuple[int, Comparator | None]:
    if folded[at - 1 : at] not in _LAST_BEFORE:
        return at, None
    head = folded[max(0, at - 8) : at]
    trimmed = head.rstrip(_BETWEEN)
    words = _ENDS_BEFORE.longest(trimmed)
    if not words or (words == ">" and _TAG.search(folded, max(0, at - 40), at)):
        return at, None
    return at - (len(head) - len(trimmed)) - len(words), _BEFORE[words]


def _comparator(
    numeral: Numeral, tail: re.Match[str], behind: str | None, before: Comparator | None
) -> Comparator:
    if numeral.value_max is not None:
        return "range"
    if behind:
        return _BEHIND[behind]
    if tail["about"] or tail["about2"] or tail["about3"]:
        return "approx"
    return before or "eq"
