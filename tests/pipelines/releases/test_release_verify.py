from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from damage import edit_manifest, edit_rows, resign, run_sql

from pipelines.layout import Warehouse
from pipelines.publish.parquet import bucket
from pipelines.releases.spans import verify_spans
from pipelines.releases.verification import verify_release

Call = Callable[..., Any]
PLAN_PART = f"part-{bucket('plan.txt'):02d}.parquet"


@pytest.fixture
def release(warehouse: Warehouse, ids: list[str]) -> Path:
    """The first release: a plan with three targets, and a notice."""
    return warehouse.release(ids[0])


def faults(release: Path) -> list[tuple[str, str, str]]:
    return [(fault.check, fault.where, fault.what) for fault in verify_release(release)]


def part(release: Path, table: str) -> Path:
    return release / "parquet" / table / PLAN_PART


class TestFiles:
    def test_a_release_as_it_was_published_is_whole(self, warehouse: Warehouse, ids: list[str]):
        assert [faults(warehouse.release(release_id)) for release_id in ids] == [[], [], []]

    @pytest.mark.parametrize(
        "name", ["planhouse.duckdb", "data_docs/index.html", f"parquet/targets/{PLAN_PART}"]
    )
    def test_a_missing_file(self, release: Path, name: str):
        (release / name).unlink()
        assert ("files", name, "missing") in faults(release)

    def test_a_file_too_many(self, release: Path):
        (release / "parquet" / "notes.txt").touch()
        assert faults(release) == [("files", "parquet/notes.txt", "not in the manifest")]

    def test_a_shortened_file(self, release: Path):
        (release / "data_docs" / "index.html").write_text("doc", encoding="utf-8")
        assert faults(release) == [("files", "data_docs/index.html", "3 bytes, not 4")]

    def test_other_bytes_of_the_same_number(self, release: Path):
        (release / "data_docs" / "index.html").write_text("dogs", encoding="utf-8")
        assert faults(release) == [("files", "data_docs/index.html", "other bytes than were published")]

    @pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
    @pytest.mark.parametrize("name", ["planhouse.duckdb", f"parquet/documents/{PLAN_PART}"])
    def test_a_byte_that_flipped_anywhere(self, release: Path, name: str, place: float):
        content = bytearray((release / name).read_bytes())
        content[int(len(content) * place)] ^= 0xFF
        (release / name).write_bytes(content)
        assert ("files", name, "other bytes than were published") in faults(release)


class TestManifest:
    def test_it_is_missing(self, release: Path):
        (release / "manifest.json").unlink()
        ((check, where, what),) = faults(release)
        assert (check, where) == ("manifest", "manifest.json")
        assert "No such file" in what

    @pytest.mark.parametrize(
        "content", ["", "{", "[]", "3", '{"files": []}', '{"files": {"a": 1}, "rows": {}}']
    )
    def test_it_is_no_manifest(self, release: Path, content: str):
        (release / "manifest.json").write_text(content, encoding="utf-8")
        ((check, where, _),) = faults(release)
        assert (check, where) == ("manifest", "manifest.json")

    def test_there_is_no_release(self, tmp_path: Path):
        assert [check for check, _, _ in faults(tmp_path / "nowhere")] == ["manifest"]


class TestIdentity:
    def test_the_folder_has_another_name(self, release: Path, ids: list[str]):
        other = release.rename(release.with_name("0123456789ab"))
        assert faults(other) == [
            ("identity", "manifest.json", f"names {ids[0]}, not 0123456789ab"),
            ("identity", "planhouse.duckdb meta.release", f"names {ids[0]}, not 0123456789ab"),
        ]

    def test_a_release_that_is_being_built_is_verified_under_its_id(self, release: Path, ids: list[str]):
        staged = release.rename(release.with_name("release"))
        assert verify_release(staged, ids[0]) == []

    def test_the_duckdb_file_of_another_release(self, release: Path, warehouse: Warehouse, ids: list[str]):
        other = warehouse.release(ids[1]) / "planhouse.duckdb"
        (release / "planhouse.duckdb").write_bytes(other.read_bytes())
        resign(release)
        found = faults(release)
        assert ("identity", "planhouse.duckdb meta.release", f"names {ids[1]}, not {ids[0]}") in found
        assert ("rows", "targets", "3 rows in the manifest, 3 in Parquet, 5 in DuckDB") in found

    def test_no_release_in_the_duckdb_file(self, release: Path, ids: list[str]):
        run_sql(release, "DELETE FROM meta.release")
        resign(release)
        assert faults(release) == [
            ("identity", "planhouse.duckdb meta.release", f"names no release, not {ids[0]}")
        ]


