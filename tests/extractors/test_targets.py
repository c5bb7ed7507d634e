"""Targets: numbers that somebody undertakes to reach."""

from __future__ import annotations

from datetime import date

import pytest
from support import GOALS, PLAN, REPLY, only_row, rows, spread

END = date(2020, 12, 31)


def goals(words):
    return rows(GOALS.format(words), "targets")


def tasks(words):
    return rows(PLAN.format(words), "targets")


# words: indicator, measure, comparator, value, unit
ONE = {
    # level
    "高新技术企业增长到700家。": ("高新技术企业", "level", "eq", 700, "家"),
    "科技型中小企业达到10099家。": ("科技型中小企业", "level", "eq", 10099, "家"),
    "省级以上重点实验室达到11家以上。": ("省级以上重点实验室", "level", "gte", 11, "家"),
    "产业技术研究院超过12家。": ("产业技术研究院", "level", "gt", 12, "家"),
    "省级以上技术创新中心(工程技术研究中心)突破63家。": (
        *("省级以上技术创新中心(工程技术研究中心)", "level", "gt", 63, "家"),
    ),
    "国家级星创天地增长到 11家。": ("国家级星创天地", "level", "eq", 11, "家"),
    "市级科技创新平台达到 200 家。": ("市级科技创新平台", "level", "eq", 200, "家"),
    "常设技术交易市场增加到2个。": ("常设技术交易市场", "level", "eq", 2, "个"),
    "万人发明专利拥有量达到8件以上。": ("万人发明专利拥有量", "level", "gte", 8, "件"),
    "科技进步对经济增长的贡献率达到60%以上。": ("科技进步对经济增长的贡献率", "level", "gte", 60, "%"),
    "全社会研究与试验发展(R&D)经费占地区生产总值(GDP)的比重达到2.5%以上。": (
        *("全社会研究与试验发展(R&D)经费占地区生产总值(GDP)的比重", "level", "gte", 2.5, "%"),
    ),
    "全市主要农作物良种覆盖率稳定在98%以上。": ("主要农作物良种覆盖率", "level", "gte", 98, "%"),
    "到2020年,五大战略性新兴产业增加值达到400亿元。": (
        *("五大战略性新兴产业增加值", "level", "eq", 400, "亿元"),
    ),
    "到2020年,两化融合指数达到88。": ("两化融合指数", "level", "eq", 88, None),
    "全市技术市场合同交易金额超过40亿元。": ("技术市场合同交易金额", "level", "gt", 40, "亿元"),
    "到2020年,全市授权发明专利超过8000件。": ("授权发明专利", "level", "gt", 8000, "件"),
    "高新技术企业达到７００家。": ("高新技术企业", "level", "eq", 700, "家"),
    "规模以上工业企业研发投入占主营业务的收入比例达1%。": (
        *("规模以上工业企业研发投入占主营业务的收入比例", "level", "eq", 1, "%"),
    ),
    # increment
    "与京津合作共建科技成果转化载体50个。": ("科技成果转化载体", "increment", "eq", 50, "个"),
    "建立农业科技创新平台9家。": ("农业科技创新平台", "increment", "eq", 9, "家"),
    "培育农业科技小巨人企业70家。": ("农业科技小巨人企业", "increment", "eq", 70, "家"),
    "新建8家院士工作站。": ("院士工作站", "increment", "eq", 8, "家"),
    "打造10家以上新型研发机构。": ("新型研发机构", "increment", "gte", 10, "家"),
    "建成30个科技小镇。": ("科技小镇", "increment", "eq", 30, "个"),
    "新增高新技术企业120家。": ("高新技术企业", "increment", "eq", 120, "家"),
    "新建各类协同创新平台、基地达到50家。": ("各类协同创新平台、基地", "increment", "eq", 50, "家"),
    "引进两家新型研发机构。": ("新型研发机构", "increment", "eq", 2, "家"),
    "新增就业不少于28万人。": ("就业", "increment", "gte", 28, "万人"),
    "改造99座二类公厕。": ("改造二类公厕", "increment", "eq", 99, "座"),
    "拟建公园附属公厕150座左右。": ("公园附属公厕", "increment", "approx", 150, "座"),
    "新建5G基站2000个。": ("5G基站", "increment", "eq", 2000, "个"),
    # growth
    "地区生产总值年均增长5%-6%。": ("地区生产总值", "growth", "range", 5, "%"),
    "一般公共预算收入年均增长10.6%。": ("一般公共预算收入", "growth", "eq", 10.6, "%"),
    "规模以上工业增加值年均增长6%以上。": ("规模以上工业增加值", "growth", "gte", 6, "%"),
    # reduction
    "单位地区生产总值能耗下降15%。": ("单位地区生产总值能耗", "reduction", "eq", 15, "%"),
    "PM2.5平均浓度下降15%以上。": ("PM2.5平均浓度", "reduction", "gte", 15, "%"),
    "单位能耗压减10%。": ("单位能耗", "reduction", "eq", 10, "%"),
    # approximate, at most, between
    "科技特派员达到200名左右。": ("科技特派员", "level", "approx", 200, "名"),
    "城镇登记失业率控制在4.5%以内。": ("城镇登记失业率", "level", "lte", 4.5, "%"),
    "城镇登记失业率低于5%。": ("城镇登记失业率", "level", "lt", 5, "%"),
    "全市常住人口达到1000万左右。": ("常住人口", "level", "approx", 1000, "万"),
    "打造3-5个省级科技创新示范县。": ("省级科技创新示范县", "increment", "range", 3, "个"),
}


