"""The third layer: rows that stood the checks, as Parquet."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from extractors.schema import TABLES
from pipelines.build import Build
from pipelines.checks import refuse_blocking
from pipelines.errors import BlockedError
from pipelines.progress import Progress
from pipelines.publish.parquet import write_table
from pipelines.quarantine import quarantined
from pipelines.resources import PUBLISHER_POOL


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
    """Quarantine the rows that checks named and write every table."""
    refuse_blocking(build.staging)
    findings = build.staging.read_validation().findings
    tables = quarantined({table.name: build.staging.read_table(table) for table in TABLES}, findings)
    if not tables["documents"].num_rows:
        raise BlockedError(
            "the checks would quarantine every document, the last release stays; " + _rules(tables)
        )
    progress.stage("writing Parquet", len(TABLES))
    folder = build.staging.release / "parquet"
    shutil.rmtree(folder, ignore_errors=True)
    for table in TABLES:
        write_table(table, tables[table.name], folder / table.name)
        progress.advance(table.name)
    counts = {table.name: tables[table.name].num_rows for table in TABLES}
    build.staging.write_counts(counts, _once(tables))
    return dg.MaterializeResult(metadata={"dagster/row_count": sum(counts.values()), "rows": counts})


def _once(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Return how many rows each table has where each text counts once, without those of duplicates."""
    documents = tables["documents"]
    originals = documents.filter(pc.is_null(documents["duplicate_of"]))["document_id"]
    return {
        table.name: pc.sum(pc.is_in(tables[table.name]["document_id"], originals)).as_py() or 0
        if table.partitioned
        else tables[table.name].num_rows
        for table in TABLES
    }


def _rules(tables: Mapping[str, pa.Table]) -> str:
    held_back = tables["quarantine"].to_pylist()
    rules = {f"{row['rule']}: {row['reason']}" for row in held_back if row["table_name"] == "documents"}
    return "they fail\n  " + "\n  ".join(sorted(rules))
