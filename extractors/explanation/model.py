"""What is told of a passage: plain data, offsets in the document's text, half open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the document with where they stand.

    Attributes:
        start: Offset of the first character, in code points of the document's text.
        end: Offset behind the last.
        line: Line of the first character, from 1.
        column: Its place on that line in characters, from 1.
        words: The characters.
    """

    start: int
    end: int
    line: int
    column: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was asked.

    Attributes:
        rule: Its id.
        looks_for: The phrase that it looks for.
        fired: Whether it decided.
        says: What it decides, in a word.
        found: The words that made it fire, or None.
    """

    rule: str
    looks_for: str
    fired: bool
    says: str
    found: Place | None


@dataclass(frozen=True, slots=True)
class Trail:
    """One question with the rules that were asked, in order; the last one decided."""

    question: str
    steps: tuple[Step, ...]

    @property
    def decided(self) -> Step:
        """The rule that decided."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class SectionStep:
    """One section around a passage, the topmost first."""

    label: str | None
    heading: str
    level: int
    role: str
    rule: str
    at: Place


@dataclass(frozen=True, slots=True)
class TaskStory:
    """The task that holds a passage."""

    task_id: str
    title: str
    status: str
    due_on: date | None
    deadline_basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a passage that is neither a number nor a time.

    Attributes:
        kind: ``enumerator``, ``responsibility list``, ``unit``, ``platform`` or ``citation``; ``misread unit`` for an
            item of a list in which no unit was recognised, ``platform left out`` for what is none here.
        at: Where it stands.
        rule: The rule that found it.
        facts: What is known of it, by name.
        trail: The rules that were asked of it, where a table of rules decides about its kind, else None.
    """

    kind: str
    at: Place
    rule: str
    facts: dict[str, str | None]
    trail: Trail | None = None


@dataclass(frozen=True, slots=True)
class ClauseStory:
    """How the words around a number were read.

    Attributes:
        before: The words before it that were taken for its own; opening words and times are left out.
        behind: The words behind its unit.
        rule: The pattern that read the predicate.
        verb: The words before or behind it that are no part of what is measured: the verb, where there is one.
        measure: Kind of number that the verb makes it, None without one.
        measured: What is measured, in words.
        per: For whom it counts, or None.
        modality: firm or aspirational.
        recurrence: once or annual.
        baseline: The starting value before it, or None.
    """

    before: Place
    behind: Place
    rule: str
    verb: str | None
    measure: str | None
    measured: str | None
    per: str | None
    modality: str
    recurrence: str
    baseline: float | None


@dataclass(frozen=True, slots=True)
class NumberStory:
    """A number, how it was read, and what the rules made of it.

    Attributes:
        at: The numeral.
        role: What it became: target, achievement, incentive, baseline, count, time and so on.
        rule: The rule that decided that.
        value: Its value; None for digits that no quantity holds.
        value_max: The upper end of a range.
        unit: The unit as written.
        dimension: What the unit measures, by the lexicon.
        comparator: What stands next to it.
        clause: How the words around it were read; None where a form, a table or an incentive settled it before.
        due_on: The day that would govern it here.
        deadline_basis: Where that day comes from.
        due_from: The time that gives the day.
        ledger: Its digit runs in ``numerals``: quote, role, rule, row that uses it.
        trails: The questions that were asked of it, in order.
        note: What else has to be known, or None.
    """

    at: Place
    role: str
    rule: str
    value: float | None
    value_max: float | None
    unit: str | None
    dimension: str | None
    comparator: str | None
    clause: ClauseStory | None
    due_on: date | None
    deadline_basis: str | None
    due_from: Place | None
    ledger: tuple[dict[str, str | None], ...]
    trails: tuple[Trail, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class TimeStory:
    """A time expression, the days that it sets, and why it binds or does not."""

    at: Place
    kind: str
    start_on: date | None
    end_on: date | None
    recurrence: str
    rule: str
    binds: bool
    deadline_id: str | None
    trails: tuple[Trail, ...]


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row that was made from a passage: its table, the rule, and all its columns."""

    table: str
    rule: str | None
    columns: dict[str, object]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one passage.

    Attributes:
        document: Facts of the whole document that rules go by: type, title, jurisdiction, dates, period.
        marks: The words that were asked about.
        passage: The sentence or sentences around them.
        sections: The sections that hold the first mark, the topmost first.
        task: The task that holds it, or None.
        times: The times of the passage, and the one that governs its numbers from above where there is one.
        mentions: Enumerators, units, platforms and citations of the passage.
        numbers: The numbers of the passage.
        rows: The rows made from the passage, numerals and documents left out.
        notes: What kept the passage from being read at all, in words.
    """

    document: dict[str, object]
    marks: tuple[Place, ...]
    passage: Place
    sections: tuple[SectionStep, ...]
    task: TaskStory | None
    times: tuple[TimeStory, ...]
    mentions: tuple[Mention, ...]
    numbers: tuple[NumberStory, ...]
    rows: tuple[MadeRow, ...]
    notes: tuple[str, ...]
