"""From a directory of documents to an outcome, through the Dagster job; what the command line calls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from extractors import Limits
from pipelines.build import BuildRequest, plan_build
from pipelines.changes import changes_of
from pipelines.digests import Digests
from pipelines.drift.policy import DriftPolicy
from pipelines.errors import BlockedError, BusyError, DamagedReleaseError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.progress import Progress
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.publish.release import append_log, log_lost_switch, switch
from pipelines.staging import Staging

if TYPE_CHECKING:
    import dagster as dg

    from pipelines.resources import Workers

Status = Literal["published", "switched", "unchanged"]


class Asked(TypedDict, total=False):
    """What may be asked of a build beside its folders; see :class:`pipelines.build.BuildRequest`."""

    limits: Limits
    processes: int
    documents: tuple[str, ...] | None
    settle_seconds: float
    wait_seconds: float
    drift: DriftPolicy
    gold_dir: Path | None


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
    verbose: bool = False,
    **asked: Unpack[Asked],
) -> Outcome:
    """Publish the release that the files below a directory make, unless it is the current one already.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go; created where it is missing.
        progress: Told of each stage and step; nobody by default.
        workers: The functions that do the work; by default the project's own.
        verbose: Whether Dagster's own log goes to standard error.
        **asked: What else is asked for; see :class:`pipelines.build.BuildRequest`.

    Raises:
        NoDocumentsError: There is nothing to build from.
        NoWarehouseError: There is nowhere to publish to.
        BusyError: Another build holds the warehouse.
        BlockedError: A defect stands in the way; the last release stays.
    """
    started = monotonic()
    request = BuildRequest(raw_dir, warehouse_dir, **asked)
    if workers is not None:
        request = replace(request, extract=workers.extract)
    build = plan_build(request)
    warehouse, wanted = build.warehouse, build.release_id
    before = warehouse.current_id()
    was_whole = before is not None and _is_whole(warehouse, before)
    if request.documents or not _is_whole(warehouse, wanted):
        with _failure_logged(warehouse, wanted):
            _switch_off_telemetry()
            # Dagster takes more than a second to import: a build without changes does not pay for it.
            from pipelines.definitions import build_defs

            _run_job(build_defs(request, workers, progress), warehouse, wanted, verbose=verbose)
        stays = was_whole and warehouse.current_id() == before
        status: Status = "unchanged" if stays else "published"
    elif before != wanted:
        with warehouse.locked(request.wait_seconds):
            switch(warehouse, wanted, "switched", **changes_of(build.inputs, build.previous).told())
        status = "switched"
    else:
        with suppress(BusyError), warehouse.locked():
            log_lost_switch(warehouse)
        status = "unchanged"
    release = warehouse.current_release()
    return Outcome(status, release, read_manifest(release), monotonic() - started)


def _is_whole(warehouse: Warehouse, release_id: str) -> bool:
    """Whether a release is there and what its manifest says; only files that changed since the last look are read."""
    digests = Digests(warehouse.release_digests)
    try:
        verify_files(warehouse.release(release_id), digests)
    except DamagedReleaseError:
        return False
    digests.save()
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
    from pipelines.drift import refuse_drift

    job = defs.resolve_job_def(PUBLISH_JOB)
    level = "INFO" if verbose else "CRITICAL"
    try:
        job.execute_in_process(
            # An ephemeral instance keeps nothing on disk and sends no telemetry.
            instance=dg.DagsterInstance.ephemeral(),
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
        )
    except DagsterAssetCheckFailedError:
        staging = Staging(warehouse.staging / wanted)
        refuse_blocking(staging)
        refuse_drift(staging.root)
        raise
    except dg.DagsterResourceFunctionError as error:
        raise error.__cause__ if isinstance(error.__cause__, PlanhouseError) else error from None


def _switch_off_telemetry() -> None:
    """No package may report home; each reads its own switch when it is imported."""
    os.environ.update(DO_NOT_TRACK="1", GX_ANALYTICS_ENABLED="false")
