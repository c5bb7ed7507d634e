"""The releases of a warehouse, each with what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipelines.errors import DamagedReleaseError
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest
from pipelines.releases.history import as_words, read_history
from pipelines.releases.hold import read_hold
from pipelines.releases.leases import Lease, read_leases
from pipelines.releases.sizes import Size, size_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One release on disk.

    Attributes:
        release_id: Its id.
        published_at: When it was built.
        documents: How many documents it holds; None where the manifest cannot be read.
        rows: How many rows all its tables hold; None where the manifest cannot be read.
        size: What it takes on disk, in bytes.
        is_current: Whether readers are led to it.
        is_held: Whether builds are on hold for it.
        leases: The leases that keep it.
    """

    release_id: str
    published_at: datetime
    documents: int | None
    rows: int | None
    size: Size
    is_current: bool
    is_held: bool
    leases: tuple[Lease, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the release as ``planhouse release list --format json`` prints it."""
        return {
            "release_id": self.release_id,
            "published_at": as_words(self.published_at),
            "documents": self.documents,
            "rows": self.rows,
            "bytes": self.size.total,
            "own_bytes": self.size.own,
            "current": self.is_current,
            "held": self.is_held,
            "leases": [_lease_as_json(lease) for lease in self.leases],
        }


def list_releases(warehouse: Warehouse, now: datetime) -> Iterator[Entry]:
    """Yield the releases of a warehouse, newest first.

    Raises:
        PlanhouseError: There is no such warehouse, or the hold cannot be read.
    """
    warehouse.refuse_missing()
    history, hold, current = read_history(warehouse), read_hold(warehouse), warehouse.current_id()
    leases = [lease for lease in read_leases(warehouse) if lease.is_live(now)]
    for release_id in history.newest_first():
        documents, rows = _counts(warehouse, release_id)
        yield Entry(
            release_id=release_id,
            published_at=history.published_at(release_id),
            documents=documents,
            rows=rows,
            size=size_of(warehouse.release(release_id)),
            is_current=release_id == current,
            is_held=hold is not None and release_id == hold.release_id,
            leases=tuple(lease for lease in leases if lease.release_id == release_id),
        )


def _counts(warehouse: Warehouse, release_id: str) -> tuple[int | None, int | None]:
    try:
        rows = read_manifest(warehouse.release(release_id))["rows"]
        return int(rows["documents"]), sum(map(int, rows.values()))
    except (DamagedReleaseError, KeyError, TypeError, ValueError, AttributeError):
        return None, None


def _lease_as_json(lease: Lease) -> dict[str, str | None]:
    return {
        "holder": lease.holder,
        "taken_at": as_words(lease.taken_at) if lease.taken_at else None,
        "expires_at": as_words(lease.expires_at) if lease.expires_at else None,
    }
