"""Who signs a document and when: the day and the organ under it, the page's day, the day of a report."""

from __future__ import annotations

import re
from datetime import date

import regex

from extractors.lexicons.head_fields import field_labels, spaced
from extractors.mentions.times import TimeMention, dated_times
from extractors.rows.head_fields import HeadFields
from extractors.schema.vocabulary import DocumentType
from extractors.text.around import char_before
from extractors.text.folding import fold
from extractors.text.view import Span, TextView


def _labels(*fields: str) -> str:
    """Return the pattern of the labels of some fields."""
    return "|".join(spaced(label) for label, field in field_labels().items() if field in fields)


#: What stands before the day of publication: 发布日期:, 更新时间:.
_PUBLISHED = regex.compile(rf"(?:{_labels('published', 'updated')})[ ]?[:]\s*$")
#: What may stand before it as before the day of a meeting: 时间:, 日期:.
_SOME_DAY = regex.compile(rf"(?<!\p{{Han}})(?:{_labels('day')})[ ]?[:]\s*$")
#: What a page prints behind a day: the clock, then a label (来源:, 字号:) or a bracket.
_CLOCK = r"[ ]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[ ]*(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?[ ]*"
_PAGE_BEHIND_DAY = regex.compile(
    rf"{_CLOCK}(?=【|\[|来源|浏览|作者|\(?(?:{_labels('source', 'other')})[ ]{{0,2}}(?:[:\]】]|[0-9]))"
)
#: The same, or the end of the line.
_BEHIND_DAY = regex.compile(rf"{_PAGE_BEHIND_DAY.pattern}|{_CLOCK}(?=\n|\r|$)")
#: What may stand before a day that a page prints on a line: nothing but a bracket, or the source.
_BEFORE_DAY = regex.compile(rf"[ ]*[\[【(]?[ ]*(?:(?:{_labels('source')})[ ]{{0,2}}:[ ]*[^ \n]{{2,30}}[ ]+)?")
_NEWSPAPER = regex.compile(r"第[0-9]{1,3}版|日报|晚报")
#: 保定日报 2022年5月18日 第03版.
_NEWSPAPER_LINE = regex.compile(
    r"(?:日报|晚报|时报)[^\n]{0,40}第[ ]?[0-9]{1,3}[ ]?版|第[ ]?[0-9]{1,3}[ ]?版[^\n]{0,40}(?:日报|晚报|时报)"
)
_ORGAN = r"\p{Han}{3,30}(?:政府|委员会|管委会|办公室|办公厅|公署|行署|管理局|领导小组|指挥部|总队|支队|中心|公司|党组|协会|局|厅|委|部|院)"
#: 平潭综合实验区管委会 before the day under a document; several sign side by side or one below the other.
_SIGNED = regex.compile(
    rf"(?P<units>(?:{_ORGAN}(?:\([^()\s]{{1,8}}\))?\s+)*{_ORGAN})\s*(?:\((?:章|印|盖章)\))?\s*$"
)
#: How such words end, before blanks; none other is searched.
_SIGNED_ENDS = tuple("府会室厅署局组部队心司委院)")
#: Up to the last 。 before such words that stands in no brackets: they begin behind it.
_UP_TO_STOP = re.compile(r".*。(?![^(]*\))", re.DOTALL)
_ORGAN_BEFORE_TITLE = regex.compile(rf"^(?P<unit>{_ORGAN})(?=关于|印发|转发|对)")
_HANDLING_UNIT = regex.compile(
    r"(?:主办|承办|分办)单位[:][ ]*(?P<unit>[^ \n:]{2,40}?)(?=[ ]|委员反馈|代表反馈|协办|会办|办复|办理|[\n]|$)"
)
#: ——2026年1月26日|在青海省第十四届人民代表大会第四次会议上.
_AT_SESSION = regex.compile(r"[ ]?在[^。;]{4,50}会议上")
#: The last words of a notice before the day on which it was given.
_FORMULA = regex.compile(
    r"(?:印发给你们|转发给你们|贯彻(?:执行|落实)|遵照执行|(?:组织|抓好|认真)(?:抓好)?(?:实施|落实|执行)|参照执行|特此(?:通知|公告|函复|答复|报告))[^。\n]{0,12}。\s*$"
)
#: 2019年4月8日|印发了: a sentence that goes on behind a day, so soon.
_GOES_ON = regex.compile(r"[ ]*(?:印发了?|发布|召开|出台|[,,、:]|在|会议|至|到|-|以)")
_GOES_ON_WITHIN = 6
_SEVERAL = frozenset("、,")
#: How far from its start a page's own day may stand, and how far before a day those who sign.
_TOP = 1500
_REACH = 240


