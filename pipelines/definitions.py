"""The Dagster definitions, for production, the command line and tests alike."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import dagster as dg

from extractors import Limits
from extractors.schema import TABLES
from pipelines.assets.documents import raw_documents
from pipelines.assets.parquet import parquet_files
from pipelines.assets.tables import contract_tables
from pipelines.assets.warehouse import duckdb_file, published_release
from pipelines.checks import build_checks
from pipelines.progress import Progress, Silent
from pipelines.resources import BuildResource, Workers

PUBLISH_JOB = "publish_release"


def build_defs(
    raw_dir: Path,
    warehouse_dir: Path,
    workers: Workers | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    processes: int | None = None,
) -> dg.Definitions:
    """Return the definitions that take a directory of documents to a published release.

    Steps run in one process: what they import takes seconds, and the build holds its lock for the whole run.
    """
    return dg.Definitions(
        assets=[raw_documents, contract_tables, parquet_files, duckdb_file, published_release],
        asset_checks=[build_checks(TABLES)],
        jobs=[
            dg.define_asset_job(
                PUBLISH_JOB,
                selection=dg.AssetSelection.all(),
                description="从 raw/ 到已校验的发布 / From raw/ to a validated, published release.",
            )
        ],
        resources={
            "build": BuildResource(
                raw_dir=str(raw_dir),
                warehouse_dir=str(warehouse_dir),
                limits=asdict(limits or Limits()),
                processes=processes,
            ),
            "workers": workers or Workers(),
            "progress": progress or Silent(),
        },
        executor=dg.in_process_executor,
    )
