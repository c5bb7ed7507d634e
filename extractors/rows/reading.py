"""What is known of one document while its rows are made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from extractors.mentions.citations import CitationMention, citations
from extractors.mentions.numerals import Numeral, digit_runs, numerals
from extractors.mentions.responsibility import ResponsibilityList
from extractors.mentions.times import TimeMention, dated_times, with_yearless
from extractors.rows.facts import Facts, facts_of
from extractors.rows.table_columns import ColumnRole, as_column, column_roles
from extractors.structure.furniture import furniture, shown_furniture
from extractors.structure.labels import Label, labels
from extractors.structure.outline import outline
from extractors.structure.sections import Section
from extractors.structure.tables import HeadCell, Table, tables
from extractors.text.document import Document
from extractors.text.verdicts import Verdict
from extractors.text.view import Ranges, Span, TextView
from extractors.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the ids of the section and the task that hold its first character."""

    section_id: str | None
    task_id: str | None


class Reading:
    """One document with its structure and mentions; each part is read once, when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view = TextView(document, shown_furniture(document))
        self.furniture = furniture(self.view.folded, is_wrapped=self.view.is_wrapped)
        self.tables: list[Table] = tables(self.view)
        self.enumerators: list[Label] = list(labels(self.view.folded))
        found = outline(self.view, self.furniture, self.tables, self.enumerators)
        self.sections: list[Section] = found.sections
        self.labels: list[tuple[Label, Verdict[bool]]] = found.labels
        self._unit_lists = found.unit_lists
        self._furniture = Ranges(self.furniture)
        self._prose = [one for table in self.tables for one in table.prose]
        self._prose_starts = [cell.start for cell, _ in self._prose]
        self._table_starts = [table.span.start for table in self.tables]
        self._starts = [section.start for section in self.sections]
        # Where another section becomes the innermost one, in order, and which is it before the first turn and from each on.
        self._turns = sorted({*self._starts, *(section.end for section in self.sections)})
        self._innermost = [None, *(_innermost(self._starts, self.sections, turn) for turn in self._turns)]
        # Thousands of ids are asked for.
        self._document_id = document.document_id
        # Most views leave nothing out, and their offsets are those of the document.
        self._source = self.view.source if self.view.left_out else None
        # Many numbers are asked for one sentence and one section.
        self._sentences: dict[int, Span] = {}
        self._places: dict[int, Place] = {}

    @cached_property
    def facts(self) -> Facts:
        """Title, kind, jurisdiction, dates and period of the document."""
        return facts_of(self.view, self.furniture, self.sections, self.citations, self._dated_times)

    @cached_property
    def _dated_times(self) -> list[TimeMention]:
        return dated_times(self.view.folded)

    @cached_property
    def citations(self) -> list[CitationMention]:
        """The references to other documents."""
        return list(citations(self.view.text, self.view.folded))

    @cached_property
    def times(self) -> list[TimeMention]:
        """The time expressions, months without a year dated by the document's own year."""
        found = with_yearless(self.view.folded, self._dated_times, self.facts.own_year)
        heads = self._heads_of_columns
        return [as_column(time, *heads[time.start]) if time.start in heads else time for time in found]

    @cached_property
    def column_roles(self) -> dict[int, ColumnRole]:
        """What the columns of the tables speak of, by the offset of their heads."""
        roles: dict[int, ColumnRole] = {}
        for table in self.tables:
            roles |= column_roles(self.view, self.facts, table)
        return roles

    @cached_property
    def _heads_of_columns(self) -> dict[int, tuple[HeadCell, ColumnRole]]:
        """The head of a column that holds an offset where a time may begin, with what the column speaks of."""
        found: dict[int, tuple[HeadCell, ColumnRole]] = {}
        for table in self.tables:
            for head in table.columns:
                own = (head, self.column_roles[head.span.start])
                for span in (head.over, head.span):
                    if span is not None:
                        found |= dict.fromkeys(range(span.start, span.end), own)
        return found

    @cached_property
    def responsibility_lists(self) -> list[ResponsibilityList]:
        """The lists of responsible units."""
        return self._unit_lists.found(self._starts)

    @cached_property
    def digit_runs(self) -> list[tuple[int, int]]:
        """The ranges of the runs of digits, each with its decimal part."""
        return list(digit_runs(self.view.folded))

    @cached_property
    def numerals(self) -> list[Numeral]:
        """The numbers of the text, dates and labels among them."""
        return numerals(self.view.folded, runs=self.digit_runs)

    @cached_property
    def task_sections(self) -> list[Section]:
        """The sections that are tasks: the lowest enumerated units that prescribe or report action."""
        return [section for section in self.sections if self._is_task(section)]

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section that holds the offset."""
        return self._innermost[bisect_right(self._turns, offset)]

    def task_at(self, offset: int) -> Section | None:
        """Return the task section that holds the offset."""
        section = self.section_at(offset)
        while section is not None and not self._is_task(section):
            section = section.parent
        return section

    def place(self, offset: int) -> Place:
        """Return the ids of the section and the task that hold the offset."""
        turn = bisect_right(self._turns, offset)
        if turn not in self._places:
            section, task = self._innermost[turn], self.task_at(offset)
            self._places[turn] = Place(
                self.id("section", section.start) if section else None,
                self.id("task", task.start) if task else None,
            )
        return self._places[turn]

    def id(self, kind: str, offset: int, nth: int = 1) -> str:
        """Return the id of a row of this document: readable, from the document id and its offset in the text."""
        source = offset if self._source is None else self._source(offset)
        row = f"{self._document_id}#{kind}@{source}"
        return row if nth == 1 else f"{row}.{nth}"

    def in_furniture(self, offset: int) -> bool:
        """Whether the offset stands in page furniture."""
        return self._furniture.hold(offset)

    def in_responsibility_list(self, offset: int) -> bool:
        """Whether the offset stands in a list of responsible units."""
        return self._lists.hold(offset)

    def lists_within(self, start: int, end: int) -> list[ResponsibilityList]:
        """Return the lists of responsible units that begin between two offsets, in text order."""
        first, last = bisect_left(self._list_starts, start), bisect_left(self._list_starts, end)
        return self.responsibility_lists[first:last]

    def table_at(self, offset: int) -> Table | None:
        """Return the table that holds the offset."""
        at = bisect_right(self._table_starts, offset) - 1
        return self.tables[at] if at >= 0 and self.tables[at].span.holds(offset) else None

    def row_of_prose(self, offset: int) -> Span | None:
        """Return the table's row whose cell of sentences holds the offset, or None where none does."""
        at = bisect_right(self._prose_starts, offset) - 1
        if at < 0 or not self._prose[at][0].holds(offset):
            return None
        return self._prose[at][1]

    def citation_at(self, offset: int) -> CitationMention | None:
        """Return the reference, its number beside it included, that holds the offset."""
        at = bisect_right(self._citation_starts, offset) - 1
        mention = self.citations[at] if at >= 0 else None
        return mention if mention is not None and offset < max(mention.end, mention.number_end) else None

    def time_at(self, start: int, end: int) -> TimeMention | None:
        """Return the time expression that holds the range."""
        at = bisect_right(self._time_starts, start) - 1
        if at >= 0 and self.times[at].start <= start and end <= self.times[at].end:
            return self.times[at]
        return None

    def last_time(self, start: int, end: int) -> TimeMention | None:
        """Return the last time expression that stands in a range, or None."""
        at = bisect_left(self._time_starts, end) - 1
        while at >= 0 and self.times[at].start >= start:
            if self.times[at].end <= end:
                return self.times[at]
            at -= 1
        return None

    def times_within(self, span: Span) -> list[TimeMention]:
        """Return the time expressions that begin in a range."""
        first, last = bisect_left(self._time_starts, span.start), bisect_left(self._time_starts, span.end)
        return self.times[first:last]

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence around a range; where line breaks are lost, no sentence runs over a heading's label."""
        at = bisect_right(self._starts, start)
        stop = self.view.stop_behind(start)
        if at < len(self._starts):
            stop = min(stop, self._starts[at])
        if end > stop:
            return self._sentence(start, end, at)
        # All ranges that the same stop ends stand in one sentence.
        if stop not in self._sentences:
            self._sentences[stop] = self._sentence(start, end, at)
        return self._sentences[stop]

    def _sentence(self, start: int, end: int, at: int) -> Span:
        """Return the sentence around a range that begins before the label ``at``."""
        sentence = self.view.sentence(start, end)
        left = max(sentence.start, self._starts[at - 1]) if at else sentence.start
        right = min(sentence.end, self._starts[at]) if at < len(self._starts) else sentence.end
        return self.view.trim(left, max(right, end))

    def _is_task(self, section: Section) -> bool:
        """A leaf of action: a lowest item under tasks or safeguards, or a box without items that holds no table of goals."""
        if section.has_actions or section.role not in ("task", "safeguard", "box"):
            return False
        return section.role != "box" or self._table_behind(section) is None

    def _table_behind(self, section: Section) -> Table | None:
        """Return the table of indicators that stands right behind a section's heading, or None."""
        at = bisect_left(self._table_starts, section.heading.start)
        table = self.tables[at] if at < len(self.tables) else None
        if table is None or table.start >= section.end or not _is_of_goals(table):
            return None
        return table if not self.view.folded[section.heading.end : table.start].strip() else None

    @cached_property
    def _lists(self) -> Ranges:
        return Ranges(listed.span for listed in self.responsibility_lists)

    @cached_property
    def _list_starts(self) -> list[int]:
        return [listed.span.start for listed in self.responsibility_lists]

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [mention.start for mention in self.citations]

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.start for time in self.times]


def nths(offsets: Iterable[int]) -> list[int]:
    """Return for each offset how many times it has come up to there: rows at one offset get ids of their own."""
    seen: Counter[int] = Counter()
    counts = []
    for offset in offsets:
        seen[offset] += 1
        counts.append(seen[offset])
    return counts


def _innermost(starts: list[int], sections: list[Section], offset: int) -> Section | None:
    at = bisect_right(starts, offset) - 1
    section = sections[at] if at >= 0 else None
    while section is not None and offset >= section.end:
        section = section.parent
    return section


def _is_of_goals(table: Table) -> bool:
    """Whether a table's columns hold values, not sentences of what is to be done."""
    return not table.prose
