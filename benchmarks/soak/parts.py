"""The parts of the harness, each with the options that say how much of it is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeVar

from benchmarks.soak import damage, disks, kills, page, readers, rights, rivals
from benchmarks.soak.page import Section
from benchmarks.soak.setting import Setting

#: Builds that are started at once in a round.
_RIVALS = 3
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
    return page.kills_section(_told("kill", kills.run_kills(setting, plan, random), len(plan)))


def _disks(options: Options, setting: Setting, random: Random) -> Section:
    if reason := disks.refused_mount(setting.folder):
        return Section("Full disks", (f"Skipped: {reason}.",))
    sizes = disks.planned_sizes(setting, options.sizes)
    return page.disks_section(_told("full disk", disks.run_full_disks(setting, sizes), len(sizes)))


def _rights(options: Options, setting: Setting, random: Random) -> Section:
    if reason := rights.never_denied():
        return Section("Rights taken away", (f"Skipped: {reason}.",))
    folders = rights.folders(setting)
    return page.rights_section(_told("right", rights.run_denials(setting, folders), len(folders)))


def _damage(options: Options, setting: Setting, random: Random) -> Section:
    plan = damage.planned_damages(options.damages)
    return page.damage_section(_told("damaged file", damage.run_damages(setting, plan, random), len(plan)))


def _rivals(options: Options, setting: Setting, random: Random) -> Section:
    rounds = rivals.run_rounds(setting, options.rounds, _RIVALS, random)
    return page.rivals_section(_told("round", rounds, options.rounds), _RIVALS)


def _readers(options: Options, setting: Setting, random: Random) -> Section:
    every = 0 if options.quick else _REAL_EVERY
    load = readers.run_readers(setting, options.readers, options.releases, every, _say)
    _say_faults(load.faults)
    return page.readers_section(load)


PARTS: tuple[Part, ...] = (
    Part("kills", ("kills", "each"), lambda options: 1.8 * (options.kills + 7 * options.each), _kills),
    Part("disks", ("sizes",), lambda options: 2.0 * options.sizes, _disks),
    Part("rights", (), lambda options: 8.0, _rights),
    Part("damage", ("damages",), lambda options: 1.3 * options.damages, _damage),
    Part("rivals", ("rounds",), lambda options: 2.0 * options.rounds, _rivals),
    Part(
        "readers",
        ("releases", "readers"),
        lambda options: options.releases * (0.5 + options.readers / 4),
        _readers,
    ),
)


def _told(what: str, cases: Iterable[Case], count: int) -> list[Case]:
    """Print a line on each case as it is done, and return all."""
    done = []
    for number, case in enumerate(cases, 1):
        _say(f"{what} {number} of {count}")
        _say_faults(case.faults)
        done.append(case)
    return done


def _say_faults(faults: Sequence[str]) -> None:
    for fault in faults:
        _say(f"  FAULT {fault}")


def _say(words: str) -> None:
    print(words, flush=True)
