"""What all benchmarks share: runs as processes, their spread, the machine, and where results are kept."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks/results"

#: Packages whose versions stand beside every result.
_PACKAGES = ("dagster", "great-expectations", "pandas", "pyarrow", "duckdb", "regex")


@dataclass(frozen=True, slots=True)
class Spread:
    """Several runs of one thing.

    Attributes:
        median: What is quoted.
        lowest: The lowest figure.
        highest: The highest figure.
        runs: How many there were.
    """

    median: float
    lowest: float
    highest: float
    runs: int

    def __str__(self) -> str:
        return f"{_figure(self.median)} ({_figure(self.lowest)}–{_figure(self.highest)})"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command as a process: seconds by the clock, those of all processors, and peak memory in bytes."""

    seconds: float
    processor_seconds: float
    memory: int


class Clock:
    """A build's progress as the seconds that each stage took, by the clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.now = "listing files, starting Dagster"
        self._since = time.perf_counter()

    def stage(self, name: str, total: int) -> None:
        """End the stage before."""
        now = time.perf_counter()
        self.seconds[self.now] += now - self._since
        self.now, self._since = name, now

    def advance(self, step: str) -> None:
        """Take note of nothing."""


def spread(figures: Sequence[float]) -> Spread:
    """Return the spread of some figures."""
    return Spread(statistics.median(figures), min(figures), max(figures), len(figures))


def run(command: Sequence[str], **environment: str) -> Run:
    """Run a command and return what it took, its children included; its output is thrown away.

    Raises:
        CalledProcessError: It failed.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        cwd=ROOT,
    )
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The peak is that of the largest process so far: smaller runs after a large one cannot be told from it.
    return Run(seconds, used, after.ru_maxrss * 1024)


def bytes_of(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


def keep(name: str, command: str, figures: Mapping[str, Any]) -> Path:
    """Write what a benchmark measured, with the machine, the versions and the day, and return the file."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    known = {"command": command, "measured_on": f"{datetime.now(UTC):%Y-%m-%d}", **machine()}
    path.write_text(
        json.dumps({**known, **figures}, ensure_ascii=False, indent=1, default=_plain) + "\n", "utf-8"
    )
    return path


def machine() -> dict[str, Any]:
    """Return what figures depend on beside the code."""
    return {
        "python": platform.python_version(),
        "processor": processor(),
        "processors": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "versions": {name: version(name) for name in _PACKAGES},
    }


def processor() -> str:
    """Return what the machine calls its processor."""
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _plain(value: object) -> object:
    if isinstance(value, Spread):
        return asdict(value)
    raise TypeError(f"{value!r} is no plain data")


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
