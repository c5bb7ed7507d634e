"""The pages of a release: everything escaped, every link leads somewhere, what did not change is not made again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest

from pipelines.digests import Digests
from pipelines.evidence import document_page, page_name
from pipelines.layout import DATABASE
from pipelines.publish.manifest import verify_files
from pipelines.run import Outcome, run_build
from pipelines.site.site import write_site
from tests.site.conftest import WORKERS
from tests.site.corpus import CONTACTS, HOSTILE_ID, HOSTILE_URL, write_raw

VOID = {"meta", "link", "input", "br", "line", "rect", "circle", "polyline"}


class Page(HTMLParser):
    """The elements of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self._open == [], path

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self._open.pop() == tag

    def addresses(self) -> Iterator[str]:
        for _, attributes in self.elements:
            yield from (attributes[name] or "" for name in ("href", "src") if name in attributes)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_address_leads_to_a_file_of_the_release(site: Path):
    broken = [
        (page.name, address)
        for page in pages(site)
        for address in Page(page).addresses()
        if not address.startswith(("#", "data:"))
        and not (page.parent / unquote(address.partition("#")[0])).resolve().is_file()
    ]
    assert len(pages(site)) > 100
    assert broken == []


def test_every_page_forbids_what_is_not_its_own(site: Path):
    for page in pages(site):
        policies = [
            attributes["content"]
            for tag, attributes in Page(page).elements
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1
        assert "default-src 'none'" in policies[0]
        assert "unsafe" not in policies[0]


def test_no_page_has_an_element_or_an_address_of_a_document(site: Path):
    for page in pages(site):
        for tag, attributes in Page(page).elements:
            assert tag not in (
                "img",
                "iframe",
                "object",
                "b" if page.parent.name == "documents" else "object",
            ), page
            assert not any(name.startswith("on") or name == "style" for name in attributes), page
            assert not (attributes.get("href") or "").startswith("javascript:")
            if tag == "script":
                assert (
                    attributes.get("src", "").endswith(".js") or attributes.get("type") == "application/json"
                )


def test_an_address_that_would_run_is_shown_as_text(site: Path):
    said = (site.parent / document_page(HOSTILE_ID)).read_text(encoding="utf-8")
    assert HOSTILE_URL in said
    assert f'href="{HOSTILE_URL}' not in said


def test_contacts_stand_in_no_page(site: Path):
    told = "".join(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*")) if path.is_file())
    without_marks = re.sub(r"<[^>]*>", "", told)
    for contact in CONTACTS:
        assert contact not in told
        assert contact not in without_marks
    assert "联系人：███" in (site.parent / document_page(HOSTILE_ID)).read_text(encoding="utf-8")


def test_a_unit_lists_its_tasks_through_collectives_too(built: Outcome, site: Path):
    page = site / "units" / page_name("unit:涿州市人民政府")
    said = page.read_text(encoding="utf-8")
    with duckdb.connect(str(built.release / "planhouse.duckdb"), read_only=True) as connection:
        tasks = connection.execute(
            "SELECT evidence_path FROM unit_tasks WHERE unit_id = 'unit:涿州市人民政府'"
        ).fetchall()
    assert len(tasks) == 27
    assert all(f'href="../{path.removeprefix("site/")}"' in said for (path,) in tasks)
    assert said.count('<span class="zh">经由</span>') == 26


def test_an_indicator_shows_what_was_reported_beside_what_was_promised(site: Path):
    said = (site / "indicators" / page_name("indicator:院士工作站")).read_text(encoding="utf-8")
    assert "保定市现建有院士工作站31家" in said
    assert "院士工作站增长到39家" in said
    assert '<span class="zh">差距 </span>' in said
    assert "8家" in said
    assert "未达到" in said


def test_the_search_index_names_titles_units_indicators_and_carriers(site: Path):
    told = (site / "search.js").read_text(encoding="utf-8")
    entries = json.loads(told.removeprefix("window.planhouseSearch = ").rstrip().removesuffix(";"))
    assert {kind for kind, *_ in entries} == {"d", "u", "i", "p"}
    assert ["u", "保定市科学技术局", f"units/{page_name('unit:保定市科学技术局')}", "30"] in entries
    assert all((site / path.partition("#")[0]).is_file() for _, _, path, _ in entries)


def test_the_manifest_knows_every_page(built: Outcome):
    assert verify_files(built.release)["files"].keys() >= {
        "site/index.html",
        "site/pages.json",
        "site/site.css",
    }


def bytes_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Outcome, Outcome]:
    """A release, the next one with a document more, and that one built from nothing."""
    folder = tmp_path_factory.mktemp("again")
    raw = write_raw(folder / "raw")
    first = run_build(raw, folder / "warehouse", workers=WORKERS, processes=1)
    # Its indicator stands in one document only before: from now on it has a page, to which the older document leads.
    (raw / "新.txt").write_text(
        "保定市科技工作计划(2019-2020年)\n一、主要目标\n到2020年,培训技术经纪人300人。\n", encoding="utf-8"
    )
    second = run_build(raw, folder / "warehouse", workers=WORKERS, processes=1)
    anew = run_build(raw, folder / "other", workers=WORKERS, processes=1)
    return first, second, anew


def test_pages_made_step_by_step_are_those_made_from_nothing(rebuilt):
    _, second, anew = rebuilt
    assert bytes_of(second.release / "site") == bytes_of(anew.release / "site")


def test_pages_are_the_same_however_many_processes_write_them(
    built: Outcome, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pipelines.site.batches._FEW", 0)
    monkeypatch.setattr("pipelines.site.site._FEW_DOCUMENTS", 0)
    parts = built.manifest["parts"].items()
    counts = {int(number): False for number, part in parts if part["rows"]["documents"]}
    (tmp_path / "parquet").symlink_to(site.parent / "parquet")
    (tmp_path / DATABASE).symlink_to(site.parent / DATABASE)
    steps: list[str] = []
    release_id = built.manifest["release_id"]
    write_site(tmp_path, tmp_path / DATABASE, release_id, counts, None, Digests(), steps.append, processes=2)
    assert bytes_of(tmp_path / "site") == bytes_of(site)
    assert sorted(steps) == sorted([*(f"part {number:02d}" for number in counts), "indexes"])


def test_pages_that_did_not_change_are_links_to_those_of_the_release_before(rebuilt):
    first, second, _ = rebuilt
    old, new = first.release / "site", second.release / "site"
    same = [path for path in old.rglob("*.html") if (new / path.relative_to(old)).exists()]
    linked = [path for path in same if path.samefile(new / path.relative_to(old))]
    unlinked = {path.relative_to(old).as_posix() for path in same} - {
        path.relative_to(old).as_posix() for path in linked
    }
    lists = {"index.html", "quality.html", "documents.html", "units.html", "indicators.html"}
    hostile = document_page(HOSTILE_ID).removeprefix("site/")
    assert unlinked <= lists | {hostile}
    assert hostile in unlinked, "its indicator has a page now"


def test_a_damaged_page_is_made_again(rebuilt, tmp_path: Path):
    _, second, anew = rebuilt
    page = document_page("000_0f457356d4449845.txt")
    target = anew.release / page
    target.unlink()
    target.write_text("damaged", encoding="utf-8")
    raw = tmp_path / "raw"
    write_raw(raw)
    run_build(raw, anew.release.parents[1], workers=WORKERS, processes=1)
    now = run_build(raw, anew.release.parents[1], workers=WORKERS, processes=1).release
    assert (now / page).read_bytes() == (second.release / page).read_bytes()
