"""Time expressions: years, plan periods, months and recurrences, with the days that they set."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from extractors.mentions.numerals import chinese_value
from extractors.schema.vocabulary import DeadlineKind, Recurrence
from extractors.text.scanning import opening, starting
from extractors.values import dataclass

_YEAR = r"(?:1[ ]?9|2[ ]?0)[ ]?[0-9][ ]?[0-9]"
_MONTH = r"(?:1[ ]?[0-2]|0?[1-9])"
_DAY = r"(?:[12][ ]?[0-9]|3[ ]?[01]|0?[1-9])"
_CHINESE_YEAR = r"[一二][〇○零一二三四五六七八九0O]{3}"
_BLANK = r"[ ]{0,2}"
#: The dashes that writers and scanners put between two years; 一 is one that was read as a character.
_DASH = r"(?:[-‐‑‒–─━]{1,2}|—{1,2}|~|∼|〜|至|到)"
_RANGE = rf"{_BLANK}(?:{_DASH}|一(?=[ ]{{0,2}}[12])){_BLANK}"
_LIST = rf"{_BLANK}[、,]{_BLANK}"
_PLAN_NUMBER = r"[一二三四五六七八九十]{1,3}"
_OPENING, _CLOSING = r"[“”\"「『‘'’]", r"[”“\"」』’'‘]"
_PLAN_TAIL = r"(?:规划期间|规划期|期间|时期|末期|期末|末|中期)?"
_UNTIL_OR_FROM = rf"(?:(?:截至|截止到?|(?<!达)到|(?<![乃甚以])至|自|从){_BLANK})?"
#: 前 behind a year is a day by which, but not in 2025年前三季度, 2025年前后, 2021年9月 前言.
_BEFORE_IT = r"(?:之前|以前|前(?![0-9一二三四五六七八九十两]{1,2}个?[季月]|[后期述沿置往列瞻言]|[ ]+言))"
_ONWARDS = r"起(?![草步点码航诉家来止])"
_AT_END = r"(?:年底|年末|年中|底|末|度)(?![线数座部板期假量])"

#: Each alternative is one rule; its group name is the rule's id. Order matters: the longest reading comes first.
_PATTERN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            # 2023年1月1日至2025年12月31日, 2023年5月1日至5日
            "days": rf"(?:自|从)?{_YEAR}{_BLANK}年{_BLANK}{_MONTH}{_BLANK}月{_BLANK}{_DAY}{_BLANK}日?起?{_RANGE}"
            rf"(?:(?:{_YEAR}{_BLANK}年{_BLANK})?{_MONTH}{_BLANK}月{_BLANK})?{_DAY}{_BLANK}日",
            # 2021年03月18日, 2021-03-18, 到2023年6月30日, 二〇一七年三月二十四日
            "day": rf"{_UNTIL_OR_FROM}{_YEAR}{_BLANK}年{_BLANK}{_MONTH}{_BLANK}月{_BLANK}{_DAY}{_BLANK}[日号](?:{_BEFORE_IT}|{_ONWARDS}|止)?"
            rf"|(?<![0-9A-Za-z])(?:19|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])(?:{_BEFORE_IT})?"
            rf"|{_CHINESE_YEAR}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日",
            # 2016年9月—2018年12月, 2019年1-6月
            "months": rf"(?:自|从)?{_YEAR}{_BLANK}年{_BLANK}{_MONTH}{_BLANK}月?{_RANGE}(?:{_YEAR}{_BLANK}年)?{_BLANK}{_MONTH}{_BLANK}月",
            # 2018-2020年, 2018年到2020年, 2015、2016年; the bare pair only between brackets or alone on its line
            "years": rf"(?:自|从)?(?<![0-9]){_YEAR}{_BLANK}年?{_RANGE}{_YEAR}{_BLANK}学?年(?!级|产|[0-9]{{1,2}}月)(?:期间|度)?"
            rf"|(?<![0-9]){_YEAR}(?:{_LIST}{_YEAR}){{1,4}}{_BLANK}年(?!级|产|[0-9]{{1,2}}月)(?:期间|度)?"
            rf"|(?<=[(])(?:19|20)[0-9]{{2}}(?:{_DASH}|、)(?:19|20)[0-9]{{2}}(?=[)])"
            rf"|(?<=[\n\t|])(?:19|20)[0-9]{{2}}{_DASH}(?:19|20)[0-9]{{2}}(?=[ ]*[\n\t|])",
            # 2016年9月底前, 到2016年6月, 2016年上半年, 2016年三季度
            "month": rf"{_UNTIL_OR_FROM}(?<![0-9]){_YEAR}{_BLANK}年{_BLANK}(?:{_MONTH}{_BLANK}月份?|上半年|下半年|第?[一二三四1-4]季度)"
            rf"{_BLANK}(?:上旬|中旬|下旬)?(?:底|末)?(?:{_BLANK}{_BEFORE_IT}|{_ONWARDS}|止|期间)?",
            # 2020年基数, 2025年目标: heads of table columns
            "column": rf"(?<![0-9]){_YEAR}{_BLANK}年(?:基数|基期|基准值?|现状|实际|完成|目标值?|预期值?|规划值?)(?=\s|\(|$|\n|值|\|)",
            # 到2020年, 2016年底, 从2015年起
            "year": rf"{_UNTIL_OR_FROM}(?<![0-9]){_YEAR}{_BLANK}年(?!级|产|报|薪)(?:{_BLANK}{_AT_END})?(?:{_BLANK}{_BEFORE_IT}|{_ONWARDS}|期间)?"
            rf"|(?:到|至)?{_CHINESE_YEAR}年(?:底|末)?(?:前)?",
            # “十四五”期间, 到“十四五”末, 十四五时期
            "plan": rf"(?:到|(?<![乃甚以])至|截至)?{_OPENING}(?<![一二三四五六七八九十]){_PLAN_NUMBER}五{_CLOSING}{_PLAN_TAIL}"
            rf"|(?:到|至)?{_OPENING}(?:十[一二三四五六七八九]?|[八九])五{_PLAN_TAIL[:-1]}"
            rf"|(?:到|至)?(?<![一二三四五六七八九十])十[一二三四五六七]五(?![个家名位岁万千百亿届次项条月日号级处所种张类天倍成分]){_PLAN_TAIL}",
            # 第十四个五年
            "ordinal_plan": rf"第(?:{_PLAN_NUMBER}|[0-9]{{1,2}})个五年",
            # 到本世纪中叶
            "century": r"(?:到|至)?(?:本|二十一|21)世纪中叶",
            # 每年, 每季度, 每3-5年, 年度
            "recurring": rf"每年度?|每个?季度(?:末|底前?)?|每半年|每周(?![一二三四五六日天末])"
            rf"|每隔?[0-9一二两三四五六七八九十]{{1,2}}(?:{_DASH}[0-9一二两三四五六七八九十]{{1,2}})?年(?!级)"
            r"|(?<![人户生床名位亩])每个?月(?:[0-9]{1,2}[日号](?:之|以)?前?|底前?|末|(?![0-9,.]+[ ]?[千百万]?元))|逐年"
            r"|(?<![0-9多一上下本当跨各全次往历学])(?<!统计|财政|会计|预算)年度(?![人版]|十大)",
        }.items()
    )
)

#: What each time begins with, and what follows there: the pattern is tried nowhere else.
_OPENING_OF_TIME = opening(
    {
        "自从": "[ 12]",
        "到至": "[ 0-9一二十本“”\"「『‘'’]",
        "截": "[至止]",
        "1": "[ ]?9",
        "2": "[ ]?[01]",
        "一二": "[〇○零一二三四五六七八九十0O]",
        "“”\"「『‘'’": "[一二三四五六七八九十]",
        "十": "[一二三四五六七]五",
        "第": "[一二三四五六七八九十0-9]",
        "本": "世",
        "每": "[年个季半周隔月0-9一二两三四五六七八九十]",
        "逐": "年",
        "年": "度",
    }
)

_BARE_YEAR = re.compile(rf"{_YEAR}{_BLANK}年")
_SPELT_YEAR = re.compile(rf"(?:到|至)?{_CHINESE_YEAR}")
_DIGITS = re.compile("[0-9]+")
#: 20 18: a number that a page broke.
_BROKEN = re.compile("(?<=[0-9])[ ](?=[0-9])")

#: What is done in a month that binds without 底 or 前: 6月开工.
_ACTION = r"(?:全面|正式|基本|全部|力争|组织)?(?:开工|动工|复工|完工|完成|建成|启动|投产|投用|竣工|上线|实现|出台|通车|通航|试运行|开展|举办|召开)"

#: Months without a year that bind: 6月底前, 上半年, 三季度末; dated by the document's own year.
_YEARLESS = re.compile(
    rf"(?<![0-9./-])(?<![0-9]年)(?<![0-9] 年)(?P<m1>1?[0-9])月?(?:{_DASH})(?P<m2>1?[0-9])月(?!份?[0-9])(?:份)?"
    rf"|(?<![0-9./-])(?P<month>{_MONTH}){_BLANK}月份?(?P<day>{_DAY}日)?(?P<end>底|末|中旬|上旬|下旬)?(?P<before>{_BEFORE_IT})"
    rf"|(?<![0-9./-])(?P<by>{_MONTH}){_BLANK}月份?(?:底|末)"
    rf"|(?<![0-9./-])(?P<since>{_MONTH}){_BLANK}月份?(?P<day1>{_DAY}日)?{_ONWARDS}"
    rf"|(?<![0-9./-])(?P<within>{_MONTH}){_BLANK}月份?(?:(?={_ACTION})|(?<=份)(?=,))"
    rf"|(?<![0-9./-])(?:到|至)(?P<until>{_MONTH}){_BLANK}月份?(?![0-9]|份)"
    rf"|(?<![0-9])(?P<half>上半年|下半年)(?P<halfbefore>底?前)?"
    rf"|(?<![0-9前])(?<![一二三1-3]、)(?P<quarter>第?[一二三四1-4]季度)(?P<quarterend>底|末)?(?P<quarterbefore>{_BEFORE_IT})?"
)
#: What a month or a quarter without a year begins with.
_OPENING_OF_YEARLESS = opening(
    {
        "0123456789": rf"[ ]?[0-9]?{_BLANK}(?:{_DASH}|[月季])",
        "到至": "[0-9]",
        "上下": "半",
        "第": "[一二三四1-4]季",
        "一二三四": "季",
    }
)
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
        mention
        for match in starting(_PATTERN, _OPENING_OF_TIME, folded)
        if (mention := _dated(match)) is not None
    ]


def with_yearless(folded: str, dated: list[TimeMention], own_year: int | None) -> list[TimeMention]:
    """Return dated expressions together with months and quarters that the document's own year dates."""
    taken = [(mention.start, mention.end) for mention in dated]
    yearless = [
        mention
        for match in starting(_YEARLESS, _OPENING_OF_YEARLESS, folded)
        if not any(start < match.end() and match.start() < end for start, end in _near(taken, match.start()))
        and (mention := _yearless(match, own_year)) is not None
    ]
    return sorted([*dated, *yearless], key=lambda mention: mention.start)


def own_years(folded: str) -> Iterator[int]:
    """Yield every year that is written in digits before 年, in text order."""
    for match in re.finditer(rf"(?<![0-9])({_YEAR}){_BLANK}年", folded):
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
    last = date(year, 6, 30) if words.endswith("年中") else date(year, 12, 31)
    return _bounded(start, end, words, date(year, 1, 1), last, rule)


def _century(start: int, end: int, words: str, rule: str) -> TimeMention:
    return TimeMention(start, end, None, date(2050, 12, 31), "by", "once", rule)


def _plan(start: int, end: int, words: str, rule: str) -> TimeMention | None:
    number = re.search(r"([一二三四五六七八九十]{1,3})(?:个?五)(?![一二三四五六七八九十])", words)
    digits = re.search(r"[0-9]+", words)
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
