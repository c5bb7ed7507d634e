"""Run a table's committed suite on staged frames; this is the only module that imports Great Expectations."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.expectation_suite import ExpectationSuite
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

from expectations.reading import Reader
from expectations.report import TableReport
from expectations.suites import FOLDER, rules_of
from expectations.tables import Tables
from extractors.schema import Table, table_named


def validate(
    table_name: str, frames: Mapping[str, pd.DataFrame], elsewhere: Collection[str] = ()
) -> TableReport:
    """Evaluate every expectation of a table; see :func:`expectations.validate_table`."""
    return evaluate(table_named(table_name), frames, committed(table_name), elsewhere)


@cache
def committed(table_name: str) -> Sequence[Mapping[str, Any]]:
    """Return the expectations of a table's committed suite."""
    suite = json.loads((FOLDER / f"{table_name}.json").read_text(encoding="utf-8"))
    expectations: Sequence[Mapping[str, Any]] = suite["expectations"]
    return expectations


def evaluate(
    table: Table,
    frames: Mapping[str, pd.DataFrame],
    expectations: Sequence[Mapping[str, Any]],
    elsewhere: Collection[str] = (),
) -> TableReport:
    """Evaluate these expectations, in the form of a suite's JSON, on a table."""
    frame, broken = _with_helpers(table, frames, elsewhere)
    results = _run(table, frame, expectations)
    reader = Reader(table, broken)
    read = [reader.read(item["meta"], results.get(item["id"])) for item in expectations]
    findings = tuple(finding for finding, _ in read if finding is not None)
    return TableReport(table.name, len(read), findings, tuple(outcome for _, outcome in read), len(frame))


def _with_helpers(
    table: Table, frames: Mapping[str, pd.DataFrame], elsewhere: Collection[str]
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """Return the table's frame with its helper columns, and why each missing one could not be computed."""
    tables = Tables(frames, elsewhere)
    frame = frames.get(table.name)
    if frame is None or len(frame.columns) == 0:
        frame = pd.DataFrame({name: pd.Series(dtype=object) for name in table.names})
    computed: dict[str, Sequence[object]] = {}
    broken: dict[str, str] = {}
    for rule in rules_of(table.name):
        if rule.helper is not None:
            # A frame that lacks a column, or holds other types, must end in a finding, not in a traceback.
            try:
                computed[rule.name] = rule.helper(tables, table.name)
            except Exception as error:
                broken[rule.name] = f"{type(error).__name__}: {error}"
    # GX finds failing rows by their labels, so these must be unique.
    return pd.concat([frame.reset_index(drop=True), pd.DataFrame(computed)], axis=1), broken


def _run(
    table: Table, frame: pd.DataFrame, expectations: Sequence[Mapping[str, Any]]
) -> dict[str | None, ExpectationValidationResult]:
    """Return the result of each expectation by its id.

    Failing rows cost GX twice the time of a bare yes or no, so they are asked for where the answer was no.
    """
    shown = [name for name in (*table.key, "quote") if name in frame.columns]
    with_rows = {"result_format": "COMPLETE", "unexpected_index_column_names": shown}
    results = _evaluate(frame, expectations, {"result_format": "BOOLEAN_ONLY"})
    unmet = [item for item in expectations if item["id"] in results and not results[item["id"]].success]
    return results | (_evaluate(frame, unmet, with_rows) if unmet else {})


def _evaluate(
    frame: pd.DataFrame, expectations: Sequence[Mapping[str, Any]], result_format: dict[str, Any]
) -> dict[str | None, ExpectationValidationResult]:
    suite = ExpectationSuite(name="staged", expectations=[dict(item) for item in expectations])
    # GX logs an expectation that it does not know and leaves it out of the suite.
    if len(suite.expectations) != len(expectations):
        raise ValueError("a committed suite holds an expectation that Great Expectations does not know")
    batch = batches().get_batch({"dataframe": frame})
    results = batch.validate(suite, result_format=result_format).results
    return {
        result.expectation_config.id: result for result in results if result.expectation_config is not None
    }


@cache
def batches() -> BatchDefinition[Any]:
    """Return where GX takes its frames from: one context for the process, in memory, that tells nobody."""
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        ),
    )
    asset = context.data_sources.add_pandas("staged").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("rows")
