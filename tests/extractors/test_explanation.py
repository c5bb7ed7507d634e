"""What the rules say of a passage: trails agree with the rows, and name the words that decided."""

from __future__ import annotations

from functools import cache

import pytest
from support import GOALS, PLAN, RAW, REPLY
from test_wraps import PLAN as LONG_PLAN
from test_wraps import wrapped

from extractors import document_from_text, extract, load_document
from extractors.explanation import Explainer
from extractors.rows.achievements import REPORTED
from extractors.rows.binding import BINDS
from extractors.rows.forms import FORM
from extractors.rows.free_numbers import FREE
from extractors.rows.measurements import MEASURED
from extractors.rows.outlook import AHEAD
from extractors.rows.platforms import CARRIES
from extractors.rows.promises import GIVEN
from extractors.rows.targets import COMMITTED
from extractors.structure.label_rules import HEADS

RULINGS = (FORM, GIVEN, FREE, MEASURED, AHEAD, COMMITTED, REPORTED, BINDS, HEADS, CARRIES)
FILES = sorted(RAW.glob("*.txt"))


@cache
def explainer(path):
    return Explainer(load_document(path.read_bytes(), path.name))


def number(text, words):
    """Return the story of the number in some words of a text."""
    (one,) = (told := Explainer(document_from_text(text))).passages(told.find(words))
    mark = one.marks[0]
    (story,) = [story for story in one.numbers if mark.start <= story.at.start < mark.end]
    return story


def time(text, words):
    """Return the story of the time that some words of a text are."""
    told = Explainer(document_from_text(text))
    (one,) = told.passages(told.find(words))
    (story,) = [story for story in one.times if story.at.words == words]
    return story


def mention(text, kind, words):
    """Return what a text mentions as some words."""
    told = Explainer(document_from_text(text))
    (one,) = told.passages(told.find(words)[:1])
    (story,) = [story for story in one.mentions if (story.kind, story.at.words) == (kind, words)]
    return story


def test_rules_have_ids_of_their_own_and_say_what_they_look_for():
    rules = [rule for ruling in RULINGS for rule in (*ruling.rules, ruling.otherwise)]
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(len(rule.looks_for) > 3 for rule in rules)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestRealDocuments:
    def test_trails_end_where_the_ledger_says(self, path):
        stories = list(explainer(path).numbers())
        assert stories
        for story in stories:
            assert story.ledger == () or story.role in {run["role"] for run in story.ledger}, story
        runs = [run for story in stories for run in story.ledger]
        assert len(runs) == len(extract(explainer(path).document).tables["numerals"])

    def test_times_bind_where_there_is_a_deadline(self, path):
        told = explainer(path)
        deadlines = extract(told.document).tables["deadlines"]
        for row in deadlines:
            (one,) = told.passages([told.at(row.char_start)])
            (story,) = [story for story in one.times if story.at.start == row.char_start]
            assert (story.binds, story.deadline_id, story.at.words) == (True, row.deadline_id, row.quote)

    def test_one_rule_fires_in_a_trail_and_it_is_the_last(self, path):
        for story in explainer(path).numbers():
            for trail in story.trails:
                assert [step.fired for step in trail.steps] == [False] * (len(trail.steps) - 1) + [True]

    def test_words_stand_where_they_are_said_to(self, path):
        text = explainer(path).document.text
        for story in explainer(path).numbers():
            places = [story.at, *(step.found for trail in story.trails for step in trail.steps if step.found)]
            for place in places:
                assert text[place.start : place.end] == place.words


@pytest.mark.parametrize(
    ("text", "words", "role", "rule", "found"),
    [
        (PLAN.format("到2020年,院士工作站增长到39家。"), "39", "target", "target.made", None),
        (PLAN.format("预计新增就业5000人。"), "5000", "count", "target.refused.projected", "预计"),
        (PLAN.format("目前,院士工作站达到39家。"), "39", "achievement", "achievement.made.reported", "目前"),
        (PLAN.format("现建有院士工作站31家。"), "31", "achievement", "achievement.made.told_as_fact", None),
        (
            PLAN.format("年产值超过1亿元的企业达到20家。"),
            "超过1亿",
            "count",
            "number.refused.threshold",
            "的",
        ),
        (
            PLAN.format("对接石家庄、廊坊等14家开发区。"),
            "14",
            "count",
            "number.refused.no_verb",
            "对接石家庄、廊坊等",
        ),
        (PLAN.format("“253”新型制造业体系。"), "253", "name", "form.quoted", "“253”"),
        (PLAN.format("发展5G产业。"), "5G", "name", "form.letters", None),
        (
            PLAN.format("对新认定的基地给予一次性奖励10万元。"),
            "10",
            "incentive",
            "incentive.made.given",
            "给予",
        ),
        (GOALS.format("地区生产总值由200亿元增长到300亿元。"), "200", "baseline", "number.baseline", None),
        (REPLY.format("引进企业12家。"), "12", "achievement", "achievement.made.behind", None),
        (REPLY.format("下一步,引进企业12家。"), "12", "target", "target.made.ahead", None),
    ],
)
def test_a_number_and_the_rule_that_decided(text, words, role, rule, found):
    story = number(text, words)
    assert (story.role, story.rule) == (role, rule)
    steps = [step for trail in story.trails for step in trail.steps if step.fired and step.rule == rule]
    assert len(steps) == 1
    if found is not None:
        assert steps[0].found.words == found


