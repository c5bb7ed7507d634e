"""SHA-256 of files and objects, remembered as long as the file system or their store says that they have not changed."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from pipelines.one_step import write_in_one_step

#: A file that changed so short a time ago may change again without its time being another: clocks of file systems tick.
_FRESH_SECONDS = 2.0

#: What says that a file is the one that was read: size, time of content, time of inode, inode. Nobody but the system sets
#: the time of the inode, so a file that was written to and dated back is noticed. Of an object: what its store tags it with.
_Stamp = tuple[int | str, ...]


class Digests:
    """Digests of files by path and of objects by URL; kept in a file that may be lost, as every digest can be taken anew."""

    def __init__(self, store: Path | None = None) -> None:
        """Load what was remembered.

        Args:
            store: Where it is kept between processes; nowhere by default.
        """
        self._store = store
        self._known: dict[str, tuple[_Stamp, str]] = _load(store) if store else {}
        self._used: dict[str, tuple[_Stamp, str]] = {}
        self._clock = time.time()

    def of(self, path: Path) -> str:
        """Return the digest of a file; reads it only where it may have changed.

        Raises:
            OSError: It cannot be read.
        """
        return self.remembered(path, lambda: _digest(path))

    def remembered(self, path: Path, digest: Callable[[], str]) -> str:
        """Return the digest of a file; calls ``digest``, which may raise, only where the file may have changed.

        Raises:
            OSError: There is no such file.
        """
        found = path.stat()
        stamp = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        is_settled = self._clock - found.st_ctime > _FRESH_SECONDS
        return self._remembered(str(path), stamp, digest, keeps=is_settled)

    def remembered_object(self, url: str, tags: Sequence[int | str], digest: Callable[[], str]) -> str:
        """Return the digest of an object; calls ``digest``, which may raise, only where its store tags it otherwise.

        Args:
            url: What it is remembered by.
            tags: What another content cannot have; none where the store tells nothing of that kind.
            digest: What takes its digest.
        """
        return self._remembered(url, tuple(tags), digest, keeps=True) if tags else digest()

    def _remembered(self, key: str, stamp: _Stamp, digest: Callable[[], str], *, keeps: bool) -> str:
        known = self._known.get(key)
        value = known[1] if known and known[0] == stamp else digest()
        if keeps:
            self._used[key] = (stamp, value)
        return value

    def save(self) -> None:
        """Keep what was asked for, and nothing of files that nobody asked for any more.

        Where it cannot be written, the next process takes the digests anew; what needs the disk more will say so.
        """
        if self._store is None or self._used == self._known:
            return
        plain = {path: [*stamp, digest] for path, (stamp, digest) in self._used.items()}
        with suppress(OSError):
            write_in_one_step(self._store, json.dumps(plain, ensure_ascii=True).encode())


def _load(store: Path) -> dict[str, tuple[_Stamp, str]]:
    try:
        plain = json.loads(store.read_bytes())
        return {key: (tuple(stamp), str(digest)) for key, (*stamp, digest) in plain.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # lost or damaged: every digest is taken anew


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
