"""The views and table macros answer what they are named for, each row with its sentence, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from small_corpus import approve, blank_docs

from pipelines.evidence import document_page, evidence_path
from pipelines.resources import Workers
from pipelines.run import Outcome, run_build
from pipelines.views import macros, views

Ask = Callable[[str], list[tuple[object, ...]]]

PLAN = """保定市科技创新三年行动计划(2018-2020年)
保政办发〔2018〕7号
保定市人民政府办公室
2018年3月1日
一、行动目标
到2020年,院士工作站增长到39家。
二、重点任务
1.建设平台。新建众创空间3家。合计4家。(责任单位:市环保局、各县(市、区)政府)
2.服务企业。到2020年,院士工作站增长到39家。(责任单位:涿州市政府)
3.支持园区。依托涿州国家农业科技园区,落实《国家技术转移体系建设方案》。2019年底前,对新认定的孵化器给予一次性奖励10万元。(牵头单位:市科技局;配合单位:市财政局)
三、保障措施
(一)加强宣传。广泛宣传创新政策。
"""
REPLY = """对河北省第十三届人民代表大会第二次会议第1834号建议的答复
石柱代表:
您提出的建议收悉,现答复如下:
保定市开展了以下工作。
一、大力发展科技服务业。
一是搭建平台。现有院士工作站31家,国家级众创空间2个。
二、下一步工作。
一是继续努力。2019年力争新增院士工作站4家。

2019年4月8日

联系人及电话:刘平,0312-3088120
"""
#: A year later the target is reached; nothing else is said.
LATER_REPLY = REPLY.replace("31家", "40家").replace("2019年4月", "2020年4月").replace("1834", "77")
#: Nothing in it has a day.
UNDATED = "阜平县科技工作要点\n一、重点任务\n1.建设平台。建成众创空间5家。\n"

#: Two identical texts count once: the other one is called plan.txt.
ORIGINAL = "copy.txt"
TARGET = "到2020年,院士工作站增长到39家"


def build(folder: Path, **texts: str) -> Outcome:
    raw = folder / "raw"
    raw.mkdir()
    for name, text in texts.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    workers = Workers(validate=approve, render_data_docs=blank_docs)
    return run_build(raw, folder / "warehouse", workers=workers, processes=1)


def asking(outcome: Outcome) -> Ask:
    def ask(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(outcome.release / "planhouse.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return ask


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("views")
    return build(folder, plan=PLAN, copy=PLAN, reply=REPLY, undated=UNDATED)


@pytest.fixture(scope="module")
def ask(outcome: Outcome) -> Ask:
    return asking(outcome)


@pytest.fixture(scope="module")
def ask_later(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a release that holds the later reply too, and the plan with another paragraph, number and unit."""
    changed = (
        PLAN.replace("一、行动目标\n", "为建设创新型城市,制定本计划。\n一、行动目标\n")
        .replace("新建众创空间3家", "新建众创空间6家")
        .replace("责任单位:市环保局、", "责任单位:")
        .replace("(一)加强宣传。广泛宣传创新政策。\n", "")
    )
    folder = tmp_path_factory.mktemp("later")
    return asking(build(folder, copy=changed, reply=REPLY, later=LATER_REPLY, undated=UNDATED))


@pytest.fixture(scope="module")
def changes(ask_later: Ask, outcome: Outcome) -> list[tuple[object, ...]]:
    path = outcome.release / "planhouse.duckdb"
    return ask_later(
        f"SELECT table_name, event, document_id, changed, quote_before, quote_after FROM changes_since('{path}')"
    )


