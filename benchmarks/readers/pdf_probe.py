"""Small PDFs with what the fixtures do not show: columns, a table without ruled lines, a scan."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable

import pypdfium2
import pypdfium2.raw as pdfium_c

from benchmarks.readers.blocks import Block, Reader, cells, line, tight
from extractors.readers import UnreadableError

_WIDTH, _HEIGHT, _SIZE = 595, 842, 12
_LEADING = 18
#: As many lines as a printed page has in each column.
_LINES = 24
_LEFT = tuple(f"Line {at} of the first column runs on" for at in range(1, _LINES + 1))
_RIGHT = tuple(f"Line {at} of the second one follows it" for at in range(1, _LINES + 1))
_ROWS = (("Item", "Unit", "Target"), ("Reading rooms", "rooms", "120"), ("Books lent", "volumes", "4500"))
_COLUMNS = (60.0, 320.0)
_STOPS = (60.0, 240.0, 400.0)

#: Words and where on the page they are printed, in points from its lower left corner.
_Printed = tuple[str, float, float]


def checks(read: Reader) -> str:
    """Return what a reader makes of them as a sentence."""
    return "; ".join(
        (
            f"two columns come out {_columns(read)}",
            f"rows of a table without ruled lines {_rows(read)}",
            f"a page that is a picture {_scan(read)}",
        )
    )


def _columns(read: Reader) -> str:
    lines = (
        place
        for at, words in enumerate(zip(_LEFT, _RIGHT, strict=True))
        for place in _placed(words, _COLUMNS, at)
    )
    text = "".join(tight(line(block)) for block in read(_texts(lines)))
    return "one after the other" if tight("".join((*_LEFT, *_RIGHT))) in text else "mixed"


def _rows(read: Reader) -> str:
    lines = (place for at, row in enumerate(_ROWS) for place in _placed(row, _STOPS, at))
    found = [[tight(cell) for cell in cells(block)] for block in read(_texts(lines))]
    parted = sum([tight(cell) for cell in row] in found for row in _ROWS)
    return f"come out parted {parted} of {len(_ROWS)} times"


def _scan(read: Reader) -> str:
    try:
        found: list[Block] = read(_picture())
    except UnreadableError:
        return "is refused"
    return "comes out as text" if any(map(line, found)) else "comes out empty"


def _placed(words: Iterable[str], stops: Iterable[float], at: int) -> list[_Printed]:
    height = 0.6 * _HEIGHT - _LEADING * at
    return [(one, stop, height) for one, stop in zip(words, stops, strict=True)]


def _texts(lines: Iterable[_Printed]) -> bytes:
    """Return a page that prints words."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(_WIDTH, _HEIGHT)
    for words, x, y in lines:
        printed = pdfium_c.FPDFPageObj_NewTextObj(document, b"Helvetica", _SIZE)
        codes = [*map(ord, words), 0]
        pdfium_c.FPDFText_SetText(printed, (ctypes.c_ushort * len(codes))(*codes))
        pdfium_c.FPDFPageObj_Transform(printed, 1, 0, 0, 1, x, y)
        pdfium_c.FPDFPage_InsertObject(page, printed)
    return _saved(document, page)


def _picture() -> bytes:
    """Return a page that shows a picture and prints nothing."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(_WIDTH, _HEIGHT)
    picture = pypdfium2.PdfImage.new(document)
    bitmap = pypdfium2.PdfBitmap.new_native(64, 64, pdfium_c.FPDFBitmap_BGR)
    bitmap.fill_rect((200, 200, 200, 255), 0, 0, 64, 64)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(_WIDTH, _HEIGHT))
    page.insert_obj(picture)
    return _saved(document, page)


def _saved(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> bytes:
    page.gen_content()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