@pytest.mark.parametrize(
    ("text", "words", "binds", "rule", "found"),
    [
        (PLAN.format("到2020年,院士工作站增长到39家。"), "到2020年", True, "time.binds", None),
        (PLAN.format("2022年北京冬奥会带动冰雪产业。"), "2022年", False, "time.refused.event", "北京冬奥会"),
        (PLAN.format("截至2017年底,院士工作站31家。"), "截至2017年底", False, "time.refused.up_to", None),
        (PLAN.format("2018年以来,环境持续改善。"), "2018年", False, "time.refused.since", "以来"),
        (PLAN.format("每年引进10家机构。"), "每年", True, "time.binds.recurring", None),
        (PLAN.format("落实《河北省“十三五”规划》。"), "“十三五”", False, "time.refused.cited", None),
    ],
)
def test_a_time_and_why_it_binds(text, words, binds, rule, found):
    story = time(text, words)
    decided = story.trails[-1].decided
    assert (story.binds, decided.rule) == (binds, rule)
    if found is not None:
        assert decided.found.words == found


@pytest.mark.parametrize(
    ("text", "words", "rule", "found"),
    [
        (PLAN.format("\n(一)强化领导。建立专班。"), "(一)", "label.opens_line", "(一)"),
        (PLAN.format("要做到:一是加强领导;二是落实责任。"), "一是", "label.refused.in_prose", "加强领导;"),
        (PLAN.format("从两方面一是加强扶持。"), "一是", "label.refused.in_sentence", "一是"),
        (
            PLAN.format("\n(1)《产业目录》(2019年修正)"),
            "(1)",
            "label.refused.reference",
            "《产业目录》(2019年修正)",
        ),
    ],
)
def test_an_enumerator_and_the_rule_that_decided(text, words, rule, found):
    story = mention(text, "enumerator", words)
    assert (story.rule, story.trail.decided.rule, story.trail.decided.found.words) == (rule, rule, found)
    considered = [step.rule for step in story.trail.steps[:-1]]
    assert considered == [rule.id for rule in HEADS.rules[: len(considered)]]


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        (PLAN.format("落实《国家重点实验室建设方案》。"), "国家重点实验室", "platform.refused.cited"),
        (
            PLAN.format("建设工程。(责任单位:市科技局、国家重点实验室)"),
            "国家重点实验室",
            "platform.refused.unit_list",
        ),
    ],
)
def test_a_carrier_that_is_no_mention_and_why(text, words, rule):
    assert mention(text, "platform left out", words).trail.decided.rule == rule


def test_a_carrier_that_is_mentioned_is_not_left_out():
    story = mention(PLAN.format("依托国家重点实验室开展攻关。"), "platform", "国家重点实验室")
    assert story.trail is None


def test_what_was_considered_before_stands_in_the_trail():
    story = number(PLAN.format("目前,院士工作站达到39家。"), "39")
    asked = [step.rule for trail in story.trails for step in trail.steps]
    assert asked.index("target.refused.projected") < asked.index("target.refused.reported")
    assert asked.index("target.refused.reported") < asked.index("achievement.made.reported")


def test_the_clause_of_a_number():
    story = number(PLAN.format("到2020年,省级以上院士工作站增长到39家以上。"), "39")
    assert (story.value, story.unit, story.dimension, story.comparator) == (39, "家", "count", "gte")
    assert (story.clause.verb, story.clause.measured) == ("增长到", "省级以上院士工作站")
    assert story.due_from.words == "到2020年"


def test_what_surrounds_a_passage():
    text = PLAN.format("新建市级工程研究中心5家。\n责任单位:市科技局、市财政局\n")
    told = Explainer(document_from_text(text))
    (one,) = told.passages(told.find("市财政局"))
    assert [(step.label, step.heading, step.role) for step in one.sections] == [
        ("一、", "主要任务", "task"),
        ("1.", "提升创新能力", "task"),
    ]
    assert one.task.title == "提升创新能力"
    units = [mention.facts["canonical name"] for mention in one.mentions if mention.kind == "unit"]
    assert units == ["保定市科学技术局", "保定市财政局"]


def test_width_does_not_matter_to_the_search():
    told = Explainer(document_from_text(PLAN.format("院士工作站增长到３９家（含市级）。")))
    assert [place.words for place in told.find("39家(含市级)")] == ["３９家（含市级）"]


@pytest.mark.parametrize("columns", [22, 33])
def test_a_wrapped_passage_is_found_and_placed_in_the_source(columns):
    text = wrapped(LONG_PLAN, columns)
    told = Explainer(document_from_text(text))
    marks = told.find("新增高新技术企业20家")
    assert marks
    for mark in marks:
        assert mark.words.replace("\n", "") == "新增高新技术企业20家"
        assert text[mark.start : mark.end] == mark.words
        assert mark.line == text.count("\n", 0, mark.start) + 1


def test_an_offset_outside_the_text():
    told = Explainer(document_from_text(PLAN.format("")))
    with pytest.raises(IndexError, match="99999 is outside the text"):
        told.at(99999)
    with pytest.raises(IndexError):
        told.at(-1)


def test_a_character_that_is_read_as_no_number_is_named():
    text = PLAN.format("打造不少于l家示范中心,新建公园5个。")
    told = Explainer(document_from_text(text))
    (one,) = told.passages([told.at(text.index("家示范"))])
    assert one.notes == (f"no number and no time is read at “家” at {text.index('家示范')}",)