class TestComments:
    def test_every_view_and_column_is_told_in_both_languages(self, ask: Ask):
        told = dict(
            ask("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal")
        )
        assert told == {view.name: view.comment for view in views()}
        for view in views():
            columns = ask(
                f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{view.name}'"
            )
            assert columns == [(column.name, column.comment) for column in view.columns], view.name

    def test_every_macro_is_told_with_its_columns(self, ask: Ask):
        told = ask(
            "SELECT function_name, comment, parameters FROM duckdb_functions()"
            " WHERE function_type = 'table_macro' AND schema_name = 'main' AND NOT internal ORDER BY 1"
        )
        assert told == [
            (macro.name, macro.comment, [parameter.name for parameter in macro.parameters])
            for macro in macros()
        ]
        for macro in macros():
            given = ", ".join("'2020-01-01'" for _ in macro.parameters)
            if macro.name != "changes_since":
                columns = ask(f"SELECT column_name FROM (DESCRIBE FROM {macro.name}({given}))")
                assert [name for (name,) in columns] == [column.name for column in macro.columns], macro.name

    @pytest.mark.parametrize("query", (*views(), *macros()), ids=lambda query: query.name)
    def test_no_description_is_left_out(self, query):
        for told in (query, *query.parameters, *query.columns):
            assert told.zh
            assert told.en


class TestTargets:
    def test_what_was_reported_and_promised(self, ask: Ask):
        found = ask(
            "SELECT target_quote, what, on_day::VARCHAR, other_value, value_gap, is_met, quote FROM target_progress"
            " ORDER BY what"
        )
        assert found == [
            (TARGET, "reported", "2019-04-08", 31, 8, False, "现有院士工作站31家,国家级众创空间2个"),
            (TARGET, "serves", "2019-12-31", 4, None, None, "2019年力争新增院士工作站4家"),
        ]

    def test_a_target_with_its_series(self, ask: Ask):
        found = ask(
            "SELECT member, is_itself, on_day::VARCHAR, value, document_id, quote FROM target_series"
            " WHERE indicator = '院士工作站' AND target_id IN (SELECT target_id FROM targets WHERE value = 39) ORDER BY on_day"
        )
        assert found == [
            ("result", False, "2019-04-08", 31, "reply.txt", "现有院士工作站31家,国家级众创空间2个"),
            ("target", True, "2020-12-31", 39, ORIGINAL, TARGET),
        ]
        assert ask(
            "SELECT place_name, targets, results, documents FROM series"
            " WHERE indicator = '院士工作站' AND measure = 'level'"
        ) == [("保定市", 1, 1, 2)]

    def test_targets_are_counted_once(self, ask: Ask):
        assert ask("SELECT count(*) FROM targets WHERE value = 39") == [(4,)]
        found = ask("SELECT value, count(*) FROM targets_counted_once GROUP BY value ORDER BY value")
        assert found == [(3, 1), (4, 1), (5, 1), (39, 1)]

    def test_each_with_whoever_answers_for_it_where_it_is_said_again(self, ask: Ask):
        found = ask(
            "SELECT task_title, is_counted, comparator, value, unit, due_on::VARCHAR, units, place, place_name, quote"
            " FROM target_facts WHERE value = 39 ORDER BY is_counted"
        )
        said = ("eq", 39, "家", "2020-12-31", ["涿州市人民政府"], "保定市", "保定市", TARGET)
        assert found == [("服务企业", False, *said), (None, True, *said)]

    def test_those_of_nobody(self, ask: Ask):
        found = ask("SELECT indicator, value, others_have_units FROM targets_without_unit ORDER BY value")
        assert found == [("院士工作站", 4, False), ("众创空间", 5, False)]

    def test_those_without_a_day(self, ask: Ask):
        assert ask("SELECT indicator, value, document_id FROM targets_without_deadline") == [
            ("众创空间", 5, "undated.txt")
        ]


