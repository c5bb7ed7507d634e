"""The views answer what they are named for, each row with its sentence; and every column is told in both languages."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from small_corpus import approve, blank_docs

from pipelines.resources import Workers
from pipelines.run import Outcome, run_build
from pipelines.views import views

PLAN = """保定市科技创新三年行动计划(2018-2020年)
保政办发〔2018〕7号
保定市人民政府办公室
2018年3月1日
一、行动目标
到2020年,院士工作站增长到39家。
二、重点任务
1.建设平台。新建众创空间3家。合计4家。(责任单位:市环保局、各县(市、区)政府)
2.服务企业。到2020年,院士工作站增长到39家。(责任单位:涿州市政府)
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
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("views")
    raw = folder / "raw"
    raw.mkdir()
    for name, text in (("plan.txt", PLAN), ("copy.txt", PLAN), ("reply.txt", REPLY)):
        (raw / name).write_text(text, encoding="utf-8")
    workers = Workers(validate=approve, render_data_docs=blank_docs)
    return run_build(raw, folder / "warehouse", workers=workers, processes=1)


@pytest.fixture(scope="module")
def ask(outcome: Outcome):
    with duckdb.connect(str(outcome.release / "planhouse.duckdb"), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_every_view_and_column_is_told_in_both_languages(ask):
    told = dict(
        ask("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal")
    )
    assert told.keys() == {view.name for view in views()}
    assert all(" / " in comment for comment in told.values())
    for view in views():
        columns = dict(
            ask(f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{view.name}'")
        )
        assert not view.columns or list(columns) == list(view.columns), view.name
        assert all(" / " in said for said in view.columns.values())


def test_a_target_with_what_was_reported_and_promised(ask):
    found = ask(
        "SELECT target_quote, what, on_day::VARCHAR, other_value, value_gap, is_met, quote FROM target_progress ORDER BY what"
    )
    target = "到2020年,院士工作站增长到39家"
    assert found == [
        (target, "reported", "2019-04-08", 31, 8, False, "现有院士工作站31家,国家级众创空间2个"),
        (target, "serves", "2019-12-31", 4, None, None, "2019年力争新增院士工作站4家"),
    ]


def test_a_target_with_its_series(ask):
    found = ask(
        "SELECT member, is_itself, on_day::VARCHAR, value, document_id, quote FROM target_series WHERE indicator = '院士工作站'"
        " AND target_id IN (SELECT target_id FROM targets WHERE value = 39) ORDER BY on_day"
    )
    assert found == [
        ("result", False, "2019-04-08", 31, "reply.txt", "现有院士工作站31家,国家级众创空间2个"),
        ("target", True, "2020-12-31", 39, "copy.txt", "到2020年,院士工作站增长到39家"),
    ]
    assert ask(
        "SELECT targets, results, documents FROM series WHERE indicator = '院士工作站' AND measure = 'level'"
    ) == [(1, 1, 2)]


def test_what_a_county_is_responsible_for(ask):
    found = ask("SELECT title, through, mention FROM unit_tasks WHERE unit = '涿州市人民政府' ORDER BY title")
    assert found == [
        ("建设平台", "保定市各县(市、区)政府", "各县(市、区)政府"),
        ("服务企业", None, "涿州市政府"),
    ]
    assert ask("SELECT title FROM unit_tasks WHERE unit = '保定市徐水区人民政府'") == [("建设平台",)]


@pytest.mark.parametrize("unit", ["定州市人民政府", "安新县人民政府", "徐水县人民政府"])
def test_who_did_not_belong_to_it_then_is_not(ask, unit):
    assert ask(f"SELECT count(*) FROM units WHERE canonical_name = '{unit}'") == [(1,)]
    assert ask(f"SELECT * FROM unit_tasks WHERE unit = '{unit}'") == []


def test_who_has_the_duties_now(ask):
    found = ask("SELECT present_unit_id FROM unit_tasks WHERE unit = '保定市环境保护局'")
    assert found == [("unit:保定市生态环境局",)]


def test_targets_are_counted_once(ask):
    assert ask("SELECT count(*) FROM targets WHERE value = 39") == [(4,)]
    found = ask("SELECT value, count(*) FROM targets_counted_once GROUP BY value ORDER BY value")
    assert (39.0, 1) in found
    assert all(count == 1 for _, count in found)


def test_the_review_list_shows_the_words_of_both_sides(ask):
    found = ask("SELECT kind, left_words, right_words FROM review_list WHERE kind = 'indicator'")
    assert found == [("indicator", "国家级众创空间", "众创空间")]


def test_views_are_of_the_release_alone(outcome: Outcome, tmp_path: Path):
    """The file answers wherever it is copied to."""
    copy = tmp_path / "elsewhere.duckdb"
    copy.write_bytes((outcome.release / "planhouse.duckdb").read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM target_progress").fetchone() == (2,)
