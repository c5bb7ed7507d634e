"""One page of a PDF as it is printed: characters with their boxes, ruled lines, pictures."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.pdf_boxes import Box
from extractors.readers.pdf_chars import Char, page_chars
from extractors.readers.pdf_rulings import page_rulings


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows.

    Attributes:
        width: In points, as the page is turned for reading.
        height: Likewise.
        chars: Its upright characters in the order of the file.
        across: Ruled lines from left to right, as thin boxes.
        down: Ruled lines from top to bottom.
        has_pictures: Whether it shows pictures.
        unmapped: How many characters its fonts do not name.
        turned: How many characters stand askew or sideways.
    """

    width: float
    height: float
    chars: tuple[Char, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    has_pictures: bool
    unmapped: int
    turned: int


def page_content(page: pdfium.PdfPage) -> Page:
    """Return what a page shows."""
    printed = page_chars(page)
    rulings = page_rulings(page, printed.frame)
    kinds = {item.type for item in page.get_objects(max_depth=2)}
    return Page(
        width=printed.frame.width,
        height=printed.frame.height,
        chars=printed.chars,
        across=rulings.across,
        down=rulings.down,
        has_pictures=pdfium_c.FPDF_PAGEOBJ_IMAGE in kinds,
        unmapped=printed.unmapped,
        turned=printed.turned,
    )
