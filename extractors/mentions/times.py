"""Time expressions: years, plan periods, months and recurrences, with the days that they set."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from extractors.mentions.numerals import chinese_value
from extractors.mentions.time_patterns import (
    BLANK,
    CHINESE_YEAR,
    OPENING_OF_TIME,
    OPENING_OF_YEARLESS,
    TIME,
    YEAR,
    YEARLESS,
)
from extractors.schema.vocabulary import DeadlineKind, Recurrence
from extractors.text.scanning import starting
from extractors.values import dataclass

_BARE_YEAR = re.compile(rf"{YEAR}{BLANK}年")
_SPELT_YEAR = re.compile(rf"(?:到|至)?{CHINESE_YEAR}")
_QUARTER = re.compile(r"([一二三四1-4])季度")
#: 十四 of 十四五 and 第十四个五年.
_PLAN_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})(?:个?五)(?![一二三四五六七八九十])")
_DIGITS = re.compile("[0-9]+")
#: 20 18: a number that a page broke.
_BROKEN = re.compile("(?<=[0-9])[ ](?=[0-9])")

#: Which year a month is of where one stands before it: 明年6月底前, 每年6月底前.
_YEAR_BEFORE_MONTH = re.compile(r"(?P<which>.)年度?的?$")

_FIRST_PLAN_YEAR, _LAST_PLAN = 1953, 30
#: How many years a range may hold at the most.
_LONGEST_RANGE = 60
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_UNTIL = ("到", "至", "截至", "截止")
_BEFORE = ("前", "底", "末", "止")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression as written.

    Attributes:
        start: Offset of its first character, a leading 到 or 自 included.
        end: Offset behind its last character.
        start_on: First day, or None where open.
        end_on: Last day, or None where open.
        kind: by, within, from or recurring.
        recurrence: annual for 每年 and its like, else once.
        rule: The rule that found it.
    """

    start: int
    end: int
    start_on: date | None
    end_on: date | None
    kind: DeadlineKind
    recurrence: Recurrence
    rule: str

    @property
    def is_point(self) -> bool:
        """Whether it names one day, as an issue date does."""
        return self.rule == "time.day"


