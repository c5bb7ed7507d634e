"""Who is responsible: 责任单位 lists, lists in brackets and sentences of their own, assignments in prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from extractors.lexicons.responsibility import list_labels
from extractors.lexicons.unit_nouns import unit_nouns
from extractors.mentions.assignments import assignments_in_prose
from extractors.mentions.unit_lists import Items, UnitMention, is_bare, is_known, read_items
from extractors.schema.vocabulary import UnitRole
from extractors.text.around import char_before, opens_line
from extractors.text.scanning import at_heads, one_of, opening, starting
from extractors.text.view import Span
from extractors.values import dataclass

__all__ = ["ResponsibilityList", "UnitLists", "UnitMention", "leading_units", "responsibility_lists"]

#: Another labelled field ends a list: 责任单位:甲公司,所属片区:乙局; 责任单位 甲局 责任领导 张三.
_NEXT_FIELD = re.compile(
    r"[,;。) \n][ ]*(?:[(【\[<]?[一-鿿()]{2,10}:|[【\[<][一-鿿]{2,10}[】\]>]"
    r"|(?:责任领导|牵头领导|分管领导|责任人|联系人|完成时[限间]|时间要求|时限|实施期限)(?![、,]))"
)
#: What may follow 等 inside a list: 市教育局等部门、各县政府.
_AFTER_AND_SO_ON = re.compile(
    r"[、,;。)\] \n]|有关|相关|单位|部门|机构|职能|[省市县区]直|[省市县]级|[省市县]有关|责任|成员|各|\d"
    r"|按|依|分工|分别|负责|牵头|配合|参与|协|支持|共同|$"
)
#: What may end a list: a bracket, a mark, a break, any word behind 等. Each alternative is a literal character, which is quick
#: to look for.
_LIST_MARKS = "([【<〔)]】>〕\n\r。“,;、 "
_LIST_MARK = re.compile(
    "|".join((*map(re.escape, _LIST_MARKS), f"等(?=[^{re.escape(_LIST_MARKS)}])")),
)
_LONGEST_LIST = 600
_CLOSERS = {"(": ")", "【": "】", "[": "]", "<": ">", "〔": "〕", "〖": "〗"}
#: A bracket that closes on one of the next lines: (责任单位:市发展|改革委).
_CLOSED_BELOW = re.compile(r"[\r\n][^。:(【\[<〔]{0,120}(?:\([^()]{1,12}\)[^。:(【\[<〔]{0,80})*[)】\]>〕]")
#: (市科技局牵头,市财政局、市教育局配合): words that make a bracket a list.
_ROLE_WORD = re.compile(r"牵头|负责|配合|参与|落实|组织实施|协办|主办|承办")
#: A bracket with one inside it: (市科技局负责,各县(市、区)政府配合).
_BRACKET = re.compile(
    r"\((?P<units>(?:[^()。:]|\([^()\n]{1,30}\)){2,300})(?:。[^()。]{0,60})?\)"
    r"|【(?P<square>[^【】。:]{2,300})】|\[(?P<edged>[^\[\]。:]{2,300})\]"
)
#: A sentence that is a list: 市科技局牵头,市财政局按职责分工负责。
_SENTENCE = re.compile(
    r"(?:(?<=[。;\n])|^)[ ]*(?P<units>[^。;:\n“”《》]{2,240}?(?:牵头|(?<!统筹)负责|配合|参与|落实|组织实施))(?=[。\n]|$)"
)
#: The word that closes such a sentence.
_SENTENCE_END = re.compile(
    "|".join(f"{role}(?=[。\\n]|$)" for role in ("牵头", "负责", "配合", "参与", "落实", "组织实施"))
)
#: What may stand before the word of a label, and whose it is.
_LABEL_OPEN = "(【[<〔〖"
_WHICH = (
    "主要",
    "第一",
    "具体",
    "共同",
    "自治区",
    *(f"{whose}{how}" for whose in "省市县区" for how in "级直"),
)


#: Who runs the site, at the foot of a page: 主办单位:市卫生健康委 联系方式:….
_PAGE = re.compile(
    r"(?:主办|承办|协办|建设|支持|主管)单位[\s\S]{0,160}?(?:联系方式|标识码|备案|网安备|ICP|版权所有|技术支持|邮编)"
)


#: The words that make a sentence of names a list; 各部门抓好落实 assigns nothing.
_ASSIGNS = re.compile(r"牵头|负责|配合|组织实施|职责|分工")


@dataclass(frozen=True, slots=True)
class ResponsibilityList:
    """A list of units with where it stands.

    Attributes:
        span: The whole list with its label and brackets.
        units: The units in the order of the list.
        opens_line: Whether it stands on a line of its own, so that it covers the items above it.
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
    return UnitLists(folded).found(headings)


