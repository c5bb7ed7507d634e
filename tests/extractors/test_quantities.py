"""A number with its unit and the words that compare."""

from __future__ import annotations

import pytest

from extractors.mentions.quantities import quantities
from extractors.text.folding import fold


def read(text):
    folded = fold(text)
    return [
        (
            text[one.numeral.start : one.numeral.end],
            text[slice(*one.unit)] if one.unit else None,
            one.comparator,
        )
        for one in quantities(folded)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is written next to the number
        ("占地区生产总值(GDP)的比重达到2.5%以上", ("2.5", "%", "gte")),
        ("打造10家以上新型研发机构", ("10", "家", "gte")),
        ("每年转化科技成果不低于100项", ("100", "项", "gte")),
        ("新建众创空间不少于3家", ("3", "家", "gte")),
        ("建设至少1家众创空间", ("1", "家", "gte")),
        ("产业技术研究院超过12家", ("12", "家", "gt")),
        ("省级以上技术创新中心突破63家", ("63", "家", "gt")),
        ("旅游总收入超100亿元", ("100", "亿元", "gt")),
        ("达到10099家", ("10099", "家", "eq")),
        ("城镇登记失业率控制在4.5%以内", ("4.5", "%", "lte")),
        ("单位能耗控制在80千克以下", ("80", "千克", "lte")),
        ("办理时限不超过5天", ("5", "天", "lte")),
        ("失业率低于5%", ("5", "%", "lt")),
        ("公园附属公厕150座左右", ("150", "座", "approx")),
        ("新造游艇约20艘", ("20", "艘", "approx")),
        ("科技创新平台270余家", ("270", "家", "approx")),
        ("接近1000万人次", ("1000", "万人次", "approx")),
        ("打造3-5个省级科技创新示范县", ("3-5", "个", "range")),
        ("增加值提高20个百分点", ("20", "个百分点", "eq")),
        # units
        ("技术市场合同交易金额超过40亿元", ("40", "亿元", "gt")),
        ("总规模达到200亿元", ("200", "亿元", "eq")),
        ("实现产值1.5万亿元", ("1.5", "万亿元", "eq")),
        ("带动就业1万名", ("1", "万名", "eq")),
        ("按技术交易额的1‰", ("1", "‰", "eq")),
        ("降低１０％", ("１０", "％", "eq")),
        ("两化融合指数达到88。", ("88", None, "eq")),
        ("总额达到5亿。", ("5", "亿", "eq")),
        ("占到全省的1/3以上", ("1/3", None, "gte")),
        ("引进两家研究院", ("两", "家", "eq")),
        ("达到 200 家", ("200", "家", "eq")),
    ],
)
def test_quantity(text, found):
    assert read(text) == [found]


@pytest.mark.parametrize("text", ["鼓励企业柔性引才", "第三产业", "十九大精神", "几十家企业", "A1地块"])
def test_no_quantity(text):
    assert read(text) == []


def test_percent_of_a_range_belongs_to_both_ends():
    for text in ("5-20%之间", "5%-20%之间"):
        ((words, unit, comparator),) = read(text)
        assert (unit, comparator) == ("%", "range"), words


def test_a_point_of_percent_is_no_percent():
    ((_, unit, _),) = read("比上年提高2个百分点")
    assert unit == "个百分点"


def test_several_in_text_order():
    assert read("给予30万元、20万元和10万元奖励") == [
        ("30", "万元", "eq"),
        ("20", "万元", "eq"),
        ("10", "万元", "eq"),
    ]