class TestDue:
    def test_what_falls_due_when(self, ask: Ask):
        found = ask("SELECT due_on::VARCHAR, what, title, value, units, document_id FROM due ORDER BY ALL")
        counties = "保定市各县(市、区)政府"
        assert found == [
            ("2019-12-31", "target", "院士工作站", 4, None, "reply.txt"),
            ("2019-12-31", "task", "支持园区", None, ["保定市科学技术局", "保定市财政局"], ORIGINAL),
            ("2019-12-31", "task", "继续努力", None, None, "reply.txt"),
            ("2020-12-31", "target", "众创空间", 3, ["保定市环境保护局", counties], ORIGINAL),
            ("2020-12-31", "target", "院士工作站", 39, ["涿州市人民政府"], ORIGINAL),
            ("2020-12-31", "task", "加强宣传", None, None, ORIGINAL),
            ("2020-12-31", "task", "建设平台", None, ["保定市环境保护局", counties], ORIGINAL),
            ("2020-12-31", "task", "服务企业", None, ["涿州市人民政府"], ORIGINAL),
        ]

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [("2019-12-31", "2020-12-30", 3), ("2020-01-01", "2020-12-31", 5), ("2021-01-01", "2030-01-01", 0)],
    )
    def test_both_days_of_a_period_belong_to_it(self, ask: Ask, first: str, last: str, expected: int):
        assert ask(f"SELECT count(*) FROM due_between('{first}', '{last}')") == [(expected,)]
        assert ask(f"SELECT count(*) FROM due_between(DATE '{first}', DATE '{last}')") == [(expected,)]

    def test_the_last_day_itself_is_not_overdue(self, ask: Ask):
        assert ask("SELECT count(*) FROM overdue('2019-12-31')") == [(0,)]
        found = ask("SELECT days, what, title FROM overdue('2020-01-02') ORDER BY ALL")
        assert found == [(2, "target", "院士工作站"), (2, "task", "支持园区"), (2, "task", "继续努力")]

    def test_what_was_reported_last_stands_beside_it(self, ask: Ask):
        found = ask("SELECT reported_value, reported_on::VARCHAR FROM overdue('2021-01-01') WHERE value = 39")
        assert found == [(31, "2019-04-08")]

    def test_what_is_met_is_not_overdue(self, ask: Ask, ask_later: Ask):
        query = "SELECT count(*) FROM overdue('2021-01-01') WHERE what = 'target' AND value = 39"
        assert (ask(query), ask_later(query)) == ([(1,)], [(0,)])


def dated(told: str, day: str, number: int) -> str:
    """A reply of that day which reports that."""
    return (
        REPLY.replace("现有院士工作站31家,国家级众创空间2个", told)
        .replace("2019年4月8日", day)
        .replace("2019年力争新增院士工作站4家", "优化环境")
        .replace("1834", str(number))
    )


class TestOverdueTargets:
    """39 by 2020; at 31 in 2019, at 40 in April 2020, at 30 in October, and at 41 a year after the day."""

    @pytest.fixture(scope="class")
    @classmethod
    def ask_reports(cls, tmp_path_factory: pytest.TempPathFactory) -> Ask:
        goals = "院士工作站增长到39家。到2020年,众创空间增长到30-40家。到2020年,星创天地增长到约20家。每年新增高新技术企业7家。"
        reports = {
            "r1": dated("现有院士工作站31家", "2019年4月8日", 1),
            "r2": dated("现有院士工作站40家", "2020年4月8日", 2),
            "r3": dated("现有院士工作站30家,众创空间29家,星创天地19家", "2020年10月8日", 3),
            "r4": dated("现有院士工作站41家,众创空间35家", "2021年10月8日", 4),
        }
        plan = PLAN.replace("院士工作站增长到39家。\n二、", goals + "\n二、")
        return asking(build(tmp_path_factory.mktemp("overdue"), plan=plan, **reports))

    @staticmethod
    def of(ask: Ask, value: int, day: str) -> list[tuple[object, ...]]:
        return ask(
            "SELECT reported_value, reported_on::VARCHAR, is_met, recurrence"
            f" FROM overdue('{day}') WHERE what = 'target' AND value = {value}"
        )

    def test_what_was_met_once_and_fell_since_is_overdue(self, ask_reports: Ask):
        assert self.of(ask_reports, 39, "2021-01-01") == [(30, "2020-10-08", False, "once")]

    def test_what_is_met_late_is_overdue_until_then(self, ask_reports: Ask):
        assert self.of(ask_reports, 39, "2021-10-07") == [(30, "2020-10-08", False, "once")]
        assert self.of(ask_reports, 39, "2021-10-08") == []

    def test_a_range_is_met_inside_it_late_too(self, ask_reports: Ask):
        assert self.of(ask_reports, 30, "2021-01-01") == [(29, "2020-10-08", False, "once")]
        assert self.of(ask_reports, 30, "2021-12-01") == []

    def test_what_no_report_decides_is_told_from_what_is_not_met(self, ask_reports: Ask):
        assert self.of(ask_reports, 20, "2021-01-01") == [(19, "2020-10-08", None, "once")]

    def test_a_yearly_amount_stands_there_once(self, ask_reports: Ask):
        assert self.of(ask_reports, 7, "2020-12-31") == []
        assert self.of(ask_reports, 7, "2021-01-01") == [(None, None, None, "annual")]


