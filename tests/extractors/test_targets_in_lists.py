"""Targets in the company of other numbers: starting values, parts, thresholds, rates without a head of their own."""

from __future__ import annotations

from datetime import date

import pytest
from support import PLAN, only_row, rows, spread

# words: indicator, measure, comparator, value, unit of each target
TARGETS = {
    # from X to Y: one target, X is its baseline
    "地区生产总值从3826.5亿元增长到5000亿元。": [("地区生产总值", "level", "eq", 5000, "亿元")],
    "高新技术企业由200家增加到700家。": [("高新技术企业", "level", "eq", 700, "家")],
    "高新技术企业数量由2017年的200家增加到2020年的700家。": [("高新技术企业数量", "level", "eq", 700, "家")],
    # doubling
    "地区生产总值翻两番。": [("地区生产总值", "growth", "eq", 2, "番")],
    "农村居民人均可支配收入翻一番。": [("农村居民人均可支配收入", "growth", "eq", 1, "番")],
    # a service standard
    "实现48小时内放行。": [("放行", "level", "lte", 48, "小时")],
    # reductions by an amount
    "压减煤炭消费20万吨。": [("煤炭消费", "reduction", "eq", 20, "万吨")],
    # a rate of change takes the head of the number before it
    "一般公共预算收入达到100亿元、增长5%。": [
        ("一般公共预算收入", "level", "eq", 100, "亿元"),
        ("一般公共预算收入", "growth", "eq", 5, "%"),
    ],
    "高新技术企业达700家,增速超10%。": [
        ("高新技术企业", "level", "eq", 700, "家"),
        ("高新技术企业", "growth", "gt", 10, "%"),
    ],
    # an amount that says which ones are meant is none
    "年产值超过1亿元的企业达到20家。": [("年产值超过1亿元的企业", "level", "eq", 20, "家")],
    "培育5家年收入超10亿元的龙头企业。": [("年收入超10亿元的龙头企业", "increment", "eq", 5, "家")],
    "公交与轨道50米内换乘比例提升至93%。": [("公交与轨道50米内换乘比例", "level", "eq", 93, "%")],
    # parts in brackets repeat the head
    "建成70座城市一类以上公厕(其中旧城区7座,景区旅游公厕20座)。": [
        ("城市一类以上公厕", "increment", "eq", 70, "座"),
        ("旧城区城市一类以上公厕", "increment", "eq", 7, "座"),
        ("景区旅游公厕", "increment", "eq", 20, "座"),
    ],
    "市级以上众创空间达到120家(国家级16家)。": [
        ("市级以上众创空间", "level", "eq", 120, "家"),
        ("国家级众创空间", "level", "eq", 16, "家"),
    ],
    # the inside of a place is no upper bound
    "建成3个县内物流园。": [("县内物流园", "increment", "eq", 3, "个")],
}


@pytest.mark.parametrize("words", TARGETS)
def test_targets(words):
    found = spread(rows(PLAN.format(words), "targets"), "indicator", "measure", "comparator", "value", "unit")
    assert found == TARGETS[words]


@pytest.mark.parametrize(
    ("words", "baseline"),
    [("地区生产总值从3826.5亿元增长到5000亿元。", 3826.5), ("院士工作站增长到39家。", None)],
)
def test_baseline(words, baseline):
    assert only_row(rows(PLAN.format(words), "targets")).baseline_value == baseline


def test_a_starting_value_has_its_own_role_in_the_ledger():
    found = rows(PLAN.format("高新技术企业由200家增加到700家。"), "numerals")
    assert {row.quote: row.role for row in found if row.quote in ("200", "700")} == {
        "200": "baseline",
        "700": "target",
    }


def test_a_sentence_that_points_back_dates_what_stands_before_it():
    found = rows(PLAN.format("建设小区1052套。以上项目必须于2019年9月底前完成。"), "targets")
    assert spread(found, "due_on", "deadline_basis") == [(date(2019, 9, 30), "section")]


def test_a_later_time_that_does_not_point_back_dates_nothing_before_it():
    found = rows(PLAN.format("建设小区1052套。2019年9月底前完成验收。"), "targets")
    assert spread(found, "due_on", "deadline_basis") == [(date(2020, 12, 31), "document")]


def test_a_time_behind_tries_and_support_still_leaves_the_verb():
    found = only_row(rows(PLAN.format("支持企业力争到2020年新增专利100件。"), "targets"))
    assert (found.indicator, found.value, found.modality) == ("专利", 100, "aspirational")


def test_a_table_whose_head_is_printed_twice_is_read_once():
    head = "   类别    指  标    2020年基数    2025年目标    年均增长[累计]    指标属性\n"
    row = "   10.人均预期寿命(岁) 78    78.6    [0.6]    预期性\n"
    found = rows(f"保定市“十四五”规划\n{head}{head}{row}", "targets")
    assert spread(found, "value", "measure") == [(78.6, "level"), (0.6, "increment")]


@pytest.mark.parametrize(
    "text", ["第七章\n一、充分发挥职能作用。加快发展。\n二、服务。加快发展。\n", "第一节\n一、服务。加快。\n"]
)
def test_what_stands_under_a_label_without_a_heading_moves_up(text):
    found = rows(text, "sections")
    known = {row.section_id for row in found}
    assert [row.heading for row in found][-1] == "服务"
    assert all(row.parent_section_id in known for row in found if row.parent_section_id)


@pytest.mark.parametrize(
    "words",
    [
        "开展直辖30周年系列活动。",
        "提高50年一遇防洪标准建设水平。",
        "打造百亿级产业集群。",
        "许可证有效期可为1年、2年或3年。",
        "建设4孔×5米箱涵。",
        "发展2—3岁幼儿托育服务。",
    ],
)
def test_numbers_that_name_something_are_no_targets(words):
    assert rows(PLAN.format(words), "targets") == ()


def test_a_total_is_marked():
    found = rows(
        "保定市“十四五”规划\n一、发展目标\n新开工项目合计达到2912套。\n高新技术企业达到700家。\n", "targets"
    )
    assert spread(found, "value", "is_total") == [(2912, True), (700, False)]
