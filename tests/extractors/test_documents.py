"""What a document says of itself: title, kind, place, number, dates, period, completeness."""

from __future__ import annotations

from datetime import date

import pytest
from support import document, raw_texts, rows, tables

from extractors import document_from_text, extract, load_document

TASKS = "一、主要任务\n1.提升能力。支持创新。\n2.完善服务。优化环境。\n"
NOTICE = (
    "平潭综合实验区管委会关于下达2016年保障性安居工程建设目标任务的通知\n岚综管综〔2016〕37号\n区直各单位：\n"
    "现将任务分解下达，请认真抓好落实：\n一、新开工目标任务\n按期开工。\n二、基本建成目标任务\n按期建成。\n"
    "平潭综合实验区管委会\n2016年3月3日\n"
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("保定市科技创新三年行动计划(2018-2020年)", "plan"),
        ("平潭综合实验区环卫设施建设实施方案", "plan"),
        ("保定市“十四五”科技创新规划", "plan"),
        ("石家庄市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "outline"),
        ("保定市科技创新发展规划纲要", "plan"),
        ("对河北省第十三届人民代表大会第二次会议第1834号建议的答复", "reply"),
    ],
)
def test_kinds_and_titles(title, kind):
    found = document(f"{title}\n{TASKS}")
    assert (found.title, found.document_type) == (title, kind)


def test_a_notice_of_its_own():
    found = document(NOTICE)
    assert found.document_type == "notice"
    assert found.title == "平潭综合实验区管委会关于下达2016年保障性安居工程建设目标任务的通知"
    assert found.document_number == "岚综管综〔2016〕37号"
    assert found.issuer == "平潭综合实验区管委会"
    assert found.issued_on == date(2016, 3, 3)
    assert (found.period_start, found.period_end) == (date(2016, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "保定市人民政府关于印发《保定市科技创新三年行动计划（2018-2020年）》的通知",
            "保定市科技创新三年行动计划（2018-2020年）",
        ),
        (
            "保定市人民政府办公室关于印发保定市科技创新三年行动计划的通知",
            "保定市科技创新三年行动计划",
        ),
    ],
)
def test_a_notice_that_forwards_a_plan_is_the_plan(line, title):
    found = document(f"{line}\n各县(市、区)人民政府：\n现印发给你们，请认真贯彻执行。\n{TASKS}")
    assert (found.title, found.document_type) == (title, "plan")


@pytest.mark.parametrize(
    ("title", "code", "name", "level"),
    [
        ("保定市科技创新三年行动计划(2018-2020年)", "130600", "保定市", "prefecture"),
        ("河北省科技创新三年行动计划(2018-2020年)", "130000", "河北省", "province"),
        ("北京市科技创新三年行动计划", "110000", "北京市", "province"),
        ("固安县科技创新三年行动计划", "131022", "固安县", "county"),
        ("平潭综合实验区环境卫生设施专项规划", "350128", "平潭综合实验区", "county"),
    ],
)
def test_places(title, code, name, level):
    found = document(f"{title}\n{TASKS}")
    assert (found.jurisdiction_code, found.jurisdiction_name, found.jurisdiction_level) == (code, name, level)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("保定市科技创新三年行动计划(2018-2020年)", 2018, 2020),
        ("保定市科技创新行动计划（2016—2018年）", 2016, 2018),
        ("保定市“十四五”科技创新规划", 2021, 2025),
        ("保定市“十三五”科技创新规划", 2016, 2020),
        ("石家庄市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", 2021, 2025),
    ],
)
def test_periods(title, first, last):
    found = document(f"{title}\n{TASKS}")
    assert (found.period_start, found.period_end) == (date(first, 1, 1), date(last, 12, 31))


def test_a_title_on_two_lines():
    found = document(
        f"关于加快协同创新共同体建设促进科技成果转化行动计划\n(2016—2018年)\n我市推进创新。\n{TASKS}"
    )
    assert found.title == "关于加快协同创新共同体建设促进科技成果转化行动计划(2016—2018年)"
    assert found.period_end == date(2018, 12, 31)


