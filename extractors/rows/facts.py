"""What a document says of itself: kind, title, jurisdiction, number, dates, period."""

from __future__ import annotations

from collections import Counter
from datetime import date

import regex

from extractors.lexicons.divisions import Division
from extractors.mentions.citations import DOCUMENT_NUMBER, CitationMention, document_numbers
from extractors.mentions.numerals import chinese_value
from extractors.mentions.times import TimeMention, dated_times, own_years
from extractors.rows.head_fields import head_fields
from extractors.rows.jurisdiction import place_of
from extractors.rows.signatures import delivered, issued, issuer_of, organ_before, published
from extractors.rows.titles import is_title, short_names, title_of, title_span, title_spans
from extractors.schema.vocabulary import DocumentType
from extractors.structure.furniture import body
from extractors.structure.sections import Section
from extractors.text.folding import fold
from extractors.text.view import Span, TextView
from extractors.values import dataclass

_FIGURES = regex.compile(r"[0-9]+")
#: How a reply speaks in its title, beside 案由, or in its first words.
_REPLY_TITLE = regex.compile(r"(?:建议|提案|议案|意见)[^\n。]{0,12}(?:答复|回复|复函|办复)")
_REPLY = regex.compile(
    r"案[ ]*由[:]|办复内容|收悉[,。;]?(?:经[^。]{2,40}[,。])?现(?:将|就)?[^。]{0,16}(?:答复|回复)"
    r"|(?:对|关于)[^\n。]{4,80}(?:建议|提案|议案)(?:办理情况)?的(?:答复|回复|复函)"
)
_OUTLINE = regex.compile(r"国民经济和社会发展.{0,40}(?:规划|纲要|远景目标)")
_OUTLINE_REPORTED = regex.compile(r"计划执行情况|报告")
_CLOSING_BRACKETS = regex.compile(r"(?:[ ]*\([^()]{1,20}\))+$")
#: What the title of a plan ends with, brackets left out.
_PLAN = regex.compile(
    r"(?:规划|计划|方案|纲要|要点|行动|工程|安排|分工|任务|清单|任务书|路线图)$|(?:规划|计划|纲要)[ ]?[12][0-9]{3}.*$"
)
_AT_SESSION = regex.compile(r"在[^。;]{4,50}会议上")
#: (2023年修订), 2021年版: the year of an edition.
_EDITION = regex.compile(r"\([^()]{0,8}[0-9]{4}年[^()]{0,8}\)|[0-9]{4}年?(?:版|修订|修正)")
#: 规划期限为2021年至2035年: the words before a plan's stated period.
_STATED_PERIOD = regex.compile(
    r"(?:规划|计划|行动|方案|实施)(?:的)?(?:期限|期|年限|时限)(?:为|是|:|定为)[ ]*$"
)
#: 利用三年时间(2022—2024年), 通过两年行动(2024-2025年): a length of time, with its years in brackets.
_LENGTH_OF_YEARS = regex.compile(
    r"(?P<number>[2-9二两三四五六七八九])年(?:左右)?的?(?:时间|行动|努力|攻坚|提升行动|行动计划)?\([ ]*$"
)
_CONTINUED = regex.compile(r"\((?:上接|下转|未完)[^()]{0,12}\)")
#: A year that a reply or a report opens a clause with is one that it tells of; a plan says more plainly what is past.
_TOLD_YEAR = regex.compile(r"(?:截至|截止|于|,|。|;)(?P<year>(?:19|20)[0-9]{2})[ ]{0,2}年")
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})[ ]{0,2}年"
_PAST_YEAR = regex.compile(
    rf"(?:截至|截止)[ ]{{0,2}}{_YEAR}|{_YEAR}(?=[0-9 ]{{1,4}}月[0-9 ]{{1,4}}日(?!前|之前|以前)"
    r"|[底末来度]?[^,。;]{0,20}?(?:已|以来|印发|出台|发布|修订|召开|同比|获批|荣获|摸排|累计实现|[完建达]成了|实现了))"
)
#: How far a document's own number may stand from its start where no heading ends the head.
_HEAD = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """The document's own fields; each is None where the text does not give it.

    Attributes:
        title_span: Where the title stands.
        title_spans: Every place where it stands, in the page's lines above the text too.
        short_names: What the document calls itself between 《 and 》 (以下简称《规划》).
        index_number: The number under which a site files the document (索引号).
        source_name: Who a site says the document is taken from (来源).
        own_year: The year that dates months without one.
    """

    document_type: DocumentType
    title: str | None
    title_span: Span | None
    title_spans: tuple[Span, ...]
    short_names: frozenset[str]
    issuer: str | None
    place: Division | None
    document_number: str | None
    index_number: str | None
    source_name: str | None
    issued_on: date | None
    published_on: date | None
    period: tuple[date, date] | None
    own_year: int | None
    is_complete: bool


