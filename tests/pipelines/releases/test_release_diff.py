from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from damage import resign

from extractors.schema import TABLES
from pipelines.errors import DamagedReleaseError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.parquet import bucket
from pipelines.releases.diff import reading
from pipelines.releases.diff.changes import TableDiff
from pipelines.releases.diff.releases import Asked, diff_releases
from pipelines.releases.diff.terminal import excerpts

Call = Callable[..., Any]


def diffed(warehouse: Warehouse, before: str, after: str, **asked: Any) -> dict[str, TableDiff]:
    found = diff_releases(warehouse.release(before), warehouse.release(after), Asked(**asked))
    return {table.table.name: table for table in found.tables}


def counts(found: TableDiff) -> tuple[int, int, int, int]:
    return found.gained, found.lost, found.changed, found.moved


class TestDiff:
    """The plan gained a paragraph in front and a target, one number changed, one unit went; see the conftest."""

    def test_rows_gained_lost_changed_and_moved(self, warehouse: Warehouse, ids: list[str]):
        found = diffed(warehouse, ids[0], ids[1], document="plan.txt")
        told = {name: counts(table) for name, table in found.items() if any(counts(table))}
        assert told == {
            "documents": (0, 0, 1, 0),
            "sections": (0, 0, 3, 0),
            "tasks": (0, 0, 1, 0),
            "task_units": (0, 1, 0, 1),
            "targets": (1, 0, 1, 2),
            "deadlines": (0, 0, 0, 1),
            "platform_mentions": (0, 0, 0, 3),
            "numerals": (1, 0, 1, 3),
        }

    def test_a_changed_value_comes_with_both(self, warehouse: Warehouse, ids: list[str]):
        found = diffed(warehouse, ids[0], ids[1], document="plan.txt")["targets"]
        changed = next(change for change in found.changes if change.event == "changed")
        assert (changed.before or {})["quote"] == "到2020年,建成众创空间60家"
        assert (changed.after or {})["quote"] == "到2020年,建成众创空间70家"
        assert changed.columns == ("value", "value_text", "value_normalized", "quote")

    def test_tables_of_the_corpus_are_compared_by_key(self, warehouse: Warehouse, ids: list[str]):
        found = diffed(warehouse, ids[0], ids[1])
        assert [change.row["unit_id"] for change in found["units"].changes] == ["unit:保定市财政局"]
        assert counts(found["units"]) == (0, 1, 0, 0)

    @pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 2), (0, 2), (2, 0)])
    def test_gained_and_aligned_rows_are_all_rows(
        self, warehouse: Warehouse, ids: list[str], before: int, after: int
    ):
        for table in diffed(warehouse, ids[before], ids[after]).values():
            assert table.rows_after - table.gained == table.rows_before - table.lost
            assert table.rows_after - table.gained >= table.changed + table.moved

    @pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 2), (0, 2)])
    def test_the_other_way_round_is_the_mirror(
        self, warehouse: Warehouse, ids: list[str], before: int, after: int
    ):
        there = diffed(warehouse, ids[before], ids[after], every_row=True)
        back = diffed(warehouse, ids[after], ids[before], every_row=True)
        for name, table in there.items():
            mirrored = back[name]
            assert counts(table) == (mirrored.lost, mirrored.gained, mirrored.changed, mirrored.moved)
            assert sorted(
                repr((change.before, change.after, change.columns)) for change in table.changes
            ) == sorted(repr((change.after, change.before, change.columns)) for change in mirrored.changes)

    def test_a_release_and_itself(self, warehouse: Warehouse, ids: list[str]):
        assert not diff_releases(warehouse.release(ids[0]), warehouse.release(ids[0]), Asked()).differs

    def test_files_of_the_same_digest_are_not_opened(
        self, warehouse: Warehouse, ids: list[str], monkeypatch: pytest.MonkeyPatch
    ):
        asked: list[Path] = []
        real = reading._file

        def opened(path: Path) -> str:
            asked.append(path)
            return real(path)

        monkeypatch.setattr(reading, "_file", opened)
        diffed(warehouse, ids[1], ids[2])  # only the notice is new, and has no rows but its own
        part = f"part-{bucket('notice.txt'):02d}.parquet"
        assert {f"{path.parent.name}/{path.name}" for path in asked} == {f"documents/{part}"}

    def test_a_change_of_the_code_alone(self, warehouse: Warehouse, ids: list[str], tmp_path: Path):
        """The text is the same, so that characters tell which row is which, and offsets that differ are a change."""
        later = changed_copy(warehouse.release(ids[0]), tmp_path / "later")
        found = {
            table.table.name: table
            for table in diff_releases(warehouse.release(ids[0]), later, Asked()).tables
        }
        assert {name: counts(table) for name, table in found.items() if any(counts(table))} == {
            "targets": (0, 1, 2, 0)
        }
        assert [
            (change.event, change.row["value_text"], change.columns) for change in found["targets"].changes
        ] == [
            ("lost", "3", ()),
            ("changed", "60", ("indicator",)),
            ("changed", "500", ("quote", "char_start")),
        ]


