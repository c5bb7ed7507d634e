"""``planhouse quarantine``: what is held back, and what becomes of it when it is taken anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from small_corpus import BAD_FILES, NO_TARGETS, quick
from typer.testing import CliRunner

from extractors.schema import table_named
from extractors.schema.rows import QuarantineRow
from pipelines import run
from pipelines.cli import app
from pipelines.errors import BlockedError
from pipelines.layout import Warehouse
from pipelines.publish.parquet import write_table
from pipelines.render.arrow import staged_rows
from pipelines.run import Outcome, run_build

PERSON = "张三 0591-23160000"


def quarantine(*arguments: object, columns: int = 160):
    given = ["quarantine", *map(str, arguments)]
    return CliRunner().invoke(app, given, env={"COLUMNS": str(columns)})


def lines_of(output: str) -> list[str]:
    return [line.rstrip() for line in output.splitlines()]


def entry(table: str, key: str, rule: str, document: str | None, **payload: object) -> QuarantineRow:
    return QuarantineRow(
        quarantine_id=f"{table}/{key}/{rule}",
        document_id=document,
        table_name=table,
        rule=rule,
        reason=f"Why {rule} holds it back.",
        payload=json.dumps(payload, ensure_ascii=False),
    )


ENTRIES = (
    entry("documents", "scan.pdf", "reader.no_text", "scan.pdf", path="scan.pdf"),
    entry("documents", "long.txt", "extractor.timeout", "long.txt", path="long.txt"),
    entry("documents", "odd.txt", "documents.period_is_in_order", "odd.txt", text="所有正文" + PERSON),
    entry("replies", "reply.txt", "replies.test_rule", "reply.txt", document_id="reply.txt", contact=PERSON),
    *(
        entry("targets", f"a.txt#g{number}", "targets.test_rule", "a.txt", quote=f"建成众创空间{number}家")
        for number in range(5)
    ),
    entry("units", "gov-1", "units.test_rule", None, canonical_name="某局"),
)


def publish(root: Path, entries: Sequence[QuarantineRow]) -> Path:
    """Make a warehouse whose release `abc` holds these back, and return its directory."""
    warehouse, table = Warehouse(root), table_named("quarantine")
    write_table(table, staged_rows(table, entries), warehouse.release("abc") / "parquet" / "quarantine")
    warehouse.switch("abc")
    return root


@pytest.fixture
def held(warehouse: Path) -> Path:
    """A warehouse whose release holds back documents, rows of documents and a row of the whole corpus."""
    return publish(warehouse, ENTRIES)


def listed(warehouse: Path, *arguments: object) -> dict[str, list[dict[str, object]]]:
    result = quarantine("list", "--warehouse", warehouse, "--format", "json", *arguments)
    assert result.exit_code == 0
    return json.loads(result.stdout)


class TestList:
    def test_documents_come_first_each_with_what_to_do(self, held: Path):
        output = quarantine("list", "--warehouse", held).stdout
        assert output.index("odd.txt  documents.period") < output.index("1 row of replies")
        lines = lines_of(output)
        first = lines.index("scan.pdf  reader.no_text")
        assert lines[first + 1 : first + 3] == [
            "  Why reader.no_text holds it back.",
            "  correct or replace the file as the reason says, then replay it",
        ]
        assert "raise the limit, then replay it" in lines[lines.index("long.txt  extractor.timeout") + 2]
        assert "`planhouse explain FILE`" in lines[lines.index("odd.txt  documents.period_is_in_order") + 2]
        assert lines[-1] == "3 documents and 7 rows held back, abc"

    def test_rows_are_counted_and_the_first_quoted(self, held: Path):
        lines = lines_of(quarantine("list", "--warehouse", held).stdout)
        at = lines.index("5 rows of targets  targets.test_rule")
        assert lines[at + 1 : at + 6] == [
            "  Why targets.test_rule holds it back.",
            "  a.txt#g0  建成众创空间0家",
            "  a.txt#g1  建成众创空间1家",
            "  a.txt#g2  建成众创空间2家",
            "",
        ]

    def test_more_rows_can_be_named(self, held: Path):
        assert "建成众创空间4家" in quarantine("list", "--warehouse", held, "--limit", 5).stdout

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_personal_data_is_never_told(self, held: Path, form: str):
        result = quarantine("list", "--warehouse", held, "--format", form, "--limit", 100)
        assert "reply.txt" in result.output
        assert PERSON not in result.output

    def test_as_json(self, held: Path):
        found = listed(held, "--limit", 1)
        assert found["release_id"] == "abc"
        assert [document["document_id"] for document in found["documents"]] == [
            "long.txt",
            "odd.txt",
            "scan.pdf",
        ]
        assert found["rows"][1] == {
            "table": "targets",
            "rule": "targets.test_rule",
            "reason": "Why targets.test_rule holds it back.",
            "count": 5,
            "first": [{"key": "a.txt#g0", "document_id": "a.txt", "quote": "建成众创空间0家"}],
        }
        assert found["rows"][2]["first"] == [{"key": "gov-1", "document_id": None, "quote": None}]

    def test_by_rule(self, held: Path):
        found = listed(held, "--rule", "reader.")
        assert [document["rule"] for document in found["documents"]] == ["reader.no_text"]
        assert found["rows"] == []

    def test_by_document(self, held: Path):
        found = listed(held, "--document", "a.t")
        assert found["documents"] == []
        assert [rows["count"] for rows in found["rows"]] == [5]

    def test_nothing_held_back(self, held: Path):
        result = quarantine("list", "--warehouse", held, "--rule", "none.")
        assert (result.exit_code, result.stdout) == (0, "nothing is held back, abc\n")

    def test_the_files_that_a_real_build_could_not_read(self, real_build: Outcome):
        found = listed(real_build.release.parent.parent)
        rules = {document["document_id"]: document["rule"] for document in found["documents"]}
        assert rules == {name: rule for name, (_, rule) in BAD_FILES.items()}

    def test_a_damaged_table(self, held: Path):
        (part,) = (held / "releases" / "abc" / "parquet" / "quarantine").iterdir()
        part.write_bytes(b"damaged")
        result = quarantine("list", "--warehouse", held)
        assert result.exit_code == 2
        assert f"{part}: cannot be read as Parquet" in result.stderr

    def test_a_table_that_is_gone(self, held: Path):
        table = held / "releases" / "abc" / "parquet" / "quarantine"
        shutil.rmtree(table)
        result = quarantine("list", "--warehouse", held)
        assert result.exit_code == 2
        assert f"{table}: the table is gone" in result.stderr

    def test_before_the_first_build(self, tmp_path: Path):
        result = quarantine("list", "--warehouse", tmp_path)
        assert result.exit_code == 2
        assert "no release there" in result.stderr


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Let replays build with quick workers; what they ask to take anew."""
    asked: list[Sequence[str]] = []

    def build(raw, warehouse, progress, **options) -> Outcome:
        asked.append(list(options["documents"]))
        return run_build(raw, warehouse, progress, quick(), **options)

    monkeypatch.setattr(run, "run_build", build)
    return asked


