"""Builds that may not write into a folder of the warehouse: they say so, and the next one that may succeeds."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.soak.builds import Command, build
from benchmarks.soak.checks import current_faults
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Recovery, Setting, discard

#: Root is denied nothing, so that it lets a build run without the capabilities to pass over rights.
_AS_OTHERS: Command = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")

#: Below the warehouse. Not ``digests``: a build that cannot keep them goes on without. Nor folders in which a build finds the
#: folder that it writes into.
_WRITTEN_INTO = ("releases", "staging", "extractions/*/parts", "extractions/*/reports")

_READ_ONLY, _WRITABLE = 0o555, 0o755


@dataclass(frozen=True, slots=True)
class Denied:
    """What came of one build that was denied a folder.

    Attributes:
        folder: The folder below the warehouse, ``.`` for the warehouse itself.
        said: The last line of what the build said.
        recovery: The next build, with the right given back.
        faults: All that was wrong.
    """

    folder: str
    said: str
    recovery: Recovery
    faults: tuple[str, ...]


def never_denied() -> str | None:
    """Return why nothing can be denied a right here, or None where it can."""
    with TemporaryDirectory() as name:
        Path(name).chmod(_READ_ONLY)
        write = subprocess.run(
            [*_prefix(), "sh", "-c", ': > "$0"', f"{name}/probe"], capture_output=True, check=False
        )
        written = (Path(name) / "probe").exists()
    if written:
        return "the present user is denied nothing"
    return None if b"ermission denied" in write.stderr else f"rights cannot be taken away: {write.stderr!r}"


def folders(setting: Setting) -> list[str]:
    """Return the folders that a build needs to write into: the warehouse itself, and of those below it that it holds."""
    warehouse = setting.editions[0].warehouse
    found = (path for name in _WRITTEN_INTO for path in warehouse.glob(name) if path.is_dir())
    return [".", *sorted(str(path.relative_to(warehouse)) for path in found)]


def run_denials(setting: Setting, denied: Sequence[str]) -> Iterator[Denied]:
    """Build without the right to write into a folder of a warehouse, one folder after another, and yield what came of it."""
    for folder in denied:
        yield _denied(setting, folder)


def _denied(setting: Setting, folder: str) -> Denied:
    before, edition = setting.editions[:2]
    warehouse = setting.published(before)
    (warehouse / folder).chmod(_READ_ONLY)
    ended = build((*_prefix(), *setting.command), edition.raw, warehouse, setting.scratch)
    faults = refusal_faults(ended, "Permission denied", str(warehouse))
    faults += current_faults(warehouse, {before.contents.release_id})
    (warehouse / folder).chmod(_WRITABLE)
    recovery = setting.recovery(warehouse, edition)
    discard(warehouse)
    said = ended.output.strip().rpartition("\n")[2].replace(str(warehouse), "warehouse")
    return Denied(folder, said, recovery, (*faults, *recovery.faults))


def _prefix() -> Command:
    return () if os.geteuid() else _AS_OTHERS
