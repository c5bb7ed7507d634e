"""Files that are written beside their place and moved there in one step: readers see the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """Yield where to write what is to become a file; it is moved there at the end, and gone where that is not reached."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_in_one_step(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write bytes beside a file and move them into its place.

    Args:
        path: The file.
        data: What it is to hold.
        durable: Whether readers find the old bytes or the new ones after a crash of the machine too.

    Raises:
        OSError: They cannot be written; nothing is left beside the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with put_in_place(path) as beside, beside.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
