"""Incentives: sums, rates and caps that are promised."""

from __future__ import annotations

import pytest
from support import PLAN, only_row, rows, spread, tables

COLUMNS = ("value_text", "unit", "form", "amount_kind", "beneficiary", "basis")
# words: value_text, unit, form, amount_kind, beneficiary, basis of each
PROMISES = {
    "对新认定的市级协同创新基地给予一次性奖励10万元。": [
        ("10", "万元", "reward", "fixed", "新认定的市级协同创新基地", None)
    ],
    "对省认定的“科技小镇”,给予50万元资金支持。": [
        ("50", "万元", "funding", "fixed", "省认定的“科技小镇”", None)
    ],
    "对新认定的市级以上技术转移、技术交易机构等给予10万元的一次性奖励。": [
        ("10", "万元", "reward", "fixed", "新认定的市级以上技术转移、技术交易机构", None)
    ],
    "对促成京津高校和科研院所向我市企业转化科技成果的中介服务机构,按技术交易额的1‰给予年度最高10万元的奖励。": [
        (
            *("1", "‰", "reward", "rate"),
            "促成京津高校和科研院所向我市企业转化科技成果的中介服务机构",
            "技术交易额",
        ),
        (
            *("10", "万元", "reward", "cap"),
            "促成京津高校和科研院所向我市企业转化科技成果的中介服务机构",
            None,
        ),
    ],
    "对域外机构投资我市科技成果转化项目并取得显著效益的,按投资额的1%予以最高100万元的补贴。": [
        ("1", "%", "subsidy", "rate", "域外机构投资我市科技成果转化项目并取得显著效益", "投资额"),
        ("100", "万元", "subsidy", "cap", "域外机构投资我市科技成果转化项目并取得显著效益", None),
    ],
}


@pytest.mark.parametrize("words", PROMISES)
def test_promises(words):
    assert spread(rows(PLAN.format(words), "incentives"), *COLUMNS) == PROMISES[words]


def test_grades_that_are_written_out_head_their_own_sums():
    found = rows(PLAN.format("对国家级、省级众创空间分别给予100万元、50万元奖励。"), "incentives")
    assert spread(found, "value", "beneficiary") == [(100, "国家级众创空间"), (50, "省级众创空间")]


def test_grades_have_a_row_each():
    words = "对新认定的国家、省、市级产业技术创新联盟分别给予一次性30万元、20万元和10万元奖励。"
    found = rows(PLAN.format(words), "incentives")
    assert spread(found, "value", "form", "amount_kind") == [
        (30, "reward", "fixed"),
        (20, "reward", "fixed"),
        (10, "reward", "fixed"),
    ]
    assert all("产业技术创新联盟" in row.beneficiary for row in found)
    assert len({row.beneficiary for row in found}) == 3
    assert {row.quote for row in found} == {words.removesuffix("。")}


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("对新认定的众创空间给予20万元奖励。", "reward"),
        ("对新认定的众创空间给予20万元奖补。", "reward"),
        ("对新认定的众创空间给予20万元补贴。", "subsidy"),
        ("对新认定的众创空间给予20万元补助。", "subsidy"),
        ("对新认定的众创空间给予20万元贴息。", "subsidy"),
        ("对新认定的众创空间给予20万元资金支持。", "funding"),
    ],
)
def test_forms(words, form):
    assert spread(rows(PLAN.format(words), "incentives"), "form", "value", "unit") == [(form, 20, "万元")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("对众创空间给予最高20万元的奖励。", "cap"),
        ("对众创空间按投资额的10%给予补助。", "rate"),
        ("对众创空间按不超过10%的比例给予补助。", "rate"),
        ("对众创空间给予20万元的奖励。", "fixed"),
    ],
)
def test_kinds(words, kind):
    assert [row.amount_kind for row in rows(PLAN.format(words), "incentives")] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "给予特殊的政策支持。",
        "合作共建的科技创新基金总规模达到200亿元,重点用于支持科技成果转化。",
        "全市技术市场合同交易金额超过40亿元。",
        "支持企业设立研发机构,比例达到30%。",
        "综合运用无偿资助、贷款贴息、风险投资等方式。",
        "宽容失败,重奖成功。",
        "每年选派100名科技特派员助力精准脱贫。",
        "给予创新最大的支持和包容。",
    ],
)
def test_no_incentive(words):
    assert rows(PLAN.format(words), "incentives") == ()


