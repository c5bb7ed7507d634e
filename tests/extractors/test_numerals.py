"""Numbers as written: Chinese numerals, digits, fractions, ranges."""

from __future__ import annotations

import pytest

from extractors.mentions.numerals import chinese_counts, chinese_value, digit_runs, numbers
from extractors.text.folding import fold

DIGITS = "零一二三四五六七八九"


def spoken(number):
    """Write a number below ten thousand as it is read: one 零 for a gap, none at the end."""
    if number == 0:
        return "零"
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words


def test_the_generator_reads_as_the_standard_does():
    assert [spoken(number) for number in (0, 7, 10, 21, 105, 110, 1002, 1020, 1300, 9999)] == [
        *("零", "七", "一十", "二十一", "一百零五", "一百一十", "一千零二", "一千零二十", "一千三百"),
        "九千九百九十九",
    ]


def test_every_number_below_ten_thousand():
    wrong = {spoken(number): chinese_value(spoken(number)) for number in range(10_000)}
    assert wrong == {spoken(number): number for number in range(10_000)}


def test_ten_without_a_leading_one():
    assert [chinese_value(spoken(number).removeprefix("一")) for number in range(10, 20)] == list(
        range(10, 20)
    )


def test_two_is_also_written_as_a_pair():
    for number in (2, 200, 2000, 2200):
        assert chinese_value(spoken(number).replace("二", "两")) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("二十一", 21),
        ("十", 10),
        ("十五", 15),
        ("一万零十二", 10_012),
        ("一万五千亿", 15_000 * 10**8),
        ("三十亿", 30 * 10**8),
        ("一亿", 10**8),
        ("十二万", 120_000),
        ("一百二十万", 1_200_000),
        ("二〇三五", 2035),
        ("二零一七", 2017),
        ("〇", 0),
        ("两", 2),
    ],
)
def test_chinese_values(words, value):
    assert chinese_value(words) == value


@pytest.mark.parametrize("words", ["", "甲", "二甲", "3", "十家", "几十"])
def test_no_chinese_value(words):
    assert chinese_value(words) is None


def read(text):
    folded = fold(text)
    return [(text[one.start : one.end], one.value, one.value_max) for one in numbers(folded)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("科技型中小企业达到10099家", [("10099", 10099, None)]),
        ("打造3-5个省级科技创新示范县", [("3-5", 3, 5)]),
        ("聚焦2—3个重点产业", [("2—3", 2, 3)]),
        ("聚焦２～３个重点产业", [("２～３", 2, 3)]),
        ("占到全省的1/3以上", [("1/3", 0.3333333333, None)]),
        ("三分之二以上", [("三分之二", 0.6666666667, None)]),
        ("十分之一", [("十分之一", 0.1, None)]),
        ("总量达到8,000亿元", [("8,000", 8000, None)]),
        ("总投资1,234,567.5万元", [("1,234,567.5", 1234567.5, None)]),
        ("20，300", [("20", 20, None), ("300", 300, None)]),
        ("２０，３００", [("２０", 20, None), ("３００", 300, None)]),
        ("平均浓度12，34，56个", [("12", 12, None), ("34", 34, None), ("56", 56, None)]),
        ("森林覆盖率达到42.7%", [("42.7", 42.7, None)]),
        ("达到 200 家", [("200", 200, None)]),
        ("技术交易额的1‰", [("1", 1, None)]),
        ("由5-3", [("5", 5, None), ("3", 3, None)]),
    ],
)
def test_numbers(text, found):
    assert read(text) == found


def test_both_ends_of_a_range_may_bear_the_sign_of_percent():
    for text in ("5%-20%之间", "5-20%之间", "5％—20％之间"):
        assert [(value, high) for _, value, high in read(text)] == [(5, 20)], text


@pytest.mark.parametrize("text", ["R2室", "A1地块", "二十一世纪"])
def test_letters_and_words_are_no_numbers(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("PM2.5浓度", ["2.5"]),
        ("附件：1.2015年目标", ["1", "2015"]),
        ("２０２１年０３月", ["２０２１", "０３"]),
        ("8,000亿元", ["8", "000"]),
        ("１０．６%", ["１０．６"]),
        ("4+4", ["4", "4"]),
        ("〔2016〕29号", ["2016", "29"]),
        ("1.", ["1"]),
        ("二十家", []),
        ("①②", []),
    ],
)
def test_digit_runs(text, runs):
    assert [text[start:end] for start, end in digit_runs(fold(text))] == runs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("力争引进两家研究院", [("两", 2)]),
        ("建成二十一个众创空间", [("二十一", 21)]),
        ("打造三个示范区", [("三", 3)]),
        ("建设一百二十套住房", [("一百二十", 120)]),
        ("选派十五名特派员", [("十五", 15)]),
    ],
)
def test_chinese_counts(text, found):
    assert [(text[c.start : c.end], c.value) for c in chinese_counts(text, 0, len(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "第三个五年规划",
        "一个平台",
        "几十家企业",
        "每一家企业",
        "一批项目",
        "三农工作",
        "统一部署",
        "十九大精神",
    ],
)
def test_no_chinese_counts(text):
    assert list(chinese_counts(text, 0, len(text))) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("一亿二千万", 120_000_000), ("一亿零三万", 100_030_000), ("十五亿零六百万", 1_506_000_000)],
)
def test_groups_of_ten_thousand_below_a_hundred_million(words, value):
    assert chinese_value(words) == value