def plan_period(number: int) -> tuple[date, date]:
    """Return the first and last day of the N-th five-year plan (the first ran from 1953; 1963-1965 lay between)."""
    first = _FIRST_PLAN_YEAR + 5 * (number - 1) + (3 if number >= 3 else 0)
    return date(first, 1, 1), date(first + 4, 12, 31)


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later, the month's last where it is shorter."""
    month = day.year * 12 + day.month - 1 + months
    return _safe_date(month // 12, month % 12 + 1, day.day) or day


def times(folded: str, own_year: int | None = None) -> list[TimeMention]:
    """Return the time expressions of a text, in text order.

    Args:
        folded: The width-folded text.
        own_year: The document's own year, for months and quarters without one; without it they set no day.
    """
    return with_yearless(folded, dated_times(folded), own_year)


def dated_times(folded: str) -> list[TimeMention]:
    """Return the time expressions that set their days, or none, by their own words alone."""
    return [
        mention for match in starting(TIME, OPENING_OF_TIME, folded) if (mention := _dated(match)) is not None
    ]


def with_yearless(folded: str, dated: list[TimeMention], own_year: int | None) -> list[TimeMention]:
    """Return dated expressions together with months and quarters that the document's own year dates."""
    taken = [(mention.start, mention.end) for mention in dated]
    yearless = [
        mention
        for match in starting(YEARLESS, OPENING_OF_YEARLESS, folded)
        if not any(start < match.end() and match.start() < end for start, end in _near(taken, match.start()))
        and (mention := _yearless(match, own_year)) is not None
    ]
    return sorted([*dated, *yearless], key=lambda mention: mention.start)


def own_years(folded: str) -> Iterator[int]:
    """Yield every year that is written in digits before 年, in text order."""
    for match in re.finditer(rf"(?<![0-9])({YEAR}){BLANK}年", folded):
        yield _numbers(match[1])[0]


def _near(taken: list[tuple[int, int]], offset: int) -> list[tuple[int, int]]:
    at = bisect_left(taken, (offset, 0))
    return taken[max(0, at - 1) : at + 2]


def _dated(match: re.Match[str]) -> TimeMention | None:
    rule = match.lastgroup or ""
    if rule == "year" and (_is_horizon(match) or _is_cell(match)):
        horizon = date(_numbers(match.group())[0], 12, 31)
        found = "time.horizon" if _is_horizon(match) else "time.year_cell"
        return TimeMention(match.start(), match.end(), None, horizon, "by", "once", found)
    reader = {
        "days": _days,
        "day": _day,
        "months": _months_of,
        "years": _years,
        "month": _month,
        "column": _column,
        "year": _year,
        "plan": _plan,
        "ordinal_plan": _plan,
        "century": _century,
        "recurring": _recurring,
    }[rule]
    return reader(match.start(), match.end(), match.group(), f"time.{rule}")


def _is_horizon(match: re.Match[str]) -> bool:
    """Whether the year is one to look ahead to (展望2035年, 二〇三五年远景目标): a day by which, with no start."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return before == "展望" or match.string.startswith("远景", match.end())


def _is_cell(match: re.Match[str]) -> bool:
    """Whether a bare year fills its line, as the head of a table's column does: a day by which, with no start."""
    if not _BARE_YEAR.fullmatch(match.group()):
        return False
    at = match.start()
    while at > 0 and match.string[at - 1] == " ":
        at -= 1
    before = match.string[at - 1 : at]
    behind = match.string[match.end() : match.end() + 3].lstrip(" ")[:1]
    return before in ("\n", "\t", "|") and behind in ("\n", "\r", "\t", "|")


def _numbers(words: str) -> list[int]:
    """Return the numbers of a time's words; 20 18年 is one number that a page broke."""
    if _SPELT_YEAR.match(words):
        spelt = re.findall(r"[〇○零一二三四五六七八九十0O]+", words)
        return [chinese_value(re.sub(r"[○0O]", "〇", run)) or 0 for run in spelt]
    return [int(run) for run in _DIGITS.findall(_BROKEN.sub("", words) if " " in words else words)]


def _safe_date(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


def _day(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    year, month, day = _numbers(words)[:3]
    on = _safe_date(year, month, day)
    if on is None:
        return None
    if words.startswith(("自", "从")) or words.endswith("起"):
        return TimeMention(start, end, on, None, "from", "once", "time.day_from")
    if words.endswith(("前", "止")) or words.startswith(_UNTIL):
        return TimeMention(start, end, None, on, "by", "once", "time.day_before")
    return TimeMention(start, end, on, on, "within", "once", rule)


def _days(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    numbers = _numbers(words)
    first = _safe_date(*numbers[:3])
    last = _safe_date(*numbers[: 6 - len(numbers)], *numbers[3:])
    if first is None or last is None or last < first:
        return None
    return TimeMention(start, end, first, last, "within", "once", rule)


def _years(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    years = _numbers(words)
    first, last = years[0], years[-1]
    if not first <= last <= first + _LONGEST_RANGE:
        return None
    return TimeMention(start, end, date(first, 1, 1), date(last, 12, 31), "within", "once", rule)


def _months_of(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    numbers = _numbers(words)
    year, month = numbers[:2]
    last_year, last_month = (numbers[2], numbers[3]) if len(numbers) > 3 else (year, numbers[2])
    first, last = _safe_date(year, month, 1), _safe_date(last_year, last_month, 31)
    if first is None or last is None or last < first:
        return None
    return TimeMention(start, end, first, last, "within", "once", rule)


def _bounded(
    start: int, end: int, words: str, first: date | None, last: date | None, rule: str
) -> TimeMention:
    """Open the interval on the side that the words leave open: 到… has no start, …起 no end."""
    if words.endswith("起") or words.startswith(("自", "从")):
        return TimeMention(start, end, first, None, "from", "once", rule)
    if words.startswith(_UNTIL) or words.endswith((*_BEFORE, "年中")):
        return TimeMention(start, end, None, last, "by", "once", rule)
    return TimeMention(start, end, first, last, "within", "once", rule)


def _month(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    numbers = _numbers(words)
    year = numbers[0]
    months = _months(words) or ((numbers[1], numbers[1]) if len(numbers) > 1 else None)
    if months is None or not 1 <= months[1] <= 12:
        return None
    return _bounded(start, end, words, _safe_date(year, months[0], 1), _safe_date(year, months[1], 31), rule)


def _months(words: str) -> tuple[int, int] | None:
    for half, months in _HALVES.items():
        if half in words:
            return months
    quarter = _QUARTER.search(words)
    if quarter is None:
        return None
    number = chinese_value(quarter[1]) if quarter[1] in "一二三四" else int(quarter[1])
    return (3 * (number or 1) - 2, 3 * (number or 1))


def _column(start: int, end: int, words: str, rule: str) -> TimeMention:
    year = _numbers(words)[0]
    if re.search(r"基数|基期|现状|实际|完成", words):
        return TimeMention(
            start, end, date(year, 1, 1), date(year, 12, 31), "within", "once", "time.base_column"
        )
    return TimeMention(start, end, None, date(year, 12, 31), "by", "once", rule)


def _year(start: int, end: int, words: str, rule: str) -> TimeMention:
    year = _numbers(words)[0]
    last = date(year, 6, 30) if words.endswith("年中") else date(year, 12, 31)
    return _bounded(start, end, words, date(year, 1, 1), last, rule)


def _century(start: int, end: int, words: str, rule: str) -> TimeMention:
    return TimeMention(start, end, None, date(2050, 12, 31), "by", "once", rule)


def _plan(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    number, digits = _PLAN_NUMBER.search(words), _DIGITS.search(words)
    value = int(digits[0]) if digits else (chinese_value(number[1]) if number else None)
    if not value or value > _LAST_PLAN:
        return None
    first, last = plan_period(value)
    if words.endswith("中期"):
        return TimeMention(start, end, None, date(first.year + 2, 12, 31), "by", "once", rule)
    if words.startswith(_UNTIL) or words.endswith(("末", "末期")):
        return TimeMention(start, end, None, last, "by", "once", rule)
    return TimeMention(start, end, first, last, "within", "once", rule)


def _recurring(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    if words == "逐年":
        return None
    return TimeMention(start, end, None, None, "recurring", "annual", rule)


def _yearless(match: re.Match[str], own_year: int | None) -> TimeMention | None:
    """Return a month or quarter of the document's own year or the next, months of the last; None for one of each year."""
    before = _YEAR_BEFORE_MONTH.search(match.string[max(0, match.start() - 5) : match.start()])
    if before is not None and before["which"] not in ("今本明去" if match["m1"] else "今本明"):
        return None
    words = match.group()
    month = next(
        (
            int(match[name].replace(" ", ""))
            for name in ("month", "by", "since", "within", "until")
            if match[name]
        ),
        1,
    )
    months = _months(words) or (int(match["m1"] or month), int(match["m2"] or month))
    rule = "time.without_year"
    if own_year is None or not 1 <= months[0] <= months[1] <= 12:
        return TimeMention(match.start(), match.end(), None, None, "by", "once", rule)
    year = own_year + {"明": 1, "去": -1}.get(before["which"] if before else "", 0)
    first_day = _numbers(match["day1"])[0] if match["day1"] else 1
    last_day = _numbers(match["day"])[0] if match["day"] else 31
    first, last = _safe_date(year, months[0], first_day), _safe_date(year, months[1], last_day)
    return _bounded(match.start(), match.end(), words, first, last, rule)
