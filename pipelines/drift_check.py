"""The asset check that holds a new release against the one before it."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipelines.build import Build
from pipelines.drift import Verdict, judge, staged_side, write_verdict
from pipelines.drift.words import rows_in_markdown, scores_in_markdown
from pipelines.errors import PlanhouseError
from pipelines.layout import Warehouse
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import tag_blocked, transient


def drift_check() -> dg.AssetChecksDefinition:
    """Return the check of drift: it runs when Parquet is written and before anything is made from it.

    It fails as an error, which ends the run, where rows or scores are lost beyond the policy, and as a warning for
    lesser drift and for what the policy's override lets pass. The build's request holds the policy and the gold.
    """

    @dg.asset_check(
        asset="parquet_files",
        name="drift",
        blocking=True,
        pool=PUBLISHER_POOL,
        description="与上一发布相比, 同一文件的行是否流失 / Whether documents lose rows against the release before.",
    )
    def drift(build: dg.ResourceParam[Build]) -> dg.AssetCheckResult:
        after = staged_side(build.staging.release / "parquet", build.inputs.files)
        with transient():
            verdict = judge(
                _release_before(build.warehouse), after, build.request.drift, build.request.gold_dir
            )
            write_verdict(verdict, build.staging.root)
        # Where documents are missing for a reason that may pass, another attempt may lose nothing.
        if verdict.blocking and build.published_id == build.release_id:
            tag_blocked()
        return _result(verdict)

    return drift


def _release_before(warehouse: Warehouse) -> Path | None:
    try:
        return warehouse.current_release()
    except PlanhouseError:
        return None


def _result(verdict: Verdict) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=not (verdict.blocking or verdict.warnings),
        severity=dg.AssetCheckSeverity.ERROR if verdict.blocking else dg.AssetCheckSeverity.WARN,
        description=_description(verdict),
        metadata=_metadata(verdict),
    )


def _description(verdict: Verdict) -> str:
    if verdict.before is None:
        return "no release before: nothing to compare with"
    lines = verdict.blocking + verdict.warnings or (f"no drift against release {verdict.before}",)
    return "\n".join(lines + verdict.notes)


def _metadata(verdict: Verdict) -> dict[str, dg.MetadataValue]:
    found: dict[str, dg.MetadataValue] = {"figures": dg.MetadataValue.json(verdict.as_metadata())}
    if verdict.rows:
        found["documents_compared"] = dg.MetadataValue.int(verdict.rows.documents_compared)
        found["documents_changed"] = dg.MetadataValue.int(verdict.rows.documents_changed)
        found["rows"] = dg.MetadataValue.md(rows_in_markdown(verdict.rows))
    if verdict.scores:
        found["scores"] = dg.MetadataValue.md(scores_in_markdown(verdict.scores))
    return found
