"""The Dagster definitions, for production, the command line and tests alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from extractors.schema import TABLES
from pipelines.arrival.failures import failure_log
from pipelines.arrival.schedule import nightly_schedule
from pipelines.arrival.sensor import raw_sensor
from pipelines.arrival.settings import Arrival
from pipelines.assets.data_package import data_package
from pipelines.assets.documents import raw_documents
from pipelines.assets.extractions import extractions
from pipelines.assets.parquet import parquet_files
from pipelines.assets.release import published_release
from pipelines.assets.site import evidence_pages
from pipelines.assets.tables import contract_tables
from pipelines.assets.warehouse import duckdb_file
from pipelines.build import BuildRequest
from pipelines.checks import build_checks
from pipelines.drift_check import drift_check
from pipelines.jobs import publishing_jobs
from pipelines.progress import Progress, Silent
from pipelines.pruning import prune_job, prune_schedule
from pipelines.render.dagster_meta import detailed
from pipelines.resources import BuildResource, Workers
from pipelines.runs import BUILD, PUBLISH_JOB

if TYPE_CHECKING:
    from dagster._config.pythonic_config.resource import PartialResource

__all__ = ["PUBLISH_JOB", "build_defs"]

_ASSETS = (
    raw_documents,
    extractions,
    contract_tables,
    parquet_files,
    data_package,
    duckdb_file,
    evidence_pages,
    published_release,
)


def build_defs(
    request: BuildRequest,
    workers: Workers | None = None,
    progress: Progress | None = None,
    arrival: Arrival | None = None,
) -> dg.Definitions:
    """Return the definitions that take a directory of documents to a published release.

    Steps run in one process: what they import takes seconds, and the build holds its lock for the whole run.

    Args:
        request: What builds are asked for; a run's configuration may name documents and more.
        workers: The functions that do the work; by default the project's own.
        progress: Told of each stage and step; nobody by default.
        arrival: How documents that arrive are watched for; nobody watches where it is not given, as on the command line.
            A store is not watched, only built from every night.
    """
    workers = workers or Workers()
    if arrival is not None:
        request = replace(request, settle_seconds=arrival.settle_seconds, wait_seconds=arrival.wait_seconds)
    pruning = prune_job(request.warehouse_dir)
    return dg.Definitions(
        assets=dg.map_asset_specs(detailed, _ASSETS),
        asset_checks=[build_checks(TABLES), drift_check()],
        jobs=[*publishing_jobs(), pruning],
        sensors=_sensors(request, arrival) if arrival else [],
        schedules=_schedules(request, arrival, pruning) if arrival else [],
        resources={
            BUILD: _build_resource(request, workers),
            "workers": workers,
            "progress": progress or Silent(),
        },
        executor=dg.in_process_executor,
    )


def _sensors(request: BuildRequest, arrival: Arrival) -> Sequence[dg.SensorDefinition]:
    failures = failure_log(request.warehouse_dir)
    if not isinstance(request.raw_dir, Path):
        return [failures]  # looking at a store every half minute means listing all of it
    return [raw_sensor(request.raw_dir, request.warehouse_dir, arrival, request.limits), failures]


def _schedules(
    request: BuildRequest, arrival: Arrival, pruning: dg.JobDefinition
) -> Sequence[dg.ScheduleDefinition]:
    nightly = nightly_schedule(request.raw_dir, request.warehouse_dir, arrival)
    return [nightly, prune_schedule(pruning, arrival)]


def _build_resource(request: BuildRequest, workers: Workers) -> PartialResource[Any]:
    # Configured at launch, so that a run may name documents and leave the rest as it is here.
    return BuildResource.configure_at_launch(
        raw_dir=str(request.raw_dir),
        warehouse_dir=str(request.warehouse_dir),
        limits=asdict(request.limits),
        processes=request.processes,
        engine=request.engine,
        scheduler=request.scheduler,
        extract=workers.extract,
        documents=list(request.documents) if request.documents is not None else None,
        anew=request.anew,
        settle_seconds=request.settle_seconds,
        wait_seconds=request.wait_seconds,
        drift=asdict(request.drift),
        gold_dir=str(request.gold_dir) if request.gold_dir is not None else None,
        declared_keys_rows=request.declared_keys_rows,
    )
