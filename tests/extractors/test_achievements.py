"""Achievements: what a reply or a review reports as reached."""

from __future__ import annotations

from datetime import date

import pytest
from support import GOALS, PLAN, REPLY, only_row, rows, spread

DAY = date(2019, 4, 8)


@pytest.mark.parametrize(
    ("words", "indicator", "comparator", "value", "unit"),
    [
        ("保定市现建有院士工作站31家。", "院士工作站", "eq", 31, "家"),
        ("现有科技创新平台270余家。", "科技创新平台", "approx", 270, "家"),
        ("累计建成众创空间20家。", "众创空间", "eq", 20, "家"),
        ("高新技术企业达到700家。", "高新技术企业", "eq", 700, "家"),
        ("旅游总收入超100亿元。", "旅游总收入", "gt", 100, "亿元"),
        ("接待游客量突破1000万人次。", "接待游客量", "gt", 1000, "万人次"),
    ],
)
def test_a_reply_reports(words, indicator, comparator, value, unit):
    row = only_row(rows(REPLY.format(words), "achievements"))
    assert (row.indicator, row.comparator, row.value, row.unit) == (indicator, comparator, value, unit)
    assert row.as_of == DAY
    assert row.quote == words.removesuffix("。")


def test_several_in_a_sentence():
    words = "保定市现建有院士工作站31家,产业技术研究院、工程技术研究中心、重点实验室等科技创新平台270余家。"
    found = rows(REPLY.format(words), "achievements")
    assert spread(found, "value_text", "value", "comparator") == [("31", 31, "eq"), ("270", 270, "approx")]


def test_a_year_of_its_own_dates_a_result():
    row = only_row(rows(REPLY.format("2018年，高新技术企业达到700家。"), "achievements"))
    assert row.as_of == date(2018, 12, 31)


@pytest.mark.parametrize(
    "words", ["高新技术企业增长到700家。", "每年新增众创空间20家。", "打造3-5个示范县。"]
)
def test_a_plan_undertakes(words):
    for frame in (GOALS, PLAN):
        assert rows(frame.format(words), "achievements") == ()


@pytest.mark.parametrize(
    "words",
    [
        "以保定国家级高新区、保定经开区等14家开发区为重点,高标准制定产业规划。",
        "参加5.18廊坊经洽会等活动。",
        "全面实施园区共建、产业联盟六种协同创新模式。",
        "对新认定的市级协同创新基地给予一次性奖励10万元。",
        "加快5G网络布局。",
    ],
)
def test_no_achievement(words):
    assert rows(REPLY.format(words), "achievements") == ()


def test_next_steps_of_a_reply_are_targets():
    text = REPLY.removesuffix("\n2019年4月8日\n").format("现建有院士工作站31家。") + (
        "下一步，我市将重点做好以下工作：\n一、深入实施创新战略。2019年力争新增4家院士工作站。\n\n2019年4月8日\n"
    )
    assert spread(rows(text, "achievements"), "indicator", "value") == [("院士工作站", 31)]
    columns = ("indicator", "value", "due_on", "deadline_basis", "modality")
    assert spread(rows(text, "targets"), *columns) == [
        ("院士工作站", 4, date(2019, 12, 31), "explicit", "aspirational")
    ]


def test_figures_that_a_report_expects_for_its_year_are_reported():
    report = (
        "政府工作报告\n——2026年1月25日在广东省第十四届人民代表大会第五次会议上\n"
        "一、2025年工作回顾\n预计高新技术企业达7.4万家。项目总投资100亿元。\n二、2026年重点工作\n优化环境。\n"
    )
    assert spread(rows(report, "achievements"), "indicator", "value", "unit") == [
        ("高新技术企业", 7.4, "万家")
    ]


def test_a_running_year_is_told_up_to_the_documents_day():
    row = only_row(rows(REPLY.format("2019年，高新技术企业达到700家。"), "achievements"))
    assert row.as_of == DAY


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("游艇码头于2018年6月投入运营,建成49个泊位。", "游艇码头泊位"),
        ("通过举办棒球锦标赛、影展等高品质赛事100场以上。", "高品质赛事"),
    ],
)
def test_what_is_counted_is_named_in_full(words, indicator):
    assert only_row(rows(REPLY.format(words), "achievements")).indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("2018年“五一”假期接待游客81万人次。", "2018-12-31"),
        ("2025年“五一”假期接待游客81万人次。", "2025-05-05"),
        ("2023年国庆假期接待游客81万人次。", "2023-10-06"),
        ("举办2025年亚洲棒球锦标赛等赛事100场以上。", None),
        ("截至2024年6月,已建成泊位49个。", "2024-06-30"),
    ],
)
def test_the_day_of_a_reported_figure(sentence, as_of):
    text = (
        "对某市第十三届人民代表大会第二次会议第18号建议的答复\n某某代表:\n您提出的建议收悉,现答复如下:\n"
        "一、大力发展旅游业。\n一是打造品牌。{}\n二是做好对接。持续推进。\n"
    ).replace("{}", sentence)
    row = rows(text, "achievements")[0]
    assert (str(row.as_of) if row.as_of else None) == as_of
