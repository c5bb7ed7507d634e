"""The third layer: rows that stood the checks, as Parquet."""

from __future__ import annotations

import shutil

import dagster as dg

from extractors.schema import TABLES
from pipelines.build import Build
from pipelines.checks import refuse_blocking
from pipelines.progress import Progress
from pipelines.publish.parquet import write_table
from pipelines.quarantine import quarantined


@dg.asset(
    group_name="release",
    kinds={"parquet"},
    deps=[table.name for table in TABLES],
    description="通过检查的行, 按文件分桶写成 Parquet / The rows that stood the checks, split by document.",
)
def parquet_files(
    build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Quarantine the rows that checks named and write every table."""
    validation = build.staging.read_validation()
    refuse_blocking(validation.findings)
    tables = quarantined(
        {table.name: build.staging.read_table(table) for table in TABLES}, validation.findings
    )
    progress.stage("writing Parquet", len(TABLES))
    folder = build.staging.release / "parquet"
    shutil.rmtree(folder, ignore_errors=True)
    for table in TABLES:
        write_table(table, tables[table.name], folder / table.name)
        progress.advance(table.name)
    counts = {table.name: tables[table.name].num_rows for table in TABLES}
    build.staging.write_counts(counts)
    return dg.MaterializeResult(metadata={"dagster/row_count": sum(counts.values()), "rows": counts})
