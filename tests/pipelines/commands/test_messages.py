"""Who is refused is told what to do next."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app

Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "next_step"),
    [
        ("show target", "did you mean targets or target_links? "),
        ("show targets_counted_once", '`planhouse query "FROM targets_counted_once"`'),
        ("show units --document plan", "leave --document out"),
        ("show targets --document nothing", "`planhouse show documents`"),
        ("query", '"SELECT …"'),
        ("query FROM\xa0x", "SHOW ALL TABLES"),
        ("export x.xlsx --table nothing", "SHOW ALL TABLES"),
        ("release verify nothing", "`planhouse release list`"),
        ("release verify ./nothing", "`planhouse release list`"),
        ("release rollback", "`planhouse release list`"),
        ("release diff previous current", "`planhouse release list`"),
        ("release diff current current --document nothing", "`planhouse show documents`"),
        ("release diff current current --table nothing", "there are documents, replies"),
        ("release resume", "the next one publishes"),
        ("quarantine replay nothing", "`planhouse quarantine list`"),
        ("path --drop nothing", "`planhouse release list`"),
    ],
)
def test_a_refusal(
    planhouse: Call, arguments: str, next_step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    result = planhouse(*arguments.split(" "))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("planhouse: ")
    assert next_step in result.stderr


@pytest.mark.parametrize(
    "arguments",
    ["show targets", "query FROM\xa0x", "open", "export x.xlsx", "path", "quarantine list", "quarantine replay",
     "release verify", "release diff current previous"],
)  # fmt: skip
def test_before_the_first_build(arguments: str, tmp_path: Path):
    result = CliRunner().invoke(app, [*arguments.split(" "), "--warehouse", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "run `planhouse build` first" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "next_step"),
    [
        ("explain nothing.txt", "name a document"),
        ("explain .", "name a document"),
        ("score nothing", "tests/gold"),
        ("score .", "tests/gold"),
        ("build --raw nothing", "put documents there"),
    ],
)
def test_a_file_that_is_not_there(
    arguments: str, next_step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, arguments.split(" "))
    assert (result.exit_code, result.stdout) == (2, "")
    assert next_step in result.stderr


def test_an_empty_list_of_releases(tmp_path: Path):
    result = CliRunner().invoke(app, ["release", "list", "--warehouse", str(tmp_path)])
    assert (result.exit_code, "`planhouse build`" in result.stdout) == (0, True)


def test_nothing_held_back_by_a_rule(planhouse: Call):
    result = planhouse("quarantine", "list", "--rule", "nothing")
    assert (result.exit_code, "leave --rule" in result.stderr) == (0, True)
    assert planhouse("quarantine", "list").stderr == ""


@pytest.mark.parametrize("arguments", [("query", "FROM targets, range(1000)", "--output", "x.csv"), ("export", "x.xlsx"),
                                       ("query", "FROM targets, range(1000)", "--format", "json")])  # fmt: skip
def test_a_disk_that_is_full(published: Path, tmp_path: Path, arguments: tuple[str, ...]):
    """The old file stays, and nothing lies beside it."""
    (tmp_path / arguments[-1]).write_text("old", encoding="utf-8")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384));"
        " from pipelines.cli import main; main()"
    )
    command = [sys.executable, "-c", code, *arguments, "--warehouse", str(published)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("planhouse: ")
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {arguments[-1]: "old"}
