"""Tables of indicators: goal and change columns, base years, nature."""

from __future__ import annotations

from datetime import date

import pytest
from support import raw_texts, rows, spread

END = date(2025, 12, 31)
HEAD = "石家庄市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n三、发展目标\n推动高质量发展。\n"
TABLE = (
    HEAD + "  “十四五”时期经济社会发展主要指标表\n\n"
    "  类别        指   标                          2020年基数    2025年目标    年均增长[累计]    指标属性\n\n"
    "  经济发展   1.地区生产总值增长(%)       —             —            6以上             预期性\n\n"
    "              2.全员劳动生产率增长(%)       —             —            5.7               预期性\n\n"
    "              3.常住人口城镇化率(%)         66             70            [4]               预期性\n\n"
    "  创新驱动  4.每万人口高价值发明专利拥有量(件)  2.5       6             [3.5]             预期性\n\n"
    "            5.数字经济核心产业增加值占地区生产总值比重(%) —   8        —                预期性\n\n"
    "  绿色生态  6.单位地区生产总值能耗降低(%)  —   —   [15]   约束性\n\n"
)


def test_one_row_a_goal_number():
    columns = ("indicator", "measure", "comparator", "value", "unit", "recurrence")
    assert spread(rows(TABLE, "targets"), *columns) == [
        ("地区生产总值", "growth", "gte", 6, "%", "annual"),
        ("全员劳动生产率", "growth", "eq", 5.7, "%", "annual"),
        ("常住人口城镇化率", "level", "eq", 70, "%", "once"),
        ("常住人口城镇化率", "increment", "eq", 4, "%", "once"),
        ("每万人口高价值发明专利拥有量", "level", "eq", 6, "件", "once"),
        ("每万人口高价值发明专利拥有量", "increment", "eq", 3.5, "件", "once"),
        ("数字经济核心产业增加值占地区生产总值比重", "level", "eq", 8, "%", "once"),
        ("单位地区生产总值能耗", "reduction", "eq", 15, "%", "once"),
    ]


def test_days_come_from_the_column_or_the_title():
    assert spread(rows(TABLE, "targets"), "measure", "due_on", "deadline_basis") == [
        ("growth", END, "section"),
        ("growth", END, "section"),
        ("level", END, "explicit"),
        ("increment", END, "section"),
        ("level", END, "explicit"),
        ("increment", END, "section"),
        ("level", END, "explicit"),
        ("reduction", END, "section"),
    ]


def test_base_years_stand_on_both_rows_of_an_item():
    assert spread(rows(TABLE, "targets"), "baseline_value", "baseline_year")[2:6] == [
        (66, 2020),
        (66, 2020),
        (2.5, 2020),
        (2.5, 2020),
    ]
    assert {row.baseline_value for row in rows(TABLE, "targets")} == {None, 66, 2.5}


def test_nature_is_the_last_column():
    assert [row.nature for row in rows(TABLE, "targets")] == ["expected"] * 7 + ["binding"]


def test_every_number_has_its_place_in_the_ledger():
    roles = {}
    for row in rows(TABLE, "numerals"):
        if row.quote[0].isascii():
            roles.setdefault(row.role, []).append(row.quote)
    assert roles == {
        "time": ["2020", "2025"],
        "ordinal": ["1", "2", "3", "4", "5", "6"],
        "baseline": ["66", "2.5"],
        "target": ["6", "5.7", "70", "4", "6", "3.5", "8", "15"],
    }


def test_the_title_is_a_section_and_rows_are_none():
    assert spread(rows(TABLE, "sections"), "heading", "role") == [
        ("发展目标", "goal"),
        ("“十四五”时期经济社会发展主要指标表", "table"),
    ]


def test_a_quote_is_the_whole_row():
    quotes = [row.quote for row in rows(TABLE, "targets")]
    assert all("常住人口城镇化率" in quote and quote.endswith("预期性") for quote in quotes[2:4])


def test_heads_of_columns_bind():
    found = rows(TABLE, "deadlines")
    assert [row.quote for row in found if row.quote.startswith("2025")] == ["2025年目标"]
    assert not [row for row in found if row.quote.startswith("2020年")]


@pytest.mark.parametrize(
    ("row", "measure", "comparator", "value", "unit", "recurrence"),
    [
        ("1.城镇调查失业率(%) —    6.5    —    预期性", "level", "eq", 6.5, "%", "once"),
        ("1.新增就业(万人) —    —    [50]    预期性", "increment", "eq", 50, "万人", "once"),
        (
            "1.单位地区生产总值二氧化碳排放降低(%) —    —    [19]    约束性",
            "reduction",
            "eq",
            19,
            "%",
            "once",
        ),
        ("1.高新技术产业增加值占比(%) 32    42以上    —    预期性", "level", "gte", 42, "%", "once"),
    ],
)
def test_single_rows(row, measure, comparator, value, unit, recurrence):
    head = TABLE[: TABLE.index("  经济发展")]
    found = rows(f"{head}  民生福祉   {row}\n\n", "targets")
    assert spread(found, "measure", "comparator", "value", "unit", "recurrence") == [
        (measure, comparator, value, unit, recurrence)
    ]


def test_a_paragraph_with_the_same_words_is_no_table():
    text = HEAD + "指标属性分为预期性和约束性。\n到2025年,常住人口城镇化率达到70%。\n"
    assert spread(rows(text, "targets"), "indicator", "value", "nature") == [("常住人口城镇化率", 70, None)]


def test_the_printed_table():
    found = [
        row for row in rows(raw_texts()["002_cf1c6f7f6c311297.txt"], "targets") if row.nature is not None
    ]
    assert {row.nature for row in found} == {"expected"}
    assert all(row.due_on == END for row in found)
    # 23 items, 13 of them with both a goal and a change
    assert len(found) == 36
    assert [(row.value, row.measure) for row in found if "PM2.5" in row.indicator] == [
        (49, "level"),
        (3, "reduction"),
    ]


@pytest.mark.parametrize("line", ["责任单位：市园林局", "（责任单位：市园林局）", "编制单位：市园林局"])
def test_a_unit_in_charge_above_a_table_is_no_unit_of_measure(line):
    text = f"平海市园林绿化三年行动计划（2023—2025年）\n一、主要目标\n{line}\n| 指标 | 2020年 | 2025年 |\n| 公园 | 12 | 15 |\n"
    assert spread(rows(text, "targets"), "indicator", "value", "unit") == [("公园", 15, None)]
