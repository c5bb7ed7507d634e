from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_corpus import NO_TARGETS, approve, blank_docs
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.layout import Warehouse
from pipelines.resources import Workers
from pipelines.run import run_build

PLAN = """保定市科技创新行动计划(2018-2020年)
一、主要目标
到2020年,建成众创空间60家。高新技术企业达到500家。
二、重点任务
(一)建设平台。新建省级重点实验室3家。(责任单位:市科技局、市财政局)
"""
#: A paragraph more in front, one number changed, one sentence more, a unit less.
PLAN_LATER = """保定市科技创新行动计划(2018-2020年)
为深入实施创新驱动发展战略,制定本计划。
一、主要目标
到2020年,建成众创空间70家。高新技术企业达到500家。技术合同成交额达到30亿元。
二、重点任务
(一)建设平台。新建省级重点实验室3家。(责任单位:市科技局)
"""
OTHER = "雄县科技创新工作要点\n一、主要目标\n到2025年,建成孵化器8家。\n"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Three releases, oldest first: a plan, a notice; the plan later and another; the notice changed."""
    folder = tmp_path_factory.mktemp("releases")
    raw, ids = folder / "raw", []
    for files in (
        {"plan.txt": PLAN, "notice.txt": NO_TARGETS},
        {"plan.txt": PLAN_LATER, "other.txt": OTHER},
        {"plan.txt": PLAN_LATER, "other.txt": OTHER, "notice.txt": NO_TARGETS * 2},
    ):
        shutil.rmtree(raw, ignore_errors=True)
        raw.mkdir()
        for name, text in files.items():
            (raw / name).write_text(text, encoding="utf-8")
        workers = Workers(validate=approve, render_data_docs=blank_docs)
        ids.append(run_build(raw, folder / "warehouse", workers=workers, processes=1).release.name)
    return folder / "warehouse", ids


@pytest.fixture
def warehouse(published: tuple[Path, list[str]], tmp_path: Path) -> Warehouse:
    """A copy of the three releases that a test may spoil."""
    shutil.copytree(published[0], tmp_path / "warehouse", symlinks=True)
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture
def ids(published: tuple[Path, list[str]]) -> list[str]:
    """The ids of the three releases, oldest first."""
    return published[1]


@pytest.fixture
def planhouse(warehouse: Warehouse):
    """Calls a command on the copy."""

    def call(*arguments: object):
        given = [*map(str, arguments), "--warehouse", str(warehouse.root)]
        return CliRunner().invoke(app, given, env={"COLUMNS": "160"})

    return call
