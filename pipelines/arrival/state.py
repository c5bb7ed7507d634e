"""What the sensor remembers from one look to the next, in ``warehouse/arrival.json``.

Only a memory of looking: whoever removes the file, or finds it damaged, pays with one reading of every document. It stands
beside the releases and not in Dagster's database, which keeps the sensor's cursor anew for every tick.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.arrival.asking import Asked
from pipelines.arrival.watch import Content, Seen
from pipelines.one_step import write_in_one_step

ARRIVAL = "arrival.json"

#: Raised with the shape of the file: another shape counts as no memory.
_VERSION = 2


@dataclass(frozen=True, slots=True)
class State:
    """The documents as they were last seen, and the changes that were asked for, by document id."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)


def read_state(path: Path) -> State:
    """Return what was remembered; nothing where the file is missing or damaged."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["version"] != _VERSION:
            return State()
        return State(
            {name: _seen(*fields) for name, fields in stored["seen"].items()},
            {name: _asked(*fields) for name, fields in stored["asked"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write_state(path: Path, state: State) -> None:
    """Remember in one step: a killed sensor leaves the file as it was.

    Raises:
        OSError: It cannot be written.
    """
    stored = {
        "version": _VERSION,
        "seen": {name: (seen.since, seen.stamp, seen.content) for name, seen in state.seen.items()},
        "asked": {
            name: (one.content, one.times, one.ended_at, one.batch) for name, one in state.asked.items()
        },
    }
    write_in_one_step(path, json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())


def _seen(since: float, stamp: list[int] | None, content: list[Any] | None) -> Seen:
    return Seen(float(since), None if stamp is None else tuple(map(int, stamp)), _content(content))


def _asked(content: list[Any] | None, times: int, ended_at: float | None, batch: str) -> Asked:
    return Asked(_content(content), int(times), None if ended_at is None else float(ended_at), str(batch))


def _content(digests: list[Any] | None) -> Content | None:
    return None if digests is None else Content(*digests)
