"""One build in a process of its own: ``python -m benchmarks.speed.one_build RAW WAREHOUSE PROCESSES``, its figures as JSON on standard output."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.measuring import Clock

#: What a process is called in the figures, by what stands in its command line.
_KINDS = {
    "read_file": "readers",
    "results:extracted": "extractors",
    "checking:checked": "checkers",
    "pipelines.linking": "linker",
    "pipelines.site": "page writers",
}

_EVERY_SECONDS = 0.25


class Peaks:
    """The most memory that any process of each kind took, in bytes: this one and those below it, looked at time and again.

    Source: VmHWM, the peak of resident memory, in /proc/PID/status; proc(5).
    """

    def __init__(self) -> None:
        self.bytes: dict[str, int] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look once more, and stop."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY_SECONDS):
            self._look()
        self._look()

    def _look(self) -> None:
        self._take("coordinator", os.getpid())
        for child in _children(os.getpid()):
            with suppress(OSError):
                said = Path(f"/proc/{child}/cmdline").read_bytes().decode(errors="replace")
                self._take(next((kind for part, kind in _KINDS.items() if part in said), "others"), child)

    def _take(self, kind: str, process: int) -> None:
        with suppress(OSError):
            for line in Path(f"/proc/{process}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.bytes[kind] = max(self.bytes.get(kind, 0), int(line.split()[1]) * 1024)


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [
            int(child)
            for task in Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    return []


def main(raw: str, warehouse: str, processes: str) -> None:
    """Build and print the figures."""
    peaks, clock, started = Peaks(), Clock(), time.perf_counter()
    from pipelines.drift.policy import DriftPolicy
    from pipelines.run import run_build

    # One document changed for another is drift in a corpus of five.
    asked = {"processes": int(processes), "drift": DriftPolicy(allow=True)}
    outcome = run_build(Path(raw), Path(warehouse), clock, **asked)
    clock.stage("", 0)
    seconds = time.perf_counter() - started
    peaks.end()
    made = outcome.manifest["run"] if outcome.status == "published" else {}
    figures = {
        "status": outcome.status,
        "seconds": seconds,
        "stages": dict(clock.seconds),
        "memory": peaks.bytes,
        "extracted": made.get("extracted_count", 0),
        "parts_written": made.get("parts_written", 0),
        "release": str(outcome.release),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
