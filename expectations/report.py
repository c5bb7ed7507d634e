"""What a validation says: an outcome for each expectation, a finding for each that is not met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

#: ``structure`` blocks the publication, ``row`` quarantines the row, ``plausible`` warns and removes nothing.
Severity = Literal["structure", "row", "plausible"]

Status = Literal["holds", "fails", "errored"]

#: Failing rows that an outcome shows; a finding lists the keys of all.
SAMPLES = 20


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


def message(en: str, status: Status, detail: str, failing: int) -> str:
    """Return a finding's message: what is expected and how far the table is from it."""
    if status == "errored":
        return f"{en}: could not be evaluated ({detail})"
    rows = "row" if failing == 1 else "rows"
    return f"{en}: {detail or f'not so in {failing} {rows}'}"


def merged(reports: Sequence[TableReport]) -> TableReport:
    """Return the report on a table from those on its batches, which must hold the same expectations.

    Raises:
        ValueError: There are no reports.
    """
    if not reports:
        raise ValueError("a table has at least one batch")
    if len(reports) == 1:
        return reports[0]
    outcomes = tuple(_merged(one) for one in zip(*(report.result for report in reports), strict=True))
    keys: dict[str, list[tuple[object, ...]]] = {}
    for report in reports:
        for finding in report.findings:
            keys.setdefault(finding.rule, []).extend(finding.keys)
    table = reports[0].table
    findings = tuple(
        _finding(table, outcome, tuple(keys[outcome.rule])) for outcome in outcomes if outcome.rule in keys
    )
    return TableReport(
        table, reports[0].evaluated, findings, outcomes, sum(report.rows for report in reports)
    )


def as_plain(report: TableReport) -> dict[str, Any]:
    """Return a report as what JSON holds; :func:`from_plain` reads it back."""
    return asdict(report)


def from_plain(plain: Mapping[str, Any]) -> TableReport:
    """Return the report that :func:`as_plain` gave, also from JSON, which knows no tuples."""
    findings = (Finding(**{**one, "keys": tuple(map(tuple, one["keys"]))}) for one in plain["findings"])
    outcomes = (Outcome(**{**one, "samples": tuple(_samples(one["samples"]))}) for one in plain["result"])
    return TableReport(**{**plain, "findings": tuple(findings), "result": tuple(outcomes)})


def _samples(plain: Sequence[Sequence[Sequence[str]]]) -> Iterator[tuple[tuple[str, str], ...]]:
    for sample in plain:
        yield tuple((name, text) for name, text in sample)


#: Of several outcomes the worst stands for all.
_WORSE: dict[Status, int] = {"holds": 0, "fails": 1, "errored": 2}


def _merged(outcomes: Sequence[Outcome]) -> Outcome:
    worst = max(outcomes, key=lambda outcome: _WORSE[outcome.status])
    samples = tuple(sample for outcome in outcomes for sample in outcome.samples)[:SAMPLES]
    return replace(worst, failing=sum(outcome.failing for outcome in outcomes), samples=samples)


def _finding(table: str, outcome: Outcome, keys: tuple[tuple[object, ...], ...]) -> Finding:
    told = message(outcome.en, outcome.status, outcome.detail, outcome.failing)
    return Finding(table, outcome.severity, outcome.rule, told, keys, outcome.status == "errored")
