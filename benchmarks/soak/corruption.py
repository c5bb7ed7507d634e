"""Files of a warehouse that change behind the builds' back: the next build notices, and gives what it would have given."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from benchmarks.soak.builds import RunningBuild
from benchmarks.soak.checks import contents, current_faults, differences
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Edition, Recovery, Setting, discard

#: Which file is damaged: one that a killed build leaves for the next, one that a finished build keeps beside the
#: releases, one of the current release, before a build of the same documents or of others, or one that a running build has
#: written for its release.
Place = Literal[
    "left by a killed build",
    "kept for the next build",
    "release, same documents",
    "release, others",
    "written by a running build",
]
PLACES: tuple[Place, ...] = (
    "left by a killed build",
    "kept for the next build",
    "release, same documents",
    "release, others",
    "written by a running build",
)

#: The stage at whose beginning all Parquet files are written and none is read back yet.
_WRITTEN_BEFORE = "building DuckDB"

#: What no build reads: the lock is held and not read, the log and the record of a run only tell what was.
_NEVER_READ = (".lock", "log.jsonl", "run.json")


def _flip(file: Path, mask: int = 0xFF) -> None:
    """Another byte in the middle of the file, which is written in place: its other names see it too."""
    content = bytearray(file.read_bytes() or b"\0")
    content[len(content) // 2] ^= mask
    file.write_bytes(content)


def _flip_bit(file: Path) -> None:
    _flip(file, 0x01)


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    os.truncate(file, 0)


def _replace(file: Path) -> None:
    file.unlink()
    file.mkdir()


WAYS: dict[str, Callable[[Path], None]] = {
    "a byte flipped": _flip,
    "a bit flipped": _flip_bit,
    "cut in half": _cut,
    "emptied": _empty,
    "a folder in its place": _replace,
    "removed": Path.unlink,
}


@dataclass(frozen=True, slots=True)
class Damage:
    """What came of one damaged file.

    Attributes:
        place: Which file it was.
        way: What became of it.
        file: Its path below the warehouse; None where no file lay in that place.
        recovery: The next build.
        faults: All that was wrong.
    """

    place: Place
    way: str
    file: str | None
    recovery: Recovery | None
    faults: tuple[str, ...]


def planned_damages(count: int) -> list[tuple[Place, str]]:
    """Return so many damages; with thirty, each place meets each way."""
    ways = tuple(WAYS)
    return [(PLACES[number % len(PLACES)], ways[number % len(ways)]) for number in range(count)]


def run_damages(setting: Setting, damages: Sequence[tuple[Place, str]], random: Random) -> Iterator[Damage]:
    """Damage one file after another, build after each, and yield what came of it."""
    for place, way in damages:
        warehouse, edition = _warehouse(setting, place, random)
        damaged = _damage_running if place == "written by a running build" else _damage
        yield damaged(setting, warehouse, edition, (place, way), random)
        discard(warehouse)


def _warehouse(setting: Setting, place: Place, random: Random) -> tuple[Path, Edition]:
    """Return a warehouse in which a file is to be damaged, and the edition that is built afterwards."""
    before, edition = random.sample(setting.editions, 2)
    warehouse = setting.published(before)
    if place == "left by a killed build":
        _kill_late(setting, warehouse, edition)
    return warehouse, before if place == "release, same documents" else edition


def _kill_late(setting: Setting, warehouse: Path, edition: Edition) -> None:
    """Leave as much as a killed build can: its last stage has begun."""
    running = RunningBuild(setting.command, edition.raw, warehouse, setting.scratch)
    running.reaches(edition.built.stage)
    running.kill(workers_too=True)


def _damage(
    setting: Setting, warehouse: Path, edition: Edition, damage: tuple[Place, str], random: Random
) -> Damage:
    place, way = damage
    current = (warehouse / "current").resolve()
    in_release = place.startswith("release")
    file = _chosen(current if in_release else warehouse, random, with_releases=in_release)
    if file is None:
        return Damage(place, way, None, None, ())
    WAYS[way](file)
    # Nobody mends a release that is no longer current.
    recovery = setting.recovery(warehouse, edition, damaged=current.name if in_release else None)
    return Damage(place, way, str(file.relative_to(warehouse.resolve())), recovery, recovery.faults)


def _damage_running(
    setting: Setting, warehouse: Path, edition: Edition, damage: tuple[Place, str], random: Random
) -> Damage:
    place, way = damage
    before = (warehouse / "current").readlink().name
    running = RunningBuild(setting.command, edition.raw, warehouse, setting.scratch)
    running.reaches(_WRITTEN_BEFORE)
    with running.paused():
        written = [path for path in warehouse.glob("staging/*/release/parquet/*/*") if not _shared(path)]
        file = random.choice(sorted(written)) if written else None
        if file is not None:
            WAYS[way](file)
    ended = running.ended()
    faults = current_faults(warehouse, {before, edition.contents.release_id})
    if ended.exit_code:
        faults += refusal_faults(ended)
    elif not faults:
        faults += differences(contents((warehouse / "current").resolve()), edition.contents)
    recovery = setting.recovery(warehouse, edition)
    name = None if file is None else str(file.relative_to(warehouse))
    return Damage(place, way, name, recovery, (*faults, *recovery.faults))


def damageable(folder: Path, *, with_releases: bool) -> list[Path]:
    """Return the files of a warehouse or a release that are damaged, in the order of their paths.

    Args:
        folder: The warehouse or the release.
        with_releases: Whether the files of releases are among them; if not, neither are those that share their bytes.
    """
    folder = folder.resolve()
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.name not in _NEVER_READ
        and (with_releases or not (_top(path, folder) == "releases" or _shared(path)))
    ]


def _shared(file: Path) -> bool:
    """Whether the file is one of a release by another name: damage to its bytes is damage to that release."""
    return file.stat().st_nlink > 1


def _top(path: Path, folder: Path) -> str:
    return path.relative_to(folder).parts[0]


def _chosen(folder: Path, random: Random, *, with_releases: bool) -> Path | None:
    """Return a file at random, each folder and suffix as likely as the next; None where there is none."""
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in damageable(folder, with_releases=with_releases):
        groups[_top(path, folder.resolve()), path.suffix].append(path)
    return random.choice(groups[random.choice(sorted(groups))]) if groups else None