def changed_copy(release: Path, copy: Path) -> Path:
    """A release with the same texts: a target has another indicator, one begins earlier, one is gone."""
    shutil.copytree(release, copy)
    path = copy / "parquet" / "targets" / f"part-{bucket('plan.txt'):02d}.parquet"
    rows = pq.read_table(path).to_pylist()
    first, second, _ = rows
    first["indicator"] = "众创空间数"
    second["quote"], second["char_start"] = "。" + second["quote"], second["char_start"] - 1
    pq.write_table(pa.Table.from_pylist([first, second], pq.read_schema(path)), path)
    resign(copy)
    return copy


class TestDocuments:
    def test_a_document_in_one_release_only_is_counted_by_table(self, warehouse: Warehouse, ids: list[str]):
        found = diff_releases(warehouse.release(ids[0]), warehouse.release(ids[1]), Asked())
        assert [(known.event, known.document_id, dict(known.rows)) for known in found.documents] == [
            ("lost", "notice.txt", {"documents": 1}),
            (
                "gained",
                "other.txt",
                {
                    "documents": 1,
                    "sections": 1,
                    "deadlines": 1,
                    "targets": 1,
                    "platform_mentions": 1,
                    "numerals": 2,
                },
            ),
        ]

    def test_its_rows_count_and_are_listed_on_demand(self, warehouse: Warehouse, ids: list[str]):
        in_brief = diffed(warehouse, ids[0], ids[1])["targets"]
        in_full = diffed(warehouse, ids[0], ids[1], every_row=True)["targets"]
        assert in_brief.gained == in_full.gained == 2
        assert [change.row["document_id"] for change in in_brief.changes if change.event == "gained"] == [
            "plan.txt"
        ]
        assert {change.row["document_id"] for change in in_full.changes if change.event == "gained"} == {
            "plan.txt",
            "other.txt",
        }

    def test_only_chosen_documents(self, warehouse: Warehouse, ids: list[str]):
        found = diff_releases(warehouse.release(ids[0]), warehouse.release(ids[1]), Asked(document="oth"))
        assert [known.document_id for known in found.documents] == ["other.txt"]
        touched = {table.table.name for table in found.tables if table.differs}
        assert touched == {"documents", "sections", "deadlines", "targets", "platform_mentions", "numerals"}

    def test_an_unknown_document(self, warehouse: Warehouse, ids: list[str]):
        with pytest.raises(PlanhouseError, match=r"^nobody: no document's id begins so in either release"):
            diffed(warehouse, ids[0], ids[1], document="nobody")


class TestAsked:
    def test_only_chosen_tables(self, warehouse: Warehouse, ids: list[str]):
        found = diffed(warehouse, ids[0], ids[1], tables=("targets", "units"))
        assert list(found) == ["units", "targets"]
        assert counts(found["targets"]) == (2, 0, 1, 2)

    def test_an_unknown_table(self, warehouse: Warehouse, ids: list[str]):
        with pytest.raises(PlanhouseError, match=r"^goals: no such table; there are documents, replies"):
            diffed(warehouse, ids[0], ids[1], tables=("goals",))

    @pytest.mark.parametrize("limit", [0, 1, 2, 3])
    def test_a_limit_counts_what_it_leaves_out(self, warehouse: Warehouse, ids: list[str], limit: int):
        found = diffed(warehouse, ids[0], ids[1], limit=limit)["sections"]
        assert (len(found.changes), found.omitted, found.changed) == (limit, 3 - limit, 3)