@pytest.mark.parametrize("words", ONE)
@pytest.mark.parametrize("place", [goals, tasks])
def test_one_target(words, place):
    target = only_row(place(words))
    indicator, measure, comparator, value, unit = ONE[words]
    assert (target.indicator, target.measure, target.comparator) == (indicator, measure, comparator)
    assert (target.value, target.unit, target.due_on) == (value, unit, END)
    assert target.quote == words.removesuffix("。")


@pytest.mark.parametrize(
    ("words", "value_text", "value", "value_max"),
    [
        ("打造3-5个省级科技创新示范县。", "3-5", 3, 5),
        ("每个开发区聚焦2—3个重点产业。", "2—3", 2, 3),
        ("技术合同交易额占到全省的1/3以上。", "1/3", 0.3333333333, None),
        ("引进两家新型研发机构。", "两", 2, None),
        ("技术合同交易额达到8,000万元。", "8,000", 8000, None),
    ],
)
def test_the_numeral_alone(words, value_text, value, value_max):
    text = PLAN.format(words)
    target = only_row(rows(text, "targets"))
    assert text[target.value_start : target.value_end] == target.value_text == value_text
    assert target.value == pytest.approx(value)
    assert target.value_max == value_max


@pytest.mark.parametrize(
    ("words", "value", "unit", "normalized", "plain"),
    [
        ("总规模达到200亿元。", 200, "亿元", 200e8, "元"),
        ("高新技术企业达到700家。", 700, "家", 700, "家"),
        ("带动就业达到1万名。", 1, "万名", 10_000, "名"),
        ("贡献率达到60%以上。", 60, "%", 60, "%"),
        ("总装机容量达到100万千瓦。", 100, "万千瓦", 1_000_000, "千瓦"),
    ],
)
def test_units_are_multiplied_out(words, value, unit, normalized, plain):
    target = only_row(goals(words))
    assert (target.value, target.unit) == (value, unit)
    assert (target.value_normalized, target.unit_normalized) == (normalized, plain)


@pytest.mark.parametrize(
    ("words", "due_on", "basis", "recurrence"),
    [
        ("到2019年,众创空间达到20家。", date(2019, 12, 31), "explicit", "once"),
        ("2019年,众创空间达到20家。", date(2019, 12, 31), "explicit", "once"),
        ("2019年6月底前,众创空间达到20家。", date(2019, 6, 30), "explicit", "once"),
        ("“十四五”期间,打造5个众创空间。", date(2025, 12, 31), "explicit", "once"),
        ("众创空间达到20家。", END, "document", "once"),
        ("每年新增众创空间20家。", END, "document", "annual"),
        ("到2019年,体系基本形成。众创空间达到20家。", date(2019, 12, 31), "section", "once"),
        ("众创空间达到20家。到2019年,体系基本形成。", END, "document", "once"),
        ("企业研发投入年均增长10%。", END, "document", "annual"),
    ],
)
def test_days(words, due_on, basis, recurrence):
    target = only_row(tasks(words))
    assert (target.due_on, target.deadline_basis, target.recurrence) == (due_on, basis, recurrence)
    assert (target.deadline_id is None) == (basis == "document")


