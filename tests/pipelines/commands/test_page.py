"""The page of the commands is what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.render.command_line import command_line

PAGE = Path(__file__).parents[3] / "docs" / "cli.md"


def test_the_committed_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == command_line(), "run `make schema`"


@pytest.mark.parametrize(
    "chapter", re.split(r"^## ", command_line(), flags=re.MULTILINE)[1:], ids=lambda text: text.split("\n")[0]
)
def test_every_command_says_how_it_ends(chapter: str):
    assert "**Exit codes**: 0 " in chapter


def test_no_width_of_a_terminal_shapes_it(monkeypatch: pytest.MonkeyPatch):
    before = command_line()
    monkeypatch.setenv("COLUMNS", "30")
    assert command_line() == before
