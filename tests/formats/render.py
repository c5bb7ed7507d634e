"""Render the annotated documents as web pages, Word files, PDFs and GB18030 texts: ``python -m tests.formats.render``.

The files under ``rendered/`` are committed; LibreOffice (``soffice``) and the Noto CJK fonts are needed to make them
anew. A table of a source, flattened there, is rendered as a table from ``tables.json``: its first row is the head,
``null`` is a cell that the one above (a category) or the one to the left (合计) reaches into.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

HERE = Path(__file__).parent
RENDERED = HERE / "rendered"
ROOT = HERE.parents[1]
#: The annotated documents: the five of raw/ and the five whose line breaks are lost.
SOURCES = (*sorted((ROOT / "raw").glob("*.txt")), *sorted((ROOT / "tests/gold").glob("pingtan_[!a]*.txt")))
FORMATS = ("html", "docx", "pdf", "gb18030.txt")


@dataclass(frozen=True)
class Table:
    """A table: the words of its cells by row, None where another cell reaches."""

    rows: list[list[str | None]]

    @property
    def width(self) -> int:
        return max(map(len, self.rows))

    def spans(self) -> Iterator[list[tuple[str, int, int]]]:
        """Yield for each row its cells with how many columns and rows they take."""
        for at, row in enumerate(self.rows):
            cells = []
            for column, words in enumerate(row):
                if words is None:
                    continue
                across = 1 + len(list(takewhile(lambda cell: cell is None, row[column + 1 :])))
                across = self.width if len(row) == 1 else across
                below = self.rows[at + 1 :]
                reached = takewhile(lambda line: len(line) == self.width and line[0] is None, below)
                cells.append((words, across, 1 + len(list(reached)) if column == 0 and across == 1 else 1))
            yield cells


def blocks(source: Path) -> Iterator[str | Table]:
    """Yield the paragraphs and tables of a source."""
    text = source.read_text(encoding="utf-8")
    for known in json.loads((HERE / "tables.json").read_text(encoding="utf-8")).get(source.stem, ()):
        start = text.index(known["from"])
        end = text.index(known["until"], start + 100)
        yield from _paragraphs(text[:start])
        yield Table(known["rows"])
        text = text[end:]
    yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def as_html(source: Path) -> str:
    """Return a page with what a government's site puts around a document."""
    body = []
    for block in blocks(source):
        if isinstance(block, str):
            body.append(f'<p style="text-indent: 2em;">{html.escape(block)}</p>')
            continue
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td colspan="{across}" rowspan="{down}"><p>{html.escape(words)}</p></td>'
                for words, across, down in row
            )
            + "</tr>"
            for row in block.spans()
        )
        body.append(f'<table border="1" cellspacing="0">{rows}</table>')
    page = (HERE / "site.html").read_text(encoding="utf-8")
    told = json.loads((ROOT / "tests/gold" / f"{source.stem}.gold.json").read_text(encoding="utf-8"))[
        "document"
    ]
    day = told.get("published_on") or told.get("issued_on")
    published = f"<span>发布时间：{day} 09:30</span> " if day else ""
    return page.replace("<!-- published -->", published).replace("<!-- document -->", "\n".join(body))


#: What opens an item, and the marks that would be Markdown if nothing stood before them.
_ITEM = re.compile(r"(?P<number>[0-9]{1,2})[.．](?![0-9])[ ]?")
_MARKS = re.compile(r"[\\`*_\[\]<>#|~]|(?<=[0-9])\.")
_NUMBER = re.compile(r"[0-9]+(?:\\\.[0-9]+)?(?:家|个|%|万元|亿元)")


def as_markdown(source: Path) -> str:
    """Return Markdown with headings, numbered items, bold numbers, escaped marks and tables."""
    written = []
    for block in blocks(source):
        if isinstance(block, str):
            written.append(_markdown_paragraph(block))
            continue
        rows = [[cell or "" for cell in row] + [""] * (block.width - len(row)) for row in block.rows]
        rows.insert(1, ["---"] * block.width)
        written.append("\n".join(f"| {' | '.join(map(_escaped, row))} |" for row in rows))
    return "\n\n".join(written) + "\n"


def _markdown_paragraph(words: str) -> str:
    item = _ITEM.match(words)
    if item:
        return f"{item['number']}. {_bold(words[item.end() :])}"
    if re.match("[一二三四五六七八九十]{1,2}、", words) and len(words) < 40:
        return f"## {_escaped(words)}"
    return f"- {_bold(words)}" if words.startswith("——") else _bold(words)


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\g<0>", words)


def _bold(words: str) -> str:
    return _NUMBER.sub(r"**\g<0>**", _escaped(words))


def as_word(source: Path, path: Path) -> None:
    """Write a Word file with a running head and counted pages."""
    document = Document()
    document.core_properties.author = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.header.paragraphs[0].text = "政府信息公开 2024 年第 3 期"
    _count_pages(section.footer.paragraphs[0])
    for block in blocks(source):
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            paragraph.paragraph_format.first_line_indent = Pt(24)
        else:
            _add_table(document, block)
    document.save(path)


def _count_pages(paragraph, before: str = "— ", after: str = " —") -> None:
    """Put — 3 — at the foot of each page, or its number between other words."""
    paragraph.alignment = 1
    for kind, words in ((None, before), ("begin", ""), ("code", "PAGE"), ("end", ""), (None, after)):
        run = paragraph.add_run(words if kind is None else "")
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.text = words
            run._r.append(code)
        elif kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _add_table(document, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=block.width)
    table.style = "Table Grid"
    for at, row in enumerate(block.spans()):
        column = 0
        for words, across, down in row:
            while column < block.width and column < len(block.rows[at]) and block.rows[at][column] is None:
                column += 1
            cell = table.cell(at, column)
            if across > 1 or down > 1:
                cell = cell.merge(table.cell(at + down - 1, column + across - 1))
            cell.text = words
            column += across


def as_pdf(words: list[Path], folder: Path) -> None:
    """Print Word files as PDFs."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(folder), *map(str, words)], check=True, capture_output=True)


def main() -> int:
    """Render every source in every format."""
    RENDERED.mkdir(exist_ok=True)
    words = []
    for source in SOURCES:
        (RENDERED / f"{source.stem}.html").write_text(as_html(source), encoding="utf-8")
        (RENDERED / f"{source.stem}.gb18030.txt").write_bytes(source.read_text("utf-8").encode("gb18030"))
        words.append(RENDERED / f"{source.stem}.docx")
        as_word(source, words[-1])
    as_pdf(words, RENDERED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