class TestUnits:
    def test_what_a_county_is_responsible_for(self, ask: Ask):
        found = ask(
            "SELECT title, through, mention FROM unit_tasks WHERE unit = '涿州市人民政府' ORDER BY title"
        )
        assert found == [
            ("建设平台", "保定市各县(市、区)政府", "各县(市、区)政府"),
            ("服务企业", None, "涿州市政府"),
        ]
        assert ask("SELECT title FROM unit_tasks WHERE unit = '保定市徐水区人民政府'") == [("建设平台",)]

    @pytest.mark.parametrize("unit", ["定州市人民政府", "安新县人民政府", "徐水县人民政府"])
    def test_who_did_not_belong_to_it_then_is_not(self, ask: Ask, unit: str):
        assert ask(f"SELECT count(*) FROM units WHERE canonical_name = '{unit}'") == [(1,)]
        assert ask(f"SELECT * FROM unit_tasks WHERE unit = '{unit}'") == []

    def test_who_has_the_duties_now(self, ask: Ask):
        found = ask("SELECT present_unit_id FROM unit_tasks WHERE unit = '保定市环境保护局'")
        assert found == [("unit:保定市生态环境局",)]

    @pytest.mark.parametrize("name", ["涿州市", "涿州市政府", "涿州市人民政府"])
    def test_tasks_of_a_place_by_any_of_its_names(self, ask: Ask, name: str):
        found = ask(f"SELECT title, through IS NULL FROM tasks_of('{name}') ORDER BY title")
        assert found == [("建设平台", False), ("服务企业", True)]

    @pytest.mark.parametrize("name", ["市环保局", "保定市环境保护局", "保定市生态环境局"])
    def test_tasks_before_and_after_a_reform(self, ask: Ask, name: str):
        assert ask(f"SELECT unit, title FROM tasks_of('{name}')") == [("保定市环境保护局", "建设平台")]

    def test_nobody_has_the_tasks_of_nobody(self, ask: Ask):
        assert ask("SELECT * FROM tasks_of('无此单位')") == []

    def test_their_targets(self, ask: Ask):
        found = ask(
            "SELECT indicator, value, measure_unit, through, task_title, quote FROM unit_targets"
            " WHERE unit = '涿州市人民政府' ORDER BY value"
        )
        assert found == [
            ("众创空间", 3, "家", "保定市各县(市、区)政府", "建设平台", "新建众创空间3家"),
            ("院士工作站", 39, "家", None, "服务企业", TARGET),
        ]

    def test_how_much_each_answers_for(self, ask: Ask):
        found = ask(
            "SELECT unit, tasks, tasks_led, tasks_through, targets, present_unit FROM unit_facts"
            " WHERE unit IN ('涿州市人民政府', '保定市环境保护局', '保定市科学技术局', '定州市人民政府') ORDER BY unit"
        )
        assert found == [
            ("保定市环境保护局", 1, 0, 0, 1, "保定市生态环境局"),
            ("保定市科学技术局", 1, 1, 0, 0, "保定市科学技术局"),
            ("定州市人民政府", 0, 0, 0, 0, "定州市人民政府"),
            ("涿州市人民政府", 2, 0, 1, 2, "涿州市人民政府"),
        ]

    def test_a_task_with_its_units_by_role(self, ask: Ask):
        found = ask(
            "SELECT lead_units, responsible_units, support_units, targets, place FROM task_facts WHERE title = '支持园区'"
        )
        assert found == [(["保定市科学技术局"], None, ["保定市财政局"], 0, "保定市")]

    def test_tasks_without_unit(self, ask: Ask):
        found = ask("SELECT title, others_have_units FROM tasks_without_unit ORDER BY title")
        assert found == [("加强宣传", True), ("建设平台", False), ("继续努力", False)]


