"""Many documents: copies, references to each other, things of the whole corpus, progress."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import RAW, REPLY, only_row

from extractors import document_from_text, extract, link_corpus, load_document

PLAN = (
    "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n到2020年,院士工作站增长到39家。\n二、主要任务\n"
    "1.提升。依托保定国家高新区,提升能力。(责任单位:市发展改革委)\n2.服务。优化环境。\n"
)
OTHER = (
    "保定市人才引进行动计划\n保政字〔2019〕5号\n一、主要任务\n"
    "1.引进。落实《保定市科技创新三年行动计划(2018-2020年)》,依托保定国家高新区引进人才。(责任单位:市发改委)\n2.服务。优化环境。\n"
)
CITING = "保定市人才服务行动计划\n一、主要任务\n1.服务。落实《人才引进若干措施》(保政字〔2019〕5号)。\n2.保障。优化环境。\n"
ANSWER = REPLY.format("保定市现建有院士工作站31家。")


def linked(**texts):
    return link_corpus(extract(document_from_text(text, f"{name}.txt")) for name, text in texts.items())


def test_a_copy_points_to_the_first():
    found = linked(a=PLAN, b=PLAN, c=OTHER)
    assert [(row.document_id, row.duplicate_of) for row in found["documents"]] == [
        ("a.txt", None),
        ("b.txt", "a.txt"),
        ("c.txt", None),
    ]


def test_a_copy_may_differ_in_width_and_blanks():
    wide = PLAN.replace("(", "（").replace(")", "）").replace(",", "，").replace("\n", "\r\n\r\n")
    assert [row.duplicate_of for row in linked(a=PLAN, b=wide)["documents"]] == [None, "a.txt"]


def test_a_title_or_a_number_leads_to_the_document():
    found = linked(a=PLAN, b=OTHER, c=CITING)
    assert [(row.document_id, row.cited_document_id) for row in found["citations"]] == [
        ("b.txt", "a.txt"),
        ("c.txt", "b.txt"),
    ]
    assert [row.cited_document_id for row in linked(b=OTHER)["citations"]] == [None]


def test_a_title_that_two_documents_bear_leads_nowhere():
    found = linked(a=PLAN, aa=PLAN + "3.保障。加强领导。\n", b=OTHER)
    assert [row.cited_document_id for row in found["citations"]] == [None]


def test_a_copy_does_not_make_a_title_ambiguous():
    assert [row.cited_document_id for row in linked(a=PLAN, aa=PLAN, b=OTHER)["citations"]] == ["a.txt"]


def test_things_of_the_corpus_are_one_with_all_their_names():
    found = linked(a=PLAN, b=OTHER)
    unit = only_row([row for row in found["units"] if row.canonical_name == "保定市发展和改革委员会"])
    assert unit.aliases == ("市发展改革委", "市发改委")
    carrier = only_row(
        [row for row in found["platforms"] if row.canonical_name == "保定国家高新技术产业开发区"]
    )
    assert carrier.level == "national"
    for table, key in (("units", "unit_id"), ("platforms", "platform_id"), ("indicators", "indicator_id")):
        ids = [getattr(row, key) for row in found[table]]
        assert ids == sorted(set(ids)), table


def test_progress_holds_a_result_against_its_target():
    # A stock that is reported against the stock to reach.
    found = linked(plan=PLAN, reply=ANSWER)
    row = only_row(found["progress"])
    target = only_row([one for one in found["targets"] if one.target_id == row.target_id])
    result = only_row([one for one in found["achievements"] if one.achievement_id == row.achievement_id])
    assert (target.value, result.value) == (39, 31)
    assert row.value_gap == 8
    assert row.ratio == pytest.approx(31 / 39)
    assert row.basis


@pytest.mark.parametrize(
    "text",
    [
        PLAN.replace("保定市", "廊坊市").replace("保定国家高新区", "燕郊高新区"),
        PLAN.replace("院士工作站增长到39家", "院士工作站增长到39个"),
        PLAN.replace("院士工作站增长到39家", "新建院士工作站39家"),
        PLAN.replace("院士工作站增长到39家", "每年新建院士工作站39家"),
        PLAN.replace("院士工作站", "众创空间"),
    ],
)
def test_no_progress_across_places_units_measures_or_things(text):
    assert linked(plan=text, reply=ANSWER)["progress"] == ()


def test_a_copy_makes_no_progress_twice():
    assert len(linked(plan=PLAN, copy=PLAN, reply=ANSWER)["progress"]) == 1


def test_a_document_more_changes_no_row_of_another():
    alone, together = linked(a=PLAN), linked(a=PLAN, b=OTHER, c=ANSWER)
    for table in ("sections", "tasks", "task_units", "targets", "deadlines", "numerals", "platform_mentions"):
        kept = tuple(row for row in together[table] if row.document_id == "a.txt")
        assert kept == alone[table], table


def test_the_order_of_the_documents_does_not_matter():
    extractions = [extract(load_document(path.read_bytes(), path.name)) for path in sorted(RAW.glob("*.txt"))]
    assert link_corpus(extractions) == link_corpus(reversed(extractions))


def test_links_between_tables_hold_in_the_corpus():
    found = link_corpus(
        extract(load_document(path.read_bytes(), path.name)) for path in sorted(RAW.glob("*.txt"))
    )
    units = {row.unit_id for row in found["units"]}
    assert {row.unit_id for row in found["task_units"]} <= units
    assert {row.succeeded_by for row in found["units"]} <= units | {None}
    assert {row.unit_id for row in found["unit_members"]} | {
        row.member_unit_id for row in found["unit_members"]
    } <= units
    measured = [*found["targets"], *found["achievements"]]
    assert {row.indicator_id for row in measured} <= {row.indicator_id for row in found["indicators"]}
    named = {row.platform_id for row in found["platform_mentions"]} - {None}
    assert named <= {row.platform_id for row in found["platforms"]}


def test_members_of_a_collective():
    text = PLAN.replace("(责任单位:市发展改革委)", "(责任单位:各县(市、区)政府)")
    found = linked(a=text)
    names = {row.unit_id: row.canonical_name for row in found["units"]}
    members = {names[row.member_unit_id] for row in found["unit_members"]}
    assert {names[row.unit_id] for row in found["unit_members"]} == {"保定市各县(市、区)政府"}
    assert {"涿州市人民政府", "保定市徐水区人民政府", "易县人民政府"} <= members


def test_districts_of_one_name_are_told_apart_by_their_cities():
    text = (
        "四川省人民政府关于加强绿化工作的通知\n一、主要任务\n加快造林绿化。(责任单位:各县(市、区)人民政府)\n"
    )
    found = linked(a=text)
    names = {row.canonical_name: row.jurisdiction_code for row in found["units"]}
    assert {name: code for name, code in names.items() if name.endswith("市市中区人民政府")} == {
        "广元市市中区人民政府": "510802",
        "内江市市中区人民政府": "511002",
        "乐山市市中区人民政府": "511102",
    }


def test_nothing_in_gives_nothing_out():
    assert not any(link_corpus([]).values())


def test_rows_are_values():
    document = document_from_text(PLAN)
    assert extract(document) == extract(replace(document))
