"""What is known of one document while its rows are made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

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
    """One document with its structure and mentions.

    Attributes:
        document: The document.
        view: Its text as rules see it.
        furniture: The ranges that are page furniture.
        tables: The tables.
        enumerators: Every place where a label may stand.
        sections: The sections in text order.
        labels: The enumerators with the verdict on each.
        citations: The references to other documents.
        facts: Title, kind, jurisdiction, dates and period of the document.
        column_roles: What the columns of the tables speak of, by the offset of their heads.
        times: The time expressions, months without a year dated by the document's own year.
        responsibility_lists: The lists of responsible units.
        digit_runs: The ranges of the runs of digits, each with its decimal part.
        numerals: The numbers of the text, dates and labels among them.
        task_sections: The sections that are tasks: the lowest enumerated units that prescribe or report action.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view = TextView(document, shown_furniture(document))
        text, folded = self.view.text, self.view.folded
        self.furniture = furniture(folded, is_wrapped=self.view.is_wrapped)
        self.tables: list[Table] = tables(self.view)
        self.enumerators: list[Label] = list(labels(folded))
        found = outline(self.view, self.furniture, self.tables, self.enumerators)
        self.sections: list[Section] = found.sections
        self.labels: list[tuple[Label, Verdict[bool]]] = found.labels
        self.citations: list[CitationMention] = list(citations(text, folded))
        dated = dated_times(folded)
        self.facts: Facts = facts_of(self.view, self.furniture, self.sections, self.citations, dated)
        self.column_roles = _roles_of_columns(self.view, self.facts, self.tables)
        yearless = with_yearless(folded, dated, self.facts.own_year)
        self.times: list[TimeMention] = _as_columns(yearless, self.tables, self.column_roles)
        starts = [section.start for section in self.sections]
        self.responsibility_lists: list[ResponsibilityList] = found.unit_lists.found(starts)
        self.digit_runs: list[tuple[int, int]] = digit_runs(folded)
        self.numerals: list[Numeral] = numerals(folded, runs=self.digit_runs)
        # What is asked by offset, thousands of times.
        self._starts = starts
        # Where another section becomes the innermost one, in order, and which is it before the first turn and from each on.
        self._turns = sorted({*starts, *(section.end for section in self.sections)})
        self._innermost = [None, *(_innermost(starts, self.sections, turn) for turn in self._turns)]
        self._table_starts = [table.span.start for table in self.tables]
        self._prose = [one for table in self.tables for one in table.prose]
        self._prose_starts = [cell.start for cell, _ in self._prose]
        self._citation_starts = [mention.start for mention in self.citations]
        self._time_starts = [time.start for time in self.times]
        self._list_starts = [listed.span.start for listed in self.responsibility_lists]
        self._lists = Ranges(listed.span for listed in self.responsibility_lists)
        self._furniture = Ranges(self.furniture)
        self._document_id = document.document_id
        # Most views leave nothing out, and their offsets are those of the document.
        self._source = self.view.source if self.view.left_out else None
        # Many numbers are asked for one sentence and one section.
        self._sentences: dict[int, Span] = {}
        self._places: dict[int, Place] = {}
        self.task_sections: list[Section] = [one for one in self.sections if self._is_task(one)]

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
        place = self._places.get(turn)
        if place is None:
            section, task = self._innermost[turn], self.task_at(offset)
            place = self._places[turn] = Place(
                self.id("section", section.start) if section else None,
                self.id("task", task.start) if task else None,
            )
        return place

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
        sentence = self._sentences.get(stop)
        if sentence is None:
            sentence = self._sentences[stop] = self._sentence(start, end, at)
        return sentence

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


def nths(offsets: Iterable[int]) -> list[int]:
    """Return for each offset how many times it has come up to there: rows at one offset get ids of their own."""
    seen: Counter[int] = Counter()
    counts = []
    for offset in offsets:
        seen[offset] += 1
        counts.append(seen[offset])
    return counts


def _roles_of_columns(view: TextView, facts: Facts, found: Iterable[Table]) -> dict[int, ColumnRole]:
    """Return what the columns of tables speak of, by the offset of their heads."""
    roles: dict[int, ColumnRole] = {}
    for table in found:
        roles |= column_roles(view, facts, table)
    return roles


def _as_columns(
    times: list[TimeMention], found: Iterable[Table], roles: Mapping[int, ColumnRole]
) -> list[TimeMention]:
    """Return time expressions, those in the heads of columns as what the columns speak of."""
    heads: dict[int, tuple[HeadCell, ColumnRole]] = {}
    for table in found:
        for head in table.columns:
            own = (head, roles[head.span.start])
            for span in (head.over, head.span):
                if span is not None:
                    heads |= dict.fromkeys(range(span.start, span.end), own)
    return [as_column(time, *heads[time.start]) if time.start in heads else time for time in times]


def _innermost(starts: list[int], sections: list[Section], offset: int) -> Section | None:
    at = bisect_right(starts, offset) - 1
    section = sections[at] if at >= 0 else None
    while section is not None and offset >= section.end:
        section = section.parent
    return section


def _is_of_goals(table: Table) -> bool:
    """Whether a table's columns hold values, not sentences of what is to be done."""
    return not table.prose
