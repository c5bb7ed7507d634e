"""Headings without a label, annexes, and numbered items that are no headings."""

from __future__ import annotations

import pytest
from support import rows

BODY = "推进产业发展。加快建设重点项目。\n"

HEADINGS = {
    "a preface and general rules beside the chapters": (
        "某市湿地保护规划(2021-2025年)\n前    言\n湿地是重要的资源。\n第一章 总体要求\n第一节 指导思想\n坚持保护优先。\n"
        "附    则\n本规划自印发之日起施行。\n",
        [(1, None, "前    言"), (1, "第一章", "总体要求"), (2, "第一节", "指导思想"), (1, None, "附    则")],
    ),
    "headings of Markdown, the first of which is the title": (
        f"# 某市数字经济发展行动方案(2023-2025年)\n\n## 主要任务\n\n{BODY}\n### 培育企业\n\n{BODY}\n## 保障措施\n\n{BODY}",
        [(1, None, "主要任务"), (2, None, "培育企业"), (1, None, "保障措施")],
    ),
    "a label of Markdown keeps its own kind": (
        f"# 某市数字经济发展行动方案(2023-2025年)\n\n## 一、主要任务\n\n{BODY}\n### (一)培育企业\n\n{BODY}",
        [(1, "一、", "主要任务"), (2, "(一)", "培育企业")],
    ),
    "an annex with its title on the next line": (
        "某市关于下达任务的通知\n一、加强领导。各单位要抓好落实。\n附件:1.任务分解表\n2.责任清单\n某市人民政府\n2023年3月1日\n附件1\n重点任务分解表\n附件2\n责任清单\n",
        [(1, "一、", "加强领导"), (1, "附件1", "重点任务分解表"), (1, "附件2", "责任清单")],
    ),
    "a label alone on its line": (
        f"某市湿地保护规划(2021-2025年)\n第一章\n发展基础\n{BODY}第二章\n主要任务\n{BODY}",
        [(1, "第一章", "发展基础"), (1, "第二章", "主要任务")],
    ),
    "documents that are only named": (
        f"某市湿地保护规划(2021-2025年)\n第一章 规划依据\n1.《中华人民共和国湿地保护法》(2021年)\n2.《湿地保护管理规定》;\n第二章 主要任务\n{BODY}",
        [(1, "第一章", "规划依据"), (1, "第二章", "主要任务")],
    ),
    "一要 and 二要 right behind a heading without a stop": (
        "关于做好造林绿化工作的通知一、强化措施,做好督查一要做好规划。要按照绿地系统规划做好设计工作,确保四季皆绿。二要落实地块。"
        "突出造林绿化用地,未覆盖地块要全部实现绿化。三要强化督查。要加大绩效督查力度,制定检查验收办法,并做好年度检查验收工作。"
        + "各乡镇要落实责任,确保造林绿化工程顺利推进,按时完成省政府下达的目标任务,持续改善全区的生态环境。"
        * 4
        + "二、简化程序,规范管理今年造林绿化继续实施属地和工程造林绿化相结合的办法进行。",
        [
            (1, "一、", "强化措施,做好督查"),
            (2, "一要", "做好规划"),
            (2, "二要", "落实地块"),
            (2, "三要", "强化督查"),
            (1, "二、", "简化程序,规范管理"),
        ],
    ),
    "the units of a joint reply": (
        "关于发展游艇产业的建议提案人:某某 分办单位:区旅文局、区交建局 办复内容:(区旅文局)一是细化政策。已出台办法。二是建设码头。已建成泊位。"
        "(区交建局)一是推进航道疏浚。已完成疏浚。二是完善锚地。持续完善(含避风锚地)。\n",
        [
            (1, None, "(区旅文局)"),
            (2, "一是", "细化政策"),
            (2, "二是", "建设码头"),
            (1, None, "(区交建局)"),
            (2, "一是", "推进航道疏浚"),
            (2, "二是", "完善锚地"),
        ],
    ),
    "a box beside the heading that it goes with": (
        "某市防洪规划(2021-2025年)\n一、主要任务\n(一)整治河道\n推进整治。\n专栏1 河道工程\n1.治理支流。治理河道。\n(二)建设管网\n推进建设。\n"
        "二、重点项目\n加快建设。\n专栏2 重点工程\n1.建设泵站。新建泵站。\n",
        [
            (1, "一、", "主要任务"),
            (2, "(一)", "整治河道"),
            (2, "专栏1", "河道工程"),
            (3, "1.", "治理支流"),
            (2, "(二)", "建设管网"),
            (1, "二、", "重点项目"),
            (2, "专栏2", "重点工程"),
            (3, "1.", "建设泵站"),
        ],
    ),
    "leads alone on their lines above their paragraphs": (
        "某省2026年政府工作报告\n——2026年1月20日在某省第十四届人民代表大会第四次会议上\n一、2025年工作回顾\n生态底色更加亮丽。\n"
        "深入打好污染防治攻坚战,优良天数比例达到96%,国考断面水质优良率达到100%,完成国土绿化500万亩。\n民生改善可感可及。\n"
        "民生支出占比保持在76%以上,城镇新增就业6万人,居民收入增速高于经济增速,办成一批民生实事。\n",
        [(1, "一、", "2025年工作回顾"), (2, None, "生态底色更加亮丽"), (2, None, "民生改善可感可及")],
    ),
    "the duties of units under a heading of their own": (
        "某市环卫设施建设实施方案\n一、组织领导\n1.成立领导小组,统筹建设工作;\n2.定期通报工作进展;\n各部门工作职责:\n"
        "市住建局:负责综合协调。\n市财政局:负责落实资金。\n二、保障措施\n" + BODY,
        [
            (1, "一、", "组织领导"),
            (2, "1.", "成立领导小组,统筹建设工作"),
            (2, "2.", "定期通报工作进展"),
            (2, None, "各部门工作职责"),
            (3, None, "市住建局"),
            (3, None, "市财政局"),
            (1, "二、", "保障措施"),
        ],
    ),
    "a paragraph's indent without the break before it": (
        "某州数据管理办法\n第一章 总则　　第一条 为规范管理,制定本办法。\n第二条 各州应当落实。\n第二章 附　则　　第三条 本办法自印发之日起施行。\n",
        [
            (1, "第一章", "总则"),
            (2, "第一条", "为规范管理,制定本办法"),
            (2, "第二条", "各州应当落实"),
            (1, "第二章", "附　则"),
            (2, "第三条", "本办法自印发之日起施行"),
        ],
    ),
    "leads of two clauses of one length": (
        "某市湿地保护规划(2021-2025年)\n第一章 基本原则\n生态优先,绿色发展。坚持尊重自然、顺应自然。\n"
        "规划引领,统筹协调。贯彻国家重大战略。\n第二章 主要任务\n" + BODY,
        [
            (1, "第一章", "基本原则"),
            (2, None, "生态优先,绿色发展"),
            (2, None, "规划引领,统筹协调"),
            (1, "第二章", "主要任务"),
        ],
    ),
}


