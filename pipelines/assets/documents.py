"""The first layer: the files below ``raw/``, and the results that are kept of them."""

from __future__ import annotations

import dagster as dg

from pipelines.build import Build
from pipelines.changes import Changes, changes_of
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="raw",
    kinds={"file"},
    description="raw/ 下的全部文件, 与当前发布相比的增改删 / The files below raw/, and what changed since the current release.",
)
def raw_documents(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """Start over with an empty staging folder and say what the build is made from."""
    with transient():
        build.staging.clear()
    refused = [file for file in build.inputs.files if file.refusal is not None]
    reasons = "\n".join(f"- {file.refusal.reason}" for file in refused if file.refusal)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(build.inputs.files),
            "refused": len(refused),
            "reasons": dg.MetadataValue.md(reasons),
            **_named(changes_of(build.inputs, build.previous)),
        }
    )


def _named(changes: Changes) -> dict[str, dg.MetadataValue]:
    """Names as lists; where they are many, their number too, which Dagster plots."""
    return {
        name: dg.MetadataValue.int(value) if isinstance(value, int) else dg.MetadataValue.json(value)
        for name, value in changes.told().items()
    }
