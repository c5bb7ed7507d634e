"""The ruled lines of a page: thin boxes and the straight edges of drawn shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.pdf_boxes import Box, Frame, around

#: Left, bottom, right and top in a page's own coordinates.
_Bounds = tuple[float, float, float, float]
#: A path as thin as this, in points, is a ruled line.
_THIN = 3.0
#: A ruled line is at least as long; shorter ones underline or strike.
_SHORTEST = 8.0
#: Pieces of a line lie end to end where they are no farther apart, in points.
_END_TO_END = 3.0
#: A page with more lines, their pieces put together, is a drawing; the largest tables have some hundred.
_MOST_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Rulings:
    """The ruled lines of a page: from left to right and from top to bottom."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]


def page_rulings(page: pdfium.PdfPage, frame: Frame) -> Rulings:
    """Return the ruled lines of a page; a drawing has none."""
    boxes = [box for bounds in _pieces(page) if (box := _on_page(frame.box(*bounds), frame))]
    across = _whole(box for box in boxes if box.width >= box.height)
    down = [_flipped(box) for box in _whole(_flipped(box) for box in boxes if box.width < box.height)]
    if len(across) + len(down) > _MOST_LINES:
        return Rulings((), ())
    return Rulings(tuple(across), tuple(down))


def _on_page(box: Box, frame: Frame) -> Box | None:
    """Return what of a line the page shows."""
    left, right = max(box.left, 0.0), min(box.right, frame.width)
    top, bottom = max(box.top, 0.0), min(box.bottom, frame.height)
    return Box(left, top, right, bottom) if left <= right and top <= bottom else None


def _flipped(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _whole(pieces: Iterable[Box]) -> list[Box]:
    """Put pieces of level lines together that lie end to end or on each other."""
    lines: list[Box] = []
    for piece in sorted(pieces, key=lambda box: (round(box.middle[1] / 2), box.left)):
        last = lines[-1] if lines else None
        if (
            last is not None
            and abs(last.middle[1] - piece.middle[1]) <= 1
            and piece.left - last.right <= _END_TO_END
        ):
            lines[-1] = around((last, piece))
        else:
            lines.append(piece)
    return lines


def _pieces(page: pdfium.PdfPage) -> Iterator[_Bounds]:
    outer = _Outer()
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        matrix = outer.matrix(item.container)
        bounds = matrix.on_rect(*item.get_bounds()) if matrix else item.get_bounds()
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
            boxes: Iterable[_Bounds] = (bounds,)
        else:
            own = item.get_matrix()
            boxes = _edges(item, own.multiply(matrix) if matrix else own)
        for box in boxes:
            if max(box[2] - box[0], box[3] - box[1]) >= _SHORTEST:
                yield box


class _Outer:
    """How forms, pages within a page, place what they hold; the last one is kept, for its items follow each other."""

    def __init__(self) -> None:
        self._form: pdfium.PdfObject | None = None
        self._matrix: pdfium.PdfMatrix | None = None

    def matrix(self, form: pdfium.PdfObject | None) -> pdfium.PdfMatrix | None:
        """Return the way from a form's coordinates to those of the page, None for the page itself."""
        if form is not self._form:
            self._form, self._matrix = form, None
            while form is not None:
                own = form.get_matrix()
                self._matrix = self._matrix.multiply(own) if self._matrix else own
                form = form.container
        return self._matrix


def _edges(item: pdfium.PdfObject, matrix: pdfium.PdfMatrix) -> Iterator[_Bounds]:
    """Yield the straight upright and level pieces of a path, as boxes without thickness."""
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
