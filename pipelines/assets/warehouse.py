"""The DuckDB file of a release."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

import dagster as dg

from pipelines.assets.parquet import parquet_files
from pipelines.build import Build
from pipelines.drift import refuse_drift
from pipelines.layout import DATABASE
from pipelines.meta.fill import ReleaseFacts
from pipelines.progress import Progress
from pipelines.publish.checksums import checksum
from pipelines.publish.duckdb_file import build_duckdb
from pipelines.publish.verification import damage_told_apart, refuse_faults
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="release",
    kinds={"duckdb"},
    deps=[parquet_files],
    description="同样的表, 带主外键与注释的 DuckDB 文件 / The same tables in one DuckDB file, with keys.",
)
def duckdb_file(
    build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Build the DuckDB file from Parquet and check rows, links and spans."""
    progress.stage("building DuckDB", 1)
    refuse_drift(build.staging.root)
    release = build.staging.release
    counts = build.staging.read_counts()
    with transient(), damage_told_apart(build):
        facts = ReleaseFacts(build.published_id, build.extractor_version, build.inputs.files)
        build_duckdb(release / DATABASE, release / "parquet", facts, build.request.declared_keys_rows)
        build.staging.write_files("duckdb_file", {DATABASE: checksum(release / DATABASE)})
    progress.advance(DATABASE)
    progress.stage("verifying the release", 1)
    with transient(), damage_told_apart(build):
        refuse_faults(build)
    progress.advance(build.published_id)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": sum(counts.values()), "bytes": (release / DATABASE).stat().st_size}
    )