class TestOtherSchemas:
    def test_columns_of_one_release_only_are_named_and_not_compared(
        self, warehouse: Warehouse, ids: list[str], tmp_path: Path
    ):
        older = tmp_path / "older"
        shutil.copytree(warehouse.release(ids[0]), older)
        for path in (older / "parquet" / "documents").iterdir():
            pq.write_table(pq.read_table(path).drop_columns(["source_name"]), path)
        resign(older)
        there = diff_releases(older, warehouse.release(ids[0]), Asked())
        assert [(table.table.name, table.columns_gained) for table in there.tables if table.differs] == [
            ("documents", ("source_name",))
        ]
        (documents, *_) = diff_releases(warehouse.release(ids[0]), older, Asked()).tables
        assert (documents.columns_lost, counts(documents)) == (("source_name",), (0, 0, 0, 0))

    def test_a_table_of_one_release_only(self, warehouse: Warehouse, ids: list[str], tmp_path: Path):
        older = tmp_path / "older"
        shutil.copytree(warehouse.release(ids[0]), older)
        shutil.rmtree(older / "parquet" / "targets")
        resign(older)
        found = diff_releases(older, warehouse.release(ids[0]), Asked(tables=("targets",)))
        assert [change.row["value_text"] for change in found.tables[0].changes] == ["60", "500", "3"]


class TestDamage:
    def test_a_release_without_a_manifest(self, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[0]) / "manifest.json").unlink()
        with pytest.raises(DamagedReleaseError, match=r"manifest\.json"):
            diffed(warehouse, ids[0], ids[1])

    def test_a_manifest_without_files(self, warehouse: Warehouse, ids: list[str]):
        path = warehouse.release(ids[0]) / "manifest.json"
        path.write_text(json.dumps({"release_id": ids[0], "inputs": [], "rows": {}}), encoding="utf-8")
        with pytest.raises(DamagedReleaseError, match="not as manifests are: the manifest has no"):
            diffed(warehouse, ids[0], ids[1])

    def test_a_file_that_is_no_parquet(self, warehouse: Warehouse, ids: list[str]):
        name = f"part-{bucket('plan.txt'):02d}.parquet"
        (warehouse.release(ids[0]) / "parquet" / "targets" / name).write_bytes(b"nothing")
        with pytest.raises(DamagedReleaseError, match=f"targets/{name}: cannot be compared"):
            diffed(warehouse, ids[0], ids[1])


