"""Word files: what readers keep of plain ones, and what they make of a file that is not."""

from __future__ import annotations

import io
from functools import partial

import docx
import lxml.html

from benchmarks.readers.blocks import OURS, Block, Reader, ours, shown
from benchmarks.readers.page import Facts, table
from benchmarks.readers.score import Score, percent, rendered_score, slower
from benchmarks.readers.word_probe import answered, checks, denied, probe, repeats
from extractors.readers.layout import Cell, grid

#: No table of the fixtures is wider.
_WIDEST = 60


def _python_docx(data: bytes) -> list[Block]:
    document = docx.Document(io.BytesIO(data))
    found: list[Block] = [paragraph.text for paragraph in document.paragraphs]
    for one in document.tables:
        found += [[cell.text for cell in row.cells] for row in one.rows]
    return found


def _python_docx_in_order(data: bytes) -> list[Block]:
    found: list[Block] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            found += [[cell.text for cell in row.cells] for row in block.rows]
        else:
            found.append(block.text)
    return found


def _docx2python(data: bytes) -> list[Block]:
    from docx2python import docx2python

    found: list[Block] = []
    with docx2python(io.BytesIO(data)) as document:
        for rows in [*document.body, *document.footnotes, *document.endnotes]:
            # What stands in no table is one of one cell.
            if [len(row) for row in rows] == [1]:
                found += rows[0][0]
            else:
                found += [[" ".join(cell) for cell in row] for row in rows]
    return found


def _mammoth(data: bytes) -> list[Block]:
    import mammoth

    markup = mammoth.convert_to_html(io.BytesIO(data)).value
    found: list[Block] = []
    for element in lxml.html.fragment_fromstring(markup, create_parent="div"):
        if element.tag == "table":
            rows = grid(map(_row, element.iter("tr")), widest=_WIDEST)
            found += [[cell or "" for cell in row] for row in rows]
        else:
            found += [*map(_item, element.iter("li"))] or [element.text_content()]
    return found


def _row(row: lxml.html.HtmlElement) -> list[Cell]:
    return [
        Cell(cell.text_content(), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)))
        for cell in row.iter("td", "th")
    ]


def _item(item: lxml.html.HtmlElement) -> str:
    """Return the words of an item of a list without those of the lists in it."""
    parts = (child.text_content() for child in item if child.tag not in ("ol", "ul"))
    return "".join((item.text or "", *parts))


_ALONE, _SLOW = "python-docx `iter_inner_content`", "mammoth"
_READERS: dict[str, Reader] = {
    OURS: partial(ours, ".docx"),
    "python-docx `paragraphs`, then `tables`": _python_docx,
    _ALONE: _python_docx_in_order,
    "docx2python": _docx2python,
    _SLOW: _mammoth,
}


def facts(runs: int) -> Facts:
    """Compare what is read of Word files."""
    figures = {name: rendered_score(read, ".docx", runs) for name, read in _READERS.items()}
    asked = probe()
    probed = {name: read(asked) for name, read in _READERS.items()}
    checked = {name: checks(found) for name, found in probed.items()}
    missing = denied(checked[OURS])
    return {
        "word_least_kept": percent(min(score.kept_share for score in figures.values())),
        "word_slower": f"{slower(figures[OURS], figures[_ALONE]):.1f}",
        "word_mammoth_slower": f"{slower(figures[_SLOW], figures[_ALONE]):.1f}",
        "word_answered": answered(checked[OURS]),
        "word_alone_answered": answered(checked[_ALONE]),
        "word_denied": f", nor what the second table denies it ({', '.join(missing)})" if missing else "",
        "word_merged": _merged(probed),
        "word_table": _table(figures),
        "word_checks": table(
            ("reader", *checked[OURS]), [(shown(name), *found.values()) for name, found in checked.items()]
        ),
    }


def _table(figures: dict[str, Score]) -> str:
    rows = [
        (shown(name), score.recall, score.added, score.count("whole"), score.count("parted"), score.speed)
        for name, score in figures.items()
    ]
    return table(("reader", "kept", "added", "paragraphs whole", "rows of tables", "ms a file"), rows)


def _merged(probed: dict[str, list[Block]]) -> str:
    """Return who writes the words of a cell that is merged down once, and who repeats them."""
    repeated = [name for name, found in probed.items() if repeats(found)]
    once = [name for name in probed if name not in repeated]
    return (
        f"The words of a cell that is merged down are written once by {'; '.join(once) or 'none'}. "
        f"They are repeated by {'; '.join(repeated) or 'none'}, and what is repeated counts as added."
    )
