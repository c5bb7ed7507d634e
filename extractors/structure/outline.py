"""Sections: labels that hold up become a tree of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

from extractors.lexicons.headings import heading_role
from extractors.lexicons.responsibility import list_labels
from extractors.mentions.responsibility import ResponsibilityList, UnitLists
from extractors.schema.vocabulary import SectionRole
from extractors.structure.articles import (
    article_role,
    bracketed_heading,
    counted_articles,
    lists_cases,
    says_when_in_force,
)
from extractors.structure.asides import attached_grids, notes
from extractors.structure.flatness import Flatness
from extractors.structure.furniture import body
from extractors.structure.headings import LONG_HEADING, cut, first_stop
from extractors.structure.label_rules import ATTACHED, NEXT_LINE, REFERENCE, LabelAt, continued, heads_of
from extractors.structure.labels import FIXED, ITEMS, RANK, Label
from extractors.structure.leads import with_leads
from extractors.structure.sections import Section
from extractors.structure.standing import Standing, standing_headings, table_title
from extractors.structure.tables import Table
from extractors.text.scanning import one_of
from extractors.text.verdicts import Verdict
from extractors.text.view import Ranges, Span, TextView
from extractors.values import dataclass

#: Kinds of label that divide a whole document.
_DIVIDING = frozenset({"part", "chapter", "node", "article", "han", "paren"})
#: Kinds whose label may stand on a line of its own above the heading.
_TITLED_BELOW = frozenset({"part", "chapter", "node", "box", "annex"})
_PLAIN_HEADING = 6
#: How far before its first item a sentence counts that introduces a list, in characters.
_LEAD_IN = 400
#: Up to here a heading that a stop closes is taken as it stands.
_RUN_IN_HEADING = 24
_SENTENCE_COMMAS = 2
#: 附则　　第一条: the indent of a paragraph that has lost the break before it.
_INDENT = re.compile(r" (?<=\S ) +(?=\S{3})")
#: What closes a list of units: 人行平潭支行等|强化信用建设, (…市财政局)|.
_AND_SO_ON = re.compile(r"(?:等(?:有关|相关)?(?:单位|部门)?)?[)\]】]?")
#: 下达我区2016年建设目标任务为: opens a list of goals.
_GOAL_LEAD = re.compile(r"目标(?:任务)?(?:是|为|如下)?:$")


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document, and what was decided of each enumerator.

    Attributes:
        sections: The sections in text order.
        labels: Every place where an enumerator is written, with the verdict of the rule that decided whether it opens a
            section; :data:`~extractors.structure.label_rules.HEADS` tells the rules before it.
        unit_lists: The lists of units, which are read again within the sections.
    """

    sections: list[Section]
    labels: list[tuple[Label, Verdict[bool]]]
    unit_lists: UnitLists


def outline(
    view: TextView, furniture: list[Span], tables: list[Table], enumerators: Sequence[Label]
) -> Outline:
    """Return the sections of a document.

    Args:
        view: The document.
        furniture: Ranges that are page furniture; no heading stands in them.
        tables: The tables; their rows are no headings, their titles are.
        enumerators: Every place where a label may stand, in text order.
    """
    grids = attached_grids(view)
    aside = Ranges([*furniture, *(table.span for table in tables), *notes(view.folded), *grids])
    titles = [table_title(table) for table in tables if table.title is not None]
    taken = {title.start for title in titles}
    labels = [label for label in counted_articles(enumerators) if label.start not in taken]
    free = [one for one in labels if not aside.hold(one.start) and not REFERENCE.match(view.folded, one.end)]
    taken |= {label.start for label in free}
    standing = [
        heading
        for heading in standing_headings(view)
        if heading.start not in taken and not aside.hold(heading.start)
    ]
    topmost = min((RANK[label.kind] for label in free if label.kind in _DIVIDING), default=0)
    builder = _Builder(view, body(view.folded, furniture), aside, topmost)
    candidates: list[Label | Standing] = [*labels, *titles, *standing]
    for candidate in sorted(candidates, key=lambda one: one.start):
        builder.offer(candidate)
    # Lists are read here without headings, which they help to find; with them they are read for the rows.
    unit_lists = UnitLists(view.folded)
    list_ends = [_behind_units(view.folded, listed) for listed in unit_lists.found()]
    return Outline(with_leads(view, builder.close(), list_ends, aside), builder.decided, unit_lists)


def _behind_units(folded: str, listed: ResponsibilityList) -> int:
    """Return the offset behind a list's last unit; what runs on there without a stop is the next paragraph."""
    behind = _AND_SO_ON.match(folded, max(unit.end for unit in listed.units))
    return behind.end() if behind else listed.span.end


