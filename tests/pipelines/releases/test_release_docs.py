from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from extractors.schema import TABLES
from pipelines.commands.release import app
from pipelines.releases.diff.changes import ReleaseDiff, TableDiff

PAGE = (Path(__file__).parents[3] / "docs" / "releases.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", get_command(app).commands)
def test_every_command_is_described(command: str):
    assert f"`planhouse release {command}`" in PAGE


def test_every_field_of_the_json_is_described():
    diff = ReleaseDiff("a", "b", [], [TableDiff(TABLES[0])]).as_json()
    assert all(f"`{name}" in PAGE for name in (*diff, *diff["tables"][0]))