def facts_of(
    view: TextView,
    furniture: list[Span],
    sections: list[Section],
    cited: list[CitationMention],
    dates: list[TimeMention],
) -> Facts:
    """Return what the document says of itself, from its head, its foot and its own words."""
    text_body = body(view.folded, furniture)
    head = head_fields(view)
    fields = head.values
    span = title_span(view, text_body, sections, fields.get("title"))
    declared = view.document.declared
    title = title_of(view, span) or declared.get("title")
    kind = _kind(view.folded[text_body.start : text_body.end], title, sections)
    published_on, published_at = published(view, dates, head, text_body)
    published_on = published_on or _day_of(declared.get("published", ""))
    issued_on, issued_at = issued(view, dates, fields, published_at)
    if kind == "work_report":
        issued_on = delivered(view, dates) or issued_on
    own_year = _own_year(view.folded, title, kind, issued_on or published_on)
    issuer = issuer_of(view, kind, fields, dates, issued_at, span)
    speaker = issuer or (organ_before(view, span) if span else None)
    return Facts(
        document_type=kind,
        title=title,
        title_span=span,
        title_spans=title_spans(view, text_body, span, title),
        short_names=short_names(view, title, cited),
        issuer=issuer,
        place=place_of(view, text_body, title, speaker, kind),
        document_number=_own_number(view, fields, cited, sections),
        index_number=_first_word(view, fields.get("index")),
        source_name=_first_word(view, fields.get("source")) or declared.get("source"),
        issued_on=issued_on,
        published_on=published_on,
        period=_period(view, title, kind, dates, cited, issued_on, own_year),
        own_year=own_year,
        # What stands on pages that are pictures is not in the text.
        is_complete=_is_complete(view.folded, text_body, span, sections)
        and not view.document.left_out.get("scanned_pages"),
    )


def _first_word(view: TextView, field: Span | None) -> str | None:
    """Return a field's value up to a blank: behind it a page goes on with its own words."""
    return view.quote(field.start, field.end).split()[0] if field is not None else None


def _day_of(words: str) -> date | None:
    """Return the day that a page's own tag gives (2022-09-16 16:15:34)."""
    return next((time.end_on for time in dated_times(fold(words)) if time.is_point), None)


def is_own(facts: Facts, mention: CitationMention) -> bool:
    """Whether a reference names the document itself: by its number, its title or a short name that it gives itself."""
    if mention.title is None:
        return mention.number == facts.document_number
    if (
        mention.number
        and facts.document_number
        and _figures(mention.number) != _figures(facts.document_number)
    ):
        # The nation's plan has the same words as the province's, and its own number.
        return False
    return mention.title in facts.short_names or is_title(mention.title, facts.title)


def _figures(number: str) -> list[str]:
    return _FIGURES.findall(fold(number))


def _kind(body_text: str, title: str | None, sections: list[Section]) -> DocumentType:
    head = fold(title or "")
    if "政府工作报告" in head or ("工作报告" in head and _AT_SESSION.search(body_text[:1500])):
        return "work_report"
    if _REPLY_TITLE.search(head) or _REPLY.search(body_text[:800]):
        return "reply"
    if _OUTLINE.search(head) and not _OUTLINE_REPORTED.search(head):
        return "outline"
    if _PLAN.search(_CLOSING_BRACKETS.sub("", head)):
        return "plan"
    if head.endswith("通知"):
        return "notice"
    if not head and any(section.kind in ("part", "chapter", "node") for section in sections):
        return "plan"
    return "other"


def _own_number(
    view: TextView, fields: dict[str, Span], cited: list[CitationMention], sections: list[Section]
) -> str | None:
    """Return the 文号 of the page's head table, else the one that stands alone before the first section."""
    if "number" in fields:
        match = DOCUMENT_NUMBER.search(view.folded, fields["number"].start, fields["number"].end)
        if match:
            return view.quote(*match.span())
    limit = sections[0].start if sections else _HEAD
    beside = {
        mention.number_end for mention in cited if mention.title is not None and mention.number is not None
    }
    for match in document_numbers(view.folded, limit):
        before = view.folded[match.start() - 1] if match.start() else "\n"
        alone = before in " \n\r\t:号" or (before.isascii() and before.isalpha()) or match.start() == 0
        if alone and not any(match.start() < end <= match.end() + 1 for end in beside):
            return view.quote(*match.span())
    return None


