"""Builds on a disk with too little room, or for too few names: they say so, harm nothing, and the next one on a larger disk succeeds."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.soak.builds import build
from benchmarks.soak.checks import current_faults, current_id
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Recovery, Setting, copied

#: What a disk can run out of: bytes, or inodes, of which tmpfs counts one for each name that a file has. As many are to be
#: had beyond those that are taken.
Limit = tuple[Literal["size", "nr_inodes"], int]

#: More than any warehouse here takes.
_PLENTY = 1 << 30

#: Among the disks, one in as many is short of inodes.
_SHORT_OF_INODES_EVERY = 3

#: Beyond the finished warehouse a build needs room for what it stages: sizes go up to this share of it.
_LARGEST_SHARE = 1.5


@dataclass(frozen=True, slots=True)
class FullDisk:
    """What came of one build on a small disk.

    Attributes:
        limit: What the disk had to give, beyond what lay there already.
        published: Whether the release of another edition lay there.
        struck: The stage that ran out of room; None where the build fitted.
        recovery: The next build, on a disk with plenty of room.
        faults: All that was wrong.
    """

    limit: Limit
    published: bool
    struck: str | None
    recovery: Recovery
    faults: tuple[str, ...]


def refused_mount(folder: Path) -> str | None:
    """Return why no file system can be mounted below a folder, or None where it can."""
    try:
        with _disk(folder / "probe", 1 << 20):
            return None
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        reason = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
        return f"a small disk cannot be mounted here: {reason.strip()}"


def planned_limits(setting: Setting, count: int) -> list[Limit]:
    """Return so many limits, from nearly nothing to more than a build needs; the small sizes lie closer together."""
    warehouse = setting.editions[0].warehouse
    largest, names = _taken(warehouse) * _LARGEST_SHARE, sum(1 for _ in warehouse.rglob("*"))
    short = count // _SHORT_OF_INODES_EVERY
    sizes = count - short
    return [
        *(("size", int(largest * ((step + 0.5) / sizes) ** 2)) for step in range(sizes)),
        *(("nr_inodes", int(names * (step + 0.5) / short)) for step in range(short)),
    ]


def run_full_disks(setting: Setting, limits: Sequence[Limit]) -> Iterator[FullDisk]:
    """Build on a disk of each limit and yield what came of it.

    Every second disk holds another release already, and each that is short of inodes: there files are to be linked.
    """
    for number, limit in enumerate(limits):
        published = bool(number % 2) or limit[0] == "nr_inodes"
        with _disk(setting.folder / "disk", _PLENTY) as disk:
            yield _full_disk(setting, disk, limit, published=published)


def _full_disk(setting: Setting, disk: Path, limit: Limit, *, published: bool) -> FullDisk:
    before, edition = setting.editions[:2]
    warehouse = disk / "warehouse"
    if published:
        copied(before.warehouse, warehouse)
    kind, room = limit
    _resize(disk, kind, (_taken(disk) if kind == "size" else _names(disk)) + room)
    there = current_id(warehouse)
    ended = build(setting.command, edition.raw, warehouse, setting.scratch)
    faults = current_faults(warehouse, {there, edition.contents.release_id})
    if ended.exit_code:
        faults += refusal_faults(ended, "No space left on device")
    _resize(disk, kind, _PLENTY)
    recovery = setting.recovery(warehouse, edition)
    struck = ended.stage if ended.exit_code else None
    return FullDisk(limit, published, struck, recovery, (*faults, *recovery.faults))


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of a size, in memory, as long as it is needed."""
    folder.mkdir(exist_ok=True)
    _call("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _call("umount", "--lazy", str(folder))


def _resize(disk: Path, kind: str, most: int) -> None:
    _call("mount", "-o", f"remount,{kind}={most}", str(disk))


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _taken(folder: Path) -> int:
    """The bytes of all blocks that files below a folder take; a file with several names counts once."""
    found = {found.st_ino: found.st_blocks for path in folder.rglob("*") if (found := path.lstat())}
    return sum(found.values()) * 512


def _names(disk: Path) -> int:
    """The inodes that a disk has given."""
    found = os.statvfs(disk)
    return found.f_files - found.f_ffree
