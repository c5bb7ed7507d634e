"""Leases: who still reads which release, until when.

A reader takes a lease on the current release and a prune moves a release aside under one and the same lock, each in
one step: the reader finds ``current`` and writes its lease, the prune looks for leases and renames the folder. So a
release on which a lease was granted cannot be gone. The lock is held for milliseconds; whoever is killed lets go of it.
"""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.errors import DamagedReleaseError, PlanhouseError
from pipelines.layout import MANIFEST, Warehouse
from pipelines.one_step import write_in_one_step
from pipelines.releases.history import as_words, parsed_time

_LOCK = ".lock"

#: A holder's name is a file's name: letters of any script, digits, and what joins them.
_HOLDER = re.compile(r"\w[\w.@-]{0,59}")


@dataclass(frozen=True, slots=True)
class Lease:
    """A release that a reader has asked to keep.

    Attributes:
        release_id: The release.
        holder: The name that the reader gave.
        taken_at: When it was first taken; None where the file cannot be read.
        expires_at: When it ends. None where the file cannot be read: such a lease counts until it is dropped.
    """

    release_id: str
    holder: str
    taken_at: datetime | None
    expires_at: datetime | None

    def is_live(self, now: datetime) -> bool:
        """Whether the release has to stay for it."""
        return self.expires_at is None or now < self.expires_at


def take_lease(warehouse: Warehouse, holder: str, length: timedelta, now: datetime) -> Path:
    """Take a lease on the current release, or renew it, and return the folder of that release.

    A lease never gets shorter by being taken again. One that the same holder has on an older release stays until it
    ends: another process of that name may still be reading there.

    Raises:
        PlanhouseError: Nothing has been published, the name cannot be a file's, no time is asked for, or the lease
            cannot be written.
        DamagedReleaseError: The current release has lost its manifest.
    """
    if not _HOLDER.fullmatch(holder):
        raise PlanhouseError(
            f"{holder!r}: a lease's name is letters, digits and . _ - @, at most 60, and begins with a letter or digit"
        )
    if not length:
        raise PlanhouseError("a lease needs a time above zero, like 24h")
    with leases_locked(warehouse):
        release = warehouse.current_release()
        if not (release / MANIFEST).is_file():
            raise DamagedReleaseError(
                f"{release}: the manifest is gone; `planhouse release rollback` leads back to the one before"
            )
        _write(warehouse.leases / release.name / f"{holder}.json", now, now + length)
    return release


def drop_leases(warehouse: Warehouse, holder: str) -> list[Lease]:
    """End every lease of a holder and return them.

    Raises:
        PlanhouseError: The holder has none.
    """
    with leases_locked(warehouse):
        dropped = [lease for lease in read_leases(warehouse) if lease.holder == holder]
        _remove(warehouse, dropped)
    if not dropped:
        raise PlanhouseError(f"{holder}: no lease of that name; `planhouse release list` names them")
    return dropped


def drop_expired(warehouse: Warehouse, now: datetime) -> list[Lease]:
    """Remove the leases that have ended and return them."""
    with leases_locked(warehouse):
        expired = [lease for lease in read_leases(warehouse) if not lease.is_live(now)]
        _remove(warehouse, expired)
    return expired


def read_leases(warehouse: Warehouse) -> list[Lease]:
    """Return every lease, those that have ended too, by release and holder."""
    paths: list[Path] = []
    for folder in warehouse.leases.glob("[!.]*"):
        with suppress(FileNotFoundError):  # its last lease was dropped meanwhile
            paths += folder.glob("[!.]*.json")
    return [_read(path) for path in sorted(paths)]


def live_leases(warehouse: Warehouse, release_id: str, now: datetime) -> list[Lease]:
    """Return the leases that keep a release."""
    return [
        lease for lease in read_leases(warehouse) if lease.release_id == release_id and lease.is_live(now)
    ]


@contextmanager
def leases_locked(warehouse: Warehouse) -> Iterator[None]:
    """Hold the leases: none is taken and no release is moved aside by anybody else meanwhile.

    Raises:
        PlanhouseError: The folder of leases cannot be written to.
    """
    if not warehouse.root.is_dir():
        raise PlanhouseError(
            f"{warehouse.root}: no such warehouse; run `planhouse build` first, or name another"
        )
    try:
        warehouse.leases.mkdir(exist_ok=True)
        handle = (warehouse.leases / _LOCK).open("a")
    except OSError as error:
        raise PlanhouseError(
            f"{warehouse.leases}: leases cannot be written there: {error.strerror}"
        ) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path, now: datetime, until: datetime) -> None:
    held = _read(path)
    taken_at = now
    if held.taken_at and held.expires_at and held.is_live(now):
        taken_at, until = held.taken_at, max(until, held.expires_at)
    known = {"holder": held.holder, "taken_at": as_words(taken_at), "expires_at": as_words(until)}
    try:
        write_in_one_step(path, (json.dumps(known, ensure_ascii=False) + "\n").encode(), durable=True)
    except OSError as error:
        raise PlanhouseError(f"{path}: the lease cannot be written: {error.strerror}") from error


def _read(path: Path) -> Lease:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        times = (parsed_time(known["taken_at"]), parsed_time(known["expires_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        times = (None, None)
    return Lease(path.parent.name, path.stem, *times)


def _remove(warehouse: Warehouse, leases: list[Lease]) -> None:
    for lease in leases:
        path = warehouse.leases / lease.release_id / f"{lease.holder}.json"
        path.unlink(missing_ok=True)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