def test_a_goal_year_gives_no_period():
    text = "保定市科技创新行动计划\n一、发展目标\n到2020年,高新技术企业达到700家。\n二、主要任务\n1.服务。优化环境。\n"
    found = document(text)
    assert (found.period_start, found.period_end) == (None, None)


def test_absent_facts_are_null():
    found = document(f"保定市科技创新行动计划\n{TASKS}")
    for column in (
        "issuer",
        "document_number",
        "issued_on",
        "published_on",
        "source_url",
        "supersedes",
        "duplicate_of",
    ):
        assert getattr(found, column) is None, column


def test_dates():
    found = document(f"保定市科技创新行动计划\n发布日期:2017-06-08浏览次数:\n{TASKS}")
    assert (found.published_on, found.issued_on) == (date(2017, 6, 8), None)
    spelt = document(
        f"保定市科技创新行动计划\n{TASKS}各单位要抓好落实。\n保定市人民政府\n二〇一七年三月二十四日\n"
    )
    assert spelt.issued_on == date(2017, 3, 24)
    assert spelt.issuer == "保定市人民政府"


def test_a_piece_of_something_longer_is_incomplete():
    assert document(f"保定市科技创新行动计划\n{TASKS}").is_complete is True
    assert document(f"保定市科技创新行动计划\n(上接第二版)把握发展规律。\n{TASKS}").is_complete is False
    assert document(raw_texts()["000_0f457356d4449845.txt"]).is_complete is False


@pytest.mark.parametrize("text", ["", " ", "\n", "没有标题的几句话。", "12345"])
def test_texts_that_say_nothing_of_themselves(text):
    found = document(text)
    assert (found.title, found.document_type, found.char_count) == (None, "other", len(text))
    assert found.jurisdiction_code is None


def test_the_text_is_kept_as_it_is():
    text = "保定市科技创新行动计划\r\n一、任务\r\n１.　做。\r\n"
    found = document(text)
    assert found.text == text
    assert found.char_count == len(text)
    assert all("\r" not in (row.label or "") for row in rows(text, "sections"))


REPLY_TEXT = raw_texts()["004_a0f7cbe909d062c0.txt"]


def test_a_reply_to_a_deputy():
    reply = tables(REPLY_TEXT)["replies"][0]
    assert (reply.proposal_number, reply.proposal_body) == ("1834", "人大")
    assert reply.session == "河北省第十三届人民代表大会第二次会议"
    assert reply.proposal_title == "把握雄安新区建设机遇,借势科技服务业推动保定高质量发展"
    assert (reply.addressee, reply.signed_by) == ("石柱代表", "李俊岭")
    assert (reply.handling_result, reply.disclosure) == ("A", "是")
    assert "0312-3088120" in reply.contact
    assert reply.copied_to.startswith("省人大常委会选举任免代表工作委员会")


def test_the_telephone_of_a_reply_is_a_contact():
    roles = {row.quote: row.role for row in rows(REPLY_TEXT, "numerals")}
    assert (roles["0312"], roles["3088120"]) == ("contact", "contact")
    assert (roles["1834"], roles["5.18"]) == ("citation", "name")


def test_a_reply_to_a_proposal_of_the_conference():
    text = (
        "6号提案\n案 由：关于进一步提升平潭旅游高质量发展的建议\n提 案 人：王曼莹\n主办单位：区旅文局\n委员反馈：满意\n"
        "办复内容：一是综合发展格局逐步成型。持续推进。二是聚焦业态升级。优化布局。\n"
    )
    reply = tables(text)["replies"][0]
    assert (reply.proposal_number, reply.proposal_body) == ("6", "政协")
    assert reply.proposal_title == "关于进一步提升平潭旅游高质量发展的建议"
    assert reply.addressee == "王曼莹"
    assert (reply.signed_by, reply.contact, reply.copied_to) == (None, None, None)
    assert document(text).issuer == "区旅文局"


@pytest.mark.parametrize("name", sorted(set(raw_texts()) - {"004_a0f7cbe909d062c0.txt"}))
def test_plans_are_no_replies(name):
    assert rows(raw_texts()[name], "replies") == ()


