"""From staged files to the release that readers see."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.schema import table_named
from pipelines.build import Build
from pipelines.errors import DamagedReleaseError
from pipelines.layout import Warehouse
from pipelines.publish import manifest as m
from pipelines.publish.parquet import read_table


def publish(build: Build, run_id: str) -> Path:
    """Turn a build's staged release into the current one and return its folder.

    The manifest is written and every file read back before the folder moves; the switch is one rename.

    Raises:
        DamagedReleaseError: A staged file is not what was written.
    """
    staged = build.staging.release
    known = _write_manifest(build)
    m.verify_files(staged)
    _write_run(build, run_id)
    release = build.warehouse.release(known["release_id"])
    _move(staged, release, build.staging.root / "replaced")
    switch(build.warehouse, release.name, "published", documents=known["rows"]["documents"])
    shutil.rmtree(build.staging.root)
    return release


def switch(warehouse: Warehouse, release_id: str, event: str, **facts: object) -> None:
    """Point ``current`` at a whole release and log it."""
    previous = warehouse.current_id()
    warehouse.switch(release_id)
    append_log(warehouse, event, release_id=release_id, previous=previous, **facts)


def append_log(warehouse: Warehouse, event: str, **facts: object) -> None:
    """Add a line to ``log.jsonl``: what happened, when, and the facts."""
    warehouse.append_log({"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, **facts})


def _write_manifest(build: Build) -> dict[str, Any]:
    staged = build.staging.release
    quarantine = read_table(table_named("quarantine"), staged / "parquet").to_pylist()
    known = m.manifest(
        build.published_id,
        build.inputs,
        build.staging.read_counts(),
        build.staging.read_counts_once(),
        build.staging.read_validation(),
        m.refused_documents(quarantine),
        build.staging.read_left_out(),
        staged,
    )
    m.write_json(known, staged / m.MANIFEST)
    return known


def _write_run(build: Build, run_id: str) -> None:
    finished_at = datetime.now(UTC)
    run = {
        "run_id": run_id,
        "started_at": build.started_at.isoformat(timespec="seconds"),
        "finished_at": finished_at.isoformat(timespec="seconds"),
        "seconds": round((finished_at - build.started_at).total_seconds(), 1),
    }
    m.write_json(run, build.staging.release / m.RUN)


def _move(staged: Path, release: Path, aside: Path) -> None:
    """Move a release into its place; a whole one of the same id stays, a damaged one is replaced."""
    release.parent.mkdir(parents=True, exist_ok=True)
    if release.exists():
        try:
            m.verify_files(release)
        except DamagedReleaseError:
            shutil.rmtree(aside, ignore_errors=True)
            release.replace(aside)
        else:
            return
    staged.replace(release)
