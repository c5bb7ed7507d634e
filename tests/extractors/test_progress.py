"""What replies and reports say of what plans promise: series, progress, commitments that serve a target."""

from __future__ import annotations

from datetime import date

import pytest
from growth import assert_linear
from support import PLAN as TASK
from support import REPLY as A_REPLY
from support import only_row, rows

from extractors import document_from_text, extract, link_corpus

PLAN = (
    "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n到2020年,{}\n二、主要任务\n1.服务。优化环境。\n"
)
#: A reply of Baoding.
REPLY = A_REPLY.replace("我市开展", "保定市开展").replace("\n\n2019年", "\n\n保定市人民政府\n2019年")
NEXT = "\n二、下一步工作。\n一是继续努力。{}\n\n保定市人民政府\n2019年4月8日\n"
REPORT = (
    "2026年重庆市政府工作报告\n——2026年1月28日在重庆市第六届人民代表大会第四次会议上\n重庆市市长 某某\n"
    "一、2025年工作回顾\n{}\n二、2026年重点工作\n今年的主要预期目标是：{}\n"
)


def linked(**texts):
    return link_corpus(extract(document_from_text(text, f"{name}.txt")) for name, text in texts.items())


def reported(plan, reply):
    """Return what a plan's goal and a reply's figure are linked by."""
    return linked(plan=PLAN.format(plan), reply=REPLY.format(reply))


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("院士工作站增长到39家。", "保定市现建有院士工作站31家。"),
        ("院士工作站增长到39家。", "全市现有院士工作站31家。"),
        ("高新技术企业达到700家。", "目前,国家级高新技术企业数量达到580家。"),
        ("常住人口城镇化率达到60%。", "目前,城镇化率达到55%。"),
        ("规模以上工业企业达到1万家。", "目前,规上工业企业达到9000家。"),
        ("技术合同成交额达到60亿元。", "2018年,技术合同成交额达到400000万元。"),
    ],
)
def test_the_same_thing_in_other_words(promised, told):
    found = reported(promised, told)
    row = only_row(found["progress"])
    assert row.target_id.startswith("plan.txt")
    assert row.achievement_id.startswith("reply.txt")
    target, result = only_row(found["targets"]), only_row(found["achievements"])
    assert target.series_id == result.series_id
    assert row.value_gap == target.value_normalized - result.value_normalized


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("省级以上重点实验室达到11家。", "现有重点实验室9家。"),
        ("省级以上重点实验室达到11家。", "现有国家级重点实验室9家。"),
        ("院士工作站增长到39家。", "现有院士工作站31个。"),
        ("院士工作站增长到39家。", "全省现有院士工作站310家。"),
        ("院士工作站增长到39家。", "近年来,我省院士工作站达到310家。"),
        ("院士工作站增长到39家。", "河北省现有院士工作站310家。"),
        ("院士工作站增长到39家。", "石家庄市现有院士工作站50家。"),
        ("院士工作站增长到39家。", "邻近的石家庄市现有院士工作站50家。"),
        ("院士工作站增长到39家。", "目前,我国院士工作站达到3000家。"),
        ("院士工作站增长到39家。", "全球现有院士工作站3家。"),
        ("院士工作站增长到39家。", "京津两市现有院士工作站500家。"),
        ("院士工作站增长到39家。", "其他各市现有院士工作站50家。"),
        ("院士工作站增长到39家。", "雄安新区现有院士工作站3家。"),
        ("院士工作站增长到39家。", "长城汽车公司现有院士工作站1家。"),
        ("院士工作站增长到39家。", "涿州市和定兴县现有院士工作站5家。"),
        ("院士工作站增长到39家。", "2005年,院士工作站达到1家。"),
        ("优良天数达到260天。", "2019年一季度,优良天数达到70天。"),
        ("用水总量控制在30亿立方米以内。", "2019年一季度,用水总量6亿立方米。"),
        ("快递业务量达到10亿件。", "2019年1-3月,快递业务量达到2亿件。"),
        ("旅游收入达到100亿元。", "2018年前三季度,旅游收入达到20亿元。"),
        ("旅游收入达到100亿元。", "2018年“五一”期间,旅游收入达到20亿元。"),
        ("接待游客达到1000万人次。", "2018年国庆假期,接待游客达到200万人次。"),
        ("国家实验室达到1家。", "目前,国家级实验室达到20家。"),
        ("院士工作站增长到39家。", "涿州市现有院士工作站3家。"),
        ("院士工作站增长到39家。", "高新区现有院士工作站3家。"),
        ("新增院士工作站39家。", "现有院士工作站31家。"),
        ("规模以上工业增加值年均增长8%。", "去年,规模以上工业增加值增长7%。"),
        ("每县院士工作站达到2家。", "现有院士工作站31家。"),
        ("粮食产量达到100万吨。", "2018年,粮食产量达到20亿斤。"),
    ],
)
def test_another_thing_place_unit_or_measure(promised, told):
    assert reported(promised, told)["progress"] == ()


