"""A file below a directory as text: opened once, checked, read whole, decoded."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError
from extractors.readers.read import read_bytes, too_large

#: What to do where a file cannot be opened, by the error's number.
_ADVICE = {errno.ELOOP: "the link leads to itself: put the file there"}


def read_file(path: str, name: str, sha256: str, limits: Limits) -> ReadText:
    """Return the text of a file whose bytes are known.

    Args:
        path: Where it lies.
        name: What it is called in messages; its suffix chooses the reader.
        sha256: The digest that its bytes had when it was listed.
        limits: How much the reader takes on.

    Raises:
        UnreadableError: It is gone, is no file, has changed, or cannot be read as text.
    """
    data = file_bytes(path, name, limits)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableError(
            "reader.changed",
            f"{name}: the file changed while the build read it; the next build reads it anew",
        )
    return read_bytes(data, name, limits)


def file_bytes(path: str | Path, name: str, limits: Limits) -> bytes:
    """Return the bytes of a regular file; never waits for a pipe or a device, never reads more than the limit.

    Raises:
        UnreadableError: It is gone, is no file, may not be read, or is too large.
    """
    try:
        # Opening a pipe without O_NONBLOCK would wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        if Path(path).is_symlink():
            raise UnreadableError(
                "reader.no_file", f"{name}: a link that leads to no file; remove it"
            ) from error
        raise UnreadableError(
            "reader.vanished",
            f"{name}: the file is gone since the build listed it; the next build goes without it",
        ) from error
    except OSError as error:
        raise UnreadableError(
            "reader.unreadable",
            f"{name}: the file cannot be opened: {error.strerror}; {_ADVICE.get(error.errno or 0, 'correct its rights')}",
        ) from error
    known = os.fstat(descriptor)
    if not stat.S_ISREG(known.st_mode):
        os.close(descriptor)
        raise UnreadableError("reader.no_file", f"{name}: a pipe, a device or a folder, no file; remove it")
    with os.fdopen(descriptor, "rb") as file:
        if known.st_size > limits.max_bytes:
            raise too_large(name, known.st_size, limits)
        try:
            data = file.read(limits.max_bytes + 1)
        except OSError as error:
            raise UnreadableError(
                "reader.unreadable", f"{name}: the file cannot be read: {error.strerror}; fetch it again"
            ) from error
    if len(data) > limits.max_bytes:
        raise too_large(name, len(data), limits)
    return data
