"""Versions and places: what only several documents, or a document's own way of speaking, can say."""

from __future__ import annotations

from support import document

from extractors import document_from_text, extract, link_corpus

PLAN = "保定市科技创新行动计划\n一、主要任务\n1.推进。到2020年,院士工作站达到{}家。\n\n保定市人民政府\n{}\n"


def linked(*texts):
    extractions = [
        extract(document_from_text(text, f"{name}.txt")) for name, text in zip("abc", texts, strict=False)
    ]
    return {row.document_id: row for row in link_corpus(extractions)["documents"]}


def test_a_later_version_supersedes_the_earlier():
    found = linked(PLAN.format(30, "2018年3月1日"), PLAN.format(39, "2019年3月1日"))
    assert (found["a.txt"].supersedes, found["b.txt"].supersedes) == (None, "a.txt")


def test_the_same_text_is_a_duplicate_and_supersedes_nothing():
    found = linked(PLAN.format(30, "2018年3月1日"), PLAN.format(30, "2018年3月1日"))
    assert (found["b.txt"].duplicate_of, found["b.txt"].supersedes) == ("a.txt", None)


def test_a_list_of_words_names_no_place():
    text = "政府工作报告\n我省加快发展。统筹城乡,区域发展布局更优。青海省经济向好,青海省稳中有进。达日县建成学校。\n"
    assert document(text).jurisdiction_name == "青海省"


def test_a_title_behind_a_mark_of_markdown():
    text = "# 保定市规划(2018-2020年)\n\n## 一、主要任务\n\n1.推进建设。加快发展。\n"
    found = document(text)
    assert (found.title, found.document_type) == ("保定市规划(2018-2020年)", "plan")
    headings = extract(document_from_text(text)).tables["sections"]
    assert [(row.label, row.heading, row.level) for row in headings] == [
        ("一、", "主要任务", 1),
        ("1.", "推进建设", 2),
    ]
