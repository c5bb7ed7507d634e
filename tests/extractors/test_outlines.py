"""Five-year outlines and special plans: boxes, tables in boxes, what was reached before the plan, rates and shares."""

from __future__ import annotations

from datetime import date

import pytest
from support import only_row, rows, spread, tables

HEAD = "江西省“十四五”数字经济发展规划\n"
GOAL = HEAD + "一、发展目标\n到2025年，{}\n二、重点任务\n（一）完善服务。优化环境。\n"
NUMBERED = (
    HEAD + "二、总体目标\n加快发展。\n专栏1　“十四五”时期主要指标\n\n"
    "类别   序号   指   标                      单位     2020年    2025年     年均增长〔累计〕   属性\n"
    "经济   1    地区生产总值                  亿元      3010      5000        7.5%左右      预期性\n"
    "发展   2    全员劳动生产率                万元/人   11.9       17          >7%        预期性\n"
    "       3    常住人口城镇化率              %        51.7       57         〔5.3〕       预期性\n"
    "       4    工业增加值占地区生产总        %        30.4      33以上                   预期性\n"
    "            值比重\n"
    "　　注：1.〔　〕内为5年累计数。2.带*号的指标以省最终下达任务数为准。\n"
    "三、重点任务\n（一）完善服务。优化环境。\n"
)


def outline(text):
    return spread(rows(text, "sections"), "level", "label", "heading")


def test_a_box_stands_beside_the_heading_whose_items_it_follows():
    text = HEAD + (
        "三、任务\n（一）网络\n1．升级。推进升级。\n2．布局。推进布局。\n专栏1  重点工程\n1．甲工程。建设甲。\n2．乙工程。建设乙。\n"
        "（二）产业\n3．集群。打造集群。\n"
    )
    assert outline(text)[4:7] == [(2, "专栏1", "重点工程"), (3, "1．", "甲工程"), (3, "2．", "乙工程")]
    assert outline(text)[7] == (2, "（二）", "产业")


def test_a_box_stands_beside_a_node_without_items():
    text = (
        HEAD
        + "第一章 任务\n第一节 网络\n推进升级。\n专栏1 重点工程\n1.甲工程。建设甲。\n第二节 产业\n打造集群。\n"
    )
    assert outline(text)[1:3] == [(2, "第一节", "网络"), (2, "专栏1", "重点工程")]
    assert [row.label for row in rows(text, "tasks")] == ["第一节", "1.", "第二节"]


def test_a_box_stands_inside_the_topmost_heading():
    text = (
        HEAD
        + "二、目标\n——实力提升。做强。\n——动能转换。做优。\n专栏1  主要指标\n三、任务\n（一）网络。升级。\n"
    )
    assert outline(text)[3] == (2, "专栏1", "主要指标")


def test_the_items_of_a_box_may_be_numbered_from_01():
    text = (
        HEAD
        + "三、任务\n（一）网络\n推进升级。\n专栏1  重点工程\n01新区建设\n建设新区。\n02 人才引育工程\n引进人才。\n"
    )
    assert outline(text)[3:] == [(3, "01", "新区建设"), (3, "02", "人才引育工程")]
    assert [row.title for row in rows(text, "tasks")][1:] == ["新区建设", "人才引育工程"]
    outside = HEAD + "三、任务\n（一）网络\n推进升级。\n01版要闻\n02 经济\n"
    assert [label for _, label, _ in outline(outside)] == ["三、", "（一）"]


def test_a_table_of_goals_in_a_box_is_no_task():
    assert [row.label for row in rows(NUMBERED, "tasks")] == ["（一）"]
    changes = [row for row in rows(NUMBERED, "targets") if row.rule_id == "target.table_change"]
    assert [(row.value, row.deadline_basis) for row in changes] == [
        (7.5, "section"),
        (7, "section"),
        (5.3, "section"),
    ]


def test_row_numbers_behind_a_category_and_numbers_of_notes_are_ordinals():
    ordinals = [row.quote for row in rows(NUMBERED, "numerals") if row.role == "ordinal"]
    assert ordinals == ["1", "1", "2", "3", "4", "1", "2"]


@pytest.mark.parametrize(
    "heading",
    ["发展基础", "发展现状", "“十三五”发展回顾", "取得的主要成效", "基础与现状", "全面建设取得历史性成就"],
)
def test_what_was_reached_before_the_plan(heading):
    found = tables(
        HEAD + f"一、{heading}\n累计建成众创空间20家，综合实力突破1200亿元。\n二、任务\n（一）服务。优化。\n"
    )
    assert spread(found["achievements"], "value", "as_of") == [
        (20, date(2020, 12, 31)),
        (1200, date(2020, 12, 31)),
    ]
    assert found["targets"] == ()


