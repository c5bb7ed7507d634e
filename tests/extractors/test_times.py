"""Time expressions and the days that they set."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.mentions.times import plan_period, times
from extractors.text.folding import fold


def d(words):
    return date.fromisoformat(words) if words else None


def read(text, own_year=None):
    return [
        (text[time.start : time.end], time.start_on, time.end_on, time.kind, time.recurrence)
        for time in times(fold(text), own_year)
    ]


@pytest.mark.parametrize(
    ("text", "quote", "start_on", "end_on", "kind"),
    [
        # years
        ("到2020年,全市科技资源和创新要素优化配置取得明显成效", "到2020年", None, "2020-12-31", "by"),
        ("至2016年底实现", "至2016年底", None, "2016-12-31", "by"),
        ("2020年底前完成", "2020年底前", None, "2020-12-31", "by"),
        ("2020年,省级以上产业技术创新联盟超过11个", "2020年", "2020-01-01", "2020-12-31", "within"),
        ("力争 2019 年新增", "2019 年", "2019-01-01", "2019-12-31", "within"),
        ("２０２０年建成", "２０２０年", "2020-01-01", "2020-12-31", "within"),
        ("区管委会决定从2015年起在全区", "从2015年起", "2015-01-01", None, "from"),
        ("2016年起实施", "2016年起", "2016-01-01", None, "from"),
        ("自2021年", "自2021年", "2021-01-01", None, "from"),
        # ranges
        ("2018年到2020年,是保定市", "2018年到2020年", "2018-01-01", "2020-12-31", "within"),
        ("行动计划(2018-2020年)", "2018-2020年", "2018-01-01", "2020-12-31", "within"),
        ("行动计划（2018—2020年）", "2018—2020年", "2018-01-01", "2020-12-31", "within"),
        ("建设发展规划(2018-2025年)", "2018-2025年", "2018-01-01", "2025-12-31", "within"),
        ("2021至2025年", "2021至2025年", "2021-01-01", "2025-12-31", "within"),
        # plan periods
        ("“十四五”期间,打造3-5个", "“十四五”期间", "2021-01-01", "2025-12-31", "within"),
        ("“十四五”时期经济社会发展", "“十四五”时期", "2021-01-01", "2025-12-31", "within"),
        ("谋划“十五五”", "“十五五”", "2026-01-01", "2030-12-31", "within"),
        ("“十三五”规划", "“十三五”", "2016-01-01", "2020-12-31", "within"),
        ("第十四个五年规划", "第十四个五年", "2021-01-01", "2025-12-31", "within"),
        ("到“十四五”末", "到“十四五”末", None, "2025-12-31", "by"),
        # months, quarters, halves of a year that is written
        ("必须于2016年9月底前实现", "2016年9月底前", None, "2016-09-30", "by"),
        ("于2016年12月之前完成", "2016年12月之前", None, "2016-12-31", "by"),
        ("2016年9月份前", "2016年9月份前", None, "2016-09-30", "by"),
        ("2016年2月底前", "2016年2月底前", None, "2016-02-29", "by"),
        ("2016年三季度", "2016年三季度", "2016-07-01", "2016-09-30", "within"),
        ("2016年上半年", "2016年上半年", "2016-01-01", "2016-06-30", "within"),
        # days
        ("2021年03月18日", "2021年03月18日", "2021-03-18", "2021-03-18", "within"),
        ("2019年4月8日", "2019年4月8日", "2019-04-08", "2019-04-08", "within"),
        ("发布日期:2017-06-08浏览次数", "2017-06-08", "2017-06-08", "2017-06-08", "within"),
        ("2019 年 10 月 30 日", "2019 年 10 月 30 日", "2019-10-30", "2019-10-30", "within"),
        ("二〇一七年三月二十四日", "二〇一七年三月二十四日", "2017-03-24", "2017-03-24", "within"),
        ("二零一七年十二月三十一日", "二零一七年十二月三十一日", "2017-12-31", "2017-12-31", "within"),
        # columns
        ("2020年基数", "2020年基数", "2020-01-01", "2020-12-31", "within"),
        ("2025年目标", "2025年目标", None, "2025-12-31", "by"),
        # horizons
        ("展望2035年,石家庄在全省率先", "2035年", None, "2035-12-31", "by"),
        ("二〇三五年远景目标纲要", "二〇三五年", None, "2035-12-31", "by"),
    ],
)
def test_dated(text, quote, start_on, end_on, kind):
    assert read(text) == [(quote, d(start_on), d(end_on), kind, "once")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("力争每年新增高新技术企业120家", "每年"),
        ("每年选派100名科技特派员", "每年"),
        ("每季度召开一次", "每季度"),
        ("每月召开一次", "每月"),
        ("每月25日前报送进度", "每月25日前"),
        ("每季度末通报一次", "每季度末"),
        ("给予年度最高10万元的奖励", "年度"),
    ],
)
def test_recurring(text, quote):
    assert read(text) == [(quote, None, None, "recurring", "annual")]


@pytest.mark.parametrize(
    ("text", "quote", "start_on", "end_on"),
    [
        ("6月底前完成", "6月底前", None, "2019-06-30"),
        ("10月前完成", "10月前", None, "2019-10-31"),
        ("2月底前完成", "2月底前", None, "2019-02-28"),
        ("上半年开工", "上半年", "2019-01-01", "2019-06-30"),
        ("下半年开工", "下半年", "2019-07-01", "2019-12-31"),
        ("三季度建成投用", "三季度", "2019-07-01", "2019-09-30"),
        ("四季度建成投用", "四季度", "2019-10-01", "2019-12-31"),
        ("开工建设、四季度投产", "四季度", "2019-10-01", "2019-12-31"),
    ],
)
def test_months_take_the_year_of_the_document(text, quote, start_on, end_on):
    assert [one[:3] for one in read(text, own_year=2019)] == [(quote, d(start_on), d(end_on))]
    assert [one[:3] for one in read(text)] == [(quote, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "占当年财政一般预算支出的比例",
        "上一年度",
        "今年新增",
        "年内完成",
        "这五年",
        "近年来",
        "新时代",
        "全年接待游客",
        "年均增长6%",
        "最近一次年报",
        "去年",
        "5月的鲜花",
        "(2024)湛仲字第2342号",
        "13个月",
        "12年级",
        "第三章",
        "八项规定",
        "三五家企业",
        "百年老店",
    ],
)
def test_no_time(text):
    assert read(text, own_year=2019) == []


def test_a_day_without_any_year_sets_none():
    assert all(start is None and end is None for _, start, end, *_ in read("4月20日召开会议"))


def test_several_in_one_sentence_stand_in_text_order():
    text = "到2018年,建成50个;2019年达到60个,到2020年达到70个,每年新增10个"
    assert [quote for quote, *_ in read(text)] == ["到2018年", "2019年", "到2020年", "每年"]


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [(1, 1953, 1957), (2, 1958, 1962), (3, 1966, 1970), (7, 1986, 1990), (13, 2016, 2020), (14, 2021, 2025)],
)
def test_plan_periods(number, first, last):
    assert plan_period(number) == (date(first, 1, 1), date(last, 12, 31))


def test_impossible_days_are_no_times_or_stay_in_their_month():
    assert read("2019年13月40日") == [] or all(one[2].year == 2019 for one in read("2019年13月40日"))
    assert read("2020-2018年") in ([], [("2018年", d("2018-01-01"), d("2018-12-31"), "within", "once")])


@pytest.mark.parametrize(
    ("text", "start_on", "end_on"),
    [
        ("2019年1-6月", date(2019, 1, 1), date(2019, 6, 30)),
        ("2016年9月—2018年12月", date(2016, 9, 1), date(2018, 12, 31)),
        ("2018、2019、2020年", date(2018, 1, 1), date(2020, 12, 31)),
        ("2016.9.30前", None, date(2016, 9, 30)),
        ("第14个五年", date(2021, 1, 1), date(2025, 12, 31)),
    ],
)
def test_ranges_of_months_and_lists_of_years(text, start_on, end_on):
    (found,) = times(fold(text), None)
    assert (text[found.start : found.end], found.start_on, found.end_on) == (text, start_on, end_on)
