"""Killed builds in small numbers; `make soak` kills hundreds and writes docs/reliability.md."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.soak.builds import REAL
from benchmarks.soak.kills import Kill, planned, run_kills
from benchmarks.soak.setting import Setting, set_up
from benchmarks.soak.steps import run_steps

_KILLS = 10


def test_a_killed_build_costs_nothing_but_its_time(setting: Setting):
    random = Random(1)
    stages = [stage for stage, _ in setting.editions[0].built.stages]
    plan = planned(random, stages, each=1, moments=max(2, _KILLS - len(stages)), editions=2)
    cases = list(run_kills(setting, plan, random))
    assert len(cases) >= _KILLS
    assert [case for case in cases if case.faults] == []


def test_a_killed_build_with_everything_real(tmp_path: Path):
    setting = set_up(tmp_path / "setting", REAL, editions=1, texts=8)
    kill = Kill("fresh", edition=0, stage="checking tables", share=0.5, workers_too=False)
    (case,) = run_kills(setting, [kill], Random(1))
    assert case.faults == ()


@pytest.mark.parametrize(
    "step",
    [
        "os.rename releases/{release_id}",
        "os.rename current",
        "open log.jsonl",
    ],
)
def test_a_build_that_dies_before_a_step_of_its_publication(setting: Setting, step: str):
    named = step.format(release_id=setting.editions[1].contents.release_id)
    (case,) = run_steps(setting, [named])
    assert case.faults == ()


def test_a_plan_meets_each_stage_from_each_state():
    stages = ("one", "two", "three", "four", "five", "six")
    plan = planned(Random(1), stages, each=3, moments=12, editions=2)
    met = {(kill.stage, kill.state) for kill in plan if kill.stage}
    assert met == {(stage, state) for stage in stages for state in ("fresh", "published", "interrupted")}
    assert sum(kill.stage is None for kill in plan) == 12
    assert sum(kill.stage is not None and kill.share == 0 for kill in plan) == len(stages)
