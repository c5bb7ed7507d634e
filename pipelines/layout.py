"""Where things lie in a warehouse directory."""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import BusyError, NoWarehouseError, PlanhouseError

if TYPE_CHECKING:
    from pipelines.kept.store import Store

#: Files of a release: its tables and views; what it holds and how to tell that it is whole; when it was built and how long that took.
DATABASE = "planhouse.duckdb"
MANIFEST = "manifest.json"
RUN = "run.json"

#: How often a build that waits asks whether the warehouse is free.
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A warehouse directory; see ``warehouse/README.md`` for its layout."""

    root: Path

    @property
    def current(self) -> Path:
        """The symbolic link to the release that readers use."""
        return self.root / "current"

    @property
    def staging(self) -> Path:
        """The folder that builds work in."""
        return self.root / "staging"

    @property
    def extractions(self) -> Path:
        """The folder of what builds keep of their work, a folder for each extractor version."""
        return self.root / "extractions"

    def store(self, extractor_version: str) -> Store:
        """Return what builds keep under an extractor version."""
        from pipelines.kept.store import Store

        return Store(self.extractions / extractor_version)

    @property
    def raw_digests(self) -> Path:
        """The digests of the files below the raw directory."""
        return self.root / "digests" / "raw.json"

    @property
    def release_digests(self) -> Path:
        """The digests of the files of releases."""
        return self.root / "digests" / "releases.json"

    @property
    def log(self) -> Path:
        """The log of builds, one JSON object a line."""
        return self.root / "log.jsonl"

    @property
    def leases(self) -> Path:
        """The folder of leases, a folder each release; see ``docs/releases.md``."""
        return self.root / "leases"

    @property
    def hold(self) -> Path:
        """The file that keeps builds from publishing after a rollback."""
        return self.root / "hold.json"

    @property
    def aside(self) -> Path:
        """Where a pruned release lies until it is deleted; below staging, which every build clears."""
        return self.staging / "pruned"

    def release(self, release_id: str) -> Path:
        """Return the folder of a release, whether it exists or not."""
        return self.root / "releases" / release_id

    def release_ids(self) -> list[str]:
        """Return the ids of the releases on disk, sorted."""
        return sorted(folder.name for folder in (self.root / "releases").glob("[!.]*") if folder.is_dir())

    def current_id(self) -> str | None:
        """Return the id of the current release, or None before the first."""
        return self.current.readlink().name if self.current.is_symlink() else None

    def current_release(self) -> Path:
        """Return the folder of the current release, resolved once.

        Raises:
            PlanhouseError: Nothing has been published here.
        """
        release_id = self.current_id()
        if release_id is None or not self.release(release_id).is_dir():
            raise PlanhouseError(
                f"{self.root}: no release there; run `planhouse build` first, or name another warehouse"
            )
        return self.release(release_id)

    def create(self) -> None:
        """Make the directory where it is missing.

        Raises:
            NoWarehouseError: It cannot be made, or a file lies in its place.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NoWarehouseError(f"{self.root}: a file, not a directory; name another warehouse") from error
        except OSError as error:
            raise NoWarehouseError(
                f"{self.root}: the directory cannot be made: {error.strerror}; name another warehouse"
            ) from error

    def refuse_missing(self) -> None:
        """Do nothing where the directory is there: a command that builds nothing makes none of a mistyped name.

        Raises:
            NoWarehouseError: It is not.
        """
        if not self.root.is_dir():
            raise NoWarehouseError(f"{self.root}: no such directory; name another warehouse")

    def append_log(self, line: Mapping[str, object]) -> None:
        """Add a line to the log; one that a killed process left unfinished is ended first."""
        self.create()
        with self.log.open("ab+") as log:
            if log.tell():
                log.seek(-1, SEEK_END)
                log.write(b"" if log.read(1) == b"\n" else b"\n")
            log.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def read_log(self) -> Iterator[dict[str, Any]]:
        """Yield what the log says, oldest first; a line that a killed process left unfinished is passed over."""
        if not self.log.is_file():
            return
        with self.log.open(encoding="utf-8", errors="replace") as log:
            for line in log:
                try:
                    said = json.loads(line)
                except ValueError:
                    continue
                if isinstance(said, dict):
                    yield said

    def switch(self, release_id: str) -> None:
        """Point ``current`` at a release in one step: readers see the old one or the new one."""
        link = self.root / ".current-next"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / release_id, target_is_directory=True)
        link.replace(self.current)

    def clear_staging(self, keep: str | None = None) -> None:
        """Remove what earlier builds left in staging, except the folder named ``keep``."""
        for path in self.staging.glob("*"):
            if path.name == keep:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()  # no build's: put there by somebody, like a .DS_Store

    def sweep_digests(self) -> None:
        """Remove digests that a killed build left half written; only who holds the warehouse may do so."""
        for path in self.raw_digests.parent.glob(".*.json.*"):
            path.unlink(missing_ok=True)

    @contextmanager
    def locked(self, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the warehouse for one build; a killed process lets go of it by itself.

        Args:
            wait_seconds: How long to wait for another build that holds it.

        Raises:
            BusyError: Another build holds it.
            NoWarehouseError: There is no such directory and none can be made.
        """
        self.create()
        with (self.root / ".lock").open("w") as handle:
            self._lock(handle.fileno(), wait_seconds)
            yield

    def _lock(self, descriptor: int, wait_seconds: float) -> None:
        last = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= last:
                    raise BusyError(
                        f"{self.root}: another build is writing to this warehouse; wait for it and run again"
                    ) from error
                time.sleep(_PAUSE_SECONDS)
            else:
                return
