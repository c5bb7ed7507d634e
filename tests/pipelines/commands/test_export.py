"""Workbooks read back: typed, filtered, without formulas and without people's telephone numbers."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from command_texts import TRAPS
from openpyxl.workbook import Workbook

from extractors.schema import TABLES, table_named
from pipelines.export.cells import MAX_TEXT
from pipelines.export.workbook import Wanted, export
from pipelines.views import views

Call = Callable[..., Any]

#: Who is to be called in the reply, in parts that no cell may show.
PERSON = ("刘平", "刘  平", "3088120", "0312-")


def cells(book: Workbook) -> list[str]:
    return [value for sheet in book for row in sheet.values for value in row if isinstance(value, str)]


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *below = book[sheet].values
    return [dict(zip(head, row, strict=True)) for row in below]


@pytest.fixture(scope="module")
def book(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("book") / "all.xlsx"
    export(release, path, Wanted())
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def chinese(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("book") / "zh.xlsx"
    export(release, path, Wanted(language="zh"))
    return openpyxl.load_workbook(path)


def counted(release: Path) -> dict[str, int]:
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        return {
            table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchall()[0][0]
            for table in TABLES
        }


class TestSheets:
    def test_one_a_table_with_all_its_rows(self, book: Workbook, release: Path):
        assert book.sheetnames == ["about", *(table.name for table in TABLES)]
        assert {name: book[name].max_row - 1 for name in book.sheetnames[1:]} == counted(release)

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_the_head_is_frozen_bold_and_filters(self, book: Workbook, table):
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        absent = {"documents": {"text"}, "replies": {"contact"}, "quarantine": {"payload"}}.get(
            table.name, set()
        )
        assert [cell.value for cell in sheet[1]] == [name for name in table.names if name not in absent]

    def test_values_have_their_types(self, book: Workbook):
        (found,) = (row for row in rows(book, "targets") if row["indicator"] == "众创空间")
        assert (found["value"], found["due_on"], found["is_total"]) == (60, datetime(2020, 12, 31), False)
        assert (found["value_text"], found["value_max"]) == ("60", None)
        sheet = book["targets"]
        kinds = {head.value: cell.data_type for head, cell in zip(sheet[1], sheet[2], strict=True)}
        assert [kinds[name] for name in ("value", "due_on", "is_total", "quote", "char_start")] == list(
            "ndbsn"
        )
        (day,) = (cell for head, cell in zip(sheet[1], sheet[2], strict=True) if head.value == "due_on")
        assert day.number_format == "yyyy-mm-dd"

    def test_lists_are_joined(self, book: Workbook, release: Path):
        with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
            asked = "SELECT unit_id, nullif(array_to_string(aliases, '、'), '') FROM units"
            expected = dict(connection.execute(asked).fetchall())
        assert {row["unit_id"]: row["aliases"] for row in rows(book, "units")} == expected
        assert any(expected.values())

    def test_columns_are_as_wide_as_what_they_hold(self, book: Workbook):
        widths = {book["targets"].cell(1, place).value: book["targets"].column_dimensions[letter].width
                  for place, letter in ((1, "A"),)}  # fmt: skip
        longest = max(len(row["target_id"]) for row in rows(book, "targets"))
        assert widths["target_id"] > longest

    def test_in_chinese(self, chinese: Workbook):
        assert chinese.sheetnames == ["说明", *(table.label_zh for table in TABLES)]
        heads = [cell.value for cell in chinese["目标"][1]]
        assert heads == [column.label_zh for column in table_named("targets").columns]
        (found,) = (row for row in rows(chinese, "目标") if row["指标"] == "众创空间")
        assert (found["比较关系"], found["期限依据"]) == ("等于", "同句写明")

    def test_a_full_sheet_goes_on_in_another(self, release: Path, tmp_path: Path):
        (facts,) = export(release, tmp_path / "x.xlsx", Wanted(["numerals"], sheet_rows=11))
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert book.sheetnames[:4] == ["about", "numerals", "numerals 2", "numerals 3"]
        found = [row["numeral_id"] for name in book.sheetnames[1:] for row in rows(book, name)]
        assert len(set(found)) == len(found) == facts.rows > 20
        assert [book[name].max_row for name in book.sheetnames[1:-1]] == [11] * (len(book.sheetnames) - 2)
        assert all(
            book[name].freeze_panes == "A2" and book[name].auto_filter.ref for name in book.sheetnames[1:]
        )

    def test_a_view_has_the_names_that_the_file_tells(self, release: Path, tmp_path: Path):
        export(release, tmp_path / "x.xlsx", Wanted(["unit_tasks", "once.targets", "unit_tasks"], "zh"))
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert book.sheetnames == ["说明", "单位任务", "目标"]
        assert "经由统称" in [cell.value for cell in book["单位任务"][1]]

    @pytest.mark.parametrize("name", [view.name for view in views()])
    def test_a_view_in_chinese_is_what_the_chinese_schema_says(
        self, release: Path, tmp_path: Path, name: str
    ):
        (view,) = (view for view in views() if view.name == name)
        export(release, tmp_path / "x.xlsx", Wanted([name], "zh", contacts=True))
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert book.sheetnames == ["说明", view.label_zh]
        assert view.zh in [row[2] for row in book["说明"].iter_rows(min_row=4, values_only=True)]
        with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
            asked = connection.execute(f'FROM "中文"."{view.label_zh}"')
            heads = [column[0] for column in asked.description]
            kinds = {column[0] for column in asked.description if column[1] == duckdb.sqltypes.VARCHAR}
            expected = [dict(zip(heads, row, strict=True)) for row in asked.fetchall()]
        words = {zh for column in view.columns for zh in column.words.values()}
        found = [
            {head: row[head] for head in kinds if row[head] in words} for row in rows(book, view.label_zh)
        ]
        assert [cell.value for cell in book[view.label_zh][1]] == heads
        assert found == [{head: row[head] for head in kinds if row[head] in words} for row in expected]

    def test_sheets_of_one_name_are_told_apart(self, release: Path, tmp_path: Path):
        export(release, tmp_path / "x.xlsx", Wanted(["targets", "once.targets"]))
        assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["about", "targets", "targets 2"]


class TestSafety:
    @pytest.mark.parametrize("trap", TRAPS)
    def test_no_text_becomes_a_formula(self, book: Workbook, trap: str):
        found = [
            cell
            for name in ("targets", "unresolved")
            for row in book[name].iter_rows()
            for cell in row
            if isinstance(cell.value, str) and trap.lstrip("\x1b")[:12] in cell.value
        ]
        assert found
        assert {cell.data_type for cell in found} == {"s"}
        assert all(cell.quotePrefix for cell in found) == (trap[0] in "=+-@＝")

    def test_there_is_no_formula_and_no_link_at_all(self, release: Path, tmp_path: Path):
        export(release, tmp_path / "x.xlsx", Wanted())
        with zipfile.ZipFile(tmp_path / "x.xlsx") as packed:
            sheets = [packed.read(name).decode() for name in packed.namelist() if "worksheets/" in name]
            assert not [name for name in packed.namelist() if "rels" in name and "worksheets" in name]
        assert len(sheets) == len(TABLES) + 1
        assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]

    def test_markup_of_the_writer_is_text(self, book: Workbook):
        assert TRAPS[5] in [row["quote"] for row in rows(book, "unresolved")]

    def test_control_characters_are_pictures(self, book: Workbook):
        assert any(str(row["quote"]).startswith("␛[31m到2028年") for row in rows(book, "unresolved"))

    def test_a_text_too_long_for_a_cell_is_cut_and_told(self, book: Workbook, chinese: Workbook):
        (task,) = (
            row
            for row in rows(book, "tasks")
            if row["title"] == "建设平台" and row["document_id"] == "long.txt"
        )
        assert task["quote"].endswith("…")
        assert MAX_TEXT - 1 <= len(task["quote"].encode("utf-16-le")) // 2 <= MAX_TEXT
        told = {row[1]: row[5] for row in book["about"].iter_rows(min_row=5, values_only=True) if row[1]}
        assert (told["tasks"], told["sections"], told["targets"]) == (2, 2, None)

    def test_the_first_sheet_says_what_this_is(self, book: Workbook, release: Path):
        about = [row for row in book["about"].values if any(row)]
        assert about[0][:2] == ("release", release.name)
        told = {row[1]: row for row in about[3:]}
        assert {name: told[name][3] for name in counted(release)} == counted(release)
        assert (told["documents"][4], told["replies"][4]) == ("text", "contact")


class TestContacts:
    def test_nobody_can_be_called(self, book: Workbook, chinese: Workbook):
        for found in (cells(book), cells(chinese)):
            assert [text for text in found if any(part in text for part in PERSON)] == []

    def test_the_rest_of_the_quote_stays(self, book: Workbook):
        (task,) = (row for row in rows(book, "tasks") if row["document_id"] == "reply.txt")
        assert task["quote"].splitlines()[-1] == "联系人及电话:████,████████████"
        assert task["char_end"] - task["char_start"] == len(task["quote"])

    def test_a_part_of_a_number_is_masked_too(self, book: Workbook):
        found = [row["quote"] for row in rows(book, "numerals") if row["role"] == "contact"]
        assert found == ["████", "███████"] * 2

    def test_ids_stay_even_where_they_look_like_addresses(self, tmp_path: Path):
        """plan.txt#numeral@41.10 is the tenth row of its place."""
        row_id, value = "plan.txt#numeral@41.10", "office@example.org, 13705988568"
        with duckdb.connect(str(tmp_path / "planhouse.duckdb")) as connection:
            connection.execute("CREATE TABLE documents (document_id VARCHAR, text VARCHAR)")
            connection.execute("CREATE SCHEMA meta")
            connection.execute("CREATE TABLE meta.release AS SELECT 'r' AS release_id, '1' AS schema_version")
            connection.execute("CREATE TABLE found (row_id VARCHAR, left_side VARCHAR, said VARCHAR)")
            connection.execute("INSERT INTO found VALUES (?, ?, ?)", [row_id, row_id, value])
        export(tmp_path, tmp_path / "x.xlsx", Wanted(["found"]))
        (row,) = rows(openpyxl.load_workbook(tmp_path / "x.xlsx"), "found")
        assert row == {"row_id": row_id, "left_side": row_id, "said": "██████████████████, ███████████"}

    def test_they_stay_where_that_is_asked_for(self, release: Path, tmp_path: Path):
        export(release, tmp_path / "x.xlsx", Wanted(contacts=True))
        book = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert [row["contact"] for row in rows(book, "replies")] == ["刘平,0312-3088120"]
        assert "联系人及电话:刘  平,0312-3088120" in "".join(str(row["quote"]) for row in rows(book, "tasks"))


