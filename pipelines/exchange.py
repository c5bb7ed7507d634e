"""Two folders change places in one step."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

#: Source: renameat2(2), linux/fcntl.h and linux/fs.h.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(one: Path, other: Path) -> None:
    """Let two paths change places; where the system cannot do so in one step, in two.

    Raises:
        OSError: They cannot be renamed.
    """
    if not _in_one_step(one, other):
        aside = one.with_name(f"{one.name}.aside")
        other.replace(aside)
        one.replace(other)
        aside.replace(one)


def _in_one_step(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