class TestNamedTwice:
    """涿州市政府 supports by name what each county answers for, and is named again as the one that leads."""

    @pytest.fixture(scope="class")
    @classmethod
    def ask_named(cls, tmp_path_factory: pytest.TempPathFactory) -> Ask:
        plan = PLAN.replace(
            "(责任单位:市环保局、各县(市、区)政府)",
            "(责任单位:各县(市、区)政府、市环保局;配合单位:涿州市政府;牵头单位:涿州市人民政府)",
        ).replace("增长到39家。(责任单位:涿州市政府)", "增长到39家。新建众创空间3家。(责任单位:涿州市政府)")
        return asking(build(tmp_path_factory.mktemp("named"), plan=plan))

    def test_a_unit_and_a_task_are_one_row(self, ask_named: Ask):
        assert ask_named("SELECT unit_id, task_id FROM unit_tasks GROUP BY ALL HAVING count(*) > 1") == []
        found = ask_named(
            "SELECT role, through, mention FROM unit_tasks WHERE unit = '涿州市人民政府' AND title = '建设平台'"
        )
        assert found == [("lead", None, "涿州市政府")]

    def test_a_unit_and_a_target_are_one_row(self, ask_named: Ask):
        assert ask_named("SELECT unit_id, target_id FROM unit_targets GROUP BY ALL HAVING count(*) > 1") == []
        found = ask_named(
            "SELECT role, task_title FROM unit_targets WHERE unit = '涿州市人民政府' AND value = 3"
        )
        assert found == [("lead", "建设平台")]


def test_a_short_name_is_of_every_city(tmp_path: Path):
    other = PLAN.replace("保定市", "石家庄市").replace("保政办", "石政办")
    ask = asking(build(tmp_path, plan=PLAN, other=other))
    found = ask("SELECT place, unit FROM tasks_of('市科技局') ORDER BY ALL")
    assert found == [("保定市", "保定市科学技术局"), ("石家庄市", "石家庄市科学技术局")]


class TestVersions:
    """The plan again, signed a month later, with one task less and another sum."""

    @pytest.fixture(scope="class")
    @classmethod
    def ask_versions(cls, tmp_path_factory: pytest.TempPathFactory) -> Ask:
        newer = (
            PLAN.replace("2018年3月1日", "2018年4月1日")
            .replace("(一)加强宣传。广泛宣传创新政策。\n", "")
            .replace("10万元", "20万元")
        )
        undated = UNDATED + "2.支持企业。对新认定的孵化器给予一次性奖励7万元。\n"
        return asking(build(tmp_path_factory.mktemp("versions"), old=PLAN, new=newer, undated=undated))

    def test_what_is_superseded_is_not_in_force(self, ask_versions: Ask):
        assert ask_versions("SELECT document_id, supersedes FROM documents WHERE supersedes IS NOT NULL") == [
            ("new.txt", "old.txt")
        ]
        assert ask_versions("SELECT document_id FROM documents_in_force ORDER BY 1") == [
            ("new.txt",),
            ("undated.txt",),
        ]
        for view in ("document_facts", "documents_once", "task_facts"):
            found = ask_versions(f"SELECT DISTINCT document_id FROM {view} WHERE NOT is_in_force ORDER BY 1")
            assert found == [("old.txt",)], view

    @pytest.mark.parametrize(
        "view",
        [
            "due",
            "overdue('2030-01-01')",
            "subsidies",
            "unit_tasks",
            "unit_targets",
            "tasks_without_unit",
            "targets_counted_once",
        ],
    )
    def test_its_rows_are_not_counted_beside_the_newer_ones(self, ask_versions: Ask, view: str):
        found = ask_versions(f"SELECT DISTINCT document_id FROM {view} WHERE document_id <> 'undated.txt'")
        assert found in ([("new.txt",)], [])
        assert ask_versions(f"SELECT count(*) > 0 FROM {view}") == [(True,)]

    def test_its_targets_are_kept_and_told(self, ask_versions: Ask):
        found = ask_versions("SELECT DISTINCT is_counted FROM target_facts WHERE document_id = 'old.txt'")
        assert found == [(False,)]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2018-01-01", [(7, False), (20, True)]),
            ("2020-12-31", [(7, False), (20, True)]),
            ("2021-01-01", [(7, False)]),
        ],
    )
    def test_support_on_a_day(self, ask_versions: Ask, day: str, expected: list[tuple[object, ...]]):
        assert ask_versions(f"SELECT value, has_period FROM subsidies_on('{day}') ORDER BY value") == expected


