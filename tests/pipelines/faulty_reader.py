"""A reader that hangs, crashes, swells or stumbles at files named so; worker processes import it."""

from __future__ import annotations

import ctypes
import os
import re
import time
from pathlib import Path

from extractors.readers import Limits, ReadText, read_file


def read(path: str, name: str, sha256: str, limits: Limits) -> ReadText:
    """Return the text of a file, unless its name says how to fail."""
    if "hangs" in name:
        time.sleep(3600)
    if "crashes" in name and _is_due(name):
        ctypes.string_at(1)
    if "swells" in name:
        bytearray(limits.max_memory_bytes)
    if "stumbles" in name:
        raise ZeroDivisionError("division by zero")
    return read_file(path, name, sha256, limits)


def _is_due(name: str) -> bool:
    """Whether a fault is due: each time, or as many times as the name says, counted in a file over all processes."""
    times = re.search(r"([0-9]+) times?", name)
    if times is None:
        return True
    counts = Path(os.environ["FAULTY_READER_COUNTS"] + name)
    seen = counts.stat().st_size if counts.exists() else 0
    counts.write_bytes(b"x" * (seen + 1))
    return seen < int(times[1])