def replay(raw: Path, warehouse: Path, *arguments: object):
    return quarantine("replay", "--raw", raw, "--warehouse", warehouse, *arguments)


@pytest.fixture
def bad(raw: Path, warehouse: Path) -> tuple[Path, Path]:
    """Documents, and a release of them that holds back a file without content and one of an unknown kind."""
    (raw / "empty.txt").touch()
    (raw / "bad.xyz").write_text("abc", encoding="utf-8")
    run_build(raw, warehouse, workers=quick())
    return raw, warehouse


class TestReplay:
    def test_a_corrected_file_is_released(self, bad: tuple[Path, Path], asked):
        (bad[0] / "empty.txt").write_text(NO_TARGETS, encoding="utf-8")
        result = replay(*bad, "empty.txt")
        assert result.exit_code == 0
        assert asked == [["empty.txt"]]
        release = Warehouse(bad[1]).current_release().name
        assert result.stdout.splitlines() == ["released   empty.txt", f"1 released, {release}"]

    def test_each_document_is_told_with_what_became_of_it(self, bad: tuple[Path, Path], asked):
        (bad[0] / "bad.xyz").unlink()
        result = replay(*bad)
        assert result.exit_code == 1
        assert asked == [["bad.xyz", "empty.txt"]]
        gone, still, counted = result.stdout.splitlines()
        assert gone.startswith("gone       bad.xyz: no longer below raw/; ")
        assert still.startswith("held back  empty.txt: the file is empty")
        assert still.endswith(" (reader.empty_file)")
        assert counted.startswith("1 held back, 1 gone, ")

    def test_rows_that_are_held_back_count_for_their_document(self, held: Path, monkeypatch):
        manifest = {"inputs": [{"document_id": "a.txt"}]}
        outcome = Outcome("published", Warehouse(held).current_release(), manifest, 0.0)
        monkeypatch.setattr(run, "run_build", lambda *arguments, **options: outcome)
        result = replay(held, held, "a.txt")
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "held back  a.txt: 5 rows by targets.test_rule",
            "1 held back, abc",
        ]

    @pytest.mark.parametrize(
        ("chosen", "documents"),
        [
            ([], ["a.txt", "long.txt", "odd.txt", "reply.txt", "scan.pdf"]),
            (["--rule", "targets."], ["a.txt"]),
            (["scan.pdf", "a.txt", "a.txt"], ["a.txt", "scan.pdf"]),
        ],
    )
    def test_what_is_taken_anew(self, raw: Path, held: Path, asked, chosen: list[str], documents: list[str]):
        replay(raw / "nowhere", held, *chosen)
        assert asked == [documents]

    @pytest.mark.parametrize("chosen", [["b.txt"], ["a.txt", "--rule", "reader."]])
    def test_a_document_of_which_nothing_is_held_back(self, raw: Path, held: Path, asked, chosen: list[str]):
        result = replay(raw, held, *chosen)
        assert result.exit_code == 2
        assert f"{chosen[0]}: not in quarantine" in result.stderr
        assert "`planhouse quarantine list` shows what is" in result.stderr
        assert asked == []

    def test_nothing_to_replay(self, raw: Path, warehouse: Path, asked):
        publish(warehouse, [])
        result = replay(raw, warehouse)
        assert (result.exit_code, result.stdout) == (0, "no document is held back\n")
        assert asked == []

    def test_limits_are_handed_on(self, raw: Path, held: Path, monkeypatch: pytest.MonkeyPatch):
        def build(raw, warehouse, progress, *, limits, processes, **options) -> Outcome:
            assert (limits.max_seconds, processes) == (300, 1)
            raise BlockedError("reached")

        monkeypatch.setattr(run, "run_build", build)
        result = replay(raw, held, "--limit", "max_seconds=300", "--processes", 1)
        assert (result.exit_code, result.stderr.strip()) == (1, "planhouse: reached")

    def test_an_unknown_limit(self, raw: Path, held: Path, asked):
        result = replay(raw, held, "--limit", "max_hours=1")
        assert result.exit_code == 2
        assert "no limit is called max_hours" in result.stderr

    def test_without_documents(self, tmp_path: Path, held: Path, asked):
        result = replay(tmp_path / "nowhere", held)
        assert result.exit_code == 2
        assert "nowhere: no such directory" in result.stderr

    def test_an_error_inside_fails_without_a_traceback(self, raw: Path, held: Path, monkeypatch):
        monkeypatch.setattr(run, "run_build", lambda *arguments, **options: {}["missing"])
        result = replay(raw, held)
        assert result.exit_code == 1
        assert "the build failed: KeyError: 'missing'" in result.stderr

    def test_before_the_first_build(self, raw: Path, warehouse: Path, asked):
        result = replay(raw, warehouse)
        assert result.exit_code == 2
        assert "no release there" in result.stderr
