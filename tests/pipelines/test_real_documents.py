"""The documents in ``raw/``, built twice with everything real, in processes that hash strings differently."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from releases import every_row, parquet_bytes

from extractors.schema import TABLES
from pipelines.publish.manifest import verify_files

_CHECKOUT = Path(__file__).parents[2]
_GOLD = _CHECKOUT / "tests" / "gold"
_SEEDS = ("1", "2")

#: Metric of the scorer: the least F1.
_FLOORS = {
    "grounding (quote at its offsets)": 1.0,
    "sections (found)": 0.98,
    "tasks (found)": 0.98,
    "responsible units (canonical, role)": 0.98,
    "targets (found)": 0.98,
    "targets (strict)": 0.95,
    "achievements (strict)": 0.95,
    "incentives (strict)": 0.95,
    "deadlines (interval)": 0.97,
    "platforms (overlap)": 0.95,
    "citations": 0.98,
    "numerals (role)": 0.98,
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same documents in two places, built at once by two processes."""
    folders = [tmp_path_factory.mktemp("place") for _ in _SEEDS]
    builds = [_start(folder, seed) for folder, seed in zip(folders, _SEEDS, strict=True)]
    for build in builds:
        output, _ = build.communicate(timeout=300)
        assert build.returncode == 0, output
    return [(folder / "warehouse" / "current").resolve() for folder in folders]


def _start(folder: Path, seed: str) -> subprocess.Popen[str]:
    shutil.copytree(_CHECKOUT / "raw", folder / "raw")
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_every_document_is_published_and_no_row_held_back(releases: list[Path]):
    manifest = verify_files(releases[0])
    assert manifest["rows"]["documents"] == len(list((_CHECKOUT / "raw").iterdir()))
    assert manifest["rows"]["quarantine"] == 0
    assert manifest["rows"]["targets"] > 100


def test_both_releases_have_one_id(releases: list[Path]):
    first, second = releases
    assert first.name == second.name
    assert first != second


def test_every_parquet_file_has_the_same_bytes(releases: list[Path]):
    first, second = map(parquet_bytes, releases)
    assert {name.partition("/")[0] for name in first} == {table.name for table in TABLES}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_every_table_in_duckdb_has_the_same_rows(releases: list[Path]):
    first, second = map(every_row, releases)
    assert [name for name in first if first[name] != second[name]] == []


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", _GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def metrics(releases: list[Path]):
    scorer = _scorer()
    golds = [_GOLD / f"{path.stem}.gold.json" for path in sorted((_CHECKOUT / "raw").glob("*.txt"))]
    return scorer.score(scorer.load(releases[0] / "parquet"), golds)


@pytest.mark.parametrize("metric", _FLOORS)
def test_the_published_rows_agree_with_the_annotations(metrics, metric: str):
    tally = metrics[metric]
    precision, recall, f1 = tally.figures()
    assert tally.gold, metric
    assert f1 >= _FLOORS[metric], f"{metric}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
