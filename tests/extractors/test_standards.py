"""Standards that are undertaken: limits of service, sizes, numbers for each, multiples, what an evaluation asks."""

from __future__ import annotations

import pytest
from support import PLAN, only_row, rows, spread

# words: indicator, comparator, value, unit, per of each target
STANDARDS = {
    # limits of service, counted from an event or not; who acts is told by the units
    "市政务服务部门应在5个工作日内完成初核。": [("完成初核", "lte", 5, "个工作日", None)],
    "区民政部门应当在受理申请后1个月内完成实地核实。": [("受理申请后完成实地核实", "lte", 1, "个月", None)],
    "区服务指导单位应在收到评估结论后的5个工作日内完成资格核实。": [
        ("收到评估结论后完成资格核实", "lte", 5, "个工作日", None)
    ],
    "区民政部门应在签订意愿书之日起1个月内，为有意愿的人员落实供养服务。": [
        ("签订意愿书之日起为有意愿的人员落实供养服务", "lte", 1, "个月", None)
    ],
    "自受理之日起20个工作日内办结。": [("自受理之日起办结", "lte", 20, "个工作日", None)],
    "自收到复核申请之日起15个工作日采取入户调查、邻里访问等方式组织复核。": [
        ("自收到复核申请之日起采取入户调查、邻里访问等方式组织复核", "eq", 15, "个工作日", None)
    ],
    "对群众诉求，应当在3个工作日内答复。": [("答复", "lte", 3, "个工作日", None)],
    "企业应当在变更后30日内办理变更登记。": [],
    "用人单位应当自用工之日起30日内为职工办理社会保险登记。": [],
    "承办单位应当在3日内答复。": [("承办单位答复", "lte", 3, "日", None)],
    # days counted from the document's own are a deadline, no service; a limit without a service is none
    "各区于本方案印发后3个月内出台实施细则。": [],
    "自签约之日起24个月内竣工投产的项目，优先保障用地。": [],
    # sizes: a standard for each, not the size of one building
    "每处建筑面积原则上不少于200平方米。": [("建筑面积", "gte", 200, "平方米", "每处")],
    "每个区应当设置至少1个综合养老服务中心，每处建筑面积不少于1000平方米。": [
        ("设置综合养老服务中心", "gte", 1, "个", "每个区"),
        ("综合养老服务中心建筑面积", "gte", 1000, "平方米", "每处"),
    ],
    "新建综合楼，总建筑面积12000平方米。": [],
    # so many for each, of what stands before the bracket
    "安排相应人员（每5000名老年人配备1名，不足5000名的至少配备1名）。": [
        ("相应人员", "eq", 1, "名", "每5000名老年人"),
        ("相应人员", "gte", 1, "名", None),
    ],
    # a standard that is so many times another
    "供养标准按本市最低生活保障标准的1.6倍，且不低于现行标准确定。": [("供养标准", "eq", 1.6, "倍", None)],
    "最低生活保障标准的1.5倍以下的家庭可以申请。": [],
    # 分别 gives numbers to a list, the noun behind the last holds for all
    "区级、街道（镇）级、社区（村）级服务设施每年每个分别不少于60万元、40万元、5万元运营经费。": [
        ("区级服务设施运营经费", "gte", 60, "万元", "每个"),
        ("街道（镇）级服务设施运营经费", "eq", 40, "万元", "每个"),
        ("社区（村）级服务设施运营经费", "eq", 5, "万元", "每个"),
    ],
}


@pytest.mark.parametrize("words", STANDARDS)
def test_standards(words):
    found = rows(PLAN.format(words), "targets")
    assert spread(found, "indicator", "comparator", "value", "unit", "per") == STANDARDS[words]


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("签约服务覆盖率力争达到95%，群众满意度达到90%。", ["aspirational", "firm"]),
        ("力争签约服务覆盖率达到95%，群众满意度达到90%。", ["aspirational", "aspirational"]),
    ],
)
def test_what_a_word_of_trying_behind_its_own_subject_governs(words, modality):
    assert [row.modality for row in rows(PLAN.format(words), "targets")] == modality


EVALUATION = (
    "平海市家庭医生签约服务实施方案\n一、主要任务\n1.完善服务。优化环境。\n附件\n签约服务质量监测指标体系（2023年版）\n"
    "| 一级指标 | 二级指标 | 评价标准 | 指标含义 |\n"
    "| 服务供给 | 1.家庭医生人数 | 家庭医生人数比上一年增加，2023年力争每万常住人口达到4名。 | 考察来源渠道。 |\n"
    "| 服务内涵 | 2.开具长处方的机构占比 | 全覆盖或占比较上一年增加，到2025年达到100%。 | 考察政策落实情况。 |\n"
    "| 服务模式 | 3.签约服务种类 | 支持签约模式的种类大于3类。 | 考察是否多样化。 |\n"
    "| 服务效果 | 4.血压控制率 | ≥50% | 核查健康状况的改善情况。 |\n"
    "| 服务保障 | 5.资料上报 | 完成得5分 | 查看台账。 |\n"
)


def test_the_standards_of_an_evaluation_are_named_by_their_rows():
    found = rows(EVALUATION, "targets")
    assert spread(found, "indicator", "comparator", "value", "unit", "modality") == [
        ("家庭医生人数(每万常住人口)", "eq", 4, "名", "aspirational"),
        ("开具长处方的机构占比", "eq", 100, "%", "firm"),
        ("签约服务种类", "gt", 3, "类", "firm"),
        ("血压控制率", "gte", 50, "%", "firm"),
    ]


def test_the_year_of_a_tables_edition_is_no_day_by_which():
    target = only_row(
        rows(
            EVALUATION.replace("| 服务供给", "| 服务效果 | 0.续约率 | ≥80% | 核查。 |\n| 服务供给"), "targets"
        )[:1]
    )
    assert (target.indicator, target.due_on, target.deadline_basis) == ("续约率", None, "none")


def test_what_is_allowed_is_neither_promised_nor_reported():
    text = PLAN.format("针对已签约的参保人,经评估可将处方用药量最长放宽至3个月。")
    assert (rows(text, "targets"), rows(text, "achievements")) == ((), ())
