"""What releases take on disk. Files that did not change are hard links: one file that several releases name."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """What a folder takes on disk.

    Attributes:
        total: Bytes of all its files.
        own: Bytes of those that nothing outside the folder links to: what deleting it frees.
    """

    total: int
    own: int


def size_of(*folders: Path) -> Size:
    """Return what folders take together; files that only they share are their own."""
    links: Counter[tuple[int, int]] = Counter()
    files: dict[tuple[int, int], os.stat_result] = {}
    for found in _stats(folders):
        links[found.st_dev, found.st_ino] += 1
        files[found.st_dev, found.st_ino] = found
    own = (found.st_size for inode, found in files.items() if links[inode] >= found.st_nlink)
    return Size(sum(found.st_size for found in files.values()), sum(own))


def _stats(folders: Iterable[Path]) -> Iterator[os.stat_result]:
    for folder in folders:
        for path in folder.rglob("*"):
            with suppress(FileNotFoundError):  # a prune may be deleting it
                found = path.lstat()
                if stat.S_ISREG(found.st_mode):
                    yield found
