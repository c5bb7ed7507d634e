"""What builds keep of their work, and what of it nobody needs any more."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.errors import DamagedReleaseError
from pipelines.kept.store import result_key
from pipelines.layout import RUN, Warehouse
from pipelines.publish.manifest import read_manifest
from pipelines.releases.history import parsed_time

#: What a manifest of another version, or one that was tampered with, gives way to.
_MISSHAPEN = (DamagedReleaseError, KeyError, TypeError, ValueError, AttributeError)


def unneeded(
    warehouse: Warehouse, releases: Iterable[str], grace: timedelta, now: datetime
) -> Iterator[Path]:
    """Yield the files that no release needs and that were not used for a while.

    Results are needed that a release was made from. Of an extractor version that a release names, all merged parts are
    needed, as a newer one takes the place of the older, and the reports that were used since the build of the current
    release began: each build uses all of its own.

    Results that a running extraction keeps belong to no release yet: they are younger than the grace period.

    Args:
        warehouse: The warehouse.
        releases: The releases that stay.
        grace: How long a file stays after it was last used.
        now: The present moment.
    """
    needs = _needs(warehouse, releases)
    last = (now - grace).timestamp()
    for path in _files(warehouse.extractions):
        used = _last_use(path)
        if used < last and not needs.cover(path.relative_to(warehouse.extractions), used):
            yield path


@dataclass(frozen=True, slots=True)
class _Needs:
    """What releases need of kept work.

    Attributes:
        results: Key of each result that they were made from, by extractor version.
        reports_since: When a report that is needed was last used at the earliest.
    """

    results: dict[str, set[str]] = field(default_factory=dict)
    reports_since: float = 0.0

    def cover(self, path: Path, used: float) -> bool:
        """Whether a file, named from the folder of all versions and last used at a time, is needed."""
        version, kind = (*path.parts, "")[:2]
        if version not in self.results or path.name.startswith(
            "."
        ):  # a dot: half written by a killed process
            return False
        return {
            "results": path.name in self.results[version],
            "parts": True,
            "reports": used >= self.reports_since,
        }.get(kind, False)


def _needs(warehouse: Warehouse, releases: Iterable[str]) -> _Needs:
    needs = _Needs(reports_since=_current_began(warehouse))
    for release_id in releases:
        try:
            manifest = read_manifest(warehouse.release(release_id))
            keys = {
                result_key(file["document_id"], file["sha256"], file["sidecar_sha256"])
                for file in manifest["inputs"]
                if file["sha256"]
            }
            needs.results.setdefault(manifest["extractor_version"], set()).update(keys)
        except _MISSHAPEN:
            continue  # it names nothing that could be kept for it
    return needs


def _current_began(warehouse: Warehouse) -> float:
    """Return when the build of the current release began, or the earliest time where nothing tells."""
    try:
        run = json.loads((warehouse.current / RUN).read_text(encoding="utf-8"))
        began = parsed_time(run["started_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0
    return began.timestamp() if began else 0.0


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file, those that a killed process left half written among them."""
    for here, _, names in os.walk(folder):
        yield from (Path(here, name) for name in names)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")  # gone meanwhile
