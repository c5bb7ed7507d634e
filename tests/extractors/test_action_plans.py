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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("每县(市、区)至少建有1所县级供养服务机构。", [("县级供养服务机构", "gte", 1)]),
        ("垃圾收集后在48小时内完成交接登记。", [("垃圾收集后完成交接登记", "lte", 48)]),
        ("确保24小时内送达主要城市。", [("送达主要城市", "lte", 24)]),
        ("按每百户不少于20平方米的标准配建养老服务设施。", [("每百户配建养老服务设施", "gte", 20)]),
        ("带动全市银发经济规模突破500亿元。", [("银发经济规模", "gt", 500)]),
        ("新建100亩以上种质资源圃2个。", [("100亩以上种质资源圃", "eq", 2)]),
        (
            "建设示范点20个,每个镇(街道)至少1个。",
            [("示范点", "eq", 20), ("示范点", "gte", 1)],
        ),
        ("十里工业园区规划建设加工产业园1000亩。", [("加工产业园", "eq", 1000)]),
        (
            "创建全国医养结合示范县(市、区)3—5个、示范机构10家以上。",
            [("全国医养结合示范县(市、区)", "range", 3), ("全国医养结合示范机构", "gte", 10)],
        ),
    ],
)
def test_what_items_undertake(words, found):
    assert spread(rows(PLAN.format(words), "targets"), "indicator", "comparator", "value") == found


def test_a_day_in_the_list_of_units_dates_the_item():
    target = only_row(rows(PLAN.format("打造旅游线路2条。(市文旅局牵头;2019年6月底前)\n"), "targets"))
    assert (target.due_on, target.deadline_basis) == (date(2019, 6, 30), "section")


def test_what_a_plan_tells_of_a_year_that_is_over():
    told = "2020年全县荔枝种植面积达54.6万亩,鲜果产值11.3亿元。"
    text = f"灵山县荔枝产业三年行动方案(2021—2023年)\n一、基本情况\n{told}\n二、主要任务\n1.完善服务。优化环境。\n"
    found = rows(text, "achievements")
    assert spread(found, "indicator", "value", "as_of") == [
        ("荔枝种植面积", 54.6, date(2020, 12, 31)),
        ("鲜果产值", 11.3, date(2020, 12, 31)),
    ]
    assert rows(text, "targets") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "对命名的市级示范小区由市财政一次性奖补5万元,省级示范小区奖补10万元。",
            [(5, "命名的市级示范小区"), (10, "省级示范小区")],
        ),
        (
            "对新建养老机构,按每张床位1万元给予补贴,改扩建的按每张床位5000元给予补助。",
            [(1, "新建养老机构"), (5000, "改扩建")],
        ),
        (
            "对80周岁以上低收入老年人,按每人每月不低于100元的标准发放高龄津贴。",
            [(100, "80周岁以上低收入老年人")],
        ),
        ("对符合条件的机构给予补助,其中对考核优秀的给予不超过5万元的奖励。", [(5, "考核优秀")]),
    ],
)
def test_whom_amounts_are_for(words, found):
    assert spread(rows(PLAN.format(words), "incentives"), "value", "beneficiary") == found


def test_items_of_one_sentence_share_its_list():
    text = PLAN.format("包括：①布局助餐网点；②给予运营补助；③推广助餐模式。(市民政局牵头,市商务局参与)")
    assert units(text) == [
        (label, words, role)
        for label in "①②③"
        for words, role in (("市民政局", "lead"), ("市商务局", "support"))
    ]


def test_a_unit_that_acts_together_with_others():
    found = units(PLAN.format("由市人力资源社会保障局会同市民政局、市教育局建立认定制度。"))
    assert found == [
        ("1.", "市人力资源社会保障局", "responsible"),
        ("1.", "市民政局", "support"),
        ("1.", "市教育局", "support"),
    ]


def test_a_list_before_the_next_heading_of_a_text_without_line_breaks():
    text = "保定市行动计划(2018-2020年) 一、主要任务 1.完善设施。推进建设。(市科技局、市财政局) 2.加强宣传。组织活动。(市教育局、市民政局) "
    assert [(label, words) for label, words, _ in units(text)] == [
        ("1.", "市科技局"),
        ("1.", "市财政局"),
        ("2.", "市教育局"),
        ("2.", "市民政局"),
    ]


def test_lines_of_so_many_characters():
    body = (
        "到2020年,全市设施面积由2015年的19.6万亩扩大到30万亩,其中2018年完成2.5万亩、2019年完成3万亩、2020年完成3万亩;"
        "建设标准化生产基地,推广水肥一体化、无人机飞防、绿色防控等技术,完善田间道路和灌溉设施,提高产地商品化处理能力,"
        "健全冷链物流体系,支持企业建设预冷库,发展农产品电子商务,打造区域公用品牌,推进农文旅融合发展,"
        "加强技术培训,组建专家服务团队,引导社会资本投入,完善利益联结机制,促进农民增收致富,增强市场竞争力,年产量达到16万吨。"
    )
    lines = "\n".join(body[at : at + 32] for at in range(0, len(body), 32))
    found = rows(GOALS.format(lines), "targets")
    assert found[-1].value == 16
    assert found[-1].deadline_basis == "explicit"
