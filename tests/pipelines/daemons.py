"""Dagster's daemon over a folder of its own, as it runs in production."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import dagster as dg
import yaml

Found = TypeVar("Found")

_CHECKOUT = Path(__file__).parents[2]

#: How long a machine with much else to do may take for a tick, a queue and a run, in seconds.
_PATIENCE = 300.0


class Daemon:
    """A daemon that works, and what it says."""

    def __init__(self, instance: dg.DagsterInstance, process: subprocess.Popen[bytes], said: Path) -> None:
        self.instance = instance
        self._process = process
        self._said = said

    def until(self, question: Callable[[], Found | None], what: str) -> Found:
        """Wait for an answer; a daemon that ends or takes too long fails the test with what it said."""
        last = time.monotonic() + _PATIENCE
        while not (answer := question()):
            assert self._process.poll() is None, f"the daemon ended:\n{self._tail()}"
            assert time.monotonic() < last, f"{what} did not come about:\n{self._tail()}"
            time.sleep(0.2)
        return answer

    def _tail(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")[-8000:]


@contextmanager
def daemon(folder: Path) -> Iterator[Daemon]:
    """Run a daemon with the project's settings over ``raw/`` and ``warehouse/`` of a folder, and end it."""
    home(folder).mkdir()
    shutil.copy(_CHECKOUT / "pipelines" / "dagster.yaml", home(folder))
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home(folder)),
        "PLANHOUSE_TEST_FOLDER": str(folder),
        "PYTHONPATH": os.pathsep.join((str(_CHECKOUT), os.environ["PYTHONPATH"])),
    }
    said = folder / "daemon.log"
    # Its tables are made here: two processes that begin with an empty folder get in each other's way.
    with dg.DagsterInstance.from_config(str(home(folder))) as instance, said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dagster._daemon", "run", "-w", str(workspace(folder))],
            cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield Daemon(instance, process, said)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def home(folder: Path) -> Path:
    return folder / "dagster"


def workspace(folder: Path) -> Path:
    """Write a workspace that is the project's but for its module."""
    known = yaml.safe_load((_CHECKOUT / "workspace.yaml").read_text(encoding="utf-8"))
    known["load_from"][0]["python_module"]["module_name"] = "watched_location"
    path = folder / "workspace.yaml"
    path.write_text(yaml.safe_dump(known), encoding="utf-8")
    return path
