"""What builds keep of their work, and what of it nobody needs any more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.errors import DamagedReleaseError
from pipelines.kept.store import result_key
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest


def unneeded(
    warehouse: Warehouse, releases: Iterable[str], grace: timedelta, now: datetime
) -> Iterator[Path]:
    """Yield the files that no release needs and that were not used for a while.

    Results that a running extraction keeps belong to no release yet: they are younger than the grace period.

    Args:
        warehouse: The warehouse.
        releases: The releases whose documents' results stay.
        grace: How long a file stays after it was last used.
        now: The present moment.
    """
    needed = {key for release_id in releases for key in _keys(warehouse, release_id)}
    last = (now - grace).timestamp()
    for path in _files(warehouse.extractions):
        if (path.parents[2].name, path.name) not in needed and _last_use(path) < last:
            yield path


def _keys(warehouse: Warehouse, release_id: str) -> Iterator[tuple[str, str]]:
    """Yield extractor version and key of each result that a release was made from."""
    with suppress(DamagedReleaseError):
        manifest = read_manifest(warehouse.release(release_id))
        for file in manifest["inputs"]:
            if file["sha256"]:
                key = result_key(file["document_id"], file["sha256"], file["sidecar_sha256"])
                yield manifest["extractor_version"], key


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file, those that a killed process left half written among them."""
    for here, _, names in os.walk(folder):
        yield from (Path(here, name) for name in names)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")  # gone meanwhile
