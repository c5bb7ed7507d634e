"""The data dictionary: everything that the schema knows, and rows that are in the release with the words they came from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from small_corpus import PLAN, approve, blank_docs

from extractors import load_document
from extractors.schema import TABLES, Table, known_limits, table_named, words_of
from pipelines.publish.parquet import read_table
from pipelines.render.dictionary import dictionary
from pipelines.render.dictionary_examples import Example, examples
from pipelines.resources import Workers
from pipelines.run import Outcome, run_build

_CHECKOUT = Path(__file__).parents[2]

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture(scope="module")
def page() -> str:
    return (_CHECKOUT / "docs" / "dictionary.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown() -> dict[str, Example]:
    return examples(_CHECKOUT / "raw")


def part(page: str, table: Table) -> str:
    """What the page says of one table."""
    _, _, rest = page.partition(f"\n## {table.name}\n")
    return re.split(r"\n## ", rest)[0]


def rows_of(release: Path, table: Table) -> list[dict[str, Any]]:
    return read_table(table, release / "parquet").to_pylist()


class TestPage:
    def test_it_is_up_to_date(self, page: str):
        assert page == dictionary(), "run `make schema`"

    @every_table
    def test_what_the_schema_knows_stands_there(self, page: str, table: Table):
        said = part(page, table)
        for words in (table.label_zh, table.zh, table.en, f"parquet/{table.name}/", *table.key):
            assert words in said
        for column in table.columns:
            (line,) = [
                line for line in said.splitlines() if line.startswith(f"| `{column.name}` | {column.type} |")
            ]
            assert column.zh in line
            assert column.en in line
            assert line.endswith(f"{column.null_zh} / {column.null_en} |" if column.nullable else "| never |")
            if column.references:
                assert f"`{column.name}` to [`{column.references}`]" in said
            for word, called in words_of(column).items():
                assert f"`{word}` {called.zh} ({called.en})" in said

    @every_table
    def test_known_limits_stand_there_in_both_languages(self, page: str, table: Table):
        limits = [limit for limit in known_limits() if limit.table == table.name]
        assert limits
        assert all(limit.zh in part(page, table) and limit.en in part(page, table) for limit in limits)

    def test_limits_are_of_tables(self):
        assert {limit.table for limit in known_limits()} == {table.name for table in TABLES}


class TestRows:
    @every_table
    def test_the_row_is_one_of_the_release(
        self, five_documents: Outcome, shown: dict[str, Example], page: str, table: Table
    ):
        rows = rows_of(five_documents.release, table)
        if not rows:
            source = shown[table.name].source
            assert source
            assert f"The five documents have none; this one is of {source}." in part(page, table)
            return
        assert not shown[table.name].source
        key = {name: shown[table.name].values[name] for name in table.key}
        (row,) = [row for row in rows if {name: str(row[name]) for name in table.key} == key]
        assert {name for name, value in row.items() if value not in (None, [])} == shown[
            table.name
        ].values.keys()

    def test_every_table_has_one(self, shown: dict[str, Example]):
        assert shown.keys() == {table.name for table in TABLES}

    def test_what_is_not_understood_is_a_passage_of_an_annotated_document(self, shown: dict[str, Example]):
        example = shown["unresolved"]
        name = example.values["document_id"]
        assert example.source == f"`tests/gold/{name}`"
        text = load_document((_CHECKOUT / "tests" / "gold" / name).read_bytes(), name).text
        start, end = int(example.values["char_start"]), int(example.values["char_end"])
        assert text[start:end] == example.values["quote"]

    def test_what_is_held_back_is_what_a_build_holds_back(self, tmp_path: Path, shown: dict[str, Example]):
        (tmp_path / "raw").mkdir()
        (tmp_path / "raw" / "empty.txt").touch()
        (tmp_path / "raw" / "plan.txt").write_text(PLAN, encoding="utf-8")
        workers = Workers(validate=approve, render_data_docs=blank_docs)
        outcome = run_build(tmp_path / "raw", tmp_path / "warehouse", workers=workers, processes=1)
        (row,) = rows_of(outcome.release, table_named("quarantine"))
        told = shown["quarantine"].values
        assert {**row, "payload": None} == {**told, "payload": None}
        assert row["payload"].startswith(told["payload"].rstrip("…"))

    def test_the_sentences_are_those_of_the_documents(
        self, five_documents: Outcome, shown: dict[str, Example]
    ):
        texts = {
            row["document_id"]: row["text"]
            for row in rows_of(five_documents.release, table_named("documents"))
        }
        for example in (one for one in shown.values() if not one.source):
            assert example.passages
            for passage in example.passages:
                around = f"{passage.before}{passage.marked}{passage.behind}".strip("…")
                assert around in texts[passage.document_id]

    def test_the_number_is_marked(self, shown: dict[str, Example]):
        for name in ("targets", "achievements", "incentives"):
            (passage,) = shown[name].passages
            assert passage.marked == shown[name].values["value_text"]

    def test_a_pair_has_the_sentences_of_both(self, shown: dict[str, Example]):
        target, achievement = shown["progress"].passages
        assert "院士工作站增长到" in target.before
        assert "现建有院士工作站" in achievement.before

    def test_no_contact_is_shown(self, five_documents: Outcome, page: str):
        (reply,) = rows_of(five_documents.release, table_named("replies"))
        digits = re.findall(r"[0-9]{7,}", reply["contact"])
        assert digits
        assert not any(number in page for number in digits)
        assert reply["contact"] not in page


def test_words_of_a_document_are_no_markdown(tmp_path: Path):
    plan = "一、主要目标\n到2020年,<script>建成*众创空间*|60家。\n"
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    said = part(dictionary(raw=tmp_path), table_named("targets"))
    assert "到2020年,\\<script\\>建成\\*众创空间\\*\\|<b>60</b>家。" in said
    assert "<script>" not in said