@pytest.mark.parametrize("heading", ["夯实发展基础", "创新发展取得新成效", "发展目标"])
def test_what_only_sounds_like_a_review(heading):
    found = tables(HEAD + f"一、{heading}\n建成众创空间20家。\n二、任务\n（一）服务。优化。\n")
    assert [row.value for row in found["targets"]] == [20]


@pytest.mark.parametrize(
    ("words", "indicator", "value", "unit"),
    [
        ("孕产妇死亡率控制在7/10万以下。", "孕产妇死亡率", 7, "/10万"),
        ("发病率降至1.4/万。", "发病率", 1.4, "/万"),
        ("企业建有研发机构的比例达到1/3以上。", "企业建有研发机构的比例", 1 / 3, None),
        ("人均预期寿命84岁以上。", "人均预期寿命", 84, "岁"),
        ("医养健康产业产值突破千亿元。", "医养健康产业产值", 1000, "亿元"),
        ("人均地区生产总值在2020年基础上实现翻一番。", "人均地区生产总值", 1, "番"),
        ("高新技术企业数量在“十三五”末基础上翻一番。", "高新技术企业数量", 1, "番"),
    ],
)
def test_rates_and_classes(words, indicator, value, unit):
    row = only_row(rows(GOAL.format(words), "targets"))
    assert (row.indicator, row.unit) == (indicator, unit)
    assert row.value == pytest.approx(value)


def test_a_share_is_of_what_stands_before():
    found = rows(GOAL.format("地区生产总值达到5000亿元，占全省比重提高到7%。"), "targets")
    assert [row.indicator for row in found] == ["地区生产总值", "地区生产总值占全省比重"]


def test_a_sum_over_years_does_not_recur():
    found = rows(GOAL.format("每年新增中小企业200家，五年累计培育瞪羚企业80家。"), "targets")
    assert [row.recurrence for row in found] == ["annual", "once"]
    row = only_row(rows(GOAL.format("PM2.5年均浓度降至32微克/立方米以下。"), "targets"))
    assert row.recurrence == "once"


def test_a_newspaper_page():
    text = (
        "绵阳日报\n2021年4月2日　星期五\n第06版:要闻\n\n绵阳市国民经济和社会发展第十四个五年规划纲要\n\n"
        "　　(上接第05版)加快发展。\n第二章　任务\n第一节　服务\n优化环境。\n　　(下转第07版)\n"
    )
    found = tables(text)
    assert only_row(found["documents"]).published_on == date(2021, 4, 2)
    pages = [row.quote for row in found["numerals"] if row.role == "page"]
    assert pages == ["06", "05", "07"]


def test_the_plan_above_of_the_same_words_is_another_document():
    text = (
        "江西省人民政府关于印发江西省“十四五”数字经济发展规划的通知\n赣府发〔2022〕11号\n江西省“十四五”数字经济发展规划\n"
        "依据《“十四五”数字经济发展规划》（国发〔2021〕29号），制定本规划。\n一、任务\n（一）服务。优化。\n"
    )
    row = only_row(rows(text, "citations"))
    assert (row.cited_title, row.cited_number) == ("“十四五”数字经济发展规划", "国发〔2021〕29号")


def test_a_level_said_first_goes_to_all_that_numbers_are_given_to():
    found = tables(GOAL.format("省级以上工程研究中心、企业技术中心、技术创新中心分别达到15家、110家、20家。"))
    assert spread(found["targets"], "indicator", "value") == [
        ("省级以上工程研究中心", 15),
        ("省级以上企业技术中心", 110),
        ("省级以上技术创新中心", 20),
    ]
    mentions = spread(found["platform_mentions"], "quote", "mention_kind", "level")
    assert mentions == [
        ("省级以上工程研究中心", "counted", "provincial"),
        ("企业技术中心", "counted", "provincial"),
        ("技术创新中心", "counted", "provincial"),
    ]
    assert len({row.target_id for row in found["platform_mentions"]}) == 3


@pytest.mark.parametrize(
    ("words", "indicators"),
    [
        ("新增省级以上创新平台80个，其中国家级5个。", ["省级以上创新平台", "国家级创新平台"]),
        ("专精特新企业达到60家，其中国家级达到20家。", ["专精特新企业", "国家级专精特新企业"]),
    ],
)
def test_a_level_of_what_stands_before(words, indicators):
    assert [row.indicator for row in rows(GOAL.format(words), "targets")] == indicators


@pytest.mark.parametrize("words", ["各区市政府，南海新区管委要落实责任。", "建设县域医疗服务次中心6处。"])
def test_units_and_health_bodies_are_no_platforms(words):
    kinds = [row.mention_kind for row in rows(GOAL.format(words), "platform_mentions")]
    assert not {"named", "counted"} & set(kinds)
