"""A reader that hangs, crashes, swells or stumbles at files named so; worker processes import it."""

from __future__ import annotations

import ctypes
import time

from extractors.readers import Limits, ReadText, read_file


def read(path: str, name: str, sha256: str, limits: Limits) -> ReadText:
    """Return the text of a file, unless its name says how to fail."""
    if "hangs" in name:
        time.sleep(3600)
    if "crashes" in name:
        ctypes.string_at(1)
    if "swells" in name:
        bytearray(limits.max_memory_bytes)
    if "stumbles" in name:
        raise ZeroDivisionError("division by zero")
    return read_file(path, name, sha256, limits)
