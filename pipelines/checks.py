"""Asset checks over the staged tables: one a table and severity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dagster as dg

from expectations import Finding, Severity, TableReport
from extractors.schema import Table
from pipelines.build import Build
from pipelines.errors import BlockedError
from pipelines.progress import Progress
from pipelines.quarantine import blocks
from pipelines.resources import PUBLISHER_POOL, Workers
from pipelines.retries import tag_blocked, transient
from pipelines.staging import Staging
from pipelines.validation import validate_staged

#: What a failed check of each severity means.
_SEVERITIES: dict[Severity, str] = {
    "structure": "结构性问题, 阻止发布 / A defect that blocks publication; the last release stays.",
    "row": "单行问题, 该行进入 quarantine / Rows that break a rule go to quarantine.",
    "plausible": "可疑但保留 / Unlikely but kept: a warning.",
}

#: Failing rows that a check's metadata and a message name; the finding itself names all.
_ROWS_IN_METADATA = 20
_ROWS_IN_MESSAGE = 3


def build_checks(tables: Sequence[Table]) -> dg.AssetChecksDefinition:
    """Return the checks of the tables: they run after all tables are staged and before Parquet is written."""
    specs = [
        dg.AssetCheckSpec(
            severity, asset=table.name, description=description, blocking=severity == "structure"
        )
        for table in tables
        for severity, description in _SEVERITIES.items()
    ]

    @dg.multi_asset_check(specs=specs, name="expectations", pool=PUBLISHER_POOL)
    def expectations(
        build: dg.ResourceParam[Build],
        workers: dg.ResourceParam[Workers],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.AssetCheckResult]:
        with transient():
            reports = validate_staged(build, workers, progress)
            workers.render_data_docs(reports, build.staging.data_docs)
        if any(blocks(finding) for report in reports for finding in report.findings):
            tag_blocked()
        for report in reports:
            for severity in _SEVERITIES:
                yield _result(report, severity)

    return expectations


def refuse_blocking(staging: Staging) -> None:
    """Raise where a finding on the staged tables stands in the way of publication.

    Raises:
        BlockedError: At least one does; the message names table, rule and the first failing rows.
    """
    lines = [_line(finding) for finding in staging.read_validation().findings if blocks(finding)]
    if lines:
        head = "the checks block the publication, the last release stays:"
        raise BlockedError("\n  ".join([head, *lines, f"all findings: {staging.data_docs / 'index.html'}"]))


def _result(report: TableReport, severity: Severity) -> dg.AssetCheckResult:
    findings = [finding for finding in report.findings if _effect(finding) == severity]
    error = severity == "structure"
    return dg.AssetCheckResult(
        asset_key=report.table,
        check_name=severity,
        passed=not findings,
        severity=dg.AssetCheckSeverity.ERROR if error else dg.AssetCheckSeverity.WARN,
        description="\n".join(map(_line, findings)) or None,
        metadata={
            "evaluated": report.evaluated,
            "failing_rows": sum(len(finding.keys) for finding in findings),
            "findings": dg.MetadataValue.json([_described(finding) for finding in findings]),
        },
    )


def _effect(finding: Finding) -> Severity:
    return "structure" if blocks(finding) else finding.severity


def _described(finding: Finding) -> dict[str, object]:
    rows = ["+".join(map(str, key)) for key in finding.keys[:_ROWS_IN_METADATA]]
    return {
        "rule": finding.rule,
        "message": finding.message,
        "failing": len(finding.keys),
        "first_rows": rows,
    }


def _line(finding: Finding) -> str:
    rows = ", ".join("+".join(map(str, key)) for key in finding.keys[:_ROWS_IN_MESSAGE])
    return f"{finding.table}: {finding.rule}: {finding.message}" + (f" First rows: {rows}" if rows else "")
