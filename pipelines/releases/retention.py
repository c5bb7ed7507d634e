"""Which releases stay, and how the others go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.errors import PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.release import append_log, log_lost_switch
from pipelines.releases.durations import in_words
from pipelines.releases.history import History, read_history
from pipelines.releases.hold import read_hold
from pipelines.releases.kept import unneeded
from pipelines.releases.leases import drop_expired, leases_locked, live_leases
from pipelines.releases.sizes import size_of


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """Which releases a prune leaves in place, beside the current one, those with a lease and the one on hold.

    Attributes:
        keep: How many of the newest stay, the current one among them where it is new enough.
        grace: How long a release stays after it was published, and after another became current in its place: readers
            who resolved ``current`` just before still read it.
    """

    keep: int = 10
    grace: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a release: why it stays, or None where it goes."""

    release_id: str
    kept_for: str | None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a prune did.

    Attributes:
        release_ids: The releases that it removed, newest first.
        freed: How many bytes that freed; files that other releases share take their room on.
        expired: How many leases had ended and were removed.
        forgotten: Bytes of what builds kept of their work and no release needs any more; no part of ``freed``.
    """

    release_ids: tuple[str, ...]
    freed: int
    expired: int
    forgotten: int


def prune(warehouse: Warehouse, policy: RetentionPolicy, now: datetime) -> Pruned:
    """Remove the releases that nothing keeps, leases that have ended, and kept work that no release needs any more.

    A release leaves ``releases/`` by one rename; what a killed prune leaves undeleted, the next prune or build clears.

    Raises:
        PlanhouseError: A release cannot be moved or deleted, or the hold cannot be read.
        BusyError: A build is running.
    """
    with warehouse.locked():
        try:
            # A release that was replaced by a build without its line was current until a moment ago.
            log_lost_switch(warehouse)
            _clear_aside(warehouse)
            expired = drop_expired(warehouse, now)
            going = [
                verdict.release_id for verdict in verdicts(warehouse, policy, now) if not verdict.kept_for
            ]
            removed = tuple(release_id for release_id in going if _move_aside(warehouse, release_id, now))
            freed = size_of(warehouse.aside).own
            if removed:
                append_log(warehouse, "pruned", release_ids=removed, bytes=freed)
            _clear_aside(warehouse)
            forgotten = _forget(warehouse, policy, now)
        except OSError as error:
            raise PlanhouseError(f"{error.filename}: cannot be pruned: {error.strerror}") from error
    return Pruned(removed, freed, len(expired), forgotten)


def verdicts(warehouse: Warehouse, policy: RetentionPolicy, now: datetime) -> Iterator[Verdict]:
    """Yield what a prune would make of each release now, newest first."""
    history = read_history(warehouse)
    hold, current = read_hold(warehouse), warehouse.current_id()
    for place, release_id in enumerate(history.newest_first()):
        if release_id == current:
            reason: str | None = "current"
        elif hold is not None and release_id == hold.release_id:
            reason = "on hold"
        elif place < policy.keep:
            reason = f"one of the newest {policy.keep}"
        else:
            reason = _still_read(history, release_id, policy, now)
        yield Verdict(release_id, reason)


def _still_read(history: History, release_id: str, policy: RetentionPolicy, now: datetime) -> str | None:
    if now - history.used_until(release_id) < policy.grace:
        return f"used within {in_words(policy.grace)}"
    leases = live_leases(history.warehouse, release_id, now)
    return f"leased by {', '.join(lease.holder for lease in leases)}" if leases else None


def _move_aside(warehouse: Warehouse, release_id: str, now: datetime) -> bool:
    """Take a release out of ``releases/`` unless somebody took a lease on it a moment ago."""
    with leases_locked(warehouse):
        if live_leases(warehouse, release_id, now):
            return False
        warehouse.aside.mkdir(parents=True, exist_ok=True)
        warehouse.release(release_id).rename(warehouse.aside / release_id)
    return True


def _forget(warehouse: Warehouse, policy: RetentionPolicy, now: datetime) -> int:
    """Remove what builds kept of their work and no release needs; return how many bytes that freed."""
    freed = 0
    for path in list(unneeded(warehouse, warehouse.release_ids(), policy.grace, now)):
        freed += path.stat().st_size
        path.unlink(missing_ok=True)
    return freed


def _clear_aside(warehouse: Warehouse) -> None:
    if warehouse.aside.is_dir():
        shutil.rmtree(warehouse.aside)
