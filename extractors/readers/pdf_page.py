"""One page of a PDF as it is printed: characters with their boxes, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: A path as thin as this, in points, is a ruled line.
_THIN = 3.0
#: A ruled line is at least as long; shorter ones underline or strike.
_SHORTEST = 8.0
#: Radicals that fonts give in place of the characters that look the same.
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points; y grows downwards from the upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Char:
    """A character where it is printed; blanks are characters too where the file holds them."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows.

    Attributes:
        width: In points, as the page is turned for reading.
        height: Likewise.
        chars: Its characters in the order of the file.
        across: Ruled lines from left to right, as thin boxes.
        down: Ruled lines from top to bottom.
        has_pictures: Whether it shows pictures.
        unmapped: How many characters its fonts do not name.
    """

    width: float
    height: float
    chars: tuple[Char, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    has_pictures: bool
    unmapped: int


def page_content(page: pdfium.PdfPage) -> Page:
    """Return what a page shows."""
    frame = _Frame(page)
    text = page.get_textpage()
    chars, unmapped = _chars(text, frame)
    rulings = [*_rulings(page, frame)]
    kinds = {item.type for item in page.get_objects(max_depth=2)}
    return Page(
        width=frame.width,
        height=frame.height,
        chars=tuple(chars),
        across=tuple(box for box in rulings if box.right - box.left >= box.height),
        down=tuple(box for box in rulings if box.right - box.left < box.height),
        has_pictures=pdfium_c.FPDF_PAGEOBJ_IMAGE in kinds,
        unmapped=unmapped,
    )


class _Frame:
    """From a page's own coordinates, which start below and know no turning, to those that a reader sees."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._turns = page.get_rotation() // 90
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._turns % 2 else (wide, high)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle as it is seen."""
        x0, x1 = left - self._left, right - self._left
        y0, y1 = bottom - self._bottom, top - self._bottom
        if self._turns == 1:
            return Box(y0, x0, y1, x1)
        if self._turns == 2:
            return Box(self.width - x1, y0, self.width - x0, y1)
        if self._turns == 3:
            return Box(self.width - y1, self.height - x1, self.width - y0, self.height - x0)
        return Box(x0, self.height - y1, x1, self.height - y0)


def _chars(text: pdfium.PdfTextPage, frame: _Frame) -> tuple[list[Char], int]:
    chars: list[Char] = []
    unmapped = 0
    rectangle = pdfium_c.FS_RECTF()
    for at in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        # The library adds blanks and breaks of its own; where they belong is told from the boxes here.
        if pdfium_c.FPDFText_IsGenerated(text, at) == 1 or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            continue
        unmapped += pdfium_c.FPDFText_HasUnicodeMapError(text, at) == 1
        if not pdfium_c.FPDFText_GetLooseCharBox(text, at, ctypes.byref(rectangle)):
            continue
        box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        chars.append(Char(_RADICALS.get(code) or chr(code), box))
    return chars, unmapped


def _rulings(page: pdfium.PdfPage, frame: _Frame) -> Iterator[Box]:
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        bounds = item.get_bounds()
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
            boxes: Iterator[tuple[float, float, float, float]] = iter((bounds,))
        else:
            boxes = _edges(item)
        for box in boxes:
            if max(box[2] - box[0], box[3] - box[1]) >= _SHORTEST:
                yield frame.box(*box)


def _edges(item: pdfium.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight upright and level pieces of a path, as boxes without thickness."""
    matrix = item.get_matrix()
    before = first = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium_c.FPDFPath_CountSegments(item)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        ends = []
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            ends.append((before, point))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            ends.append((point, first))
        for (x0, y0), (x1, y1) in ends:
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        before = point
