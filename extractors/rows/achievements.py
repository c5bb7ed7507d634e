"""``achievements``: one row a reported result."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.lexicons.holidays import holiday_ends, holiday_name
from extractors.lexicons.measures import normalize
from extractors.mentions.times import TimeMention
from extractors.rows.binding import EVENT
from extractors.rows.indicators import indicator_id
from extractors.rows.measurements import Measurement
from extractors.rows.periods import ReportedPeriods
from extractors.rows.reading import Reading
from extractors.rows.series import place_of, series_id, years_of
from extractors.rows.told import EXPECTED, OF_PROJECT, Told, in_review
from extractors.schema.rows import AchievementRow
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

_REPORTED = re.compile(
    r"已|目前|截至|现有(?=[^,。;(]*$)(?![^,。;]{0,10}基础上)|现已|同比|(?<!比)(?<!较)(?:去年|上年)(?!同期)"
)
_OF_PROJECT = re.compile(rf"{OF_PROJECT}|建筑面积")
_SIZE = re.compile(
    rf"{EXPECTED}|{OF_PROJECT}|建筑面积|(?<![“五])规划(?!纲要|》|”|》)|申请(?!量|专利|数|人|发明)"
)
_TAIL = re.compile(r"(?:增长|下降)$")
#: “十三五”以来: up to the day of the document.
_SINCE = re.compile(r"(?:时期|期间)?以来|至今|至目前")
#: 较2018年翻了一番, 与2020年相比: the year that a figure is compared with.
_COMPARED_BEFORE = re.compile(r"[较比](?:去年|上年)?$|[与同]$")
_COMPARED_BEHIND = re.compile(r"(?:底|末|同期)?相比|同期")
#: 截至2023年底 dates the sentences behind it too, until one speaks of now.
_UP_TO = ("截至", "截止")
_NOW = re.compile(r"今年|本年|目前|现已|当前|近日|全年|年内|去年|明年")


def _reported_words(told: Told) -> Span | None:
    return found(_REPORTED.search(told.reading.view.folded, told.sentence.start, told.span.start))


def _size(told: Told) -> Span | None:
    clause = told.measured.clause
    if told.reading.facts.document_type == "work_report":
        # 预计高新技术企业达7.4万家: a report is given before the year's figures are final.
        return found(_OF_PROJECT.search(told.reading.view.folded, clause.opening, clause.quantity.start))
    return found(_SIZE.search(told.reading.view.folded, clause.opening, clause.quantity.start))


def _of_a_year_over(told: Told) -> Span | None:
    section, year = told.section, told.reading.facts.own_year
    if section is None or section.role != "context" or year is None:
        return None
    start = told.reading.view.stop_before(told.span.start)
    time = told.reading.last_time(start, told.span.start)
    is_over = time is not None and time.end_on is not None and time.end_on.year < year
    return Span(time.start, time.end) if time is not None and is_over else None


#: Whether a measured number that nobody undertakes is reported: in what a reply says was done, or told as a fact.
REPORTED: Ruling[Told, bool] = Ruling(
    "Is the number a reported result?",
    (
        Rule(
            "achievement.made.told_as_fact",
            True,
            "现建有31家, 拥有: a verb that tells a fact",
            lambda t: t.fact,
        ),
        Rule(
            "achievement.made.compared",
            True,
            "同比增长16.2%: what is compared with the year before has been reached",
            lambda t: t.compared,
        ),
        Rule(
            "achievement.refused.ahead",
            False,
            "a reply's next steps, a report's part on the year ahead (see the rules of what lies ahead)",
            lambda t: t.ahead,
        ),
        Rule(
            "achievement.refused.size",
            False,
            "总投资, 概算, 占地: the size of a project, 预计: what is expected",
            _size,
        ),
        Rule(
            "achievement.made.review",
            True,
            "发展基础, “十三五”回顾, 取得的成效: what a plan tells of the years before it",
            lambda t: t.reviewed,
        ),
        Rule("achievement.made.behind", True, "what a reply or a report says was done", lambda t: t.behind),
        Rule(
            "achievement.made.reported",
            True,
            "已, 目前, 截至, 现有, 去年, 同比 before it in its sentence",
            _reported_words,
        ),
        Rule(
            "achievement.made.context",
            True,
            "2020年种植面积达54.6万亩: a year that is over, in a plan's section on how things stand",
            _of_a_year_over,
        ),
    ),
    LastWord("achievement.refused.not_reported", False, "no words that report: it is a count"),
)


def achievement_rows(reading: Reading, measured: list[Measurement]) -> tuple[AchievementRow, ...]:
    """Return the reported results in text order."""
    periods = ReportedPeriods(reading)
    return tuple(_row(reading, periods, one) for one in measured)


def _as_of(reading: Reading, offset: int) -> date | None:
    """Return the day of the nearest time before the number in its sentence, else the document's own date."""
    start = reading.view.stop_before(offset)
    facts = reading.facts
    if facts.document_type == "work_report" and facts.period:
        # A review tells how things stood when the year before the report ended.
        return facts.period[0] - timedelta(days=1)
    said = _said(reading, start, offset)
    if facts.period and in_review(reading, offset) is not None:
        # A plan's review of the years before it, too, unless it names a day.
        return said or facts.period[0] - timedelta(days=1)
    written = facts.issued_on or facts.published_on
    # What is reported of a year that still runs is known up to the day of the document.
    return min(said, written) if said and written else said or written


