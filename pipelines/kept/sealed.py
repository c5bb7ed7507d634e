"""Files that are whole or nothing: written aside, moved into place in one step, sealed with a digest."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pyarrow as pa

from pipelines.one_step import write_in_one_step

#: First bytes of a sealed file: the form. A digest of all that follows comes next, then the content's size, then the content.
_MAGIC = b"planhouse sealed 1\n"
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size
_SIZE_BYTES = 8


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file in one step; a process that is killed leaves the old one or none.

    Raises:
        OSError: It cannot be written.
    """
    packed = pa.compress(content, codec="zstd", asbytes=True)
    body = len(content).to_bytes(_SIZE_BYTES, "big") + packed
    if path.is_dir():
        discard(path)
    write_in_one_step(path, _MAGIC + hashlib.sha256(body).digest() + body)


def read_sealed(path: Path) -> bytes | None:
    """Return the content of a file; None where it is missing or not what was written."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, body = data[len(_MAGIC) : _HEAD], data[_HEAD:]
    if not data.startswith(_MAGIC) or hashlib.sha256(body).digest() != digest:
        return None
    size = int.from_bytes(body[:_SIZE_BYTES], "big")
    return bytes(pa.decompress(body[_SIZE_BYTES:], decompressed_size=size, codec="zstd", asbytes=True))


def discard(path: Path) -> None:
    """Remove what stands in the place of a file, a folder too that somebody put there; nothing where it is gone."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
