"""PDFs with a text layer: pages to text."""

from __future__ import annotations

from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.layout import compose
from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError
from extractors.readers.pdf_page import Page, page_content
from extractors.readers.pdf_text import pdf_text

MEDIA_TYPE = "application/pdf"

#: A PDF of which more pages than this share show pictures and no characters is a scan.
_MAX_SCANNED = 0.5
#: A PDF whose fonts do not name more than this share of its characters cannot be read as text.
_MAX_UNMAPPED = 0.1


def read_pdf(data: bytes, name: str, limits: Limits) -> ReadText:
    """Return the text of a PDF.

    Raises:
        UnreadableError: It is broken, protected, a scan, has too many pages, or fonts that do not name their characters.
    """
    pages = _pages(data, name, limits)
    _check_characters(pages, name)
    text = pdf_text(pages)
    scanned = sum(_is_picture(page) for page in pages)
    empty = sum(not page.chars for page in pages) - scanned
    words, furniture = compose(text.lines)
    pages_left_out = Counter({"scanned_pages": scanned, "pages_without_text": empty})
    return ReadText(words, MEDIA_TYPE, None, furniture, {**text.left_out, **+pages_left_out})


def _is_picture(page: Page) -> bool:
    """Whether a page shows pictures and no characters, as a scanned one does."""
    return page.has_pictures and not page.chars


def _pages(data: bytes, name: str, limits: Limits) -> list[Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(error, name) from error
    try:
        if len(document) > limits.max_pages:
            raise UnreadableError(
                "reader.too_long",
                f"{name}: it has {len(document):,} pages, more than the limit max_pages of {limits.max_pages:,}; "
                "split it, or raise the limit",
            )
        return [page_content(page) for page in document]
    except pdfium.PdfiumError as error:
        raise _refused(error, name) from error
    finally:
        document.close()


def _refused(error: pdfium.PdfiumError, name: str) -> UnreadableError:
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return UnreadableError(
            "reader.protected", f"{name}: the PDF is protected by a password; save it without one"
        )
    return UnreadableError(
        "reader.broken", f"{name}: the PDF is damaged ({error}); fetch it again or print it to a new PDF"
    )


def _check_characters(pages: list[Page], name: str) -> None:
    scanned = sum(map(_is_picture, pages))
    total = sum(len(page.chars) for page in pages)
    if not total and not scanned:
        raise UnreadableError(
            "reader.no_text", f"{name}: its pages hold neither characters nor pictures; fetch it again"
        )
    if not total or scanned > _MAX_SCANNED * len(pages):
        raise UnreadableError(
            "reader.scanned",
            f"{name}: {scanned} of its {len(pages)} pages are pictures without characters; "
            "recognise them (OCR) and put the PDF with its text layer there",
        )
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > _MAX_UNMAPPED * total:
        raise UnreadableError(
            "reader.no_characters",
            f"{name}: the fonts do not name {unmapped:,} of its {total:,} characters; recognise them (OCR) instead",
        )
