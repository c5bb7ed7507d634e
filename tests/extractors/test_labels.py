"""Enumerators: what may open a section and what only looks so."""

from __future__ import annotations

import pytest

from extractors.structure.labels import labels
from extractors.text.folding import fold


def read(text):
    return [(text[one.start : one.end], one.kind, one.number) for one in labels(fold(text))]


@pytest.mark.parametrize(
    ("text", "label", "kind", "number"),
    [
        ("第三章 远景目标", "第三章", "chapter", 3),
        ("第十二章 推进改革", "第十二章", "chapter", 12),
        ("第五节 深化科技创新合作", "第五节", "node", 5),
        ("第一篇 发展基础", "第一篇", "part", 1),
        ("一、总体思路和行动目标", "一、", "han", 1),
        ("十一、保障措施", "十一、", "han", 11),
        ("(二)行动目标。到2020年", "(二)", "paren", 2),
        ("（十一）“互联网+”开放合作", "（十一）", "paren", 11),
        ("1.实施创新机构倍增计划。", "1.", "arabic", 1),
        ("1．行动目标", "1．", "arabic", 1),
        ("26. 实施高层次人才引进培养工程。", "26.", "arabic", 26),
        ("1、行动实施方案的整体部署", "1、", "arabic", 1),
        ("(1)生态保护优先", "(1)", "arabic_paren", 1),
        ("①实施方案", "①", "circled", 1),
        ("一是加强组织机构建设。", "一是", "first", 1),
        ("——创新能力显著提升。", "——", "dash", None),
        ("专栏1 重点工程", "专栏1", "box", 1),
        ("专栏 3 重点工程", "专栏 3", "box", 3),
        ("  一、发展目标", "一、", "han", 1),
        ("　　（一）发展目标", "（一）", "paren", 1),
    ],
)
def test_labels(text, label, kind, number):
    assert read(text)[:1] == [(label, kind, number)]


@pytest.mark.parametrize(
    "text",
    [
        "2.5%以上的企业",
        "10.6%的增速",
        "全面提升第三产业",
        "第三方评估机构",
        "坚持“一县(市、区)牵一校”的原则",
        "与新区共建",
        "2018年到2020年",
        "2021-03-18",
        "4+4现代产业",
        "PM2.5浓度",
        "是否同意公开:是",
    ],
)
def test_no_label(text):
    assert read(text) == []


def test_labels_run_on_after_a_stop():
    text = "一是优先支持龙头企业。采取“一事一议”方式。二是优先支持重大科技项目。三是用足政策。"
    assert [label for label, *_ in read(text)] == ["一是", "二是", "三是"]


def test_lines_in_order():
    text = "一、目标\n(一)甲。\n(二)乙。\n二、任务\n(一)丙。\n1.丁。\n2.戊。\n"
    assert [label for label, *_ in read(text)] == ["一、", "(一)", "(二)", "二、", "(一)", "1.", "2."]
