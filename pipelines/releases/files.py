"""Small files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def written_at_once(path: Path, text: str) -> None:
    """Write a file so that readers find the old text or the new one, after a crash of the machine too.

    Raises:
        OSError: It cannot be written; what was there stays.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
