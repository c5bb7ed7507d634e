"""Tasks: the lowest enumerated unit of action, its status and its day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from support import GOALS, PLAN, REPLY, only_row, raw_texts, rows, spread

HEAD = "廊坊市科技成果转化行动计划(2016-2018年)\n"


def titles(text):
    return spread(rows(text, "tasks"), "label", "title")


def test_only_leaves_are_tasks():
    text = HEAD + "一、主要任务\n(一)平台。建设平台。\n(二)园区\n1.定位。明确方向。\n2.提升。完善设施。\n"
    assert titles(text) == [("(一)", "平台"), ("1.", "定位"), ("2.", "提升")]


@pytest.mark.parametrize("heading", ["主要任务", "重点任务", "政策措施", "保障措施", "组织保障"])
def test_parts_whose_items_are_tasks(heading):
    assert titles(f"{HEAD}一、{heading}\n(一)加强领导。成立小组。\n(二)强化考核。严格考核。\n") == [
        ("(一)", "加强领导"),
        ("(二)", "强化考核"),
    ]


@pytest.mark.parametrize("heading", ["指导思想", "基本原则", "发展目标", "行动目标"])
def test_parts_whose_items_are_none(heading):
    text = f"{HEAD}一、{heading}\n(一)坚持统筹。统筹推进。\n(二)坚持创新。推动创新。\n二、主要任务\n(一)平台。建设平台。\n"
    assert titles(text) == [("(一)", "平台")]


def test_goals_with_dashes_are_no_tasks():
    assert titles(GOALS.format("——创新能力显著提升。全面提升。\n——创新环境不断优化。持续优化。")) == [
        ("1.", "完善服务")
    ]


def test_leaf_sections_of_chapters_are_tasks():
    assert titles(
        "保定市科技创新“十四五”规划\n第一章 推进创新\n第一节 建设平台\n建设平台。\n第二节 培育主体\n培育主体。\n"
    ) == [
        ("第一节", "建设平台"),
        ("第二节", "培育主体"),
    ]


def test_points_of_a_measure_are_the_tasks():
    text = HEAD + "一、政策措施\n(一)支持项目。一是支持龙头企业。帮助融资。二是支持团队。给予奖励。\n"
    assert titles(text) == [("一是", "支持龙头企业"), ("二是", "支持团队")]


def test_a_planned_task():
    task = rows(PLAN.format("支持创新平台建设。"), "tasks")[0]
    assert (task.label, task.title, task.text, task.status, task.position) == (
        "1.",
        "提升创新能力",
        "支持创新平台建设",
        "planned",
        1,
    )
    assert task.quote == "1.提升创新能力。支持创新平台建设。"


@pytest.mark.parametrize(
    ("words", "due_on", "basis"),
    [
        ("到2019年,完善创新体系。", date(2019, 12, 31), "explicit"),
        ("2019年6月底前完成改革。", date(2019, 6, 30), "explicit"),
        ("2019年启动建设,到2020年基本建成。", date(2020, 12, 31), "explicit"),
        ("支持创新平台建设。", date(2020, 12, 31), "document"),
        ("每年选派100名科技特派员。", date(2020, 12, 31), "document"),
        ("落实《保定市开发区建设发展规划(2018-2025年)》,推进建设。", date(2020, 12, 31), "document"),
    ],
)
def test_due(words, due_on, basis):
    task = rows(PLAN.format(words), "tasks")[0]
    assert (task.due_on, task.deadline_basis) == (due_on, basis)
    assert (task.deadline_id is None) == (basis == "document")


def test_a_plan_without_a_period_sets_no_day():
    task = rows("保定市科技创新行动计划\n一、主要任务\n1.提升能力。支持创新。\n", "tasks")[0]
    assert (task.due_on, task.deadline_basis, task.deadline_id) == (None, "none", None)


def test_a_reply_reports_first_and_plans_then():
    text = (
        REPLY.removesuffix("\n2019年4月8日\n").format("已建成平台。")
        + "下一步，我市将重点做好以下工作：\n一、积极承接产业转移。推进对接。\n二、深入实施创新战略。加快布局。\n\n2019年4月8日\n"
    )
    assert spread(rows(text, "tasks"), "label", "status", "due_on") == [
        ("一是", "done", None),
        ("二是", "done", None),
        ("一、", "planned", None),
        ("二、", "planned", None),
    ]


def test_a_task_holds_what_stands_in_it():
    text = PLAN.format("到2019年,众创空间达到20家。(责任单位:市科技局)")
    task = rows(text, "tasks")[0]
    for table in ("targets", "deadlines", "task_units"):
        row = only_row([one for one in rows(text, table) if one.char_start > task.char_start])
        assert row.task_id == task.task_id, table


@pytest.mark.parametrize(
    ("name", "count"),
    [("001_2c1d7a2fca281c92.txt", 35), ("003_61ad411d8b1f8f89.txt", 22), ("004_a0f7cbe909d062c0.txt", 12)],
)
def test_tasks_of_the_sources_do_not_overlap(name, count):
    found = rows(raw_texts()[name], "tasks")
    assert all(row.char_end <= later.char_start for row, later in pairwise(found))
    assert [row.position for row in found] == list(range(1, len(found) + 1))
    assert len(found) >= count - 5
