"""The published schema changes only with its version, and by no smaller a step than docs/compatibility.md says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from extractors.schema import SCHEMA_VERSION, TABLES
from pipelines.publish.contents import RELEASE_FILES
from pipelines.render import snapshot as snapshots
from pipelines.render.compatibility import Step, changes, least_version
from pipelines.render.snapshot import fault, read_snapshots, snapshot
from pipelines.run import Outcome

_COMMITTED = Path(__file__).parents[2] / "docs" / "schema"

Change = Callable[[dict[str, Any]], object]


def without(mapping: dict[str, Any], name: str) -> None:
    del mapping[name]


def renamed(mapping: dict[str, Any], name: str, other: str) -> None:
    mapping[other] = mapping.pop(name)


def of(known: dict[str, Any], name: str) -> dict[str, Any]:
    table, _, column = name.partition(".")
    found: dict[str, Any] = known["tables"][table]["columns"][column]
    return found


def view_column(known: dict[str, Any], name: str) -> dict[str, Any]:
    view, _, column = name.partition(".")
    found: dict[str, Any] = known["views"][view]["columns"][column]
    return found


#: Made-up changes of the schema, with the step that each takes.
CHANGES: dict[str, tuple[Step, Change]] = {
    "a description": (Step.PATCH, lambda known: of(known, "targets.value").update(en="Other words")),
    "what NULL means": (Step.PATCH, lambda known: of(known, "targets.unit").update(null_en="other")),
    "what a word is called": (
        Step.PATCH,
        lambda known: of(known, "targets.comparator")["words"].update(gte=["至少", "at least"]),
    ),
    "what a table is called": (Step.PATCH, lambda known: known["tables"]["targets"].update(zh="每行一个")),
    "the order of columns": (
        Step.PATCH,
        lambda known: known["tables"]["units"].update(
            columns=dict(reversed(known["tables"]["units"]["columns"].items()))
        ),
    ),
    "a new table": (Step.MINOR, lambda known: known["tables"].update(new=known["tables"]["units"])),
    "a new column": (
        Step.MINOR,
        lambda known: known["tables"]["units"]["columns"].update(new=of(known, "units.succeeded_by")),
    ),
    "a new word": (
        Step.MINOR,
        lambda known: of(known, "targets.comparator")["words"].update(never=["从不", "never"]),
    ),
    "a new kind of file": (Step.MINOR, lambda known: known["files"].update({"new.json": "new"})),
    "a new link": (
        Step.MINOR,
        lambda known: of(known, "numerals.row_id").update(references="targets.target_id"),
    ),
    "no more NULL": (Step.MINOR, lambda known: of(known, "targets.unit").update(nullable=False)),
    "an open column closed": (Step.MINOR, lambda known: of(known, "targets.unit").update(words={"家": []})),
    "other files of a table": (
        Step.MINOR,
        lambda known: known["tables"]["units"].update(partitioned=True),
    ),
    "a table gone": (Step.MAJOR, lambda known: without(known["tables"], "progress")),
    "a table renamed": (Step.MAJOR, lambda known: renamed(known["tables"], "progress", "headway")),
    "a column gone": (Step.MAJOR, lambda known: without(known["tables"]["targets"]["columns"], "unit")),
    "a column renamed": (
        Step.MAJOR,
        lambda known: renamed(known["tables"]["targets"]["columns"], "unit", "measured_in"),
    ),
    "another type": (Step.MAJOR, lambda known: of(known, "targets.value").update(type="string")),
    "NULL where none was": (Step.MAJOR, lambda known: of(known, "targets.indicator").update(nullable=True)),
    "a word gone": (Step.MAJOR, lambda known: without(of(known, "targets.comparator")["words"], "gte")),
    "a closed column opened": (Step.MAJOR, lambda known: of(known, "targets.measure").update(words=None)),
    "another key": (Step.MAJOR, lambda known: known["tables"]["targets"].update(key=["quote"])),
    "another link": (
        Step.MAJOR,
        lambda known: of(known, "targets.task_id").update(references="sections.section_id"),
    ),
    "a link gone": (Step.MAJOR, lambda known: of(known, "targets.task_id").update(references=None)),
    "a new view": (Step.MINOR, lambda known: known["views"].update(new=known["views"]["due"])),
    "a new column of a view": (
        Step.MINOR,
        lambda known: known["views"]["due"]["columns"].update(new=view_column(known, "due.title")),
    ),
    "a new macro": (Step.MINOR, lambda known: known["macros"].update(new=known["macros"]["overdue"])),
    "a new column of a macro": (
        Step.MINOR,
        lambda known: known["macros"]["overdue"]["columns"].update(new=view_column(known, "due.title")),
    ),
    "a new word in a view": (
        Step.MINOR,
        lambda known: view_column(known, "due.what")["words"].update(reply="答复"),
    ),
    "a new table of meta": (Step.MINOR, lambda known: known["meta"].update(new=known["meta"]["places"])),
    "what a view is": (Step.PATCH, lambda known: known["views"]["due"].update(en="Other words")),
    "what a column of a view is": (
        Step.PATCH,
        lambda known: view_column(known, "due.title").update(en="Other words"),
    ),
    "the order of a view's columns": (
        Step.PATCH,
        lambda known: known["views"]["due"].update(
            columns=dict(reversed(known["views"]["due"]["columns"].items()))
        ),
    ),
    "a view gone": (Step.MAJOR, lambda known: without(known["views"], "due")),
    "a view renamed": (Step.MAJOR, lambda known: renamed(known["views"], "due", "falls_due")),
    "a view renamed in Chinese": (
        Step.MAJOR,
        lambda known: known["views"]["due"].update(label_zh="到期"),
    ),
    "a column of a view gone": (
        Step.MAJOR,
        lambda known: without(known["views"]["due"]["columns"], "title"),
    ),
    "a column of a view renamed": (
        Step.MAJOR,
        lambda known: renamed(known["views"]["due"]["columns"], "title", "name"),
    ),
    "a column of a view renamed in Chinese": (
        Step.MAJOR,
        lambda known: view_column(known, "due.title").update(label_zh="名称"),
    ),
    "a macro gone": (Step.MAJOR, lambda known: without(known["macros"], "overdue")),
    "a column of a macro gone": (
        Step.MAJOR,
        lambda known: without(known["macros"]["overdue"]["columns"], "title"),
    ),
    "a parameter gone": (Step.MAJOR, lambda known: known["macros"]["overdue"].update(parameters={})),
    "a parameter renamed": (
        Step.MAJOR,
        lambda known: renamed(known["macros"]["overdue"]["parameters"], "on_day", "day"),
    ),
    "a parameter more": (
        Step.MAJOR,
        lambda known: known["macros"]["overdue"]["parameters"].update(place=view_column(known, "due.title")),
    ),
    "a parameter renamed in Chinese": (
        Step.MAJOR,
        lambda known: known["macros"]["overdue"]["parameters"]["on_day"].update(label_zh="日子"),
    ),
    "parameters in another order": (
        Step.MAJOR,
        lambda known: known["macros"]["due_between"].update(
            parameters=dict(reversed(known["macros"]["due_between"]["parameters"].items()))
        ),
    ),
    "a table of meta gone": (Step.MAJOR, lambda known: without(known["meta"], "places")),
    "a column of meta gone": (
        Step.MAJOR,
        lambda known: without(known["meta"]["places"]["columns"], "name"),
    ),
    "a kind of file gone": (Step.MAJOR, lambda known: without(known["files"], "manifest.json")),
}


def changed(change: Change) -> dict[str, Any]:
    present = deepcopy(snapshot())
    change(present)
    return present


class TestSteps:
    @pytest.mark.parametrize(("step", "change"), CHANGES.values(), ids=CHANGES)
    def test_each_change_takes_its_step(self, step: Step, change: Change):
        found = changes(snapshot(), changed(change))
        assert max(one.step for one in found) is step

    @pytest.mark.parametrize(("step", "change"), CHANGES.values(), ids=CHANGES)
    def test_a_change_without_its_version_is_refused(self, step: Step, change: Change):
        least = {Step.PATCH: "2.3.5", Step.MINOR: "2.4.0", Step.MAJOR: "3.0.0"}[step]
        known = {"2.3.4": {**snapshot(), "version": "2.3.4"}}
        for version in ("2.3.4", "2.3.5", "2.4.0", "3.0.0"):
            said = fault(known, {**changed(change), "version": version})
            if version < least:
                assert said is not None
                assert f"raise SCHEMA_VERSION to at least {least}" in said
            else:
                assert said is None

    def test_the_same_schema_takes_none(self):
        assert changes(snapshot(), snapshot()) == []
        assert least_version("1.2.3", []) == "1.2.3"

    def test_what_an_early_snapshot_does_not_record_is_new(self):
        recorded = ("version", "files", "tables")
        early = {name: part for name, part in snapshot().items() if name in recorded}
        assert {change.step for change in changes(early, snapshot())} == {Step.MINOR}
        said = {change.what for change in changes(early, snapshot())}
        assert {"view due is new", "macro overdue is new", "table meta.places is new"} <= said

    def test_a_version_is_no_decimal_number(self):
        known = {version: {**snapshot(), "version": version} for version in ("1.9.0", "1.10.0")}
        _, new_table = CHANGES["a new table"]
        assert fault(known, {**changed(new_table), "version": "1.11.0"}) is None
        assert "1.11.0" in str(fault(known, {**changed(new_table), "version": "1.10.1"}))


class TestCommitted:
    def test_the_committed_snapshot_is_the_present_schema(self):
        committed = (_COMMITTED / f"{SCHEMA_VERSION}.json").read_text(encoding="utf-8")
        assert json.loads(committed) == snapshot(), "the published schema changed: see docs/compatibility.md"

    def test_each_version_rose_far_enough_over_the_one_before(self):
        known = read_snapshots(_COMMITTED)
        assert list(known)[-1] == SCHEMA_VERSION
        for number in range(1, len(known)):
            earlier, later = dict(list(known.items())[:number]), list(known.values())[number]
            assert fault(earlier, later) is None

    def test_snapshots_are_named_as_their_version(self):
        assert {path.stem for path in _COMMITTED.iterdir()} == set(read_snapshots(_COMMITTED))


class TestWriting:
    def test_a_snapshot_is_not_written_over_with_another_schema(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        snapshots.main(tmp_path)
        (path,) = tmp_path.iterdir()
        before = path.read_bytes()
        snapshots.main(tmp_path)
        _, change = CHANGES["a column gone"]
        monkeypatch.setattr(snapshots, "snapshot", lambda: changed(change))
        with pytest.raises(SystemExit, match=r"column targets\.unit is gone"):
            snapshots.main(tmp_path)
        assert path.read_bytes() == before


def test_a_release_holds_the_files_that_are_published(five_documents: Outcome):
    names = "|".join(table.name for table in TABLES)
    placeholders = {"<table>": f"(?:{names})", "<page>": "[^/]+", "NN": "[0-9]{2}"}

    def pattern(kind: str) -> re.Pattern[str]:
        escaped = re.escape(kind)
        for placeholder, told in placeholders.items():
            escaped = escaped.replace(placeholder, told)
        return re.compile(escaped)

    patterns = {kind: pattern(kind) for kind in RELEASE_FILES}
    release = five_documents.release
    files = [path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()]
    assert {kind for kind, pattern in patterns.items() if any(map(pattern.fullmatch, files))} == set(
        RELEASE_FILES
    )
