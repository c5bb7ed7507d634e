"""What lies ahead: where a reply or a report has turned from what was done to what will be done."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from extractors.mentions.times import TimeMention
from extractors.rows.reading import Reading
from extractors.structure.sections import Section
from extractors.text.verdicts import LastWord, Rule, Ruling, Verdict, found
from extractors.text.view import Span

#: Where a reply turns from what was done to what will be done.
_AHEAD = re.compile(r"下一步|下一阶段|下步|今后|接下来|未来[一-鿿]年|展望|努力方向|计划于|预计|将于")
#: Headings of what will be done (下一步工作计划, 未来方向, 替代路径).
_AHEAD_HEADING = re.compile(rf"{_AHEAD.pattern}|未来|路径|打算|工作(?:计划|安排)|工作思路")
#: Words of what has been reached, inside an item under a heading that only names a later year.
_REPORTED = re.compile(
    r"同比|截至|截止|[0-9]月(?:份)?(?:底|末)?,?(?:接待|实现|完成|累计)|有效(?:延长|提升|缓解)|取得[一-鿿]{0,6}成效|已(?!于20)"
)
#: Headings of what was done (2025年工作回顾, 发展成就, 工作推进情况).
_REVIEW = re.compile(r"回顾|成就|成效|总结|(?:工作|推进|进展|开展|落实)情况")
#: “十四五”时期发展成就和“十五五”时期主要目标任务: a part that tells both, goals behind the words that turn to them.
_BOTH = re.compile(r"(?:回顾|成就|成效)[^\n]*(?:目标|任务)")
_TO_GOALS = re.compile(r"今后五年|未来五年|《[^《》\n]*(?:纲要|建议)[^《》\n]*》")
_TURN = re.compile(r"(?:下一步|下一阶段|下步|今后)[,一-鿿]")  # words of :data:`_AHEAD`
#: What a paragraph or a sentence before it ends with, blanks behind it.
_OPENS = ("\n", "。")
#: Headings of what was done in a part of a reply that stands behind the next steps of another (已开展的工作).
_DONE_HEADING = re.compile(
    rf"{_REVIEW.pattern}|(?:办理|建设|实施|完成|基本)情况|已(?:经)?(?:开展|采取|完成|做)|所做的?工作|(?:主要|具体|工作)做法|现状"
)


class Turn(NamedTuple):
    """Words that open the next steps, and how far these reach."""

    words: Span
    until: int


class Spot:
    """An offset of a document that is asked whether it lies ahead.

    Attributes:
        outlook: What of the document lies ahead.
        offset: The offset.
        section: The innermost section that holds it.
    """

    __slots__ = ("offset", "outlook", "section")

    def __init__(self, outlook: Outlook, offset: int) -> None:
        self.outlook = outlook
        self.offset = offset
        self.section = outlook.reading.section_at(offset)

    @property
    def top(self) -> Section | None:
        """The topmost section that holds the offset."""
        section = self.section
        while section is not None and section.parent is not None:
            section = section.parent
        return section

    @property
    def is_report(self) -> bool:
        """Whether the document is a work report."""
        return self.outlook.is_report


def _outside_sections(spot: Spot) -> Span | None:
    return Span(spot.offset, spot.offset) if spot.is_report and spot.section is None else None


def _in_review(spot: Spot) -> Span | None:
    top = spot.top
    if not spot.is_report or top is None:
        return None
    return spot.outlook.review(top, spot.offset)


def _outside_review(spot: Spot) -> Span | None:
    return spot.top.heading if spot.is_report and spot.top is not None else None


def _behind_turn(spot: Spot) -> Span | None:
    turns = [turn.words for turn in spot.outlook.turns if turn.words.start <= spot.offset < turn.until]
    if not turns:
        return None
    section, folded = spot.section, spot.outlook.reading.view.folded
    above = [section, *section.ancestors()] if section is not None else []
    later = (one for one in above if one.start > turns[-1].start)
    done = any(_is_done_heading(folded[one.heading.start : one.heading.end]) for one in later)
    return None if done else turns[-1]


def _is_done_heading(words: str) -> bool:
    return bool(_DONE_HEADING.search(words)) and not _AHEAD_HEADING.search(words)


def _under_words(spot: Spot) -> Span | None:
    """A heading above that says so; an item's own text decides where the heading only names a later year."""
    section, folded = spot.section, spot.outlook.reading.view.folded
    above = [section, *section.ancestors()] if section is not None else []
    spans = (found(_AHEAD_HEADING.search(folded, one.start, one.heading.end)) for one in above)
    return next((span for span in spans if span is not None), None)


def _told_in_item(spot: Spot) -> Span | None:
    section, folded = spot.section, spot.outlook.reading.view.folded
    if section is None or section.children or _AHEAD.search(folded, section.start, section.end):
        return None
    return found(_REPORTED.search(folded, section.start, section.end))


def _under_heading(spot: Spot) -> Span | None:
    section = spot.section
    above = [section, *section.ancestors()] if section is not None else []
    spans = (spot.outlook.words_ahead(one.start, one.heading.end) for one in above)
    return next((span for span in spans if span is not None), None)


