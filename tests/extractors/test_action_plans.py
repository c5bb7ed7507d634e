"""Phrases of action plans: spans of years, lists with days in them, heads of lists, headings that prescribe nothing."""

from __future__ import annotations

from datetime import date

import pytest
from support import GOALS, PLAN, document, only_row, rows, spread, tables


def units(text):
    """Return what each task's lists say: label of the task, words, role."""
    found = tables(text)
    labels = {row.task_id: row.label for row in found["tasks"]}
    return [(labels[row.task_id], row.quote, row.role) for row in found["task_units"]]


@pytest.mark.parametrize(
    "words", ["三年内建成科普基地20个。", "两年内建设科普基地20个。", "3年内打造科普基地20个。"]
)
def test_a_length_of_time_is_no_end_of_the_year(words):
    target = only_row(rows(PLAN.format(words), "targets"))
    assert (target.indicator, target.due_on) == ("科普基地", date(2020, 12, 31))


UNDATED = (
    "天水市生活垃圾分类三年行动方案\n一、行动目标\n{}\n二、主要任务\n1.完善服务。优化环境。\n2022年3月18日\n"
)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("利用三年时间(2022—2024年),基本建成分类体系。", (2022, 2024)),
        ("通过两年努力(2022-2023年),基本建成分类体系。", (2022, 2023)),
        ("用5年左右的时间(2022-2026年),基本建成分类体系。", (2022, 2026)),
        ("上一轮三年行动(2018—2020年)成效明显。", None),
        ("落实《城市更新三年行动(2022—2024年)》。", None),
    ],
)
def test_years_that_spell_out_a_length_of_time_are_the_period(words, years):
    found = document(UNDATED.format(words))
    if years is None:
        assert found.period_start is None
    else:
        assert (found.period_start.year, found.period_end.year) == years


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("目标任务", "goal"),
        ("年度目标任务", "goal"),
        ("基本情况", "context"),
        ("本方案自印发之日起实施,有效期至2023年12月31日。", "other"),
    ],
)
def test_parts_that_prescribe_nothing(heading, role):
    text = f"{PLAN.format('优化环境。')}二、{heading}\n做强产业,完善体系。\n"
    found = rows(text, "sections")[-1]
    assert found.role == role
    assert len(rows(text, "tasks")) == 2


@pytest.mark.parametrize(
    "words",
    [
        "2020年12月底前完成",
        "2020年底前",
        "持续推进",
        "长期坚持",
        "年内取得明显成效",
        "2019年6月30日前完成",
        "并长期坚持",
    ],
)
def test_a_day_in_a_list_leaves_it_a_list(words):
    found = units(PLAN.format(f"建设平台。(市民政局、市财政局、市消防救援支队,{words})\n"))
    assert found == [
        ("1.", "市民政局", "responsible"),
        ("1.", "市财政局", "responsible"),
        ("1.", "市消防救援支队", "responsible"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "生活垃圾分类示范街道6个、示范小区120个。",
            [("生活垃圾分类示范街道", 6), ("生活垃圾分类示范小区", 120)],
        ),
        (
            "品种改良累计完成8.5万亩,其中2018年完成2.5万亩、2019年完成3万亩。",
            [("品种改良", 8.5), ("品种改良", 2.5), ("品种改良", 3)],
        ),
        ("困难家庭适老化改造累计完成5万户。", [("困难家庭适老化改造", 5)]),
        ("每千名老年人配备社会工作者数保持1人以上。", [("每千名老年人配备社会工作者数", 1)]),
        ("改造提升区域性中心敬老院350所。", [("改造提升区域性中心敬老院", 350)]),
        ("撤并利用率较低的敬老院200所以上。", [("撤并利用率较低的敬老院", 200)]),
    ],
)
def test_heads_of_lists(words, found):
    assert spread(rows(GOALS.format(words), "targets"), "indicator", "value") == found


def test_a_sites_counters_and_numbers_around_a_text_without_line_breaks():
    body = (
        "一、主要任务 1.完善设施。推进设施建设,健全收运体系。 2.加强宣传。组织开展宣传活动。"
        + "加强监督考核,落实各项措施。" * 20
    )
    text = (
        "当前位置：首页 > 政策文件 天水市生活垃圾分类行动方案 发布时间：2022-03-21 10:35 浏览次数：1286 【字体：大 中 小】 "
        f"{body} 分享到： 打印 关闭 主办：天水市人民政府办公室 网站标识码：6205000001 陇ICP备05000386号 甘公网安备 62050202000123号"
    )
    roles = {row.quote: row.role for row in rows(text, "numerals")}
    assert [roles[quote] for quote in ("1286", "6205000001", "05000386", "62050202000123")] == ["page"] * 4
