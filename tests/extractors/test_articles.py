"""Articles (第七条): which are sections, what they are called, which of them prescribe action."""

from __future__ import annotations

import re

import pytest
from growth import assert_linear
from support import rows

MEASURES = (
    "平海市公共数据管理办法\n第一章　总　则\n"
    "　　第一条　为了规范公共数据管理，促进数据共享，根据有关规定，制定本办法。\n"
    "　　第二条　本市行政区域内公共数据的采集、共享和开放，适用本办法。\n"
    "　　第三条　本办法所称公共数据，是指国家机关在履行职责过程中产生的数据。\n"
    "　　第四条　公共数据管理应当遵循统筹规划、安全可控的原则。\n"
    "　　第五条　市数据主管部门负责统筹全市公共数据管理工作。\n　　区数据主管部门负责本区工作。\n"
    "第二章　采集与共享\n"
    "　　第六条　市数据主管部门应当设置以下平台：\n　　（一）共享平台。用于部门之间共享数据。\n　　（二）开放平台。用于向社会开放数据。\n"
    "　　第七条　有下列情形之一的，数据提供部门应当自变更之日起更新目录。\n　　（一）职能发生变化的；\n　　（二）其他需要更新的情形。\n"
    "　　第八条　受托机构应当符合以下条件：\n　　（一）具有相应资质；\n　　（二）定期组织人员参加培训。\n"
    "　　第九条　采用购买服务、委托等方式建设的，适用前款规定和本办法第六条、第七条的要求。\n"
    "第三章　附　则\n"
    "　　第十条　违反本办法第八条规定的，由市数据主管部门责令改正；构成犯罪的，依法追究刑事责任。\n"
    "　　第十一条　本办法由市数据主管部门负责解释。\n"
    "　　第十二条　本办法自2023年5月1日起施行，有效期5年。\n"
)
LABELS = [
    *("第一章", "第一条", "第二条", "第三条", "第四条", "第五条"),
    *("第二章", "第六条", "（一）", "（二）", "第七条", "（一）", "（二）", "第八条", "（一）", "（二）", "第九条"),
    *("第三章", "第十条", "第十一条", "第十二条"),
]  # fmt: skip
#: What prescribes: who does what, what is to be set up, what is to be done where a case holds.
TASKS = ["第五条", "（一）", "（二）", "第七条"]

HEADED = (
    "某开发区促进产业发展若干政策\n第一章 总则\n第一条  为推动产业发展，制定本政策。\n第二条  本政策适用于区内企业。\n"
    "第二章 奖励\n第三条  鼓励企业上台阶。对首次上规的企业，奖励10万元。\n第四条  租金补贴。对租用厂房的企业，补贴租金的50%。\n"
    "第五条【研发补助】对研发投入增长的企业，补助20万元。\n第六条  本政策由管委会负责解释。\n"
)


def test_articles_are_sections_below_their_chapters():
    sections = rows(MEASURES, "sections")
    assert [row.label for row in sections] == LABELS
    levels = {"第一章": 1, "第五条": 2, "（一）": 3}
    assert {row.label: row.level for row in sections if row.label in levels} == levels


def test_the_first_sentence_of_an_article_is_its_heading():
    headings = {row.label: row.heading for row in rows(MEASURES, "sections")}
    assert headings["第三条"] == "本办法所称公共数据，是指国家机关在履行职责过程中产生的数据"
    assert headings["第六条"] == "市数据主管部门应当设置以下平台"


def test_articles_that_prescribe_are_tasks():
    assert [row.label for row in rows(MEASURES, "tasks")] == TASKS


