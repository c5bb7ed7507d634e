"""What changed among the inputs since the current release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.inputs import Inputs

#: Documents that a log line names of each kind of change; those that left are all named.
_NAMED = 100


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents by what became of them since the current release."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """Return what changed for a log: the names, or where there are many the first ones and their number."""
        return {
            **_told("added", self.added),
            **_told("changed", self.changed),
            "removed": list(self.removed),
        }


def changes_of(inputs: Inputs, previous: Mapping[str, Any] | None) -> Changes:
    """Return what changed among the inputs.

    Args:
        inputs: The inputs of a build.
        previous: The manifest of the current release, or None before the first.
    """
    before = {one["document_id"]: one for one in previous["inputs"]} if previous else {}
    now = {file.document_id: (file.sha256, file.sidecar_sha256) for file in inputs.files}
    added = [name for name in now if name not in before]
    changed = [
        name
        for name, digests in now.items()
        if name in before and digests != (before[name]["sha256"], before[name]["sidecar_sha256"])
    ]
    removed = [name for name in before if name not in now]
    return Changes(tuple(added), tuple(changed), tuple(removed))


def _told(kind: str, names: tuple[str, ...]) -> dict[str, Any]:
    if len(names) <= _NAMED:
        return {kind: list(names)}
    return {kind: list(names[:_NAMED]), f"{kind}_count": len(names)}