def test_what_is_not_shown_is_listed():
    found = reported("院士工作站增长到39家。", "现有院士工作站31个。")
    row = only_row(found["link_candidates"])
    assert (row.kind, row.left_id.partition("#")[0], row.right_id.partition("#")[0]) == (
        "progress",
        "plan.txt",
        "reply.txt",
    )
    assert "家 and 个" in row.reason
    near = reported("省级以上重点实验室达到11家。", "现有重点实验室9家。")["link_candidates"]
    assert [(row.kind, row.left_id, row.right_id) for row in near] == [
        ("indicator", "indicator:省级以上重点实验室", "indicator:重点实验室")
    ]


def test_a_part_of_a_year_says_nothing_of_the_years_amount():
    found = reported("旅游收入达到100亿元。", "今年一季度,旅游收入达到20亿元。")
    assert found["progress"] == ()
    assert "a part of it" in only_row(found["link_candidates"]).reason
    assert len(reported("旅游收入达到100亿元。", "2018年,旅游收入达到80亿元。")["progress"]) == 1


def test_a_result_after_the_last_day_is_listed():
    late = REPLY.format("现有院士工作站45家。").replace("2019年4月8日", "2021年4月8日")
    found = linked(plan=PLAN.format("院士工作站增长到39家。"), reply=late)
    assert found["progress"] == ()
    assert "after the target's" in only_row(found["link_candidates"]).reason


@pytest.mark.parametrize(
    ("promised", "told", "is_met"),
    [
        ("院士工作站增长到39家。", "现有院士工作站31家。", False),
        ("院士工作站增长到39家。", "现有院士工作站40家。", True),
        ("贫困人口减少到1万人。", "目前,贫困人口5万人。", False),
        ("死亡人数控制在100人。", "2018年,死亡人数90人。", True),
        ("老旧小区减少到10个。", "目前,老旧小区50个。", False),
        ("院士工作站突破39家。", "现有院士工作站39家。", False),
        ("院士工作站增长到39家。", "现有院士工作站30余家。", None),
        ("院士工作站增长到39家。", "目前,院士工作站超过40家。", True),
        ("院士工作站增长到39家。", "目前,院士工作站超过30家。", None),
        ("高耗能企业控制在100家以内。", "目前,高耗能企业达到120家。", False),
        ("高耗能企业控制在100家以内。", "目前,高耗能企业达到90家。", True),
        ("城镇调查失业率控制在6%以内。", "2018年,城镇调查失业率5%。", None),
        ("粮食产量达到100万吨。", "2018年,粮食产量达到120万吨。", None),
        ("院士工作站增长到30-40家。", "现有院士工作站29家。", False),
        ("院士工作站增长到30-40家。", "现有院士工作站30家。", True),
        ("院士工作站增长到30-40家。", "现有院士工作站40家。", True),
        ("院士工作站增长到30-40家。", "现有院士工作站41家。", None),
        ("院士工作站增长到30-40家。", "现有院士工作站35余家。", None),
        ("老旧小区减少到30-40个。", "目前,老旧小区50个。", False),
        ("老旧小区减少到30-40个。", "目前,老旧小区20个。", None),
        ("院士工作站增长到约39家。", "现有院士工作站40家。", None),
    ],
)
def test_whether_a_target_is_met(promised, told, is_met):
    assert only_row(reported(promised, told)["progress"]).is_met is is_met


