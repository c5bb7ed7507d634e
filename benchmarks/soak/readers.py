"""Readers under load: processes that read without pause while one release after another is published."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

from benchmarks.soak.builds import LONGEST_SECONDS, REAL, ROOT, build
from benchmarks.soak.checks import current_id, leftovers, release_faults
from benchmarks.soak.corpus import write_corpus
from benchmarks.soak.quick_build import quick_workers
from benchmarks.soak.reader import Report
from benchmarks.soak.setting import Setting, discard
from pipelines.errors import PlanhouseError
from pipelines.run import run_build


@dataclass(frozen=True, slots=True)
class Load:
    """What came of readers under load.

    Attributes:
        releases: How many releases were published while they read.
        real: How many of these by the whole command, the others without Great Expectations.
        seconds: How long all of it took.
        reports: What each reader did and met.
        faults: All that was wrong.
    """

    releases: int
    real: int
    seconds: float
    reports: tuple[Report, ...]
    faults: tuple[str, ...]


class _RunningReader:
    """A reader in a process of its own."""

    def __init__(self, warehouse: Path, stop: Path) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.soak.reader", str(warehouse), str(stop)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._seen: set[str] = set()
        self._report: Report | None = None
        self._heard = Condition()
        self._silent = False
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def sees(self, release_id: str) -> bool:
        """Wait until the reader has seen a release; False where it never does."""
        with self._heard:
            self._heard.wait_for(lambda: release_id in self._seen or self._silent, LONGEST_SECONDS)
            return release_id in self._seen

    def report(self) -> Report | None:
        """Wait for the end and return the report; None where the reader died without one."""
        self._listener.join(LONGEST_SECONDS)
        self._process.kill()  # one that hangs; the others have ended
        self._process.wait()
        return self._report

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                said = json.loads(line)
                with self._heard:
                    if "report" in said:
                        self._report = Report(**said["report"])
                    else:
                        self._seen.add(said["seen"])
                    self._heard.notify_all()
        with self._heard:
            self._silent = True
            self._heard.notify_all()


def run_readers(
    setting: Setting, readers: int, releases: int, real_every: int, tell: Callable[[str], None]
) -> Load:
    """Publish one release after another while so many readers read, and return what came of it.

    Args:
        setting: Where to build.
        readers: How many processes read.
        releases: How many releases are published while they do.
        real_every: One release in as many is built by the whole command, the others in this process without
            Great Expectations; 0 for none.
        tell: Told of each release.
    """
    started = monotonic()
    warehouse, stop = setting.published(setting.editions[0]), setting.folder / "stop"
    running = [_RunningReader(warehouse, stop) for _ in range(readers)]
    faults = _unseen(running, warehouse)
    for number in range(1, releases + 1):
        real = bool(real_every) and number % real_every == 0
        faults += _publish(setting, warehouse, number, real=real)
        tell(f"release {number} of {releases}")
    faults += _unseen(running, warehouse)
    stop.touch()
    reports = [reader.report() for reader in running]
    stop.unlink()
    faults += _faults(reports, warehouse, setting.editions[0].warehouse)
    discard(warehouse)
    by_real = releases // real_every if real_every else 0
    alive = tuple(report for report in reports if report is not None)
    return Load(releases, by_real, monotonic() - started, alive, tuple(faults))


def _publish(setting: Setting, warehouse: Path, number: int, *, real: bool) -> list[str]:
    """Publish the edition of a number, which none had before."""
    raw = setting.folder / "raw-for-readers"
    discard(raw)
    write_corpus(raw, number, setting.texts)
    if real:
        ended = build(REAL, raw, warehouse, setting.scratch)
        return [f"release {number} failed: {ended.output.strip()}"] if ended.exit_code else []
    try:
        run_build(raw, warehouse, workers=quick_workers())
    except PlanhouseError as error:
        return [f"release {number} failed: {error}"]
    return []


def _unseen(running: list[_RunningReader], warehouse: Path) -> list[str]:
    """Wait for each reader to see the current release; say which never do."""
    current = current_id(warehouse) or ""
    seen = [reader.sees(current) for reader in running]
    return [f"{seen.count(False)} readers never saw release {current}"] if not all(seen) else []


def _faults(reports: list[Report | None], warehouse: Path, undisturbed: Path) -> list[str]:
    """What readers met, and what is wrong with the releases that they leave behind."""
    faults = [f"{reports.count(None)} readers died"] if None in reports else []
    faults += [
        f"{report.errors} errors and {report.mixed} mixed answers, as in {report.named}"
        for report in reports
        if report and (report.errors or report.mixed)
    ]
    for release in sorted((warehouse / "releases").iterdir()):
        faults += release_faults(release)
    return [*faults, *leftovers(warehouse, undisturbed)]