@pytest.mark.parametrize("words", PROMISES)
def test_what_is_promised_is_no_target(words):
    assert rows(PLAN.format(words), "targets") == ()
    ledger = [row for row in rows(PLAN.format(words), "numerals") if row.role == "incentive"]
    assert [row.quote for row in ledger] == [one[0] for one in PROMISES[words]]


def test_a_year_that_bounds_a_sum_binds():
    words = "对中介服务机构,按技术交易额的1‰给予年度最高10万元的奖励。"
    assert ("年度", "annual") in spread(rows(PLAN.format(words), "deadlines"), "quote", "recurrence")


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("被评为五星级的给予10万元补贴。", "被评为五星级"),
        ("第一类资助对象每人每月资助400元。", "第一类资助对象"),
    ],
)
def test_whom_without_a_preposition(words, whom):
    assert only_row(rows(PLAN.format(words), "incentives")).beneficiary == whom


@pytest.mark.parametrize(
    "words",
    [
        "发放高龄补贴32亿元。",
        "重度残疾人护理补贴标准从209元提高到217元。",
        "就业补助资金支出进度6月底要达到50%。",
        "耕地地力保护补贴发放率达到100%。",
    ],
)
def test_money_that_is_no_promise_of_support(words):
    assert rows(PLAN.format(words), "incentives") == ()


def test_what_is_supported_each_is_neither_promise_nor_target():
    found = tables(PLAN.format("对就业工厂每吸纳1人给予3000元的一次性奖补。"))
    assert [row.value for row in found["incentives"]] == [3000]
    assert not found.get("targets")


# words: value, unit, amount_kind, beneficiary of each
SUPPORT = {
    "对新认定为国家高新技术企业的，一次性给予20万元奖励；通过重新认定的，给予10万元奖励。": [
        (20, "万元", "fixed", "新认定为国家高新技术企业"),
        (10, "万元", "fixed", "通过重新认定"),
    ],
    "对参加省级以上展会的企业，按展位费的80%给予补贴，单个企业每年最高补贴10万元。": [
        (80, "%", "rate", "参加省级以上展会的企业"),
        (10, "万元", "cap", "参加省级以上展会的企业"),
    ],
    "新引进的制造业项目，固定资产投资1亿元以上的，按实际投资额的6%给予补助，最高不超过1000万元。": [
        (6, "%", "rate", "新引进的制造业项目"),
        (1000, "万元", "cap", "新引进的制造业项目"),
    ],
    "超过100亿元的，每增加100亿元再奖励100万元。": [(100, "万元", "fixed", "超过100亿元")],
    "企业通过并购盘活低效用地的，按30元/㎡给予奖励，单家企业最高不超过100万元。": [
        (30, "元/㎡", "fixed", "企业通过并购盘活低效用地"),
        (100, "万元", "cap", "企业通过并购盘活低效用地"),
    ],
    "对租用标准厂房的企业，给予租金补贴，首年100%、次年50%，补贴标准最高每平方米每月15元。": [
        (100, "%", "rate", "租用标准厂房的企业"),
        (50, "%", "rate", "租用标准厂房的企业"),
        (15, "元", "cap", "租用标准厂房的企业"),
    ],
    "对成套设备给予补助，成套设备最高200万元，单台设备最高100万元。": [
        (200, "万元", "cap", "成套设备"),
        (100, "万元", "cap", "单台设备"),
    ],
    "对入选省级计划的团队，给予100万元—500万元项目资助。": [(100, "万元", "fixed", "入选省级计划的团队")],
    "对获得国家资金支持的项目，按1:0.5给予配套。": [(0.5, None, "rate", "获得国家资金支持的项目")],
    "企业研发费用超过1000万元的，对其研发费用存量部分按1%予以补助。": [
        (1, "%", "rate", "企业研发费用超过1000万元")
    ],
    "首次升规工业企业奖励10万元，首次升规服务业企业奖励5万元。": [
        (10, "万元", "fixed", "首次升规工业企业"),
        (5, "万元", "fixed", "首次升规服务业企业"),
    ],
    "给予新入规企业10万元奖励。": [(10, "万元", "fixed", "新入规企业")],
    "获得国家地理标志产品的，奖20万元；获得绿色食品认证的，每个奖2万元。": [
        (20, "万元", "fixed", "获得国家地理标志产品"),
        (2, "万元", "fixed", "获得绿色食品认证"),
    ],
    "符合条件的博士后，在站期间每人每年给予10万元生活补助。": [(10, "万元", "fixed", "符合条件的博士后")],
    "对贷款项目，补助比例分别上浮2个、4个百分点给予补助。": [
        (2, "个百分点", "rate", "贷款项目"),
        (4, "个百分点", "rate", "贷款项目"),
    ],
}


