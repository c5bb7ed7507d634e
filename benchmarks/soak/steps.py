"""Builds that die before a certain change of the warehouse: what random moments hardly ever strike."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.builds import Command, build
from benchmarks.soak.checks import current_faults, current_id, kind
from benchmarks.soak.setting import Recovery, Setting, discard
from benchmarks.soak.stepped import TOLD


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a build that died before one step.

    Attributes:
        name: The step: what Python calls it, and the path below the warehouse that it changes.
        switched: Whether ``current`` led to the killed build's release already.
        recovery: The next build.
        faults: All that was wrong.
    """

    name: str
    switched: bool
    recovery: Recovery
    faults: tuple[str, ...]


def planned_steps(setting: Setting) -> list[str]:
    """Return the steps of a build, in their order: of those that do the same to files of one folder, the first."""
    before, edition = setting.editions[:2]
    warehouse = setting.published(before)
    ended = build(_stepped("-", setting.command), edition.raw, warehouse, setting.scratch)
    discard(warehouse)
    lines = (line for line in ended.output.splitlines() if line.startswith(TOLD))
    first: dict[str, str] = {}
    for name in (line.removeprefix(TOLD) for line in lines):
        first.setdefault(_group(name), name)
    return list(first.values())


def run_steps(setting: Setting, steps: Sequence[str]) -> Iterator[Step]:
    """Let a build die before each step, build again, and yield what came of it."""
    before, edition = setting.editions[:2]
    for step in steps:
        warehouse = setting.published(before)
        ended = build(_stepped(step, setting.command), edition.raw, warehouse, setting.scratch)
        faults = current_faults(warehouse, {before.contents.release_id, edition.contents.release_id})
        if ended.exit_code >= 0:
            faults.append(f"the step never came: {ended.output.strip()}")
        switched = current_id(warehouse) == edition.contents.release_id
        recovery = setting.recovery(warehouse, edition)
        discard(warehouse)
        yield Step(step, switched, recovery, (*faults, *recovery.faults))


def _stepped(step: str, command: Command) -> Command:
    """The command of a build under watch."""
    module, *arguments = command[2:]
    return (sys.executable, "-m", "benchmarks.soak.stepped", step, module, *arguments)


def _group(name: str) -> str:
    """What steps have in common that do the same to the files of one folder, or to the one folder of each table."""
    event, _, path = name.partition(" ")
    changed = Path(path)
    return f"{event} {kind(changed if len(changed.parts) < 3 else changed.parent)}"
