from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_release import five_documents as five_documents
from small_corpus import BAD_FILES, NO_TARGETS, PLAN

from pipelines.run import Outcome, run_build


@pytest.fixture(scope="session", autouse=True)
def functions_of_tests() -> Iterator[None]:
    """Let worker processes import functions from this folder."""
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path(__file__).parent), before)))
    yield
    os.environ["PYTHONPATH"] = before


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two plans, one of them in a folder, and a notice without any target."""
    folder = tmp_path / "raw"
    (folder / "保定").mkdir(parents=True)
    (folder / "a.txt").write_text(PLAN, encoding="utf-8")
    (folder / "保定" / "b.txt").write_text(PLAN + "附件\n", encoding="utf-8")
    (folder / "notice.txt").write_text(NO_TARGETS, encoding="utf-8")
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One build with everything real, over a plan and files that cannot be read."""
    folder = tmp_path_factory.mktemp("real")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "plan.txt").write_text(PLAN, encoding="utf-8")
    (raw / "notice.txt").write_text(NO_TARGETS, encoding="utf-8")
    for name, (content, _) in BAD_FILES.items():
        (raw / name).write_bytes(content)
    return run_build(raw, folder / "warehouse")
