"""The first layer: files as text."""

from __future__ import annotations

import dagster as dg

from pipelines.build import Build
from pipelines.errors import BlockedError
from pipelines.extraction import Readings, read_documents
from pipelines.progress import Progress
from pipelines.resources import PUBLISHER_POOL

_NAMED_FILES = 5


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="raw",
    kinds={"python"},
    description="raw/ 下的全部文件, 解码为正文 / The files below raw/ as text; unreadable ones are refused.",
)
def raw_documents(
    build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Start over with an empty staging folder and read every file; what cannot be read is held back."""
    build.staging.clear()
    progress.stage("reading documents", len(build.inputs.files))
    readings = read_documents(build.inputs.files, build.limits, build.processes, progress.advance)
    if not readings.documents:
        raise BlockedError(_nothing_readable(readings))
    build.staging.write_documents(readings.documents)
    build.staging.write_refused(readings.refused)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(readings.documents),
            "refused": len(readings.refused),
            "reasons": dg.MetadataValue.md("\n".join(f"- {row.reason}" for row in readings.refused)),
        }
    )


def _nothing_readable(readings: Readings) -> str:
    reasons = [row.reason for row in readings.refused]
    more = [f"and {len(reasons) - _NAMED_FILES} more"] if len(reasons) > _NAMED_FILES else []
    return "no document could be read, nothing is published:\n  " + "\n  ".join(reasons[:_NAMED_FILES] + more)
