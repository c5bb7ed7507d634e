"""Which page is opened for what a user names."""

from __future__ import annotations

import shutil
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.evidence import document_page, page_name
from pipelines.layout import Warehouse

Call = Callable[..., Any]


@pytest.fixture
def release(warehouse: Warehouse) -> Path:
    """A release in which every document, unit and indicator has a page, whatever stands there."""
    folder = warehouse.current_release().resolve()
    pages = ["site/index.html"]
    with duckdb.connect(str(folder / "planhouse.duckdb"), read_only=True) as connection:
        asked = "SELECT document_id FROM documents"
        pages += [document_page(found) for (found,) in connection.execute(asked).fetchall()]
        for kind, key in (("units", "unit_id"), ("indicators", "indicator_id")):
            asked = f"SELECT {key} FROM {kind}"
            pages += [f"site/{kind}/{page_name(found)}" for (found,) in connection.execute(asked).fetchall()]
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text("page", encoding="utf-8")
    return folder


@pytest.fixture
def address(warehouse: Warehouse, release: Path) -> Call:
    def call(*what: str):
        return CliRunner().invoke(app, ["open", *what, "--print", "--warehouse", str(warehouse.root)])

    return call


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    urls: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: bool(urls.append(url)) or True)
    return urls


def test_the_index(address: Call, release: Path):
    result = address()
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        f"{(release / 'site/index.html').as_uri()}\n",
        "",
    )


@pytest.mark.parametrize("name", ["plan.txt", "plan"])
def test_a_document_by_its_id_or_its_beginning(address: Call, release: Path, name: str):
    assert address(name).stdout == f"{(release / document_page('plan.txt')).as_uri()}\n"


@pytest.mark.parametrize(
    "table", ["targets", "tasks", "sections", "deadlines", "numerals", "platform_mentions"]
)
def test_a_row_at_its_characters(address: Call, release: Path, table: str):
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        asked = f"SELECT #1, document_id, char_start, char_end FROM {table} LIMIT 1"
        asked = asked.replace("#1", {"platform_mentions": "mention_id"}.get(table, f"{table[:-1]}_id"))
        ((row_id, document, start, end),) = connection.execute(asked).fetchall()
    assert address(row_id).stdout == f"{(release / document_page(document)).as_uri()}#c{start}-{end}\n"


@pytest.mark.parametrize("name", ["保定市科学技术局", "unit:保定市科学技术局", "市科技局"])
def test_a_unit_by_its_name_its_id_or_an_alias_of_it_alone(address: Call, release: Path, name: str):
    page = release / "site" / "units" / page_name("unit:保定市科学技术局")
    assert address(name).stdout == f"{page.as_uri()}\n"


def test_an_indicator(address: Call, release: Path):
    page = release / "site" / "indicators" / page_name("indicator:众创空间")
    assert address("众创空间").stdout == f"{page.as_uri()}\n"


def test_an_exact_name_is_not_ambiguous(address: Call, warehouse: Warehouse, release: Path):
    assert address("plan.txt").exit_code == 0


def test_several_documents_begin_so(address: Call):
    result = address("")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "may be hostile.txt, long.txt, plan.txt, reply.txt; name one of them" in result.stderr


@pytest.mark.parametrize(("name", "offered"), [("科学技术", "保定市科学技术局"), ("plam.txt", "plan.txt")])
def test_an_unknown_name_is_answered_with_near_ones(address: Call, name: str, offered: str):
    result = address(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is {offered}" in result.stderr
    assert "planhouse show documents" in result.stderr


def test_a_release_without_pages(warehouse: Warehouse):
    shutil.rmtree(warehouse.current_release() / "site", ignore_errors=True)
    result = CliRunner().invoke(app, ["open", "--warehouse", str(warehouse.root)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`planhouse build` publishes one that has" in result.stderr


def test_it_opens_the_browser_and_prints_the_address(warehouse: Warehouse, release: Path, opened: list[str]):
    result = CliRunner().invoke(app, ["open", "plan", "--warehouse", str(warehouse.root)])
    assert opened == [(release / document_page("plan.txt")).as_uri()]
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{opened[0]}\n", "")


def test_print_opens_nothing(address: Call, opened: list[str]):
    address("plan")
    assert opened == []


def test_where_no_browser_is(warehouse: Warehouse, release: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    result = CliRunner().invoke(app, ["open", "--warehouse", str(warehouse.root)])
    assert (result.exit_code, result.stdout) == (0, f"{(release / 'site/index.html').as_uri()}\n")
    assert "open the address in one" in result.stderr