@pytest.mark.parametrize("case", HEADINGS)
def test_headings(case):
    text, expected = HEADINGS[case]
    assert [(row.level, row.label, row.heading) for row in rows(text, "sections")] == expected


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("指导思想", "principle"),
        ("规划原则", "principle"),
        ("规划期限", "context"),
        ("面临的机遇和挑战", "context"),
        ("关于发展方向的统筹考量", "context"),
        ("总体目标", "goal"),
        ("主要任务", "task"),
        ("保障措施", "safeguard"),
        ("附则", "other"),
    ],
)
def test_roles(heading, role):
    text = f"某市湿地保护规划(2021-2025年)\n第一章 建设湿地\n{BODY}第二章 {heading}\n{BODY}"
    assert rows(text, "sections")[-1].role == role


def test_the_tail_of_a_site_holds_no_sections_and_no_counts():
    text = (
        "某市人民政府关于做好湿地保护工作的通知\n一、加强领导\n各县要把湿地保护摆上重要位置,访问量大的湿地公园要加强巡护,确保湿地安全。\n"
        "公开方式:主动公开\n主办:某市人民政府办公室\n联系我们:0312-3088888\n网站标识码:1306000001\n版权所有:某市人民政府\n"
    )
    assert [row.heading for row in rows(text, "sections")] == ["加强领导"]
    assert [row.role for row in rows(text, "numerals")] == ["contact", "contact", "page"]


@pytest.mark.parametrize(
    "words",
    [
        "要做好以下工作：第一，加强领导；第二，落实责任。",
        "要做到三个坚持：一是加强领导；二是落实责任；三是强化督查。",
        "要把握两个导向，一是问题导向，二是目标导向。",
        "推进第一、二、三产业协调发展。",
        "按照本规划第三章和《规划纲要》第五章的要求推进。",
        "推进工作。\n2.5万亩耕地得到保护。",
        "依照第(三)项规定处理。",
    ],
)
def test_labels_inside_sentences_are_no_headings(words):
    text = f"某市发展三年行动计划(2023-2025年)\n一、主要任务\n(一)推进工作。{words}\n(二)做好保障。加强资金支持。\n"
    assert [row.label for row in rows(text, "sections")] == ["一、", "(一)", "(二)"]
