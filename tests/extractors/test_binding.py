"""Which times bind: what dates a commitment or is the document's own period, and what only tells."""

from __future__ import annotations

from datetime import date

import pytest
from support import rows, spread

#: A plan without years in its title, issued in 2022.
PLAN = (
    "保定市推进数字经济发展实施方案\n一、发展基础\n{}\n二、主要任务\n1.提升能力。{}\n2.完善服务。优化环境。\n"
    "保定市人民政府\n2022年3月3日\n"
)
#: A plan for the years 2021 to 2025.
FIVE_YEARS = "保定市“十四五”科技创新规划\n一、发展目标\n{}\n二、主要任务\n1.完善服务。优化环境。\n"
REPORT = (
    "保定市2026年政府工作报告\n——2026年1月27日在保定市第十六届人民代表大会第五次会议上\n各位代表：\n一、工作回顾\n{}\n"
    "二、2026年工作安排\n今年是关键一年。{}\n（一）扩大内需。促进消费。\n"
)


def bound(text):
    return [row.quote for row in rows(text, "deadlines")]


@pytest.mark.parametrize(
    ("phrase", "quotes"),
    [
        ("到2025年，建成10个平台。", ["到2025年"]),
        ("2025年底前，建成10个平台。", ["2025年底前"]),
        ("6月底前完成方案编制。", ["6月底前"]),
        ("（2023年12月底前完成）", ["2023年12月底前"]),
        ("每年选派100名特派员，每两年评估一次。", ["每年", "每两年"]),
        ("从2022年起，设立专项资金。", ["从2022年起"]),
        ("“十四五”期间，新增企业100家。", ["“十四五”期间"]),
        ("“十四五”，打造3个园区。", ["“十四五”"]),
        ("2025年举办世界机器人大会。", ["2025年"]),
        # names, editions, events
        ("落实“十四五”规划部署。", []),
        ("衔接“十五五”规划目标。", []),
        ("办好2022年北京冬奥会。", []),
        ("依据《城市绿化条例》（2017年修订）。", []),
        ("附件是指标体系（2023年版）。", []),
        ("落实《河北省行动计划（2021-2025年）》。", []),
        # history
        ("2018年以来，成立了协会。", []),
        ("截至2021年底，已有平台31家。", []),
        ("2021年，全市实现产值100亿元。", []),
        ("产值较2020年翻一番。", []),
        # what a year is
        ("2022年是全面推进乡村振兴的关键一年。", []),
        ("2022年既是产业发展年，也是项目建设提速之年。", []),
        ("从2020年的100家增加。", []),
        # force of the document
        ("本方案自2022年4月1日起施行，有效期至2027年3月31日。", []),
        ("本方案自印发之日起施行，有效期5年。", []),
    ],
)
def test_in_a_task(phrase, quotes):
    assert bound(PLAN.format("基础良好。", phrase)) == quotes


@pytest.mark.parametrize(
    "phrase",
    [
        "2022年，全市建成平台31家。",
        "每年新增企业100家。",
        "“十三五”期间，建成平台31家。",
        "去年，每季度开展调度。",
    ],
)
def test_what_a_plan_starts_from(phrase):
    assert bound(PLAN.format(phrase, "优化环境。")) == []


@pytest.mark.parametrize(
    ("phrase", "quotes"),
    [
        ("“十四五”时期是我市转型的关键时期。", ["“十四五”", "“十四五”时期"]),
        ("“十四五”期间，累计新建改造管网3500公里。", ["“十四五”", "“十四五”期间"]),
        ("2022年，启动二期工程。", ["“十四五”", "2022年"]),
        ("2019年，启动一期工程。", ["“十四五”"]),
        ("2020年现状\n2025年目标\n", ["“十四五”", "2025年目标"]),
        ("编制“十五五”规划。", ["“十四五”"]),
        ("展望2035年，建成创新型城市。", ["“十四五”", "2035年"]),
    ],
)
def test_in_a_plan_of_five_years(phrase, quotes):
    assert bound(FIVE_YEARS.format(phrase)) == quotes


