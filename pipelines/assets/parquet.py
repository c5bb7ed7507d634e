"""The third layer: rows that stood the checks, as Parquet."""

from __future__ import annotations

import dagster as dg

from extractors.schema import TABLES
from pipelines.build import Build
from pipelines.checks import refuse_blocking
from pipelines.progress import Progress
from pipelines.publish.tables import write_tables
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="release",
    kinds={"parquet"},
    deps=[table.name for table in TABLES],
    description="通过检查的行, 按文件分桶写成 Parquet / The rows that stood the checks, split by document.",
)
def parquet_files(
    build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Quarantine the rows that checks named, write the parts that changed and share those that did not."""
    refuse_blocking(build.staging)
    with transient():
        parts = write_tables(build, progress)
    counts = build.staging.read_counts()
    shared = sum(part.is_shared for part in parts.values())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(counts.values()),
            # A figure a table, which Dagster plots over materializations; the tables' own count what was staged.
            **{f"rows/{name}": count for name, count in counts.items()},
            "parts_written": len(parts) - shared,
            "parts_shared": shared,
        }
    )
