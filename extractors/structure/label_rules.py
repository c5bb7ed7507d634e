"""Which enumerators open a section: an ordered table of named rules over the numbering around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.structure.flatness import LONGEST_PARAGRAPH, Flatness
from extractors.structure.headings import LONG_HEADING, cut, first_stop, opens_usually
from extractors.structure.labels import FIXED, Label
from extractors.structure.sections import Section
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Ranges, Span, TextView
from extractors.values import dataclass

#: What follows a label that stands alone on its line: 附件1 / title.
NEXT_LINE = re.compile(r"[^\S\n\r]*[\n\r]\s*(?P<heading>[^\n\r]{2,80})")
#: The title of what is attached, right behind the word where breaks are lost.
ATTACHED = re.compile(
    r"[ ]{0,8}[^。;:,\n\r]{4,50}?(?:(?:一览|分工|分解|汇总|指标|统计|明细|安排|任务)?表|清单|名单|目录|示意图)(?:\([^()\n]{1,16}\))?"
)
#: An item that only names another document (编制依据: 1.《…》(2019年修正)) is none.
REFERENCE = re.compile(r"[^\S\n\r]*《[^《》\n\r]{2,80}》[^。;,\n\r]{0,24}[;。]?[^\S\n\r]*(?=[\n\r]|$)")
#: 一是加强领导;二是落实责任: a few words each in one sentence are no items.
_IN_PROSE = re.compile(r"[^。;:,\n]{1,8}(?:;|,[二三四五]是)")
#: A short phrase up to its full stop: ——完善机制。
_SHORT_LEAD = re.compile(r"[^。;,:\n]{3,20}[。:]")
_SHORT_LEAD_REACH = 24
#: 第三章和第五章, 第三章的要求: words behind a label that only refers to its chapter.
_REFERRED = frozenset("和与及、的中所规要")
_SECOND = re.compile(r"[。;]二(?:是|要)")
#: 违反本办法|第十条, 实施细则|第十条, 《…》(…号)|第十条: words before an article that is only referred to; 总则|第一条 is none.
_REFERRING = re.compile(r"(?:[见在按照依据和与及、本该其到至从反合法例定章程知》)]|[^总附]则)$")
#: 第三章 评定 above or before an article.
_UNDER_CHAPTER = re.compile(r"第[^。;:,\n]{1,4}[编章节][^。;:\n]{1,30}$")
#: The first of a series, whatever stands before it: …管理办法|第一条 为…。第二条.
_FIRST_OF_SERIES = re.compile(r"[^\n]{4,600}?[。;:!][ ]*第二条")
#: How far before an article words count that refer to it, in characters.
_BEFORE = 60
#: A line that is wrapped has at least so many characters.
_WRAPPED = 15
#: 第一章|总则第一条: the heading of the chapter that the articles begin in.
_FIRST_ARTICLE = re.compile(r"[^。;:,\n]{1,24}?第一条")
#: Kinds whose numbers go on over the whole document.
_NUMBERED_THROUGH = ("part", "chapter", "node", "article", "box")
#: What closes a heading.
_CLOSES = re.compile(r"[。;:\n]")


@dataclass(frozen=True, slots=True)
class LabelAt:
    """An enumerator with what stands open before it.

    Attributes:
        view: The document.
        label: The enumerator.
        body: The text between the page's lines at its head and foot.
        aside: Ranges that hold no headings: page furniture, tables, notes.
        flat: Where the document has lost its line breaks.
        stack: The open sections, the outermost first.
        sections: All sections so far.
    """

    view: TextView
    label: Label
    body: Span
    aside: Ranges
    flat: Flatness
    stack: Sequence[Section]
    sections: Sequence[Section]

    @property
    def span(self) -> Span:
        """The label's range."""
        return Span(self.label.start, self.label.end)

    @property
    def is_flat(self) -> bool:
        """Whether the label stands where breaks are lost."""
        return self.flat.at(self.label.start)

    @property
    def last(self) -> Section | None:
        """The open section of the same kind."""
        return next((one for one in reversed(self.stack) if one.kind == self.label.kind), None)

    @property
    def counts_on(self) -> bool:
        """Whether its number is the next of the open series."""
        last = self.last
        return last is not None and last.number is not None and self.label.number == last.number + 1

    @property
    def follows_heading(self) -> bool:
        """Whether it stands right behind a short heading that no full stop closes."""
        if not self.stack:
            return False
        start, end = self.stack[-1].start, self.label.start
        return end - start <= LONG_HEADING and _CLOSES.search(self.view.folded, start, end) is None

    @property
    def stands_apart(self) -> bool:
        """Whether something closes before it: a stop, a heading, a break that was lost."""
        return self.label.after_stop or self.follows_heading or self.is_flat


