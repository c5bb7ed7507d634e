"""PDFs: what readers keep of printed text, and which paragraphs and rows of tables they put together."""

from __future__ import annotations

import io
from functools import partial

from benchmarks.readers.blocks import OURS, Block, Reader, ours, shown, text_lines, tight
from benchmarks.readers.page import Facts, table
from benchmarks.readers.pdf_probe import checks
from benchmarks.readers.score import Score, counted_rows, rendered_score, slower
from benchmarks.readers.truth import rendered, rendered_truth


def _pdfium(data: bytes) -> list[Block]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return text_lines("\n".join(page.get_textpage().get_text_range() for page in document))


def _pdfminer(data: bytes) -> list[Block]:
    from pdfminer.high_level import extract_text

    return text_lines(extract_text(io.BytesIO(data)))


def _pdfplumber(data: bytes, *, tables: bool = False) -> list[Block]:
    import pdfplumber

    found: list[Block] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            if tables:
                found += [
                    [tight(cell or "") for cell in row] for table in page.extract_tables() for row in table
                ]
            else:
                found += text_lines(page.extract_text())
    return found


def _pypdf(data: bytes) -> list[Block]:
    import pypdf

    return text_lines("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


_ALONE = "pypdfium2 `get_text_range`"
_READERS: dict[str, Reader] = {
    OURS: partial(ours, ".pdf"),
    _ALONE: _pdfium,
    "pdfminer.six": _pdfminer,
    "pdfplumber `extract_text`": _pdfplumber,
    "pdfplumber `extract_tables`": partial(_pdfplumber, tables=True),
    "pypdf": _pypdf,
}


def facts(runs: int) -> Facts:
    """Compare what is read of PDFs."""
    figures = {name: rendered_score(read, ".pdf", runs) for name, read in _READERS.items()}
    files = rendered(".pdf")
    pages = sum(map(_pages, files.values()))
    others = [score for name, score in figures.items() if name != OURS]
    return {
        "pdf_files": str(len(files)),
        "pdf_pages": str(pages),
        "pdf_with_rows": str(sum(bool(counted_rows(rendered_truth(source))) for source in files)),
        "pdf_whole": figures[OURS].count("whole"),
        "pdf_others_whole": max(others, key=lambda score: score.lines["whole"]).count("whole"),
        "pdf_parted": _parted(figures),
        "pdf_slower": f"{slower(figures[OURS], figures[_ALONE]):.0f}",
        "pdf_probes": checks(_READERS[OURS]),
        "pdf_table": _table(figures, pages),
    }


def _pages(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def _parted(figures: dict[str, Score]) -> str:
    """Return who tells the cells of how many rows apart."""
    parted = [f"{name} ({score.count('parted')})" for name, score in figures.items() if score.lines["parted"]]
    return ", ".join(parted) or "none"


def _table(figures: dict[str, Score], pages: int) -> str:
    head = (
        "reader", "kept", "added",
        "paragraphs whole", "unbroken", "rows in order", "rows parted", "ms a page",
    )  # fmt: skip
    rows = []
    for name, score in figures.items():
        counts = (score.count(kind) for kind in ("whole", "unbroken", "in order", "parted"))
        speed = f"{sum(score.milliseconds) / pages:.1f}"
        rows.append((shown(name), score.recall, score.added, *counts, speed))
    return table(head, rows)
