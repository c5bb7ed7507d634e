"""A build as a user starts it: a process of its own, whose standard error tells the stage that it is at."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[2]

#: What is called to build: the command of the user, and the same without Great Expectations.
Command = tuple[str, ...]
REAL: Command = (sys.executable, "-m", "pipelines.cli", "build")
QUICK: Command = (sys.executable, "-m", "benchmarks.soak.quick_build", "build")

#: How long a build may take before it counts as hanging, and the processes of a killed one to end.
LONGEST_SECONDS = 900.0
_LAST_SECONDS = 60.0

#: What a build is at before its first stage.
STARTING = "starting"

#: What a build prints where no terminal is: a line as each stage begins.
_STAGE = re.compile(r"(?P<name>[^:]+): \d+")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended.

    Attributes:
        exit_code: What the process returned; below zero the signal that ended it.
        seconds: How long it ran.
        stages: Each stage that began, with the seconds after which it did.
        output: What it printed on standard error.
        left: Processes that it started and that outlived it, by id.
        hung: Whether it had to be killed because it did not end.
    """

    exit_code: int
    seconds: float
    stages: tuple[tuple[str, float], ...]
    output: str
    left: tuple[int, ...] = ()
    hung: bool = False

    @property
    def stage(self) -> str:
        """The stage that it was at when it ended; before the first it was starting."""
        return self.stages[-1][0] if self.stages else STARTING

    def length(self, stage: str) -> float:
        """Return how many seconds a stage took, up to the next one or the end."""
        begun = [seconds for _, seconds in self.stages] + [self.seconds]
        at = [name for name, _ in self.stages].index(stage)
        return begun[at + 1] - begun[at]


class RunningBuild:
    """A build that runs in a session of its own."""

    def __init__(self, command: Command, raw: Path, warehouse: Path, scratch: Path) -> None:
        """Start it.

        Args:
            command: What to call.
            raw: Where the documents are.
            warehouse: Where to publish.
            scratch: Where it may leave temporary files.
        """
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._started = monotonic()
        self._process = subprocess.Popen(
            [*command, "--raw", str(raw), "--warehouse", str(warehouse)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(scratch), "COLUMNS": "200"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._lines: list[str] = []
        self._stages: list[tuple[str, float]] = []
        self._heard = Condition()
        self._closed = False
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def reaches(self, stage: str) -> float | None:
        """Wait for a stage to begin and return after how many seconds it did; None where the build ends without it."""
        with self._heard:
            self._heard.wait_for(lambda: self._closed or stage in dict(self._stages), LONGEST_SECONDS)
            return dict(self._stages).get(stage)

    def outlasts(self, seconds: float) -> bool:
        """Wait so long from the start of the build; False where it ends before."""
        try:
            self._process.wait(max(0.0, self._started + seconds - monotonic()))
        except subprocess.TimeoutExpired:
            return True
        except KeyboardInterrupt:  # the build is in a session of its own and does not hear of it
            os.killpg(self._process.pid, signal.SIGKILL)
            raise
        return False

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the build with its workers for a while, so that what is done meanwhile meets it where it is."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGCONT)

    def kill(self, *, workers_too: bool) -> Ended:
        """End the build by SIGKILL, with or without the processes that work for it."""
        with suppress(ProcessLookupError):
            (os.killpg if workers_too else os.kill)(self._process.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> Ended:
        """Wait for the end; a build that hangs is killed with its workers."""
        if hung := self.outlasts(LONGEST_SECONDS):
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        seconds = monotonic() - self._started
        left = _outliving(self._process.pid)
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._listener.join()
        return Ended(code, seconds, tuple(self._stages), "".join(self._lines), left, hung)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                with self._heard:
                    self._lines.append(line)
                    if found := _STAGE.fullmatch(line.strip()):
                        self._stages.append((found["name"], monotonic() - self._started))
                    self._heard.notify_all()
        with self._heard:
            self._closed = True
            self._heard.notify_all()


def build(command: Command, raw: Path, warehouse: Path, scratch: Path) -> Ended:
    """Run a build to its end."""
    return RunningBuild(command, raw, warehouse, scratch).ended()


def _outliving(session: int) -> tuple[int, ...]:
    """Return the processes of a session that do not end by themselves in good time."""
    deadline = monotonic() + _LAST_SECONDS
    while (left := tuple(_members(session))) and monotonic() < deadline:
        sleep(0.02)
    return left


def _members(session: int) -> Iterator[int]:
    """The living processes of a session, read from Linux's list of them; elsewhere none are seen."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # The name, in brackets, may hold blanks; behind it stand the state, the parent, the group and the session.
            state, _, _, owner = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:4]
            if int(owner) == session and state not in "ZX":
                yield int(entry.name)
