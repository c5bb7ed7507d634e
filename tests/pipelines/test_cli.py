from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from rich.cells import cell_len
from small_corpus import BAD_FILES, finding, objecting, quick
from typer.testing import CliRunner

import pipelines.resources
from extractors.schema import TABLES, table_named
from pipelines.cli import app
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest
from pipelines.run import Outcome
from pipelines.show import shown_columns
from pipelines.versions import package_version

#: What takes a second and more to import together.
HEAVY = {"dagster", "great_expectations", "pandas", "pyarrow", "extractors.engine"}


def planhouse(*arguments: object, columns: int = 160):
    given = [str(argument) for argument in arguments]
    return CliRunner().invoke(app, given, env={"COLUMNS": str(columns)})


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch):
    """Have builds use quick workers, with what the test changes in them."""

    def use(**changes: object) -> None:
        monkeypatch.setattr(pipelines.resources, "Workers", lambda: quick(**changes))

    use()
    return use


@pytest.fixture(scope="session")
def published(real_build: Outcome) -> Path:
    """The warehouse of the real build."""
    return real_build.release.parent.parent


class TestBuild:
    def test_it_ends_with_what_was_done(self, raw: Path, warehouse: Path, workers):
        (raw / "empty.txt").touch()
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 0
        assert "3 of 4 documents published" in result.output
        assert "quarantined empty.txt: the file is empty" in result.output
        assert str(Warehouse(warehouse).current_release()) in result.output

    def test_ignored_files_are_counted_and_named_in_the_manifest(self, raw: Path, warehouse: Path, workers):
        (raw / ".DS_Store").touch()
        (raw / "gone.txt.meta.json").touch()
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        line = "2 files or folders ignored: a sidecar without its document; hidden (manifest.json names them)"
        assert line in result.output.splitlines()
        assert read_manifest(Warehouse(warehouse).current_release())["ignored"] == [
            {"path": ".DS_Store", "reason": "hidden"},
            {"path": "gone.txt.meta.json", "reason": "a sidecar without its document"},
        ]

    def test_a_second_run_says_that_nothing_changed(self, raw: Path, warehouse: Path, workers):
        planhouse("build", "--raw", raw, "--warehouse", warehouse)
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 0
        assert "nothing to publish" in result.output

    @pytest.mark.parametrize(("rows", "declared"), [(0, False), (1000, True)])
    def test_keys_up_to_a_number_of_rows(
        self, raw: Path, warehouse: Path, workers, rows: int, declared: bool
    ):
        planhouse("build", "--raw", raw, "--warehouse", warehouse, "--keys-up-to", rows)
        database = Warehouse(warehouse).current_release() / "planhouse.duckdb"
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.execute("SELECT keys_are_declared FROM meta.release").fetchall()
        assert found == [(declared,)]

    def test_warnings_are_told_in_brief(self, raw: Path, warehouse: Path, workers):
        workers(validate=objecting(finding("targets", "plausible", ("a.txt#g0",))))
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert "warning targets.test_rule: A rule of this test." in result.output

    def test_a_blocked_build_fails(self, raw: Path, warehouse: Path, workers):
        workers(validate=objecting(finding("targets", "structure", ("a.txt#g0",))))
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 1
        assert "targets.test_rule" in result.output
        assert "data_docs/index.html" in result.output

    def test_an_error_inside_fails_without_a_traceback(self, raw: Path, warehouse: Path, workers):
        workers(corpus_links=lambda extractions: {}["missing"])
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 1
        assert "KeyError: 'missing'" in result.output
        assert "Traceback" not in result.output

    def test_an_error_of_the_system_is_told_with_its_file(self, raw: Path, warehouse: Path, workers):
        def refuse(extractions: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied", "/data/plans")

        workers(corpus_links=refuse)
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 1
        told = "planhouse: /data/plans: Permission denied; nothing was published, correct it and run again"
        assert result.stderr.splitlines()[-1] == told

    def test_a_log_that_cannot_be_written_after_the_switch(
        self, raw: Path, warehouse: Path, workers, monkeypatch: pytest.MonkeyPatch
    ):
        def refuse(self: Warehouse, line: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", str(self.log))

        with monkeypatch.context() as patched:
            patched.setattr(Warehouse, "append_log", refuse)
            result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        held = Warehouse(warehouse)
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1] == (
            f"planhouse: {held.log}: No space left on device; {held.current_id()} is current all the same, the next"
            " build logs it"
        )
        assert planhouse("build", "--raw", raw, "--warehouse", warehouse).exit_code == 0
        assert [line["event"] for line in held.read_log()] == ["recovered"]

    def test_a_log_that_cannot_be_written_hides_no_failure(self, raw: Path, warehouse: Path, workers):
        (warehouse / "log.jsonl").mkdir(parents=True)
        workers(validate=objecting(finding("targets", "structure", ("a.txt#g0",))))
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 1
        assert "targets.test_rule" in result.stderr
        assert "log.jsonl" not in result.stderr

    def test_a_file_that_the_system_refuses_while_the_build_is_opened(
        self, raw: Path, warehouse: Path, workers
    ):
        (warehouse / ".lock").mkdir(parents=True)
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.exit_code == 1
        told = f"planhouse: {warehouse / '.lock'}: Is a directory; nothing was published, correct it and run again"
        assert result.stderr.splitlines()[-1] == told

    @pytest.mark.parametrize("folder", ["nowhere", "."])
    def test_no_documents_is_wrong_usage(self, tmp_path: Path, folder: str):
        result = planhouse("build", "--raw", tmp_path / folder, "--warehouse", tmp_path / "warehouse")
        assert result.exit_code == 2
        assert str(tmp_path / folder) in result.stderr
        assert result.stdout == ""

    @pytest.mark.parametrize("below", ["", "deeper"])
    def test_a_file_in_place_of_the_warehouse_is_wrong_usage(self, raw: Path, warehouse: Path, below: str):
        warehouse.write_text("a file", encoding="utf-8")
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse / below)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"planhouse: {warehouse / below}: ")
        assert "Errno" not in result.stderr

    def test_outside_a_terminal_each_stage_is_a_line_on_stderr(self, raw: Path, warehouse: Path, workers):
        result = planhouse("build", "--raw", raw, "--warehouse", warehouse)
        assert result.stderr.splitlines() == [
            "extracting documents: 3",
            "linking documents: 3",
            f"checking tables: {len(TABLES)}",
            "writing Parquet: 3",
            "building DuckDB: 1",
            "verifying the release: 1",
            "writing pages: 4",
            "publishing: 1",
        ]
        assert result.stdout.startswith("table ")