def test_a_goal_line_dates_the_points_below_it():
    found = goals(
        "到2019年,体系基本形成。\n——创新主体增加。高新技术企业增长到700家。\n——平台提升。众创空间达到20家。"
    )
    assert spread(found, "due_on", "deadline_basis") == [(date(2019, 12, 31), "section")] * 2


def test_a_plan_without_a_period_leaves_the_day_open():
    target = only_row(rows("保定市科技创新行动计划\n一、主要任务\n1.提升。众创空间达到20家。\n", "targets"))
    assert (target.due_on, target.deadline_basis, target.deadline_id) == (None, "none", None)


@pytest.mark.parametrize(
    ("words", "modalities"),
    [
        ("众创空间达到20家。", ["firm"]),
        ("力争众创空间达到20家。", ["aspirational"]),
        ("争取建设省级以上国际科技合作基地16个。", ["aspirational"]),
        ("力争每年新增高新技术企业120家、入库后备高新技术企业250家。", ["aspirational"] * 2),
        ("力争众创空间达到20家。星创天地达到11家。", ["aspirational", "firm"]),
        ("确保众创空间达到20家。", ["firm"]),
        ("支持企业新建众创空间20家。", ["firm"]),
    ],
)
def test_modality(words, modalities):
    assert [row.modality for row in tasks(words)] == modalities


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("组织保定市每县建设2家以上众创空间(星创天地)。", "每县"),
        ("鼓励每所高等学校建设1家以上众创空间。", "每所高等学校"),
        ("每个高新区、开发区要聚焦2个重点产业。", "每个高新区、开发区"),
        ("为各区至少培育1家培训示范基地。", "各区"),
        ("众创空间达到20家。", None),
        ("每年新增众创空间20家。", None),
    ],
)
def test_whom_each_counts_for(words, per):
    assert only_row(tasks(words)).per == per


# words: (indicator, measure, value) each
SEVERAL = {
    # a chain of verbs one of which does names what is done to each item
    "修订和废止地方性法规6部、规章3件。": [
        ("修订和废止地方性法规", "increment", 6),
        ("修订和废止规章", "increment", 3),
    ],
    "新建和改扩建学校20所、医院5家。": [
        ("新建和改扩建学校", "increment", 20),
        ("新建和改扩建医院", "increment", 5),
    ],
    "国家级众创空间增长到16家,国家级星创天地增长到 11家,院士工作站增长到39家。": [
        ("国家级众创空间", "level", 16),
        ("国家级星创天地", "level", 11),
        ("院士工作站", "level", 39),
    ],
    "到2020年,市级以上众创空间达到120家,其中国家级众创空间达到16家;市级以上科技企业孵化器达到50家;国家级星创天地11家。": [
        ("市级以上众创空间", "level", 120),
        ("国家级众创空间", "level", 16),
        ("市级以上科技企业孵化器", "level", 50),
        ("国家级星创天地", "level", 11),
    ],
    "每年重点支持引进2个高层次产业创新创业团队和20名科技型创新创业英才,新建8家院士工作站。": [
        ("高层次产业创新创业团队", "increment", 2),
        ("科技型创新创业英才", "increment", 20),
        ("院士工作站", "increment", 8),
    ],
    "到2020年,建立农业科技创新平台9家,培育农业科技小巨人企业70家,全市主要农作物良种覆盖率稳定在98%以上。": [
        ("农业科技创新平台", "increment", 9),
        ("农业科技小巨人企业", "increment", 70),
        ("主要农作物良种覆盖率", "level", 98),
    ],
    "2020年,省级以上产业技术创新联盟超过11个、市级产业技术创新联盟增加到35个。": [
        ("省级以上产业技术创新联盟", "level", 11),
        ("市级产业技术创新联盟", "level", 35),
    ],
    "全市生产总值、一般公共预算收入年均增长分别达到6%以上、10.6%,总量分别达到8000亿元、1000亿元。": [
        ("生产总值", "growth", 6),
        ("一般公共预算收入", "growth", 10.6),
        ("生产总值总量", "level", 8000),
        ("一般公共预算收入总量", "level", 1000),
    ],
    "森林覆盖率、空气优良天数比率分别达到42.7%、64%。": [
        ("森林覆盖率", "level", 42.7),
        ("空气优良天数比率", "level", 64),
    ],
}


