from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from release_folders import bare_manifest, published_input
from small_corpus import NO_TARGETS, PLAN, approve, finding, objecting, quick

from expectations import TableReport
from pipelines import location, pruning
from pipelines.arrival import sensor as module
from pipelines.arrival.failures import FAILURE_SENSOR
from pipelines.arrival.schedule import SCHEDULE
from pipelines.arrival.sensor import SENSOR
from pipelines.arrival.settings import Arrival
from pipelines.build import BuildRequest
from pipelines.definitions import PUBLISH_JOB, build_defs
from pipelines.layout import MANIFEST, Warehouse
from pipelines.publish.manifest import read_manifest
from pipelines.raw_store.listing import list_inputs
from pipelines.releases.hold import drop_hold, write_hold
from pipelines.run import run_build
from pipelines.runs import (
    BATCH,
    DOCUMENT_JOB,
    DOCUMENTS,
    DOCUMENTS_COUNT,
    REASON,
    configured_documents,
    documents_config,
)

#: A validation that finds a defect which blocks the publication.
DEFECT = objecting(finding("targets", "structure"))

SETTINGS = Arrival(settle_seconds=30.0, documents_a_run=2, runs_at_once=3, pauses=(60.0, 600.0))


@dataclass
class Watched:
    """A directory with its sensor, and a clock that the test sets."""

    raw: Path
    warehouse: Warehouse
    instance: dg.DagsterInstance
    monkeypatch: pytest.MonkeyPatch
    settings: Arrival = SETTINGS
    now: float = 1_000_000.0
    cursor: str | None = None
    requests: list[dg.RunRequest] = field(default_factory=list)
    message: str | None = None
    releases: list[Path] = field(default_factory=list)
    validate: Callable[..., TableReport] = approve

    @property
    def defs(self) -> dg.Definitions:
        request = BuildRequest(self.raw, self.warehouse.root)
        return build_defs(request, quick(validate=self.validate), arrival=self.settings)

    def tick(self, after: float = 0.0) -> list[dg.RunRequest]:
        self.now += after
        self.monkeypatch.setattr(module, "time", lambda: self.now)
        with dg.build_sensor_context(instance=self.instance, cursor=self.cursor) as context:
            result = self.defs.resolve_sensor_def(SENSOR)(context)
        self.requests = list(result.run_requests or [])
        self.cursor = result.cursor
        self.message = result.skip_reason and result.skip_reason.skip_message
        return self.requests

    def settled_tick(self) -> list[dg.RunRequest]:
        self.tick()
        return self.tick(self.settings.settle_seconds)

    def execute(self, request: dg.RunRequest) -> dg.ExecuteInProcessResult:
        # The files are as old as the test, whose clock runs ahead.
        config = {"settle_seconds": 0.0, "documents": configured_documents(request.run_config) or None}
        return self.defs.resolve_job_def(PUBLISH_JOB).execute_in_process(
            run_config={"resources": {"build": {"config": config}}},
            tags=request.tags,
            instance=self.instance,
            raise_on_error=False,
        )

    def start(self, run_config: Mapping[str, Any], job: str = PUBLISH_JOB) -> dg.DagsterRun:
        return self.instance.create_run_for_job(
            self.defs.resolve_job_def(job), run_config=run_config, status=dg.DagsterRunStatus.STARTED
        )

    def build(self) -> None:
        """Have all that lies there published as the command line does it."""
        run_build(self.raw, self.warehouse.root, workers=quick())

    def publish(self) -> None:
        """Have a release there that was made from all that lies there, as far as its manifest goes: that is quick."""
        files = list_inputs(self.raw).files
        inputs = [published_input(file.document_id, file.sha256, file.sidecar_sha256) for file in files]
        release = self.warehouse.release(f"release{len(self.releases)}")
        self.releases.append(release)
        release.mkdir(parents=True)
        (release / MANIFEST).write_text(json.dumps(bare_manifest(release.name, inputs)), encoding="utf-8")
        self.warehouse.switch(release.name)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(PLAN, encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        yield Watched(raw, Warehouse(tmp_path / "warehouse"), instance, monkeypatch)


def documents(request: dg.RunRequest) -> list[str]:
    return request.run_config["resources"]["build"]["config"]["documents"]


def put(watched: Watched, *names: str, text: str = NO_TARGETS) -> None:
    for name in names:
        (watched.raw / name).parent.mkdir(parents=True, exist_ok=True)
        (watched.raw / name).write_text(text, encoding="utf-8")


class TestRequests:
    def test_before_the_first_release_one_run_takes_everything(self, watched: Watched):
        put(watched, "b.txt", "c.txt", "d.txt")
        assert watched.tick() == []
        assert watched.message == "waiting to settle: 4"
        (request,) = watched.tick(30)
        assert request.run_config == {}
        assert request.tags[REASON] == "first release"
        assert watched.execute(request).success
        assert watched.tick(30) == []
        assert watched.message == "nothing has changed"

    def test_what_arrives_is_requested_by_name(self, watched: Watched):
        watched.build()
        put(watched, "保定/b.txt")
        (request,) = watched.settled_tick()
        assert documents(request) == ["保定/b.txt"]
        assert request.tags[DOCUMENTS] == "保定/b.txt"
        assert request.tags[DOCUMENTS_COUNT] == "1"
        assert request.tags[REASON] == "arrival"
        assert watched.execute(request).success
        assert "保定/b.txt" in {one["document_id"] for one in release_inputs(watched)}
        assert watched.settled_tick() == []

    def test_a_document_that_is_gone_is_requested_too(self, watched: Watched):
        put(watched, "b.txt")
        watched.publish()
        (watched.raw / "b.txt").unlink()
        (request,) = watched.settled_tick()
        assert documents(request) == ["b.txt"]

    def test_arrivals_go_in_batches_and_no_more_runs_at_once_than_may_be(self, watched: Watched):
        watched.publish()
        put(watched, *(f"{number}.txt" for number in range(8)))
        requests = watched.settled_tick()
        assert [documents(request) for request in requests] == [
            ["0.txt", "1.txt"],
            ["2.txt", "3.txt"],
            ["4.txt", "5.txt"],
        ]
        for request in requests:
            watched.start(request.run_config)
        assert watched.tick(30) == []
        assert watched.message == ("new: 8; in unfinished runs: 6; waiting for runs to end: 2")

    def test_a_tick_that_is_evaluated_again_asks_under_the_same_keys(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt", "c.txt", "d.txt")
        watched.tick()
        cursor = watched.cursor
        keys = [request.run_key for request in watched.tick(30)]
        assert len(set(keys)) == 2
        # Dagster crashed before it kept the cursor, and what the sensor remembered is lost too.
        (watched.warehouse.root / "arrival.json").unlink()
        watched.cursor = cursor
        assert [request.run_key for request in watched.settled_tick()] == keys

    def test_a_change_that_is_undone_and_made_again_is_another_run(self, watched: Watched):
        watched.publish()
        keys = []
        for text in (NO_TARGETS, PLAN, NO_TARGETS, PLAN):
            put(watched, "a.txt", text=text)
            (request,) = watched.settled_tick()
            keys.append(request.run_key)
            watched.publish()
        assert len(set(keys)) == 4

    def test_the_batch_is_the_same_at_each_attempt(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt")
        (first,) = watched.settled_tick()
        watched.tick(30)
        (second,) = watched.tick(60)
        assert first.tags[BATCH] == second.tags[BATCH]
        assert first.run_key != second.run_key


class TestKnown:
    def test_a_bad_file_that_is_in_quarantine_is_not_tried_again(self, watched: Watched):
        put(watched, "bad.txt", text="")
        watched.build()
        assert release_inputs(watched)[1]["status"] == "quarantined"
        assert watched.settled_tick() == []
        put(watched, "bad.txt", text=PLAN)
        assert [documents(request) for request in watched.settled_tick()] == [["bad.txt"]]

    def test_what_was_refused_for_a_passing_reason_is_tried_again(self, watched: Watched):
        put(watched, "b.txt")
        watched.publish()
        refuse(watched, "b.txt", "reader.changed")
        assert [documents(request) for request in watched.settled_tick()] == [["b.txt"]]

    def test_what_somebody_else_published_is_not_requested(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt")
        watched.tick()
        watched.publish()
        assert watched.tick(30) == []

    def test_a_damaged_release_counts_as_none(self, watched: Watched):
        watched.publish()
        (watched.warehouse.current_release() / MANIFEST).write_text("{", encoding="utf-8")
        (request,) = watched.settled_tick()
        assert request.tags[REASON] == "first release"


class TestRuns:
    @pytest.mark.parametrize("job", [PUBLISH_JOB, DOCUMENT_JOB])
    def test_what_a_run_takes_that_somebody_started_is_not_requested(self, watched: Watched, job: str):
        watched.publish()
        put(watched, "b.txt")
        watched.tick()
        watched.start(documents_config(["b.txt"]), job)
        assert watched.tick(30) == []
        assert watched.message == "new: 1; in unfinished runs: 1"

    def test_a_run_of_everything_takes_each_document(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt")
        watched.tick()
        watched.start({})
        assert watched.tick(30) == []

    def test_a_run_that_failed_is_requested_again_after_growing_pauses_and_not_for_ever(
        self, watched: Watched
    ):
        watched.publish()
        put(watched, "b.txt")
        watched.tick()
        said = []
        for seconds in (30, 30, 59, 1, 30, 599, 1, 30, 9999):
            requests = watched.tick(seconds)
            said.append(len(requests) or watched.message)
            for request in requests:
                run = watched.start(request.run_config)
                watched.instance.report_run_failed(run)
        pausing = "new: 1; waiting for another attempt: 1"
        given_up = "new: 1; given up until they change or are run by hand: b.txt"
        assert said == [1, pausing, pausing, 1, pausing, pausing, 1, given_up, given_up]
        put(watched, "b.txt", text=PLAN)
        assert len(watched.settled_tick()) == 1


class TestBlocked:
    @pytest.fixture
    def blocked(self, watched: Watched) -> Watched:
        """A new document whose run a check ended."""
        watched.build()
        put(watched, "b.txt")
        watched.validate = DEFECT
        (request,) = watched.settled_tick()
        assert not watched.execute(request).success
        return watched

    def test_what_a_check_blocks_is_not_asked_for_again_until_another_release_is_out(self, blocked: Watched):
        for seconds in (30, 60, 600, 9999):
            assert blocked.tick(seconds) == []
        assert blocked.message == (
            "new: 1; blocked until they change, are run by hand, or another release is out: b.txt"
        )
        blocked.validate = approve
        put(blocked, "c.txt")
        (request,) = blocked.settled_tick()
        assert documents(request) == ["c.txt"]
        assert blocked.execute(request).success
        assert [documents(request) for request in blocked.tick(60)] == [["b.txt"]]

    def test_another_content_is_asked_for(self, blocked: Watched):
        put(blocked, "b.txt", text=PLAN)
        assert [documents(request) for request in blocked.settled_tick()] == [["b.txt"]]


class TestFailures:
    def logged(self, watched: Watched, result: dg.ExecuteInProcessResult) -> dict[str, Any]:
        """The line of a failed run, as the sensor of failures writes it."""
        assert not result.success
        context = dg.build_run_status_sensor_context(
            sensor_name=FAILURE_SENSOR,
            dagster_instance=watched.instance,
            dagster_run=watched.instance.get_run_by_id(result.run_id),
            dagster_event=result.get_run_failure_event(),
        )
        watched.defs.resolve_sensor_def(FAILURE_SENSOR)(context.for_run_failure())
        *_, line = watched.warehouse.read_log()
        assert line["run_id"] == result.run_id
        return line

    def test_a_failed_run_stands_in_the_log_with_its_reason(self, watched: Watched):
        watched.raw.rename(watched.raw.with_name("elsewhere"))
        line = self.logged(watched, watched.execute(dg.RunRequest()))
        assert (line["event"], line["job"], line["documents"]) == ("failed", PUBLISH_JOB, [])
        assert line["reason"].startswith(
            f"pipelines.errors.NoDocumentsError: {watched.raw}: no such directory"
        )

    def test_a_run_that_can_publish_nothing_is_blocked(self, watched: Watched):
        put(watched, "a.txt", text="")
        line = self.logged(watched, watched.execute(dg.RunRequest(run_config=documents_config(["a.txt"]))))
        assert (line["event"], line["documents"]) == ("blocked", ["a.txt"])
        assert line["reason"].startswith("pipelines.errors.BlockedError: no document could be read")

    def test_a_run_that_a_check_ends_is_blocked_and_says_by_what(self, watched: Watched):
        watched.build()
        put(watched, "b.txt")
        watched.validate = DEFECT
        line = self.logged(watched, watched.execute(dg.RunRequest(run_config=documents_config(["b.txt"]))))
        assert (line["event"], line["reason"]) == (
            "blocked",
            "targets: targets.test_rule: A rule of this test.",
        )


class TestNothingToWatch:
    def test_a_missing_directory_is_a_reason_to_skip(self, watched: Watched):
        watched.publish()
        watched.raw.rename(watched.raw.with_name("elsewhere"))
        assert watched.settled_tick() == []
        assert watched.message == f"{watched.raw}: no such directory; create it and put documents there"

    def test_an_empty_directory_takes_nothing_from_the_release(self, watched: Watched):
        watched.publish()
        (watched.raw / "a.txt").rename(watched.raw / ".a.txt")
        assert watched.settled_tick() == []
        assert watched.message == (
            f"{watched.raw}: no documents there; nothing is requested, the release stays as it is"
        )
        assert watched.settled_tick() == []

    def test_nothing_is_requested_while_builds_are_on_hold(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt")
        watched.tick()
        write_hold(watched.warehouse, "release0", "a mistake", datetime(2026, 1, 1, tzinfo=UTC))
        assert watched.tick(30) == []
        assert "rolled back to release0" in watched.message
        assert "a mistake" in watched.message
        drop_hold(watched.warehouse)
        assert [documents(request) for request in watched.tick(30)] == [["b.txt"]]

    def test_a_skip_keeps_the_cursor(self, watched: Watched):
        watched.cursor = json.dumps({"requested": 7})
        watched.raw.rename(watched.raw.with_name("elsewhere"))
        watched.tick()
        assert json.loads(watched.cursor) == {"requested": 7}


class TestMemory:
    def test_the_cursor_stays_small_and_counts(self, watched: Watched):
        watched.publish()
        put(watched, "b.txt", "c.txt", "d.txt")
        watched.settled_tick()
        assert json.loads(watched.cursor) == {"requested": 2}

    @pytest.mark.parametrize("cursor", ["{", "[]", "7", '{"requested": "x"}', ""])
    def test_a_cursor_that_says_nothing_begins_anew(self, watched: Watched, cursor: str):
        watched.cursor = cursor
        assert len(watched.settled_tick()) == 1
        assert json.loads(watched.cursor) == {"requested": 1}

    def test_a_memory_that_is_lost_requests_nothing_anew(self, watched: Watched):
        watched.publish()
        watched.settled_tick()
        (watched.warehouse.root / "arrival.json").write_text("broken", encoding="utf-8")
        assert watched.settled_tick() == []

    def test_the_memory_is_written_only_when_there_is_something_to_remember(self, watched: Watched):
        watched.publish()
        watched.settled_tick()
        memory = watched.warehouse.root / "arrival.json"
        written = memory.stat()
        watched.tick(30)
        assert memory.stat().st_ino == written.st_ino


class TestDefinitions:
    def test_sensor_and_schedule_are_on_where_somebody_watches(self, watched: Watched):
        repository = watched.defs.get_repository_def()
        sensor, schedule = repository.get_sensor_def(SENSOR), repository.get_schedule_def(SCHEDULE)
        assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
        assert sensor.minimum_interval_seconds == 30
        assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
        assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
        assert {sensor.job_name, schedule.job_name} == {PUBLISH_JOB}

    def test_the_location_of_the_workspace_watches(self):
        repository = location.defs.get_repository_def()
        assert {sensor.name for sensor in repository.sensor_defs} == {SENSOR, FAILURE_SENSOR}
        assert {schedule.name for schedule in repository.schedule_defs} == {SCHEDULE, pruning.SCHEDULE}

    def test_the_command_line_watches_nothing(self, watched: Watched):
        repository = build_defs(BuildRequest(watched.raw, watched.warehouse.root)).get_repository_def()
        assert (list(repository.sensor_defs), list(repository.schedule_defs)) == ([], [])

    def test_the_schedule_takes_everything(self, watched: Watched):
        schedule = watched.defs.resolve_schedule_def(SCHEDULE)
        with dg.build_schedule_context(instance=watched.instance) as context:
            request = schedule(context)
        assert request.run_config == {}
        assert request.tags == {REASON: "nightly reconciliation"}

    def test_the_schedule_skips_where_there_is_nothing(self, watched: Watched):
        (watched.raw / "a.txt").unlink()
        with dg.build_schedule_context(instance=watched.instance) as context:
            skip = watched.defs.resolve_schedule_def(SCHEDULE)(context)
        assert skip.skip_message.startswith(f"{watched.raw}: no documents there")

    def test_settings_are_the_watchers(self, watched: Watched):
        watched.settings = replace(SETTINGS, look_seconds=5, nightly="30 4 * * *", timezone="UTC")
        repository = watched.defs.get_repository_def()
        sensor, schedule = repository.get_sensor_def(SENSOR), repository.get_schedule_def(SCHEDULE)
        assert sensor.minimum_interval_seconds == 5
        assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 4 * * *", "UTC")


def release_inputs(watched: Watched) -> list[dict[str, Any]]:
    return read_manifest(watched.warehouse.current_release())["inputs"]


def refuse(watched: Watched, document_id: str, rule: str) -> None:
    """Write into the manifest that a document was refused."""
    path = watched.warehouse.current_release() / MANIFEST
    known = json.loads(path.read_text(encoding="utf-8"))
    (entry,) = (one for one in known["inputs"] if one["document_id"] == document_id)
    entry.update(status="quarantined", rule=rule, reason="in a test")
    path.write_text(json.dumps(known), encoding="utf-8")
