"""Who is responsible: 责任单位 lists, X牵头,Y配合, 由X负责."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.lexicons.responsibility import list_labels
from extractors.lexicons.unit_nouns import unit_nouns
from extractors.schema.vocabulary import UnitRole
from extractors.text.view import Span

#: Another labelled field ends a list: 责任单位:甲公司,所属片区:乙局.
_NEXT_FIELD = re.compile(r"[,;。 ][ ]*[一-鿿]{2,8}[:]")
#: What may follow 等 inside a list: 市教育局等部门、各县政府.
_AFTER_AND_SO_ON = re.compile(r"[、,;。)\] \n]|有关|相关|单位|部门|按|负责|牵头|配合|参与|共同|级|$")
_LONGEST_LIST = 600
_CLOSERS = {"(": ")", "【": "】", "[": "]"}
#: Behind a name in a list: what gives its role, or only closes the list.
_SUFFIX = re.compile(
    r"(?:等(?:单位|部门)?)?(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?)?(?:分别)?(?:共同)?"
    r"(?P<role>牵头(?:负责)?|负责|配合|参与|协助|具体实施)?$"
)
_SUFFIX_ROLES: dict[str, UnitRole] = {
    "牵头": "lead",
    "牵头负责": "lead",
    "负责": "responsible",
    "具体实施": "responsible",
    "配合": "support",
    "参与": "support",
    "协助": "support",
}


@dataclass(frozen=True, slots=True)
class UnitMention:
    """One unit in a list: its range and its role."""

    start: int
    end: int
    role: UnitRole
    is_elliptic: bool


@dataclass(frozen=True, slots=True)
class ResponsibilityList:
    """A list of units with where it stands.

    Attributes:
        span: The whole list with its label and brackets.
        units: The units in the order of the list.
        opens_line: Whether the label opens its line, so that the list covers the items above it.
        is_labelled: Whether a label (责任单位:) heads it; units assigned in prose have none.
        rule: The rule that found it.
        misread: Items that end in no noun of a unit.
    """

    span: Span
    units: tuple[UnitMention, ...]
    opens_line: bool
    is_labelled: bool
    rule: str
    misread: tuple[Span, ...] = ()


def responsibility_lists(folded: str, headings: Sequence[int] = ()) -> list[ResponsibilityList]:
    """Return the lists of responsible units in text order.

    Args:
        folded: The width-folded text.
        headings: Offsets of headings, in order; no list runs over one, even where line breaks are lost.
    """
    found = list(_labelled(folded, headings))
    taken = [listed.span for listed in found]
    for listed in (*_bracketed(folded), *_assigned(folded)):
        if not any(span.start < listed.span.end and listed.span.start < span.end for span in taken):
            found.append(listed)
            taken.append(listed.span)
    return sorted(found, key=lambda listed: listed.span.start)


def leading_units(folded: str, span: Span) -> ResponsibilityList:
    """Return the units of a paragraph that opens with them, as a list."""
    units, _ = _read_items(folded, span.start, span.end, "responsible")
    return ResponsibilityList(span, units, opens_line=False, is_labelled=False, rule="unit.duty")


@cache
def _label() -> re.Pattern[str]:
    """A label with what opens it and what follows it (责任单位:, 牵头部门为); 主办 and 分办 assign no task."""
    words = "|".join(sorted(list_labels(), key=len, reverse=True))
    return re.compile(rf"(?P<open>[(【\[]?)(?P<word>{words})(?:[:]|为[:]?|是)[ ]*")


def _labelled(folded: str, headings: Sequence[int]) -> Iterator[ResponsibilityList]:
    for match in _label().finditer(folded):
        in_prose = folded[match.end() - 1] in "为是"
        following = bisect_right(headings, match.start())
        limit = headings[following] if following < len(headings) else len(folded)
        end = _list_end(folded, match.end(), min(limit, match.end() + _LONGEST_LIST), in_prose=in_prose)
        found, misread = _read_items(folded, match.end(), end, list_labels()[match["word"]])
        if not found:
            continue
        close = end + (folded[end : end + 1] == _CLOSERS.get(match["open"], "\0"))
        line_start = max(folded.rfind("\n", 0, match.start()), folded.rfind("\r", 0, match.start())) + 1
        opens_line = not match["open"] and not folded[line_start : match.start()].strip()
        yield ResponsibilityList(
            Span(match.start(), close),
            found,
            opens_line,
            not in_prose,
            "unit.prose_label" if in_prose else "unit.label",
            misread,
        )


def _list_end(folded: str, start: int, limit: int, *, in_prose: bool) -> int:
    """Return where a list ends: at its bracket, a line's end, a full stop or the next labelled field; in prose at a comma."""
    depth = 0
    for at in range(start, limit):
        char = folded[at]
        if char in "([【":
            depth += 1
        elif char in ")]】":
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and (_closes_list(folded, at) or (char == "," and in_prose)):
            return at
    return limit


def _closes_list(folded: str, at: int) -> bool:
    """Whether a list ends before a character: 。 a line's end, a quotation, another field, the words behind 等."""
    if folded[at] in "。“\n\r" or _NEXT_FIELD.match(folded, at):
        return True
    if folded[at] == ";" and _label().match(folded, at + 1):
        return True
    return folded[at - 1] == "等" and not _AFTER_AND_SO_ON.match(folded, at)