def _period(
    view: TextView,
    title: str | None,
    kind: DocumentType,
    dates: list[TimeMention],
    cited: list[CitationMention],
    issued_on: date | None,
    own_year: int | None,
) -> tuple[date, date] | None:
    """Return the document's own period: a report's year ahead, the title's, a stated one, or its plan term's."""
    if kind == "reply":
        return None
    if kind == "work_report" and issued_on is not None:
        # A report is given at the start of the year that it looks ahead to.
        return date(issued_on.year, 1, 1), date(issued_on.year, 12, 31)
    return (
        _period_of_title(title, kind)
        or _stated_period(view, dates)
        or (_counted_period(view, dates, cited, own_year) if kind == "plan" else None)
        or (_term(dates, cited, own_year) if kind == "plan" else None)
    )


def _period_of_title(title: str | None, kind: DocumentType) -> tuple[date, date] | None:
    found = [
        time for time in dated_times(fold(title or "")) if time.start_on and time.end_on and not time.is_point
    ]
    longer = [time for time in found if time.rule in ("time.years", "time.plan", "time.ordinal_plan")]
    if not longer and kind == "other":
        # 2022年数字政府建设考评办法 is for that year; a year in brackets or before 版 is that of an edition.
        editions = [Span(*match.span()) for match in _EDITION.finditer(fold(title or ""))]
        found = [time for time in found if not any(edition.holds(time.start) for edition in editions)]
    periods = longer or found
    return _ends(periods[0]) if periods else None


def _stated_period(view: TextView, dates: list[TimeMention]) -> tuple[date, date] | None:
    for time in dates:
        if time.rule in ("time.years", "time.plan") and _STATED_PERIOD.search(
            view.folded[max(0, time.start - 16) : time.start]
        ):
            return _ends(time)
    return None


def _counted_period(
    view: TextView, dates: list[TimeMention], cited: list[CitationMention], own_year: int | None
) -> tuple[date, date] | None:
    """Return the years that a length of time spells out (利用三年时间(2022—2024年)), as many as it says."""
    for time in dates:
        length = _LENGTH_OF_YEARS.search(view.folded[max(0, time.start - 12) : time.start])
        period = _ends(time)
        if time.rule != "time.years" or length is None or period is None:
            continue
        words = length["number"]
        years = int(words) if words.isdigit() else chinese_value(words.replace("两", "二"))
        is_cited = any(mention.start <= time.start < mention.end for mention in cited)
        if (
            period[1].year - period[0].year + 1 == years
            and period[1].year >= (own_year or 0)
            and not is_cited
        ):
            return period
    return None


def _term(
    dates: list[TimeMention], cited: list[CitationMention], own_year: int | None
) -> tuple[date, date] | None:
    """Return the five years that a plan speaks of most, outside the names of other documents."""
    terms = [
        time
        for time in dates
        if time.rule == "time.plan"
        and time.start_on is not None
        and time.end_on is not None
        and time.end_on.year >= (own_year or 0)
        and not any(mention.start <= time.start < mention.end for mention in cited)
    ]
    if not terms:
        return None
    return Counter(_ends(time) for time in terms).most_common(1)[0][0]


def _ends(time: TimeMention) -> tuple[date, date] | None:
    return (time.start_on, time.end_on) if time.start_on and time.end_on else None


def _own_year(folded: str, title: str | None, kind: DocumentType, day: date | None) -> int | None:
    """Return the year that dates months without one: the title's, the date's, else the latest one reported.

    A title that gives several years leaves it to the date, and to its first where there is none.
    """
    in_title = list(own_years(fold(title or "")))
    ranges = [time.start_on for time in dated_times(fold(title or "")) if time.rule == "time.years"]
    if in_title and not ranges:
        return in_title[0]
    if day is not None:
        return day.year
    if ranges and ranges[0] is not None:
        return ranges[0].year
    past = _TOLD_YEAR if kind in ("reply", "work_report") else _PAST_YEAR
    return max((int(match["year"]) for match in past.finditer(folded)), default=None)


def _is_complete(folded: str, text_body: Span, title: Span | None, sections: list[Section]) -> bool:
    """False where a page says that it goes on, or where there is neither title nor first label."""
    if _CONTINUED.search(folded):
        return False
    first = sections[0].number if sections else 1
    ends = folded[text_body.start : text_body.end].rstrip()[-1:]
    return not (title is None and first != 1) and ends not in ("、", ",")