@pytest.mark.parametrize("words", SEVERAL)
def test_several_targets(words):
    assert spread(goals(words), "indicator", "measure", "value") == SEVERAL[words]


def test_classes_that_share_one_number_are_one_indicator():
    words = "力争省级以上重点实验室、工程研究中心(工程实验室)、产业技术研究院、企业技术中心增长到160家。"
    target = only_row(tasks(words))
    assert target.indicator == "省级以上重点实验室、工程研究中心(工程实验室)、产业技术研究院、企业技术中心"
    assert (target.value, target.modality) == (160, "aspirational")


@pytest.mark.parametrize(
    "words",
    [
        "高质量发展“4+4”现代产业。",
        "构建 “253”新型制造业体系。",
        "加快5G网络布局。",
        "围绕“2+4+N”格局打造承接平台。",
        "着力争创“中国制造2025”试点示范城市建设。",
        "充分发挥财政资金的“四两拨千斤”作用。",
        "研究建立成果对接、重点举措、转化落地三个清单。",
        "高效聚集政策、资本、高端人才、创新文化、领军企业、高校院所等六大创新要素。",
        "加快推进安大线、容易线两条雄安建材通道。",
        "实施“新九通一平”基础设施。",
        "做好3岁以下婴幼儿照护服务。",
        "深入贯彻党的十九大精神。",
        "打通科技成果转化的“最后一公里”。",
        "对新认定的市级协同创新基地给予一次性奖励10万元。",
        "2018年到2020年,是保定市全面建成小康社会的关键时期。",
        "参加5.18廊坊经洽会。",
        "完善第三方评估机制。",
        "落实《保定市战略性新兴产业发展三年行动计划(2018—2020年)》。",
        "加强与中关村“一区十六园”的合作。",
        "咨询电话:0312-3088120。",
        "将可增加就业5000人。",
        "预计带动投资100亿元。",
        "注册资本500万元以上的企业可申报。",
        "证书有效期3年。",
    ],
)
@pytest.mark.parametrize("place", [goals, tasks])
def test_no_target(words, place):
    assert place(words) == ()


def test_reported_results_are_no_targets():
    assert rows(REPLY.format("保定市现建有院士工作站31家,科技创新平台270余家。"), "targets") == ()


def test_a_number_said_again_points_back():
    found = rows(
        "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n到2020年,国家级众创空间增长到16家。\n二、主要任务\n"
        "1.双创。到2020年,国家级众创空间达到16家。\n2.服务。优化环境。\n",
        "targets",
    )
    first, second = found
    assert (first.restates_target_id, second.restates_target_id) == (None, first.target_id)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("督促企业配备食品安全员,规模以上企业配备率100%。", 100),
        ("不合格食品核查处置按时完成率100%。", 100),
        ("查办食品安全案件3500起以上。", 3500),
        ("全年铺排重点项目400个。", 400),
    ],
)
def test_a_task_asks_for_a_bare_number(words, value):
    assert [row.value for row in tasks(words)] == [value]


def test_a_heading_that_sets_goals_makes_bare_numbers_targets():
    text = "定西市关于下达2024年度劳务输转目标任务的通知\n一、目标任务\n(一)劳务输转。全市劳务收入198亿元。\n二、工作要求\n1.压实责任。加强领导。\n"
    assert [(row.indicator, row.value) for row in rows(text, "targets")] == [("劳务收入", 198)]


@pytest.mark.parametrize(
    "words", ["12345热线办结率保持在99%以上。", "“12345”政务服务便民热线办结率达到99%。"]
)
def test_a_hotline_is_a_name(words):
    assert {row.value for row in tasks(words)} == {99}
