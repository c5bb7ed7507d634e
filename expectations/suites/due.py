"""What an expert expects of a due day; tasks and targets share it."""

from __future__ import annotations

from datetime import date

from expectations.rules import each_row

#: A plan's outlook (到2035年) reaches beyond its period, but not by more than this.
LONGEST_OUTLOOK_YEARS = 20


@each_row("row", zh="有期限必有依据, 无期限必无依据")
def due_day_has_its_basis(due_on: date | None, deadline_basis: str) -> bool:
    """A due day has its basis, and without a day there is none."""
    return (due_on is not None) == (deadline_basis != "none")


@each_row("row", zh="所指时限只见于依据为本句或上文的行")
def deadline_fits_the_basis(deadline_id: str, deadline_basis: str) -> bool:
    """A deadline is named only where the basis is explicit or section."""
    return deadline_basis in ("explicit", "section")


@each_row("plausible", zh="依据为本句或上文时, 指明所依据的时限")
def stated_basis_names_its_deadline(deadline_id: str | None, deadline_basis: str) -> bool:
    """Where the basis is explicit or section, the deadline that gives the day is named."""
    return deadline_basis not in ("explicit", "section") or deadline_id is not None


@each_row("plausible", zh="期限等于所指时限的截止日")
def due_day_is_its_deadlines_end(due_on: date, deadline__end_on: date) -> bool:
    """The due day is the last day of the deadline that gives it."""
    return due_on == deadline__end_on


@each_row("plausible", zh="期限不早于规划期起始日")
def due_inside_or_after_the_period(due_on: date, document__period_start: date) -> bool:
    """What is planned is due inside the plan's period or after it."""
    return document__period_start <= due_on


@each_row("plausible", zh=f"期限不晚于规划期后{LONGEST_OUTLOOK_YEARS}年")
def due_not_long_after_the_period(due_on: date, document__period_end: date) -> bool:
    """What is planned is due within twenty years of the period's end."""
    return due_on.year <= document__period_end.year + LONGEST_OUTLOOK_YEARS


DUE = (
    due_day_has_its_basis,
    deadline_fits_the_basis,
    stated_basis_names_its_deadline,
    due_day_is_its_deadlines_end,
    due_inside_or_after_the_period,
    due_not_long_after_the_period,
)
