"""Time expressions: years, plan periods, months and recurrences, with the days that they set."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.mentions.numerals import chinese_value
from extractors.schema.vocabulary import DeadlineKind, Recurrence

_YEAR = r"(?:19|20)[0-9]{2}"
_CHINESE_YEAR = r"[一二][〇○零一二三四五六七八九]{3}"
_BLANK = r"[ ]{0,2}"
_RANGE = rf"{_BLANK}(?:-|—{{1,2}}|–|~|～|至|到|、|,){_BLANK}"
_PLAN_NUMBER = r"[一二三四五六七八九十]{1,3}"

#: Each alternative is one rule; its group name is the rule's id. Order matters: the longest reading comes first.
_PATTERN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            # 2021年03月18日, 2021-03-18, 二〇一七年三月二十四日
            "day": rf"{_YEAR}{_BLANK}年{_BLANK}[01]?[0-9]{_BLANK}月{_BLANK}[0-3]?[0-9]{_BLANK}[日号](?:前|之前|以前)?"
            rf"|(?<![0-9A-Za-z])(?:19|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])(?:前|之前|以前)?"
            rf"|{_CHINESE_YEAR}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日",
            # 2016年9月—2018年12月, 2019年1-6月
            "months": rf"{_YEAR}{_BLANK}年{_BLANK}[01]?[0-9]{_BLANK}月?{_RANGE}(?:{_YEAR}{_BLANK}年)?{_BLANK}[01]?[0-9]{_BLANK}月",
            # 2018-2020年, 2018年到2020年, 2015、2016年; the bare pair only between brackets
            "years": rf"{_YEAR}{_BLANK}年?(?:{_RANGE}{_YEAR}{_BLANK}年?){{0,3}}{_RANGE}{_YEAR}{_BLANK}年(?!级|产|[0-9]{{1,2}}月)(?:期间|度)?"
            rf"|(?<=[(])(?:19|20)[0-9]{{2}}(?:-|—|–|~|、){_YEAR}(?=[)])",
            # 2016年9月底前, 到2016年6月, 2016年上半年, 2016年三季度
            "month": rf"(?:到|至|截至|截止|自|从)?{_YEAR}{_BLANK}年{_BLANK}(?:[01]?[0-9]{_BLANK}月份?|上半年|下半年|第?[一二三四1-4]季度)"
            rf"{_BLANK}(?:上旬|中旬|下旬)?(?:底|末)?(?:之前|以前|前|起|止|期间)?",
            # 2020年基数, 2025年目标: heads of table columns
            "column": rf"{_YEAR}{_BLANK}年(?:基数|基期|现状|实际|完成|目标值?|规划)(?=\s|\(|$|\n|值)",
            # 到2020年, 2016年底, 从2015年起
            "year": rf"(?:截至|截止|到|至|自|从)?(?<![0-9]){_YEAR}{_BLANK}年(?!级|产|报)(?:年底|年末|底|末|度)?(?:之前|以前|前|起|期间)?"
            rf"|(?:到|至)?{_CHINESE_YEAR}年(?:底|末)?(?:前)?",
            # “十四五”期间, 到“十四五”末, 十四五时期
            "plan": rf"(?:到|至)?[“\"「']?(?<![一二三四五六七八九十]){_PLAN_NUMBER}五[”\"」'](?:期间|时期|末|期末)?"
            rf"|(?:到|至)?[“\"「'](?:十[一二三四五六七八九]?|[八九])五[”\"」']?(?:期间|时期|末|期末)?"
            rf"|(?:到|至)?(?<![一二三四五六七八九十])十[一二三四五六七]五(?:期间|时期|期末|末|(?=规划))",
            # 第十四个五年
            "ordinal_plan": rf"第(?:{_PLAN_NUMBER}|[0-9]{{1,2}})个五年",
            # 每年, 每季度, 年度
            "recurring": r"每年度?|每季度?(?=[,召开进行至少])|每月(?=[,召开进行至少底末])|逐年"
            r"|(?<![0-9多一上本当跨各全])年度(?=最高|支持|累计|不超过|内|[给予奖补])",
        }.items()
    )
)

#: Months without a year that bind: 6月底前, 上半年, 三季度末; dated by the document's own year.
_YEARLESS = re.compile(
    rf"(?<![0-9年./-])(?P<m1>1?[0-9])月?(?:-|—|至|到)(?P<m2>1?[0-9])月(?!份?[0-9])"
    rf"|(?<![0-9年./-])(?P<month>1?[0-9]){_BLANK}月份?(?P<day>[0-9]{{1,2}}日)?(?P<end>底|末|中旬|上旬|下旬)?(?P<before>之前|以前|前)"
    rf"|(?<![0-9年])(?P<half>上半年|下半年)(?P<halfbefore>底?前)?"
    rf"|(?<![0-9年])(?P<quarter>第?[一二三四1-4]季度)(?P<quarterend>底|末)?(?P<quarterbefore>之前|前)?"
)

_FIRST_PLAN_YEAR = 1953
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


def times(folded: str, own_year: int | None = None) -> list[TimeMention]:
    """Return the time expressions of a text, in text order.

    Args:
        folded: The width-folded text.
        own_year: The document's own year, for months and quarters without one; without it they set no day.
    """
    return with_yearless(folded, dated_times(folded), own_year)


def dated_times(folded: str) -> list[TimeMention]:
    """Return the time expressions that set their days, or none, by their own words alone."""
    return [mention for match in _PATTERN.finditer(folded) if (mention := _dated(match)) is not None]


def with_yearless(folded: str, dated: list[TimeMention], own_year: int | None) -> list[TimeMention]:
    """Return dated expressions together with months and quarters that the document's own year dates."""
    taken = [(mention.start, mention.end) for mention in dated]
    yearless = [
        _yearless(match, own_year)
        for match in _YEARLESS.finditer(folded)
        if not any(start < match.end() and match.start() < end for start, end in _near(taken, match.start()))
    ]
    return sorted([*dated, *yearless], key=lambda mention: mention.start)


