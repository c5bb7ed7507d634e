"""A Dask cluster on this machine: a scheduler and workers, each a process that a test can kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

#: How long a process may take to start on a busy machine.
_PATIENCE = 60.0


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scheduler = self._start("scheduler", "--port", "0", "--idle-timeout", "600")
        wait_until(lambda: bool(self._told()))
        self.address: str = json.loads(self._told())["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker; it ends by itself some time after its scheduler."""
        options = ("--no-nanny", "--nthreads", "1", "--death-timeout", "30", "--preload", "shelf")
        self.workers.append(self._start("worker", *options, environment=environment))
        return self.workers[-1]

    def wait_for_workers(self, number: int) -> None:
        """Wait until so many workers have joined."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=_PATIENCE)

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in (*self.workers, self.scheduler):
            kill(process)

    def _told(self) -> str:
        path = self.folder / "scheduler.json"
        return path.read_text("utf-8") if path.exists() else ""

    def _start(
        self, program: str, *options: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        known = (
            "--scheduler-file",
            str(self.folder / "scheduler.json"),
            "--host",
            "127.0.0.1",
            "--no-dashboard",
        )
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{program}", *known, *options],
                cwd=self.folder,
                env={**os.environ, **(environment or {})},
                stdout=log,
                stderr=log,
            )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process at once and wait for it."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def wait_until(is_so, seconds: float = _PATIENCE) -> None:
    """Wait for something that another process does."""
    last = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < last, "another process did not do its part"
        time.sleep(0.02)
