"""Old releases are removed by a job that Dagster runs, as its configuration says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from release_folders import bare_manifest
from small_corpus import quick

from pipelines.arrival.settings import Arrival
from pipelines.build import BuildRequest
from pipelines.definitions import build_defs
from pipelines.layout import Warehouse
from pipelines.pruning import SCHEDULE
from pipelines.publish.release import switch
from pipelines.releases.leases import take_lease
from pipelines.runs import PRUNE_JOB

_OP = "remove_old_releases"


@pytest.fixture
def releases(warehouse: Path) -> Warehouse:
    """Four releases, the first of them leased and the last one current."""
    held = Warehouse(warehouse)
    for name in ("first", "second", "third", "fourth"):
        held.release(name).mkdir(parents=True)
        (held.release(name) / "manifest.json").write_text(json.dumps(bare_manifest(name)), encoding="utf-8")
        switch(held, name, "published")
        if name == "first":
            take_lease(held, "somebody", timedelta(hours=1), datetime.now(UTC))
    return held


@pytest.fixture
def defs(raw: Path, warehouse: Path) -> dg.Definitions:
    return build_defs(BuildRequest(raw, warehouse), quick(), arrival=Arrival())


def run(defs: dg.Definitions, **config: object) -> dg.ExecuteInProcessResult:
    return defs.resolve_job_def(PRUNE_JOB).execute_in_process(
        run_config={"ops": {_OP: {"config": config}}}, raise_on_error=False
    )


def test_what_nothing_keeps_goes_and_the_run_says_so(defs: dg.Definitions, releases: Warehouse):
    result = run(defs, keep=1, grace="0m")
    assert result.success
    assert set(releases.release_ids()) == {"first", "fourth"}
    (output,) = (event for event in result.all_events if event.is_successful_output)
    assert set(output.step_output_data.metadata["releases"].value) == {"second", "third"}
    *_, line = releases.read_log()
    assert line["event"] == "pruned"


def test_by_default_ten_and_a_day_stay(defs: dg.Definitions, releases: Warehouse):
    assert run(defs).success
    assert len(releases.release_ids()) == 4


@pytest.mark.parametrize("config", [{"keep": -1}, {"grace": "soon"}])
def test_a_policy_that_says_nothing_removes_nothing(defs: dg.Definitions, releases: Warehouse, config):
    assert not run(defs, **{"keep": 0, "grace": "0m", **config}).success
    assert len(releases.release_ids()) == 4


def test_the_schedule_is_there_and_off(defs: dg.Definitions):
    schedule = defs.resolve_schedule_def(SCHEDULE)
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    assert (schedule.job_name, schedule.cron_schedule) == (PRUNE_JOB, "0 4 * * *")
