"""``planhouse score``: figures of gold folders, their pages, and what is said of gold that cannot be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.quality import block, page, quality_sets, record, refreshed

ROOT = Path(__file__).resolve().parents[2]
GOLD, RAW = ROOT / "tests" / "gold", ROOT / "raw"
REPLY = "004_a0f7cbe909d062c0"
MARKS = "<!-- quality: written by planhouse score -->\nold\n<!-- /quality -->"


def score(*arguments: object, raw: Path = RAW, columns: int = 120):
    given = ["score", *map(str, arguments), "--raw", str(raw)]
    return CliRunner().invoke(app, given, env={"COLUMNS": str(columns)})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one gold file."""
    folder = tmp_path / "gold"
    folder.mkdir()
    shutil.copy(GOLD / f"{REPLY}.gold.json", folder)
    return folder


def damage(gold: Path, **changes: object) -> None:
    """Change the first target of the gold file."""
    path = gold / f"{REPLY}.gold.json"
    content = json.loads(path.read_bytes())
    content["targets"][0] |= changes
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def figures(output: str) -> dict[str, list[str]]:
    """The table by metric: P, R, F1, gold, found."""
    rows = [line.rsplit(maxsplit=5) for line in output.splitlines()]
    return {cells[0]: cells[1:] for cells in rows if len(cells) == 6}


class TestFigures:
    def test_of_a_document_below_raw(self, gold: Path):
        result = score(gold)
        assert result.exit_code == 0
        assert figures(result.stdout)["metric"] == ["P", "R", "F1", "gold", "found"]
        assert figures(result.stdout)["targets (found)"] == ["1.000", "1.000", "1.000", "6", "6"]

    def test_of_a_document_beside_its_gold(self, gold: Path, tmp_path: Path):
        shutil.copy(RAW / f"{REPLY}.txt", gold)
        assert score(gold, raw=tmp_path / "nowhere").exit_code == 0

    def test_of_some_documents_only(self):
        chosen = figures(score(GOLD, "--doc", REPLY).stdout)
        assert chosen["targets (found)"][-1] == "6"
        both = figures(score(GOLD, "--doc", REPLY, "--doc", "003_").stdout)
        assert int(both["targets (found)"][-1]) > 6

    def test_as_json(self, gold: Path):
        content = json.loads(score(gold, "--json").stdout)
        assert content["documents"] == [f"{REPLY}.txt"]
        assert content["metrics"]["targets (found)"] == {
            "precision": 1.0,
            "recall": 1.0,
            "f1": 1.0,
            "gold": 6,
            "found": 6,
        }
        assert "errors" not in content


class TestErrors:
    def test_what_was_missed_stands_in_its_passage(self, gold: Path):
        damage(gold, value=3)
        result = score(gold, "--errors", "targets: value")
        assert "- targets: value, unit" in result.stdout
        assert f"{REPLY}.txt:48:190 at 3581" in result.stdout
        assert "力争新增▶2◀家、10家" in "".join(result.stdout.split())
        assert "value 3" in result.stdout
        assert "value 2.0" in result.stdout

    def test_what_is_one_too_many_names_its_rule(self, gold: Path):
        damage(gold, start=3580, end=3581)
        result = score(gold, "--errors", "targets (found)")
        assert "+ targets (found)" in result.stdout
        assert "rule_id target." in result.stdout
        assert "found  nothing there" in result.stdout

    def test_a_field_of_the_document(self, gold: Path):
        path = gold / f"{REPLY}.gold.json"
        content = json.loads(path.read_bytes())
        content["document"]["jurisdiction_code"] = "130100"
        path.write_text(json.dumps(content), encoding="utf-8")
        result = score(gold, "--errors", "document fields")
        assert "jurisdiction_code: gold 130100, found 130600" in " ".join(result.stdout.split())

    def test_as_json(self, gold: Path):
        damage(gold, value=3)
        (error, _) = json.loads(score(gold, "--errors", "targets: value", "--json").stdout)["errors"]
        assert (error["document"], error["start"]) == (f"{REPLY}.txt", 3581)
        assert (error["gold"]["value"], error["found"]["value"]) == (3, 2)

    def test_a_metric_that_is_none(self, gold: Path):
        result = score(gold, "--errors", "goals")
        assert result.exit_code == 2
        assert "goals: no metric's name contains that; there are grounding" in result.stderr


