"""What the commands are tried on: a plan, a reply with a contact, and documents that are meant to do harm."""

from __future__ import annotations

PLAN = """保定市科技创新行动计划(2018-2020年)
一、主要目标
到2020年,建成众创空间60家。高新技术企业达到500家。
二、重点任务
(一)建设平台。新建省级重点实验室3家。(责任单位:市科技局、市财政局)
"""
REPLY = """对河北省第十三届人民代表大会第二次会议第1834号建议的答复
石柱代表:
您提出的建议收悉,现答复如下:
一、大力发展科技服务业。
一是搭建平台。现有院士工作站31家,国家级众创空间2个。
2019年力争新增院士工作站4家,详情请致电
0312-3088120咨询。
2019年4月8日
领导签发:李俊岭
联系人及电话:刘  平,0312-3088120
"""
#: Sentences that a spreadsheet, a terminal, a page or a writer of files would take for something else.
TRAPS = (
    '=HYPERLINK("http://example.org","点此")到2021年,建成孵化器1家',
    "+cmd|' /C calc'!A0到2022年,建成孵化器2家",
    "-2+3到2023年,建成孵化器3家",
    "@SUM(1+1)到2024年,建成孵化器4家",
    "＝1+1到2025年,建成孵化器5家",
    "<r>到2026年,建成孵化器6家</is></c><c><f>1+1</f></c></r>",
    "[red]到2027年[/red],建成孵化器7家|<script>alert(1)</script>",
    "\x1b[31m到2028年,建成孵化器8家_x0041_",
)
HOSTILE = "雄县科技创新工作要点\n一、主要目标\n" + "\n".join(f"{line}。" for line in TRAPS) + "\n"
HOSTILE += "二、组织领导\n" + "加强组织领导。" * 300 + "\n"  # a control character among few others is no text
LONG = (
    "雄县科技创新工作计划\n一、重点任务\n1.建设平台。"
    + "加快建设𠮷各类平台。" * 4000
    + "\n2.服务企业。支持企业。\n"
)

TEXTS = {"plan.txt": PLAN, "reply.txt": REPLY, "hostile.txt": HOSTILE, "long.txt": LONG}
