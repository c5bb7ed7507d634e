"""From a file that is put into ``raw/`` to a release, through the daemon: tick, queue, a process for the run."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
from daemons import Daemon, daemon
from small_corpus import NO_TARGETS, PLAN

from pipelines.errors import PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.tags import DOCUMENTS, REASON


def published(warehouse: Warehouse) -> list[str]:
    try:
        return [one["document_id"] for one in read_manifest(warehouse.current_release())["inputs"]]
    except PlanhouseError:
        return []


def finished_runs(running: Daemon) -> list[dg.DagsterRun]:
    """The runs that are over, in the order of their requests; nothing while one waits or works."""
    runs = running.instance.get_runs()
    return [] if any(not run.is_finished for run in runs) else runs[::-1]


def processes(running: Daemon, run: dg.DagsterRun) -> set[int]:
    events = running.instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT)
    known = (event.get_dagster_event().engine_event_data.metadata for event in events)
    return {int(metadata["pid"].value) for metadata in known if "pid" in metadata}


def test_what_arrives_and_what_goes_is_published(tmp_path: Path):
    raw, warehouse = tmp_path / "raw", Warehouse(tmp_path / "warehouse")
    raw.mkdir()
    (raw / "a.txt").write_text(PLAN, encoding="utf-8")
    with daemon(tmp_path) as running:
        running.until(lambda: published(warehouse) == ["a.txt"], "the first release")
        (raw / "b.txt").write_text(NO_TARGETS, encoding="utf-8")
        running.until(lambda: published(warehouse) == ["a.txt", "b.txt"], "a release with what arrived")
        (raw / "a.txt").unlink()
        running.until(lambda: published(warehouse) == ["b.txt"], "a release without what went")
        runs = running.until(lambda: finished_runs(running), "the end of all runs")
        assert [run.status for run in runs] == [dg.DagsterRunStatus.SUCCESS] * 3
        assert [run.tags[REASON] for run in runs] == ["first release", "arrival", "arrival"]
        assert [run.tags.get(DOCUMENTS) for run in runs] == [None, "b.txt", "a.txt"]
        used = [processes(running, run) for run in runs]
        assert all(len(one) == 1 for one in used)
        assert len({os.getpid()}.union(*used)) == 4
    verify_files(warehouse.current_release())
