"""A table says the same in every layout: aligned, in bars, in tabs, one cell a line, run on in one line."""

from __future__ import annotations

from datetime import date

import pytest
from support import rows, spread

HEAD = "临江市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n第一章 发展目标\n推动高质量发展。\n"
TITLE = "“十四五”时期经济社会发展主要指标"
COLUMNS = ("indicator", "measure", "comparator", "value", "unit", "recurrence", "due_on", "deadline_basis")
BASE = ("baseline_value", "nature")
END, MID, FAR = date(2025, 12, 31), date(2030, 12, 31), date(2035, 12, 31)


def width(words):
    return len(words) + sum(char > "⺀" for char in words)


def aligned(table):
    size = [max(width(row[at]) for row in table) + 3 for at in range(len(table[0]))]
    return "\n".join(
        "  "
        + "".join(cell + " " * (room - width(cell)) for cell, room in zip(row, size, strict=True)).rstrip()
        for row in table
    )


def barred(table):
    rule = "|" + " --- |" * len(table[0])
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], rule, *lines[1:]])


def tabbed(table):
    return "\n".join("\t".join(row) for row in table)


def spread_out(table):
    """One cell a line with a blank line between; an empty cell is a blank line of its own."""
    return "\n\n".join(cell for row in table for cell in row)


def one_a_line(table):
    return "\n".join(cell for row in table for cell in row if cell)


def flat(table):
    return " ".join(cell for row in table for cell in row if cell)


LAYOUTS = {
    "aligned": aligned,
    "bars": barred,
    "tabs": tabbed,
    "spread_out": spread_out,
    "one_a_line": one_a_line,
    "flat": flat,
}


def document(table, layout, title=TITLE, note="注：[ ]内为五年累计数。"):
    if layout == "flat":
        head = HEAD.replace("\n", " ")
        filler = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，" * 6
        return f"{head}{filler}确保开好局。 {title} {flat(table)} {note} 第二章 重点任务 加快建设。\n"
    return f"{HEAD}\n{title}\n{LAYOUTS[layout](table)}\n\n{note}\n第二章 重点任务\n加快建设。\n"


def found(table, layout, *columns, **more):
    return spread(rows(document(table, layout, **more), "targets"), *columns)