class TestCommand:
    def test_it_writes_the_file_and_says_so(self, planhouse: Call, tmp_path: Path, release: Path):
        output = tmp_path / "x.xlsx"
        result = planhouse("export", output, "--table", "targets", "--language", "zh")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"{output}: {counted(release)['targets']} rows of 1 tables\n"
        assert openpyxl.load_workbook(output).sheetnames == ["说明", "目标"]
        assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]

    def test_what_is_cut_is_told(self, planhouse: Call, tmp_path: Path):
        assert "4 texts were longer than a cell" in planhouse("export", tmp_path / "x.xlsx").stderr

    def test_the_same_release_makes_the_same_bytes(self, planhouse: Call, tmp_path: Path):
        digests = set()
        for name in ("a.xlsx", "b.xlsx"):
            planhouse("export", tmp_path / name)
            digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
        assert len(digests) == 1

    def test_an_unknown_table_leaves_the_old_file(self, planhouse: Call, tmp_path: Path):
        (tmp_path / "x.xlsx").write_bytes(b"old")
        result = planhouse("export", tmp_path / "x.xlsx", "--table", "target")
        assert result.exit_code == 2
        assert "did you mean targets" in result.stderr
        assert "target_facts" in planhouse("export", tmp_path / "x.xlsx", "--table", "target_fact").stderr
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]

    def test_another_kind_of_file_is_for_query(self, planhouse: Call, tmp_path: Path):
        result = planhouse("export", tmp_path / "x.csv")
        assert result.exit_code == 2
        assert "planhouse query" in result.stderr