def own_years(folded: str) -> Iterator[int]:
    """Yield every year that is written in digits before 年, in text order."""
    for match in re.finditer(rf"(?<![0-9])({_YEAR}){_BLANK}年", folded):
        yield int(match[1])


def _near(taken: list[tuple[int, int]], offset: int) -> list[tuple[int, int]]:
    at = bisect_left(taken, (offset, 0))
    return taken[max(0, at - 1) : at + 2]


def _dated(match: re.Match[str]) -> TimeMention | None:
    rule = match.lastgroup or ""
    if rule == "year" and _is_horizon(match):
        horizon = date(_numbers(match.group())[0], 12, 31)
        return TimeMention(match.start(), match.end(), None, horizon, "by", "once", "time.horizon")
    reader = {
        "day": _day,
        "months": _months_of,
        "years": _years,
        "month": _month,
        "column": _column,
        "year": _year,
        "plan": _plan,
        "ordinal_plan": _plan,
        "recurring": _recurring,
    }[rule]
    return reader(match.start(), match.end(), match.group(), f"time.{rule}")


def _is_horizon(match: re.Match[str]) -> bool:
    """Whether the year is one to look ahead to (展望2035年, 二〇三五年远景目标): a day by which, with no start."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return before == "展望" or match.string.startswith("远景", match.end())


def _numbers(words: str) -> list[int]:
    if re.search(r"[0-9]", words):
        return [int(run) for run in re.findall(r"[0-9]+", words)]
    return [
        chinese_value(run.replace("○", "〇")) or 0
        for run in re.findall(r"[〇○零一二三四五六七八九十]+", words)
    ]


def _safe_date(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


def _day(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    year, month, day = _numbers(words)[:3]
    on = _safe_date(year, month, day)
    if on is None:
        return None
    if words.endswith("前"):
        return TimeMention(start, end, None, on, "by", "once", "time.day_before")
    return TimeMention(start, end, on, on, "within", "once", rule)


def _years(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    years = _numbers(words)
    first, last = years[0], years[-1]
    if last < first:
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
    if words.startswith(_UNTIL) or words.endswith(_BEFORE):
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
    quarter = re.search(r"([一二三四1-4])季度", words)
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
    return _bounded(start, end, words, date(year, 1, 1), date(year, 12, 31), rule)


def _plan(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    number = re.search(
        r"[一二三四五六七八九十]+(?=五[”\"」']|五$|五期|五时|五末|个五年)", words
    ) or re.search(r"[一二三四五六七八九十]+(?=五)", words)
    digits = re.search(r"[0-9]+", words)
    value = int(digits[0]) if digits else (chinese_value(number[0]) if number else None)
    if not value or value > 30:
        return None
    first, last = plan_period(value)
    if words.startswith(("到", "至")) or words.endswith("末"):
        return TimeMention(start, end, None, last, "by", "once", rule)
    return TimeMention(start, end, first, last, "within", "once", rule)


def _recurring(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    if words == "逐年":
        return None
    return TimeMention(start, end, None, None, "recurring", "annual", rule)


def _yearless(match: re.Match[str], own_year: int | None) -> TimeMention:
    words = match.group()
    months = _months(words) or (
        int(match["m1"] or match["month"] or 1),
        int(match["m2"] or match["month"] or 1),
    )
    rule = "time.without_year"
    if own_year is None or not 1 <= months[0] <= months[1] <= 12:
        return TimeMention(match.start(), match.end(), None, None, "by", "once", rule)
    last_day = int(match["day"][:-1]) if match["day"] else 31
    return _bounded(
        match.start(),
        match.end(),
        words,
        _safe_date(own_year, months[0], 1),
        _safe_date(own_year, months[1], last_day),
        rule,
    )
