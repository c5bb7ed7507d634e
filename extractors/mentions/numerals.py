"""Numbers as written: digits, fractions, ranges and Chinese numerals, with their values and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from extractors.text.scanning import opening, starting, tried_at
from extractors.values import dataclass

#: A run of digits with its decimal part; in 附件:1.2015年 the stop belongs to the label, not to the number. The one class
#: at its head is what a search looks for.
DIGITS = re.compile(r"[0-9][0-9]*(?:\.(?![0-9]{4}年)[0-9]+)?")

#: A longer run of digits is a code, no number.
_PLAIN = r"[0-9]{1,15}(?:,[0-9]{3}){1,4}(?:\.[0-9]+)?(?![0-9])|[0-9]{1,15}(?:\.(?![0-9]{4}年)[0-9]+)?"
#: 3-5个, 2—3个, 5%-20%, 100万元—500万元: both ends and the mark between them.
_RANGE_MARK = r"\s?(?:-|—{1,2}|–|~|～|至|到)\s?"
_CHINESE_DIGITS = "零〇一二两三四五六七八九十百千"
_CHINESE = rf"[{_CHINESE_DIGITS}]{{1,12}}"
#: 1/3 and 三分之二.
_FRACTION = rf"(?P<over>[0-9]{{1,15}})/(?P<under>[0-9]{{1,15}})(?![0-9]*[ ]?[百千]?[万亿])|(?P<cunder>{_CHINESE})分之(?P<cover>{_CHINESE})"

#: Most numbers are digits that nothing follows of which ranges, fractions and groups of digits are made.
_ALONE = r"[0-9]{1,15}+(?:\.[0-9]++)?+(?:%(?![\s–—~～至到-])|(?![0-9.,/%\s–—~～至到-]|[百千]?[万亿]?元))"

NUMBER = re.compile(
    rf"(?<![0-9A-Za-z.])(?:(?!{_ALONE})(?:(?P<fraction>{_FRACTION})"
    rf"|(?<![从由0-9])(?P<lowsum>{_PLAIN})[百千]?[万亿]?元\s?(?:-|—{{1,2}}|–|~|～|至)\s?(?P<highsum>{_PLAIN})(?=[百千]?[万亿]?元)"
    rf"|(?P<low>{_PLAIN})(?P<lowunit>%?){_RANGE_MARK}(?P<high>{_PLAIN})(?![0-9A-Za-z+]))"
    rf"|(?P<one>{_PLAIN}))(?![0-9])"
)

#: What a number begins with: the first digit of a run, or a Chinese one where 分之 follows, which few texts hold.
_FIRST_DIGIT = re.compile("[0-9](?<![0-9A-Za-z.].)")
_OPENING_OF_NUMBER = opening(
    {"0123456789": "(?<![0-9A-Za-z.].)", _CHINESE_DIGITS: f"[{_CHINESE_DIGITS}]{{0,11}}分之"}
)

#: 两家, 三个, 十五万: a Chinese numeral counts only before a classifier. 百, 千 alone count between words that say
#: so (千余家, 超千亿元): 百亿斤粮食产能, 千亿元台阶 are names.
_CLASSIFIERS = "家个名座所项件套处条户次场番"
CHINESE_COUNT = re.compile(
    rf"(?<![第0-9零〇一二两三四五六七八九十百千万几数每届])(?P<chinese>(?:(?<=[超近逾约达过上破])[百千十]|[百千十](?=[余多])|(?![百千]){_CHINESE}))"
    rf"(?=[余多]?(?:[百千]?[万亿](?!级)|[{_CLASSIFIERS}](?!全会|党代会|方面)))"
)

#: What such a numeral begins with, and what may follow it.
_OPENING_OF_COUNT = opening({_CHINESE_DIGITS: f"[{_CHINESE_DIGITS}]{{0,11}}[余多百千万亿{_CLASSIFIERS}]"})

#: 不少于l家: a printed l or I for 1; a pattern for each, as a text is searched for one character in no time.
MISPRINTS = tuple(re.compile(rf"{letter}(?<=[一-鿿].)(?=[{_CLASSIFIERS}])") for letter in "lI")

_DIGIT_VALUES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character; a unit is no part of it.
        value: What it says, or the lower bound of a range.
        value_max: The upper bound of a range, else None.
        is_digits: Whether it is written in digits.
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    is_digits: bool = True


def digit_runs(folded: str) -> list[tuple[int, int]]:
    """Return the span of each run of digits with its decimal part, in text order."""
    return [match.span() for match in DIGITS.finditer(folded)]


def chinese_value(words: str) -> int | None:
    """Return the value of a Chinese integer (二十一, 一万零十二, 二〇三五), or None where the characters are none.

    Reading follows GB/T 15835-2011: places 十百千 within groups 万亿; a sequence without places is read digit by digit.
    """
    if not words:
        return None
    if all(char in _DIGIT_VALUES for char in words):
        return int("".join(str(_DIGIT_VALUES[char]) for char in words))
    total = lower = group = digit = 0
    for char in words:
        if char in _DIGIT_VALUES:
            digit = _DIGIT_VALUES[char]
        elif char in _PLACES:
            group, digit = group + (digit or 1) * _PLACES[char], 0
        elif char == "万":
            lower, group, digit = (group + digit) * 10_000, 0, 0
        elif char == "亿":
            total, lower, group, digit = (total + lower + group + digit) * 100_000_000, 0, 0, 0
        else:
            return None
    return total + lower + group + digit


def numerals(
    folded: str, start: int = 0, end: int | None = None, runs: Sequence[tuple[int, int]] | None = None
) -> list[Numeral]:
    """Return the numbers of a text in text order, Chinese numerals before a classifier included.

    Args:
        folded: The text.
        start: Where to begin.
        end: Where to stop.
        runs: The runs of digits of that range, where they are known.
    """
    stop = len(folded) if end is None else end
    found = [*numbers(folded, start, stop, runs), *chinese_counts(folded, start, stop)]
    return sorted(found, key=attrgetter("start"))


def numbers(
    folded: str, start: int = 0, end: int | None = None, runs: Sequence[tuple[int, int]] | None = None
) -> Iterator[Numeral]:
    """Yield the numbers written in digits, ranges and fractions as one, in text order.

    Args:
        folded: The text.
        start: Where to begin.
        end: Where to stop.
        runs: The runs of digits of that range, where they are known.
    """
    in_words = folded.find("分之", start, end) >= 0
    if runs is not None and not in_words:
        found = tried_at(NUMBER, (first for first, _ in runs), folded, end)
    else:
        found = starting(NUMBER, _OPENING_OF_NUMBER if in_words else _FIRST_DIGIT, folded, start, end)
    for match in found:
        kind = match.lastgroup
        if kind == "one":
            yield Numeral(match.start(), match.end(), _plain(match[0]))
        elif kind == "fraction":
            yield _fraction(match)
        elif kind == "highsum":
            yield from _range(match, "lowsum", "highsum")
        else:
            yield from _range(match, "low", "high")


def chinese_counts(folded: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield Chinese numerals before a classifier (两家, 三个), and letters printed for a digit (l家)."""
    for misprint in MISPRINTS:
        for match in misprint.finditer(folded, start, end):
            yield Numeral(match.start(), match.end(), 1.0, is_digits=False)
    for match in starting(CHINESE_COUNT, _OPENING_OF_COUNT, folded, start, end):
        value = chinese_value(match["chinese"])
        # 一个 is an article far more often than a number.
        if value is not None and (value > 1 or folded[match.end()] == "番"):
            yield Numeral(match.start(), match.end(), float(value), is_digits=False)


def _plain(words: str) -> float:
    return float(words.replace(",", ""))


def _fraction(match: re.Match[str]) -> Numeral:
    if match["over"]:
        over, under = int(match["over"]), int(match["under"])
    else:
        over, under = chinese_value(match["cover"]) or 0, chinese_value(match["cunder"]) or 0
    value = float(Fraction(over, under)) if under else 0.0
    return Numeral(match.start(), match.end(), round(value, 10), is_digits=bool(match["over"]))


def _range(match: re.Match[str], lower: str, upper: str) -> Iterator[Numeral]:
    low, high = _plain(match[lower]), _plain(match[upper])
    if high > low:
        yield Numeral(match.start(lower), match.end(upper), low, high)
        return
    # 2018-2015 or 0312-3088120: no range, two numbers.
    yield Numeral(match.start(lower), match.end(lower), low)
    yield Numeral(match.start(upper), match.end(upper), high)