@pytest.mark.parametrize(
    ("article", "role"),
    [
        ("为了加强管理，制定本规定。", "context"),
        ("本规定适用于市直单位。", "context"),
        ("本规定所称项目，包括新建项目和续建项目。", "context"),
        ("项目管理坚持公开、公平的原则。", "principle"),
        ("居家养老应当在政府主导下，以家庭为基础。", "principle"),
        ("申请人应当提交下列材料：", "context"),
        ("有关人员滥用职权的，依法给予处分；构成犯罪的，追究刑事责任。", "other"),
        ("本规定自公布之日起施行。", "other"),
        ("本规定自公布之日起30日后施行。", "other"),
        ("（施行日期）本规定自公布之日起施行。", "other"),
        ("【资金】各区应当安排工作经费。", "task"),
        ("严禁下列行为：", "task"),
        ("本规定由市民政局负责解释。", "other"),
        ("各区可以采用委托方式。", "context"),
        ("各区应当安排工作经费。", "task"),
        ("到2025年，全市建成公园12个，绿地率达到40%。", "task"),
        ("【建设目标】每年新增停车位1000个。", "task"),
        ("推进公园建设，2025年底前完成12个公园改造。", "task"),
        ("评估经费由同级财政安排。", "task"),
        ("鼓励社会力量设置服务站。", "task"),
        ("有下列情形之一的，给予补助10万元：", "task"),
        ("符合条件的人员可以按规定享受岗位补贴。", "task"),
    ],
)
def test_what_an_article_is_for(article, role):
    text = f"平海市项目管理规定\n第一条　为了规范管理，制定本规定。\n第二条　{article}\n第三条　本规定自印发之日起施行。\n"
    assert rows(text, "sections")[1].role == role


@pytest.mark.parametrize("gap", ["", " ", "　　"])
def test_articles_where_line_breaks_are_lost(gap):
    flat = "平海市公共数据管理办法 " + re.sub(
        r"\s+", gap, MEASURES.partition("\n")[2].replace("总　则", "总则").replace("附　则", "附则")
    )
    assert [row.label for row in rows(flat, "sections")] == LABELS
    assert [row.label for row in rows(flat, "tasks")] == TASKS


def test_articles_with_headings_and_articles_without():
    assert [(row.level, row.label, row.heading, row.role) for row in rows(HEADED, "sections")] == [
        (1, "第一章", "总则", "context"),
        (2, "第一条", "为推动产业发展，制定本政策", "context"),
        (2, "第二条", "本政策适用于区内企业", "context"),
        (1, "第二章", "奖励", "task"),
        (2, "第三条", "鼓励企业上台阶", "task"),
        (2, "第四条", "租金补贴", "task"),
        (2, "第五条", "研发补助", "task"),
        (2, "第六条", "本政策由管委会负责解释", "other"),
    ]
    assert [row.label for row in rows(HEADED, "tasks")] == ["第三条", "第四条", "第五条"]


FILLER = "各单位要落实责任，确保任务按时完成。" * 20


@pytest.mark.parametrize(
    "title", ["平海市项目管理办法", "平海市促进就业若干措施", "平海市养老服务条例", "平海市项目管理规定"]
)
@pytest.mark.parametrize("gap", ["", " "])
def test_the_first_article_right_behind_a_title_that_has_lost_its_break(title, gap):
    text = f"{title}第一条{gap}为了规范管理，制定本规定。{gap}第二条{gap}市科技局应当建立台账。{gap}第三条{gap}各区应当落实经费。{FILLER}"
    assert [row.label for row in rows(text, "sections")] == ["第一条", "第二条", "第三条"]
    assert [row.label for row in rows(text, "tasks")] == ["第二条", "第三条"]


def test_more_than_a_hundred_articles():
    words = ["零一二三四五六七八九"[at] for at in range(10)]
    labels = [f"第{in_words(number)}条" for number in range(1, 100)]
    labels += ["第一百条", *(f"第一百零{words[at]}条" for at in range(1, 10)), "第一百一十条"]
    articles = [f"{label}　各区应当落实第{at}项工作。" for at, label in enumerate(labels)]
    for text in ("\n".join(articles), "".join(articles)):
        assert [row.label for row in rows(f"平海市公共数据条例\n{text}\n", "sections")] == labels


def test_articles_that_were_put_in_and_articles_in_digits():
    text = "平海市公共数据条例\n第一条 各区应当建立台账。\n第一条之一 各区应当公开台账。\n第二条 各区应当落实经费。\n"
    assert [row.label for row in rows(text, "tasks")] == ["第一条", "第一条之一", "第二条"]
    text = re.sub("第二条", "第3条", text.replace("第一条之一", "第2条").replace("第一条", "第1条"))
    assert [row.label for row in rows(text, "tasks")] == ["第1条", "第2条", "第3条"]


def in_words(number):
    tens, ones = divmod(number, 10)
    digits = ["", *"一二三四五六七八九"]
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones]


RULES = "平海市科技管理办法\n第一条 为了规范管理，制定本办法。\n第二条 市科技局应当建立台账。\n第三条 {}\n第四条 各区应当落实经费。\n"


