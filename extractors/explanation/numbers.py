"""The stories of a document's numbers: each question that was asked of one, up to the rule that decided."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from extractors.explanation.model import ClauseStory, NumberStory, Place, Trail
from extractors.explanation.places import Places
from extractors.lexicons.measures import dimension_of
from extractors.mentions.quantities import Quantity, quantities
from extractors.rows.achievements import REPORTED
from extractors.rows.forms import FORM, Forms
from extractors.rows.free_numbers import FREE, FreeNumber
from extractors.rows.measurements import MEASURED, Candidate, candidates, measurement
from extractors.rows.outlook import AHEAD
from extractors.rows.promises import GIVEN, Amount
from extractors.rows.reading import Reading
from extractors.rows.targets import COMMITTED
from extractors.rows.timeline import Timeline
from extractors.rows.told import Told
from extractors.schema.rows import NumeralRow
from extractors.structure.tables import Table
from extractors.text.view import Span


class Numbers:
    """Tells the numbers of one document."""

    def __init__(
        self, reading: Reading, timeline: Timeline, places: Places, ledger: tuple[NumeralRow, ...]
    ) -> None:
        self._reading = reading
        self._timeline = timeline
        self._places = places
        self._ledger = ledger
        self._forms = Forms(reading)
        self._candidates = {one.span: one for one in candidates(reading, self._forms)}
        found = quantities(reading.view.folded, runs=reading.digit_runs)
        self._quantities = {Span(one.numeral.start, one.numeral.end): one for one in found}

    @cached_property
    def spans(self) -> list[Span]:
        """The ranges of all numbers in text order: quantities, and digits that none of them holds."""
        view = self._reading.view
        held = {offset for span in self._quantities for offset in range(span.start, span.end)}
        runs = (Span(view.offset(row.char_start), view.offset(row.char_end)) for row in self._ledger)
        loose = {run for run in runs if run.end > run.start and run.start not in held}
        return sorted({*self._quantities, *loose}, key=lambda span: span.start)

    def story(self, span: Span) -> NumberStory:
        """Return the story of the number at a range of the view."""
        quantity = self._quantities.get(span)
        trails = tuple(self._trails(span, quantity))
        at = self._places.of_span(span)
        ledger = tuple(self._runs(at))
        role, rule = _outcome(trails, ledger)
        asked = any(trail.question == MEASURED.question for trail in trails)
        candidate = self._candidates.get(span) if asked else None
        due = self._timeline.governing(span.start) if candidate else None
        unit = self._words(quantity.unit) if quantity and quantity.unit else None
        return NumberStory(
            at=at,
            role=role,
            rule=rule,
            value=quantity.numeral.value if quantity else None,
            value_max=quantity.numeral.value_max if quantity else None,
            unit=unit,
            dimension=dimension_of(self._folded(quantity.unit)) if quantity and quantity.unit else None,
            comparator=quantity.comparator if quantity else None,
            clause=self._clause(candidate) if candidate else None,
            due_on=due.on if due else None,
            deadline_basis=due.basis if due else None,
            due_from=self._places.of(due.time.start, due.time.end) if due and due.time else None,
            ledger=ledger,
            trails=trails,
            note=self._note(span, quantity),
        )

    def _trails(self, span: Span, quantity: Quantity | None) -> Iterator[Trail]:
        """Yield the questions in the order in which they are asked, until one settles what the number is."""
        tell = self._places.trail
        yield tell(FORM.question, self._forms.trail(span.start, span.end))
        if quantity is None or self._forms.role(span.start, span.end) is not None:
            return
        amount = Amount(self._reading, self._forms, self._timeline.outlook, quantity)
        yield tell(GIVEN.question, GIVEN.trail(amount))
        if GIVEN.says(amount):
            return
        yield tell(FREE.question, FREE.trail(FreeNumber(self._reading, self._forms, quantity)))
        candidate = self._candidates.get(span)
        if candidate is None:
            return
        yield tell(MEASURED.question, MEASURED.trail(candidate))
        if MEASURED.says(candidate):
            yield from self._told(Told(self._reading, self._timeline, measurement(candidate)))

    def _told(self, told: Told) -> Iterator[Trail]:
        tell = self._places.trail
        if told.looks_both_ways:
            yield tell(AHEAD.question, self._timeline.outlook.trail(told.span.start))
        yield tell(COMMITTED.question, COMMITTED.trail(told))
        if not COMMITTED.says(told):
            yield tell(REPORTED.question, REPORTED.trail(told))

    def _clause(self, candidate: Candidate) -> ClauseStory:
        clause = candidate.clause
        predicate = clause.predicate
        baseline = candidate.baseline
        return ClauseStory(
            before=self._places.of_span(clause.left),
            behind=self._places.of_span(clause.right),
            rule=predicate.rule,
            verb=self._verb(clause.left, predicate.indicator),
            measure=predicate.measure,
            measured=candidate.name.words or None,
            per=self._reading.view.quote(clause.per.start, clause.per.end) if clause.per else None,
            modality=measurement(candidate).modality,
            recurrence=candidate.recurrence,
            baseline=baseline.numeral.value if baseline else None,
        )

    def _verb(self, left: Span, indicator: Span) -> str | None:
        """Return the words before a number that are no part of what is measured."""
        quote = self._reading.view.quote
        inside = indicator.end > indicator.start and left.start <= indicator.start < left.end
        if not inside:
            return quote(left.start, left.end).strip() or None
        pieces = (quote(left.start, indicator.start).strip(), quote(indicator.end, left.end).strip())
        return " … ".join(piece for piece in pieces if piece) or None

    def _note(self, span: Span, quantity: Quantity | None) -> str | None:
        """Return what the rules cannot say: a cell's column, digits that no quantity holds."""
        table = self._reading.table_at(span.start)
        if self._forms.role(span.start, span.end) is not None:
            return None
        if table is not None and self._reading.row_of_prose(span.start) is None:
            return self._cell(table, span) or "in a table, in no cell of a row that fits its columns"
        return None if quantity else "digits that no quantity holds: its form alone decides"

    def _cell(self, table: Table, span: Span) -> str | None:
        cells = ((row, cell) for row in table.rows for cell in row.cells if cell.span.holds(span.start))
        for row, cell in cells:
            name = "".join(self._quote(piece) for piece in row.name)
            column = self._quote(cell.head.span)
            role = self._reading.column_roles[cell.head.span.start]
            return f"a cell of the row “{name}”, under the column “{column}”, which is read as {role}"
        return None

    def _quote(self, span: Span) -> str:
        return self._reading.view.quote(span.start, span.end)

    def _runs(self, at: Place) -> Iterator[dict[str, str | None]]:
        for row in self._ledger:
            if at.start <= row.char_start < at.end:
                yield {"quote": row.quote, "role": row.role, "rule": row.rule_id, "row": row.row_id}

    def _words(self, span: tuple[int, int]) -> str:
        return self._reading.view.quote(*span)

    def _folded(self, span: tuple[int, int]) -> str:
        return self._reading.view.folded[slice(*span)]


#: What a number is where a question is answered with yes, by the question.
_YES = {GIVEN.question: "incentive", COMMITTED.question: "target", REPORTED.question: "achievement"}


def _outcome(trails: tuple[Trail, ...], ledger: tuple[dict[str, str | None], ...]) -> tuple[str, str]:
    """Return what a number became and the rule that decided.

    Cells of tables, starting values and numbers whose form a row overrides (a period in the document's own title in
    《》) are what the ledger says.
    """
    form, last = trails[0].decided, trails[-1]
    used = next(((str(run["role"]), str(run["rule"])) for run in ledger), None)
    if form.says != "quantity":
        return used if used and used[0] != form.says else (form.says, form.rule)
    if last.decided.says == "yes" and last.question in _YES:
        return _YES[last.question], last.decided.rule
    if last.decided.rule in ("number.by_columns", "number.baseline") and used:
        return used[0], last.decided.rule
    refused = next((trail for trail in trails if trail.question == COMMITTED.question), last)
    return "count", refused.decided.rule