class UnitLists:
    """The lists of responsible units of one text, which may be asked for before its headings are known and after."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        # Headings end few lists: most are the same before and after.
        self._read: dict[tuple[int, int, UnitRole, bool], Items] = {}

    def found(self, headings: Sequence[int] = ()) -> list[ResponsibilityList]:
        """Return the lists in text order, as :func:`responsibility_lists` does."""
        found = list(self._labelled(headings))
        taken = [listed.span for listed in found]
        for listed in (*self._bracketed(headings), *self._in_prose):
            if not any(span.start < listed.span.end and listed.span.start < span.end for span in taken):
                found.append(listed)
                taken.append(listed.span)
        return sorted(found, key=lambda listed: listed.span.start)

    def _labelled(self, headings: Sequence[int]) -> Iterator[ResponsibilityList]:
        """Yield the lists that a label heads, none of them over a heading."""
        for label in self._labels:
            following = bisect_right(headings, label.start)
            end = label.end if following == len(headings) else min(label.end, headings[following])
            items = self._items(label.behind, end, label.role, is_open=label.is_open)
            listed = label.heads(self._folded, end, items)
            if listed is not None:
                yield listed

    def _bracketed(self, headings: Sequence[int]) -> Iterator[ResponsibilityList]:
        """Yield lists in brackets without a label: (市科技局牵头,市财政局配合); 。(市科技局、市财政局)."""
        for match, by_role in self._brackets:
            if not by_role and not _closes_an_item(self._folded, match, headings):
                continue
            items = self._items(*match.span(match.lastgroup or "units"), "responsible")
            if items.units and (by_role or items.is_exact) and len(items.units) > len(items.misread):
                stands_alone = opens_line(self._folded, match.start()) and _ends_line(
                    self._folded, match.end()
                )
                span = Span(match.start(), match.end())
                yield ResponsibilityList(span, items.units, stands_alone, True, "unit.bracket")

    def _items(self, start: int, end: int, role: UnitRole, *, is_open: bool = False) -> Items:
        key = (start, end, role, is_open)
        if key not in self._read:
            self._read[key] = read_items(self._folded, start, end, role, is_open=is_open)
        return self._read[key]

    @cached_property
    def _labels(self) -> list[_ListLabel]:
        return list(_list_labels(self._folded))

    @cached_property
    def _brackets(self) -> list[tuple[re.Match[str], bool]]:
        """The brackets that may hold a list, and whether words of a role stand in them."""
        found = ((match, match[match.lastgroup or "units"]) for match in _BRACKET.finditer(self._folded))
        return [
            (match, _ROLE_WORD.search(words) is not None)
            for match, words in found
            if _names_units().search(words)
        ]

    @cached_property
    def _in_prose(self) -> list[ResponsibilityList]:
        return [*_sentences(self._folded), *_assigned(self._folded)]


def leading_units(folded: str, span: Span) -> ResponsibilityList:
    """Return the units of a paragraph that opens with them, as a list."""
    items = read_items(folded, span.start, span.end, "responsible")
    return ResponsibilityList(span, items.units, opens_line=False, is_labelled=False, rule="unit.duty")


@cache
def _label() -> re.Pattern[str]:
    """A label with what opens it and what follows it: 责任单位:, 牵头部门为, 【责任单位】, 责任单位 市科技局."""
    return re.compile(
        rf"(?P<open>[{re.escape(_LABEL_OPEN)}]?){one_of((*_WHICH, ''))}(?P<word>{one_of(list_labels())})"
        r"(?:\((?:单位|部门|人|责任人|科室|处室)\))?(?P<mark>"
        r"[ ]?[:][ ]*(?:\n[ ]*(?=[省市县区州各]))?|[】\]>〕〗][ ]*[:]?[ ]*|为[:]?[ ]*|是[ ]*"
        r"|[ ]+(?=[一-鿿]{2})|(?=[省市县区州各]))"
    )


@cache
def _opening_of_label() -> re.Pattern[str]:
    """What a label begins with, and the rest of its words there with the first character of its mark."""
    label, mark = one_of(list_labels()), r"[ :】\]>〕〗为是(省市县区州各]"
    rests: dict[str, list[str]] = {}
    for word in list_labels():
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    for which in _WHICH:
        rests.setdefault(which[0], []).append(which[1:] + label)
    behind = {first: f"(?:{'|'.join(rest)}){mark}" for first, rest in rests.items()}
    return opening({_LABEL_OPEN: f"{one_of((*_WHICH, ''))}{label}{mark}", **behind})


@cache
def _names_units() -> re.Pattern[str]:
    """What a bracket without a label cannot be without."""
    return re.compile(one_of((*unit_nouns(), "部门")))


@dataclass(frozen=True, slots=True)
class _ListLabel:
    """A label before a list of units.

    Attributes:
        start: Where it starts, what opens it included.
        behind: Where its list starts.
        end: Where the list ends if no heading comes before that.
        role: The role that it gives.
        opener: The bracket before it, or nothing.
        is_marked: Whether more than a blank stands between it and the list.
        in_prose: Whether it is a part of a sentence: 牵头单位为….
        is_open: Whether nothing closes the list.
        stands_first: Whether it opens its line.
    """

    start: int
    behind: int
    end: int
    role: UnitRole
    opener: str
    is_marked: bool
    in_prose: bool
    is_open: bool
    stands_first: bool

    def heads(self, folded: str, end: int, items: Items) -> ResponsibilityList | None:
        """Return the list of the items that were read up to an offset, or None where they are none."""
        if not items.units or (not self.is_marked and items.misread):
            return None
        close = min(end, items.end) if self.is_open and not items.is_exact else end
        if not self.is_open:
            close = end + (folded[end : end + 1] == _CLOSERS.get(self.opener, "\0"))
        ends_line = not folded[close : close + 3].split("\n")[0].strip("。;, ")
        return ResponsibilityList(
            Span(self.start, close),
            items.units,
            self.stands_first and (self.is_open or ends_line) and not self.in_prose,
            not self.in_prose,
            "unit.prose_label" if self.in_prose else "unit.label",
            items.misread,
        )


def _list_labels(folded: str) -> Iterator[_ListLabel]:
    """Yield the labels behind which a list of units may stand."""
    matches = list(starting(_label(), _opening_of_label(), folded))
    fields = [match.start() for match in matches if match["mark"].lstrip()[:1] == ":"]
    for match in matches:
        mark = match["mark"].strip()
        in_prose = mark[:1] in ("为", "是")
        is_closed = bool(match["open"]) and mark[:1] in ("】", "]", ">", "〕", "〗")
        stands_first = opens_line(folded, match.start())
        if not mark and not (match["open"] or stands_first or folded[match.start() - 1] in "。;,"):
            continue
        if not match["open"] and _PAGE.match(folded, match.start()):
            continue
        following = bisect_right(fields, match.start())
        limit = fields[following] if following < len(fields) else len(folded)
        is_open = is_closed or not match["open"]
        end = _list_end(
            folded, match.end(), min(limit, match.end() + _LONGEST_LIST), in_prose=in_prose, is_open=is_open
        )
        role = list_labels()[match["word"]]
        yield _ListLabel(
            match.start(), match.end(), end, role, match["open"], bool(mark), in_prose, is_open, stands_first
        )


def _list_end(folded: str, start: int, limit: int, *, in_prose: bool, is_open: bool) -> int:
    """Return where a list ends: at its bracket, a line's end, a full stop or the next labelled field; in prose at a comma."""
    depth = 0
    for mark in _LIST_MARK.finditer(folded, start, limit):
        at = mark.end() if mark[0] == "等" else mark.start()
        char = folded[at]
        if char in "([【<〔":
            if depth == 0 and is_open and at > start and _label().match(folded, at):
                return at
            depth += 1
        elif char in ")]】>〕":
            if depth == 0:
                return at
            depth -= 1
        elif char in "\n\r" and not is_open and _CLOSED_BELOW.match(folded, at):
            continue
        elif depth == 0 and (_closes_list(folded, at, start) or (char == "," and in_prose)):
            return at
    return limit