class TestOtherThings:
    def test_subsidies(self, ask: Ask):
        found = ask(
            "SELECT beneficiary, form, amount_kind, value, unit, units, period_end::VARCHAR, place, quote FROM subsidies"
        )
        sentence = "2019年底前,对新认定的孵化器给予一次性奖励10万元"
        units = ["保定市科学技术局", "保定市财政局"]
        assert found == [
            ("新认定的孵化器", "reward", "fixed", 10, "万元", units, "2020-12-31", "保定市", sentence)
        ]

    def test_a_carrier_is_counted_once_whatever_the_copies(self, ask: Ask):
        found = ask("SELECT name, level, place, place_code, mentions, documents FROM platform_facts")
        assert found == [("涿州国家农业科技园区", "national", "涿州市", "130681", 1, 1)]
        assert ask("SELECT platform_type, level, place, platforms, names FROM platforms_by_type") == [
            ("农业科技园区", "national", "涿州市", 1, ["涿州国家农业科技园区"])
        ]

    def test_citations(self, ask: Ask):
        found = ask("SELECT title, is_held, document_id FROM citation_facts")
        assert found == [("国家技术转移体系建设方案", False, ORIGINAL)]

    def test_documents_and_what_stands_in_each(self, ask: Ask):
        found = ask(
            "SELECT document_id, document_type, tasks, targets, achievements, incentives FROM document_facts ORDER BY 1"
        )
        assert found == [
            (ORIGINAL, "plan", 4, 2, 0, 1),
            ("reply.txt", "reply", 2, 1, 2, 0),
            ("undated.txt", "plan", 1, 1, 0, 0),
        ]

    def test_a_reply(self, ask: Ask):
        found = ask(
            "SELECT proposal_number, addressee, answered_on::VARCHAR, tasks_done, tasks_planned, targets, achievements"
            " FROM reply_facts"
        )
        assert found == [("1834", "石柱代表", "2019-04-08", 1, 1, 1, 2)]

    def test_results(self, ask: Ask):
        found = ask("SELECT indicator, value, as_of::VARCHAR, place FROM achievement_facts ORDER BY value")
        assert found == [
            ("国家级众创空间", 2, "2019-04-08", "保定市"),
            ("院士工作站", 31, "2019-04-08", "保定市"),
        ]

    def test_the_review_list_shows_the_words_of_both_sides(self, ask: Ask):
        found = ask("SELECT kind, left_words, right_words FROM review_list WHERE kind = 'indicator'")
        assert found == [("indicator", "国家级众创空间", "众创空间")]

    def test_passages(self, ask: Ask):
        found = ask("SELECT what, title, quote FROM passages('院士工作站31家')")
        sentence = "现有院士工作站31家,国家级众创空间2个"
        assert found == [
            ("achievement", "国家级众创空间", sentence),
            ("achievement", "院士工作站", sentence),
            ("task", "搭建平台", sentence),
        ]

    @pytest.mark.parametrize(
        ("words", "found"), [("(2018-2020年)", 0), ("广泛宣传", 1), (".*", 0), ("39家", 3)]
    )
    def test_words_are_taken_as_they_are(self, ask: Ask, words: str, found: int):
        assert ask(f"SELECT count(*) FROM passages('{words}')") == [(found,)]


def _address(path: str) -> tuple[str, int, int]:
    page, _, offsets = path.partition("#c")
    first, last = map(int, offsets.split("-"))
    return page, first, last


