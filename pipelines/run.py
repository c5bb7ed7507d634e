"""From a directory of documents to an outcome, through the Dagster job; what the command line calls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from extractors import Limits
from pipelines.errors import BlockedError, BusyError, DamagedReleaseError, PlanhouseError
from pipelines.inputs import list_inputs, release_id
from pipelines.layout import Warehouse
from pipelines.progress import Progress
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.publish.release import append_log, switch
from pipelines.staging import Staging

if TYPE_CHECKING:
    import dagster as dg

    from pipelines.resources import Workers

Status = Literal["published", "switched", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended.

    Attributes:
        status: ``published`` a new release, ``switched`` to one that was there, or ``unchanged``.
        release: The folder of the current release.
        manifest: What that release holds.
        seconds: How long it took.
    """

    status: Status
    release: Path
    manifest: dict[str, Any]
    seconds: float


def run_build(
    raw_dir: Path,
    warehouse_dir: Path,
    progress: Progress | None = None,
    workers: Workers | None = None,
    *,
    limits: Limits | None = None,
    processes: int | None = None,
    verbose: bool = False,
) -> Outcome:
    """Publish the release that the files below a directory make, unless it is the current one already.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go; created where it is missing.
        progress: Told of each stage and step; nobody by default.
        workers: The functions that do the work; by default the project's own.
        limits: How much the reading of one file may cost; the defaults where none are given.
        processes: How many processes read and extract at once; as many as there are processors where none is given.
        verbose: Whether Dagster's own log goes to standard error.

    Raises:
        NoDocumentsError: There is nothing to build from.
        NoWarehouseError: There is nowhere to publish to.
        BusyError: Another build holds the warehouse.
        BlockedError: A defect stands in the way; the last release stays.
    """
    started = monotonic()
    warehouse = Warehouse(warehouse_dir)
    limits = limits or Limits()
    wanted = release_id(list_inputs(raw_dir, limits), limits)
    warehouse.create()
    status: Status = "unchanged"
    if not _is_whole(warehouse.release(wanted)):
        with _failure_logged(warehouse, wanted):
            _switch_off_telemetry()
            # Dagster takes more than a second to import: a build without changes does not pay for it.
            from pipelines.definitions import build_defs

            defs = build_defs(raw_dir, warehouse.root, workers, progress, limits, processes)
            _run_job(defs, warehouse, wanted, verbose=verbose)
        status = "published"
    elif warehouse.current_id() != wanted:
        with warehouse.locked():
            switch(warehouse, wanted, "switched")
        status = "switched"
    release = warehouse.current_release()
    return Outcome(status, release, read_manifest(release), monotonic() - started)


def _is_whole(release: Path) -> bool:
    try:
        verify_files(release)
    except DamagedReleaseError:
        return False
    return True


@contextmanager
def _failure_logged(warehouse: Warehouse, wanted: str) -> Iterator[None]:
    try:
        yield
    except BusyError:
        raise  # the log belongs to the build that holds the warehouse
    except Exception as error:
        event = "blocked" if isinstance(error, BlockedError) else "failed"
        append_log(warehouse, event, release_id=wanted, reason=f"{type(error).__name__}: {error}")
        raise


def _run_job(defs: dg.Definitions, warehouse: Warehouse, wanted: str, *, verbose: bool) -> None:
    """Run the publishing job in this process and raise the cause where it fails."""
    import dagster as dg
    from dagster._core.errors import DagsterAssetCheckFailedError

    from pipelines.checks import refuse_blocking
    from pipelines.definitions import PUBLISH_JOB

    job = defs.resolve_job_def(PUBLISH_JOB)
    level = "INFO" if verbose else "CRITICAL"
    try:
        job.execute_in_process(
            # An ephemeral instance keeps nothing on disk and sends no telemetry.
            instance=dg.DagsterInstance.ephemeral(),
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
        )
    except DagsterAssetCheckFailedError:
        refuse_blocking(Staging(warehouse.staging / wanted))
        raise
    except dg.DagsterResourceFunctionError as error:
        raise error.__cause__ if isinstance(error.__cause__, PlanhouseError) else error from None


def _switch_off_telemetry() -> None:
    """No package may report home; each reads its own switch when it is imported."""
    os.environ.update(DO_NOT_TRACK="1", GX_ANALYTICS_ENABLED="false")
