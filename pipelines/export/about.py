"""The first sheet of an export: which release it is of, what each sheet holds, what was left out or cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
from xlsxwriter.worksheet import Worksheet

from pipelines.export.cells import Formats, Value, write_value
from pipelines.export.wording import Language, grain

_RELEASE: dict[Language, tuple[str, str]] = {
    "en": ("release", "schema version"),
    "zh": ("发布", "数据规范版本"),
}
_HEAD: dict[Language, tuple[str, ...]] = {
    "en": ("sheets", "table", "one row is", "rows", "columns left out", "texts cut"),
    "zh": ("工作表", "数据表", "每行内容", "行数", "未列出的列", "截断的文本数"),
}
_WIDTHS = (24, 24, 48, 10, 24, 14)

_NOTES: dict[Language, tuple[str, ...]] = {
    "en": (
        "An empty cell: the source does not say.",
        "quote is the passage that a row came from; char_start and char_end count its characters in the document's text.",
        "A text that a spreadsheet would take for a formula is kept as text.",
        "Texts longer than a cell can hold are cut and end with …; the document's text is left out.",
    ),
    "zh": (
        "空单元格表示原文没有写明。",
        "“原文片段”是该行所依据的原文,起止偏移是它在文件正文中的字符位置。",
        "可能被电子表格当作公式的文本一律按文本保存。",
        "超过单元格上限的文本已截断,以“…”结尾;文件正文不列出。",
    ),
}
_MASKED: dict[Language, str] = {
    "en": "Personal contacts are left out: █ stands for each of their characters.",
    "zh": "个人联系方式已隐去,每个字符以█代替。",
}


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What an export holds of a table.

    Attributes:
        table: The table or view.
        sheets: The sheets that its rows stand on.
        rows: How many rows there are.
        left_out: The columns that are left out.
        cut: How many texts were too long for a cell.
    """

    table: str
    sheets: tuple[str, ...]
    rows: int
    left_out: tuple[str, ...]
    cut: int


def write_about(
    sheet: Worksheet,
    formats: Formats,
    connection: duckdb.DuckDBPyConnection,
    facts: Sequence[SheetFacts],
    language: Language,
    *,
    contacts: bool,
) -> None:
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for row, values in enumerate(_rows(connection, facts, language, contacts=contacts)):
        for column, value in enumerate(values):
            if values == _HEAD[language]:
                sheet.write_string(row, column, str(value), formats.head)
            else:
                write_value(sheet, row, column, value, formats)


def _rows(
    connection: duckdb.DuckDBPyConnection, facts: Sequence[SheetFacts], language: Language, *, contacts: bool
) -> Iterator[tuple[Value, ...]]:
    (release,) = connection.execute("SELECT release_id, schema_version FROM meta.release").fetchall()
    yield from zip(_RELEASE[language], release, strict=True)
    yield ()
    yield _HEAD[language]
    for fact in facts:
        sheets, left_out = "、".join(fact.sheets), "、".join(fact.left_out) or None
        yield (
            sheets,
            fact.table,
            grain(fact.table.rpartition(".")[2], language),
            fact.rows,
            left_out,
            fact.cut or None,
        )
    yield ()
    for note in (*_NOTES[language], *(() if contacts else (_MASKED[language],))):
        yield (note,)
