"""Whatever lies below raw/, in folders too: read, published, and each text counted once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from releases import rows
from small_corpus import quick

from extractors import corpus_links
from extractors.schema import TABLES
from pipelines.run import Outcome, run_build

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "tests" / "formats" / "rendered"
STEM = "001_2c1d7a2fca281c92"


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("formats")
    raw = folder / "raw"
    (raw / "网页" / "2018").mkdir(parents=True)
    shutil.copy(ROOT / "raw" / f"{STEM}.txt", raw)
    shutil.copy(RENDERED / f"{STEM}.gb18030.txt", raw)
    shutil.copy(RENDERED / f"{STEM}.html", raw / "网页" / "2018")
    shutil.copy(RENDERED / f"{STEM}.html", raw / "网页" / "B.HTM")
    shutil.copy(RENDERED / f"{STEM}.docx", raw / "网页")
    shutil.copy(RENDERED / f"{STEM}.pdf", raw / "网页")
    return run_build(
        raw, folder / "warehouse", workers=quick(extract="extractors:extract", corpus_links=corpus_links)
    )


def test_each_file_is_a_document_with_its_type_and_encoding(outcome: Outcome):
    found = rows(outcome.release, "SELECT document_id, media_type, encoding FROM documents ORDER BY ALL")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert found == [
        (f"{STEM}.gb18030.txt", "text/plain", "gb18030"),
        (f"{STEM}.txt", "text/plain", "utf-8"),
        (f"网页/{STEM}.docx", word, None),
        (f"网页/{STEM}.pdf", "application/pdf", None),
        (f"网页/2018/{STEM}.html", "text/html", "utf-8"),
        ("网页/B.HTM", "text/html", "utf-8"),
    ]


def test_the_same_text_in_six_files_counts_once(outcome: Outcome):
    originals = rows(outcome.release, "SELECT document_id FROM once.documents")
    assert originals == [(f"{STEM}.gb18030.txt",)]
    ((once,),) = rows(outcome.release, "SELECT count(*) FROM once.targets")
    ((everywhere,),) = rows(outcome.release, "SELECT count(*) FROM targets")
    assert everywhere == 6 * once > 0
    manifest = outcome.manifest
    assert (manifest["rows"]["targets"], manifest["rows_once"]["targets"]) == (everywhere, once)


def test_every_table_has_its_view(outcome: Outcome):
    views = rows(outcome.release, "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'once'")
    assert {name for name, _ in views} == {table.name for table in TABLES}
    assert all("once" in comment for _, comment in views)


def test_the_manifest_counts_what_is_not_in_the_text(outcome: Outcome):
    left_out = {file["document_id"]: file.get("left_out") for file in outcome.manifest["inputs"]}
    assert left_out[f"{STEM}.txt"] is None
    assert left_out["网页/B.HTM"] == {"scripts": 1, "styles": 1}
    assert left_out[f"网页/{STEM}.docx"] == {"page_heads": 2}
    assert left_out[f"网页/{STEM}.pdf"]["page_numbers"] == left_out[f"网页/{STEM}.pdf"]["page_heads"] > 1
