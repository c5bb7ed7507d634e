"""Unlabelled leads: a short phrase or a unit's name that opens its paragraph and heads what follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.lexicons.unit_nouns import unit_nouns
from extractors.structure.labels import ITEMS
from extractors.structure.sections import Section
from extractors.text.scanning import at_heads
from extractors.text.view import Ranges, Span, TextView

#: 培育各类工业互联网平台。重点培育…: a short phrase up to its full stop, and more behind it.
_PHRASE = re.compile(r"[^\S\n\r]*(?P<lead>[^\s。,;:、()《》0-9][^。,;:!?\n\r《》]{2,20})[。:](?=[^\s])")
#: 加强生态系统保护修复。 alone on its line above the paragraph that it heads.
_ALONE = re.compile(
    r"[^\S\n]*(?P<lead>[^\s。,;:、()《》0-9][^。,;:!?\n《》]{2,22})。[^\S\n]*\n\s*(?=[^\n]{30,})(?![^\n。]{2,24}。[^\S\n]*(?:\n|$))"
)
#: 生态优先,绿色发展。坚持…: two clauses of one length.
_PARALLEL = re.compile(
    r"[^\S\n\r]*(?P<lead>(?P<first>[^\s。,;:、()《》0-9]{4,10}),(?P<second>[^\s。,;:、()《》0-9]{4,10}))[。:](?=[^\s])"
)
#: What opens a paragraph without heading it.
_NO_LEAD = re.compile(
    r"[0-9]{2}|^(?:预计|我们|包括|是?指(?!导|引|挥)|即|各位|现将|特此|以上|此|其中|同时|一是|对|为|根据|按照|注)|(?:如下|规定|印发|认真贯彻执行)$|"
    r"(?:单位|部门|主体|责任人|日期|时间|电话|联系人|来源|附件|地址|邮编|代表|委员|同志|说明|备注|"
    r"时限|期限|领导|(?:承办|经办|签发|审核|审签|核稿|校对|分管|办理)(?:领导|人|人员|科室|股室|处室)?)$|^(?:抄[ ]*[送报发]|主[ ]*送|印[ ]*发)"
)
#: 进位突破正当时,奋楫笃行启新程。让我们…: the last words of a report.
_CLOSING = re.compile(r"让我们|各位代表|同志们")
#: 各相关部门工作职责: before the units with their duties.
_DUTIES_HEAD = re.compile(
    r"(?:^|[。;\n])[^\S\n]*(?P<head>[^。;:,\n]{2,16}(?:职责|分工)(?:如下)?)[:][^\S\n]*\n?[^\S\n]*$"
)
#: What parts a unit from its duties.
_DUTY_MARK = re.compile(":(?=负责|会同|牵头|配合|承担|做好|组织|指导|落实)")
_FEWEST = 2
#: What sections are for in which two clauses of one length open paragraphs.
_PAIRED = frozenset({"principle", "safeguard"})
#: In how many sections leads stand that make a lone one a lead too.
_USUAL = 3


def with_leads(
    view: TextView, sections: Sequence[Section], list_ends: Sequence[int], skip: Ranges
) -> list[Section]:
    """Return the sections with the leads of each lowest one as its sub-sections.

    A lead counts where at least one other paragraph under the same heading opens the same way, a lone one where most of
    the document's sections open their paragraphs so.

    Args:
        view: The document.
        sections: Its labelled sections, in text order.
        list_ends: Offsets behind responsibility lists, in order: a paragraph ends there even without a line break.
        skip: Ranges that hold no headings: page furniture, tables, notes.
    """
    has_duties = (
        _DUTY_MARK.search(view.folded) is not None
    )  # most documents have none, and no section is asked
    read = [_leads_of(view, section, list_ends, skip, has_duties=has_duties) for section in sections]
    usual = sum(len(leads.spans) >= _FEWEST for leads in read if leads.kind == "lead") >= _USUAL
    found: list[Section] = []
    for section, leads in zip(sections, read, strict=True):
        found.append(section)
        lone = usual and leads.kind == "lead" and all(view.opens_line(span.start) for span in leads.spans)
        if len(leads.spans) >= (1 if lone else _FEWEST):
            head = _duties_head(view, section, leads.spans[0]) if leads.kind == "duty" else None
            if head is not None:
                found.append(head)
            found += _children(view, head or section, leads.kind, leads.spans)
    return found


def _duties_head(view: TextView, section: Section, first: Span) -> Section | None:
    """Return the heading that stands right before the duties of units (各相关部门工作职责:), cut off from its section."""
    match = _DUTIES_HEAD.search(view.folded, max(section.heading.end, first.start - 30), first.start)
    if match is None:
        return None
    start = match.start("head")
    head = Section("lead", None, None, Span(*match.span("head")), start, opens_line=True)
    beside = section.kind in ITEMS and section.parent is not None
    head.parent = section.parent if beside else section
    head.level = section.level if beside else section.level + 1
    head.role, head.end = section.role, section.end
    if head.parent is not None:
        head.parent.children.append(head)
    if beside:
        section.end = view.trim(section.start, start).end
    return head


class _Leads(NamedTuple):
    kind: str
    spans: list[Span]


def _leads_of(
    view: TextView, section: Section, list_ends: Sequence[int], skip: Ranges, *, has_duties: bool
) -> _Leads:
    """Return the units that open a section's paragraphs, where there are none the phrases that do."""
    # The paragraphs of an article (款) have no headings.
    if section.children or section.kind in ("table", "annex", "article"):
        return _Leads("lead", [])
    duties = list(_duties(view, section)) if has_duties else []
    if len(duties) >= _FEWEST:
        return _Leads("duty", duties)
    return _Leads("lead", [span for span in _phrases(view, section, list_ends) if not skip.hold(span.start)])


