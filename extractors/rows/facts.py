"""What a document says of itself: kind, title, jurisdiction, number, dates, period."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import regex

from extractors.lexicons.divisions import Division
from extractors.lexicons.places import find_divisions
from extractors.mentions.citations import DOCUMENT_NUMBER, CitationMention
from extractors.mentions.times import TimeMention, dated_times, own_years
from extractors.schema.vocabulary import DocumentType
from extractors.structure.furniture import body
from extractors.structure.sections import Section
from extractors.text.folding import fold
from extractors.text.view import Span, TextView

_DOCUMENT_NOUN = r"(?:规划纲要|目标纲要|纲要|规划|计划|方案|意见|办法|措施|细则|通知|决定|报告|答复|函复|复函|建议|清单|要点|规定|条例)"
# \p{Han} holds the rare characters of names of people and places, which the block of common ones lacks.
#: A line that is a title: it ends with a document noun, brackets with years or (试行) may follow.
_TITLE_LINE = regex.compile(
    rf"^.{{2,80}}{_DOCUMENT_NOUN}(?:的(?:通知|函|报告|答复|复函))?(?:\([^()]{{1,20}}\))?$"
)
#: In a text without line breaks: 平潭综合实验区管委会关于下达…的通知.
_INLINE_TITLE = regex.compile(
    r"\p{Han}{0,25}(?:关于|印发|转发)[^。;\n]{2,90}?的(?:通知|意见|决定|答复|函|报告|公告)(?=[ \n]|\p{Han}|$)"
)
_FORWARDED = regex.compile(r"(?:印发|转发|下发|公布)(?:<|《)(?P<title>[^《》]{4,80})(?:>|》)的通知")
_FORWARDED_PLAIN = regex.compile(r"(?:印发|转发)(?P<title>[^《》。\n]{4,60}?)的通知")
_TOPIC = regex.compile(r"案[ ]*由[:](?P<title>[^\n]{4,80}?)(?=提[ ]*案[ ]*人|主办|分办|\n|领衔)")
_REPLY = regex.compile(
    r"(?:建议|提案|议案|意见)[^\n。]{0,12}(?:答复|回复|复函)|案[ ]*由[:]|办复内容|收悉[,。]现(?:将|就)?.{0,10}答复"
)
_OUTLINE = regex.compile(r"国民经济和社会发展.{0,40}(?:规划|纲要|远景目标)")
_PUBLISHED = regex.compile(r"(?:发布(?:日期|时间)|公布日期|时间|日期)[:][ ]*$")
_CONTINUED = regex.compile(r"\((?:上接|下转|未完)[^()]{0,12}\)")
#: How a government speaks of its own place: 我市.
_OWN_PLACE = regex.compile(r"[我本](?P<kind>省|自治区|市|州|县|旗|区)(?!域|间|别|块)")
#: 主办单位:区旅文局; a list of words may look alike (,区域发展布局), so it counts where nobody says 我.
_OWN_OFFICE = regex.compile(r"[:、,(](?P<kind>省|市|县|区)(?!域|间|别|块)(?=\p{Han}{1,8}[局委办厅](?!部))")
#: 全省 may be what a city compares itself with, so it counts only where a text says nothing else.
_WHOLE_PLACE = regex.compile(r"全(?P<kind>自治区|市|州|县|旗|区|省)(?!域|间|别|块)")
_KIND_LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "旗": "county",
    "区": "county",
}
#: `# ` before a title in Markdown.
_HEADING_MARK = regex.compile(r"[ ]{0,3}#{1,6}[ ]+")
#: (2016—2018年) on the line below a title.
_BRACKETED_LINE = regex.compile(r"\s*\([^()\n]{2,24}\)(?=\s*(?:\n|$))")
_PLAN = regex.compile(r"规划|计划|方案|纲要|行动|要点")
_NEWSPAPER = regex.compile(r"第[0-9]{1,3}版|日报|晚报")
#: 平潭综合实验区管委会 before the day under a document.
_ISSUER = regex.compile(r"(?P<unit>\p{Han}{4,30}(?:政府|委员会|管委会|办公室|办公厅|局|厅|委))\s*$")
_HANDLING_UNIT = regex.compile(r"主办单位[:](?P<unit>[^ \n:]{2,20}?)(?=委员反馈|代表反馈|协办|办复|[\n]|$)")
#: ——2026年1月26日|在青海省第十四届人民代表大会第四次会议上.
_AT_SESSION = regex.compile(r"在[^。;]{4,50}会议上")
_REPORTED_YEAR = regex.compile(r"(?:截至|截止|于|,|。|;)(?P<year>(?:19|20)[0-9]{2})年")
_HEAD_LINES = 14


@dataclass(frozen=True, slots=True)
class Facts:
    """The document's own fields; each is None where the text does not give it."""

    document_type: DocumentType
    title: str | None
    title_span: Span | None
    issuer: str | None
    place: Division | None
    document_number: str | None
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
    span = _title_span(view, text_body, sections)
    title = _title(view, span)
    kind = _kind(view.folded[text_body.start : text_body.end], title, sections)
    published, published_at = _published(view, dates)
    issued, issued_at = _issued(view, dates, published_at)
    if kind == "work_report":
        issued = _delivered(view, dates) or issued
    period = _period(view, title, kind, dates, issued)
    issuer = _issuer(view, issued_at, kind)
    return Facts(
        document_type=kind,
        title=title,
        title_span=span,
        issuer=issuer,
        place=_place(view, text_body, title, issuer, kind),
        document_number=_own_number(view, cited, sections),
        issued_on=issued,
        published_on=published,
        period=period,
        own_year=_own_year(view.folded, title, issued or published),
        is_complete=_is_complete(view.folded, text_body, span, sections),
    )


