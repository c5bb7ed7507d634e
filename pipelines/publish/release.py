"""From staged files to the release that readers see."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from extractors.schema import table_named
from pipelines.build import Build
from pipelines.errors import DamagedReleaseError, UnloggedError
from pipelines.exchange import exchange
from pipelines.layout import MANIFEST, RUN, Warehouse
from pipelines.publish import manifest as m
from pipelines.publish.parquet import read_table
from pipelines.publish.summary import Summary, summary_of
from pipelines.publish.verification import damage_told_apart
from pipelines.releases.history import parsed_time, read_history
from pipelines.releases.hold import read_hold


@dataclass(frozen=True, slots=True)
class Publication:
    """How a build ended.

    Attributes:
        release: The folder of the current release.
        event: ``published``, or ``confirmed`` where the current release is whole and the build gave the same.
        summary: What the build did.
    """

    release: Path
    event: Literal["published", "confirmed"]
    summary: Summary


def publish(build: Build, run_id: str) -> Publication:
    """Turn a build's staged release into the current one; return how that ended.

    The manifest is written and every file read back before the folder moves; the switch is one rename. Where an attempt
    failed after its move, another goes on from there.

    Raises:
        DamagedReleaseError: A file is not what was written.
    """
    staged, release = build.staging.release, build.warehouse.release(build.published_id)
    was_moved = not staged.exists() and release.exists()
    folder = release if was_moved else staged
    known = m.verify_files(release) if was_moved else None
    with damage_told_apart(build):
        quarantine = read_table(table_named("quarantine"), folder / "parquet").to_pylist()
    summary = summary_of(build, quarantine)
    if known is None:
        known = _seal(build, summary, run_id)
    log_lost_switch(build.warehouse)
    is_new = not was_moved and _move(staged, release)
    if is_new:
        build.digests.moved(staged, release)
        build.digests.save()
    _flush_entry(release.parent)  # the switch must not reach the disk before what it leads to
    is_switched = is_new or build.warehouse.current_id() != release.name
    if is_switched:
        documents = known["rows"]["documents"]
        switch(build.warehouse, release.name, "published", documents=documents, **summary.told())
    elif not was_moved:
        append_log(build.warehouse, "confirmed", release_id=release.name, **summary.told())
    # What cannot be removed now the next build clears: the release is out.
    build.staging.clear()
    return Publication(release, "published" if is_switched or was_moved else "confirmed", summary)


def switch(warehouse: Warehouse, release_id: str, event: str, **facts: object) -> None:
    """Point ``current`` at a whole release and log it.

    Raises:
        UnloggedError: The line cannot be written; the release is current all the same.
    """
    previous = warehouse.current_id()
    warehouse.switch(release_id)
    try:
        append_log(warehouse, event, release_id=release_id, previous=previous, **facts)
    except OSError as error:
        raise UnloggedError(
            f"{error.filename or warehouse.log}: {error.strerror}; {release_id} is current all the same, the next build"
            " logs it"
        ) from error


def append_log(warehouse: Warehouse, event: str, **facts: object) -> None:
    """Add a line to ``log.jsonl``: what happened, when, and the facts."""
    warehouse.append_log({"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, **facts})


def log_lost_switch(warehouse: Warehouse) -> None:
    """Log the present release where a build or rollback was killed between its switch and its line in the log."""
    current = warehouse.current_id()
    switches = [line for line in warehouse.read_log() if "previous" in line and "release_id" in line]
    last = switches[-1]["release_id"] if switches else None
    if current is None or current == last:
        return
    hold = read_hold(warehouse)
    if hold is not None and hold.release_id == current:
        append_log(warehouse, "rolled_back", release_id=current, previous=last, reason=hold.reason)
    else:
        facts = _lost_facts(warehouse, current, switches[-1] if switches else {})
        left = {} if facts or last is None else _left(warehouse, current, last)
        append_log(warehouse, "recovered", **{**left, **facts, "release_id": current, "previous": last})


def _lost_facts(warehouse: Warehouse, release_id: str, last: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the line of a publication would have said of its run, from the manifest.

    Nothing, where the release is older than the last line: then the line of another switch to it was lost.
    """
    try:
        manifest = m.read_manifest(warehouse.release(release_id))
        facts = {"documents": manifest["rows"]["documents"], **manifest["run"]}
    except (DamagedReleaseError, KeyError, TypeError, ValueError):
        return {}
    logged_at = parsed_time(last.get("at"))
    published_at = read_history(warehouse).published_at(release_id)
    return facts if logged_at is None or published_at >= logged_at else {}


def _left(warehouse: Warehouse, release_id: str, before: str) -> dict[str, list[str]]:
    """Return which documents a switch between two releases took away; nothing, where one of them cannot tell."""
    try:
        now, then = (
            {file["document_id"] for file in m.read_manifest(warehouse.release(one))["inputs"]}
            for one in (release_id, before)
        )
    except DamagedReleaseError:
        return {}
    return {"removed": sorted(then - now)}


def _seal(build: Build, summary: Summary, run_id: str) -> dict[str, Any]:
    """Write the manifest of the staged release and the record of the run, bring every file to the disk; return the manifest.

    Every file is read back but those that were linked and stand as they were when they were.

    Raises:
        DamagedReleaseError: A file changed since it was written.
    """
    staged = build.staging.release
    (staged / MANIFEST).write_text(m.in_lines(m.manifest(build, summary)), encoding="utf-8")
    known = m.verify_files(staged, build.digests)
    (staged / RUN).write_text(m.in_lines(_run(build, run_id)), encoding="utf-8")
    _flush(staged)
    return known


def _run(build: Build, run_id: str) -> dict[str, Any]:
    finished_at = datetime.now(UTC)
    return {
        "run_id": run_id,
        "started_at": build.started_at.isoformat(timespec="seconds"),
        "finished_at": finished_at.isoformat(timespec="seconds"),
        "seconds": round((finished_at - build.started_at).total_seconds(), 1),
    }


def _flush(folder: Path) -> None:
    """Bring every file of a folder to the disk: after a loss of power a release is whole or was never switched to."""
    if _flush_file_system(folder):
        return
    for path in (*folder.rglob("*"), folder):
        _flush_entry(path)


def _flush_file_system(folder: Path) -> bool:
    """Bring all that was written to a file system to the disk at once; whether the system can.

    Linux can: for thousands of files that takes a hundredth of the time that asking for each takes.

    Raises:
        OSError: Something could not be written.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
    return True


def _flush_entry(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move(staged: Path, release: Path) -> bool:
    """Move a release into its place; whether it was: a whole one of the same id stays, a damaged one changes places with it."""
    release.parent.mkdir(parents=True, exist_ok=True)
    if not release.exists():
        staged.replace(release)
        return True
    try:
        m.verify_files(release)
    except DamagedReleaseError:
        exchange(staged, release)
        return True
    return False
