import json
import shutil

from expectations import compile as command
from expectations.suites import FOLDER
from extractors.schema import TABLES


def test_committed_suites_equal_the_regenerated_bytes():
    assert command.stale() == []
    assert len(list(FOLDER.glob("*.json"))) == len(TABLES)


def test_a_suite_edited_by_hand_is_stale_and_written_anew(tmp_path):
    folder = tmp_path / "suites"
    shutil.copytree(FOLDER, folder)
    (folder / "targets.json").write_text("{}", encoding="utf-8")
    (folder / "leftover.json").write_text("{}", encoding="utf-8")
    assert command.stale(folder) == ["leftover.json", "targets.json"]
    command.write(folder)
    assert command.stale(folder) == []


def test_check_fails_and_writes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "stale", lambda: ["targets.json"])
    assert command.main(["--check"]) == 1
    assert "targets.json is out of date" in capsys.readouterr().err


def test_every_expectation_says_what_it_is():
    ids = set()
    for path in FOLDER.glob("*.json"):
        for item in json.loads(path.read_text(encoding="utf-8"))["expectations"]:
            assert item["meta"].keys() == {"rule", "severity", "zh", "en"}
            assert item["meta"]["severity"] in ("structure", "row", "plausible")
            ids.add(item["id"])
    assert len(ids) == sum(
        len(json.loads(path.read_text())["expectations"]) for path in FOLDER.glob("*.json")
    )


def test_great_expectations_reads_the_committed_suites_itself(tmp_path):
    import great_expectations as gx

    context = gx.get_context(mode="file", project_root_dir=tmp_path)
    shutil.copytree(FOLDER, tmp_path / "gx" / "expectations", dirs_exist_ok=True)
    suites = {suite.name: len(suite.expectations) for suite in context.suites.all()}
    assert suites.keys() == {table.name for table in TABLES}
    assert suites["targets"] > 50