class TestCommand:
    def test_what_a_reader_sees(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "diff", ids[0], ids[1])
        assert result.exit_code == 0
        lines = [line.rstrip() for line in result.output.splitlines()]
        assert lines[0] == f"{ids[0]} → {ids[1]}"
        assert lines[1].split() == ["table", "before", "after", "gained", "lost", "changed", "moved"]
        assert ["targets", "3", "5", "2", "0", "1", "2"] in [line.split() for line in lines]
        assert "- document notice.txt: no other rows" in lines
        start = lines.index("targets")
        assert lines[start : start + 8] == [
            "targets",
            "~ 到2020年,建成众创空间70家  plan.txt at 52",
            "    indicator 众创空间  comparator eq  unit 家  due_on 2020-12-31",
            "    value 60.0 → 70.0",
            "    value_text 60 → 70",
            "    value_normalized 60.0 → 70.0",
            "    quote 到2020年,建成众创空间60家 → 到2020年,建成众创空间70家",
            "+ 技术合同成交额达到30亿元  plan.txt at 82",
        ]

    def test_nothing_changed(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "diff", "current", ids[2], "--exit-code")
        assert (result.exit_code, result.output.splitlines()[-1]) == (0, "nothing gained, lost or changed")

    @pytest.mark.parametrize(("given", "code"), [((), 0), (("--exit-code",), 1)])
    def test_the_exit_code_on_demand(
        self, planhouse: Call, ids: list[str], given: tuple[str, ...], code: int
    ):
        assert planhouse("release", "diff", ids[0], "current", *given).exit_code == code

    def test_only_what_is_promised(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "diff", ids[0], ids[1], "--commitments", "--format", "json")
        told = json.loads(result.stdout)
        assert [table["table"] for table in told["tables"]] == [
            "tasks",
            "task_units",
            "targets",
            "incentives",
            "deadlines",
            "target_links",
        ]
        (changed,) = [row for row in told["tables"][2]["rows"] if row["event"] == "changed"]
        assert (changed["before"]["value"], changed["after"]["value"]) == (60, 70)

    def test_rows_beyond_the_limit_are_announced(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "diff", ids[0], ids[1], "--table", "sections", "--limit", 1)
        assert "2 more; --limit shows them" in result.output

    def test_machines_get_everything(self, planhouse: Call, ids: list[str]):
        result = planhouse("release", "diff", ids[0], ids[1], "--format", "json", "--table", "targets")
        found = json.loads(result.output)
        assert (found["before"], found["after"], found["differs"]) == (ids[0], ids[1], True)
        (table,) = found["tables"]
        assert table.keys() == {
            *("table", "rows_before", "rows_after", "gained", "lost", "changed", "moved"),
            *("columns_gained", "columns_lost", "rows", "rows_omitted"),
        }
        assert table["rows"][0] == {
            "event": "changed",
            "document_id": "plan.txt",
            "quote": "到2020年,建成众创空间70家",
            "changed": ["value", "value_text", "value_normalized", "quote"],
            "before": {
                "target_id": "plan.txt#target@44",
                "value": 60.0,
                "value_text": "60",
                "value_normalized": 60.0,
                "quote": "到2020年,建成众创空间60家",
            },
            "after": {
                "target_id": "plan.txt#target@65",
                "value": 70.0,
                "value_text": "70",
                "value_normalized": 70.0,
                "quote": "到2020年,建成众创空间70家",
            },
        }
        assert (table["rows"][1]["event"], table["rows"][1]["before"]) == ("gained", None)
        assert table["rows"][1]["after"]["due_on"] == "2020-12-31"

    def test_every_table_can_be_shown(self, planhouse: Call, ids: list[str]):
        for before, after in ((ids[0], ids[1]), (ids[1], ids[0])):
            result = planhouse(
                "release", "diff", before, after, "--all", *(f"--table={t.name}" for t in TABLES)
            )
            assert result.exit_code == 0

    def test_releases_by_path_and_by_word(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        result = planhouse("release", "diff", warehouse.release(ids[0]), "previous", "--format", "json")
        assert [json.loads(result.output)[side] for side in ("before", "after")] == ids[:2]

    def test_a_damaged_release_does_not_pass_for_a_different_one(
        self, planhouse: Call, warehouse: Warehouse, ids: list[str]
    ):
        (warehouse.release(ids[0]) / "manifest.json").write_text("{", encoding="utf-8")
        assert planhouse("release", "diff", ids[0], ids[1], "--exit-code").exit_code == 2

    def test_an_unknown_release(self, planhouse: Call):
        result = planhouse("release", "diff", "nope", "current")
        assert result.exit_code == 2
        assert "no release is called 'nope'" in result.stderr


class TestExcerpts:
    def test_short_texts_stand_whole(self):
        assert excerpts("60", "70") == ("60", "70")

    def test_long_texts_begin_before_what_differs(self):
        before, after = excerpts("甲" * 100 + "六十家" + "乙" * 100, "甲" * 100 + "七十家" + "乙" * 100, 20)
        assert before == "…" + "甲" * 12 + "六十家" + "乙" * 5 + "…"
        assert after == "…" + "甲" * 12 + "七十家" + "乙" * 5 + "…"

    def test_long_texts_that_differ_at_once(self):
        assert excerpts("甲" * 30, "乙" * 30, 20) == ("甲" * 20 + "…", "乙" * 20 + "…")