def continued(case: LabelAt) -> str | None:
    """Return the kind of the open series that a label of another kind carries on (三、 and then 四是)."""
    label = case.label
    if label.kind != "first" or label.number in (None, 1) or any(one.kind == "first" for one in case.stack):
        return None
    kinds = (one for one in reversed(case.stack) if one.kind in ("han", "paren"))
    return next((one.kind for one in kinds if one.number == (label.number or 0) - 1), None)


def _when(case: LabelAt, holds: bool) -> Span | None:
    return case.span if holds else None


def _annex_with_title(case: LabelAt) -> Span | None:
    label, folded = case.label, case.view.folded
    if label.kind != "annex":
        return None
    below = label.opens_line and NEXT_LINE.match(folded, label.end) is not None
    attached = ATTACHED.match(folded, label.end) is not None and (label.opens_line or case.is_flat)
    return _when(case, below or attached)


def _in_box(case: LabelAt) -> Span | None:
    if case.label.kind != "boxed" or not case.label.opens_line:
        return None
    return _when(case, any(section.kind == "box" for section in case.stack))


def _short_lead(case: LabelAt) -> bool:
    end = case.label.end
    return _SHORT_LEAD.match(case.view.folded[end : end + _SHORT_LEAD_REACH]) is not None


def _foreign_article(case: LabelAt) -> Span | None:
    """An article of another text: its number does not go on, or the words before it refer (依照前款和《办法》 第四条)."""
    label, folded = case.label, case.view.folded
    if label.kind != "article":
        return None
    last = next((one.number for one in reversed(case.sections) if one.kind == "article"), None)
    goes_on = label.number == 1 or (
        last is not None and label.number is not None and last <= label.number <= last + 2
    )
    before = folded[max(0, label.start - _BEFORE) : label.start].rstrip()
    line = before.rpartition("\n")[2]
    refers = (
        _REFERRING.search(before) is not None
        and not _UNDER_CHAPTER.search(before)
        and not (label.opens_line and (label.number == 1 or len(line) < _WRAPPED))
        and not (label.number == 1 and last is None and _FIRST_OF_SERIES.match(folded, label.end))
    )
    return _when(case, not goes_on or refers)


def _opens_list(case: LabelAt) -> Span | None:
    label = case.label
    if label.kind != "first" or label.after_stop or label.number != 1:
        return None
    phrase = _short_lead(case) and case.is_flat and case.follows_heading
    return (
        found(_SECOND.search(case.view.folded, label.end, label.end + LONGEST_PARAGRAPH)) if phrase else None
    )


def _in_prose(case: LabelAt) -> Span | None:
    label = case.label
    runs_in = label.kind == "first" and not label.opens_line
    return found(_IN_PROSE.match(case.view.folded, label.end)) if runs_in else None


def _dash(case: LabelAt) -> Span | None:
    return _when(case, case.label.number is None and (case.label.opens_line or _short_lead(case)))


def _printed_twice(case: LabelAt) -> bool:
    last = case.last
    return last is not None and case.label.number == last.number and case.is_flat


def _opens_series(case: LabelAt) -> Span | None:
    label = case.label
    if label.number != 1:
        return None
    reach = min(len(case.view.folded), label.end + LONG_HEADING)
    heads = (
        case.is_flat
        and label.kind in FIXED
        and cut(case.view.folded, label.end, first_stop(case.view.folded, label.end, reach, "。:;"))
        is not None
    )
    first = _FIRST_OF_SERIES if label.kind == "article" else _FIRST_ARTICLE
    articles = label.kind in _NUMBERED_THROUGH and first.match(case.view.folded, label.end)
    return _when(case, label.after_stop or case.follows_heading or heads or bool(articles))


def _goes_on(case: LabelAt) -> Span | None:
    label = case.label
    last = next((one.number for one in reversed(case.sections) if one.kind == label.kind), None)
    if label.kind in _NUMBERED_THROUGH:
        named = label.kind != "article" and case.view.folded[label.end : label.end + 1] in _REFERRED
        # 第三十一条 of another text may be the first that is named; a document's own articles begin with the first.
        begins = last is None and label.kind != "article"
        follows = begins or (last is not None and label.number in (last + 1, last + 2))
        return _when(case, case.stands_apart and not named and follows)
    return _when(case, last is not None and label.number == last + 1 and case.is_flat)


