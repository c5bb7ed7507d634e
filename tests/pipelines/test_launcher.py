from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dagster._core.events import EngineEventData
from dagster._core.test_utils import create_run_for_test
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import EmptyWorkspaceTarget
from dagster._daemon.monitoring.run_monitoring import execute_run_monitoring_iteration

from pipelines.launcher import LocalRunLauncher, lives_since

_SETTINGS = Path(__file__).parents[2] / "pipelines" / "dagster.yaml"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    shutil.copy(_SETTINGS, tmp_path)
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        yield instance


@pytest.fixture
def ended() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def started(instance: dg.DagsterInstance, pid: int) -> dg.DagsterRun:
    run = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
    instance.report_engine_event(
        f"Started process for run (pid: {pid}).", run, EngineEventData.in_process(pid)
    )
    return run


def monitor(instance: dg.DagsterInstance) -> None:
    with WorkspaceProcessContext(instance, EmptyWorkspaceTarget()) as context:
        assert list(execute_run_monitoring_iteration(context, logging.getLogger("test"))) == [None]


def status(instance: dg.DagsterInstance, run: dg.DagsterRun) -> tuple[dg.DagsterRunStatus, str | None]:
    found = instance.get_run_by_id(run.run_id)
    return found.status, found.tags.get("dagster/will_retry")


class TestMonitoring:
    def test_the_instance_has_this_launcher(self, instance: dg.DagsterInstance):
        assert isinstance(instance.run_launcher, LocalRunLauncher)
        assert instance.run_monitoring_enabled

    def test_a_run_whose_process_is_gone_fails_and_is_run_again(
        self, instance: dg.DagsterInstance, ended: int
    ):
        run = started(instance, ended)
        monitor(instance)
        assert status(instance, run) == (dg.DagsterRunStatus.FAILURE, "true")

    def test_a_run_that_works_is_left_alone(self, instance: dg.DagsterInstance):
        run = started(instance, os.getpid())
        monitor(instance)
        assert status(instance, run) == (dg.DagsterRunStatus.STARTED, None)

    def test_a_run_that_has_not_said_its_process_is_left_alone(self, instance: dg.DagsterInstance):
        run = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
        monitor(instance)
        assert status(instance, run) == (dg.DagsterRunStatus.STARTED, None)


class TestProcesses:
    def test_a_process_that_waits_to_be_collected_does_not_live(self):
        process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
        process.stdout.read()  # until it has ended
        while lives_since(process.pid, time.time()):
            time.sleep(0.01)
        process.stdout.close()
        process.wait()

    def test_another_process_of_the_same_number_is_not_the_one(self):
        assert lives_since(os.getpid(), time.time())
        assert not lives_since(os.getpid(), time.time() - 30 * 24 * 3600)

    def test_no_process_of_the_number(self, ended: int):
        assert not lives_since(ended, time.time())


class TestSettings:
    def test_telemetry_is_off_and_one_run_holds_a_pool(self, instance: dg.DagsterInstance):
        assert not instance.telemetry_enabled
        pools = instance.get_concurrency_config().pool_config
        assert (pools.pool_granularity.value, pools.default_pool_limit) == ("run", 1)

    def test_runs_are_run_again_where_their_process_was_lost_and_not_where_a_step_failed(
        self, instance: dg.DagsterInstance
    ):
        assert instance.run_retries_enabled
        assert instance.run_retries_max_retries == 2
        assert not instance.run_retries_retry_on_asset_or_op_failure

    def test_freshness_is_judged_and_ticks_are_not_kept_for_ever(self, instance: dg.DagsterInstance):
        assert instance.freshness_enabled
        kept = yaml.safe_load(_SETTINGS.read_text(encoding="utf-8"))["retention"]["sensor"][
            "purge_after_days"
        ]
        assert kept["skipped"] < kept["failure"] < kept["success"]