def _title_span(view: TextView, text_body: Span, sections: list[Section]) -> Span | None:
    limit = sections[0].start if sections else text_body.end
    topic = _TOPIC.search(view.folded, text_body.start, max(limit, text_body.start + 600))
    if topic:
        return Span(*topic.span("title"))
    at, lines = text_body.start, 0
    while at < limit and lines < _HEAD_LINES:
        line = view.line(at)
        start = max(line.start, text_body.start)
        mark = _HEADING_MARK.match(view.folded, start, line.end)
        span = view.trim(mark.end() if mark else start, max(start, min(line.end, limit)))
        if _TITLE_LINE.match(view.folded[span.start : span.end]):
            return _with_bracketed_line(view, span)
        at, lines = line.end + 1, lines + (span.end > span.start)
    inline = _INLINE_TITLE.search(view.folded, 0, min(limit, 3000))
    return Span(*inline.span()) if inline else None


def _with_bracketed_line(view: TextView, span: Span) -> Span:
    """Join the next line where it goes on with the title's years: 行动计划 / (2016—2018年)."""
    following = _BRACKETED_LINE.match(view.folded, span.end)
    return Span(span.start, following.end()) if following else span


def _title(view: TextView, span: Span | None) -> str | None:
    if span is None:
        return None
    words = view.folded[span.start : span.end]
    for pattern in (_FORWARDED, _FORWARDED_PLAIN):
        match = pattern.search(words)
        if match:
            start, end = match.span("title")
            return view.quote(span.start + start, span.start + end).strip()
    return regex.sub(r"\s*[\n\r]\s*", "", view.quote(span.start, span.end).strip())


def _kind(body_text: str, title: str | None, sections: list[Section]) -> DocumentType:
    head = title or ""
    if "工作报告" in head:
        return "work_report"
    if _REPLY.search(head) or (_REPLY.search(body_text[:800])):
        return "reply"
    if _OUTLINE.search(head):
        return "outline"
    if _PLAN.search(head) and not head.endswith("的通知"):
        return "plan"
    if head.endswith("通知"):
        return "notice"
    if not head and any(section.kind in ("part", "chapter", "node") for section in sections):
        return "plan"
    return "other"


def _published(view: TextView, dates: list[TimeMention]) -> tuple[date | None, int]:
    """Return the day of publication: beside 发布日期, or alone on one of the first lines of a newspaper's page."""
    for time in dates:
        if time.is_point and _PUBLISHED.search(view.folded[max(0, time.start - 8) : time.start]):
            return time.end_on, time.start
    newspaper = _NEWSPAPER.search(view.folded[:200] + view.folded[-300:])
    for time in dates[:4] if newspaper else []:
        line = view.line(time.start)
        if time.is_point and view.trim(line.start, line.end) == Span(time.start, time.end):
            return time.end_on, time.start
    return None, -1


def _issued(view: TextView, dates: list[TimeMention], published_at: int) -> tuple[date | None, int]:
    """Return the day under the document: alone on its line behind the text, or behind the issuer's name."""
    points = [time for time in dates if time.is_point and "年" in view.folded[time.start : time.end]]
    for time in reversed(points):
        line = view.line(time.start)
        alone = view.trim(line.start, line.end).start == time.start and line.end - time.end < 4
        if alone and time.start != published_at and time.start > len(view.folded) // 2:
            return time.end_on, time.start
    for time in points:
        if _ISSUER.search(view.folded[max(0, time.start - 40) : time.start]):
            return time.end_on, time.start
    return None, -1


