"""Whether there is anything to request runs for."""

from __future__ import annotations

from pathlib import Path

from pipelines.inputs import Place
from pipelines.layout import Warehouse
from pipelines.raw_store.folder import document_paths
from pipelines.releases.hold import hold_message, read_hold


def reason_to_wait(raw_dir: Place, warehouse: Warehouse) -> str | None:
    """Return why no run is to be requested now, or None.

    A directory that is missing or empty is one: it may be a share that was lost, and what a release holds is not taken for
    deleted. A hold after a rollback is another: runs would be refused.

    Raises:
        PlanhouseError: A folder or the hold cannot be read.
    """
    if isinstance(raw_dir, Path) and not raw_dir.is_dir():
        return f"{raw_dir}: no such directory; create it and put documents there"
    # A store is listed by the run alone, which refuses an empty one.
    if isinstance(raw_dir, Path) and not any(document_paths(raw_dir)):
        return f"{raw_dir}: no documents there; nothing is requested, the release stays as it is"
    hold = read_hold(warehouse)
    return hold_message(hold) if hold else None
