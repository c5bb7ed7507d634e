"""Hard-wrapped text: paragraphs are read in one piece and quoted as they stand."""

from __future__ import annotations

import re

import pytest
from support import RAW

from extractors import document_from_text, extract, load_document
from extractors.text.view import TextView
from extractors.text.wraps import wraps

PLAN = """某市科技创新三年行动计划(2018-2020年)

一、行动目标

到2020年,全市高新技术企业达到700家以上,省级以上重点实验室达到11家以上,科技型中小企业突破10000家,技术合同交易额达到30亿元。

二、主要任务

1.实施高新技术企业倍增计划。到2020年,每个县(市、区)新增高新技术企业20家以上,国家高新区新增高新技术企业100家以上,全市科技型中小企业每年净增1000家以上。

责任单位:市科技局、市财政局、市工业和信息化局、国家税务总局某市税务局,各县(市、区)政府

2.实施创新平台建设计划。到2020年,新建省级以上重点实验室3家,技术创新中心20家,建成产业技术研究院2家,支持企业牵头建设创新联合体。
"""


def wrapped(text: str, columns: int) -> str:
    """Break each line after so many characters, as a PDF's lines are."""
    lines = text.split("\n")
    return "\n".join(
        "\n".join(line[at : at + columns] for at in range(0, max(1, len(line)), columns)) for line in lines
    )


@pytest.mark.parametrize("columns", [22, 27, 33, 40])
def test_a_wrapped_plan_says_what_the_plan_says(columns):
    plain, broken = extract(document_from_text(PLAN)), extract(document_from_text(wrapped(PLAN, columns)))
    for table, columns_ in {
        "sections": ("level", "label", "heading", "role"),
        "tasks": ("title", "due_on", "status"),
        "targets": ("indicator", "value", "unit", "comparator", "measure", "recurrence", "due_on", "per"),
        "task_units": ("unit_id", "role"),
        "deadlines": ("start_on", "end_on", "kind"),
    }.items():
        expected = [[getattr(row, name) for name in columns_] for row in plain.tables[table]]
        assert expected, table
        assert [[getattr(row, name) for name in columns_] for row in broken.tables[table]] == expected, table


@pytest.mark.parametrize("columns", [23, 31, 40])
@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_quotes_of_wrapped_documents_are_the_characters_of_the_source(path, columns):
    text = wrapped(load_document(path.read_bytes(), path.name).text, columns)
    extraction = extract(document_from_text(text))
    quoted = 0
    for rows in extraction.tables.values():
        for row in rows:
            if hasattr(row, "quote"):
                quoted += 1
                assert text[row.char_start : row.char_end] == row.quote
            if hasattr(row, "value_text"):
                assert text[row.value_start : row.value_end] == row.value_text
    assert quoted > 50


LINES = {
    # a paragraph over two pages: the number of the page goes with the break
    "page number": (
        """到2025年,全市高新技术企业达到七百家以上,省级以上重
点实验室达到十一家以上,科技型中小企业突破一万家,各
- 3 -
县都建成一家以上的省级高新技术产业开发区,高新区规模""",
        ["重|点", "各|县"],
    ),
    # a heading and a label open a paragraph even behind a full line
    "label": (
        """为加快推进全市科技创新工作,根据国家和省有关规定,制
定本计划,请各县各部门结合实际认真抓好贯彻落实,各地
一、主要目标
到2025年,全市高新技术企业达到七百家以上,省级以上重
点实验室达到十一家以上,科技型中小企业突破一万家,各""",
        ["制|定", "重|点"],
    ),
    # lines that are whole paragraphs
    "paragraphs": (
        """一、目标
到2025年,建成一批平台。
二、任务
(一)培育企业。
(二)建设园区,推进产业集聚发展,打造增长极。""",
        [],
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_which_breaks_are_wraps(case):
    lines, joined = LINES[case]
    text = "\n\n".join([lines] * 3)
    found = {f"{text[start - 1]}|{text[end]}" for start, end in wraps(text)}
    assert found == set(joined)


def test_a_view_leads_back_to_the_text():
    text = "\n\n".join([LINES["page number"][0]] * 3)
    view = TextView(document_from_text(text))
    assert view.is_wrapped
    assert [text[view.source(at)] for at in range(len(view.text))] == list(view.text)
    assert all(view.offset(view.source(at)) == at for at in range(len(view.text)))


def test_a_number_that_a_line_break_parts_is_read_whole_and_stands_in_the_ledger_in_both_parts():
    texts = (wrapped(PLAN, columns) for columns in range(22, 50))
    text, number = next(
        (text, found[0]) for text in texts if (found := re.search(r"10{0,3}\n0{1,4}(?=家)", text))
    )
    tables = extract(document_from_text(text)).tables
    target = next(
        row for row in tables["targets"] if row.indicator == "科技型中小企业" and row.measure == "level"
    )
    assert (target.value, target.value_text) == (10000, number)
    parts = [row for row in tables["numerals"] if target.value_start <= row.char_start < target.value_end]
    assert [(row.quote, row.role, row.row_id) for row in parts] == [
        (part, "target", target.target_id) for part in number.split("\n")
    ]


def test_the_page_number_inside_a_paragraph_is_in_the_ledger():
    text = "\n\n".join([LINES["page number"][0]] * 3)
    pages = [row for row in extract(document_from_text(text)).tables["numerals"] if row.role == "page"]
    assert [text[row.char_start : row.char_end] for row in pages] == ["3"] * 3
