"""Builds that are ended by SIGKILL: as each stage begins, within each, and at random moments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from benchmarks.soak.builds import Ended, RunningBuild
from benchmarks.soak.checks import current_faults, current_id
from benchmarks.soak.setting import Edition, Recovery, Setting, copied, discard

#: What a build finds: no warehouse, the release of another edition, or what the killed build before it left behind.
State = Literal["fresh", "published", "interrupted"]
STATES: tuple[State, ...] = ("fresh", "published", "interrupted")

#: Builds are slower beside other work. A length that is too long corrects itself at the first build that ends before its
#: kill; one that is too short would leave the end of builds in peace.
_GENEROUS = 1.5

#: How often a build that ends before its kill is tried again: the last time at half of its length.
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill as it is planned.

    Attributes:
        state: What the build finds.
        edition: The number of the edition that it builds.
        stage: The stage that it is killed in, or None for a random moment of the whole build.
        share: How far into the stage or the build, from 0 to 1 of its length in an undisturbed one.
        workers_too: Whether its worker processes are killed with it; if not, they have to end by themselves.
    """

    state: State
    edition: int
    stage: str | None
    share: float
    workers_too: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What came of one kill.

    Attributes:
        kill: As it was planned.
        struck: The stage that it struck.
        seconds: From the start of the build to the kill.
        too_late: How many builds ended before their kill and were tried again.
        switched: Whether ``current`` led to the killed build's release already.
        recovery: The next build.
        faults: All that was wrong, from the kill to the end of the next build.
    """

    kill: Kill
    struck: str
    seconds: float
    too_late: int
    switched: bool
    recovery: Recovery
    faults: tuple[str, ...]


def planned(random: Random, stages: Sequence[str], each: int, moments: int, editions: int) -> list[Kill]:
    """Return so many kills in each stage, the first of them as it begins, and so many at random moments, shuffled.

    What the builds find goes in turn, so that each stage is met from each state.
    """
    turns: list[tuple[int, str | None, float]] = [
        (turn + place, stage, random.random() if turn else 0.0)
        for turn in range(each)
        for place, stage in enumerate(stages)
    ]
    turns += [(number, None, random.random()) for number in range(moments)]
    kills = [
        Kill(STATES[number % len(STATES)], random.randrange(editions), stage, share, random.random() < 0.5)
        for number, stage, share in turns
    ]
    random.shuffle(kills)
    return kills


def run_kills(setting: Setting, kills: Sequence[Kill], random: Random) -> Iterator[Case]:
    """Carry out one kill after another and yield what came of each."""
    killer = _Killer(setting, random)
    for kill in kills:
        yield killer.case(kill)
    discard(killer.interrupted)


class _Killer:
    """Carries out kills and keeps what the last of them left.

    It is copied before the next build mends it, and a later case begins with the copy: kill upon kill upon kill.
    """

    def __init__(self, setting: Setting, random: Random) -> None:
        self._setting = setting
        self._random = random
        self._seconds = dict.fromkeys(STATES, setting.editions[0].built.seconds * _GENEROUS)
        self.interrupted = setting.new_path()

    def case(self, kill: Kill) -> Case:
        """Kill one build, and build again."""
        halfway: float | None = None
        for attempt in range(_ATTEMPTS):
            edition = self._setting.editions[(kill.edition + attempt) % len(self._setting.editions)]
            warehouse = self._begun(kill.state, edition)
            before = current_id(warehouse)
            ended = self._struck(kill, edition, warehouse, halfway)
            if ended.exit_code or attempt == _ATTEMPTS - 1:
                break
            discard(warehouse)
            if attempt == _ATTEMPTS - 2:
                halfway = ended.seconds / 2
        faults = _faults_at_once(ended, warehouse, {before, edition.contents.release_id})
        switched = current_id(warehouse) != before
        self._keep(warehouse)
        recovery = self._setting.recovery(warehouse, edition)
        discard(warehouse)
        return Case(
            kill, ended.stage, ended.seconds, attempt, switched, recovery, (*faults, *recovery.faults)
        )

    def _begun(self, state: State, edition: Edition) -> Path:
        """Return a warehouse in the state that a build is to find."""
        if state == "published":
            others = [other for other in self._setting.editions if other is not edition]
            return self._setting.published(self._random.choice(others))
        warehouse = self._setting.new_path()
        if state == "interrupted" and self.interrupted.exists():
            copied(self.interrupted, warehouse)
        return warehouse

    def _struck(self, kill: Kill, edition: Edition, warehouse: Path, due: float | None) -> Ended:
        """Start a build, kill it when its time has come, or when it is due, and return how it ended."""
        setting = self._setting
        running = RunningBuild(setting.command, edition.raw, warehouse, setting.scratch)
        due = self._due(kill, edition, running) if due is None else due
        if due is not None and running.outlasts(due):
            return running.kill(workers_too=kill.workers_too)
        ended = running.ended()
        if ended.stages:  # else it found nothing to do, which tells nothing of the length of a build
            self._seconds[kill.state] = ended.seconds
        return ended

    def _due(self, kill: Kill, edition: Edition, running: RunningBuild) -> float | None:
        """Return after how many seconds a build is to be killed; None where its stage never comes."""
        if kill.stage is None:
            return kill.share * self._seconds[kill.state]
        begun = running.reaches(kill.stage)
        return None if begun is None else begun + kill.share * edition.built.length(kill.stage)

    def _keep(self, warehouse: Path) -> None:
        discard(self.interrupted)
        if warehouse.exists():
            copied(warehouse, self.interrupted)


def _faults_at_once(ended: Ended, warehouse: Path, allowed: set[str | None]) -> list[str]:
    """What is wrong as soon as a build is killed."""
    faults = current_faults(warehouse, allowed)
    if ended.exit_code >= 0:
        faults.append(f"the build ended by itself, with {ended.exit_code}: {ended.output.strip()}")
    if ended.hung:
        faults.append(f"the build hung: {ended.output.strip()}")
    if ended.left:
        faults.append(f"{len(ended.left)} processes outlived the build that was killed")
    return faults
