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
from pipelines.build import Build, BuildRequest, plan_build
from pipelines.changes import changes_of
from pipelines.checkers import Checkers
from pipelines.drift.policy import DriftPolicy
from pipelines.engines import EngineName
from pipelines.errors import (
    BlockedError,
    BusyError,
    DamagedReleaseError,
    PlanhouseError,
    UnloggedError,
)
from pipelines.garbage import collected_seldom
from pipelines.inputs import Place
from pipelines.layout import Warehouse
from pipelines.progress import Progress
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.publish.release import append_log, log_lost_switch, switch
from pipelines.releases.hold import refuse_held
from pipelines.staging import Staging

if TYPE_CHECKING:
    import dagster as dg

    from pipelines.resources import Workers

Status = Literal["published", "switched", "unchanged", "confirmed"]


class Asked(TypedDict, total=False):
    """What may be asked of a build beside its folders; see :class:`pipelines.build.BuildRequest`."""

    limits: Limits
    processes: int
    engine: EngineName
    scheduler: str | None
    documents: tuple[str, ...] | None
    anew: bool
    settle_seconds: float
    wait_seconds: float
    drift: DriftPolicy
    gold_dir: Path | None
    declared_keys_rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended.

    Attributes:
        status: ``published`` a new release, ``switched`` to one that was there, ``unchanged`` where there was nothing to
            do, or ``confirmed`` where what was taken anew gave the release that was there.
        release: The folder of the current release.
        manifest: What that release holds.
        seconds: How long it took.
    """

    status: Status
    release: Path
    manifest: dict[str, Any]
    seconds: float


def run_build(
    raw_dir: Place,
    warehouse_dir: Path,
    progress: Progress | None = None,
    workers: Workers | None = None,
    *,
    verbose: bool = False,
    **asked: Unpack[Asked],
) -> Outcome:
    """Publish the release that the documents of a place make, unless it is the current one already.

    Args:
        raw_dir: Where the documents are: a folder, or the URL of a store.
        warehouse_dir: Where releases go; created where it is missing.
        progress: Told of each stage and step; nobody by default.
        workers: The functions that do the work; by default the project's own.
        verbose: Whether Dagster's own log goes to standard error.
        **asked: What else is asked for; see :class:`pipelines.build.BuildRequest`.

    Raises:
        NoDocumentsError: There is nothing to build from.
        NoWarehouseError: There is nowhere to publish to.
        BusyError: Another build holds the warehouse.
        HeldError: A rollback keeps builds from publishing.
        BlockedError: A defect stands in the way; the last release stays.
    """
    started = monotonic()
    request = BuildRequest(raw_dir, warehouse_dir, **asked)
    if workers is not None:
        request = replace(request, extract=workers.extract)
    with collected_seldom():
        build = plan_build(request)
        status = None if request.anew else _without_building(build)
        if status is None:
            with _failure_logged(build.warehouse, build.release_id):
                status = _build(build, workers, progress, verbose=verbose)
        release = build.warehouse.current_release()
        return Outcome(status, release, read_manifest(release), monotonic() - started)


def _without_building(build: Build) -> Status | None:
    """Return what there was to do where the wanted release is there and whole; None where it is to be built.

    Raises:
        BusyError: Another build holds the warehouse.
        HeldError: A rollback keeps builds from publishing.
    """
    warehouse, wanted = build.warehouse, build.release_id
    if not _is_whole(build):
        return None
    if warehouse.current_id() == wanted:
        # Nor is a warehouse that may only be read in the way of what is there.
        with suppress(BusyError, OSError), warehouse.locked():
            _clear_up(warehouse)
        return "unchanged"
    with warehouse.locked(build.request.wait_seconds):
        refuse_held(warehouse)
        now = plan_build(build.request)
        if now.release_id != wanted or not warehouse.release(wanted).is_dir():
            return None  # another build, or a prune, came between
        _clear_up(warehouse)
        switch(warehouse, wanted, "switched", **changes_of(now.inputs, now.previous).told())
    return "switched"


def _clear_up(warehouse: Warehouse) -> None:
    """Do what a killed build did not come to: clear what it staged, and log its switch."""
    warehouse.clear_staging()
    warehouse.sweep_digests()
    log_lost_switch(warehouse)


def _build(
    build: Build, workers: Workers | None, progress: Progress | None, *, verbose: bool
) -> Literal["published", "confirmed"]:
    """Run the publishing job; return whether it gave a release that was not current and whole before."""
    _switch_off_telemetry()
    with _checkers_started(build, workers) as checkers:
        # Dagster takes more than a second to import: a build without changes does not pay for it.
        from pipelines.definitions import build_defs
        from pipelines.resources import Workers

        given = replace(workers or Workers(), checkers=checkers)
        return _run_job(build_defs(build.request, given, progress), build.warehouse, verbose=verbose)


@contextmanager
def _checkers_started(build: Build, workers: Workers | None) -> Iterator[Checkers | None]:
    """Start the processes that check tables: they import Great Expectations while this one imports Dagster."""
    if workers is not None and workers.validate is not None:
        yield None
        return
    with Checkers(build.request.processes) as checkers:
        checkers.start()
        yield checkers


def _is_whole(build: Build) -> bool:
    """Whether the wanted release is there and what its manifest says; only files that changed since the last look are read."""
    try:
        verify_files(build.warehouse.release(build.release_id), build.digests)
    except DamagedReleaseError:
        return False
    build.digests.save()
    return True


@contextmanager
def _failure_logged(warehouse: Warehouse, wanted: str) -> Iterator[None]:
    left = _staged(warehouse)
    try:
        yield
    except BusyError:
        raise  # the log belongs to the build that holds the warehouse
    except UnloggedError:
        raise  # the release is out; the next build logs that
    except Exception as error:
        event = "blocked" if isinstance(error, BlockedError) else "failed"
        # The id is another than the wanted one where files came while the build waited for the warehouse, and unknown where
        # nothing was staged; what lies there from before need not be of this build.
        ids = [folder.name for folder in _staged(warehouse) if folder.name == wanted or folder not in left]
        built = {"release_id": ids[0]} if len(ids) == 1 else {}
        with suppress(OSError):  # why the build failed is what the user is to be told
            append_log(warehouse, event, **built, reason=f"{type(error).__name__}: {error}")
        raise


def _staged(warehouse: Warehouse) -> list[Path]:
    """Return the folders of builds in staging."""
    return [path for path in warehouse.staging.glob("*") if path.is_dir()]


def _run_job(
    defs: dg.Definitions, warehouse: Warehouse, *, verbose: bool
) -> Literal["published", "confirmed"]:
    """Run the publishing job in this process, raise the cause where it fails, and return how it ended."""
    import dagster as dg
    from dagster._core.errors import DagsterAssetCheckFailedError

    from pipelines.assets.release import published_release
    from pipelines.checks import refuse_blocking
    from pipelines.definitions import PUBLISH_JOB
    from pipelines.drift import refuse_drift

    job = defs.resolve_job_def(PUBLISH_JOB)
    level = "INFO" if verbose else "CRITICAL"
    try:
        done = job.execute_in_process(
            # An ephemeral instance keeps nothing on disk and sends no telemetry.
            instance=dg.DagsterInstance.ephemeral(),
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
        )
    except DagsterAssetCheckFailedError:
        # Under another id than the wanted one where files came while the build waited for the warehouse.
        for folder in _staged(warehouse):
            refuse_drift(folder)
            with _passed_over_unchecked():
                refuse_blocking(Staging(folder))
        raise
    except dg.DagsterResourceFunctionError as error:
        raise error.__cause__ if isinstance(error.__cause__, (PlanhouseError, OSError)) else error from None
    (made,) = done.asset_materializations_for_node(published_release.op.name)
    return "confirmed" if made.metadata["event"].value == "confirmed" else "published"


@contextmanager
def _passed_over_unchecked() -> Iterator[None]:
    """Pass over a folder in which no findings are staged: that of a build that began meanwhile."""
    try:
        yield
    except BlockedError:
        raise
    except PlanhouseError:
        return


def _switch_off_telemetry() -> None:
    """No package may report home; each reads its own switch when it is imported."""
    os.environ.update(DO_NOT_TRACK="1", GX_ANALYTICS_ENABLED="false")
