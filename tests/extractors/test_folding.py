"""The folded view has the text's length, so that its spans are the text's."""

from __future__ import annotations

import pytest

from extractors.text.folding import fold


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