@pytest.mark.parametrize(
    ("promised", "told", "is_met"),
    [
        ("城镇调查失业率控制在6%以内。", "2020年,城镇调查失业率5%。", True),
        ("城镇调查失业率控制在6%以内。", "2020年,城镇调查失业率7%。", False),
        ("常住人口城镇化率达到60%。", "2020年,常住人口城镇化率达到55%。", None),
        ("常住人口城镇化率达到60%以上。", "2020年,常住人口城镇化率达到55%。", False),
        ("粮食产量达到100万吨。", "2020年,粮食产量达到120万吨。", True),
        ("旅游收入达到50-60亿元。", "2020年,旅游收入达到550000万元。", True),
        ("旅游收入达到50-60亿元。", "2020年,旅游收入达到450000万元。", False),
    ],
)
def test_whether_a_target_is_met_in_its_own_year(promised, told, is_met):
    reply = REPLY.format(told).replace("2019年4月8日", "2021年4月8日")
    found = linked(plan=PLAN.format(promised), reply=reply)
    assert only_row(found["progress"]).is_met is is_met


def test_a_reduction_is_met_by_more_of_it():
    promise = REPORT.format("2024年工作顺利。", "单位地区生产总值能耗下降3%。").replace("2026年", "2025年")
    report = "2025年，单位地区生产总值能耗下降{}。"
    for told, is_met in (("3.2%", True), ("2%", False)):
        found = linked(a=promise, b=REPORT.format(report.format(told), "粮食增长5%。"))
        assert only_row(found["progress"]).is_met is is_met


def test_the_basis_says_what_agrees():
    row = only_row(reported("高新技术企业达到700家。", "目前,国家级高新技术企业达到580家。")["progress"])
    for words in (
        "130600",
        "高新技术企业",
        "国家级高新技术企业",
        "均为水平",
        "单位家",
        "2019-04-08",
        "2020-12-31",
    ):
        assert words in row.basis


def test_changes_of_one_year_are_held_against_each_other():
    promise = (
        REPORT.format("地区生产总值增长5.0%。", "地区生产总值增长5%以上。")
        .replace("2026年", "2025年")
        .replace("2025年工作回顾", "2024年工作回顾")
    )
    report = REPORT.format("2025年，地区生产总值增长5.3%。", "地区生产总值增长4.5%。")
    found = linked(a=promise, b=report)
    row = only_row(found["progress"])
    assert (row.target_id.partition("#")[0], row.achievement_id.partition("#")[0]) == ("a.txt", "b.txt")
    assert row.is_met is True
    assert "同属2025-01-01至2025-12-31" in row.basis


def test_a_change_over_years_is_no_years_change():
    promise = REPORT.format("2024年工作顺利。", "地区生产总值增长5%以上。").replace("2026年", "2025年")
    report = REPORT.format("“十四五”时期，地区生产总值累计增长30%。", "地区生产总值增长4.5%。")
    assert linked(a=promise, b=report)["progress"] == ()


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("2025年，粮食产量增长5%。", date(2025, 1, 1)),
        ("粮食产量比上年增长5%。", date(2025, 1, 1)),
        ("粮食产量同比增长5%。", date(2025, 1, 1)),
        ("五年来，粮食产量增长30%。", None),
        ("“十四五”时期，粮食产量增长30%。", None),
        ("2025年是“十四五”规划收官之年。粮食产量增长5%。", date(2025, 1, 1)),
        ("过去一年，粮食产量增长5%。", date(2025, 1, 1)),
        ("2025年，成绩累计增多。粮食产量增长5%。", date(2025, 1, 1)),
        ("过去五年极不平凡。粮食产量增长30%。", None),
        ("粮食产量比2020年增长30%。", None),
        ("2021-2025年，粮食产量增长30%。", None),
        ("2020年至2025年，粮食产量增长30%。", None),
        ("过去5年，粮食产量增长30%。", None),
        ("连续4年，粮食产量增长30%。", None),
        ("2025年上半年，粮食产量增长30%。", None),
        ("2025年四季度，粮食产量增长30%。", None),
    ],
)
def test_the_period_of_a_reported_change(phrase, start):
    found = rows(REPORT.format(phrase, "粮食产量增长5%。"), "achievements")
    assert [row.period_start for row in found] == [start]