#: The table that sites print above a document, as they write it.
HEAD_TABLES = {
    "cells": "<table><tr><th>索引号</th><td>000014349/2018-00031</td><th>发文机关</th><td>保定市人民政府</td></tr>"
    "<tr><th>成文日期</th><td>2018年05月03日</td><th>发布日期</th><td>2018年05月09日</td></tr>"
    "<tr><th>发文字号</th><td>保政发〔2018〕13号</td><th>主题词</th><td></td></tr></table>",
    "cells with colons": "<table><tr><td>索 引 号：</td><td>000014349/2018-00031</td><td>发布机构：</td><td>保定市人民政府</td></tr>"
    "<tr><td>发布日期：</td><td>2018-05-09</td><td>文　　号：</td><td>保政发〔2018〕13号</td></tr></table>",
    "a list": "<ul><li><b>索引号：</b>000014349/2018-00031</li><li><b>文号：</b>保政发〔2018〕13号</li>"
    "<li><b>发布机构：</b>保定市人民政府</li><li><b>发布日期：</b>2018-05-09</li></ul>",
    "lines one below the other": "<dl><dt>索引号：</dt><dd>000014349/2018-00031</dd><dt>文号：</dt><dd>保政发〔2018〕13号</dd>"
    "<dt>发文单位：</dt><dd>保定市人民政府</dd><dt>发布时间：</dt><dd>2018-05-09 10:20</dd></dl>",
    "brackets": "<div>【索引号】000014349/2018-00031 【发布机构】保定市人民政府 【发布日期】2018-05-09 【文号】保政发〔2018〕13号</div>",
}
PAGE = (
    '<html><head><meta charset="utf-8">{tags}</head><body><div><a href="/">首页</a> <a href="/a">政务公开</a></div><div>{above}</div>'
    "<div><h1>保定市科技创新三年行动计划</h1><div><p>各县（市、区）人民政府：</p><p>为贯彻落实决策部署，制定本计划，请认真组织实施。</p>"
    "<p>一、主要目标</p><p>到2020年，建成众创空间60家。</p><p>保定市人民政府</p><p>2018年5月3日</p></div></div>"
    "<div><p>网站标识码：130600 冀ICP备05000000号</p></div></body></html>"
)


def of_page(above="", tags=""):
    return extract(load_document(PAGE.format(above=above, tags=tags).encode(), "a.html")).tables["documents"][
        0
    ]


@pytest.mark.parametrize("above", HEAD_TABLES.values(), ids=HEAD_TABLES.keys())
def test_the_head_table_of_a_page_fills_the_fields(above):
    row = of_page(above)
    assert row.title == "保定市科技创新三年行动计划"
    assert row.issuer == "保定市人民政府"
    assert row.index_number == "000014349/2018-00031"
    assert row.document_number == "保政发〔2018〕13号"
    assert row.published_on == date(2018, 5, 9)
    assert row.issued_on == date(2018, 5, 3)


def test_a_line_above_the_document_gives_day_and_source():
    row = of_page("来源：保定市人民政府办公室　发布时间：2018-05-09 10:20　浏览次数：33")
    assert (row.source_name, row.published_on) == ("保定市人民政府办公室", date(2018, 5, 9))


def test_the_tags_of_a_page_give_what_its_text_does_not():
    tags = (
        '<meta name="ArticleTitle" content="保定市科技创新三年行动计划"><meta name="PubDate" content="2018-05-09 10:20">'
        '<meta name="ContentSource" content="保定市人民政府办公室">'
    )
    row = of_page(tags=tags)
    assert (row.source_name, row.published_on) == ("保定市人民政府办公室", date(2018, 5, 9))


def test_a_list_of_data_is_no_head_table():
    text = "保定市科技创新三年行动计划\n一、主要任务\n| 名称 | 来源 |\n| 众创空间 | 市科技局 |\n"
    row = extract(document_from_text(text)).tables["documents"][0]
    assert (row.title, row.source_name) == ("保定市科技创新三年行动计划", None)
