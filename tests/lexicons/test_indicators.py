"""What an indicator is called in every document, and its parts; each pair of names is one of plans and reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicons.divisions import by_name
from extractors.lexicons.indicators import canonical_indicator, indicator_heads, read_indicator
from extractors.lexicons.tables import read_table

BAODING, PINGTAN, CHONGQING = (by_name(name)[0] for name in ("保定市", "平潭综合实验区", "重庆市"))

SAME = [
    ("院士工作站", "院士 工作站"),
    ("全市院士工作站", "院士工作站"),
    ("保定市院士工作站数量", "院士工作站"),
    ("国家级高新技术企业", "高新技术企业数量"),
    ("省级及以上重点实验室", "省级以上重点实验室"),
    ("国家重点实验室", "国家级重点实验室"),
    ("GDP", "地区生产总值"),
    ("全社会研究与试验发展(R&D)经费占地区生产总值(GDP)的比重", "全社会研发经费投入强度"),
    ("规上工业增加值", "规模以上工业增加值"),
    ("细颗粒物(PM2.5)年均浓度", "PM2.5浓度"),
    ("城镇化率", "常住人口城镇化率"),
    ("万人发明专利拥有量", "每万人口发明专利拥有量"),
    ("专精特新“小巨人”企业", "国家级专精特新“小巨人”企业"),
    ("战略性新兴产业占规上工业增加值比重", "战略性新兴产业增加值占规上工业比重"),
    ("产业投资占全部投资比重", "产业投资占比"),
    ("实施农村供水工程", "农村供水工程"),
    ("新建和改造提升高标准农田", "新建改造高标准农田"),
    ("正常年景下粮食产量", "粮食总产量"),
    ("外贸进出口在对美贸易下降超3成的情况下", "进出口总值"),
    ("新能源汽车年产量", "新能源汽车产量"),
    ("城镇调查失业率均值", "城镇调查失业率"),
    ("地级及以上城市空气质量优良天数比率", "空气优良天数比率"),
]
NOT_SAME = [
    ("省级以上重点实验室", "重点实验室"),
    ("省级以上重点实验室", "省级重点实验室"),
    ("国家级众创空间", "市级以上众创空间"),
    ("全国重点实验室", "国家重点实验室"),
    ("市级高新技术企业", "高新技术企业"),
    ("规上工业增加值", "工业增加值"),
    ("人均地区生产总值", "地区生产总值"),
    ("海洋生产总值", "地区生产总值"),
    ("户籍人口城镇化率", "常住人口城镇化率"),
    ("城镇居民人均可支配收入", "居民人均可支配收入"),
    ("粮食综合生产能力", "粮食产量"),
    ("工业经济总量", "经济总量"),
    ("碳排放总量", "碳排放"),
    ("接待过夜游客", "接待游客"),
    ("完成投资", "投资"),
    ("城市空气质量优良天数比例", "空气质量优良天数比例"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_indicator_in_other_words(one, other):
    assert canonical_indicator(one, BAODING) == canonical_indicator(other, BAODING)


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_another_indicator(one, other):
    assert canonical_indicator(one, BAODING) != canonical_indicator(other, BAODING)


@pytest.mark.parametrize(
    ("words", "place", "canonical"),
    [
        ("平潭接待游客量", PINGTAN, "接待游客"),
        ("年接待游客规模", PINGTAN, "接待游客"),
        ("重庆经西部陆海新通道货运量", CHONGQING, "重庆经西部陆海新通道货运量"),
        ("重庆市全社会研发经费", CHONGQING, "全社会研发经费"),
        ("保定市高新技术企业", CHONGQING, "保定市高新技术企业"),
        ("保定中关村创新中心入驻企业", BAODING, "保定中关村创新中心入驻企业"),
    ],
)
def test_only_the_speakers_own_place_says_nothing(words, place, canonical):
    assert canonical_indicator(words, place) == canonical


def test_what_a_number_says_may_tell_what_is_meant():
    assert canonical_indicator("经济", BAODING, "growth") == "地区生产总值"
    assert canonical_indicator("经济", BAODING, "level") == "经济"
    assert canonical_indicator("城镇就业", BAODING, "increment") == "城镇新增就业"
    assert canonical_indicator("城镇就业", BAODING, "level") == "城镇就业"


def test_places_of_a_prefecture_alone_drop_the_class_of_city():
    assert canonical_indicator("地级城市空气质量优良天数比例", CHONGQING).startswith("地级城市")


@pytest.mark.parametrize(
    ("name", "level", "level_text", "scope", "head", "class_", "accrual"),
    [
        ("省级以上重点实验室", "provincial", "省级以上", None, "重点实验室", "carrier", "stock"),
        ("规模以上工业增加值", None, None, "规模以上工业", "增加值", "output", "flow"),
        ("宁波舟山港集装箱吞吐量", None, None, "宁波舟山港集装箱", "吞吐量", "output", "flow"),
        ("常住人口城镇化率", None, None, "常住人口", "城镇化率", "share", "share"),
        (
            "省级技术创新中心(工程技术研究中心)",
            "provincial",
            "省级",
            None,
            "技术创新中心",
            "carrier",
            "stock",
        ),
        ("司机之家", None, None, "司机之家", None, None, None),
    ],
)
def test_parts(name, level, level_text, scope, head, class_, accrual):
    read = read_indicator(name)
    assert (read.level, read.level_text, read.scope, read.head) == (level, level_text, scope, head)
    assert (read.indicator_class, read.accrual) == (class_, accrual)


@given(
    st.text(
        alphabet="省级以上国家重点实验室数量全市保定的占比重(GDP)年度旅客吞吐“” ", min_size=1, max_size=24
    )
)
def test_a_canonical_name_is_its_own(words):
    name = canonical_indicator(words, BAODING)
    assert canonical_indicator(name, BAODING) == name
    assert not set(name) & set(" “”")


def test_synonyms_lead_to_names_that_stay():
    for row in read_table("indicator_synonyms"):
        if row["where"] == "whole":
            assert canonical_indicator(row["written"], BAODING) == row["canonical"], row
            assert canonical_indicator(row["canonical"], BAODING) == row["canonical"], row
        assert row["source"], row


def test_heads_have_a_class_and_an_accrual():
    assert {accrual for _, accrual in indicator_heads().values()} == {"stock", "flow", "share"}
