"""Several starting values with several ends, and sums beside yearly figures."""

from __future__ import annotations

import pytest
from support import PLAN, rows, spread


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "卫生服务、计划生育服务补助标准分别从209元、280元提高到217元、290元。",
            [("卫生服务补助标准", 217, "元", 209), ("计划生育服务补助标准", 290, "元", 280)],
        ),
        (
            "污水处理率、垃圾处理率分别由90%、85%提高到95%、98%。",
            [("污水处理率", 95, "%", 90), ("垃圾处理率", 98, "%", 85)],
        ),
        (
            "农村低保和特困供养标准分别从每人每月700元、900元提高到800元、1000元。",
            [("农村低保标准", 800, "元", 700), ("特困供养标准", 1000, "元", 900)],
        ),
        ("高新技术企业从200家增长到400家。", [("高新技术企业", 400, "家", 200)]),
    ],
)
def test_starting_values_go_with_their_ends(words, expected):
    found = rows(PLAN.format(words), "targets")
    assert spread(found, "indicator", "value", "unit", "baseline_value") == expected
    roles = {row.quote: row.role for row in rows(PLAN.format(words), "numerals")}
    assert all(roles[str(start)] == "baseline" for *_, start in expected)


def test_a_sum_over_the_years_counts_once():
    found = rows(PLAN.format("每年培训2万人次,累计培训6万人次。"), "targets")
    assert spread(found, "value", "recurrence") == [(2, "annual"), (6, "once")]


@pytest.mark.parametrize(
    "item", ["拒绝、推诿归集政务数据的;", "100周岁及以上的老年人享受补贴的。", "未按照规定更新数据的。"]
)
def test_an_item_that_names_a_case_is_no_task(item):
    text = f"某市数据管理办法\n第一章 管理\n有下列情形之一的,责令改正:\n(一){item}\n(二)违规披露数据的。\n"
    assert rows(text, "tasks") == ()