class _Builder:
    """Takes candidates in text order and keeps the stack of open sections."""

    def __init__(self, view: TextView, body: Span, aside: Ranges, topmost: int) -> None:
        self.view = view
        self.body = body
        self.aside = aside
        self.topmost = topmost
        self.sections: list[Section] = []
        self.stack: list[Section] = []
        self.table_end = 0
        self.decided: list[tuple[Label, Verdict[bool]]] = []
        self._flat = Flatness(view)
        self._cases: set[int] = set()

    def offer(self, candidate: Label | Standing) -> None:
        """Open a section at the candidate where the numbering around it bears it out."""
        if self.stack and self.stack[-1].kind == "table" and candidate.start >= self.table_end:
            # What follows a table goes on where the text stood before it.
            self.stack.pop()
        if isinstance(candidate, Standing):
            self.table_end = max(self.table_end, candidate.until)
            if self.body.holds(candidate.start):
                self._open(
                    Section(candidate.kind, candidate.label, None, candidate.span, candidate.start, True)
                )
            return
        case = LabelAt(self.view, candidate, self.body, self.aside, self._flat, self.stack, self.sections)
        verdict = heads_of(candidate.kind).decides(case)
        self.decided.append((candidate, verdict))
        if verdict.says:
            kind, label = continued(case) or candidate.kind, case.span
            self._open(Section(kind, label, candidate.number, label, label.start, candidate.opens_line))

    def close(self) -> list[Section]:
        """Set headings, ends, levels and roles; return the sections in text order."""
        for index, section in enumerate(self.sections):
            following = self.sections[index + 1].start if index + 1 < len(self.sections) else self.body.end
            if section.label is not None and section.kind != "table":
                section.heading = self._heading(section, following)
        self._drop_nameless()
        self._set_ends()
        top = self._levels()
        for section in self.sections:
            section.level = top.get(section.kind, 1) if section.parent is None else section.parent.level + 1
            section.role = self._role(section)
        return self.sections

    def _open(self, section: Section) -> None:
        kinds = [open_.kind for open_ in self.stack]
        if section.kind in kinds:
            del self.stack[kinds.index(section.kind) :]
        elif section.kind == "box":
            self._close_for_box()
        elif section.kind in FIXED:
            if RANK[section.kind] == self.topmost:
                # 前言 and 总则 stand beside the chapters, not above them.
                self.stack = [open_ for open_ in self.stack if open_.kind != "title"]
            while self.stack and RANK[self.stack[-1].kind] >= RANK[section.kind]:
                self.stack.pop()
        elif section.opens_line:
            # An item on a line of its own does not stand inside one that runs in the middle of a line.
            while self.stack and not self.stack[-1].opens_line:
                self.stack.pop()
        if self.stack:
            section.parent = self.stack[-1]
            section.parent.children.append(section)
        self.stack.append(section)
        self.sections.append(section)

    def _close_for_box(self) -> None:
        """Close the items and the paragraph heading before a box (专栏): it stands beside the heading that it goes with."""
        while self.stack and self.stack[-1].kind not in FIXED:
            self.stack.pop()
        if not self.stack or RANK[self.stack[-1].kind] <= self.topmost:
            return
        last = self.stack[-1]
        # A 节 with items of its own holds the box as well.
        if last.kind in ("han", "paren") or (last.kind == "node" and not last.children):
            self.stack.pop()

    def _heading(self, section: Section, following: int) -> Span:
        """Return the range of the heading: to the end of its line or its first 。 or ：, whichever comes first."""
        assert section.label is not None
        folded, start = self.view.folded, section.label.end
        below = NEXT_LINE.match(folded, start) if section.kind in _TITLED_BELOW else None
        if below and below.start("heading") < following:
            return self.view.trim(*below.span("heading"))
        attached = ATTACHED.match(folded, start) if section.kind == "annex" else None
        if attached:
            return self.view.trim(*attached.span())
        bracketed = bracketed_heading(folded, section.label) if section.kind == "article" else None
        if bracketed:
            return bracketed
        end = self._stop(section, following)
        responsible = (
            _responsibility().search(folded, start, end + 1) if ":" in folded[start : end + 1] else None
        )
        if responsible:
            end = responsible.start()
        elif self._may_run_on(section, end, following):
            end = self._cut(section, start, end)
        return self.view.trim(start, start + len(folded[start:end].rstrip(" ,、")))

    def _stop(self, section: Section, following: int) -> int:
        """Return the offset of a heading's first stop, or where its line or the section ends."""
        assert section.label is not None
        line_end = min(self.view.line(section.label.end).end, following)
        start = section.label.end + 2
        has_gap = self.view.folded.find("  ", start - 1, line_end) >= 0
        gap = _INDENT.search(self.view.folded, start, line_end) if has_gap else None
        return first_stop(self.view.folded, section.label.end, gap.start() if gap else line_end, "。:;")

    def _may_run_on(self, section: Section, end: int, following: int) -> bool:
        """Whether a heading may run into what it heads: its line has lost its breaks.

        The first sentence of an article is whole, and so is a case (…共同居住的;).
        """
        if section.kind == "article" or self.view.folded[end - 1] == "的":
            return False
        assert section.label is not None
        start = section.label.end
        return self._flat.at(start) and (end - start > LONG_HEADING or end < following)

    def _cut(self, section: Section, start: int, end: int) -> int:
        """Cut a heading that has lost its line break; a short one up to its stop is whole as a rule."""
        folded = self.view.folded
        if section.kind == "first" and folded[end : end + 1] in ("。", ";"):
            # 一是到2023年底,新建…: such an item is a sentence of its paragraph and has lost no break.
            return end
        near = _RUN_IN_HEADING if section.kind in self._unstopped else LONG_HEADING
        # Two commas make a sentence, not a heading.
        phrase = end - start <= near and folded.count(",", start, end) < _SENTENCE_COMMAS
        return cut(folded, start, end, closed=phrase and folded[end : end + 1] in ("。", ":", ";")) or end

    @cached_property
    def _unstopped(self) -> frozenset[str]:
        """The kinds of label whose headings mostly have no stop of their own near by."""
        near: Counter[str] = Counter()
        for section, following in pairwise(self.sections):
            if section.label is not None and self._flat.at(section.start):
                stop = self._stop(section, following.start)
                near[section.kind] += 1 if stop - section.label.end <= _RUN_IN_HEADING else -1
        return frozenset(kind for kind, count in near.items() if count < 0)

    def _drop_nameless(self) -> None:
        """Leave out labels without a heading; what stands under one moves up."""
        named = []
        for section in self.sections:
            while section.parent is not None and section.parent.heading.end <= section.parent.heading.start:
                section.parent = section.parent.parent
            if section.heading.end > section.heading.start:
                section.children = []
                named.append(section)
                if section.parent is not None:
                    section.parent.children.append(section)
        self.sections = named

    def _set_ends(self) -> None:
        """A section ends where the next one begins that does not stand inside it."""
        open_: list[Section] = []
        for section in self.sections:
            while open_ and open_[-1] is not section.parent:
                open_.pop().end = section.start
            open_.append(section)
        for section in open_:
            section.end = self.body.end
        for section in self.sections:
            section.end = self.view.trim(section.start, section.end).end

    def _levels(self) -> dict[str, int]:
        """Return the level of each kind that stands at the top: 篇 1 and 章 2 where both are there."""
        kinds = {section.kind for section in self.sections}
        present = [kind for kind in ("part", "chapter", "node") if kind in kinds]
        return {kind: depth for depth, kind in enumerate(present, 1)}

    def _is_plain(self, section: Section) -> bool:
        """Whether an item's heading is nothing but the usual words (1.行动目标 2.主要任务)."""
        return section.heading.end - section.heading.start <= _PLAIN_HEADING

    def _role(self, section: Section) -> SectionRole:
        if section.kind == "table":
            return "table"
        if section.kind == "box":
            return "box"
        if section.kind == "annex" and not section.children:
            return "table"
        among_cases = self._stands_among_cases(section)
        if section.kind == "article":
            assert section.label is not None
            return article_role(self.view.folded, section.label, section.end)
        if among_cases:
            return "context"
        if not section.children and says_when_in_force(self.view.folded[section.heading.end : section.end]):
            return "other"
        named = heading_role(self.view.folded[section.heading.start : section.heading.end])
        told = section.parent is None or section.kind not in ITEMS or self._is_plain(section)
        if named is not None and (told or named == "context"):
            return named
        if section.kind in (*ITEMS, "paren") and _names_a_case(self.view.folded, section.heading):
            return "context"
        if section.parent is None:
            return "goal" if section.kind in ITEMS and self._follows_goal(section) else "task"
        return "task" if section.parent.role == "box" else section.parent.role

    def _stands_among_cases(self, section: Section) -> bool:
        """Whether a section lists cases or conditions, or is one of them; asked of each after the one that holds it."""
        above = section.parent
        among = (above is not None and above.start in self._cases) or self._lists_cases(section)
        if among:
            self._cases.add(section.start)
        return among

    def _lists_cases(self, section: Section) -> bool:
        if not section.children:
            return False
        first = section.children[0].start
        return lists_cases(self.view.folded[max(section.heading.start, first - _LEAD_IN) : first])

    def _follows_goal(self, section: Section) -> bool:
        """Whether an item without a heading above stands in a list of goals (下达目标任务为:1.新开工2912套;2.…)."""
        before = [one for one in self.sections if one.start < section.start]
        if before and before[-1].kind == section.kind:
            return before[-1].role == "goal"
        sentence = self.view.folded[self.view.stop_before(section.start) : section.start].rstrip()
        return not before and bool(_GOAL_LEAD.search(sentence))


def _names_a_case(folded: str, heading: Span) -> bool:
    """Whether an item only says who or what is meant (100周岁及以上的; 拒绝归集数据的;) and prescribes nothing."""
    words = folded[heading.start : heading.end].rstrip(" ;。,")
    return words.endswith("的") and len(words) > _PLAIN_HEADING


@cache
def _responsibility() -> re.Pattern[str]:
    """A responsibility list: a heading ends before it."""
    return re.compile(rf"[(【\[]?{one_of(list_labels())}(?=:)")