@pytest.mark.parametrize(
    ("review", "ahead", "quotes"),
    [
        ("2025年是“十四五”收官之年。", "实现“十五五”良好开局。", []),
        ("每年开展活动100场次。", "谋划“十五五”重大项目。", []),
        ("“十四五”期间，建成平台31家。", "衔接“十五五”规划目标。", []),
        ("老旧小区改造较2020年翻番。", "到2030年，产值突破100亿元。", ["到2030年"]),
        ("去年增长5%。", "支持企业上半年投产。", ["上半年"]),
        ("去年增长5%。", "“十五五”时期是夯实基础的关键时期。", []),
        ("去年增长5%。", "“十五五”时期主要目标是：产值突破100亿元。", ["“十五五”时期"]),
        ("去年增长5%。", "完成“十五五”目标任务。", []),
        ("去年增长5%。", "每季度调度一次。", ["每季度"]),
    ],
)
def test_in_a_report(review, ahead, quotes):
    assert bound(REPORT.format(review, ahead)) == ["2026年", "2026年", *quotes]


def test_the_own_title_binds_each_time():
    text = (
        "关于切实加强2015年造林绿化工作的通知\n平潭综合实验区管委会关于切实加强2015年造林绿化工作的通知\n区直有关单位：\n"
        "根据《福建省人民政府办公厅关于切实抓好2015年造林绿化工作的通知》精神，通知如下：\n一、提高认识\n加强领导。\n"
    )
    assert bound(text) == ["2015年", "2015年"]


@pytest.mark.parametrize(
    ("phrase", "due", "basis"),
    [
        ("到2023年，建成平台10个。", date(2023, 12, 31), "explicit"),
        ("到2023年，服务更好。建成平台10个。", date(2023, 12, 31), "section"),
        ("年底前建成平台10个。", date(2022, 12, 31), "document"),
        ("今年建成平台10个。", date(2022, 12, 31), "document"),
        ("明年建成平台10个。", date(2023, 12, 31), "document"),
        ("建成平台10个（2023年底前完成）。", date(2023, 12, 31), "explicit"),
        ("建成平台10个。完成时限：2023年12月底。", date(2023, 12, 31), "section"),
        ("建成平台10个。以上任务须于2023年6月底前完成。", date(2023, 6, 30), "section"),
        ("到2023年，服务更好。利用3年时间，建成平台10个。", None, "none"),
        ("到2023年，服务更好。每年建成平台10个。", None, "none"),
        ("建成平台10个，到2023年，服务更好。", None, "none"),
        ("6月底前启动建设，建成平台10个。", date(2022, 6, 30), "explicit"),
        ("上半年开工。建成平台10个。", None, "none"),
        ("上半年开工，年底前建成平台10个。", date(2022, 12, 31), "document"),
    ],
)
def test_what_governs_a_number(phrase, due, basis):
    assert spread(rows(PLAN.format("基础良好。", phrase), "targets"), "due_on", "deadline_basis") == [
        (due, basis)
    ]


def test_a_heading_dates_what_stands_below_it():
    text = (
        "保定市实施方案\n一、“十五五”时期主要任务\n（一）发展目标。到2030年，环境更好。到2035年，全面建成。\n"
        "（二）重点工作。建成平台10个。\n二、2026年工作安排\n（一）扩大内需。建成市场5个。\n"
    )
    assert spread(rows(text, "targets"), "value", "due_on", "deadline_basis") == [
        (10, date(2030, 12, 31), "section"),
        (5, date(2026, 12, 31), "section"),
    ]


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("自印发之日起3个月内出台细则。", date(2022, 6, 3)),
        ("于本文印发后30日内报送。", date(2022, 4, 2)),
        ("年底前完成。", date(2022, 12, 31)),
        ("2022年6月底前启动，2024年底前完成。", date(2024, 12, 31)),
        ("6月底前启动，年底前完成。", date(2022, 12, 31)),
    ],
)
def test_when_a_task_is_due(phrase, due):
    assert rows(PLAN.format("基础良好。", phrase), "tasks")[0].due_on == due