@pytest.mark.parametrize("words", SUPPORT)
def test_support_of_measures(words):
    found = rows(PLAN.format(words), "incentives")
    assert spread(found, "value", "unit", "amount_kind", "beneficiary") == SUPPORT[words]
    assert rows(PLAN.format(words), "targets") == ()


@pytest.mark.parametrize(
    ("words", "whoms"),
    [
        (
            "对年产值首次达到1亿元、5亿元、10亿元的企业，分别给予10万元、30万元、50万元奖励。",
            [f"年产值首次达到{grade}亿元的企业" for grade in (1, 5, 10)],
        ),
        (
            "对新认定的单项冠军企业、“小巨人”企业、中小企业，分别奖励100万元、50万元、20万元。",
            ["新认定的单项冠军企业", "新认定的“小巨人”企业", "新认定的中小企业"],
        ),
        (
            "获得中国专利金奖、银奖、优秀奖的，分别按50万元/项、30万元/项、10万元/项给予奖励。",
            ["获得中国专利金奖", "获得中国专利银奖", "获得中国专利优秀奖"],
        ),
        (
            "对1类新药，完成Ⅰ期、Ⅱ期、Ⅲ期临床试验的，分别给予500万元、1000万元、2000万元奖励。",
            [f"1类新药，完成{grade}期临床试验" for grade in "ⅠⅡⅢ"],
        ),
        (
            "对获得科学技术奖一等奖、二等奖的单位，分别奖励30万元和10万元。",
            ["获得科学技术奖一等奖的单位", "获得科学技术奖二等奖的单位"],
        ),
        (
            "对获评AAAAA级、AAAA级旅游景区的，分别给予100万元、50万元奖励。",
            ["获评AAAAA级旅游景区", "获评AAAA级旅游景区"],
        ),
        (
            "对引进中国500强企业、民营500强企业总部的中介机构，给予20万元奖励。",
            ["引进中国500强企业、民营500强企业总部的中介机构"],
        ),
    ],
)
def test_grades_each_have_their_own_words(words, whoms):
    assert [row.beneficiary for row in rows(PLAN.format(words), "incentives")] == whoms


def test_a_cap_before_a_list_is_for_all_of_it():
    found = rows(PLAN.format("完成Ⅱ期、Ⅲ期临床试验的，分别给予最高300万元、800万元奖励。"), "incentives")
    assert [row.amount_kind for row in found] == ["cap", "cap"]


def test_a_limit_in_a_sentence_of_its_own_is_for_the_one_it_names():
    found = rows(PLAN.format("对新药给予100万元奖励。单个企业每年累计不超过500万元。"), "incentives")
    assert spread(found, "value", "amount_kind", "beneficiary") == [
        (100, "fixed", "新药"),
        (500, "cap", "单个企业"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "对参展企业给予补贴50万元，每家企业每年不超过5个展位。",
        "对国家级孵化器，每成功孵化1家高新技术企业奖励10万元。",
        "对年税收首次突破1000万元、3000万元的企业，分别奖励10万元、20万元。",
        "为企业提供担保的，年担保费率不得超过1%，按担保额的0.5%给予补助。",
        "年销售额超过5000万元，按0.5%给予奖励。",
    ],
)
def test_conditions_and_limits_of_support_are_no_targets(words):
    assert rows(PLAN.format(words), "targets") == ()


def test_a_goal_beside_support_stays_a_target():
    words = "对新上规企业给予10万元奖励，力争到2025年培育规上企业100家。"
    assert [row.value for row in rows(PLAN.format(words), "targets")] == [100]


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("企业新增贷款，按实际支付利息的50%给予贴息。", "实际支付利息"),
        ("对软件企业，分别按其税收地方留成部分的50%、60%给予奖励。", "税收地方留成部分"),
        ("对研发企业，对其增量部分按5%予以补助。", "增量部分"),
        ("给予参展企业80%的补贴。", None),
        ("对园区企业给予不低于50%的配套支持。", None),
    ],
)
def test_what_a_rate_is_of(words, basis):
    assert {row.basis for row in rows(PLAN.format(words), "incentives")} == {basis}
