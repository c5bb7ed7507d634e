"""The Dagster definitions, for production, the command line and tests alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dagster as dg

from extractors import Limits
from extractors.schema import TABLES
from pipelines.arrival.schedule import nightly_schedule
from pipelines.arrival.sensor import raw_sensor
from pipelines.arrival.settings import Arrival
from pipelines.assets.documents import raw_documents
from pipelines.assets.extractions import extractions
from pipelines.assets.parquet import parquet_files
from pipelines.assets.tables import contract_tables
from pipelines.assets.warehouse import duckdb_file, published_release
from pipelines.checks import build_checks
from pipelines.jobs import BUILD, DOCUMENT_JOB, EXTRACT_JOB, PUBLISH_JOB, publishing_jobs
from pipelines.progress import Progress, Silent
from pipelines.render.dagster_meta import detailed
from pipelines.resources import BuildResource, Workers

__all__ = ["DOCUMENT_JOB", "EXTRACT_JOB", "PUBLISH_JOB", "build_defs"]

_ASSETS = (raw_documents, extractions, contract_tables, parquet_files, duckdb_file, published_release)


def build_defs(
    raw_dir: Path,
    warehouse_dir: Path,
    workers: Workers | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    processes: int | None = None,
    arrival: Arrival | None = None,
) -> dg.Definitions:
    """Return the definitions that take a directory of documents to a published release.

    Steps run in one process: what they import takes seconds, and the build holds its lock for the whole run.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        workers: The functions that do the work; by default the project's own.
        progress: Told of each stage and step; nobody by default.
        limits: How much the reading of one file may cost; the defaults where none are given.
        processes: How many processes read and extract at once; as many as there are processors where none is given.
        arrival: How documents that arrive are watched for; nobody watches where it is not given, as on the command line.
    """
    limits = limits or Limits()
    return dg.Definitions(
        assets=dg.map_asset_specs(detailed, _ASSETS),
        asset_checks=[build_checks(TABLES)],
        jobs=publishing_jobs(),
        sensors=[raw_sensor(raw_dir, warehouse_dir, arrival, limits)] if arrival else [],
        schedules=[nightly_schedule(raw_dir, arrival)] if arrival else [],
        resources={
            # Configured at launch, so that a run may name documents and leave the rest as it is here.
            BUILD: BuildResource.configure_at_launch(
                raw_dir=str(raw_dir),
                warehouse_dir=str(warehouse_dir),
                limits=asdict(limits),
                processes=processes,
                **_patience(arrival),
            ),
            "workers": workers or Workers(),
            "progress": progress or Silent(),
        },
        executor=dg.in_process_executor,
    )


def _patience(arrival: Arrival | None) -> Mapping[str, Any]:
    """Return how long a run waits for files to settle and for other builds; the command line does not."""
    if arrival is None:
        return {}
    return {"settle_seconds": arrival.settle_seconds, "wait_seconds": arrival.wait_seconds}
