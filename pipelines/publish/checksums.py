"""How a release says which bytes its files have."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypedDict


class Checksum(TypedDict):
    """The bytes of a file, as the manifest describes them."""

    sha256: str
    size: int


def checksum(path: Path) -> Checksum:
    """Return the checksum of a file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": path.stat().st_size}


def checksum_of(content: memoryview) -> Checksum:
    """Return the checksum of what is about to be written."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