def _read_items(
    folded: str, start: int, end: int, role: UnitRole
) -> tuple[tuple[UnitMention, ...], tuple[Span, ...]]:
    """Return the units of a list, and its items that name none; the words behind a name give its role.

    X牵头,Y、Z配合: a role counts for the names before it that have none yet.
    """
    units: list[UnitMention] = []
    misread: list[Span] = []
    pending: list[Span] = []
    for left, right in _items(folded, start, end):
        left += folded.startswith("由", left)
        suffix = _SUFFIX.search(folded[left:right])
        name_end = _name_end(folded, left, left + suffix.start() if suffix else right)
        if name_end > left:
            pending.append(Span(left, name_end))
        elif suffix is None or suffix.start() > 0:
            misread.append(Span(left, right))
        if suffix and suffix["role"]:
            units += [_mention(folded, span, _SUFFIX_ROLES[suffix["role"]]) for span in pending]
            pending = []
    units += [_mention(folded, span, role) for span in pending]
    return tuple(units), tuple(misread)


def _name_end(folded: str, start: int, end: int) -> int:
    """Return where the unit's name at the head of an item ends, or ``start`` where it names none.

    A text that has lost its breaks runs on behind the name (通管办|大力发展创投基金).
    """
    nouns = unit_nouns(in_lists=True)
    for at in range(end, start, -1):
        name = _BRACKETED_END.sub("", folded[start:at])
        if name.endswith(nouns):
            return at
    return start


def _mention(folded: str, span: Span, role: UnitRole) -> UnitMention:
    return UnitMention(span.start, span.end, role, not _PLACED.match(folded[span.start : span.end]))


#: 市城管局(综合执法局): a name in brackets behind a name.
_BRACKETED_END = re.compile(r"\([^()]{1,20}\)$")
#: A name that says whose it is; one without stands after such a one (市工业和信息化局、科技局).
_PLACED = re.compile(r"[省市县区州旗各]|[一-鿿]{2,10}[省市县区州旗]|中共|国家|人行|中国")


def _items(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges between the separators of a list, those inside brackets left alone."""
    depth, left = 0, start
    for at in range(start, end + 1):
        char = folded[at] if at < end else "、"
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char in "、,; \u3000" and depth <= 0:
            if folded[left:at].strip():
                lead = len(folded[left:at]) - len(folded[left:at].lstrip())
                yield left + lead, left + len(folded[left:at].rstrip())
            left = at + 1


@cache
def _unit_name() -> str:
    """A name that ends like a unit: 市科技局, 各片区管理局, 服务保障雄安新区办公室."""
    nouns = "|".join(sorted(map(re.escape, unit_nouns()), key=len, reverse=True))
    return rf"[^\s,。;:、()“”《》的和由与]{{1,18}}?(?:{nouns})(?![一-鿿]?(?:长|领导|主任|人员|会议|工作))"


@cache
def _prose_patterns() -> tuple[tuple[str, UnitRole, re.Pattern[str]], ...]:
    name = _unit_name()
    names = rf"(?P<units>{name}(?:[、和及与]{name})*)"
    return (
        ("unit.by", "responsible", re.compile(rf"由{names}(?:\([^()]{{0,20}}\))?(?:负责|组织实施|具体负责)")),
        ("unit.by_lead", "lead", re.compile(rf"由{names}牵头")),
        ("unit.lead", "lead", re.compile(rf"{names}[,]?牵头负责")),
        ("unit.with", "support", re.compile(rf"会同{names}")),
    )


def _assigned(folded: str) -> Iterator[ResponsibilityList]:
    """Yield units that prose assigns: 由X负责, X牵头负责, 会同Y."""
    for rule, role, pattern in _prose_patterns():
        for match in pattern.finditer(folded):
            start, end = match.span("units")
            start += _verb_lead(folded[start:end])
            units = tuple(UnitMention(left, right, role, False) for left, right in _items(folded, start, end))
            yield ResponsibilityList(Span(start, end), units, False, False, rule)


#: A verb that runs into the name from the left (成立了服务保障雄安新区办公室).
_VERB_LEAD = re.compile(r"^.*(?:成立了?|设立了?|组建了?|明确|确定)")


def _verb_lead(words: str) -> int:
    lead = _VERB_LEAD.match(words)
    return lead.end() if lead else 0


@cache
def _bracketed_list() -> re.Pattern[str]:
    """(市科技局牵头,市财政局、市教育局配合): a list in brackets without a label."""
    return re.compile(
        r"\((?P<units>[^()。;:\n]{2,200}?(?:\([^()]{1,12}\)[^()。;:\n]{0,120}?)*(?:牵头|负责|配合|参与)[^()。;:\n]{0,6})\)"
    )


def _bracketed(folded: str) -> Iterator[ResponsibilityList]:
    nouns = re.compile("|".join(sorted(map(re.escape, unit_nouns()), key=len, reverse=True)))
    for match in _bracketed_list().finditer(folded):
        if not nouns.search(match["units"]):
            continue
        units, _ = _read_items(folded, match.start("units"), match.end("units"), "responsible")
        if units:
            yield ResponsibilityList(Span(match.start(), match.end()), units, False, True, "unit.bracket")