def _delivered(view: TextView, dates: list[TimeMention]) -> date | None:
    """Return the day on which a report was given (——2026年1月26日在…会议上)."""
    for time in dates:
        if time.is_point and _AT_SESSION.match(view.folded, time.end):
            return time.end_on
    return None


def _issuer(view: TextView, issued_at: int, kind: DocumentType) -> str | None:
    if issued_at < 0 or kind == "reply":
        single = _HANDLING_UNIT.search(view.folded[:800])
        return view.quote(*single.span("unit")) if single and not set("、,") & set(single["unit"]) else None
    base = max(0, issued_at - 40)
    before = _ISSUER.search(view.folded[base:issued_at])
    if not before:
        return None
    return view.quote(base + before.start("unit"), base + before.end("unit"))


def _own_number(view: TextView, cited: list[CitationMention], sections: list[Section]) -> str | None:
    """Return the 文号 that stands alone in the head, before the first section, beside no cited title."""
    limit = sections[0].start if sections else 2000
    beside = {
        mention.number_end for mention in cited if mention.title is not None and mention.number is not None
    }
    for match in DOCUMENT_NUMBER.finditer(view.folded, 0, limit):
        before = view.folded[match.start() - 1] if match.start() else "\n"
        alone = before in " \n\r\t:号" or match.start() == 0
        if alone and not any(match.start() < end <= match.end() + 1 for end in beside):
            return view.quote(*match.span())
    return None


def _period(
    view: TextView, title: str | None, kind: DocumentType, dates: list[TimeMention], issued: date | None
) -> tuple[date, date] | None:
    if kind in ("reply", "other"):
        return None
    if kind == "work_report" and issued is not None:
        # A report is given at the start of the year that it looks ahead to.
        return date(issued.year, 1, 1), date(issued.year, 12, 31)
    if title is not None:
        found = [
            time for time in dated_times(fold(title)) if time.start_on and time.end_on and not time.is_point
        ]
        plans = [
            time for time in found if time.rule in ("time.years", "time.plan", "time.ordinal_plan")
        ] or found
        if plans and plans[0].start_on and plans[0].end_on:
            return plans[0].start_on, plans[0].end_on
    plans = [time for time in dates if time.rule == "time.plan" and time.start_on is not None]
    if kind == "plan" and plans:
        latest = Counter((time.start_on, time.end_on) for time in plans).most_common(1)[0][0]
        return (latest[0], latest[1]) if latest[0] and latest[1] else None
    return None


def _own_year(folded: str, title: str | None, day: date | None) -> int | None:
    """Return the year that dates months without one: the title's, the date's, else the latest one reported."""
    in_title = list(own_years(title or ""))
    if in_title:
        return in_title[0]
    if day is not None:
        return day.year
    return max((int(match["year"]) for match in _REPORTED_YEAR.finditer(folded)), default=None)


def _place(
    view: TextView, text_body: Span, title: str | None, issuer: str | None, kind: DocumentType
) -> Division | None:
    """Return the jurisdiction whose government speaks: the title's or the issuer's, else the one most named.

    A reply's title names the congress that it answers, not the speaker.
    """
    for words in (title if kind != "reply" else None, issuer):
        named = [division for _, _, division in find_divisions(words)] if words else []
        if named:
            return named[-1] if _nested(named) else named[0]
    text = view.folded[text_body.start : text_body.end]
    own = _own_kind(text)
    # A zone speaks of itself as 我区; in a city's document zones are what is spoken of (对接雄安新区).
    counts = Counter(
        division
        for _, _, division in find_divisions(text)
        if not division.is_zone or (own == "区" and division.level == "county")
    )
    if not counts:
        return None
    level = _KIND_LEVELS[own] if own else None
    at_level = {division: n for division, n in counts.items() if division.level == level} or dict(counts)
    return max(at_level, key=lambda division: (at_level[division], division.is_zone, division.code))


def _own_kind(text: str) -> str | None:
    """Return what a government calls its own place (市, 区), by the first way of speaking that the text uses."""
    for pattern in (_OWN_PLACE, _OWN_OFFICE, _WHOLE_PLACE):
        said = Counter(match["kind"] for match in pattern.finditer(text))
        if said:
            return said.most_common(1)[0][0]
    return None


def _nested(named: list[Division]) -> bool:
    return all(inner.code.startswith(outer.code.rstrip("0")) for outer, inner in pairwise(named))


def _is_complete(folded: str, text_body: Span, title: Span | None, sections: list[Section]) -> bool:
    """False where a page says that it goes on, or where there is neither title nor first label."""
    if _CONTINUED.search(folded):
        return False
    first = sections[0].number if sections else 1
    ends = folded[text_body.start : text_body.end].rstrip()[-1:]
    return not (title is None and first != 1) and ends not in ("、", ",")