class TestEvidence:
    def test_every_passage_of_a_view_is_found_at_its_address(self, ask: Ask):
        texts = dict(ask("SELECT document_id, text FROM documents"))
        shown = [view for view in views() if {"quote", "evidence_path", "document_id"} <= _names(view)]
        assert len(shown) >= 9
        for view in shown:
            for document_id, quote, path in ask(f"SELECT document_id, quote, evidence_path FROM {view.name}"):
                page, first, last = _address(path)
                assert page == document_page(document_id)
                around = texts[document_id][max(last - len(quote), 0) : first + len(quote)]
                assert first < last
                assert quote in around, view.name

    def test_the_sentence_of_a_task_has_its_own_address(self, ask: Ask):
        start = PLAN.index("广泛宣传创新政策")
        assert ask("SELECT evidence_path FROM passages('创新政策')") == [
            (evidence_path(ORIGINAL, start, start + 8),)
        ]

    def test_both_sides_of_a_pair(self, ask: Ask):
        (found,) = ask(
            "SELECT target_evidence_path, evidence_path FROM target_progress WHERE what = 'reported'"
        )
        first, result = PLAN.index("39家"), REPLY.index("31家")
        assert found == (
            evidence_path(ORIGINAL, first, first + 2),
            evidence_path("reply.txt", result, result + 2),
        )


class TestChanges:
    def test_what_only_moved_is_no_change(self, changes):
        """The paragraph in front moves every row of the plan, and with it every id."""
        told = [row for row in changes if TARGET in row[4:]]
        assert [row[:2] for row in told] == [("progress", "gained")]

    def test_a_pair_more(self, changes):
        (gained,) = (row for row in changes if row[0] == "progress")
        assert gained == ("progress", "gained", ORIGINAL, None, None, TARGET)

    def test_a_number_that_changed_in_a_sentence_that_moved(self, changes):
        found = [row for row in changes if row[0] == "targets" and row[2] == ORIGINAL]
        assert sorted(found) == [
            ("targets", "gained", ORIGINAL, None, None, "新建众创空间6家"),
            ("targets", "lost", ORIGINAL, None, "新建众创空间3家", None),
        ]

    def test_a_task_is_known_by_its_title(self, changes):
        (changed,) = (row for row in changes if row[:2] == ("tasks", "changed"))
        assert changed[3] == [
            "quote: 1.建设平台。新建众创空间3家。合计4家。(责任单位:市环保局、各县(市、区)政府)"
            " → 1.建设平台。新建众创空间6家。合计4家。(责任单位:各县(市、区)政府)",
            "text: 新建众创空间3家。合计4家 → 新建众创空间6家。合计4家",
        ]

    def test_who_left_a_list(self, changes):
        found = [row for row in changes if row[0] == "task_units"]
        assert found == [("task_units", "lost", ORIGINAL, None, "市环保局", None)]

    def test_a_task_that_is_gone(self, changes):
        (lost,) = (row for row in changes if row[:2] == ("tasks", "lost"))
        assert lost[4] == "(一)加强宣传。广泛宣传创新政策。"

    def test_a_document_more_with_its_rows(self, changes):
        found = [row for row in changes if row[2] == "later.txt"]
        assert {row[1] for row in found} == {"gained"}
        assert {row[0] for row in found} == {"documents", "tasks", "targets", "achievements"}

    def test_a_copy_that_is_gone_takes_no_rows_with_it(self, changes):
        found = [row for row in changes if row[2] == "plan.txt"]
        assert [row[:2] for row in found] == [("documents", "lost")]

    def test_every_column_is_compared_in_every_table_that_is_covered(
        self, ask: Ask, outcome: Outcome, tmp_path: Path
    ):
        """The other release differs in one column of each table, and lacks one that is then no change."""
        changed = {
            "citations": ("cited_place_code = '130000'", "cited_place_code: 130000 → NULL"),
            "deadlines": ("kind = 'period'", None),
            "incentives": ("rule_id = 'x'", "rule_id: x → "),
            "platforms": ("level = 'provincial'", "level: provincial → national"),
            "progress": ("is_met = true", "is_met: true → false"),
            "target_links": ("basis = 'x'", "basis: x → "),
            "targets": ("baseline_value = 3", "baseline_value: 3.0 → NULL"),
            "tasks": ("label = 'x'", "label: x → "),
        }
        other = tmp_path / "other.duckdb"
        with duckdb.connect(str(other)) as connection:
            connection.execute(f"ATTACH '{outcome.release / 'planhouse.duckdb'}' AS source (READ_ONLY)")
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT table_name FROM duckdb_tables()"
                    " WHERE database_name = 'source' AND schema_name = 'main'"
                ).fetchall()
            ]
            for name in names:
                connection.execute(f'CREATE TABLE "{name}" AS FROM source.main."{name}"')
            for name, (update, _) in changed.items():
                connection.execute(f"UPDATE {name} SET {update}")
            connection.execute("ALTER TABLE achievements DROP COLUMN is_part_year")
        found = ask(f"SELECT table_name, event, changed FROM changes_since('{other}')")
        assert {event for _, event, _ in found} == {"changed"}
        assert {table for table, _, _ in found} == set(changed)
        for table, (_, said) in changed.items():
            for name, _, columns in found:
                if name == table and said:
                    assert isinstance(columns, list)
                    assert len(columns) == 1
                    assert columns[0].startswith(said)

    def test_nothing_changed_against_itself(self, ask: Ask, outcome: Outcome):
        assert ask(f"FROM changes_since('{outcome.release / 'planhouse.duckdb'}')") == []


