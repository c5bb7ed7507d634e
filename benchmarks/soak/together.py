"""Builds that are started at once on one warehouse: one writes, the others say so or come after it, none spoils anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.soak.builds import RunningBuild
from benchmarks.soak.checks import current_id
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Recovery, Setting, discard

#: What a build says that finds another one at work.
_BUSY = "another build is writing to this warehouse"


@dataclass(frozen=True, slots=True)
class Round:
    """What came of builds that were started at once.

    Attributes:
        succeeded: How many published, or found their release published.
        refused: How many gave up because another one was at work.
        recovery: The next build.
        faults: All that was wrong.
    """

    succeeded: int
    refused: int
    recovery: Recovery
    faults: tuple[str, ...]


def run_rounds(setting: Setting, rounds: int, builds: int, random: Random) -> Iterator[Round]:
    """Start so many builds at once, each of an edition at random, time and again, and yield what came of it.

    Every second round begins with a release, the others with nothing.
    """
    for number in range(rounds):
        warehouse = setting.published(setting.editions[0]) if number % 2 else setting.new_path()
        editions = [random.choice(setting.editions) for _ in range(builds)]
        running = [
            RunningBuild(setting.command, edition.raw, warehouse, setting.scratch) for edition in editions
        ]
        ended = [build.ended() for build in running]
        winners = [edition for edition, end in zip(editions, ended, strict=True) if end.exit_code == 0]
        faults = [fault for end in ended if end.exit_code for fault in refusal_faults(end, _BUSY)]
        current = current_id(warehouse)
        last = next((edition for edition in winners if edition.contents.release_id == current), None)
        if last is None:
            faults.append(
                f"current is {current}, and none of the {len(winners)} builds that succeeded made it"
            )
        recovery = setting.recovery(warehouse, last or editions[0])
        discard(warehouse)
        yield Round(len(winners), builds - len(winners), recovery, (*faults, *recovery.faults))
