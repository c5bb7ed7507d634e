from __future__ import annotations

import pytest

from extractors.lexicons.measures import dimension_of, measures, normalize


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (60, "亿元", (6_000_000_000, "元")),
        (0.82, "亿", (82_000_000, None)),
        (5, "亿", (500_000_000, None)),
        (1.1, "亿立方米", (110_000_000, "立方米")),
        (120, "万吨标准煤", (1_200_000, "吨标准煤")),
        (1, "千万元", (10_000_000, "元")),
        (3, "百万千瓦", (3_000_000, "千瓦")),
        (1.2, "万亿元", (1_200_000_000_000, "元")),
        (1, "万名", (10_000, "名")),
        # what looks like a multiple and is none
        (30, "千瓦", (30, "千瓦")),
        (2, "万千瓦", (20_000, "千瓦")),
        (1.5, "百分点", (1.5, "百分点")),
        (1.5, "个百分点", (1.5, "个百分点")),
        (100, "千米", (100, "千米")),
        (3, "千人", (3, "千人")),
        (0.5, "吨标准煤/万元", (0.5, "吨标准煤/万元")),
        # per mille, and what stays
        (4.5, "‰", (0.45, "%")),
        (3, "%", (3, "%")),
        (63, "家", (63, "家")),
        (0.3333333333, None, (0.3333333333, None)),
    ],
)
def test_normalize(value, unit, expected):
    assert normalize(value, unit) == expected


@pytest.mark.parametrize("hundredths", range(0, 10_000, 37))
def test_decimals_are_exact(hundredths):
    assert normalize(hundredths / 100, "亿元") == (hundredths * 1_000_000, "元")


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("家", "count"),
        ("万人次", "persons"),
        ("亿元", "money"),
        ("个百分点", "ratio"),
        ("平方公里", "area"),
        ("ug/m3", "concentration"),
        ("亿", "count"),
        ("百亿元", "money"),
        ("吨标准煤", "mass"),
        ("个工作日", "time"),
        ("京津冀", None),
        (None, None),
    ],
)
def test_dimension_of(unit, dimension):
    assert dimension_of(unit) == dimension


def test_a_measure_knows_its_words():
    assert measures()["万千瓦"].dimension == "power"
    assert "保定" not in measures()
