from __future__ import annotations

import pytest

from extractors.lexicons.divisions import (
    by_name,
    children,
    county_short_names,
    divisions,
    full_name,
    jurisdiction,
    lies_below,
    lies_in,
    official_name,
    on_one_line,
    parent,
    short_name,
    zones,
)
from extractors.lexicons.places import find_divisions

BAODING = divisions()["130600"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("保定市", "保定"),
        ("河北省", "河北"),
        ("莲池区", "莲池"),
        ("浦东新区", "浦东"),
        ("延边朝鲜族自治州", "延边"),
        ("阿坝藏族羌族自治州", "阿坝"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("鄂温克族自治旗", "鄂温克"),
        ("东乡族自治县", "东乡"),
        ("大兴安岭地区", "大兴安岭"),
        ("神农架林区", "神农架"),
        ("平潭综合实验区", "平潭"),
        ("沙县区", "沙县"),
        # nothing to take away
        ("沙县", "沙县"),
        ("赵县", "赵县"),
        ("市中区", "市中区"),
        ("井陉矿区", "井陉矿区"),
    ],
)
def test_short_name(name, short):
    assert short_name(name) == short


def test_names_lead_to_divisions():
    assert [one.code for one in by_name("涿州市")] == ["130681"]
    assert {one.code for one in by_name("长安区")} == {"130102", "610116"}
    assert by_name("白洋淀科技城") == ()


def test_former_names_are_kept_with_their_years():
    (former,) = by_name("满城县")
    (today,) = by_name("满城区")
    assert (former.code, former.last_seen) == ("130621", 2015)
    assert (today.code, today.first_seen, today.last_seen) == ("130607", 2015, None)


def test_a_code_gives_its_latest_name():
    assert divisions()["420600"].name == "襄阳市"


def test_the_way_up_and_down():
    assert full_name(divisions()["130606"]) == "河北省保定市莲池区"
    assert full_name(divisions()["110108"]) == "北京市海淀区"
    assert full_name(divisions()["419001"]) == "河南省济源市"
    assert parent(divisions()["130681"]) == BAODING
    assert parent(divisions()["130000"]) is None
    assert "130681" in {one.code for one in children("130600")}
    assert children("130681") == ()


@pytest.mark.parametrize(
    ("code", "other", "below", "inside", "on_line"),
    [
        ("130606", "130600", True, True, True),
        ("130606", "130000", True, True, True),
        ("130600", "130606", False, False, True),
        ("130600", "130600", False, True, True),
        ("411102", "411000", False, False, False),  # 漯河市源汇区 is not of 许昌市
    ],
)
def test_where_a_division_lies(code, other, below, inside, on_line):
    one, place = divisions()[code], divisions()[other]
    assert (lies_below(one, place), lies_in(one, place), on_one_line(one, place)) == (below, inside, on_line)


@pytest.mark.parametrize(
    ("code", "name"),
    [("130606", "保定市莲池区"), ("130681", "涿州市"), ("130630", "涞源县"), ("310115", "上海市浦东新区")],
)
def test_organs_carry_the_official_name(code, name):
    assert official_name(divisions()[code]) == name


def test_short_names_of_counties():
    names = county_short_names("130600")
    assert (names["满城"].name, names["涿州"].name, names["蠡县"].name) == ("满城区", "涿州市", "蠡县")
    assert "固安" not in names


def test_zones_count_for_a_division():
    pingtan = jurisdiction("350128", "平潭综合实验区")
    assert pingtan is not None
    assert (pingtan.name, pingtan.level, pingtan.is_zone) == ("平潭综合实验区", "county", True)
    assert jurisdiction("350128").name == "平潭县"
    assert zones()["雄安新区"].code == "133100"
    assert jurisdiction("999999") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("涿州市、高碑店市和保定市徐水区", ["涿州市", "高碑店市", "保定市", "徐水区"]),
        ("京津冀协同, 北京科技资源向保定转移", ["北京", "保定"]),
        ("支持雄安新区建设", ["雄安新区"]),
        ("石家庄市长安区创新基地", ["石家庄市", "长安区"]),
        ("打造示范县和县域特色产业", []),
        ("开拓上海市场", ["上海"]),
        ("提升主城区品质", []),
        ("丰县人民政府办公室", ["丰县"]),
        ("示范县人民政府", []),
    ],
)
def test_find_divisions(text, names):
    found = find_divisions(text, within=BAODING)
    assert [text[place.start : place.end] for place in found] == names
    assert all(place.division.name.startswith(text[place.start : place.end]) for place in found)


def test_a_shared_name_belongs_to_the_nearest_place():
    assert find_divisions("西安市长安区")[1].division.code == "610116"
    assert find_divisions("石家庄市长安区")[1].division.code == "130102"
    assert find_divisions("长安区") == []
