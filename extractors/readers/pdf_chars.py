"""The characters of a page with the room that each takes, whichever way its font gives it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.pdf_boxes import Box, Frame

#: Radicals that fonts give in place of the characters that look the same.
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))
}
#: How far a font's characters reach above and below the line that they stand on, in their size.
_ABOVE, _BELOW = 0.88, 0.12
#: A glyph that reaches beyond so many sizes shows that its font counts in other units.
_OVERSIZED = 1.6
#: How far a character may lean, in degrees, and still be upright: scanned pages lie a little askew.
_LEAN = 10.0
#: The height of a character that shows at all, in points.
_TINIEST = 0.05
#: How far from its origin a glyph's box starts at most, in sizes, where it is the room that the font gives.
_AT_ORIGIN = 0.02


@dataclass(frozen=True, slots=True)
class Char:
    """A character where it is printed; blanks are characters too where the file holds them.

    Attributes:
        text: The character.
        box: From where it starts to where the next one may, as high as its size.
    """

    text: str
    box: Box

    @property
    def is_wide(self) -> bool:
        """Whether it takes a square, as Chinese characters do."""
        return unicodedata.east_asian_width(self.text) in "WF"


@dataclass(frozen=True, slots=True)
class PageChars:
    """What a page prints.

    Attributes:
        frame: How it is turned for reading.
        chars: Its upright characters in the order of the file.
        turned: How many of its characters are not upright.
        unmapped: How many of its characters the fonts do not name.
    """

    frame: Frame
    chars: tuple[Char, ...]
    turned: int
    unmapped: int


def page_chars(page: pdfium.PdfPage) -> PageChars:
    """Return what a page prints, turned so that most of its characters are upright."""
    glyphs, unmapped = _glyphs(page.get_textpage())
    quarters = Counter(round(glyph.angle / 90) % 4 for glyph in glyphs)
    # What most characters say goes before the page's own mark, which says how the sheet lies.
    turns, times = max(quarters.items(), key=lambda item: item[1], default=(0, 0))
    if 2 * times <= len(glyphs):
        turns = page.get_rotation() // 90
    frame = Frame(page.get_bbox(), turns)
    upright = [
        glyph.char(frame, before)
        for before, glyph in pairwise([None, *glyphs])
        if glyph and glyph.stands(turns)
    ]
    chars = tuple(_apart(char for char in upright if _is_shown(char)))
    return PageChars(frame, chars, len(glyphs) - len(upright), unmapped)


def _is_shown(char: Char) -> bool:
    """Whether a character has a size and a place: broken matrices leave some without."""
    box = char.box
    return box.height >= _TINIEST and math.isfinite(box.left + box.right + box.top + box.bottom)


def _apart(chars: Iterable[Char]) -> Iterator[Char]:
    """Yield characters, each in a room of its own: what a font prints as one, as it does ——, shares one."""
    for box, group in groupby(chars, key=lambda char: char.box):
        together = list(group)
        step = box.width / len(together)
        for at, char in enumerate(together):
            left = box.left + at * step
            yield Char(char.text, Box(left, box.top, left + step, box.bottom))


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character as the file has it, in the page's own coordinates.

    Attributes:
        text: The character.
        origin: Where it stands on its line.
        bounds: Left, bottom, right and top of its box.
        size: Its size along the line and across it.
        angle: How far it is turned against the clock, in degrees.
    """

    text: str
    origin: tuple[float, float]
    bounds: tuple[float, float, float, float]
    size: tuple[float, float]
    angle: float

    def stands(self, turns: int) -> bool:
        """Whether it is upright on a page that is turned by so many quarters."""
        return abs((self.angle - 90 * turns + 180) % 360 - 180) <= _LEAN

    def shares(self, before: _Glyph) -> bool:
        """Whether it is printed as one with the character before it, as —— is: each has a piece of the box."""
        return self.origin == before.origin and self.bounds != before.bounds

    def char(self, frame: Frame, before: _Glyph | None) -> Char:
        """Return it with the room that it takes.

        Args:
            frame: How its page is turned.
            before: The character before it in the file.
        """
        box = frame.box(*self.bounds)
        left, base = frame.place(*self.origin)
        if before and self.shares(before):
            left = box.left
        wide, high = self.size
        top, bottom = base - _ABOVE * high, base + _BELOW * high
        if box.height > _OVERSIZED * high or not top - high <= box.middle[1] <= bottom + high:
            return Char(self.text, box)
        char = Char(self.text, Box(left, top, max(box.right, left), bottom))
        is_tight = abs(box.left - left) > _AT_ORIGIN * wide
        # Some fonts give no room but the ink: that of 一 is flat, that of 月 slim.
        if char.is_wide and (is_tight or self.text.isalnum()):
            return Char(self.text, Box(left, top, left + wide, bottom))
        return char


def _glyphs(text: pdfium.PdfTextPage) -> tuple[list[_Glyph], int]:
    glyphs: list[_Glyph] = []
    unmapped = 0
    bounds, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        # The library adds blanks and breaks of its own; where they belong is told from the boxes here.
        if pdfium_c.FPDFText_IsGenerated(text, at) == 1 or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            continue
        unmapped += pdfium_c.FPDFText_HasUnicodeMapError(text, at) == 1
        if not (
            pdfium_c.FPDFText_GetLooseCharBox(text, at, ctypes.byref(bounds))
            and pdfium_c.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
            and pdfium_c.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        ):
            continue
        size = pdfium_c.FPDFText_GetFontSize(text, at)
        glyphs.append(
            _Glyph(
                _RADICALS.get(code) or chr(code),
                (x.value, y.value),
                (bounds.left, bounds.bottom, bounds.right, bounds.top),
                (size * math.hypot(matrix.a, matrix.b), size * math.hypot(matrix.c, matrix.d)),
                math.degrees(math.atan2(matrix.b, matrix.a)),
            )
        )
    return glyphs, unmapped
