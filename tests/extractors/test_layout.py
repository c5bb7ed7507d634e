"""What laid-out formats share: lines, furniture, rows between bars; and what the rules make of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import raw_texts

from extractors import document_from_text, extract
from extractors.readers.layout import Cell, Line, compose, grid, is_data, is_row_line, one_line, row_line
from extractors.text.view import TextView

PLAN = raw_texts()["003_61ad411d8b1f8f89.txt"]
words = st.text(st.sampled_from("县政府达到60家|｜ 。\u3000\n\r\t；A1%"), max_size=12)


@given(st.lists(st.tuples(words.map(one_line), st.booleans())))
def test_furniture_is_just_the_lines_that_are_said_to_be(lines):
    text, furniture = compose(Line(*line) for line in lines)
    assert text.split("\n") == [*(words for words, _ in lines), ""]
    inside = [any(start <= at < end for start, end in furniture) for at in range(len(text))]
    at = 0
    for line, is_furniture in lines:
        assert set(inside[at : at + len(line) + 1]) == {is_furniture}
        at += len(line) + 1
    assert all(end < start for (_, end), (start, _) in pairwise(furniture))


@given(st.lists(words, min_size=1, max_size=6))
def test_a_row_reads_back_into_its_cells(cells):
    line = row_line(cells)
    assert is_row_line(line)
    assert "\n" not in line
    text = f"前言。\n{line}\n后记。\n"
    view = TextView(document_from_text(text))
    ((span, found),) = view.rows
    assert text[span.start : span.end] == line
    assert [view.text[cell.start : cell.end] for cell in found] == [
        one_line(cell).replace("|", "¦").replace("｜", "¦").strip() for cell in cells
    ]


cells = st.builds(Cell, st.just("x"), st.integers(1, 5), st.integers(1, 5))


@given(st.lists(st.lists(cells, max_size=6), max_size=6))
def test_each_merged_cell_stands_once_and_no_row_is_wider_than_may_be(rows):
    table = grid(rows, widest=8)
    assert len(table) == len(rows)
    assert all(len(line) <= 8 or len(line) <= max(map(len, table)) for line in table)
    for line, row in zip(table, rows, strict=True):
        assert sum(cell is not None for cell in line) <= len(row)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["序号", "指标"], ["1", "城镇化率"]], True),
        ([["只有一行", "两格"]], False),
        ([["一列"], ["一列"]], False),
        ([["横幅", ""], ["菜单", "正文"], ["页脚", ""]], False),
        ([["栏目", "日期"], ["菜单", "一、总体要求。" * 150]], True),
    ],
)
def test_what_is_a_table_of_data(rows, expected):
    assert is_data([[[cell] if cell else [] for cell in row] for row in rows]) is expected


def test_a_cell_with_a_whole_text_makes_a_layout():
    article = [f"第{at}条。" + "加强领导，落实责任。" * 8 for at in range(20)]
    assert not is_data([[["站名"], ["日期"]], [["菜单"], article]])
    assert is_data([[["序号"], ["内容"], ["单位"]], [["1"], article, ["市水务局"]]])


MENU = (
    "首页 > 政务公开",
    "到2030年，众创空间达到900家（责任单位：市科技局）",
    "一、热点专题",
    "第 12345 次访问",
    "《关于印发2024年要点的通知》",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(MENU)), min_size=1, max_size=6))
def test_furniture_anywhere_changes_no_row(inserted):
    """Lines that the format shows to be furniture may stand anywhere: the rows stay what they are."""
    lines = [Line(line) for line in PLAN.splitlines()]
    plain = document_from_text(compose(lines)[0], "a.html")
    for place, menu in inserted:
        lines.insert(round(place * len(lines)), Line(menu, is_furniture=True))
    text, furniture = compose(lines)
    mixed = replace(plain, text=text, furniture=furniture)
    expected, found = extract(plain).tables, extract(mixed).tables
    for table in (
        "targets",
        "tasks",
        "task_units",
        "deadlines",
        "sections",
        "citations",
        "platform_mentions",
        "incentives",
    ):
        assert [_said(row) for row in found[table]] == [_said(row) for row in expected[table]], table
    for row in (row for rows in found.values() for row in rows if hasattr(row, "quote")):
        assert text[row.char_start : row.char_end] == row.quote
    pages = [
        row for row in found["numerals"] if any(start <= row.char_start < end for start, end in furniture)
    ]
    assert {row.role for row in pages} <= {"page"}
    assert len(found["numerals"]) - len(pages) == len(expected["numerals"])


def _said(row):
    """Return what a row says, without places and ids."""
    names = (
        "indicator",
        "value",
        "unit",
        "due_on",
        "label",
        "title",
        "heading",
        "level",
        "unit_id",
        "role",
        "end_on",
        "cited_title",
        "level_text",
    )
    return tuple(getattr(row, name, None) for name in names)
