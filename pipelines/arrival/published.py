"""What the current release holds, as far as arrivals are compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pipelines.arrival.watch import Content
from pipelines.errors import PlanhouseError
from pipelines.inputs import is_passing
from pipelines.layout import MANIFEST, Warehouse
from pipelines.publish.manifest import read_manifest

#: Equal to no document, readable or not, so that one that was refused for a passing reason is asked for again.
_UNSETTLED = Content("", None)


def published_documents(warehouse: Warehouse) -> Mapping[str, Content] | None:
    """Return the digests of each document in the current release, or None where there is no whole release.

    A document in quarantine is known by its digests too: it is not tried again until it changes. Only one that was
    refused for a reason that may pass counts as not published.
    """
    try:
        release = warehouse.current_release()
        return _documents(release, (release / MANIFEST).stat().st_mtime_ns)
    except (PlanhouseError, OSError):
        return None


@lru_cache(maxsize=1)
def _documents(release: Path, written_ns: int) -> Mapping[str, Content]:
    """The documents of a release; kept from tick to tick, as a release does not change."""
    return {
        entry["document_id"]: _UNSETTLED
        if is_passing(entry.get("rule", ""))
        else Content(entry["sha256"], entry["sidecar_sha256"])
        for entry in read_manifest(release)["inputs"]
    }