class TestChinese:
    def test_every_view_and_macro_has_its_chinese_twin(self, ask: Ask):
        found = ask("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = '中文'")
        assert dict(found) == {view.label_zh: view.comment for view in views()}
        found = ask("SELECT function_name, comment FROM duckdb_functions() WHERE schema_name = '中文'")
        assert dict(found) == {macro.label_zh: macro.comment for macro in macros()}
        for view in views():
            columns = ask(
                "SELECT column_name, comment FROM duckdb_columns()"
                f" WHERE schema_name = '中文' AND table_name = '{view.label_zh}'"
            )
            assert columns == [(column.label_zh, column.comment) for column in view.columns]

    def test_names_are_short_and_no_two_alike(self):
        names = [query.label_zh for query in (*views(), *macros())]
        assert len(set(names)) == len(names)
        for query in (*views(), *macros()):
            columns = [column.label_zh for column in query.columns]
            assert len(set(columns)) == len(columns), query.name
            for name in (query.label_zh, *columns):
                assert re.fullmatch(r"\w{1,14}", name), f"{query.name}: {name} needs quotes, or is long"

    def test_words_of_vocabularies_are_chinese(self, ask: Ask):
        found = ask('SELECT 指标, 口径, 比较关系, 目标值, 期限依据, 语气 FROM 中文."目标" WHERE 目标值 = 4')
        assert found == [("院士工作站", "增量", "等于", 4, "同句写明", "力争")]
        assert ask('SELECT DISTINCT 类别 FROM 中文."到期事项" ORDER BY 1') == [("任务",), ("目标",)]

    def test_no_word_of_a_vocabulary_is_left_in_english(self, ask: Ask):
        for view in views():
            for column in view.columns:
                if column.words:
                    query = f'SELECT DISTINCT "{column.label_zh}" FROM 中文."{view.label_zh}" WHERE "{column.label_zh}" IS NOT NULL'
                    assert {value for (value,) in ask(query)} <= set(column.words.values()), column

    def test_macros_take_the_same_parameters(self, ask: Ask):
        found = ask("SELECT 逾期天数, 类别, 事项 FROM 中文.\"逾期事项\"('2020-01-02') WHERE 目标值 = 4")
        assert found == [(2, "目标", "院士工作站")]


def test_personal_contacts_stand_in_no_view(ask: Ask):
    assert ask("SELECT contact FROM replies") == [("刘平,0312-3088120",)]
    columns = ask(
        "SELECT v.schema_name, v.view_name FROM duckdb_views() v"
        " JOIN duckdb_columns() c ON c.table_name = v.view_name AND c.schema_name = v.schema_name"
        " WHERE NOT v.internal AND c.column_name IN ('contact', '联系人')"
    )
    assert columns == []


def test_views_are_of_the_release_alone(outcome: Outcome, tmp_path: Path):
    """The file answers wherever it is copied to."""
    copy = tmp_path / "elsewhere.duckdb"
    copy.write_bytes((outcome.release / "planhouse.duckdb").read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM target_progress").fetchone() == (2,)


def _names(view) -> set[str]:
    return {column.name for column in view.columns}