def _closes_list(folded: str, at: int, start: int) -> bool:
    """Whether a list ends before a character: 。 a line's end, a quotation, another field, the words behind 等."""
    if folded[at] in "\n\r" and folded[at - 1] in "、," and at > start:
        return False
    char = folded[at]
    if char in "。“\n\r" or (char in ",;) " and _NEXT_FIELD.match(folded, at)):
        return True
    if char in ";,、 " and _label().match(folded, at + 1):
        return True
    return folded[at - 1] == "等" and at > start + 1 and not _AFTER_AND_SO_ON.match(folded, at)


def _ends_line(folded: str, at: int) -> bool:
    return not folded[at : at + 40].split("\n")[0].strip("。;, \r")


def _closes_an_item(folded: str, match: re.Match[str], headings: Sequence[int]) -> bool:
    """Whether a bracket stands behind a full stop at its line's end, or right before the next heading."""
    if char_before(folded, match.start()) != "。":
        return False
    if _ends_line(folded, match.end()):
        return True
    following = bisect_right(headings, match.start())
    next_heading = headings[following] if following < len(headings) else len(folded)
    return next_heading >= match.end() and not folded[match.end() : next_heading].strip("。;, \r\n")


def _sentences(folded: str) -> Iterator[ResponsibilityList]:
    """Yield sentences that are lists of units with their roles and nothing else."""
    for match in at_heads(_SENTENCE, _SENTENCE_END, folded, "。;\n"):
        if not _ASSIGNS.search(match["units"]):
            continue
        items = read_items(folded, match.start("units"), match.end("units"), "responsible")
        if items.units and items.is_exact and all(_is_somebody(folded, unit) for unit in items.units):
            yield ResponsibilityList(Span(*match.span("units")), items.units, False, False, "unit.sentence")


def _is_somebody(folded: str, unit: UnitMention) -> bool:
    """Whether a name is one that only a unit has: 市科技局, 各乡镇, 财政局; 高校 or 民营企业 is a class."""
    words = folded[unit.start : unit.end]
    return not is_bare(words) and (not unit.is_elliptic or is_known(words))


def _assigned(folded: str) -> Iterator[ResponsibilityList]:
    """Yield units that prose assigns: 由X负责, X牵头负责, 会同Y."""
    for rule, span, units in assignments_in_prose(folded):
        yield ResponsibilityList(span, units, False, False, rule)
