"""Work reports: the year under review is reported, the year ahead is promised."""

from __future__ import annotations

from datetime import date

from support import document, rows, spread

REPORT = (
    "政府工作报告\n——2026年1月25日在北京市第十六届人民代表大会第四次会议上\n北京市市长 殷勇\n"
    "一、2025年工作回顾\n过去一年,高新技术企业达到700家。\n"
    "二、“十五五”时期主要目标任务\n到2030年，地区生产总值达到7万亿元。\n"
    "三、2026年重点工作\n今年经济社会发展主要预期目标是：地区生产总值增长5%左右，城镇调查失业率控制在5%以内。\n"
    "一是完善服务。新增停车设施场景30个以上。\n二是改善民生。优化环境。\n"
)
YEAR = date(2026, 12, 31)


def test_its_day_and_its_year():
    found = document(REPORT)
    assert (found.document_type, found.jurisdiction_name) == ("work_report", "北京市")
    assert found.issued_on == date(2026, 1, 25)
    assert (found.period_start, found.period_end) == (date(2026, 1, 1), YEAR)


def test_the_year_ahead_is_promised():
    assert spread(rows(REPORT, "targets"), "indicator", "measure", "comparator", "value", "due_on") == [
        ("地区生产总值", "level", "eq", 7, date(2030, 12, 31)),
        ("地区生产总值", "growth", "approx", 5, YEAR),
        ("城镇调查失业率", "level", "lte", 5, YEAR),
        ("停车设施场景", "increment", "gte", 30, YEAR),
    ]


def test_expected_goals_are_expected():
    found = {(row.indicator, row.value): row.nature for row in rows(REPORT, "targets")}
    assert found["地区生产总值", 5] == found["城镇调查失业率", 5] == "expected"
    assert found["停车设施场景", 30] is None


def test_the_year_under_review_is_reported():
    columns = ("indicator", "value", "unit", "as_of")
    assert spread(rows(REPORT, "achievements"), *columns) == [("高新技术企业", 700, "家", date(2025, 12, 31))]


def test_tasks_are_done_or_planned():
    assert spread(rows(REPORT, "tasks"), "title", "status", "due_on") == [
        ("2025年工作回顾", "done", None),
        ("完善服务", "planned", YEAR),
        ("改善民生", "planned", YEAR),
    ]