#: Whether an enumerator opens a section. The order matters: what can only be refused comes before what the number says.
HEADS: Ruling[LabelAt, bool] = Ruling(
    "Does the enumerator open a section?",
    (
        Rule(
            "label.refused.aside",
            False,
            "it stands in a table, a note, a list of attachments or a page's own lines",
            lambda case: _when(case, case.aside.hold(case.label.start)),
        ),
        Rule(
            "label.refused.reference",
            False,
            "1.《…》(2019年修正): an item that only names another document",
            lambda case: found(REFERENCE.match(case.view.folded, case.label.end)),
        ),
        Rule(
            "label.refused.outside",
            False,
            "it stands above or below the document on its page",
            lambda case: _when(case, not case.body.holds(case.label.start)),
        ),
        Rule("label.annex", True, "附件1 above the title of what is attached", _annex_with_title),
        Rule(
            "label.refused.annex",
            False,
            "附件 that no title follows",
            lambda case: _when(case, case.label.kind == "annex"),
        ),
        Rule("label.in_box", True, "01 on a line of its own inside a 专栏", _in_box),
        Rule(
            "label.refused.no_box",
            False,
            "a number of two digits outside a 专栏",
            lambda case: _when(case, case.label.kind == "boxed"),
        ),
        Rule("label.opens_list", True, "一是 right behind a heading, and 二是 further on", _opens_list),
        Rule(
            "label.refused.in_sentence",
            False,
            "一是 in the middle of a sentence",
            lambda case: _when(case, case.label.kind == "first" and not case.label.after_stop),
        ),
        Rule("label.refused.in_prose", False, "一是…;二是…: a few words each in one sentence", _in_prose),
        Rule("label.dash", True, "—— that opens its line or heads a short phrase", _dash),
        Rule(
            "label.refused.dash",
            False,
            "—— inside a sentence",
            lambda case: _when(case, case.label.number is None),
        ),
        Rule(
            "label.refused.foreign_article",
            False,
            "违反本办法第十条, 《…》第三条: an article of another text, or one that is referred to",
            _foreign_article,
        ),
        Rule(
            "label.opens_line",
            True,
            "a number that opens its line",
            lambda case: _when(case, case.label.opens_line),
        ),
        Rule(
            "label.counts_on",
            True,
            "the next number of an open series, behind a stop, a heading or a lost break",
            lambda case: _when(case, case.counts_on and case.stands_apart),
        ),
        Rule(
            "label.refused.in_words",
            False,
            "the next number of an open series in the middle of a sentence",
            lambda case: _when(case, case.counts_on),
        ),
        Rule(
            "label.printed_twice",
            True,
            "a number printed twice, before a usual heading (三、保障措施)",
            lambda case: _when(
                case, _printed_twice(case) and opens_usually(case.view.folded, case.label.end)
            ),
        ),
        Rule(
            "label.refused.repeated",
            False,
            "a number that its series has had, before no usual heading",
            lambda case: _when(case, _printed_twice(case)),
        ),
        Rule("label.opens_series", True, "the first of a series behind what closes", _opens_series),
        Rule(
            "label.refused.no_series",
            False,
            "a first number in the middle of a sentence",
            lambda case: _when(case, case.label.number == 1),
        ),
        Rule(
            "label.continued",
            True,
            "四是 that carries on 三、",
            lambda case: _when(case, continued(case) is not None),
        ),
        Rule(
            "label.goes_on",
            True,
            "a number that goes on over the parts of a document (第二篇 第五章)",
            _goes_on,
        ),
    ),
    LastWord("label.refused.no_place", False, "no open series has room for its number"),
)

#: The rules that can fire for labels of one kind alone; only a dash has no number where they are asked of one.
_OF_ONE_KIND = {
    "label.annex": "annex",
    "label.refused.annex": "annex",
    "label.in_box": "boxed",
    "label.refused.no_box": "boxed",
    "label.opens_list": "first",
    "label.refused.in_sentence": "first",
    "label.refused.in_prose": "first",
    "label.dash": "dash",
    "label.refused.dash": "dash",
    "label.refused.foreign_article": "article",
    "label.continued": "first",
}


@cache
def heads_of(kind: str) -> Ruling[LabelAt, bool]:
    """Return :data:`HEADS` with the rules alone that can fire for a label of a kind, which are few of them."""
    rules = tuple(rule for rule in HEADS.rules if _OF_ONE_KIND.get(rule.id, kind) == kind)
    return Ruling(HEADS.question, rules, HEADS.otherwise)
