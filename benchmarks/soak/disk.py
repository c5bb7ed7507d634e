"""Builds on a disk that is too small: they say so, harm nothing, and the next one on a larger disk succeeds."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.builds import build
from benchmarks.soak.checks import current_faults, current_id
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Recovery, Setting, copied

#: More than any warehouse here takes.
_PLENTY = 1 << 30

#: Beyond the finished warehouse a build needs room for what it stages: sizes go up to this share of it.
_LARGEST_SHARE = 1.5


@dataclass(frozen=True, slots=True)
class FullDisk:
    """What came of one build on a small disk.

    Attributes:
        size: How many bytes the disk had to give, beyond what lay there already.
        published: Whether the release of another edition lay there.
        struck: The stage that ran out of room; None where the build fitted.
        recovery: The next build, on a disk with plenty of room.
        faults: All that was wrong.
    """

    size: int
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


def planned_sizes(setting: Setting, count: int) -> list[int]:
    """Return so many sizes, from nearly nothing to more than a build needs; the small ones lie closer together."""
    largest = _taken(setting.editions[0].warehouse) * _LARGEST_SHARE
    return [int(largest * ((step + 0.5) / count) ** 2) for step in range(count)]


def run_full_disks(setting: Setting, sizes: Sequence[int]) -> Iterator[FullDisk]:
    """Build on a disk of each size and yield what came of it; every second disk holds another release already."""
    for number, size in enumerate(sizes):
        published = bool(number % 2)
        with _disk(setting.folder / "disk", _PLENTY) as disk:
            yield _full_disk(setting, disk, size, published=published)


def _full_disk(setting: Setting, disk: Path, size: int, *, published: bool) -> FullDisk:
    before, edition = setting.editions[:2]
    warehouse = disk / "warehouse"
    if published:
        copied(before.warehouse, warehouse)
    _resize(disk, _taken(disk) + size)
    there = current_id(warehouse)
    ended = build(setting.command, edition.raw, warehouse, setting.scratch)
    faults = current_faults(warehouse, {there, edition.contents.release_id})
    if ended.exit_code:
        faults += refusal_faults(ended, "No space left on device")
    _resize(disk, _PLENTY)
    recovery = setting.recovery(warehouse, edition)
    struck = ended.stage if ended.exit_code else None
    return FullDisk(size, published, struck, recovery, (*faults, *recovery.faults))


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of a size, in memory, as long as it is needed."""
    folder.mkdir(exist_ok=True)
    _call("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _call("umount", "--lazy", str(folder))


def _resize(disk: Path, size: int) -> None:
    _call("mount", "-o", f"remount,size={size}", str(disk))


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _taken(folder: Path) -> int:
    """The bytes of all blocks that files below a folder take; a file with several names counts once."""
    found = {found.st_ino: found.st_blocks for path in folder.rglob("*") if (found := path.lstat())}
    return sum(found.values()) * 512
