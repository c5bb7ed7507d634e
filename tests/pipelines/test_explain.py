"""``planhouse explain``: what a user sees who asks why a number became what it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from pipelines.cli import app

RAW = Path(__file__).resolve().parents[2] / "raw"
BAODING = RAW / "001_2c1d7a2fca281c92.txt"
REPLY = RAW / "004_a0f7cbe909d062c0.txt"


def explain(*arguments: object, columns: int = 100):
    given = ["explain", *map(str, arguments)]
    return CliRunner().invoke(app, given, env={"COLUMNS": str(columns)})


def flat(output: str) -> str:
    """The output without the breaks and blanks that the width of the terminal makes."""
    return "".join(output.split())


def test_a_target_is_explained_from_its_words_to_its_row():
    result = explain(BAODING, "--grep", "省级以上重点实验室达到11家")
    assert result.exit_code == 0
    for expected in (
        "001_2c1d7a2fca281c92.txt:9:14",
        "▶省级以上重点实验室达到11家◀以上",
        "(二) 行动目标",
        "level 2  goal",
        "到2020年 at 577 (6:9) → binds by time.binds",
        "11 at 934 (9:25) → target by target.made",
        "verb “达到”, measured “省级以上重点实验室”, measure level",
        "target.refused.reported",
        "due 2020-12-31 (section) from “到2020年” at 577",
        "platform 省级以上重点实验室",
        "target.level",
    ):
        assert flat(expected) in flat(result.output), expected


def test_a_refused_number_says_which_rule_refused_it():
    result = explain(REPLY, "--at", 1069)
    assert flat("270 at 1069 (28:71) → achievement by achievement.made.behind") in flat(result.output)
    assert flat(
        "no target: Does the document tell here what will be done? No, by ahead.refused.no_turn"
    ) in flat(result.output)


@pytest.mark.parametrize("columns", [80, 100])
def test_no_line_is_wider_than_the_terminal(columns: int):
    result = explain(REPLY, "--grep", "院士工作站", "--limit", 9, "--all", columns=columns)
    assert max(map(cell_len, result.output.splitlines())) <= columns


def test_only_what_was_asked_about_is_told_in_full():
    brief, full = (explain(BAODING, "--grep", "超过12家", *more).output for more in ([], ["--all"]))
    assert brief.count("Does somebody undertake") == 1
    assert full.count("Does somebody undertake") == 5
    assert "--at OFFSET tells every rule of another number" in brief


def test_without_a_place_the_numbers_are_listed():
    result = explain(BAODING)
    assert result.exit_code == 0
    assert re.search(r"40 of \d{3} numbers", " ".join(result.output.split()))
    assert flat("planhouse explain") in flat(result.output)
    assert flat("target.made") in flat(result.output)


def test_more_passages_than_the_limit_are_counted():
    result = explain(BAODING, "--grep", "责任单位", "--limit", 2)
    assert "2 of 31 passages; --limit shows more" in result.output


def test_json_holds_every_rule_of_every_number():
    result = explain(BAODING, "--grep", "省级以上重点实验室达到11家", "--json")
    (passage,) = json.loads(result.stdout)["passages"]
    assert [number["at"]["words"] for number in passage["numbers"]] == ["11", "63", "16", "12", "11"]
    assert {number["role"] for number in passage["numbers"]} == {"target"}
    form = passage["numbers"][1]["trails"][0]["steps"]
    assert (form[0]["rule"], form[0]["fired"], form[-1]["rule"]) == ("form.cited", False, "form.none")
    assert passage["rows"][0]["columns"]["due_on"] == "2020-12-31"


def test_json_without_a_place_lists_the_numbers():
    numbers = json.loads(explain(REPLY, "--json").stdout)["numbers"]
    assert [(n["at"]["words"], n["role"]) for n in numbers[:2]] == [
        ("1834", "citation"),
        ("2019", "citation"),
    ]


def test_a_document_anywhere_is_explained(tmp_path: Path):
    path = tmp_path / "通知.md"
    path.write_bytes("# 某市行动计划\n一、主要任务\n1.改善环境。新建公园5个。\n".encode("utf-8-sig"))
    assert flat("5 at 27 (3:12) → target by target.made") in flat(explain(path, "--grep", "公园５个").output)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([BAODING, "--at", 99999999], f"{BAODING}: offset 99999999 is outside the text"),
        ([BAODING, "--at", -1], f"{BAODING}: offset -1 is outside the text"),
        ([BAODING, "--grep", "太空电梯"], f"{BAODING}: the text does not hold “太空电梯”"),
        ([BAODING, "--grep", ""], f"{BAODING}: the text does not hold “”"),
        ([RAW / "none.txt"], f"{RAW / 'none.txt'}: no such file; name a document"),
        ([RAW], f"{RAW}: a directory; name a document in it"),
    ],
)
def test_what_cannot_be_explained(arguments: list[object], message: str):
    result = explain(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_document(tmp_path: Path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")
    result = explain(path)
    assert result.exit_code == 2
    assert f"planhouse: {path}: " in result.stderr


def test_an_offset_and_words_exclude_each_other():
    assert explain(BAODING, "--at", 1, "--grep", "a").exit_code == 2
