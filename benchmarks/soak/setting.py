"""Where the harness works: editions of the corpus, what undisturbed builds make of them, and warehouses to disturb."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from benchmarks.soak.builds import Command, Ended, build
from benchmarks.soak.checks import (
    Contents,
    contents,
    current_faults,
    differences,
    leftovers,
    release_faults,
)
from benchmarks.soak.corpus import TEXTS, write_corpus


@dataclass(frozen=True, slots=True)
class Edition:
    """Documents, and what an undisturbed build of them into a fresh warehouse gives.

    Attributes:
        raw: Where they are.
        warehouse: The warehouse that holds their release alone; it is copied, never built into.
        built: How that build went.
        contents: What its release says.
    """

    raw: Path
    warehouse: Path
    built: Ended
    contents: Contents


@dataclass(frozen=True, slots=True)
class Recovery:
    """How the build after a fault went: its seconds, and what was wrong with it or with what it left."""

    seconds: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A folder in which the harness builds.

    Attributes:
        folder: Where everything of it is.
        command: What builds are started with.
        editions: The editions of the corpus.
        texts: How many documents they are made of.
    """

    folder: Path
    command: Command
    editions: tuple[Edition, ...]
    texts: int

    @property
    def scratch(self) -> Path:
        """Where builds leave temporary files."""
        return self.folder / "scratch"

    def within(self, name: str) -> Setting:
        """Return the same setting with a folder of its own below this one, where nothing lies yet."""
        folder = self.folder / name
        (folder / "scratch").mkdir(parents=True)
        return replace(self, folder=folder)

    def new_path(self) -> Path:
        """Return the path of a warehouse that does not exist yet."""
        return self.folder / f"warehouse-{uuid4().hex[:8]}"

    def published(self, edition: Edition) -> Path:
        """Return a new warehouse whose current release is that of an edition."""
        return copied(edition.warehouse, self.new_path())

    def recovery(self, warehouse: Path, edition: Edition, damaged: str | None = None) -> Recovery:
        """Build an edition into a warehouse to which something happened, and check all that has to hold after it.

        Args:
            warehouse: The warehouse.
            edition: What is built.
            damaged: The id of a release that may stay damaged where it is not the one that is built.
        """
        ended = build(self.command, edition.raw, warehouse, self.scratch)
        if ended.exit_code:
            return Recovery(ended.seconds, (f"the next build failed: {ended.output.strip()}",))
        return Recovery(ended.seconds, tuple(_faults(warehouse, edition, damaged)))


def set_up(folder: Path, command: Command, editions: int, texts: int = TEXTS) -> Setting:
    """Write so many editions of the corpus into a folder and build each undisturbed.

    Args:
        folder: A folder that does not exist yet.
        command: What builds are started with.
        editions: How many editions to build.
        texts: How many documents they are made of.

    Raises:
        RuntimeError: One of these builds failed, or its release is not whole.
    """
    (folder / "scratch").mkdir(parents=True)
    built = tuple(_edition(folder, command, number, texts) for number in range(editions))
    return Setting(folder, command, built, texts)


def copied(warehouse: Path, path: Path) -> Path:
    """Copy a warehouse as it is, with its links, hard ones too, and return the path of the copy."""
    subprocess.run(["cp", "-a", str(warehouse), str(path)], check=True)
    return path


def discard(warehouse: Path) -> None:
    """Remove a warehouse that is needed no more, where there is one."""
    shutil.rmtree(warehouse, ignore_errors=True)


def _edition(folder: Path, command: Command, number: int, texts: int) -> Edition:
    raw, warehouse = folder / f"raw-{number}", folder / f"undisturbed-{number}"
    write_corpus(raw, number, texts)
    built = build(command, raw, warehouse, folder / "scratch")
    if built.exit_code:
        raise RuntimeError(f"an undisturbed build of edition {number} failed: {built.output}")
    release = (warehouse / "current").resolve()
    if faults := release_faults(release):
        raise RuntimeError(f"an undisturbed build of edition {number} is not whole: {faults}")
    return Edition(raw, warehouse, built, contents(release))


def _faults(warehouse: Path, edition: Edition, damaged: str | None) -> list[str]:
    """What is wrong with a warehouse after the build of an edition that says that it succeeded."""
    wanted = edition.contents.release_id
    if faults := current_faults(warehouse, {wanted}):
        return faults
    release = (warehouse / "current").resolve()
    others = [path for path in (warehouse / "releases").iterdir() if path.name not in (wanted, damaged)]
    return [
        *differences(contents(release), edition.contents),
        *leftovers(warehouse, edition.warehouse),
        *(fault for path in others for fault in release_faults(path)),
    ]
