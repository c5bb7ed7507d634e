"""The folded view has the text's length, so that its spans are the text's."""

from __future__ import annotations

import pytest

from extractors import document_from_text, extract
from extractors.text.folding import fold, unify_breaks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２千１百元", "2千1百元"),
        ("（一）", "(一)"),
        ("５G", "5G"),
        ("６０％", "60%"),
        ("责任单位：市科技局", "责任单位:市科技局"),
        ("达到１０家，其中", "达到10家,其中"),
        ("10家；11家", "10家;11家"),
        ("　一、", " 一、"),
        ("﹪", "%"),
        ("ＡＢＣ", "ABC"),
        ("20，300", "20、300"),
        ("２０，３００", "20、300"),
        ("20,300", "20,300"),
        ("〔2016〕29号", "〔2016〕29号"),
        ("“十四五”、《规划》。", "“十四五”、《规划》。"),
        ("第三章 远景目标", "第三章 远景目标"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert len(fold(text)) == len(text)
    assert fold(folded) == folded


def test_every_character_keeps_its_place():
    every = "".join(chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code < 0xE000)
    assert len(fold(every)) == len(every)
    assert fold(fold(every)) == fold(every)
    assert all(fold(chr(code)) == chr(code) for code in range(0x20, 0x7F))
    assert all(fold(chr(code + 0xFEE0)) == chr(code) for code in range(0x21, 0x7F))


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x0c", "\u2028"])
def test_every_line_ending_reads_alike(ending):
    lines = [
        "某市数字经济发展行动方案(2023-2025年)",
        "一、主要任务",
        "(一)培育企业",
        "到2025年,培育企业100家。",
        "责任单位:市科技局、市财政局",
    ]
    plain, other = (extract(document_from_text(mark.join(lines))).tables for mark in ("\n", ending))
    for table in ("sections", "tasks", "targets", "task_units", "deadlines"):
        assert [row.quote.split() for row in other[table]] == [row.quote.split() for row in plain[table]]
        assert plain[table], table


def test_line_endings_are_unified_in_place():
    assert unify_breaks("a\r\nb\rc\x0cd") == "a \nb\nc\nd"
