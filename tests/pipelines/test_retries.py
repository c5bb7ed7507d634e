from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from small_corpus import NO_TARGETS, quick

from pipelines import retries
from pipelines.build import BuildRequest
from pipelines.definitions import PUBLISH_JOB, build_defs
from pipelines.errors import BlockedError, BusyError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.releases.verification import verify_release
from pipelines.retries import PAUSES, is_transient, transient
from pipelines.run import run_build
from pipelines.runs import DOCUMENTS, DOCUMENTS_COUNT, document_tags

_CHECKOUT = Path(__file__).parents[2]


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


STALE = OSError(errno.ESTALE, "Stale file handle")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (STALE, True),
        (OSError(errno.EMFILE, "Too many open files"), True),
        (BusyError("another build"), True),
        (caused(PlanhouseError("the folder cannot be listed"), STALE), True),
        (FULL, False),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (BlockedError("a defect"), False),
        (caused(PlanhouseError("cannot be written"), FULL), False),
        (ZeroDivisionError("division by zero"), False),
    ],
    ids=lambda given: f"{type(given).__name__} {given}" if isinstance(given, Exception) else None,
)
def test_only_passing_trouble_of_the_machine_is_transient(error: Exception, passes: bool):
    assert is_transient(error) is passes


def test_pauses_grow():
    assert list(PAUSES) == sorted(set(PAUSES))


class TestSteps:
    @pytest.fixture(autouse=True)
    def quickly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0))

    def run(self, errors: list[Exception]) -> dg.ExecuteInProcessResult:
        @dg.asset
        def failing() -> None:
            with transient():
                if errors:
                    raise errors.pop(0)

        return dg.materialize([failing], raise_on_error=False)

    def attempts(self, result: dg.ExecuteInProcessResult) -> int:
        events = [event.event_type for event in result.all_events]
        return 1 + events.count(dg.DagsterEventType.STEP_RESTARTED)

    def test_a_step_is_tried_again_until_the_trouble_is_over(self):
        result = self.run([STALE, BusyError("another build")])
        assert result.success
        assert self.attempts(result) == 3

    def test_after_the_last_pause_the_trouble_is_told_as_it_is(self):
        result = self.run([STALE] * 9)
        assert (result.success, self.attempts(result)) == (False, 3)
        error = result.failure_data_for_node("failing").error
        assert "Stale file handle" in error.to_string()
        assert "RetryRequested" not in error.to_string()

    @pytest.mark.parametrize("error", [FULL, BlockedError("a defect"), ZeroDivisionError("x")])
    def test_what_comes_out_the_same_is_not_tried_again(self, error: Exception):
        result = self.run([error])
        assert (result.success, self.attempts(result)) == (False, 1)

    def test_an_asset_that_yields_its_results_is_tried_again_as_a_whole(self):
        errors = [STALE]

        @dg.multi_asset(specs=[dg.AssetSpec("first"), dg.AssetSpec("second")])
        def both():
            with transient():
                yield dg.MaterializeResult(asset_key="first")
                if errors:
                    raise errors.pop()
                yield dg.MaterializeResult(asset_key="second")

        result = dg.materialize([both], raise_on_error=False)
        assert result.success
        assert self.attempts(result) == 2


def hiccuping_job() -> dg.JobDefinition:
    """A job as a run's process loads it, whose step finds a stale file until it has been tried twice."""
    tried = Path(os.environ["PLANHOUSE_TEST_FOLDER"]) / "tried"

    @dg.asset
    def hiccuping() -> None:
        with transient():
            tried.write_text(tried.read_text() + "x" if tried.exists() else "x")
            if tried.read_text() != "xxx":
                raise STALE

    job = dg.define_asset_job("hiccuping_job", selection=[hiccuping])
    defs = dg.Definitions(assets=[hiccuping], jobs=[job], executor=dg.in_process_executor)
    return defs.resolve_job_def("hiccuping_job")


