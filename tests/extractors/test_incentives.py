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