class TestShow:
    def test_rows_come_with_their_quotes(self, raw: Path, warehouse: Path, workers):
        planhouse("build", "--raw", raw, "--warehouse", warehouse)
        result = planhouse("show", "targets", "--document", "a.txt", "--warehouse", warehouse)
        assert result.exit_code == 0
        assert "到2020年，建成众创空间60家。" in result.output
        assert "2 of 2 rows of targets" in result.output

    def test_a_table_that_fits_is_a_grid(self, published: Path):
        result = planhouse("show", "indicators", "--warehouse", published, columns=80)
        names = [name for name in result.output.splitlines()[1].split() if name.isidentifier()]
        assert names == ["canonical_name", "unit_dimension", "indicator_class", "aliases"]
        assert "众创空间" in result.output

    @pytest.mark.parametrize("table", ["documents", "quarantine"])
    def test_a_table_that_does_not_fit_lists_its_columns(self, published: Path, table: str):
        result = planhouse("show", table, "--warehouse", published, columns=80)
        first = [line.split()[0] for line in result.output.splitlines() if line.strip()]
        assert first[0] == "document_id"
        assert all(name in first for name in shown_columns(table_named(table)))
        assert max(map(cell_len, result.output.splitlines())) <= 80

    def test_all_columns_stand_one_below_the_other(self, raw: Path, warehouse: Path, workers):
        planhouse("build", "--raw", raw, "--warehouse", warehouse)
        result = planhouse("show", "deadlines", "--all", "--limit", 1, "--warehouse", warehouse)
        assert [line.split()[0] for line in result.output.splitlines()[:2]] == ["deadline_id", "start_on"]

    @pytest.mark.parametrize("name", BAD_FILES)
    def test_quarantine_can_be_read(self, published: Path, name: str):
        result = planhouse("show", "quarantine", "--document", name, "--warehouse", published)
        assert BAD_FILES[name][1] in result.output

    def test_an_unknown_table(self, published: Path):
        result = planhouse("show", "goals", "--warehouse", published)
        assert result.exit_code == 2
        assert "goals: no such table; there are documents, replies" in result.output

    def test_a_table_without_documents(self, published: Path):
        result = planhouse("show", "units", "--document", "a.txt", "--warehouse", published)
        assert result.exit_code == 2

    def test_a_document_that_is_not_there(self, published: Path):
        result = planhouse("show", "targets", "--document", "plan.md", "--warehouse", published)
        assert result.exit_code == 2
        assert "plan.md: no document's id begins so" in result.stderr

    @pytest.mark.parametrize("document", ["notice.txt", "empty.txt"])
    def test_a_document_without_rows_of_the_table(self, published: Path, document: str):
        result = planhouse("show", "targets", "--document", document, "--warehouse", published)
        assert result.exit_code == 0
        assert "0 of 0 rows of targets" in result.output

    def test_before_the_first_build(self, tmp_path: Path):
        result = planhouse("show", "targets", "--warehouse", tmp_path)
        assert result.exit_code == 2
        assert "no release there" in result.output

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_the_overview_shows_columns_that_there_are(self, table):
        assert set(shown_columns(table)) <= set(table.names)