class TestVersions:
    VERSIONS = ("schema_version", "package_version", "code_sha256", "extractor_version")

    @pytest.mark.parametrize("name", VERSIONS)
    def test_another_version_in_the_manifest(self, release: Path, name: str):
        edit_manifest(release, lambda manifest: manifest.update({name: "9.9.9"}))
        told = [(check, where) for check, where, what in faults(release) if f"{name} is " in what]
        assert told[-1] == ("identity", "planhouse.duckdb meta.release")
        assert all(what.endswith("in the manifest 9.9.9") for _, _, what in faults(release))

    def test_no_version_in_the_manifest(self, release: Path):
        edit_manifest(release, lambda manifest: manifest.pop("code_sha256"))
        ((check, where, what),) = faults(release)
        assert (check, where) == ("identity", "planhouse.duckdb meta.release")
        assert what.endswith(", in the manifest None")

    def test_another_version_in_the_duckdb_file(self, release: Path):
        run_sql(release, "UPDATE meta.release SET code_sha256 = 'other'")
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("identity", "planhouse.duckdb meta.release")
        assert what.startswith("code_sha256 is other, in the manifest ")

    @pytest.mark.parametrize(
        ("name", "key", "value"),
        [("version", "schema_version", "9.9.9"), ("id", "release_id", "urn:planhouse:release:0123456789ab")],
    )
    def test_the_data_package_of_another_release(self, release: Path, name: str, key: str, value: str):
        path = release / "datapackage.json"
        package = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**package, name: value}), encoding="utf-8")
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("identity", "datapackage.json")
        assert what.startswith(f"{key} is {value.rpartition(':')[2]}, in the manifest ")

    def test_a_data_package_that_cannot_be_read(self, release: Path):
        (release / "datapackage.json").write_text("[]", encoding="utf-8")
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("identity", "datapackage.json")
        assert what.startswith("cannot be read: ")

    def test_an_early_release_says_less_of_itself(self, release: Path):
        dropped = (f"ALTER TABLE meta.release DROP COLUMN {name}" for name in self.VERSIONS)
        run_sql(release, *dropped)
        (release / "datapackage.json").unlink()
        resign(release)
        assert faults(release) == []


class TestRows:
    def test_a_row_less_in_parquet(self, release: Path):
        edit_rows(part(release, "citations").with_name("part-00.parquet"), lambda rows: rows.clear())
        edit_rows(part(release, "task_units"), lambda rows: rows.pop())
        resign(release)
        assert faults(release) == [
            ("rows", "task_units", "2 rows in the manifest, 1 in Parquet, 2 in DuckDB")
        ]

    def test_a_row_less_in_duckdb(self, release: Path):
        run_sql(release, "DELETE FROM task_units WHERE unit_id = 'unit:保定市财政局'")
        resign(release)
        assert faults(release) == [
            ("rows", "task_units", "2 rows in the manifest, 2 in Parquet, 1 in DuckDB")
        ]

    def test_another_count_in_the_manifest(self, release: Path):
        edit_manifest(release, lambda manifest: manifest["rows"].update(targets=4))
        assert faults(release) == [("rows", "targets", "4 rows in the manifest, 3 in Parquet, 3 in DuckDB")]

    def test_a_part_that_is_no_parquet(self, release: Path):
        part(release, "task_units").write_bytes(b"nothing at all")
        resign(release)
        found = faults(release)
        assert {(check, where) for check, where, _ in found} == {
            ("rows", "task_units"),
            ("spans", f"parquet/task_units/{PLAN_PART}"),
        }
        assert all(what.startswith("cannot be read: ") for _, _, what in found)

    @pytest.mark.parametrize(("table", "other"), [("numerals", "documents"), ("documents", "numerals")])
    def test_the_part_of_another_table(self, release: Path, table: str, other: str):
        part(release, table).write_bytes(part(release, other).read_bytes())
        found = verify_release(release)
        where = f"parquet/{table}/{PLAN_PART}"
        assert ("files", where) in [(fault.check, fault.where) for fault in found]
        (what,) = (fault.what for fault in found if (fault.check, fault.where) == ("spans", where))
        assert what.startswith("cannot be read: ")

    def test_a_table_that_duckdb_has_not(self, release: Path):
        run_sql(release, 'DROP VIEW "once".unresolved', "DROP TABLE unresolved")
        resign(release)
        assert [(check, where) for check, where, _ in faults(release)] == [("rows", "unresolved")]


class TestKeys:
    def test_rows_of_one_key(self, release: Path):
        """A file that declares no keys, as large ones do."""
        run_sql(
            release,
            "CREATE TABLE undeclared AS FROM numerals",
            "DROP TABLE numerals",
            "ALTER TABLE undeclared RENAME TO numerals",
            "UPDATE numerals SET numeral_id = 'plan.txt#numeral@1' WHERE document_id = 'plan.txt'",
        )
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("keys", "numerals plan.txt#numeral@1")
        assert what.endswith(" rows have this key")


class TestLinks:
    def test_a_link_to_no_row(self, release: Path):
        run_sql(
            release, "UPDATE sections SET parent_section_id = 'gone' WHERE section_id = 'plan.txt#section@69'"
        )
        resign(release)
        assert faults(release) == [
            ("links", "sections.parent_section_id", "points to no sections.section_id: gone")
        ]

    def test_every_link_is_named(self, release: Path):
        run_sql(release, "UPDATE sections SET parent_section_id = 'gone ' || position")
        resign(release)
        assert [what.rpartition(": ")[2] for _, _, what in faults(release)] == ["gone 1", "gone 2", "gone 3"]


