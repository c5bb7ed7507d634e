"""SHA-256 of files and objects, remembered as long as the file system or their store says that they have not changed."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from pipelines.one_step import write_in_one_step

#: A file that changed so short a time ago may change again without its time being another: clocks of file systems tick.
_FRESH_SECONDS = 2.0

#: What says that a file is the one that was read: size, time of content, time of inode, inode. Nobody but the system sets
#: the time of the inode, so a file that was written to and dated back is noticed. Of an object: what its store tags it with.
_Stamp = tuple[int | str, ...]

#: A path; those of many thousands of files are strings, which nobody takes apart.
StrPath = str | os.PathLike[str]


class Digests:
    """Digests of files by path and of objects by URL; kept in a file that may be lost, as every digest can be taken anew."""

    def __init__(self, store: Path | None = None) -> None:
        """Begin with what was remembered, which is loaded when it is first asked for.

        Args:
            store: Where it is kept between processes; nowhere by default.
        """
        self._store = store
        self._used: dict[str, tuple[_Stamp, str]] = {}

    @cached_property
    def _stored(self) -> Mapping[str, tuple[_Stamp, str]]:
        return _load(self._store) if self._store else {}

    @cached_property
    def _known(self) -> dict[str, tuple[_Stamp, str]]:
        return dict(self._stored)

    def of(self, path: StrPath) -> str:
        """Return the digest of a file; reads it only where it may have changed.

        Raises:
            OSError: It cannot be read.
        """
        return self.sized(path)[0]

    def sized(self, path: StrPath) -> tuple[str, int]:
        """Return the digest of a file, like :meth:`of`, and how many bytes it has.

        Raises:
            OSError: It cannot be read.
        """
        stamp = _stamp(path)
        return self._of_file(path, stamp, lambda: _digest(path)), stamp[0]

    def remembered(self, path: StrPath, digest: Callable[[], str]) -> str:
        """Return the digest of a file; calls ``digest``, which may raise, only where the file may have changed.

        Raises:
            OSError: There is no such file.
        """
        return self._of_file(path, _stamp(path), digest)

    def remembered_object(self, url: str, tags: Sequence[int | str], digest: Callable[[], str]) -> str:
        """Return the digest of an object; calls ``digest``, which may raise, only where its store tags it otherwise.

        Args:
            url: What it is remembered by.
            tags: What another content cannot have; none where the store tells nothing of that kind.
            digest: What takes its digest.
        """
        return self._remembered(url, tuple(tags), digest, keeps=True) if tags else digest()

    def _of_file(self, path: StrPath, stamp: tuple[int, int, int, int], digest: Callable[[], str]) -> str:
        is_settled = time.time() - stamp[2] / 1e9 > _FRESH_SECONDS
        return self._remembered(os.fspath(path), stamp, digest, keeps=is_settled)

    def _remembered(self, key: str, stamp: _Stamp, digest: Callable[[], str], *, keeps: bool) -> str:
        known = self._known.get(key)
        if known is not None and known[0] == stamp:
            self._used[key] = known
            return known[1]
        value = digest()
        if keeps:
            self._used[key] = (stamp, value)
        return value

    def linked(self, source: StrPath, target: StrPath) -> None:
        """Remember the digest of a file that was just asked for under the name of a link that was made to it since.

        A link sets the time of the inode. Who wrote to the file since it was asked for changed its size or the time of its
        content, and it is not remembered.
        """
        if (known := self._used.get(os.fspath(source))) is None:
            return
        (size, mtime, _, inode), value = known
        now = _stamp(target)
        if (now[0], now[1], now[3]) == (size, mtime, inode):
            name = os.fspath(target)
            self._known[name] = self._used[name] = (now, value)

    def moved(self, source: Path, target: Path) -> None:
        """Remember what was asked for below a folder under the name that the folder has now, and nothing else."""
        below = f"{source}/"
        self._used = {
            f"{target}/{path.removeprefix(below)}": known
            for path, known in self._used.items()
            if path.startswith(below)
        }

    def save(self) -> None:
        """Keep what was asked for, and nothing of files that nobody asked for any more.

        Where it cannot be written, the next process takes the digests anew; what needs the disk more will say so.
        """
        if self._store is None or self._used == self._stored:
            return
        plain = {path: [*stamp, digest] for path, (stamp, digest) in self._used.items()}
        with suppress(OSError):
            write_in_one_step(self._store, json.dumps(plain, ensure_ascii=True).encode())


def _stamp(path: StrPath) -> tuple[int, int, int, int]:
    found = os.stat(path)  # noqa: PTH116 - many thousands of files, whose paths need not be taken apart
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _load(store: Path) -> dict[str, tuple[_Stamp, str]]:
    try:
        plain = json.loads(store.read_bytes())
        return {key: (tuple(stamp), str(digest)) for key, (*stamp, digest) in plain.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # lost or damaged: every digest is taken anew


def _digest(path: StrPath) -> str:
    with Path(path).open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
