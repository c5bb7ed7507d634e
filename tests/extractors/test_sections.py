"""The outline: headings with label, level, extent and role."""

from __future__ import annotations

import pytest
from support import only_row, raw_texts, rows, spread, tables

HEAD = "廊坊市科技创新行动计划(2016-2018年)\n"


def outline(text):
    return spread(rows(text, "sections"), "level", "label", "heading")


def test_levels_follow_the_document_not_the_kind():
    assert outline(
        HEAD + "一、目标\n二、任务\n(一)平台。建设平台。\n1.引进。加强引进。\n2.转化。加强转化。\n三、保障\n"
    ) == [
        (1, "一、", "目标"),
        (1, "二、", "任务"),
        (2, "(一)", "平台"),
        (3, "1.", "引进"),
        (3, "2.", "转化"),
        (1, "三、", "保障"),
    ]
    assert outline(HEAD + "第一章 目标\n第一节 思路\n一、原则\n第二节 方向\n第二章 任务\n") == [
        (1, "第一章", "目标"),
        (2, "第一节", "思路"),
        (3, "一、", "原则"),
        (2, "第二节", "方向"),
        (1, "第二章", "任务"),
    ]
    assert outline(HEAD + "1.引进。加强引进。\n2.转化。加强转化。\n") == [
        (1, "1.", "引进"),
        (1, "2.", "转化"),
    ]


def test_numbers_may_restart_or_run_through():
    again = outline(HEAD + "一、甲组\n1.子。做。\n2.丑。做。\n二、乙组\n1.寅。做。\n2.卯。做。\n")
    through = outline(HEAD + "一、甲组\n1.子。做。\n2.丑。做。\n二、乙组\n3.寅。做。\n4.卯。做。\n")
    assert [level for level, *_ in again] == [level for level, *_ in through] == [1, 2, 2, 1, 2, 2]


@pytest.mark.parametrize(
    ("line", "label", "heading"),
    [
        ("1.实施创新机构倍增计划。扶持提升科技创新平台。", "1.", "实施创新机构倍增计划"),
        ("(一)总体思路。以习近平新时代中国特色社会主义思想为统领。", "(一)", "总体思路"),
        ("——创新能力显著提升。市本级科学技术支出稳步增加。", "——", "创新能力显著提升"),
        ("26. 实施高层次人才引进培养工程。以引进培养为重点。", "26.", "实施高层次人才引进培养工程"),
        ("第三章 提升区域创新能力,塑造创新发展新优势", "第三章", "提升区域创新能力,塑造创新发展新优势"),
        ("（一）精心打造协同创新战略平台，力争落地布局", "（一）", "精心打造协同创新战略平台，力争落地布局"),
        ("(一)支持重大成果转化项目：帮助企业解决融资问题。", "(一)", "支持重大成果转化项目"),
    ],
)
def test_headings_end_at_the_first_stop(line, label, heading):
    section = only_row(rows(f"{HEAD}{line}\n", "sections"))
    assert (section.label, section.heading) == (label, heading)
    assert section.char_start == len(HEAD)
    assert section.quote == line


def test_points_inside_a_paragraph_are_sections():
    text = (
        HEAD
        + "一、政策措施\n(一)支持重大成果转化项目。一是优先支持龙头企业引进转化重大科研成果。采取“一事一议”方式。"
        "二是优先支持“带资金、带成果、带团队”的重大科技项目来我市转化。给予奖励和补贴。\n(二)支持载体建设。完善机制。\n"
    )
    assert outline(text) == [
        (1, "一、", "政策措施"),
        (2, "(一)", "支持重大成果转化项目"),
        (3, "一是", "优先支持龙头企业引进转化重大科研成果"),
        (3, "二是", "优先支持“带资金、带成果、带团队”的重大科技项目来我市转化"),
        (2, "(二)", "支持载体建设"),
    ]


def test_decimals_and_clauses_are_no_labels():
    text = (
        HEAD
        + "一、行动目标\n全社会研发经费占比达到\n2.5%以上。统一、规范的技术市场基本形成，第三产业占比提高。\n"
        "二、主要任务\n按照“一县(市、区)牵一校”的原则推进。\n"
    )
    assert outline(text) == [(1, "一、", "行动目标"), (1, "二、", "主要任务")]


def test_a_section_ends_where_the_next_of_its_level_begins():
    text = HEAD + "一、目标\n甲。\n\n二、任务\n(一)引进。\n乙。\n(二)转化。\n丙。\n\n"
    found = {row.heading: row.quote for row in rows(text, "sections")}
    assert found == {
        "目标": "一、目标\n甲。",
        "任务": "二、任务\n(一)引进。\n乙。\n(二)转化。\n丙。",
        "引进": "(一)引进。\n乙。",
        "转化": "(二)转化。\n丙。",
    }


def test_parents_and_positions():
    found = rows(
        HEAD + "一、目标\n二、任务\n(一)甲。做。\n1.乙。做。\n2.丙。做。\n(二)丁。做。\n", "sections"
    )
    by_id = {row.section_id: row.heading for row in found}
    assert [by_id.get(row.parent_section_id) for row in found] == [None, None, "任务", "甲", "甲", "任务"]
    assert [row.position for row in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("发展目标", "goal"),
        ("行动目标", "goal"),
        ("工作目标", "goal"),
        ("远景目标", "goal"),
        ("主要任务", "task"),
        ("重点任务", "task"),
        ("指导思想", "principle"),
        ("基本原则", "principle"),
        ("总体思路", "principle"),
        ("总体要求", "context"),
        ("保障措施", "safeguard"),
        ("组织保障", "safeguard"),
    ],
)
def test_roles(heading, role):
    first = rows(f"{HEAD}一、{heading}\n深入推进各项工作。\n二、附则\n", "sections")[0]
    assert (first.heading, first.role) == (heading, role)


def test_responsibility_lines_are_no_part_of_a_heading():
    text = (
        HEAD + "一、主要任务\n(一)建设基地\n责任单位：市科技局、市发改委\n(二)建设小镇\n责任单位：市科技局\n"
    )
    assert [heading for *_, heading in outline(text)] == ["主要任务", "建设基地", "建设小镇"]


def test_boxes_are_sections():
    text = (
        HEAD
        + "一、主要任务\n1.引进。加强引进。\n专栏1 重点工程\n1.甲工程。建设甲。\n2.乙工程。建设乙。\n二、保障措施\n"
    )
    boxes = [row for row in rows(text, "sections") if row.label and row.label.startswith("专栏")]
    assert spread(boxes, "label", "heading", "role") == [("专栏1", "重点工程", "box")]


def test_a_title_is_no_section():
    assert outline(HEAD + "为深入实施创新驱动发展战略，制定本计划。\n") == []
    assert rows("", "sections") == ()


def test_page_furniture_is_no_section():
    text = raw_texts()["003_61ad411d8b1f8f89.txt"]
    headings = {row.heading for row in rows(text, "sections")}
    assert not headings & {"首页", "【打印本页】 【关闭本页】"}
    assert tables(text)["sections"][0].heading == "发展目标"


def test_the_tables_of_the_plans_agree_with_the_text():
    first = rows(raw_texts()["001_2c1d7a2fca281c92.txt"], "sections")
    assert [row.label for row in first if row.level == 1] == ["一、", "二、", "三、"]
    assert sum(row.label == "——" for row in first) == 5
    assert [row.label for row in first if row.level == 3 and row.label != "——"] == [
        f"{n}." for n in range(1, 31)
    ]
