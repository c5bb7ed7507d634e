"""A table says the same in every layout: aligned, in bars, in tabs, one cell a line, run on in one line."""

from __future__ import annotations

from datetime import date

import pytest
from growth import assert_linear
from support import rows, spread, tables

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


def markup(table):
    lines = ["".join(f"<td><p>{cell or '&nbsp;'}</p></td>\n" for cell in row) for row in table]
    return "<table>\n" + "".join(f"<tr>\n{line}</tr>\n" for line in lines) + "</table>"


LAYOUTS = {
    "markup": markup,
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


#: After a notice that hands out a year's tasks: the heads are what is counted, one with a unit of money, one of support.
SHARES = [
    ("县区", "城镇新增就业", "失业人员再就业", "劳务收入(亿元)", "补助资金(万元)"),
    ("安定区", "6800", "2100", "29.1", "300"),
    ("通渭县", "2600", "—", "31.7", "200"),
    ("漳县", "1300", "400", "14.2", "100"),
    ("合计", "10700", "2500", "75", "600"),
]


OF_SHARES = [
    ("安定区城镇新增就业", 6800, None),
    ("安定区失业人员再就业", 2100, None),
    ("安定区劳务收入", 29.1, "亿元"),
    ("通渭县城镇新增就业", 2600, None),
    ("通渭县劳务收入", 31.7, "亿元"),
    ("漳县城镇新增就业", 1300, None),
    ("漳县失业人员再就业", 400, None),
    ("漳县劳务收入", 14.2, "亿元"),
    ("城镇新增就业合计", 10700, None),
    ("失业人员再就业合计", 2500, None),
    ("劳务收入合计", 75, "亿元"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_shares_below_heads_that_no_list_of_heads_holds(layout):
    title = "2024年就业创业目标任务分解表"
    assert found(SHARES, layout, "indicator", "value", "unit", title=title) == OF_SHARES


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


def told(text):
    """The targets of a text, in the columns that say most."""
    return spread(
        rows(text, "targets"), "indicator", "measure", "comparator", "value", "unit", "due_on", "nature"
    )


def test_a_name_over_two_lines_and_a_missing_cell():
    text = HEAD + (
        "“十四五”时期经济社会发展主要指标\n"
        "  类别      指标                        单位      2020年     2025年    属性\n"
        "  创新驱动  全社会研发经费投入年均      %         —         >7        预期性\n"
        "            增长\n"
        "            每万人口高价值发明专利      件        6.3        12        预期性\n"
        "            拥有量\n"
        "  民生福祉  居民人均可支配收入          万元      4.7                  预期性\n"
        "            城镇调查失业率              %                    5.5以内   预期性\n"
    )
    assert told(text) == [
        ("全社会研发经费投入", "growth", "gt", 7, "%", END, "expected"),
        ("每万人口高价值发明专利拥有量", "level", "eq", 12, "件", END, "expected"),
        ("城镇调查失业率", "level", "lte", 5.5, "%", END, "expected"),
    ]
    assert "6.3" in {row.quote for row in rows(text, "numerals") if row.role == "baseline"}


HEADS_OF_TWO_LINES = [
    ("序号", "指标", "2020年", "“十四五”目标", "", "属性"),
    ("", "", "", "2025年", "年均增长[累计]", ""),
    ("1", "地区生产总值（亿元）", "3025", "4200", "6.5%", "预期性"),
    ("2", "森林覆盖率（%）", "60.1", "61", "[0.9]", "约束性"),
    ("3", "其中：天然林保有率（%）", "40", "41", "[1]", "约束性"),
]


@pytest.mark.parametrize("layout", ["bars", "tabs", "one_a_line", "flat"])
def test_a_head_that_spans_others_dates_them(layout):
    columns = ("indicator", "measure", "value", "unit", "due_on", "deadline_basis")
    assert found(HEADS_OF_TWO_LINES, layout, *columns, title="主要指标表") == [
        ("地区生产总值", "level", 4200, "亿元", END, "explicit"),
        ("地区生产总值", "growth", 6.5, "%", END, "explicit"),
        ("森林覆盖率", "level", 61, "%", END, "explicit"),
        ("森林覆盖率", "increment", 0.9, "%", END, "explicit"),
        ("天然林保有率", "level", 41, "%", END, "explicit"),
        ("天然林保有率", "increment", 1, "%", END, "explicit"),
    ]


def test_cells_without_any_blank_between():
    filler = "完整准确全面贯彻新发展理念，" * 16
    text = (
        HEAD.replace("\n", " ")
        + filler
        + (
            "。表1主要指标序号指标单位2020年2025年属性1常住人口城镇化率%60.6 65预期性2森林覆盖率%60.1 61约束性"
            "3城镇新增就业万人— 〔25〕预期性注：〔〕内为五年累计数。第二章重点任务加快建设。"
        )
    )
    assert told(text) == [
        ("常住人口城镇化率", "level", "eq", 65, "%", END, "expected"),
        ("森林覆盖率", "level", "eq", 61, "%", END, "binding"),
        ("城镇新增就业", "increment", "eq", 25, "万人", END, "expected"),
    ]


def test_values_that_run_into_each_other_are_not_guessed():
    filler = "完整准确全面贯彻新发展理念，" * 16
    text = (
        HEAD.replace("\n", " ")
        + filler
        + (
            "。表1主要指标序号指标单位2020年2025年属性1常住人口城镇化率%60.665预期性2森林覆盖率%60.161约束性注：略。"
        )
    )
    assert rows(text, "targets") == ()
    assert {row.reason for row in rows(text, "unresolved")} == {"table_not_understood"}


def test_goals_of_several_years_and_a_unit_for_all():
    text = (
        "临江市2023—2025年养老服务发展行动方案\n一、目标\n养老服务主要指标\n单位：张\n"
        "指标\t2022年\t2023年\t2024年\t2025年目标\n"
        "家庭养老床位\t300\t600\t900\t≥1200\n"
        "养老机构护理型床位占比（%）\t52\t55\t58\t60以上\n"
    )
    assert spread(rows(text, "targets"), "comparator", "value", "unit", "due_on", "baseline_value") == [
        ("eq", 600, "张", date(2023, 12, 31), 300),
        ("eq", 900, "张", date(2024, 12, 31), 300),
        ("gte", 1200, "张", END, 300),
        ("eq", 55, "%", date(2023, 12, 31), 52),
        ("eq", 58, "%", date(2024, 12, 31), 52),
        ("gte", 60, "%", END, 52),
    ]


def test_several_amounts_a_place():
    text = (
        "关于做好2025年农村改厕工作的通知\n各乡镇：\n现将任务下达如下。\n附件1\n2025年农村厕所改造任务分解表\n"
        "乡镇（街道）\n新建户厕（户）\n改造公厕（座）\n补助资金（万元）\n"
        "城关镇\n120\n3\n24\n东河乡\n80\n2\n16\n合计\n200\n5\n40\n"
    )
    assert spread(rows(text, "targets"), "indicator", "value", "unit", "is_total") == [
        ("城关镇新建户厕", 120, "户", False),
        ("城关镇改造公厕", 3, "座", False),
        ("东河乡新建户厕", 80, "户", False),
        ("东河乡改造公厕", 2, "座", False),
        ("户厕合计", 200, "户", True),
        ("改造公厕合计", 5, "座", True),
    ]
    assert [row.role for row in rows(text, "numerals") if row.quote in ("24", "16", "40")] == ["count"] * 3


def test_parts_of_one_goal():
    text = (
        "临江省城市内涝治理“十四五”规划\n一、目标\n表3  城市内涝治理主要指标\n\n"
        + "\n\n".join(
            (
                *("序号", "类别", "主要指标", "2020年现状", "2025年目标", "指标", "属性"),
                *("1", "综合", "治理", "城市防洪达标率（%）", "80", "95", "约束性"),
                *("2", "", "排水管网智能化监测率（%）", "——", "重点城市≥30", "一般城市≥15", "预期性"),
            )
        )
        + "\n\n注：达标率以省厅通报为准。\n\n二、主要任务\n"
    )
    assert told(text) == [
        ("城市防洪达标率", "level", "eq", 95, "%", END, "binding"),
        ("排水管网智能化监测率(重点城市)", "level", "gte", 30, "%", END, "expected"),
        ("排水管网智能化监测率(一般城市)", "level", "gte", 15, "%", END, "expected"),
    ]


def test_goals_of_a_past_term_are_none():
    text = (
        "临江市“十四五”住房发展规划\n一、现状\n“十三五”时期住房发展主要指标完成情况\n"
        + "\n\n".join(
            (
                *("序号", "指标", "单位", "规划目标", "实际完成"),
                *("1", "新增商品住房", "万套", "5", "5.6"),
                *("2", "棚户区改造", "套", "12000", "13450"),
            )
        )
        + "\n\n二、目标\n到2025年，新增商品住房6万套。\n"
    )
    assert spread(rows(text, "targets"), "value", "due_on") == [(6, END)]


def test_sentences_in_a_table_of_tasks_are_read():
    text = (
        "临江市家庭医生签约服务工作方案（2023-2025年）\n一、主要任务\n优化服务。\n附件\n重点任务分工表\n"
        "序号\n工作事项\n主要内容\n牵头单位\n"
        "1\n扩大家庭医生来源。\n加大招聘力度，到2025年，每千常住人口基层卫生人员数达到3.5人。\n市卫生健康委\n"
        "2\n做好培训。\n实施能力提升工程，培养3500名基层医生。\n市卫生健康委\n"
    )
    targets = rows(text, "targets")
    assert spread(targets, "value", "unit", "due_on") == [(3.5, "人", END), (3500, "名", END)]
    assert [row.quote.split("\n")[0] for row in targets] == ["1", "2"]
    assert rows(text, "task_units") == ()


def test_prose_with_words_of_a_head_is_no_table():
    text = HEAD + "指标 单位 属性三者一致。\n到2025年，常住人口城镇化率达到70%。\n序号\n由各地自行编排。\n"
    assert spread(rows(text, "targets"), "indicator", "value") == [("常住人口城镇化率", 70)]


@pytest.mark.parametrize(
    "words",
    [
        "序号 指标 单位 2020年 ",
        "序号指标单位2020年",
        "序号\n指标\n单位\n2020年\n",
        "| 序号 | 指标 | 2020年 |\n",
        "序号项目名称单位2020年2025年属性1城市2020 30预期性",
        "1\n城市\n20\n",
    ],
)
def test_time_grows_with_the_text(words):
    once, twice = ("序号\n指标\n2025年\n" + words * (length // len(words)) for length in (12_000, 24_000))
    assert_linear(tables, once, twice)


def test_cells_over_several_columns_and_rows():
    table = """<table border="1">
<tr><th rowspan="2">类别</th><th rowspan="2">指标</th><th colspan="2">目标值</th><th rowspan="2">属性</th></tr>
<tr><th>2025年</th><th>2035年</th></tr>
<tr><td rowspan="2">绿色发展</td><td>森林覆盖率（%）</td><td>40</td><td>45</td><td>约束性</td></tr>
<tr><td>湿地保护率（%）</td><td>≥55</td><td>60</td><td>预期性</td></tr>
</table>"""
    text = f"某市国土空间规划(2021-2035年)\n第一章 目标\n推动发展。\n主要指标表\n{table}\n第二章 任务\n加快建设。\n"
    found_rows = spread(rows(text, "targets"), "indicator", "comparator", "value", "due_on", "nature")
    assert found_rows == [
        ("森林覆盖率", "eq", 40, END, "binding"),
        ("森林覆盖率", "eq", 45, FAR, "binding"),
        ("湿地保护率", "gte", 55, END, "expected"),
        ("湿地保护率", "eq", 60, FAR, "expected"),
    ]
    marked = [row.role for row in rows(text, "numerals") if text[row.char_start - 1] == '"']
    assert marked == ["page"] * 6
