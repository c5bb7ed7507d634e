"""Who is responsible: lists in brackets and on lines of their own, assignments in prose, shared lines."""

from __future__ import annotations

import pytest
from support import PLAN, rows, spread, tables

HEAD = "廊坊市科技成果转化行动计划(2016-2018年)\n一、主要任务\n"


def units(text):
    """Return what each task's lists say: label of the task, words, role."""
    found = tables(text)
    labels = {row.task_id: row.label for row in found["tasks"]}
    return [(labels[row.task_id], row.quote, row.role) for row in found["task_units"]]


def names(text):
    found = tables(text)
    canonical = {row.unit_id: row.canonical_name for row in found["units"]}
    return [canonical[row.unit_id] for row in found["task_units"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "(责任单位:市科技局、市发展改革委,各县(市、区)政府)",
            [
                ("市科技局", "responsible"),
                ("市发展改革委", "responsible"),
                ("各县(市、区)政府", "responsible"),
            ],
        ),
        ("（责任单位：市科技局，市财政局）", [("市科技局", "responsible"), ("市财政局", "responsible")]),
        (
            "(责任单位:市工业和信息化局、科技局)",
            [("市工业和信息化局", "responsible"), ("科技局", "responsible")],
        ),
        (
            "(牵头单位:市科技局,配合单位:市财政局、市农业局)",
            [("市科技局", "lead"), ("市财政局", "support"), ("市农业局", "support")],
        ),
        ("(市科技局牵头,市财政局配合)", [("市科技局", "lead"), ("市财政局", "support")]),
        (
            "(牵头单位:市科技局;责任单位:市财政局;配合单位:各县(市、区)政府)",
            [("市科技局", "lead"), ("市财政局", "responsible"), ("各县(市、区)政府", "support")],
        ),
        ("由市科技局、市财政局负责组织实施。", [("市科技局", "responsible"), ("市财政局", "responsible")]),
        ("(市科技局负责)", [("市科技局", "responsible")]),
        ("由市科技局负责实施。", [("市科技局", "responsible")]),
        ("由市发改委牵头,会同市财政局制定方案。", [("市发改委", "lead"), ("市财政局", "support")]),
        ("牵头部门为市科技局,各责任单位要按照职责分工抓好落实。", [("市科技局", "lead")]),
        (
            "(责任单位:市科技局、市财政局)\n",
            [("市科技局", "responsible"), ("市财政局", "responsible")],
        ),
    ],
)
def test_lists(words, found):
    assert [(quote, role) for _, quote, role in units(PLAN.format("支持创新平台建设。" + words))] == found


@pytest.mark.parametrize(
    "words",
    [
        "领导小组办公室设在保定市科技局。",
        "本行动计划由主管市领导负责。",
        "成立领导小组,由市政府主要领导任组长,统筹负责指导本计划的实施。",
        "各县(市、区)分别建立相应的领导机制,具体负责本区域的科技创新工作。",
        "市政府督查室定期督导、通报进度。",
        "各责任单位要按照职责分工抓好落实。",
        "相关市直部门和县(市、区)要主动作为、重点突破。",
        "积极与税务部门合作,推动政策落实高度衔接。",
        "落实各单位责任,明确责任领导。",
        "市科技局统筹负责。",
        "配合雄安新区产业发展。",
        "开设跨境电商体验店,实现线上线下深度配合。",
    ],
)
def test_prose_that_assigns_nobody(words):
    assert units(PLAN.format(words)) == []


def test_a_line_of_its_own():
    text = (
        HEAD
        + "(一)建设平台\n推进平台建设。\n责任单位：市科技局、市发改委\n(二)建设小镇\n建设一批小镇。\n  责任单位:市商务局\n"
    )
    assert units(text) == [
        ("(一)", "市科技局", "responsible"),
        ("(一)", "市发改委", "responsible"),
        ("(二)", "市商务局", "responsible"),
    ]


def test_a_line_below_several_items_counts_for_each_without_its_own():
    text = HEAD + (
        "(一)提升园区\n1.精准定位。明确方向。\n2.精准提升。完善设施。(责任单位:市建设局)\n3.精准对接。强化对接。\n"
        "责任单位:市发改委、市商务局\n(二)建设基地\n建设一批基地。\n"
    )
    assert units(text) == [
        ("1.", "市发改委", "responsible"),
        ("1.", "市商务局", "responsible"),
        ("2.", "市建设局", "responsible"),
        ("3.", "市发改委", "responsible"),
        ("3.", "市商务局", "responsible"),
    ]


def test_a_line_in_brackets_counts_for_its_own_item():
    text = HEAD + "1.甲计划。推进甲。\n2.乙计划。推进乙。(责任单位:市科技局)\n"
    assert units(text) == [("2.", "市科技局", "responsible")]


def test_positions_run_through_a_task():
    found = rows(PLAN.format("(责任单位:市科技局、市财政局、市农业局)"), "task_units")
    assert [row.position for row in found] == [1, 2, 3]


