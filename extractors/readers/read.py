"""Turn a file's bytes into text, or say why that cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from extractors.readers.encodings import decode_text
from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError

Reader = Callable[[bytes, str, Limits], ReadText]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: what it is called, its reader, and what its bytes begin with where that is fixed."""

    name: str
    read: Reader
    opens: bytes = b""
    is_text: bool = False


def _text(data: bytes, name: str, limits: Limits) -> ReadText:
    text, encoding = decode_text(data, name)
    return ReadText(text, "text/plain", encoding)


def _markdown(data: bytes, name: str, limits: Limits) -> ReadText:
    from extractors.readers.markdown import read_markdown

    return read_markdown(data, name, limits)


def _page(data: bytes, name: str, limits: Limits) -> ReadText:
    from extractors.readers.html import read_html

    return read_html(data, name, limits)


def _word(data: bytes, name: str, limits: Limits) -> ReadText:
    from extractors.readers.word import read_word

    return read_word(data, name, limits)


def _pdf(data: bytes, name: str, limits: Limits) -> ReadText:
    from extractors.readers.pdf import read_pdf

    return read_pdf(data, name, limits)


_HTML = _Kind("a web page", _page)
#: The kinds that are read, by suffix. Each reader's libraries are imported when the first such file is read.
_KINDS = {
    ".txt": _Kind("a text", _text, is_text=True),
    ".md": _Kind("a text", _markdown, is_text=True),
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": _Kind("a Word file", _word, b"PK\x03\x04"),
    ".pdf": _Kind("a PDF", _pdf, b"%PDF-"),
}
#: What to do with kinds that are not read, by suffix.
_ADVICE = {
    ".doc": "open it in Word, WPS or LibreOffice and save it as .docx",
    ".wps": "open it in WPS and save it as .docx",
    ".rtf": "open it in Word, WPS or LibreOffice and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".ofd": "open it in an OFD reader and save it as a PDF with text",
    ".xls": "save the sheet as .docx or .html",
    ".xlsx": "save the sheet as .docx or .html",
    ".zip": "unpack it and put the documents into a folder",
    ".rar": "unpack it and put the documents into a folder",
    ".7z": "unpack it and put the documents into a folder",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif"),
        "recognise its characters (OCR) and put the text there",
    ),
}
#: What the bytes of some kinds begin with, and what that kind is.
_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive, as Word files are", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a protected Word file", None),
)
#: What a web page begins with, in any case.
_PAGE_OPENS = (b"<!doctype html", b"<html")


def read_bytes(data: bytes, name: str, limits: Limits | None = None) -> ReadText:
    """Return the text of a file.

    Args:
        data: The whole file.
        name: The file's name or path; its suffix chooses the reader.
        limits: How much the reader takes on; the defaults of :class:`Limits` where none are given.

    Raises:
        UnreadableError: The type is unknown, the bytes are not of that type, hold no text, or are beyond a limit.
    """
    limits = limits or Limits()
    kind = _kind(name)
    if len(data) > limits.max_bytes:
        raise too_large(name, len(data), limits)
    if not data.strip():
        raise UnreadableError("reader.empty_file", f"{name}: the file is empty; fetch it again or remove it")
    _check_signature(data, name, kind)
    read = kind.read(data, name, limits)
    if not read.text.strip():
        raise UnreadableError(
            "reader.empty_file", f"{name}: the file holds only blank characters; fetch it again"
        )
    if len(read.text) > limits.max_characters:
        raise UnreadableError(
            "reader.too_long",
            f"{name}: its text has {len(read.text):,} characters, more than the limit max_characters of "
            f"{limits.max_characters:,}; split it, or raise the limit",
        )
    return read


def too_large(name: str, size: int, limits: Limits) -> UnreadableError:
    """Return the refusal of a file of a size beyond the limit; one of a kind that is not read is refused for that."""
    try:
        _kind(name)
    except UnreadableError as unknown:
        return unknown
    return UnreadableError(
        "reader.too_large",
        f"{name}: the file has {size:,} bytes, more than the limit max_bytes of {limits.max_bytes:,}; "
        "split it, or raise the limit",
    )


def _kind(name: str) -> _Kind:
    suffix = PurePosixPath(name).suffix.lower()
    kind = _KINDS.get(suffix)
    if kind is not None:
        return kind
    advice = _ADVICE.get(suffix, f"convert it to one of {', '.join(_KINDS)}")
    raise UnreadableError("reader.unknown_type", f"{name}: no reader for this kind of file; {advice}")


def _check_signature(data: bytes, name: str, kind: _Kind) -> None:
    """Refuse bytes that are not of the kind that the name says."""
    head = data[:1024].lstrip()
    found = next((found for found in _SIGNATURES if head.startswith(found[0])), None)
    if found is not None and kind.opens != found[0]:
        rename = (
            f"name it {found[2]}" if found[2] else "open it in Word and save it as .docx without a password"
        )
        raise UnreadableError(
            "reader.wrong_type", f"{name}: the name says {kind.name}, the bytes are {found[1]}; {rename}"
        )
    if kind.is_text and head.lower().startswith(_PAGE_OPENS):
        raise UnreadableError(
            "reader.wrong_type", f"{name}: the name says {kind.name}, the bytes are a web page; name it .html"
        )
    # A PDF may begin with other bytes: readers look for its mark in the first 1,024.
    if kind.opens not in data[:1024]:
        raise UnreadableError(
            "reader.wrong_type",
            f"{name}: the name says {kind.name}, the bytes are none; fetch it again or correct its name",
        )