@pytest.mark.parametrize(
    "words",
    [
        "市科技局应当依照前款和《办法》 第四条 规定办理。",
        "市科技局对连续三年考核合格、没有违规记录并且符合\n第三条列明的范围和年度指南列明的条件的项目、以及\n第四条列明的项目予以支持。",
        "市科技局应当按照本办法\n第二条、第三条的规定，建设平台。",
        "市科技局应当对有关单位和人员按照实施细则\n第四条 从严处理。",
        "建成第一条生产线。第二条生产线应当开工。",
    ],
)
def test_articles_of_the_same_rules_that_are_referred_to(words):
    text = RULES.format(words)
    assert [row.label for row in rows(text, "sections")] == ["第一条", "第二条", "第三条", "第四条"]
    flat = "平海市科技管理办法 " + text.partition("\n")[2].replace("\n", " ") + FILLER
    assert [row.label for row in rows(flat, "sections")] == ["第一条", "第二条", "第三条", "第四条"]


@pytest.mark.parametrize(
    "words",
    [
        "按照《社会救助办法》（平府〔2020〕24号）第三十一条执行。",
        "违反本办法第一条规定的，依照管理办法第二条处理。",
        "依据实施细则第一条的规定办理。",
        "根据第一条、第二条和第三条的要求。",
        "对照《细则》\n第三条 标准，新建站点10个。",
        "建成第一条生产线。第二条生产线开工。第三条生产线投产。",
        "第一条路、第二条路、第三条路改造完成10公里。",
    ],
)
def test_articles_that_are_only_referred_to(words):
    text = f"平海市养老服务行动方案\n一、主要任务。加强服务。{words}\n二、保障措施。加强领导。\n"
    assert [row.label for row in rows(text, "sections")] == ["一、", "二、"]
    flat = text.replace("\n", "") + "各单位要落实责任，确保任务按时完成。" * 20
    assert [row.label for row in rows(flat, "sections")] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("lead", "roles"),
    [
        ("有下列情形之一的，不予受理：", ["context", "context"]),
        ("申请人应当提交以下材料：", ["context", "context"]),
        ("各区应当落实以下情况报告制度：", ["task", "task"]),
        ("市科技局提供以下材料清单服务：", ["task", "task"]),
        ("针对以下情况，分类推进：", ["task", "task"]),
        ("有下列情形之一的，给予补助：", ["task", "task"]),
    ],
)
def test_what_items_are_for_by_the_words_before_them(lead, roles):
    text = f"平海市养老服务行动方案\n一、主要任务\n{lead}\n（一）失能老人，新建护理床位；\n（二）独居老人，每月探访。\n二、其他工作\n加强领导。\n"
    assert [row.role for row in rows(text, "sections")][1:3] == roles


def test_what_is_forbidden_is_one_task():
    text = RULES.format("严禁下列行为：\n（一）虚报材料；\n（二）挪用资金。")
    assert [row.label for row in rows(text, "tasks")] == ["第二条", "第三条", "第四条"]


@pytest.mark.parametrize(
    "sentence",
    [
        "《平海市办法》自2020年1月1日起施行，有效期五年，原办法同时废止，以本办法为准。",
        "本细则自印发之日起施行，有效期5年。",
        "有下列情形之一的，有下列情形之一的，",
        "第三条第四条",
    ],
)
def test_time_grows_with_the_text(sentence):
    few, many = (
        f"平海市管理办法\n第一条 为了规范，制定本办法。\n一、其他\n{sentence * times}各区要做好落实。\n（一）某区。\n"
        for times in (150, 300)
    )
    assert_linear(lambda text: rows(text, "sections"), few, many)


def test_a_section_that_only_says_when_the_document_holds_is_no_task():
    text = (
        "关于加强救助工作的通知\n一、认定范围\n各区应当做好认定工作。\n二、其他事宜\n本通知自印发之日起施行，有效期5年。"
        "《关于规范救助工作的通知》（平民〔2018〕10号）同时废止。\n平海市人民政府办公厅\n2021年4月13日\n"
    )
    assert [row.label for row in rows(text, "tasks")] == ["一、"]


def test_a_sentence_of_support_is_a_heading_as_a_whole():
    words = (
        "对新获批的国家技术创新中心、全国重点实验室，省级财政给予一次性1000万元支持，所在市州按1:1的比例配套"
    )
    text = f"某省支持创新若干措施\n一、支持平台\n1.{words}。\n2.对省级企业技术中心，给予50万元奖励。\n"
    assert [row.heading for row in rows(text, "sections")][1] == words