def _in_section(spot: Spot) -> Span | None:
    return spot.outlook.words_ahead(spot.section.start if spot.section is not None else 0, spot.offset)


#: Whether what stands at an offset is still to be done.
AHEAD: Ruling[Spot, bool] = Ruling(
    "Does the document tell here what will be done?",
    (
        Rule(
            "ahead.refused.head", False, "a work report's words before its first heading", _outside_sections
        ),
        Rule(
            "ahead.refused.review",
            False,
            "回顾, 成就 in the report's top heading, before words that turn to goals",
            _in_review,
        ),
        Rule("ahead.report", True, "a work report's part that is no review", _outside_review),
        Rule("ahead.turned", True, "a paragraph above that opens with 下一步, 今后", _behind_turn),
        Rule("ahead.heading_words", True, "下一步, 未来, 打算, 路径 in a heading above", _under_words),
        Rule(
            "ahead.refused.told",
            False,
            "同比, 截至, 已 in an item without words of next steps",
            _told_in_item,
        ),
        Rule(
            "ahead.heading", True, "a later year than the document's own in a heading above", _under_heading
        ),
        Rule(
            "ahead.section",
            True,
            "下一步, 今后, 预计, 将于 or a later year than the document's own before it in its section",
            _in_section,
        ),
    ),
    LastWord("ahead.refused.no_turn", False, "no words above that turn to next steps"),
)


class Outlook:
    """What of one document lies ahead.

    Attributes:
        reading: The document.
        turns: Where paragraphs open the next steps (下一步，我市将…).
        is_report: Whether the document is a work report.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.is_report = reading.facts.document_type == "work_report"
        self._later = [time for time in reading.times if _is_later(reading, time)]
        self._starts = [time.start for time in self._later]
        self._words = [Span(*match.span()) for match in _AHEAD.finditer(reading.view.folded)]
        self._words_starts = [words.start for words in self._words]
        self.turns = tuple(_turns(reading, self._words))
        self._reviews: dict[int, tuple[Span | None, int]] = {}
        self._ahead: dict[int, bool] = {}

    def review(self, top: Section, offset: int) -> Span | None:
        """Return the words of a top heading that say that what stands at an offset under it was done, or None."""
        if top.start not in self._reviews:
            self._reviews[top.start] = self._review(top)
        words, until = self._reviews[top.start]
        return words if offset < until else None

    def _review(self, top: Section) -> tuple[Span | None, int]:
        """Return the words of review in a top heading, and how far what was done reaches under it."""
        folded = self.reading.view.folded
        if not _BOTH.search(folded, top.start, top.heading.end):
            return found(_REVIEW.search(folded, top.start, top.heading.end)), len(folded) + 1
        turn = _TO_GOALS.search(folded, top.heading.end, top.end)
        return top.heading, turn.end() if turn is not None else top.end

    def is_ahead(self, offset: int) -> bool:
        """Whether what stands at an offset is still to be done."""
        if offset not in self._ahead:
            self._ahead[offset] = AHEAD.says(Spot(self, offset))
        return self._ahead[offset]

    def trail(self, offset: int) -> tuple[Verdict[bool], ...]:
        """Return the rules that were asked of an offset, the one that decided last."""
        return tuple(AHEAD.trail(Spot(self, offset)))

    def words_ahead(self, start: int, end: int) -> Span | None:
        """Return a time of a range behind the document's own year, or its words of next steps, or None."""
        at = bisect_left(self._starts, start)
        if at < len(self._starts) and self._starts[at] < end:
            return Span(self._later[at].start, self._later[at].end)
        first = bisect_left(self._words_starts, start)
        words = self._words[first] if first < len(self._words) else None
        return words if words is not None and words.end <= end else None


def _is_later(reading: Reading, time: TimeMention) -> bool:
    year = reading.facts.own_year
    return year is not None and time.start_on is not None and time.start_on.year > year


def _turns(reading: Reading, ahead: list[Span]) -> Iterator[Turn]:
    """Yield each place where a paragraph turns to what will be done, outside all items or before a list of its own."""
    folded = reading.view.folded
    for match in filter(None, (_TURN.match(folded, words.start) for words in ahead)):
        start = match.start()
        while start > 0 and folded[start - 1].isspace() and folded[start - 1] != "\n":
            start -= 1
        if start > 0 and not folded.startswith(_OPENS, start - 1):
            continue
        start = max(0, start - 1)
        words = Span(start, match.end())
        following = next(
            (one for one in reading.sections if one.start > start and one.number is not None), None
        )
        if following is not None and following.number == 1:
            parent = following.parent
            until = parent.end if parent is not None and parent.start <= start else len(folded)
            yield Turn(words, until)
        elif reading.section_at(match.end()) is None or _restarts(reading, start):
            yield Turn(words, len(folded))


def _restarts(reading: Reading, offset: int) -> bool:
    """Whether the topmost numbering begins again behind an offset."""
    return any(
        section.level == 1 and section.number == 1 for section in reading.sections if section.start > offset
    )
