"""The same document gives the same rows in every format, value for value."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from render import FORMATS, RENDERED, SOURCES, as_markdown

from extractors import extract, link_corpus, load_document

#: What the rows of a table say. Places, ids and quotes differ between formats, as the texts do.
SAID = {
    "targets": (
        "indicator", "measure", "comparator", "value", "value_max", "value_text", "unit", "value_normalized",
        "unit_normalized", "recurrence", "per", "due_on", "deadline_basis", "baseline_value", "baseline_year",
        "nature", "modality", "is_total",
    ),
    "tasks": ("label", "title", "status", "due_on", "deadline_basis"),
    "task_units": ("unit_id", "role", "position", "quote"),
    "deadlines": ("quote", "start_on", "end_on", "kind", "recurrence"),
    "sections": ("label", "heading", "level", "role"),
    "achievements": ("indicator", "measure", "comparator", "value", "unit", "as_of"),
    "incentives": ("beneficiary", "form", "amount_kind", "value", "unit", "basis"),
    "platform_mentions": ("platform_id", "mention_kind", "platform_type", "level", "quote"),
    "citations": ("cited_title", "cited_number"),
    "replies": ("proposal_number", "proposal_title", "session", "addressee", "handling_result", "signed_by"),
}  # fmt: skip
OF_THE_DOCUMENT = (
    "document_type", "title", "issuer", "jurisdiction_code", "document_number", "issued_on", "period_start",
    "period_end", "is_complete",
)  # fmt: skip


@cache
def extraction(path: Path):
    return extract(load_document(path.read_bytes(), path.name))


def rendered(source: Path, suffix: str) -> Path:
    return RENDERED / f"{source.stem}.{suffix}"


def said(rows, names):
    """Return what rows say, without blanks: one at which a printed line ends leaves no trace in a PDF."""
    return Counter(
        tuple(
            "".join(value.split()) if isinstance(value := getattr(row, name), str) else value
            for name in names
        )
        for row in rows
    )


def assert_the_same(expected, found):
    for table, names in SAID.items():
        assert said(found.get(table, ()), names) == said(expected.get(table, ()), names), table
    assert said(found["documents"], OF_THE_DOCUMENT) == said(expected["documents"], OF_THE_DOCUMENT)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_rows_are_those_of_the_source(source: Path, suffix: str):
    assert_the_same(extraction(source).tables, extraction(rendered(source, suffix)).tables)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_rows_are_those_of_the_source_in_markdown(source: Path):
    found = extract(load_document(as_markdown(source).encode(), f"{source.stem}.md")).tables
    assert_the_same(extraction(source).tables, found)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_quote_stands_at_its_offsets(source: Path, suffix: str):
    path = rendered(source, suffix)
    text = load_document(path.read_bytes(), path.name).text
    quoted = [row for rows in extraction(path).tables.values() for row in rows if hasattr(row, "quote")]
    assert quoted
    for row in quoted:
        assert text[row.char_start : row.char_end] == row.quote


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_nothing_is_read_in_the_furniture_of_a_page(source: Path):
    path = rendered(source, "html")
    document = load_document(path.read_bytes(), path.name)
    words = [document.text[start:end] for start, end in document.furniture]
    for piece in (
        "当前位置",
        "热点专题",
        "上一篇",
        "新增就业5万人以上",
        "高新技术企业将达到2000家",
        "网站标识码",
    ):
        assert any(piece in furniture for furniture in words), piece
    for table, rows in extraction(path).tables.items():
        for row in (row for row in rows if hasattr(row, "char_start") and table != "sections"):
            inside = any(start <= row.char_start < end for start, end in document.furniture)
            line = document.text[: row.char_start].rpartition("\n")[2]
            role = "time" if line.startswith(("发布时间：", "发布日期:")) and "来源" not in line else "page"
            assert not inside or (table, row.role) == ("numerals", role), row


def test_scripts_and_styles_are_left_out_and_counted():
    for source in SOURCES:
        path = rendered(source, "html")
        document = load_document(path.read_bytes(), path.name)
        assert document.left_out == {"scripts": 1, "styles": 1}
        assert "100家" not in document.text or "100家" in source.read_text(encoding="utf-8")


def test_heads_and_numbers_of_pages_are_left_out_and_counted():
    for source in SOURCES:
        path = rendered(source, "pdf")
        document = load_document(path.read_bytes(), path.name)
        assert "政府信息公开 2024 年第 3 期" not in document.text
        assert document.left_out["page_heads"] == document.left_out["page_numbers"] >= 2


def test_the_same_text_in_several_formats_counts_once():
    paths = [
        path for source in SOURCES for path in (source, *(rendered(source, suffix) for suffix in FORMATS))
    ]
    found = link_corpus(extraction(path) for path in paths)
    originals = Counter(
        row.document_id.partition(".")[0] for row in found["documents"] if row.duplicate_of is None
    )
    assert originals == {source.stem: 1 for source in SOURCES}
    kept = {row.document_id for row in found["documents"] if row.duplicate_of is None}
    for row in found["documents"]:
        if row.duplicate_of is not None:
            assert row.duplicate_of in kept
            assert row.duplicate_of.partition(".")[0] == row.document_id.partition(".")[0]


def test_the_rendered_files_are_those_that_the_script_makes():
    from render import as_html

    for source in SOURCES:
        assert rendered(source, "html").read_text(encoding="utf-8") == as_html(source)
        assert rendered(source, "gb18030.txt").read_bytes().decode("gb18030") == source.read_text("utf-8")