class TestWhatCannotBeScored:
    def test_a_gold_file_without_its_document(self, gold: Path, tmp_path: Path):
        result = score(gold, raw=tmp_path / "nowhere")
        assert result.exit_code == 2
        assert f"{gold / f'{REPLY}.gold.json'}: its document {REPLY}.txt lies neither in" in result.stderr
        assert result.stdout == ""

    @pytest.mark.parametrize(("below", "message"), [("none", "no such folder"), (".", "no gold file")])
    def test_a_folder_without_gold(self, tmp_path: Path, below: str, message: str):
        result = score(tmp_path / below)
        assert result.exit_code == 2
        assert message in result.stderr

    def test_a_gold_file_that_is_none(self, gold: Path):
        (gold / "b.gold.json").write_text("{}", encoding="utf-8")
        result = score(gold)
        assert result.exit_code == 2
        assert f"{gold / 'b.gold.json'}: no gold file: it lacks file" in result.stderr

    def test_a_document_that_cannot_be_read(self, gold: Path):
        (gold / f"{REPLY}.txt").write_bytes(b"")
        result = score(gold)
        assert result.exit_code == 2
        assert f"{gold / f'{REPLY}.txt'}: cannot be read as a document: " in result.stderr

    def test_names_that_no_document_has(self, gold: Path):
        assert "no document's name contains 999" in score(gold, "--doc", "999").stderr

    def test_a_page_of_some_documents_only(self, gold: Path, tmp_path: Path):
        assert score(gold, "--doc", "004", "--write", tmp_path / "q.md").exit_code == 2
        assert not (tmp_path / "q.md").exists()


class TestPages:
    def test_each_set_has_its_table(self, gold: Path, tmp_path: Path):
        (gold / "blind").mkdir()
        for name in ("003_61ad411d8b1f8f89", "000_0f457356d4449845"):
            shutil.copy(GOLD / f"{name}.gold.json", gold / ("blind" if name.startswith("003") else ""))
            shutil.copy(RAW / f"{name}.txt", gold / ("blind" if name.startswith("003") else ""))
        written, readme = tmp_path / "quality.md", tmp_path / "README.md"
        readme.write_text(f"before\n{MARKS}\nbehind\n", encoding="utf-8")
        assert score(gold, "--write", written, "--refresh", readme).exit_code == 0
        content = written.read_text(encoding="utf-8")
        sets = [line.removeprefix("## ") for line in content.splitlines() if line.startswith("## ")]
        assert sets == ["raw", "development", "blind"]
        assert "1 document: 003_61ad411d8b1f8f89.txt" in content
        shown = readme.read_text(encoding="utf-8")
        assert shown.startswith("before\n<!-- quality")
        assert shown.endswith("<!-- /quality -->\nbehind\n")
        assert "| metric | raw (1) | development (1) | blind (1) |" in shown
        assert "old" not in shown

    def test_a_page_without_the_block(self, gold: Path, tmp_path: Path):
        readme = tmp_path / "README.md"
        readme.write_text("words\n", encoding="utf-8")
        result = score(gold, "--refresh", readme)
        assert result.exit_code == 2
        assert f"{readme}: no block between" in result.stderr
        assert readme.read_text(encoding="utf-8") == "words\n"

    def test_a_page_that_cannot_be_written(self, gold: Path, tmp_path: Path):
        result = score(gold, "--write", tmp_path / "none" / "quality.md")
        assert result.exit_code == 2
        assert f"{tmp_path / 'none' / 'quality.md'}: No such file" in result.stderr


def test_the_committed_figures_are_those_of_the_committed_gold():
    """`make score` writes them anew."""
    sets = quality_sets(GOLD, RAW)
    assert (ROOT / "docs" / "quality.md").read_text(encoding="utf-8") == page(sets)
    assert (ROOT / "pipelines" / "meta" / "quality.json").read_text(encoding="utf-8") == record(sets)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert block(sets) in readme
    assert refreshed(readme, sets, "README.md") == readme
