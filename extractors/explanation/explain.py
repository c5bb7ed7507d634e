"""Explain passages of one document: find them, and tell what was read in them and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, cast

from extractors.engine import extract
from extractors.explanation.model import (
    Explanation,
    MadeRow,
    Mention,
    NumberStory,
    Place,
    SectionStep,
    TaskStory,
    TimeStory,
)
from extractors.explanation.numbers import Numbers
from extractors.explanation.places import Places
from extractors.mentions.platforms import platform_mentions
from extractors.mentions.responsibility import ResponsibilityList
from extractors.mentions.times import TimeMention
from extractors.rows.binding import BINDS, Dated
from extractors.rows.outlook import AHEAD
from extractors.rows.platforms import CARRIES, CarrierAt
from extractors.rows.reading import Reading
from extractors.rows.task_units import Assignment, assignments
from extractors.rows.timeline import Timeline
from extractors.schema.rows import NumeralRow, PlatformMentionRow, TaskRow
from extractors.structure.label_rules import HEADS
from extractors.text.document import Document
from extractors.text.folding import fold_width
from extractors.text.view import Span

#: Tables whose rows are told otherwise, or belong to the whole document.
_LEFT_OUT = frozenset({"documents", "replies", "numerals", "units", "platforms", "indicators"})


class Explainer:
    """Explains one document; everything is read once, when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._reading = Reading(document)
        self._timeline = Timeline(self._reading)
        self._places = Places(self._reading.view)
        self._tables = extract(document).tables

    @cached_property
    def _numbers(self) -> Numbers:
        ledger = cast("tuple[NumeralRow, ...]", self._tables["numerals"])
        return Numbers(self._reading, self._timeline, self._places, ledger)

    @cached_property
    def _assignments(self) -> list[Assignment]:
        return assignments(self._reading)

    def numbers(self) -> Iterator[NumberStory]:
        """Yield the stories of all numbers, in text order."""
        return (self._numbers.story(span) for span in self._numbers.spans)

    def find(self, words: str) -> list[Place]:
        """Return every place where words stand, half and full width alike, wrapped lines joined."""
        wanted = fold_width(words)
        within = fold_width(self._reading.view.text)
        return [self._places.of(at, at + len(wanted)) for at in _occurrences(within, wanted)]

    def at(self, offset: int) -> Place:
        """Return the number or the time that holds an offset of the document's text, else its one character.

        Raises:
            IndexError: The offset stands outside the text.
        """
        if not 0 <= offset < len(self.document.text):
            raise IndexError(
                f"offset {offset} is outside the text, which has {len(self.document.text)} characters"
            )
        spot = self._reading.view.offset(offset)
        held = [span for span in self._numbers.spans if span.holds(spot)]
        held += [Span(time.start, time.end) for time in self._reading.times if time.start <= spot < time.end]
        return self._places.of_span(held[0]) if held else self._places.source(offset, offset + 1)

    def passages(self, marks: Sequence[Place]) -> list[Explanation]:
        """Return one explanation a sentence, for the sentences that hold the marks."""
        grouped: dict[Span, list[Place]] = {}
        for mark in marks:
            start = self._reading.view.offset(mark.start)
            grouped.setdefault(self._reading.sentence(start, start), []).append(mark)
        return [self._explain(sentence, tuple(held)) for sentence, held in grouped.items()]

    def _explain(self, sentence: Span, marks: tuple[Place, ...]) -> Explanation:
        view = self._reading.view
        passage = self._places.of(
            min(sentence.start, view.offset(marks[0].start)),
            max(sentence.end, *(view.offset(mark.end) for mark in marks)),
        )
        span = Span(view.offset(passage.start), view.offset(passage.end))
        numbers = tuple(self._numbers.story(one) for one in self._numbers.spans if span.holds(one.start))
        above = {one.due_from.start for one in numbers if one.due_from is not None}
        times = [
            time for time in self._reading.times if span.holds(time.start) or view.source(time.start) in above
        ]
        return Explanation(
            document=self.facts(),
            marks=marks,
            passage=passage,
            sections=tuple(self._sections(view.offset(marks[0].start))),
            task=self._task(view.offset(marks[0].start)),
            times=tuple(self._time(time) for time in times),
            mentions=tuple(sorted(self._mentions(span), key=lambda mention: mention.at.start)),
            numbers=numbers,
            rows=tuple(self._rows(passage)),
            notes=tuple(self._notes(span, marks)),
        )

    def facts(self) -> dict[str, object]:
        """Return what of the whole document the rules go by."""
        facts = self._reading.facts
        return {
            "document_type": facts.document_type,
            "title": facts.title,
            "jurisdiction": facts.place.name if facts.place else None,
            "issued_on": facts.issued_on,
            "period_start": facts.period[0] if facts.period else None,
            "period_end": facts.period[1] if facts.period else None,
            "own_year": facts.own_year,
        }

    def _sections(self, offset: int) -> Iterator[SectionStep]:
        section = self._reading.section_at(offset)
        if section is None:
            return
        quote = self._reading.view.quote
        for one in reversed([section, *section.ancestors()]):
            yield SectionStep(
                label=quote(one.label.start, one.label.end) if one.label else None,
                heading=quote(one.heading.start, one.heading.end),
                level=one.level,
                role=one.role,
                rule=one.rule,
                at=self._places.of(one.start, one.heading.end),
            )

    def _task(self, offset: int) -> TaskStory | None:
        task_id = self._reading.place(offset).task_id
        tasks = cast("tuple[TaskRow, ...]", self._tables["tasks"])
        row = next((row for row in tasks if row.task_id == task_id), None)
        if row is None:
            return None
        return TaskStory(
            task_id=row.task_id,
            title=row.title,
            status=row.status,
            due_on=row.due_on,
            deadline_basis=row.deadline_basis,
            rule=row.rule_id,
        )

    def _time(self, time: TimeMention) -> TimeStory:
        tell, dated = self._places.trail, Dated(self._reading, self._timeline.outlook, time)
        trails = [tell(BINDS.question, BINDS.trail(dated))]
        if self._reading.facts.document_type in ("reply", "work_report"):
            trails.insert(0, tell(AHEAD.question, self._timeline.outlook.trail(time.start)))
        return TimeStory(
            at=self._places.of(time.start, time.end),
            kind=time.kind,
            start_on=time.start_on,
            end_on=time.end_on,
            recurrence=time.recurrence,
            rule=time.rule,
            binds=BINDS.says(dated),
            deadline_id=self._timeline.deadline_id(time),
            trails=tuple(trails),
        )

    def _enumerators(self, span: Span) -> Iterator[Mention]:
        """Yield the labels of the passage, those that open no section too."""
        for label, verdict in self._reading.labels:
            if span.holds(label.start):
                facts: dict[str, str | None] = {"opens": "a section" if verdict.says else "no section"}
                trail = self._places.trail(HEADS.question, HEADS.up_to(verdict))
                place = self._places.of(label.start, label.end)
                yield Mention("enumerator", place, verdict.rule, facts, trail)

    def _mentions(self, span: Span) -> Iterator[Mention]:
        yield from self._enumerators(span)
        for listed in self._reading.responsibility_lists:
            if listed.span.start < span.end and span.start < listed.span.end:
                yield from self._listed(listed)
        yield from self._platforms(span)
        for cited in self._reading.citations:
            if span.holds(cited.start):
                facts = {"title": cited.title, "number": cited.number}
                yield Mention("citation", self._places.of(cited.start, cited.end), "citation", facts)

    def _listed(self, listed: ResponsibilityList) -> Iterator[Mention]:
        assigned = [one for one in self._assignments if one.listed.span == listed.span]
        tasks = {one.task.start: one.task.heading for one in assigned}
        titles = "; ".join(self._places.of_span(heading).words for heading in tasks.values())
        yield Mention(
            "responsibility list",
            self._places.of_span(listed.span),
            listed.rule,
            {"assigned to": titles or "no task: none holds it"},
        )
        names = {one.mention.start: one.name.canonical for one in assigned}
        for unit in listed.units:
            facts = {"role": unit.role, "canonical name": names.get(unit.start)}
            yield Mention("unit", self._places.of(unit.start, unit.end), listed.rule, facts)
        for item in listed.misread:
            facts = {"reason": "it ends in no noun of a unit"}
            yield Mention("misread unit", self._places.of_span(item), listed.rule, facts)

    def _platforms(self, span: Span) -> Iterator[Mention]:
        rows = cast("tuple[PlatformMentionRow, ...]", self._tables["platform_mentions"])
        view = self._reading.view
        for row in rows:
            if span.holds(view.offset(row.char_start)):
                facts = {"kind": row.mention_kind, "type": row.platform_type, "level": row.level}
                facts |= {"counted by": row.target_id or row.achievement_id, "platform": row.platform_id}
                yield Mention(
                    "platform", self._places.source(row.char_start, row.char_end), row.rule_id, facts
                )
        for one in platform_mentions(view.folded, self._reading.facts.place):
            case = CarrierAt(self._reading, one)
            if span.holds(one.start) and not CARRIES.says(case):
                trail = self._places.trail(CARRIES.question, CARRIES.trail(case))
                place = self._places.of(one.start, one.end)
                yield Mention("platform left out", place, trail.decided.rule, {"type": one.type}, trail)

    def _rows(self, passage: Place) -> Iterator[MadeRow]:
        """Yield the rows whose number, else whose first character, stands in the passage."""
        for table, rows in self._tables.items():
            for row in rows if table not in _LEFT_OUT else ():
                columns = {field.name: getattr(row, field.name) for field in fields(cast(Any, row))}
                start = columns.get("value_start", columns.get("char_start"))
                if isinstance(start, int) and passage.start <= start < passage.end:
                    yield MadeRow(table, cast("str | None", columns.get("rule_id")), columns)

    def _notes(self, span: Span, marks: tuple[Place, ...]) -> Iterator[str]:
        reading = self._reading
        if reading.in_furniture(span.start):
            yield "the passage stands in page furniture, which no rule of targets or tasks reads"
        if reading.section_at(span.start) is None:
            yield "no section holds the passage, so no task does"
        if not any(span.holds(one.start) for one in self._numbers.spans):
            yield "no number is read in the passage"
        for mark in marks:
            if len(mark.words) == 1 and not self._is_read(mark):
                yield f"no number and no time is read at “{mark.words}” at {mark.start}"

    def _is_read(self, mark: Place) -> bool:
        spot = self._reading.view.offset(mark.start)
        timed = any(time.start <= spot < time.end for time in self._reading.times)
        return timed or any(span.holds(spot) for span in self._numbers.spans)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
