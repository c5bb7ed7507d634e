"""Runs in processes of this machine whose end is noticed."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
from dagster._core.launcher import CheckRunHealthResult, DefaultRunLauncher, WorkerStatus

#: How much later than the process itself its first word may seem to come, in seconds: the system counts in coarse steps.
_SLACK = 5.0


class LocalRunLauncher(DefaultRunLauncher):
    """Launches runs as Dagster does by default, and can tell whether the process of a run still lives.

    Dagster itself notices that a run's process died as long as the code server lives that started it. After both were
    killed, as with the machine, the run would stay started and keep all others out of its pool.
    """

    @property
    def supports_check_run_worker_health(self) -> bool:
        """True: run monitoring may ask."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Return whether the process is there that a run said at its start to be."""
        for entry in self._instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT):
            event = entry.dagster_event
            if event is not None and "pid" in event.engine_event_data.metadata:
                pid = int(str(event.engine_event_data.metadata["pid"].value))
                if lives_since(pid, entry.timestamp):
                    break
                return CheckRunHealthResult(WorkerStatus.FAILED, f"process {pid} is gone")
        return CheckRunHealthResult(WorkerStatus.RUNNING)


def lives_since(pid: int, timestamp: float) -> bool:
    """Return whether a process lives that had this number at a time, in seconds since 1970.

    The number of a dead process is given to another one sooner or later, and always after the machine started anew.
    """
    if not Path("/proc/stat").exists():
        return _is_there(pid)
    try:
        fields = (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        )
    except (FileNotFoundError, ProcessLookupError):
        return False
    state, ticks = fields[0], int(fields[19])
    return state not in "ZX" and _boot() + ticks / os.sysconf("SC_CLK_TCK") <= timestamp + _SLACK


def _boot() -> float:
    """When the machine started, in seconds since 1970."""
    lines = Path("/proc/stat").read_text(encoding="utf-8").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("btime "))


def _is_there(pid: int) -> bool:
    """Return whether a process has this number, on systems that do not tell when it began."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
