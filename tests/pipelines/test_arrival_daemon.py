"""From a file that is put into ``raw/`` to a release, through the daemon: tick, queue, a process for the run."""

from __future__ import annotations

import os
import signal
from itertools import pairwise
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from daemons import Daemon, daemon
from small_corpus import NO_TARGETS, PLAN

from pipelines.errors import PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.runs import DOCUMENTS, PUBLISH_JOB, REASON


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


def put(raw: Path, name: str, text: str = NO_TARGETS) -> None:
    (raw / name).write_text(text, encoding="utf-8")


def published(warehouse: Path) -> list[str]:
    try:
        return [one["document_id"] for one in read_manifest(Warehouse(warehouse).current_release())["inputs"]]
    except PlanhouseError:
        return []


def finished_runs(running: Daemon) -> list[dg.RunRecord]:
    """The runs that are over, in the order of their requests; nothing while one waits or works."""
    records = running.instance.get_run_records(ascending=True)
    return [] if any(not record.dagster_run.is_finished for record in records) else list(records)


def processes(running: Daemon, run: dg.DagsterRun) -> list[int]:
    """The numbers of the processes that a run said to have."""
    events = running.instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT)
    known = (event.get_dagster_event().engine_event_data.metadata for event in events)
    return sorted({int(metadata["pid"].value) for metadata in known if "pid" in metadata})


def failures(warehouse: Path) -> list[dict[str, Any]]:
    return [line for line in Warehouse(warehouse).read_log() if line["event"] == "failed"]


def test_what_arrives_and_what_goes_is_published(tmp_path: Path, raw: Path, warehouse: Path):
    put(raw, "a.txt", PLAN)
    with daemon(tmp_path) as running:
        running.until(lambda: published(warehouse) == ["a.txt"], "the first release")
        put(raw, "b.txt")
        put(raw, "c.txt")
        running.until(lambda: published(warehouse) == ["a.txt", "b.txt", "c.txt"], "what arrived")
        running.until(lambda: finished_runs(running), "the end of the runs")
        (raw / "a.txt").unlink()
        running.until(lambda: published(warehouse) == ["b.txt", "c.txt"], "a release without what went")
        records = running.until(lambda: finished_runs(running), "the end of all runs")
        used = [processes(running, record.dagster_run) for record in records]
    runs = [record.dagster_run for record in records]
    assert [run.status for run in runs] == [dg.DagsterRunStatus.SUCCESS] * 4
    assert [run.tags[REASON] for run in runs] == ["first release", "arrival", "arrival", "arrival"]
    assert [run.tags.get(DOCUMENTS) for run in runs] == [None, "b.txt", "c.txt", "a.txt"]
    # Each in a process of its own, and never two at once.
    assert len({os.getpid(), *(number for (number,) in used)}) == 5
    assert all(first.end_time <= second.start_time for first, second in pairwise(records))
    verify_files(Warehouse(warehouse).current_release())
    log = list(Warehouse(warehouse).read_log())
    assert [line["event"] for line in log] == ["published"] * 4
    assert [line["added"] for line in log] == [["a.txt"], ["b.txt"], ["c.txt"], []]
    assert [line["removed"] for line in log] == [[], [], [], ["a.txt"]]


def test_a_run_whose_process_is_killed_is_run_again(tmp_path: Path, raw: Path, warehouse: Path):
    put(raw, "a.txt", PLAN)
    put(raw, "hangs.txt")
    with daemon(tmp_path) as running:
        (number,) = running.until(
            lambda: [one for run in running.instance.get_runs() for one in processes(running, run)],
            "a run that works",
        )
        os.kill(number, signal.SIGKILL)
        (raw / "hangs.txt").unlink()
        running.until(lambda: published(warehouse) == ["a.txt"], "the release of another run")
        killed, again = running.until(lambda: finished_runs(running), "the end of all runs")
        (failure,) = running.until(lambda: failures(warehouse), "the failed run in the log")
    assert killed.dagster_run.status is dg.DagsterRunStatus.FAILURE
    assert again.dagster_run.status is dg.DagsterRunStatus.SUCCESS
    assert again.dagster_run.parent_run_id == killed.dagster_run.run_id
    assert failure["run_id"] == killed.dagster_run.run_id
    assert (failure["job"], failure["documents"]) == (PUBLISH_JOB, [])
