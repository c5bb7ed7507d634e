"""The parts of the harness, each with the options that say how much of it is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import Protocol, TypeVar

from benchmarks.soak import corruption, disk, kills, page, permissions, readers, steps, together
from benchmarks.soak.page import Section
from benchmarks.soak.setting import Setting

#: Builds that are started at once in a round.
_AT_ONCE = 3
#: Among the releases that are published under load, one in as many is built by the whole command.
_REAL_EVERY = 10

Options = argparse.Namespace


class _Judged(Protocol):
    @property
    def faults(self) -> tuple[str, ...]: ...


Case = TypeVar("Case", bound=_Judged)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the harness.

    Attributes:
        name: What ``--part`` calls it.
        options: The names of the options that say how much is done.
        builds: How many undisturbed builds it takes about as long as, by the options.
        run: Carries it out.
    """

    name: str
    options: tuple[str, ...]
    builds: Callable[[Options], float]
    run: Callable[[Options, Setting, Random], Section]


def _kills(options: Options, setting: Setting, random: Random) -> Section:
    stages = [stage for stage, _ in setting.editions[0].built.stages]
    plan = kills.planned(random, stages, options.each, options.kills, len(setting.editions))
    cases = _told("kill", kills.run_kills(setting, plan, random), len(plan))
    return page.kills_section(cases, stages)


def _steps(options: Options, setting: Setting, random: Random) -> Section:
    plan = steps.planned_steps(setting)
    return page.steps_section(_told("step", steps.run_steps(setting, plan), len(plan)))


def _disk(options: Options, setting: Setting, random: Random) -> Section:
    if reason := disk.refused_mount(setting.folder):
        return Section("Full disk", (f"Skipped: {reason}.",))
    limits = disk.planned_limits(setting, options.sizes)
    return page.disk_section(_told("full disk", disk.run_full_disks(setting, limits), len(limits)))


def _permissions(options: Options, setting: Setting, random: Random) -> Section:
    if reason := permissions.never_denied():
        return Section("Permissions", (f"Skipped: {reason}.",))
    folders = permissions.folders(setting)
    return page.permissions_section(_told("folder", permissions.run_denials(setting, folders), len(folders)))


def _corruption(options: Options, setting: Setting, random: Random) -> Section:
    plan = corruption.planned_damages(options.damages)
    return page.corruption_section(
        _told("damaged file", corruption.run_damages(setting, plan, random), len(plan))
    )


def _together(options: Options, setting: Setting, random: Random) -> Section:
    rounds = together.run_rounds(setting, options.rounds, _AT_ONCE, random)
    return page.together_section(_told("round", rounds, options.rounds), _AT_ONCE)


def _readers(options: Options, setting: Setting, random: Random) -> Section:
    every = 0 if options.quick else _REAL_EVERY
    load = readers.run_readers(setting, options.readers, options.releases, every, _say)
    _say_faults(load.faults)
    return page.readers_section(load)


PARTS: tuple[Part, ...] = (
    Part("kills", ("kills", "each"), lambda options: 1.8 * (options.kills + 7 * options.each), _kills),
    Part("steps", (), lambda options: 50.0, _steps),
    Part("disk", ("sizes",), lambda options: 2.0 * options.sizes, _disk),
    Part("permissions", (), lambda options: 8.0, _permissions),
    Part("corruption", ("damages",), lambda options: 1.3 * options.damages, _corruption),
    Part("together", ("rounds",), lambda options: 2.0 * options.rounds, _together),
    Part(
        "readers",
        ("releases", "readers"),
        lambda options: options.releases * (0.5 + options.readers / 4),
        _readers,
    ),
)


def carried_out(name: str, options: Options, setting: Setting) -> Section:
    """Carry out a part, with the command and the time that it took above what it found."""
    started = monotonic()
    part = next(part for part in PARTS if part.name == name)
    # A part alone is planned as it is among all.
    found = part.run(options, setting, Random(f"{options.seed} {part.name}"))
    named = " ".join(f"--{name} {getattr(options, name)}" for name in part.options)
    quick = " --quick" if options.quick else ""
    command = f"python -m benchmarks.soak --part {part.name} {named} --seed {options.seed}{quick}"
    minutes = (monotonic() - started) / 60
    head = f"`{' '.join(command.split())}`, {minutes:.1f} minutes."
    return Section(found.title, (head, *found.paragraphs), found.faults)


def _told(what: str, cases: Iterable[Case], count: int) -> list[Case]:
    """Print a line on each case as it is done, and return all."""
    started, done = monotonic(), []
    for number, case in enumerate(cases, 1):
        _say(f"{what} {number} of {count}, {(monotonic() - started) / 60:.0f} min")
        _say_faults(case.faults)
        done.append(case)
    return done


def _say_faults(faults: Sequence[str]) -> None:
    for fault in faults:
        _say(f"  FAULT {fault}")


def _say(words: str) -> None:
    print(words, flush=True)