class TestRuns:
    """What Dagster makes of runs that fail before their first step."""

    @pytest.fixture
    def instance(self, tmp_path: Path):
        (tmp_path / "dagster").mkdir()
        settings = (_CHECKOUT / "pipelines" / "dagster.yaml").read_text(encoding="utf-8")
        (tmp_path / "dagster" / "dagster.yaml").write_text(settings, encoding="utf-8")
        with dg.DagsterInstance.from_config(str(tmp_path / "dagster")) as instance:
            yield instance

    def run(
        self, instance: dg.DagsterInstance, raw: Path, warehouse: Path, **config: object
    ) -> dg.DagsterRun:
        job = build_defs(BuildRequest(raw, warehouse), quick()).resolve_job_def(PUBLISH_JOB)
        job.execute_in_process(
            instance=instance,
            run_config={"resources": {"build": {"config": config}}},
            raise_on_error=False,
        )
        return instance.get_runs(limit=1)[0]

    def test_a_step_is_tried_again_in_the_process_of_its_run(
        self, instance: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("PLANHOUSE_TEST_FOLDER", str(tmp_path))
        monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0))
        with dg.execute_job(dg.reconstructable(hiccuping_job), instance=instance) as result:
            assert result.success
        assert (tmp_path / "tried").read_text() == "xxx"

    def test_a_run_without_documents_is_not_run_again(
        self, instance: dg.DagsterInstance, tmp_path: Path, warehouse: Path
    ):
        run = self.run(instance, tmp_path / "nowhere", warehouse)
        assert run.status is dg.DagsterRunStatus.FAILURE
        assert run.tags["dagster/will_retry"] == "false"

    def test_a_run_that_found_the_warehouse_held_is_run_again(
        self, instance: dg.DagsterInstance, raw: Path, warehouse: Path
    ):
        with Warehouse(warehouse).locked():
            run = self.run(instance, raw, warehouse)
        assert run.status is dg.DagsterRunStatus.FAILURE
        assert run.tags["dagster/will_retry"] == "true"

    def test_a_run_whose_step_failed_is_not_run_again(
        self, instance: dg.DagsterInstance, tmp_path: Path, warehouse: Path
    ):
        (tmp_path / "raw").mkdir()
        (tmp_path / "raw" / "empty.txt").touch()
        run = self.run(instance, tmp_path / "raw", warehouse)
        assert run.status is dg.DagsterRunStatus.FAILURE
        assert run.tags["dagster/will_retry"] == "false"

    def test_a_run_is_tagged_with_its_documents_however_it_was_started(
        self, instance: dg.DagsterInstance, raw: Path, warehouse: Path
    ):
        (raw / "c.txt").write_text(NO_TARGETS, encoding="utf-8")
        run = self.run(instance, raw, warehouse, documents=["c.txt", "保定/b.txt"])
        assert run.status is dg.DagsterRunStatus.SUCCESS
        assert run.tags[DOCUMENTS] == "c.txt, 保定/b.txt"
        assert run.tags[DOCUMENTS_COUNT] == "2"

    def test_a_run_of_everything_names_none(self, instance: dg.DagsterInstance, raw: Path, warehouse: Path):
        assert DOCUMENTS not in self.run(instance, raw, warehouse).tags


class TestPublishing:
    """Trouble that passes, at moments when some of the publication is done already."""

    @pytest.fixture(autouse=True)
    def quickly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0))

    @pytest.fixture
    def stumbling(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        """Have a step of the warehouse find a stale file at its first call."""

        def stumble(name: str) -> None:
            calls = [STALE]
            whole = getattr(Warehouse, name)

            def once(self: Warehouse, *given: object) -> object:
                if calls:
                    raise calls.pop()
                return whole(self, *given)

            monkeypatch.setattr(Warehouse, name, once)

        return stumble

    def test_after_the_release_moved_into_its_place(self, stumbling, raw: Path, warehouse: Path):
        stumbling("switch")
        outcome = run_build(raw, warehouse, workers=quick())
        assert outcome.status == "published"
        assert verify_release(outcome.release) == []
        assert [line["event"] for line in Warehouse(warehouse).read_log()] == ["published"]
        assert not any(Warehouse(warehouse).staging.iterdir())

    def test_after_the_switch(self, stumbling, raw: Path, warehouse: Path):
        stumbling("append_log")
        outcome = run_build(raw, warehouse, workers=quick())
        (line,) = Warehouse(warehouse).read_log()
        assert (line["event"], line["release_id"]) == ("recovered", outcome.release.name)

    def test_while_drift_is_measured(self, stumbling, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick())
        (raw / "c.txt").write_text(NO_TARGETS, encoding="utf-8")
        stumbling("current_release")
        assert run_build(raw, warehouse, workers=quick()).status == "published"


class TestTags:
    def test_one_document_stands_by_its_whole_name(self):
        name = "很长的目录/" * 40 + "a.txt"
        assert document_tags([name]) == {DOCUMENTS: name, DOCUMENTS_COUNT: "1"}

    def test_many_are_named_as_far_as_a_tag_reaches(self):
        tags = document_tags([f"保定/plan_{number:03d}.txt" for number in range(500)])
        assert tags[DOCUMENTS].startswith("保定/plan_000.txt, 保定/plan_001.txt, ")
        assert tags[DOCUMENTS].endswith(" more")
        assert len(tags[DOCUMENTS]) < 140
        shown = tags[DOCUMENTS].count(".txt")
        assert tags[DOCUMENTS].endswith(f" and {500 - shown} more")
        assert tags[DOCUMENTS_COUNT] == "500"