def _said(reading: Reading, start: int, offset: int) -> date | None:
    """Return the last day that the words before a number give: of a year, of a holiday; an event's year dates nothing."""
    folded = reading.view.folded
    time = reading.last_time(start, offset)
    while time is not None and (
        time.end_on is None or EVENT.match(folded, time.end) or _is_compared(folded, time)
    ):
        time = reading.last_time(start, time.start)
    if time is None:
        time = _stands_above(reading, start, offset)
    if time is None or time.end_on is None or _SINCE.match(folded, time.end):
        return None
    holiday = holiday_name().match(folded, time.end)
    return holiday_ends().get((holiday["name"], time.end_on.year), time.end_on) if holiday else time.end_on


def _is_compared(folded: str, time: TimeMention) -> bool:
    """Whether a time only says what a figure is compared with."""
    before = _COMPARED_BEFORE.search(folded[max(0, time.start - 4) : time.start])
    return bool(before or _COMPARED_BEHIND.match(folded, time.end))


def _stands_above(reading: Reading, start: int, offset: int) -> TimeMention | None:
    """Return the 截至2023年底 of a sentence before, in one paragraph, where nothing between speaks of another time."""
    section = reading.section_at(offset)
    opening = max(reading.view.line(offset).start, section.start if section is not None else 0)
    time = reading.last_time(opening, start)
    if time is None or not reading.view.folded.startswith(_UP_TO, time.start):
        return None
    return None if _NOW.search(reading.view.folded, time.end, offset) else time


def _row(reading: Reading, periods: ReportedPeriods, measured: Measurement) -> AchievementRow:
    quantity, text = measured.quantity, reading.view.text
    numeral = quantity.numeral
    unit = quantity.unit_in(text)
    normalized, plain_unit = normalize(numeral.value, unit)
    indicator = _TAIL.sub("", measured.name.words) or measured.name.words
    sentence = reading.sentence(quantity.start, quantity.end)
    place = reading.place(sentence.start)
    as_of, per = _as_of(reading, numeral.start), measured.clause.per
    each = text[per.start : per.end] if per else None
    period_start = None if measured.measure == "level" else periods.begins(numeral.start, as_of)
    whose = place_of(reading, measured.clause.opening, numeral.start, indicator)
    place_code = whose.code if whose is not None else None
    thing = indicator_id(
        indicator,
        whose or reading.facts.place,
        measured.measure,
        reading.view.folded[measured.clause.opening : numeral.start],
    )
    return AchievementRow(
        achievement_id=reading.id("achievement", numeral.start),
        as_of=as_of,
        period_start=period_start,
        is_part_year=periods.is_of_part(numeral.start),
        indicator=indicator,
        indicator_id=thing,
        recurrence=measured.recurrence,
        per=each,
        place_code=place_code,
        series_id=series_id(
            place_code,
            thing,
            measured.measure,
            plain_unit,
            measured.recurrence,
            each,
            years_of(period_start, as_of),
        ),
        measure=measured.measure,
        comparator=quantity.comparator,
        value=numeral.value,
        value_max=numeral.value_max,
        value_text=text[numeral.start : numeral.end],
        value_start=numeral.start,
        value_end=numeral.end,
        unit=unit,
        value_normalized=normalized,
        unit_normalized=plain_unit,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=f"achievement.{measured.rule}",
        quote=text[sentence.start : sentence.end],
        char_start=sentence.start,
        char_end=sentence.end,
    )
