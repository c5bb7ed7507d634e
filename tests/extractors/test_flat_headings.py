"""Headings that have lost their line breaks: where they end, and that their labels are found."""

from __future__ import annotations

import pytest
from support import RAW

from extractors import document_from_text, extract, load_document
from extractors.structure.headings import cut

# the text behind a label, with | where its heading ends; none where a heading ends at its stop
RUN_ON = [
    "夯实网络基础|加快实施宽带工程和光网工程,全面启动提速工程",
    "建设资金来源|此次行动计划拟建设的环卫设施,所需建设资金由业主单位解决",
    "环卫设施用地的规划、选址和征用|根据目前全区的环卫设施的现状",
    "明确建设主体,分工实施|依照有关办法的精神,实行政府统筹",
    "提高认识,加强领导|实验区成立以来,经过五年大规模造林绿化",
    "打好关键核心技术攻坚战|围绕产业转型升级需求,突破一批新技术",
    "工作回顾|2025年是“十四五”收官之年",
    "完善体制机制| 各县(市、区)要建立协调机制,定期研究",
    "推进县域医共体建设|到2025年,每个县至少建成一个紧密型医共体",
    "健全多层次社会保障体系|坚持应保尽保原则,实施全民参保计划",
    "强化粮食和重要农产品稳产保供|深入实施藏粮于地、藏粮于技战略",
    "加强组织领导|成立由分管副县长任组长的领导小组",
    "发展目标|通过3年努力,全市数字经济核心产业增加值明显提高",
    "统筹污染治理、生态保护、应对气候变化|以改善生态环境质量为核心",
]
CLOSED = [
    ("主要任务|鼓励新兴产业总部落地", True),
    ("认真抓好组织实施|加强协调沟通", True),
    ("营造积极发展环境|构建开放包容环境", True),
    ("创新平台建设稳步提升", False),
    ("推进乡村全面振兴", False),
    ("支持成果转化产品在我市优先应用", False),
    ("将协同创新与全面开放结合起来", False),
    ("加大资金投入,保障设施建设运行", False),
    ("大力支持龙头企业发挥成果转化的带动作用", False),
]


@pytest.mark.parametrize("marked", RUN_ON)
def test_where_a_heading_without_a_stop_ends(marked):
    text = marked.replace("|", "")
    end = cut(text, 0, len(text))
    assert end is not None
    assert f"{text[:end]}|{text[end:]}" == marked


@pytest.mark.parametrize(("marked", "leads"), CLOSED)
def test_a_short_heading_up_to_its_stop_is_whole_unless_two_headings_follow_each_other(marked, leads):
    text = marked.replace("|", "") + "。"
    end = cut(text, 0, len(text) - 1, closed=True)
    assert (None if end is None else f"{text[:end]}|{text[end:-1]}") == (marked if leads else None)


def flat(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


PLAN = """
某市数字经济发展三年行动计划(2023-2025年)
一、总体要求
以习近平新时代中国特色社会主义思想为指导,深入贯彻党的二十大精神,加快数字产业化和产业数字化,培育壮大新动能。
二、主要任务
(一)加快数字基础设施建设
1.完善网络基础设施
加快5G网络建设,到2025年,建成5G基站1万个。责任单位:市工业和信息化局、市通信管理局
2.布局算力基础设施
统筹建设数据中心,到2025年,数据中心标准机架达到2000个。责任单位:市发展改革委、市数据局
(二)推动产业数字化转型
3.实施制造业数字化转型行动
支持企业开展技术改造,培育数字化车间100个。责任单位:市工业和信息化局、市财政局
三、保障措施
(一)加强组织领导
建立由市政府主要领导牵头的联席会议制度,统筹推进各项工作。
(二)强化资金保障
加大财政支持力度,引导社会资本参与建设。
"""


def test_a_plan_without_line_breaks_has_the_sections_tasks_and_targets_of_the_plan():
    with_breaks, without = extract(document_from_text(PLAN)), extract(document_from_text(flat(PLAN)))
    for table, columns in {
        "sections": ("level", "label", "heading", "role"),
        "tasks": ("label", "title", "due_on"),
        "targets": ("indicator", "value", "unit", "due_on"),
        "task_units": ("unit_id", "role"),
    }.items():
        expected = [[getattr(row, name) for name in columns] for row in with_breaks.tables[table]]
        assert len(expected) >= 3, table
        assert [[getattr(row, name) for name in columns] for row in without.tables[table]] == expected, table


@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_most_headings_of_a_document_are_found_without_its_line_breaks(path):
    document = load_document(path.read_bytes(), path.name)
    headings = [row.heading for row in extract(document).tables["sections"] if row.rule_id != "section.lead"]
    found = [row.heading for row in extract(document_from_text(flat(document.text))).tables["sections"]]
    kept = [heading for heading in headings if heading in found]
    assert len(kept) >= 0.9 * len(headings), sorted(set(headings) - set(found))


def test_an_attached_table_that_runs_on_opens_no_sections():
    text = (
        flat(PLAN)
        + "市人民政府2023年3月1日附件1某市数字经济重点任务分解表序号任务责任单位1.建设基站市通信管理局2.建设数据中心市数据局"
    )
    found = extract(document_from_text(text)).tables["sections"]
    assert (found[-1].label, found[-1].heading, found[-1].role) == (
        "附件1",
        "某市数字经济重点任务分解表",
        "table",
    )
