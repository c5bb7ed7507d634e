"""One name for a carrier, however a document writes it; nothing that names do not show is made one."""

from __future__ import annotations

import pytest

from extractors.lexicons.carriers import carrier_name, class_name, class_nouns_of, cores
from extractors.lexicons.divisions import by_name
from extractors.lexicons.tables import read_table

BAODING, SHIJIAZHUANG, BEIJING = (by_name(name)[0] for name in ("保定市", "石家庄市", "北京市"))

SAME = [
    ("保定高新区", "保定国家高新技术产业开发区"),
    ("保定国家级高新区", "保定国家高新技术产业开发区"),
    ("保定市高新技术产业开发区", "保定国家高新技术产业开发区"),
    ("河北省保定市高新区", "保定国家高新技术产业开发区"),
    ("石家庄经开区", "石家庄经济技术开发区"),
    ("燕郊国家高新区", "燕郊高新技术产业开发区"),
    ("固安高新区", "固安高新技术产业开发区"),
    ("杭州综保区", "杭州综合保税区"),
    ("周口国家农高区", "周口国家农业高新技术产业示范区"),
    ("福建自贸试验区平潭片区", "中国(福建)自由贸易试验区平潭片区"),
    ("自由贸易试验区正定片区", "中国(河北)自由贸易试验区正定片区"),
    ("河北·京南国家科技成果转移转化示范区", "河北京南国家科技成果转移转化示范区"),
    ("京南科技成果转移转化示范区", "河北京南国家科技成果转移转化示范区"),
    ("河北白洋淀科技城", "白洋淀科技城"),
    ("河北涿州高新区", "涿州高新技术产业开发区"),
    ("国家保定高新技术产业开发区", "保定国家高新技术产业开发区"),
    ("广东自贸试验区南沙片区", "中国(广东)自由贸易试验区广州南沙新区片区"),
    ("涿州国家级农业科技园区", "涿州国家农业科技园区"),
]
NOT_SAME = [
    ("保定高新区", "石家庄高新区"),
    ("固安高新区", "京南固安高新区"),
    ("鹿泉经开区", "鹿泉区开发区"),
    ("廊坊开发区", "廊坊经济技术开发区"),
    ("涞水经济开发区", "涞水经开区"),
    ("保定中关村创新中心", "中关村创新中心"),
    ("京津冀军民融合创新示范区", "京津合作示范区"),
    ("教育部云南高等研究院", "教育部宁夏高等研究院"),
    ("嘉陵江实验室", "嘉陵江重庆实验室"),
    ("深圳科创产业园", "保定深圳高新技术科技创新产业园"),
    ("自由贸易试验区片区", "中国(河北)自由贸易试验区正定片区"),
]


@pytest.mark.parametrize(("written", "canonical"), SAME)
def test_one_carrier(written, canonical):
    assert carrier_name(written, BAODING).canonical == canonical
    assert carrier_name(canonical, BAODING).canonical == canonical


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_another_carrier(one, other):
    assert carrier_name(one, BAODING).canonical != carrier_name(other, BAODING).canonical


def test_the_lexicon_tells_level_and_place():
    assert carrier_name("保定高新区", BAODING)[1:] == ("national", "130600")
    assert carrier_name("满城省级农业科技园区", BAODING)[1:] == ("provincial", "130607")
    assert carrier_name("装备制造产业园", SHIJIAZHUANG)[1:] == (None, None)
    assert carrier_name("装备制造产业园", None)[1:] == (None, None)


@pytest.mark.parametrize(("written", "canonical"), SAME)
def test_a_name_that_tells_its_place_means_the_same_wherever_it_is_written(written, canonical):
    for place in (BAODING, SHIJIAZHUANG, BEIJING, None):
        assert carrier_name(written, place).canonical == canonical


@pytest.mark.parametrize(
    "name",
    ["鼓楼高新区", "长安高新区", "东区孵化器", "城南工业园", "滨江科技园", "绿谷星创天地", "装备制造产业园"],
)
def test_a_name_that_many_places_may_have_is_the_speakers(name):
    found = {carrier_name(name, place).canonical for place in (BAODING, SHIJIAZHUANG, BEIJING)}
    assert len(found) == 3
    assert carrier_name(name, BAODING).canonical.endswith("(保定市)")


@pytest.mark.parametrize(
    "name", ["京津冀协同创新示范园", "中关村创新中心", "台湾创业园", "深圳科创产业园", "京津合作产业园"]
)
def test_a_partner_or_a_brand_does_not_tell_where_it_lies(name):
    found = {carrier_name(name, place) for place in (BAODING, SHIJIAZHUANG)}
    assert len({one.canonical for one in found}) == 2
    assert {one.jurisdiction_code for one in found} == {None}


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("市大数据中心", "保定市大数据中心"),
        ("省大数据中心", "河北省大数据中心"),
        ("保定市大数据中心", "保定市大数据中心"),
        ("数智“保定”创新中心", "数智保定创新中心"),
    ],
)
def test_the_owner_is_named(name, canonical):
    assert carrier_name(name, BAODING).canonical == canonical


def test_a_region_or_a_zone_of_the_speakers_tells_where_it_lies():
    chongqing = by_name("重庆市")[0]
    assert carrier_name("两江新区", chongqing)[::2] == ("两江新区", "500157")
    assert carrier_name("中关村科学城", BEIJING).canonical == "中关村科学城"


def test_a_district_may_bear_the_name_of_a_far_city():
    chaoyang = by_name("朝阳市")[0]
    assert carrier_name("朝阳高新区", BEIJING).canonical != carrier_name("朝阳高新区", chaoyang).canonical


@pytest.mark.parametrize("county", ["承德县高新区", "岳阳县经开区", "新乡县高新区"])
def test_a_countys_zone_is_not_the_citys(county):
    city = county.replace("县", "")
    assert carrier_name(city, None).level == "national"
    assert carrier_name(county, None).canonical != carrier_name(city, None).canonical
    assert carrier_name(county, None).level is None


def test_classes_with_two_names_are_one():
    assert class_name("综保区") == class_name("综合保税区") == "综合保税区"
    assert class_name("重点实验室") == "重点实验室"
    assert "高新技术产业开发区" in class_nouns_of("高新区")
    assert class_nouns_of("综合保税区") == ("综保区",)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("京南国家科技成果转移转化试验区", "京南科技成果转移转化示范区", True),
        ("金凤实验室", "金凤重庆实验室", True),
        ("新华三图灵小镇", "新华三青海图灵小镇", True),
        ("鹿泉经开区", "鹿泉区开发区", True),
        ("保定高新技术产业开发区", "石家庄高新技术产业开发区", False),
        ("满城省级农业科技园区", "曲阳省级农业科技园区", False),
    ],
)
def test_names_that_nearly_agree(one, other, near):
    assert bool(set(cores(one)) & set(cores(other))) == near


def test_areas_of_trade_zones_lie_in_provinces():
    for row in read_table("trade_zone_areas"):
        zone = f"中国({row['province']})自由贸易试验区"
        assert carrier_name(f"{row['province']}自贸试验区", None).canonical == zone
        assert carrier_name(f"自贸试验区{row['area']}片区", None).canonical == f"{zone}{row['name']}片区"


def test_names_of_national_zones_stay():
    for row in read_table("national_zones"):
        assert carrier_name(row["written"], None).canonical == row["name"]
        assert carrier_name(row["name"], None) == (row["name"], "national", row["code"])
