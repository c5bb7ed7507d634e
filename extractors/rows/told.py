"""A measured number with where it is told: what the rules of targets and achievements ask about."""

from __future__ import annotations

import re

from extractors.rows.measurements import Measurement
from extractors.rows.reading import Reading
from extractors.rows.timeline import Timeline
from extractors.structure.sections import Section
from extractors.text.verdicts import found
from extractors.text.view import Span

#: 总投资12亿元, 占地300亩: what a project costs or takes, in the pattern of a rule; 总投资不低于1亿元 says which ones.
OF_PROJECT = r"共需|总投资(?!不低于|不少于|[0-9百千万]*亿?元?(?:以上|及以上))|概算|占地(?!区)|初步测算|有望"
#: 预计新增, 将可带动, 可将用量放宽至: what is expected to follow, or allowed.
EXPECTED = r"预计|预估|将可|可(?:增加|新增|带动|实现|达|以?将)"
_COMPARED = re.compile("同比")
#: 发展基础, “十三五”发展回顾, 取得的主要成就, 工作成效: what was reached before the plan.
_REVIEW = re.compile(
    r"(?:“?十[一二三四五]五”?(?:时期|期间|以来)?的?)?(?:取得的?)?(?:主要|重要|显著|历史性|现有|现实|发展|工作|建设|改革|规划|实施|执行|完成|产业|行业|自身|良好|的){0,5}"
    r"(?:基础(?:条件)?|成效|成就|成绩|现状|回顾|进展|完成情况|执行情况)(?:(?:与|和|及|、)[^,。;]{2,14})?"
    r"|[^,。;]{4,24}取得了?(?:重大|显著|决定性|历史性|辉煌)*成就"
)
#: 存在问题, 面临形势: what stands beside it.
_SITUATION = re.compile(r"问题|形势|挑战|机遇|不足|短板|差距|需求|趋势")
_CLOSES = re.compile(r"[。;\n]")


def is_item(reading: Reading, offset: int) -> bool:
    """Whether an offset stands in the first words of a labelled item."""
    section = reading.section_at(offset)
    if section is None or section.label is None:
        return False
    return not _CLOSES.search(reading.view.folded, section.label.end, offset)


def in_review(reading: Reading, offset: int) -> Span | None:
    """Return the heading of a plan's review of the years before it that holds an offset, or None."""
    section = reading.section_at(offset)
    if section is None or reading.facts.document_type in ("reply", "work_report"):
        return None
    folded = reading.view.folded
    for one in (section, *section.ancestors()):
        words = "".join(folded[one.heading.start : one.heading.end].split())
        if _SITUATION.search(words) or one.role == "goal":
            return None
        if _REVIEW.fullmatch(words):
            return one.heading
    return None


class Told:
    """A measured number in its document.

    Attributes:
        reading: The document.
        timeline: When things are due in it.
        measured: The number with what it measures.
        span: The numeral's range.
        looks_both_ways: Whether the document tells what was done and what will be done, so that the place decides.
    """

    __slots__ = ("looks_both_ways", "measured", "reading", "span", "timeline")

    def __init__(self, reading: Reading, timeline: Timeline, measured: Measurement) -> None:
        self.reading, self.timeline, self.measured = reading, timeline, measured
        self.span = measured.clause.span
        self.looks_both_ways = reading.facts.document_type in ("reply", "work_report")

    @property
    def fact(self) -> Span | None:
        """The words before the number, where their verb tells a fact (现建有), else None."""
        return self.measured.clause.left if self.measured.clause.predicate.is_reported else None

    @property
    def ahead(self) -> Span | None:
        """The number, where a document that tells both what was and what will be done places it ahead; else None."""
        return self.span if self.looks_both_ways and self.timeline.is_ahead(self.span.start) else None

    @property
    def behind(self) -> Span | None:
        """The number, where such a document places it in what was done; else None."""
        return self.span if self.looks_both_ways and not self.timeline.is_ahead(self.span.start) else None

    @property
    def reviewed(self) -> Span | None:
        """The heading of a plan's review that holds the number (发展基础, “十三五”回顾), else None."""
        return in_review(self.reading, self.span.start)

    @property
    def compared(self) -> Span | None:
        """同比 in the number's sentence, in a document that tells what was done; else None."""
        if not self.looks_both_ways:
            return None
        sentence = self.sentence
        return found(_COMPARED.search(self.reading.view.folded, sentence.start, sentence.end))

    @property
    def is_item(self) -> bool:
        """Whether the number stands in the first words of a labelled item (3.绿色通道建设工程1000亩)."""
        return is_item(self.reading, self.span.start)

    @property
    def section(self) -> Section | None:
        """The innermost section that holds the number."""
        return self.reading.section_at(self.span.start)

    @property
    def sentence(self) -> Span:
        """The sentence that holds the number."""
        return self.measured.clause.sentence