def _children(view: TextView, section: Section, kind: str, spans: list[Span]) -> list[Section]:
    starts = [*(span.start for span in spans[1:]), section.end]
    for span, end in zip(spans, starts, strict=True):
        child = Section(kind, None, None, span, span.start, opens_line=True)
        child.end = view.trim(span.start, end).end
        child.level, child.role, child.parent = section.level + 1, section.role, section
        section.children.append(child)
    return section.children


def _phrases(view: TextView, section: Section, list_ends: Sequence[int]) -> Iterator[Span]:
    for at in _paragraphs(view, section, list_ends):
        # 事非经过不知难,成如容易却艰辛 in a report is a saying.
        patterns = (_PHRASE, _ALONE, _PARALLEL) if section.role in _PAIRED else (_PHRASE, _ALONE)
        match = next((m for pattern in patterns if (m := pattern.match(view.folded, at, section.end))), None)
        even = match is None or match.re is not _PARALLEL or len(match["first"]) == len(match["second"])
        closing = match is not None and _CLOSING.match(view.folded, match.end())
        if match and even and not closing and not _NO_LEAD.search(match["lead"]):
            yield Span(*match.span("lead"))


def _paragraphs(view: TextView, section: Section, list_ends: Sequence[int]) -> Iterator[int]:
    """Yield where paragraphs of a section start: behind line breaks, responsibility lists, a heading without a stop."""
    lines = view.lines(max(1, section.heading.end), section.end)
    starts = {start for start, end in lines if end > start}
    first, last = bisect_left(list_ends, section.heading.end), bisect_left(list_ends, section.end)
    starts.update(list_ends[first:last])
    if view.folded[section.heading.end : section.heading.end + 1] not in ("。", ":", ";", "\n", "\r", ""):
        starts.add(section.heading.end)
    yield from sorted(starts)


@cache
def _duty() -> re.Pattern[str]:
    """A paragraph that a unit opens (区交通与建设局:负责…, 各片区管理局、各乡镇:负责…)."""
    nouns = "|".join(map(re.escape, (*unit_nouns(), "乡镇", "街道")))
    name = rf"[^\s,。;:、()]{{1,16}}?(?:{nouns})"
    return re.compile(
        rf"(?:(?<=[。;:\n\r])|^)[^\S\n\r]*(?P<lead>{name}(?:[、和]{name}){{0,5}}){_DUTY_MARK.pattern}"
    )


def _duties(view: TextView, section: Section) -> Iterator[Span]:
    for match in at_heads(_duty(), _DUTY_MARK, view.folded, "。;:\n", section.heading.end, section.end):
        yield Span(*match.span("lead"))