class TestStart:
    def test_help_is_quick_and_has_examples(self):
        command = [str(Path(sys.executable).with_name("planhouse")), "build", "--help"]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "planhouse build --raw ~/plans" in result.stdout
        assert "Exit codes" in result.stdout

    def test_the_top_level_help_has_examples(self):
        result = planhouse("--help")
        assert result.exit_code == 0
        assert "planhouse show targets --limit 5" in result.output

    def test_the_version(self):
        result = planhouse("--version")
        assert (result.exit_code, result.output) == (0, f"planhouse {package_version()}\n")

    def test_the_module_is_the_command(self, tmp_path: Path):
        command = [sys.executable, "-m", "pipelines.cli", "build", "--raw", str(tmp_path / "nowhere")]
        result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert result.returncode == 2
        assert "no such directory" in result.stderr

    @pytest.mark.parametrize(
        "arguments",
        [["--help"], ["build", "--help"], ["show", "targets"], ["path"], ["query", "FROM targets"],
         ["query", "FROM targets", "--format", "csv"]],
    )  # fmt: skip
    def test_what_asks_little_imports_nothing_heavy(self, published: Path, arguments: list[str]):
        given = arguments if "--help" in arguments else [*arguments, "--warehouse", str(published)]
        code = "import sys; from pipelines.cli import app; app(standalone_mode=False); print(*sys.modules, file=sys.stderr)"
        command = [sys.executable, "-c", code, *given]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        assert not HEAVY & set(result.stderr.split())
        assert result.stdout

    def test_an_unchanged_build_imports_nothing_heavy(self, published: Path):
        code = (
            "import sys; from pathlib import Path; from pipelines.run import run_build\n"
            f"print(run_build(Path({str(published.parent / 'raw')!r}), Path({str(published)!r})).status)\n"
            "print(*sys.modules)"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        status, modules = result.stdout.splitlines()
        assert status == "unchanged"
        assert not {"dagster", "great_expectations", "pandas"} & set(modules.split())
