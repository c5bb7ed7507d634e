"""What a validation says: an outcome for each expectation, a finding for each that is not met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: ``structure`` blocks the publication, ``row`` quarantines the row, ``plausible`` warns and removes nothing.
Severity = Literal["structure", "row", "plausible"]

Status = Literal["holds", "fails", "errored"]


@dataclass(frozen=True)
class Finding:
    """One expectation that a table does not meet.

    Attributes:
        table: The table's name.
        severity: What follows from it; ``structure`` wherever the expectation itself broke.
        rule: Readable name, ``targets.quote_stands_at_offsets``.
        message: What is expected and how far the table is from it.
        keys: Key-column values of each failing row, in the schema's order; empty for a whole table's fault.
        errored: Whether the expectation could not be evaluated at all.
    """

    table: str
    severity: Severity
    rule: str
    message: str
    keys: tuple[tuple[object, ...], ...]
    errored: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one expectation of a suite, as the data docs show it.

    Attributes:
        rule: Readable name of the rule.
        severity: What a failure means.
        zh: The expectation in Chinese.
        en: The expectation in English.
        status: Whether it holds, fails, or could not be evaluated.
        failing: Number of failing rows.
        detail: What was observed instead, where the fault is not in single rows; empty otherwise.
        samples: The first failing rows, each as pairs of column name and text.
    """

    rule: str
    severity: Severity
    zh: str
    en: str
    status: Status
    failing: int
    detail: str
    samples: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class TableReport:
    """The validation of one table.

    Attributes:
        table: The table's name.
        evaluated: Number of expectations evaluated.
        findings: One for each expectation that fails or broke, in the suite's order.
        result: The outcome of every expectation, in the suite's order; holds no clock and pickles.
        rows: Number of rows that were validated.
    """

    table: str
    evaluated: int
    findings: tuple[Finding, ...]
    result: tuple[Outcome, ...]
    rows: int = 0