#: After the outline of a coastal province: numbers and units in columns of their own.
NUMBERED = [
    ("序号", "指标", "单位", "2020年", "2025年", "年均增长[累计]", "属性"),
    ("1", "地区生产总值", "万亿元", "4.39", "6", "6.3%以上", "预期性"),
    ("2", "全员劳动生产率", "万元/人", "—", "—", "高于地区生产总值增速", "预期性"),
    ("3", "常住人口城镇化率", "%", "68.75", "72", "[3.25]", "预期性"),
    ("4", "城镇调查失业率", "%", "—", "<5.5", "—", "预期性"),
    ("5", "单位地区生产总值能源消耗降低", "%", "—", "—", "完成国家下达任务", "约束性"),
    ("6", "森林覆盖率", "%", "66.8", "67左右", "[0.2]", "约束性"),
    ("7", "每千人口拥有执业（助理）医师数", "人", "2.58", "3.12", "[0.54]", "预期性"),
]
OF_NUMBERED = [
    ("地区生产总值", "level", "eq", 6, "万亿元", "once", END, "explicit"),
    ("地区生产总值", "growth", "gte", 6.3, "%", "annual", END, "section"),
    ("常住人口城镇化率", "level", "eq", 72, "%", "once", END, "explicit"),
    ("常住人口城镇化率", "increment", "eq", 3.25, "%", "once", END, "section"),
    ("城镇调查失业率", "level", "lt", 5.5, "%", "once", END, "explicit"),
    ("森林覆盖率", "level", "approx", 67, "%", "once", END, "explicit"),
    ("森林覆盖率", "increment", "eq", 0.2, "%", "once", END, "section"),
    ("每千人口拥有执业（助理）医师数", "level", "eq", 3.12, "人", "once", END, "explicit"),
    ("每千人口拥有执业（助理）医师数", "increment", "eq", 0.54, "人", "once", END, "section"),
]
#: Categories that span their rows, units in brackets behind the names, footnote marks, 〔〕 for the term's sum.
MERGED = [
    ("类别", "指标", "2020年基数", "2025年目标", "年均增长〔累计〕", "指标属性"),
    ("经济发展", "1.地区生产总值增长（%）", "3.9", "—", "6以上", "预期性"),
    ("", "2.城镇新增就业（万人）", "—", "—", "〔60〕", "预期性"),
    ("绿色生态", "3.单位GDP二氧化碳排放降低（%）*", "—", "—", "〔18〕", "约束性"),
    ("", "4.地表水达到或好于Ⅲ类水体比例（%）", "83.9", "达到85以上", "—", "约束性"),
    ("安全保障", "5.粮食综合生产能力（万吨）", "1232", ">1235", "—", "约束性"),
]
OF_MERGED = [
    ("地区生产总值", "growth", "gte", 6, "%", "annual", END, "section"),
    ("城镇新增就业", "increment", "eq", 60, "万人", "once", END, "section"),
    ("单位GDP二氧化碳排放", "reduction", "eq", 18, "%", "once", END, "section"),
    ("地表水达到或好于Ⅲ类水体比例", "level", "gte", 85, "%", "once", END, "explicit"),
    ("粮食综合生产能力", "level", "gt", 1235, "万吨", "once", END, "explicit"),
]
#: Three goals a row.
FAR_GOALS = [
    ("指标", "单位", "2020年", "2025年", "2030年", "2035年"),
    ("公共充电桩", "万个", "6.3", "20", "35", "50"),
    ("新能源汽车占比", "%", "5.8", "20", "40", "60"),
]
OF_FAR_GOALS = [
    ("公共充电桩", "level", "eq", 20, "万个", "once", END, "explicit"),
    ("公共充电桩", "level", "eq", 35, "万个", "once", MID, "explicit"),
    ("公共充电桩", "level", "eq", 50, "万个", "once", FAR, "explicit"),
    ("新能源汽车占比", "level", "eq", 20, "%", "once", END, "explicit"),
    ("新能源汽车占比", "level", "eq", 40, "%", "once", MID, "explicit"),
    ("新能源汽车占比", "level", "eq", 60, "%", "once", FAR, "explicit"),
]
TABLES = {
    "numbered": (NUMBERED, OF_NUMBERED),
    "merged": (MERGED, OF_MERGED),
    "far_goals": (FAR_GOALS, OF_FAR_GOALS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", TABLES)
def test_every_layout_says_the_same(name, layout):
    table, expected = TABLES[name]
    assert found(table, layout, *COLUMNS) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_starting_values_and_natures(layout):
    assert found(NUMBERED, layout, *BASE) == [
        (4.39, "expected"),
        (4.39, "expected"),
        (68.75, "expected"),
        (68.75, "expected"),
        (None, "expected"),
        (66.8, "binding"),
        (66.8, "binding"),
        (2.58, "expected"),
        (2.58, "expected"),
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", TABLES)
def test_nothing_in_a_table_opens_a_section(name, layout):
    table, _ = TABLES[name]
    headings = [row.heading for row in rows(document(table, layout), "sections")]
    assert headings[-2] == TITLE
    assert [words.split(" ")[0] for words in headings] == ["发展目标", TITLE, "重点任务"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ledger_of_a_table(layout):
    roles = {}
    for row in rows(document(NUMBERED, layout), "numerals"):
        roles.setdefault(row.role, []).append(row.quote)
    assert roles["ordinal"] == list("1234567")
    assert roles["baseline"] == ["4.39", "68.75", "66.8", "2.58"]
    assert roles["target"] == ["6", "6.3", "72", "3.25", "5.5", "67", "0.2", "3.12", "0.54"]
    assert set(roles) == {"ordinal", "baseline", "target", "time"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_quote_is_the_whole_row(layout):
    quotes = [row.quote for row in rows(document(NUMBERED, layout), "targets")]
    assert all(
        quote.lstrip("| ").startswith("3") and quote.rstrip("| ").endswith("预期性") for quote in quotes[2:4]
    )


#: An allotment among places, with its sum.
ALLOTMENT = [
    ("序号", "县（市、区）", "任务数（户）", "责任单位"),
    ("1", "城关区", "1200", "城关区政府"),
    ("2", "东河县", "860", "东河县政府"),
    ("3", "西岭市", "3", "西岭市政府"),
    ("合计", "", "2063", ""),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_allotment_among_places(layout):
    title = "2025年农村危房改造任务分解表"
    targets = rows(document(ALLOTMENT, layout, title=title, note=""), "targets")
    assert spread(targets, "indicator", "measure", "value", "unit", "due_on", "is_total") == [
        ("城关区农村危房改造", "increment", 1200, "户", END, False),
        ("东河县农村危房改造", "increment", 860, "户", END, False),
        ("西岭市农村危房改造", "increment", 3, "户", END, False),
        ("农村危房改造合计", "increment", 2063, "户", END, True),
    ]
    assert not rows(document(ALLOTMENT, layout, title=title, note=""), "task_units")


#: The size of a project and what it costs are nobody's goals.
PROJECTS = [
    ("序号", "项目名称", "建设性质", "建设规模", "建设年限", "总投资（万元）", "责任单位"),
    ("1", "城东污水处理厂二期", "扩建", "日处理污水4万吨", "2021-2023", "18600", "市城管局"),
    ("2", "滨江路雨污分流改造", "改建", "改造管网12公里", "2022-2024", "7300", "市住建局"),
]


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "flat"])
def test_projects_are_no_targets(layout):
    text = document(PROJECTS, layout, title="“十四五”城镇污水处理重大项目表", note="")
    assert rows(text, "targets") == ()
    assert rows(text, "unresolved") == ()
    roles = {(row.quote, row.role) for row in rows(text, "numerals")}
    assert {
        ("1", "ordinal"),
        ("2", "ordinal"),
        ("2021", "time"),
        ("2024", "time"),
        ("18600", "count"),
        ("12", "count"),
    } <= roles


def test_items_behind_a_table_go_on_where_the_text_stood():
    text = document(NUMBERED, "spread_out").replace(
        "第二章", "主要问题有以下方面：\n1．设施标准偏低。要提高标准。\n2．规划不够协调。要加强协调。\n第二章"
    )
    levels = [(row.heading, row.level, row.role) for row in rows(text, "sections")]
    assert levels == [
        ("发展目标", 1, "goal"),
        (TITLE, 2, "table"),
        ("设施标准偏低", 2, "goal"),
        ("规划不够协调", 2, "goal"),
        ("重点任务", 1, "task"),
    ]
