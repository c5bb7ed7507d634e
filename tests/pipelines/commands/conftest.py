from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_texts import TEXTS
from small_corpus import approve, blank_docs
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.layout import Warehouse
from pipelines.resources import Workers
from pipelines.run import run_build


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of a plan, a reply with a contact, and two documents that are meant to do harm."""
    folder = tmp_path_factory.mktemp("commands")
    raw = folder / "raw"
    raw.mkdir()
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    workers = Workers(validate=approve, render_data_docs=blank_docs)
    run_build(raw, folder / "warehouse", workers=workers, processes=1)
    return folder / "warehouse"


@pytest.fixture(scope="session")
def release(published: Path) -> Path:
    return Warehouse(published).current_release().resolve()


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Warehouse:
    """A copy that a test may spoil."""
    shutil.copytree(published, tmp_path / "warehouse", symlinks=True)
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture(scope="session")
def planhouse(published: Path) -> Callable[..., Any]:
    """Calls a command on the published release."""

    def call(*arguments: object, columns: int = 160, given: str | None = None):
        said = [*map(str, arguments), "--warehouse", str(published)]
        return CliRunner().invoke(app, said, input=given, env={"COLUMNS": str(columns)})

    return call
