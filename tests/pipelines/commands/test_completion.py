"""Completion as shells ask for it: through the environment, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from extractors.schema import TABLES
from pipelines.layout import Warehouse

_CODE = "import sys; sys.argv[0] = 'planhouse'; from pipelines.cli import main; main()"


def asked(**environment: str) -> str:
    command = [sys.executable, "-c", _CODE]
    env = {**os.environ, **environment}
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    assert result.stderr == ""
    return result.stdout


def completed(line: str) -> list[str]:
    """Return what bash is offered for the last word of a line."""
    place = len(line.split(" ")) - 1
    return asked(COMP_WORDS=line, COMP_CWORD=str(place), _PLANHOUSE_COMPLETE="complete_bash").split()


def test_commands():
    assert completed("planhouse q") == ["query", "quarantine"]


def test_tables():
    assert completed("planhouse show ") == [table.name for table in TABLES]
    assert completed("planhouse show task") == ["tasks", "task_units"]


def test_tables_and_views(published: Path):
    found = completed(f"planhouse export x.xlsx --warehouse {published} --table target")
    assert {"targets", "target_links", "target_progress"} <= set(found)
    assert all(name.startswith("target") for name in found)


@pytest.mark.parametrize("line", ["show targets --document", "open", "build --document"])
def test_documents(published: Path, line: str):
    command, *rest = line.split(" ")
    given = " ".join([command, "--warehouse", str(published), *rest])
    assert completed(f"planhouse {given} p") == ["plan.txt"]


@pytest.mark.parametrize("line", ["query --release", "release verify", "release diff current"])
def test_releases(published: Path, line: str):
    known = Warehouse(published).release_ids()
    group, *rest = line.split(" ")
    words = [group, *rest[:1], "--warehouse", str(published), *rest[1:]] if group == "release" else [
        group, "--warehouse", str(published), *rest]  # fmt: skip
    assert completed(f"planhouse {' '.join(words)} ") == ["current", "previous", *known]


def test_formats():
    assert completed("planhouse query --format ") == ["table", "csv", "json", "parquet", "markdown"]


def test_without_a_release_there_is_nothing_to_offer(tmp_path: Path):
    assert completed(f"planhouse show --warehouse {tmp_path} targets --document ") == []


@pytest.mark.parametrize("name", ["a$(touch x).txt", "a`b`.txt", "a b.txt", 'a"b.txt', "a\\b.txt", "a;b.txt"])
def test_a_name_that_a_shell_would_run_is_not_offered(tmp_path: Path, name: str):
    release = tmp_path / "releases" / "r"
    release.mkdir(parents=True)
    with duckdb.connect(str(release / "planhouse.duckdb")) as connection:
        connection.execute("CREATE TABLE documents (document_id VARCHAR)")
        connection.execute(
            "INSERT INTO documents VALUES (?), ('《规划》(一).txt'), ('附件/《规划》.txt')", [name]
        )
    (tmp_path / "current").symlink_to("releases/r")
    assert completed(f"planhouse open --warehouse {tmp_path} ") == ["附件/《规划》.txt"]


def test_zsh_and_fish():
    zsh = asked(_TYPER_COMPLETE_ARGS="planhouse show deadl", _PLANHOUSE_COMPLETE="complete_zsh")
    assert zsh.startswith("_arguments")
    assert '"deadlines":' in zsh
    fish = asked(
        _TYPER_COMPLETE_ARGS="planhouse show deadl",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _PLANHOUSE_COMPLETE="complete_fish",
    )
    assert fish.split("\t")[0] == "deadlines"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str):
    command = [sys.executable, "-c", _CODE, "--show-completion", shell]
    env = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    assert f"_PLANHOUSE_COMPLETE=complete_{shell}" in result.stdout