@pytest.mark.parametrize(
    ("phrase", "start", "series"),
    [
        ("2018-2020年,新建院士工作站30家。", date(2018, 1, 1), "3y"),
        ("2019年,新建院士工作站10家。", date(2019, 1, 1), "1y"),
        ("到2020年,新建院士工作站30家。", date(2018, 1, 1), "3y"),
        ("每年新建院士工作站8家。", date(2018, 1, 1), "annual"),
        ("到2020年,院士工作站达到39家。", None, "家"),
    ],
)
def test_the_period_of_a_commitment(phrase, start, series):
    row = only_row(rows(TASK.format(phrase), "targets"))
    assert row.period_start == start
    assert row.series_id.rpartition("/")[2] == series


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("现有院士工作站31家。", "130600"),
        ("涿州市现有院士工作站3家。", "130681"),
        ("全省现有院士工作站300家。", "130000"),
        ("全国现有院士工作站3000家。", None),
        ("涿州现有院士工作站3家。", "130681"),
        ("涿州市院士工作站达到3家。", "130681"),
        ("河北省保定市现有院士工作站31家。", "130600"),
        ("石家庄市现有院士工作站50家。", None),
        ("现有全国重点实验室2家。", "130600"),
        ("从北京引进高新技术企业200家。", "130600"),
        ("与京津合作共建院士工作站39家。", "130600"),
        ("支持长城汽车公司等建设研发机构20家。", "130600"),
        ("中心城区现有院士工作站3家。", None),
        ("全市现有院士工作站31家。", "130600"),
    ],
)
def test_whose_number_it_is(phrase, place):
    assert only_row(rows(REPLY.format(phrase), "achievements")).place_code == place


@pytest.mark.parametrize(
    ("phrase", "is_part"),
    [
        ("2018年1-12月,旅游收入达到80亿元。", False),
        ("一季度开局良好,全年旅游收入达到80亿元。", False),
        ("2018年旅游收入达到80亿元。", False),
        ("2019年1-3月,旅游收入达到20亿元。", True),
        ("“五一”期间,旅游收入达到2亿元。", True),
    ],
)
def test_whether_it_is_of_a_part_of_a_year(phrase, is_part):
    assert only_row(rows(REPLY.format(phrase), "achievements")).is_part_year is is_part


def test_all_that_is_had_is_what_is_counted():
    row = only_row(rows(REPLY.format("全市共有院士工作站31家。"), "achievements"))
    assert row.indicator_id == "indicator:院士工作站"


def test_what_is_begun_is_not_what_is_built():
    promise = REPORT.format("2024年工作顺利。", "新开工保障性住房3万套。").replace("2026年", "2025年")
    built = linked(a=promise, b=REPORT.format("2025年，建成保障性住房3.1万套。", "粮食增长5%。"))
    begun = linked(a=promise, b=REPORT.format("2025年，新开工保障性住房3.1万套。", "粮食增长5%。"))
    assert (len(built["progress"]), len(begun["progress"])) == (0, 1)


def test_this_years_promise_meets_next_years_report():
    promise = REPLY.format("基础较好。").replace(
        "\n\n保定市人民政府\n2019年4月8日\n", NEXT.format("今年力争新增院士工作站4家。")
    )
    told = REPLY.format("2019年,新增院士工作站5家。").replace("2019年4月8日", "2019年12月31日")
    assert only_row(linked(a=promise, b=told)["progress"]).is_met is True


def test_a_change_whose_period_nobody_tells_is_listed():
    promise = PLAN.format("新增院士工作站30家。")
    told = REPLY.format("截至2020年底,累计新增院士工作站32家。").replace("2019年4月8日", "2021年4月8日")
    found = linked(a=promise, b=told)
    assert found["progress"] == ()
    assert "in which period" in only_row(found["link_candidates"]).reason


