"""Platforms: named carriers, counted classes, and what is neither."""

from __future__ import annotations

import pytest
from support import GOALS, PLAN, REPLY, rows, spread, tables


def mentions(words, kinds=("named", "counted")):
    found = rows(PLAN.format(words), "platform_mentions")
    return [
        (row.quote, row.mention_kind, row.platform_type, row.level)
        for row in found
        if row.mention_kind in kinds
    ]


# words: quote, type, level of each named carrier
NAMED = {
    "依托保定高新区发展产业。": [("保定高新区", "高新区", None)],
    "全面推进保定国家高新区、白洋淀科技城、长城汽车科技园、高碑店国际创新园、涿州国家农业科技园区建设。": [
        ("保定国家高新区", "高新区", "national"),
        ("白洋淀科技城", "科技城", None),
        ("长城汽车科技园", "科技园", None),
        ("高碑店国际创新园", "创新园", None),
        ("涿州国家农业科技园区", "农业科技园区", "national"),
    ],
    "依托保定高新区、涞水经济开发区、易县经济开发区发展产业。": [
        ("保定高新区", "高新区", None),
        ("涞水经济开发区", "经开区", None),
        ("易县经济开发区", "经开区", None),
    ],
    "廊坊开发区、燕郊高新区要当好排头兵。": [("廊坊开发区", "开发区", None), ("燕郊高新区", "高新区", None)],
    "推进满城、曲阳、蠡县、博野等省级农业科技园区建设。": [
        ("满城", "农业科技园区", "provincial"),
        ("曲阳", "农业科技园区", "provincial"),
        ("蠡县", "农业科技园区", "provincial"),
        ("博野等省级农业科技园区", "农业科技园区", "provincial"),
    ],
    "落实石保廊全面创新改革试验区和京南科技成果转移转化示范区政策。": [
        ("石保廊全面创新改革试验区", "试验区", None),
        ("京南科技成果转移转化示范区", "示范区", None),
    ],
    "重点推进清华大学重大科技项目(固安)中试孵化基地、中科院(廊坊)产业创新基地建设。": [
        ("清华大学重大科技项目(固安)中试孵化基地", "基地", None),
        ("中科院(廊坊)产业创新基地", "基地", None),
    ],
    "推进正定新区、石家庄高新区建设。": [("正定新区", "新区", None), ("石家庄高新区", "高新区", None)],
    "推动保定人工智能大数据孵化器建设。": [("保定人工智能大数据孵化器", "孵化器", None)],
    "以建设保定深圳高新技术科技创新产业园为契机。": [("保定深圳高新技术科技创新产业园", "产业园", None)],
}


@pytest.mark.parametrize("words", NAMED)
def test_named(words):
    assert mentions(words) == [(quote, "named", type_, level) for quote, type_, level in NAMED[words]]


# words: quote, type, level of each counted class
COUNTED = {
    "省级以上重点实验室达到11家以上。": [("省级以上重点实验室", "重点实验室", "provincial")],
    "院士工作站增长到39家。": [("院士工作站", "院士工作站", None)],
    "国家级众创空间增长到16家,国家级星创天地增长到 11家。": [
        ("国家级众创空间", "众创空间", "national"),
        ("国家级星创天地", "星创天地", "national"),
    ],
    "省级以上农业科技园区达到20家。": [("省级以上农业科技园区", "农业科技园区", "provincial")],
    "市级以上科技企业孵化器达到50家。": [("市级以上科技企业孵化器", "孵化器", "municipal")],
    "产业技术创新联盟增长到11家。": [("产业技术创新联盟", "联盟", None)],
    "建成30个科技小镇。": [("科技小镇", "小镇", None)],
    "到2020年,打造7个军民融合产学研用示范基地。": [("军民融合产学研用示范基地", "基地", None)],
    "到2020年,打造10家以上新型研发机构。": [("新型研发机构", "机构", None)],
}


@pytest.mark.parametrize("words", COUNTED)
def test_counted(words):
    found = rows(GOALS.format(words), "platform_mentions")
    assert spread(found, "quote", "platform_type", "level")[0][0] == COUNTED[words][0][0]
    assert [(row.quote, row.level) for row in found] == [(quote, level) for quote, _, level in COUNTED[words]]
    assert {row.mention_kind for row in found} == {"counted"}
    targets = {row.target_id: row for row in rows(GOALS.format(words), "targets")}
    assert all(row.quote in targets[row.target_id].indicator for row in found)


@pytest.mark.parametrize("words", [words for words in COUNTED if "机构" not in words])
def test_types_of_counted_classes(words):
    found = rows(GOALS.format(words), "platform_mentions")
    assert [row.platform_type for row in found] == [type_ for _, type_, _ in COUNTED[words]]


def test_a_level_said_first_goes_to_the_whole_list():
    words = "省级以上重点实验室、工程研究中心(工程实验室)、产业技术研究院、企业技术中心增长到160家。"
    found = rows(GOALS.format(words), "platform_mentions")
    assert spread(found, "platform_type", "level", "mention_kind") == [
        ("重点实验室", "provincial", "counted"),
        ("工程研究中心", "provincial", "counted"),
        ("产业技术研究院", "provincial", "counted"),
        ("企业技术中心", "provincial", "counted"),
    ]
    assert len({row.target_id for row in found}) == 1


def test_results_count_classes_too():
    found = tables(REPLY.format("保定市现建有院士工作站31家。"))
    row = next(row for row in found["platform_mentions"] if row.mention_kind == "counted")
    assert (row.quote, row.target_id) == ("院士工作站", None)
    assert row.achievement_id == found["achievements"][0].achievement_id


@pytest.mark.parametrize(
    "words",
    [
        "促进科研仪器设备共享,搭建人才信息共享平台。",
        "鼓励建设联合实验室、孵化器、技术转移中心。",
        "引导企业加强重点实验室、工程研究中心、企业技术中心等创新平台的建设。",
        "积极搭建企业技术创新中心和实验室等科技创新平台。",
    ],
)
def test_classes_without_name_or_number_are_generic(words):
    assert mentions(words) == []
    assert {row.mention_kind for row in rows(PLAN.format(words), "platform_mentions")} == {"generic"}


@pytest.mark.parametrize(
    "words",
    [
        "加强与雄安新区对接,指导各县(市、区)编制规划。",
        "依托北京大学、清华大学、第一医院推进合作。",
        "支持华夏幸福、新奥集团等本土龙头企业发展。",
        "争取河北军民融合产业投资基金。",
        "打造京津冀协同发展先行区。",
        "加快打造北京国际科技创新中心成果转化的首选承接地。",
        "培育一批军民融合特色产业集群。",
        "优化环境,提升服务。",
        "大力发展50家科技中介服务机构。",
    ],
)
def test_no_carrier(words):
    assert mentions(words) == []


def test_units_of_a_list_are_no_carriers():
    assert mentions("推进创新。(责任单位:高新区,市科技局)") == []
    assert mentions("推进创新。(责任单位:市科技局、廊坊开发区管委会)") == []


def test_a_carrier_is_one_however_often_it_is_named():
    found = tables(PLAN.format("依托保定国家高新区发展产业。推进保定国家高新区建设。"))
    assert spread(found["platforms"], "canonical_name", "level") == [("保定国家高新区", "national")]
    named = [row for row in found["platform_mentions"] if row.mention_kind == "named"]
    assert [row.platform_id for row in named] == [found["platforms"][0].platform_id] * 2
