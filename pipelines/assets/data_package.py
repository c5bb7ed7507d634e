"""What a release says of its own tables, for programs that have never seen one."""

from __future__ import annotations

import dagster as dg

from pipelines.assets.parquet import parquet_files
from pipelines.build import Build
from pipelines.publish.data_package import write_data_package
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="release",
    kinds={"json"},
    deps=[parquet_files],
    description="数据包描述与各表的 JSON Schema / The data package's descriptor and a JSON Schema a table.",
)
def data_package(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """Describe the Parquet files: types, keys, vocabularies, rows, checksums."""
    staging = build.staging
    with transient():
        written = write_data_package(
            staging.release, build.published_id, staging.read_parquet(), staging.read_counts()
        )
        staging.write_files("data_package", written)
    return dg.MaterializeResult(metadata={"files": len(written)})