class TestSpans:
    @pytest.mark.parametrize(
        ("column", "value", "what"),
        [
            ("char_start", 32, "quote is not the text from 32 to 47"),
            ("char_end", 1000, "quote is not the text from 31 to 1000"),
            ("char_start", -75, "quote is not the text from -75 to 47"),
            ("quote", "到2020年,建成众创空间61家", "quote is not the text from 31 to 47"),
            ("value_start", 45, "value_text is not the text from 45 to 46"),
        ],
    )
    def test_a_row_whose_span_is_wrong(self, release: Path, column: str, value: object, what: str):
        edit_rows(part(release, "targets"), lambda rows: rows[0].update({column: value}))
        resign(release)
        assert faults(release) == [("spans", "targets plan.txt#target@44", what)]

    def test_another_text(self, release: Path):
        edit_rows(part(release, "documents"), lambda rows: rows[0].update(text="。" + rows[0]["text"]))
        found = verify_spans(release / "parquet")
        assert {fault.where.split()[0] for fault in found} == {
            *("sections", "tasks", "task_units", "targets", "deadlines", "platform_mentions", "numerals")
        }
        assert len([fault for fault in found if fault.where.startswith("task_units ")]) == 2
        assert len([fault for fault in found if fault.where.startswith("targets ")]) == 3 * 2

    def test_a_row_outside_the_part_of_its_document(self, release: Path):
        moved = part(release, "tasks").rename(part(release, "tasks").with_name("part-63.parquet"))
        resign(release)
        assert bucket("plan.txt") != 63
        assert moved.is_file()
        assert faults(release) == [
            ("spans", "tasks plan.txt#task@69", "its document plan.txt is not in the part of the same number")
        ]

    def test_only_chosen_parts(self, release: Path):
        edit_rows(part(release, "targets"), lambda rows: rows[0].update(char_start=32))
        parquet = release / "parquet"
        assert verify_spans(parquet, [bucket("notice.txt")]) == []
        assert len(verify_spans(parquet, [bucket("plan.txt")])) == 1

    def test_offsets_count_code_points(self, release: Path):
        """A character beyond the first 65,536 counts as one."""

        def put_in_front(rows: list[dict[str, Any]]) -> None:
            rows[0]["text"] = "𠮷" + rows[0]["text"]

        def one_further(rows: list[dict[str, Any]]) -> None:
            for row in rows:
                for name in ("char_start", "char_end", "value_start", "value_end"):
                    if name in row:
                        row[name] += 1

        edit_rows(part(release, "documents"), put_in_front)
        for table in (
            "sections",
            "tasks",
            "task_units",
            "targets",
            "deadlines",
            "platform_mentions",
            "numerals",
        ):
            edit_rows(part(release, table), one_further)
        assert verify_spans(release / "parquet") == []


class TestQuery:
    def test_duckdb_and_parquet_answer_differently(self, release: Path):
        run_sql(release, "UPDATE targets SET due_on = NULL WHERE value = 60")
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("query", "planhouse.duckdb")
        assert "(3, 1, 2, 3, 1) in Parquet, (3, 1, 2, 2, 1) in DuckDB" in what

    def test_a_duckdb_file_that_cannot_be_opened(self, release: Path):
        (release / "planhouse.duckdb").write_bytes(b"no database " * 1000)
        resign(release)
        ((check, where, what),) = faults(release)
        assert (check, where) == ("query", "planhouse.duckdb")
        assert what.startswith("cannot be opened: ")


class TestCommand:
    def test_the_current_release_by_default(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "verify")
        assert result.exit_code == 0
        assert result.output.startswith(f"{ids[2]} is whole: ")

    def test_all(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "verify", "--all")
        assert {line.split()[0] for line in result.output.splitlines()} == set(ids)

    def test_damage_is_named_and_fails(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[0]) / "data_docs" / "index.html").unlink()
        result = planhouse("release", "verify", ids[0])
        assert result.exit_code == 1
        assert result.output.splitlines() == [
            f"{ids[0]} is damaged, 1 fault:",
            "  files: data_docs/index.html: missing",
        ]
        assert planhouse("release", "verify").exit_code == 0
        assert planhouse("release", "verify", "--all").exit_code == 1

    def test_for_machines(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[0]) / "data_docs" / "index.html").unlink()
        result = planhouse("release", "verify", ids[0], "--format", "json")
        fault = {"check": "files", "where": "data_docs/index.html", "what": "missing"}
        assert json.loads(result.output) == [{"release_id": ids[0], "whole": False, "faults": [fault]}]

    def test_an_unknown_release(self, planhouse: Call):
        result = planhouse("release", "verify", "nope")
        assert (result.exit_code, result.stdout) == (2, "")
