"""How long work takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

#: How often a module is imported, each time by a process of its own.
IMPORTS = 5


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """Return the processor's time for the fastest of several runs."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(1000 * (time.process_time() - started))
    return min(times)


def import_milliseconds(module: str) -> float:
    """Return how long it takes to import a module and all that it imports, the median by the clock."""
    code = (
        f"import time; started = time.perf_counter(); import {module}; print(time.perf_counter() - started)"
    )
    runs = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(IMPORTS)
    )
    return 1000 * statistics.median(float(run.stdout) for run in runs)
