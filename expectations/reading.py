"""From Great Expectations' results to findings and outcomes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import pandas as pd

from expectations.report import SAMPLES, Finding, Outcome, Severity, Status, message
from extractors.schema import Table

#: Longest text of a failing row that an outcome shows.
LONGEST_SAMPLE = 160

#: Personal data: its rows are named by key, its text stands in no page.
PERSONAL = frozenset({"contact"})


class Result(Protocol):
    """What is read of a result of Great Expectations."""

    success: bool | None
    result: Any
    exception_info: Any


class Reader:
    """Reads the results on one table."""

    def __init__(self, table: Table, broken: Mapping[str, str]) -> None:
        """Take the table and, by name, why helper columns of it could not be computed."""
        self._table = table
        self._broken = broken

    def read(self, meta: Mapping[str, Any], item: Result | None) -> tuple[Finding | None, Outcome]:
        """Return the finding, None where the expectation holds, and the outcome."""
        error = self._error(meta["rule"], item)
        if error is not None or item is None:
            return self._report(meta, "errored", error or "no result came back", [])
        if item.success:
            return self._report(meta, "holds", "", [])
        rows = item.result.get("unexpected_index_list") or []
        return self._report(meta, "fails", _observed(item.result), rows)

    def _error(self, rule: str, item: Result | None) -> str | None:
        """Return why an expectation could not be evaluated, None where it was."""
        broken = self._broken.get(rule.partition(".")[2])
        if broken is not None or item is None:
            return broken
        return next(_exceptions(item.exception_info), None)

    def _report(
        self, meta: Mapping[str, Any], status: Status, detail: str, rows: list[dict[str, object]]
    ) -> tuple[Finding | None, Outcome]:
        rule, en = meta["rule"], meta["en"]
        severity: Severity = "structure" if status == "errored" else meta["severity"]
        samples = tuple(_sample(row) for row in rows[:SAMPLES])
        outcome = Outcome(rule, severity, meta["zh"], en, status, len(rows), detail, samples)
        if status == "holds":
            return None, outcome
        keys = tuple(tuple(_plain(row.get(name)) for name in self._table.key) for row in rows)
        told = message(en, status, detail, len(rows))
        return Finding(self._table.name, severity, rule, told, keys, status == "errored"), outcome


def _exceptions(info: Mapping[str, Any]) -> Iterator[str]:
    """Yield the exceptions' messages; GX nests one entry a metric where metrics broke."""
    entries = [info] if "raised_exception" in info else info.values()
    for entry in entries:
        if entry.get("raised_exception"):
            yield str(entry.get("exception_message"))


def _observed(result: Mapping[str, Any]) -> str:
    """Return what a check of the whole table saw; a check of rows tells it by its rows.

    Behind the first column out of place all others are, so only that one is told.
    """
    mismatched = (result.get("details") or {}).get("mismatched") or []
    return next(
        (
            f"column {place['Expected Column Position'] + 1} is {place['Found']}, not {place['Expected']}"
            for place in mismatched
        ),
        "",
    )


def _sample(row: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return a failing row as text: key, quote, and the value unless it is a helper's mere no."""
    told = ((name, _plain(value)) for name, value in row.items() if name not in PERSONAL)
    return tuple((name, _cut(str(value))) for name, value in told if not isinstance(value, bool))


def _cut(text: str) -> str:
    if not text.strip():
        return repr(text)
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def _plain(value: object) -> object:
    """Return a value as Python has it: no numpy scalar, NULL as None."""
    plain = value.item() if hasattr(value, "item") else value
    absent = plain is None or plain is pd.NaT or (isinstance(plain, float) and math.isnan(plain))
    return None if absent else plain
