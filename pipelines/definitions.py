"""The Dagster definitions, for production, the command line and tests alike."""

from __future__ import annotations

from dataclasses import asdict

import dagster as dg

from extractors.schema import TABLES
from pipelines.assets.documents import raw_documents
from pipelines.assets.parquet import parquet_files
from pipelines.assets.tables import contract_tables
from pipelines.assets.warehouse import duckdb_file, published_release
from pipelines.build import BuildRequest
from pipelines.checks import build_checks
from pipelines.drift_check import drift_check
from pipelines.progress import Progress, Silent
from pipelines.resources import BuildResource, Workers

PUBLISH_JOB = "publish_release"


def build_defs(
    request: BuildRequest, workers: Workers | None = None, progress: Progress | None = None
) -> dg.Definitions:
    """Return the definitions that take a directory of documents to a published release.

    Steps run in one process: what they import takes seconds, and the build holds its lock for the whole run.

    Args:
        request: What builds are asked for; a run's configuration may name documents and more.
        workers: The functions that do the work; by default the project's own.
        progress: Told of each stage and step; nobody by default.
    """
    workers = workers or Workers()
    return dg.Definitions(
        assets=[raw_documents, contract_tables, parquet_files, duckdb_file, published_release],
        asset_checks=[build_checks(TABLES), drift_check()],
        jobs=[
            dg.define_asset_job(
                PUBLISH_JOB,
                selection=dg.AssetSelection.all(),
                description="从 raw/ 到已校验的发布 / From raw/ to a validated, published release.",
            )
        ],
        resources={
            "build": _build_resource(request, workers),
            "workers": workers,
            "progress": progress or Silent(),
        },
        executor=dg.in_process_executor,
    )


def _build_resource(request: BuildRequest, workers: Workers) -> BuildResource:
    return BuildResource(
        raw_dir=str(request.raw_dir),
        warehouse_dir=str(request.warehouse_dir),
        limits=asdict(request.limits),
        processes=request.processes,
        extract=workers.extract,
        documents=list(request.documents) if request.documents is not None else None,
        settle_seconds=request.settle_seconds,
        wait_seconds=request.wait_seconds,
        drift=asdict(request.drift),
        gold_dir=str(request.gold_dir) if request.gold_dir is not None else None,
    )