def test_a_unit_named_twice_has_two_rows():
    text = PLAN.format("强化服务(市科技局负责)。优化环境。(责任单位:市科技局)")
    assert [quote for _, quote, _ in units(text)] == ["市科技局", "市科技局"]


@pytest.mark.parametrize(
    ("words", "canonical"),
    [
        ("市科技局", ["保定市科学技术局"]),
        ("市发展改革委、市发改委", ["保定市发展和改革委员会"] * 2),
        ("市人社局", ["保定市人力资源和社会保障局"]),
        ("市委组织部", ["中共保定市委组织部"]),
        ("市财政局,各县(市、区)政府", ["保定市财政局", "保定市各县(市、区)政府"]),
        ("市工业和信息化局、科技局", ["保定市工业和信息化局", "保定市科学技术局"]),
        ("涿州市政府", ["涿州市人民政府"]),
        ("徐水区政府", ["保定市徐水区人民政府"]),
    ],
)
def test_canonical_names(words, canonical):
    assert names(PLAN.format(f"支持创新。(责任单位:{words})")) == canonical


def test_the_heading_of_a_list_is_no_task_text():
    task = rows(PLAN.format("支持创新。(责任单位:市科技局)"), "tasks")[0]
    assert task.text == "支持创新"
    assert task.quote.endswith("(责任单位:市科技局)")


def test_units_know_their_names_in_texts():
    found = rows(PLAN.format("甲。(责任单位:市发改委)\n3.乙。丙。(责任单位:市发展改革委)"), "units")
    assert spread(found, "canonical_name", "aliases", "unit_type", "is_collective") == [
        ("保定市发展和改革委员会", ("市发展改革委", "市发改委"), "department", False)
    ]
    collective = rows(PLAN.format("甲。(责任单位:各县(市、区)政府)"), "units")
    assert spread(collective, "is_collective", "unit_type") == [(True, "government")]


def test_without_a_list_there_is_nobody():
    assert rows(PLAN.format("优化环境。"), "task_units") == ()
    assert rows(PLAN.format("优化环境。"), "units") == ()


def test_two_lines_below_several_items_count_for_each():
    text = HEAD + (
        "(一)提升园区\n1.精准定位。明确方向。\n2.精准提升。完善设施。\n牵头单位:市发改委\n配合单位:市商务局\n"
    )
    assert units(text) == [
        ("1.", "市发改委", "lead"),
        ("1.", "市商务局", "support"),
        ("2.", "市发改委", "lead"),
        ("2.", "市商务局", "support"),
    ]


def test_a_line_covers_only_what_no_line_above_covers():
    text = HEAD + (
        "(一)提升园区\n1.精准定位。明确方向。\n2.精准提升。完善设施。\n责任单位:市发改委\n3.精准对接。强化对接。\n"
        "4.精准服务。优化服务。\n责任单位:市商务局\n"
    )
    assert [(label, quote) for label, quote, _ in units(text)] == [
        ("1.", "市发改委"),
        ("2.", "市发改委"),
        ("3.", "市商务局"),
        ("4.", "市商务局"),
    ]


def test_a_bracket_on_a_line_of_its_own_counts_for_the_items_above():
    text = (
        HEAD + "(一)提升园区\n1.甲计划。推进甲。\n2.乙计划。推进乙。\n(责任单位:市科技局)\n(二)建设。推进。\n"
    )
    assert [(label, quote) for label, quote, _ in units(text)] == [("1.", "市科技局"), ("2.", "市科技局")]


def test_lists_of_several_sentences_belong_to_one_item():
    text = PLAN.format("强化服务。(市科技局负责)优化环境。(责任单位:市财政局)")
    assert [quote for _, quote, _ in units(text)] == ["市科技局", "市财政局"]


def test_a_station_in_brackets_is_that_of_the_townships():
    assert names(PLAN.format("造林。责任单位:各乡镇(林业站)、市林业局。")) == [
        "保定市各乡镇",
        "保定市各乡镇林业站",
        "保定市林业局",
    ]


def test_a_plan_of_the_state_names_its_ministries():
    text = (
        "国务院关于促进创新的行动计划(2021-2023年)\n一、主要任务\n1.支持创新。优化环境。(发展改革委、财政部按职责分工负责)\n"
        "2.完善服务。提升质量。(各省级人民政府负责)\n"
    )
    assert names(text) == ["国家发展和改革委员会", "财政部", "各省级人民政府"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("工业和信息化部等八部门关于推进信息消费的行动计划(2021-2023年)", "国家发展和改革委员会"),
        ("保定市国家创新型城市建设行动计划(2021-2023年)", "保定市发展和改革委员会"),
        ("全国文明城市创建行动计划(2021-2023年)", "发展改革委"),
    ],
)
def test_a_plan_is_of_the_state_by_who_issues_it(title, found):
    assert names(f"{title}\n一、主要任务\n1.支持创新。优化。(责任单位:发展改革委)\n2.服务。提升。\n") == [
        found
    ]