def test_a_county_in_its_citys_plan_and_in_its_own_words():
    found = reported("涿州市院士工作站达到39家。", "涿州市现有院士工作站31家。")
    target, result = only_row(found["targets"]), only_row(found["achievements"])
    assert target.series_id == result.series_id == "series:130681/院士工作站/level/家"
    assert len(found["progress"]) == 1


def test_a_districts_own_name_is_no_part_of_it():
    reply = REPLY.replace("保定市", "上海市浦东新区")
    text = reply.format("浦东新区现有院士工作站31家。")
    assert only_row(rows(text, "achievements")).place_code == "310115"


def test_a_link_does_not_hang_on_other_documents():
    texts = {
        "b": PLAN.format("工业总盘达到100亿元。"),
        "c": REPLY.format("2019年一季度,工业总盘达到20亿元。"),
    }
    other = PLAN.replace("保定市", "廊坊市").format("工业总盘达到10家。")
    assert linked(**texts)["progress"] == linked(a=other, **texts)["progress"] == ()


def test_a_document_without_a_place_has_no_series():
    text = "科技创新行动计划(2018-2020年)\n一、行动目标\n到2020年,院士工作站增长到39家。\n二、主要任务\n1.服务。优化环境。\n"
    row = only_row(rows(text, "targets"))
    assert (row.place_code, row.series_id) == (None, None)


def test_targets_of_plans_one_after_the_other_are_a_series():
    later = PLAN.replace("(2018-2020年)", "(2021-2025年)").replace("到2020年", "到2025年")
    found = linked(a=PLAN.format("院士工作站增长到39家。"), b=later.format("院士工作站达到60家。"))
    first, second = found["targets"]
    assert first.series_id == second.series_id
    assert (first.due_on.year, second.due_on.year) == (2020, 2025)
    assert found["target_links"] == ()


def serving(commitment, *promised):
    plans = {f"plan{at}": PLAN.format(words) for at, words in enumerate(promised)}
    reply = REPLY.format("现有基础较好。").replace(
        "\n\n保定市人民政府\n2019年4月8日\n", NEXT.format(commitment)
    )
    found = linked(reply=reply, **plans)
    return found, [
        (row.target_id.partition("#")[0], row.linked_target_id.partition("#")[0])
        for row in found["target_links"]
    ]


def test_a_replys_commitment_serves_the_plans_target():
    found, links = serving("2019年力争新增院士工作站4家。", "院士工作站增长到39家。")
    assert links == [("reply.txt", "plan0.txt")]
    row = only_row(found["target_links"])
    assert row.relation == "serves"
    assert "2019-12-31" in row.basis
    assert "2020-12-31" in row.basis


@pytest.mark.parametrize(
    "promised",
    [
        "众创空间增长到39家。",
        "院士工作站增长到39个。",
        "省级院士工作站增长到39家。",
    ],
)
def test_a_commitment_serves_no_other_target(promised):
    assert serving("2019年力争新增院士工作站4家。", promised)[1] == []


def test_a_commitment_serves_no_plan_that_is_over():
    assert serving("2021年力争新增院士工作站4家。", "院士工作站增长到39家。")[1] == []


def test_a_years_rate_serves_the_amount_and_the_rate_of_years():
    text = REPORT.format(
        "2025年工作顺利。", "地区生产总值增长5%。到2030年，地区生产总值达到4万亿元，年均增长5%以上。"
    )
    found = linked(report=text)
    served = {row.target_id: row for row in found["targets"]}
    links = [
        (served[row.target_id].measure, served[row.linked_target_id].measure) for row in found["target_links"]
    ]
    assert ("growth", "level") in links


def test_periods_grow_with_the_text_not_with_its_numbers_squared():
    def report(count):
        return document_from_text(
            REPORT.format("".join(f"第{at}产业增加值增长5%。\n" for at in range(count)), "粮食增长5%。")
        )

    assert_linear(extract, report(400), report(800))


def test_links_grow_with_the_documents_not_with_their_pairs():
    def documents(count):
        return [
            extract(document_from_text(PLAN.format(f"第{at}院士工作站增长到{at + 1}家。"), f"{at}.txt"))
            for at in range(count)
        ]

    assert_linear(link_corpus, documents(150), documents(300))