def published(
    view: TextView, dates: list[TimeMention], head: HeadFields, text_body: Span
) -> tuple[date | None, int]:
    """Return the day of publication with its offset: the head table's, the one beside 发布日期, or a page's own day.

    A page's own day stands in digits alone on a line near the top; a newspaper's may be spelt.
    """
    if "published" in head.values:
        time = _day_in(view, head.values["published"])
        if time is not None:
            return time.end_on, time.start
    points = [time for time in dates if time.is_point and not head.other_days.hold(time.start)]
    for time in points:
        if _is_published(view, time):
            return time.end_on, time.start
    paper = _NEWSPAPER_LINE.search(view.folded[:400])
    if paper:
        printed_on = next((time for time in points if paper.start() <= time.start < paper.end()), None)
        if printed_on is not None:
            return printed_on.end_on, printed_on.start
    newspaper = _NEWSPAPER.search(view.folded[:200] + view.folded[-300:])
    for time in points:
        near = time.start < text_body.start + max(len(view.folded) // 4, min(_TOP, len(view.folded) // 2))
        printed = _is_in_figures(view, time) or newspaper or _PAGE_BEHIND_DAY.match(view.folded, time.end)
        if near and printed and _alone(view, time):
            return time.end_on, time.start
    return None, -1


def _is_published(view: TextView, time: TimeMention) -> bool:
    """Whether a label before a day says that it is the one of publication."""
    before = view.folded[max(0, time.start - 16) : time.start]
    is_printed = _is_in_figures(view, time) or _BEHIND_DAY.match(view.folded, time.end)
    return bool(_PUBLISHED.search(before) or (is_printed and _SOME_DAY.search(before)))


def _is_in_figures(view: TextView, time: TimeMention) -> bool:
    return "年" not in view.folded[time.start : time.end]


def _alone(view: TextView, time: TimeMention) -> bool:
    line = view.line(time.start)
    opens = _BEFORE_DAY.fullmatch(view.folded, line.start, time.start)
    is_bracketed = view.folded.startswith(("]", ")", "】"), time.end)
    # [2018-01-12] alone is the day of another page in a list.
    behind = _PAGE_BEHIND_DAY if is_bracketed else _BEHIND_DAY
    return bool(opens and behind.match(view.folded, time.end + is_bracketed))


def _day_in(view: TextView, span: Span) -> TimeMention | None:
    """Return the first day in a field's value, at its place in the view."""
    for time in dated_times(view.folded[span.start : span.end]):
        if time.is_point:
            start, end = span.start + time.start, span.start + time.end
            return TimeMention(start, end, time.start_on, time.end_on, time.kind, time.recurrence, time.rule)
    return None


def issued(
    view: TextView, dates: list[TimeMention], fields: dict[str, Span], published_at: int
) -> tuple[date | None, int]:
    """Return the day of the document with its offset: alone on its line under the text, else behind the organ that signs.

    Where neither stands in the text, the page's head table gives it.
    """
    points = [
        time
        for time in dates
        if time.is_point and time.start != published_at and "年" in view.folded[time.start : time.end]
    ]
    given = _day_in(view, fields["issued"]) if "issued" in fields else None
    for time in points:
        if _closes(view, time) and _signers(view, time.start):
            return (given or time).end_on, time.start
    for time in points:
        if _bracketed_line(view, time) or _behind_formula(view, time):
            return (given or time).end_on, time.start
    for time in reversed(points):
        line = view.line(time.start)
        alone = view.trim(line.start, line.end).start == time.start and line.end - time.end < 4
        if alone and time.start > len(view.folded) // 2:
            return (given or time).end_on, time.start
    return (given.end_on, given.start) if given is not None else (None, -1)


def _bracketed_line(view: TextView, time: TimeMention) -> bool:
    """Whether a day stands in brackets alone on its line near the top, as below a title: (2022年4月29日)."""
    line = view.line(time.start)
    span = view.trim(line.start, line.end)
    alone = (span.start, span.end) == (time.start - 1, time.end + 1)
    return alone and view.folded[span.start] == "(" and time.start < _TOP


def _behind_formula(view: TextView, time: TimeMention) -> bool:
    """Whether a day stands right behind a notice's last words (请认真贯彻执行。), and no sentence goes on behind it."""
    said = _FORMULA.search(view.folded[max(0, time.start - _REACH) : time.start])
    return said is not None and char_before(view.folded, time.start) == "。" and _closes(view, time)


def _closes(view: TextView, time: TimeMention) -> bool:
    """Whether nothing goes on behind a day as a sentence would: 保定市人民政府2019年4月8日印发了…."""
    return _GOES_ON.match(view.folded, time.end, time.end + _GOES_ON_WITHIN) is None


def delivered(view: TextView, dates: list[TimeMention]) -> date | None:
    """Return the day on which a report was given (——2026年1月26日在…会议上)."""
    for time in dates:
        if time.is_point and _AT_SESSION.match(view.folded, time.end):
            return time.end_on
    return None


def issuer_of(
    view: TextView,
    kind: DocumentType,
    fields: dict[str, Span],
    dates: list[TimeMention],
    issued_at: int,
    title: Span | None,
) -> str | None:
    """Return who issues the document: who signs it, is named by the head table, the cover or the title.

    A report's is who speaks, so it has none. Where several units answer one proposal there is none either.
    """
    if kind == "work_report":
        return None
    if kind == "reply":
        handling = _HANDLING_UNIT.search(view.folded[:800])
        if handling:
            return None if _SEVERAL & set(handling["unit"]) else view.quote(*handling.span("unit"))
    signed = _signed(view, issued_at)
    if len(signed) == 1:
        return signed[0]
    if "issuer" in fields:
        return view.quote(fields["issuer"].start, fields["issuer"].end)
    return (
        "、".join(signed) or _on_cover(view, dates, title) or (organ_before(view, title) if title else None)
    )


def _signed(view: TextView, offset: int) -> list[str]:
    if offset < 0:
        return []
    units = _signers(view, offset)
    return view.quote(units.start, units.end).split() if units is not None else []


def _signers(view: TextView, offset: int) -> Span | None:
    """Return the organs right before an offset, or None where none stands there."""
    base = max(0, offset - _REACH)
    words = view.folded[base:offset]
    if not words.rstrip().endswith(_SIGNED_ENDS):
        return None
    stop = _UP_TO_STOP.match(words)
    match = _SIGNED.search(words, stop.end() if stop else 0)
    return Span(base + match.start("units"), base + match.end("units")) if match else None


def _on_cover(view: TextView, dates: list[TimeMention], title: Span | None) -> str | None:
    """Return the organ alone on the line above a cover's month."""
    for time in dates:
        if title is None or time.start < title.end or time.rule not in ("time.month", "time.year"):
            continue
        if time.start > title.end + 200:
            return None
        line = view.line(time.start)
        above = view.folded[title.end : line.start].strip().splitlines()
        unit = above[-1].strip() if above and not view.folded[line.start : time.start].strip() else ""
        if regex.fullmatch(_ORGAN, unit):
            at = view.folded.rindex(unit, title.end, line.start)
            return view.quote(at, at + len(unit))
    return None


def organ_before(view: TextView, title: Span) -> str | None:
    """Return the organ that a title opens with: 保定市人民政府关于…."""
    words = "".join(view.quote(title.start, title.end).split())
    match = _ORGAN_BEFORE_TITLE.match(fold(words))
    return words[: match.end("unit")] if match else None
