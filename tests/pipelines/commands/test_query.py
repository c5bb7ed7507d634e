"""Questions in SQL: what comes back in which form, and what a user is told who asked wrongly."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.layout import Warehouse
from pipelines.query.answers import Answer
from pipelines.query.terminal import shown

Call = Callable[..., Any]

TYPES = """
SELECT DATE '2020-12-31' AS day, 1.5 AS number, 7 AS whole, true AS flag, NULL AS nothing, '' AS empty,
  ['市科技局', '科技局'] AS names, {'a': 1} AS pair, '中,"文' AS words
"""


class TestTable:
    def test_numbers_stand_at_the_right_and_null_is_told(self, planhouse: Call):
        result = planhouse(
            "query", "SELECT 5 AS n, 'a' AS t, NULL AS nothing UNION ALL SELECT 500, 'bbbb', 'x' ORDER BY n"
        )
        rows = [line for line in result.stdout.splitlines() if line.startswith("│")]
        assert rows == ["│   5 │ a    │ NULL    │", "│ 500 │ bbbb │ x       │"]
        assert (result.exit_code, result.stderr) == (0, "2 rows\n")

    def test_chinese_takes_two_columns(self, planhouse: Call):
        result = planhouse("query", "SELECT '众创空间' AS 指标, 'x' AS b UNION ALL SELECT 'abc', 'y'")
        assert len({cell_len(line) for line in result.stdout.splitlines()}) == 1

    def test_what_does_not_fit_is_listed_and_addresses_stay_whole(self, planhouse: Call):
        address = "site/documents/0123456789abcdef.html#c10-20" * 3
        result = planhouse(
            "query",
            f"SELECT '{address}' AS evidence_path, repeat('原', 60) AS quote FROM range(2)",
            columns=60,
        )
        assert result.stdout.splitlines()[0] == f"evidence_path {address}"
        assert max(cell_len(line) for line in result.stdout.splitlines()[1:3]) <= 60

    def test_a_pipe_gets_lines_of_any_length(self, published: Path):
        command = [
            sys.executable,
            "-m",
            "pipelines.cli",
            "query",
            "SELECT quote, * FROM targets",
            "--warehouse",
            str(published),
        ]
        env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        result = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        assert result.stdout.startswith("┏")

    def test_a_terminal_gets_no_escape_of_a_document(self, planhouse: Call):
        result = planhouse("query", "SELECT quote FROM unresolved WHERE contains(quote, '2028')")
        assert "\x1b" not in result.stdout
        assert r"\x1b[31m到2028年" in result.stdout

    def test_markup_of_a_document_is_text(self, planhouse: Call):
        assert (
            "[red]到2027年[/red]"
            in planhouse("query", "SELECT quote FROM unresolved WHERE contains(quote, '2027')").stdout
        )

    def test_a_limit_says_what_it_leaves_out(self, planhouse: Call):
        result = planhouse("query", "FROM range(1234)", "--limit", 3)
        assert len([line for line in result.stdout.splitlines() if line.startswith("│")]) == 3
        assert (
            result.stderr
            == "3 of 1,234 rows; --limit 1234 shows all, --output FILE.csv writes all to a file\n"
        )

    def test_long_values_are_cut_and_counted_but_for_a_row_alone(self, planhouse: Call):
        several = planhouse("query", "SELECT repeat('长', 300) AS t FROM range(2)", columns=1000)
        alone = planhouse("query", "SELECT repeat('长', 300) AS t", columns=1000)
        assert f"{'长' * 200}…" in several.stdout
        assert "2 values are longer than shown" in several.stderr
        assert "长" * 300 in alone.stdout
        assert alone.stderr == "1 row\n"

    @pytest.mark.parametrize(
        "question",
        ["SHOW ALL TABLES", "DESCRIBE targets", "SUMMARIZE units", "EXPLAIN FROM units", "PRAGMA table_info('units')",
         "PIVOT targets ON measure USING count(*) GROUP BY unit", "FROM units -- all of them", "SELECT 1 AS a, 2 AS a;"],
    )  # fmt: skip
    @pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
    def test_whatever_gives_rows_is_answered(self, planhouse: Call, question: str, form: str):
        result = planhouse("query", question, "--format", form)
        assert (result.exit_code, bool(result.stdout)) == (0, True)

    def test_the_last_of_several_statements_is_answered(self, planhouse: Call):
        question = (
            "SET VARIABLE day = DATE '2020-12-31';"
            " SELECT count(*) AS n FROM targets WHERE due_on = getvariable('day')"
        )
        result = planhouse("query", question, "--format", "csv")
        assert result.stdout == "n\n3\n"

    @pytest.mark.parametrize("form", ["table", "markdown"])
    def test_a_null_in_a_list_is_told(self, planhouse: Call, form: str):
        result = planhouse("query", "SELECT ['a', NULL, 'b'] AS names", "--format", form)
        assert "a、NULL、b" in result.stdout

    def test_colons_are_no_emoji(self, planhouse: Call):
        question = "SELECT 'platform:x:' AS \":x:\", ':x:' AS b FROM range(2)"
        assert "platform:x:" in planhouse("query", question).stdout
        assert "❌" not in planhouse("query", question).stdout
        assert "FROM :x:" in planhouse("query", "SELECT ':x:' FROM :x:").stderr

    def test_a_question_is_asked_once_where_all_rows_are_shown(self):
        asked = []
        with duckdb.connect() as connection:
            connection.create_function(
                "seen", lambda row: asked.append(row) or True, ["BIGINT"], "BOOLEAN", side_effects=True
            )
            answer = Answer(connection, "(FROM range(3) t(i) WHERE seen(i))", ("i",), ("BIGINT",))
            assert shown(answer, 3).total == 3
        assert sorted(asked) == [0, 1, 2]


class TestFiles:
    def test_csv(self, planhouse: Call):
        result = planhouse("query", TYPES, "--format", "csv")
        assert result.stdout.splitlines()[1].startswith('2020-12-31,1.5,7,true,,"",')
        (row,) = csv.DictReader(io.StringIO(result.stdout))
        assert (json.loads(row["names"]), json.loads(row["pair"])) == (["市科技局", "科技局"], {"a": 1})
        assert row["words"] == '中,"文'
        assert result.stderr == ""

    def test_json(self, planhouse: Call):
        (row,) = json.loads(planhouse("query", TYPES, "--format", "json").stdout)
        assert row == {
            "day": "2020-12-31", "number": 1.5, "whole": 7, "flag": True, "nothing": None, "empty": "",
            "names": ["市科技局", "科技局"], "pair": {"a": 1}, "words": '中,"文',
        }  # fmt: skip

    def test_json_of_no_rows_is_an_empty_array(self, planhouse: Call):
        assert json.loads(planhouse("query", "FROM targets WHERE false", "--format", "json").stdout) == []

    def test_markdown_shows_what_a_document_says_as_text(self, planhouse: Call):
        result = planhouse(
            "query",
            "SELECT 7.5 AS value, quote, NULL AS n FROM unresolved WHERE contains(quote, '2027')",
            "--format",
            "markdown",
        )
        assert result.stdout.splitlines() == [
            "| value | quote | n |",
            "| ---: | --- | --- |",
            r"| 7.5 | \[red\]到2027年\[/red\],建成孵化器7家\|&lt;script&gt;alert(1)&lt;/script&gt; |  |",
        ]

    @pytest.mark.parametrize("suffix", ["csv", "json", "parquet", "md"])
    def test_all_rows_go_to_a_file_whose_name_says_the_form(
        self, planhouse: Call, tmp_path: Path, suffix: str
    ):
        output = tmp_path / f"out.{suffix}"
        result = planhouse("query", "FROM range(250)", "--output", output)
        rows = {
            "csv": lambda: output.read_text().splitlines()[1:],
            "json": lambda: json.loads(output.read_text()),
            "parquet": lambda: duckdb.sql(f"FROM '{output}'").fetchall(),
            "md": lambda: output.read_text().splitlines()[2:],
        }[suffix]()
        assert (result.stdout, [path.name for path in tmp_path.iterdir()]) == ("", [output.name])
        assert len(rows) == (100 if suffix == "md" else 250)
        assert str(output) in result.stderr

    def test_parquet_keeps_types(self, planhouse: Call, tmp_path: Path):
        planhouse("query", TYPES, "--output", tmp_path / "t.parquet")
        types = [kind for _, kind, *_ in duckdb.sql(f"DESCRIBE FROM '{tmp_path}/t.parquet'").fetchall()]
        assert types[:4] == ["DATE", "DECIMAL(2,1)", "INTEGER", "BOOLEAN"]
        assert types[6] == "VARCHAR[]"

    def test_a_question_that_fails_on_the_way_leaves_the_old_file(self, planhouse: Call, tmp_path: Path):
        output = tmp_path / "out.csv"
        output.write_text("old", encoding="utf-8")
        result = planhouse(
            "query",
            "SELECT if(i = 200000, quote, '1')::INT FROM range(300000) t(i), (FROM targets LIMIT 1)",
            "--output",
            output,
        )
        assert result.exit_code == 2
        assert "LINE" not in result.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
        assert output.read_text(encoding="utf-8") == "old"

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (("--format", "parquet"), "--output"),
            (("--output", "x"), "--format"),
            (("--output", "x.csv", "--format", "table"), "--format"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_written_so_is_wrong_usage(
        self, planhouse: Call, given: tuple[str, ...], told: str
    ):
        result = planhouse("query", "SELECT 1", *given)
        assert result.exit_code == 2
        assert told in result.stderr

    def test_no_file_inside_a_release_nor_in_the_place_of_a_device(
        self, planhouse: Call, release: Path, tmp_path: Path
    ):
        for output, told in (
            (release / "x.csv", "inside a release"),
            (release / "parquet" / "targets" / "x.csv", "inside a release"),
            (Path("/dev/null"), "not a file"),
            (tmp_path / "nowhere" / "x.csv", "no such directory"),
        ):
            result = planhouse("query", "SELECT 1", "--format", "csv", "--output", output)
            assert (result.exit_code, told in result.stderr) == (2, True)

    def test_who_has_read_enough_ends_it_quietly(self, published: Path):
        command = [
            sys.executable,
            "-m",
            "pipelines.cli",
            "query",
            "FROM range(1000000)",
            "--format",
            "csv",
            "--warehouse",
            str(published),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout and process.stderr
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""


class TestAsking:
    def test_standard_input(self, planhouse: Call):
        assert planhouse("query", "-", "--format", "csv", given="SELECT 1 AS a").stdout == "a\n1\n"

    def test_a_file(self, planhouse: Call, tmp_path: Path):
        (tmp_path / "q.sql").write_bytes("\ufeffSELECT '中' AS 字".encode())
        assert planhouse("query", "--file", tmp_path / "q.sql", "--format", "csv").stdout == "字\n中\n"

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x41"])
    def test_a_file_that_cannot_be_read(self, planhouse: Call, tmp_path: Path, content: bytes | None):
        if content is not None:
            (tmp_path / "q.sql").write_bytes(content)
        result = planhouse("query", "--file", tmp_path / "q.sql")
        assert result.exit_code != 0
        assert result.stderr.startswith(f"planhouse: {tmp_path / 'q.sql'}: ")

    @pytest.mark.parametrize("given", [(), ("SELECT 1", "--file", "q.sql"), ("",), ("/* nothing */",)])
    def test_no_question_or_two(self, planhouse: Call, given: tuple[str, ...]):
        result = planhouse("query", *given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "SELECT …" in result.stderr

    def test_of_another_release(self, published: Path, release: Path):
        asked = [
            "query",
            "SELECT release_id FROM meta.release",
            "--format",
            "csv",
            "--warehouse",
            str(published),
        ]
        assert (
            CliRunner().invoke(app, [*asked, "--release", release.name[:5]]).stdout
            == f"release_id\n{release.name}\n"
        )
        unknown = CliRunner().invoke(app, [*asked, "--release", "zzz"])
        assert (unknown.exit_code, "planhouse release list" in unknown.stderr) == (2, True)

    def test_names_are_never_those_of_python(self, planhouse: Call):
        assert "Table with name connection does not exist" in planhouse("query", "FROM connection").stderr

    def test_what_does_not_fit_into_memory_goes_elsewhere(self, planhouse: Call, release: Path):
        """Not into the release, where DuckDB would put it."""
        result = planhouse("query", "SELECT current_setting('temp_directory')", "--format", "csv")
        assert not Path(result.stdout.splitlines()[1]).is_relative_to(release)


class TestReadingOnly:
    @pytest.mark.parametrize(
        "question",
        ["COPY (SELECT 1 a) TO '{}'", "EXPORT DATABASE '{}'", "EXPLAIN ANALYZE COPY (SELECT 1 a) TO '{}'",
         "SELECT 1; COPY targets TO '{}'; SELECT 2", "PREPARE p AS COPY (SELECT 1) TO '{}'; EXECUTE p",
         "ATTACH '{}' (READ_WRITE)", "ATTACH '{}' (READ_ONLY false)", "ATTACH '{}' (TYPE duckdb, ACCESS_MODE read_write)",
         "SET log_query_path = '{}'; SELECT 1", "CALL enable_logging(storage = 'file', storage_path = '{}')",
         "PRAGMA profile_output = '{}'; SELECT 1", "INSTALL excel", "LOAD excel",
         "SET autoinstall_known_extensions = true; SELECT 1"],
    )  # fmt: skip
    def test_a_question_writes_no_file(self, planhouse: Call, release: Path, tmp_path: Path, question: str):
        for target in (tmp_path / "x", release / "parquet" / "targets" / "evil.parquet"):
            result = planhouse("query", question.format(target))
            assert (result.exit_code, "--output FILE" in result.stderr) == (2, True)
            assert not target.exists()

    def test_it_reads_files_and_other_databases(self, planhouse: Call, tmp_path: Path):
        (tmp_path / "x.csv").write_text("a\n1\n", encoding="utf-8")
        duckdb.connect(str(tmp_path / "x.db")).execute("CREATE TABLE t AS SELECT 'copy (SELECT)' AS a")
        asked = {
            f"FROM '{tmp_path}/x.csv'": "a\n1\n",
            f"ATTACH '{tmp_path}/x.db' AS x; FROM x.t": "a\ncopy (SELECT)\n",
            f"ATTACH '{tmp_path}/x.db' AS x (READ_ONLY); FROM x.t": "a\ncopy (SELECT)\n",
            "EXPLAIN SELECT 'copy' AS a": None,
        }
        for question, answer in asked.items():
            result = planhouse("query", question, "--format", "csv")
            assert result.exit_code == 0
            assert answer in (None, result.stdout)

    @pytest.mark.parametrize("question", ["FROM read_xlsx('x.xlsx')", "FROM 'https://example.org/x.csv'"])
    def test_who_needs_an_extension_is_told_another_way(self, planhouse: Call, question: str):
        result = planhouse("query", question)
        assert (result.exit_code, "INSTALL" in result.stderr) == (2, False)
        assert "csv, json or parquet" in result.stderr

    def test_nothing_is_fetched_from_elsewhere(self, planhouse: Call):
        asked = "SELECT current_setting('autoload_known_extensions'), current_setting('autoinstall_known_extensions')"
        assert planhouse("query", asked, "--format", "csv").stdout.endswith("\nfalse,false\n")


class TestMistakes:
    @pytest.mark.parametrize(
        "question",
        ["FROM overdu(DATE '2020-01-01')", "FROM overdue()", "SELECT overdue(1)", "FROM 中文.逾期(1)"],
    )
    def test_a_macro_that_is_unknown_or_called_wrongly(self, planhouse: Call, question: str):
        result = planhouse("query", question)
        assert result.exit_code == 2
        assert "due_between(first_day, last_day), " in result.stderr
        assert ", 中文.逾期事项(日期)" in result.stderr
        assert "\\t" not in result.stderr

    def test_a_database_that_is_not_there_is_nothing_to_write(self, planhouse: Call, tmp_path: Path):
        result = planhouse("query", f"ATTACH '{tmp_path}/x.db'")
        assert (result.exit_code, "database does not exist" in result.stderr) == (2, True)
        assert "mine.duckdb" not in result.stderr

    @pytest.mark.parametrize(
        ("question", "hints"),
        [
            ("FROM target", ["there is targets", "SHOW ALL TABLES"]),
            ("FROM once.target", ["there is targets"]),
            ("SELECT indicatr FROM targets", ["there is indicator", 'planhouse query "DESCRIBE targets"']),
            ("SELECT t.dueon FROM targets t", ["there is due_on", 'planhouse query "DESCRIBE targets"']),
            ("SELEC 1", ["^", "planhouse query --help"]),
            ("SELECT quote::INT FROM targets", ["TRY_CAST"]),
            ("SELECT nothing", ["SHOW ALL TABLES"]),
            ("SELECT * FROM targets JOIN tasks USING (task)", ["SHOW ALL TABLES"]),
            ("FROM 'nowhere.csv'", ["nowhere.csv"]),
        ],
    )
    def test_the_message_is_duckdbs_with_a_hint(self, planhouse: Call, question: str, hints: list[str]):
        result = planhouse("query", question)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("planhouse: ")
        assert "Traceback" not in result.stderr
        assert "_duckdb" not in result.stderr
        assert [hint for hint in hints if hint not in result.stderr] == []

    @pytest.mark.parametrize(
        "question",
        ["DELETE FROM targets", "UPDATE targets SET value = 1", "DROP TABLE targets", "CREATE TABLE x (a INT)",
         "INSERT INTO platform_classes VALUES ('class:x', 'x', [])", "BEGIN; DELETE FROM targets"],
    )  # fmt: skip
    def test_writing_is_refused_with_how_to_copy(self, planhouse: Call, release: Path, question: str):
        database = release / "planhouse.duckdb"
        before = hashlib.sha256(database.read_bytes()).hexdigest()
        result = planhouse("query", question)
        assert result.exit_code == 2
        assert f"cp {database} mine.duckdb" in result.stderr
        assert hashlib.sha256(database.read_bytes()).hexdigest() == before
        assert [path.name for path in release.glob("planhouse.duckdb*")] == ["planhouse.duckdb"]

    def test_before_the_first_build(self, tmp_path: Path):
        result = CliRunner().invoke(app, ["query", "SELECT 1", "--warehouse", str(tmp_path)])
        assert result.exit_code == 2
        assert "run `planhouse build` first" in result.stderr

    @pytest.mark.parametrize("damage", [None, b"no database", "half"])
    @pytest.mark.parametrize(
        "command", [("query", "FROM targets"), ("show", "targets"), ("export", "x.xlsx")]
    )
    def test_a_damaged_release(
        self, warehouse: Warehouse, damage: object, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.chdir(warehouse.root)
        database = warehouse.current_release() / "planhouse.duckdb"
        content = database.read_bytes()
        database.unlink()
        if damage is not None:
            database.write_bytes(content[: len(content) // 3] if damage == "half" else bytes(damage))
        result = CliRunner().invoke(app, [*command, "--warehouse", str(warehouse.root)])
        assert (result.exit_code, result.stdout) == (1, "")
        assert "planhouse release verify" in result.stderr
        assert not list(warehouse.root.glob("*.xlsx*"))


def test_a_rollback_is_named_where_there_is_another_release(warehouse: Warehouse):
    release = warehouse.current_release()
    asked = ["query", "FROM targets", "--warehouse", str(warehouse.root)]
    (release / "planhouse.duckdb").write_bytes(b"no database")
    assert "release rollback" not in CliRunner().invoke(app, asked).stderr
    shutil.copytree(release, release.parent / "0123456789ab")
    assert "`planhouse release rollback`" in CliRunner().invoke(app, asked).stderr


def test_colours_are_for_terminals(published: Path):
    """In a terminal NULL is dim; what is piped holds no escapes."""
    command = [
        sys.executable,
        "-m",
        "pipelines.cli",
        "query",
        "SELECT NULL AS n",
        "--warehouse",
        str(published),
    ]
    env = {**os.environ, "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    leader, follower = pty.openpty()
    subprocess.run(command, stdout=follower, stderr=subprocess.DEVNULL, check=True, env=env)
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    piped = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    assert "\x1b[2;3mNULL" in shown
    assert "\x1b" not in piped
