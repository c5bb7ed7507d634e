"""Bytes as characters: which encoding a text or a page is in, and its characters."""

from __future__ import annotations

import codecs
import re

from extractors.readers.model import UnreadableError

#: Byte order marks with the encoding that each announces; the longer ones first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings of texts without a mark, in the order in which they are tried: what is valid UTF-8 is UTF-8, GB18030 takes
#: GBK and GB 2312 with it and is valid for nearly all else.
_TRIED = ("utf-8", "gb18030")
_WIDE = ("utf-16-le", "utf-16-be")
#: What pages call GB 2312 and GBK holds characters that only GB18030 has.
#: Source: the Encoding standard of the WHATWG, section 4.2 and 10.1.
_CALLED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
}
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[A-Za-z0-9_:.-]{2,30})", re.IGNORECASE
)
_PRESCAN = 4096

#: Control characters that text files do not hold; a share above the limit means that the bytes are no text.
_CONTROLS = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\v\f\r")
_MAX_CONTROL_SHARE = 0.001
#: The least share of Chinese and ASCII characters in a text of ours, by which UTF-16 without a mark is known.
_MIN_USUAL_SHARE = 0.9
#: How much is looked at for that, in bytes.
_SAMPLE = 8192
_USUAL = re.compile(r"[一-鿿\u3000-\u303f\uff00-\uffef\u2010-\u2027 -~\s]")
#: The greatest share of a page's bytes that may be invalid: one broken byte in a footer loses no document.
_MAX_BROKEN_SHARE = 0.001


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters of a text file and their encoding.

    Raises:
        UnreadableError: The bytes are no text in a known encoding.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    for encoding in (*_unmarked_wide(data), *_TRIED):
        text = _tried(data, encoding)
        if text is not None:
            return text, encoding
    raise UnreadableError(
        "reader.binary",
        f"{name}: the bytes are no text in UTF-8, UTF-16 or GB18030; convert the file to text or remove it",
    )


def decode_page(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters of a web page and their encoding: the declared one where it is true, else the detected.

    Raises:
        UnreadableError: The bytes are no text in a known encoding.
    """
    declared = _declared(data)
    if not data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)) and declared is not None:
        text = _tried(data, declared)
        if text is not None:
            return text, declared
    try:
        return decode_text(data, name)
    except UnreadableError:
        text = data.decode(declared or _TRIED[0], errors="replace")
        if not _is_text(text) or text.count("\ufffd") > len(data) * _MAX_BROKEN_SHARE:
            raise
        return text, declared or _TRIED[0]


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page says it is in, or None where it says none that is known."""
    match = _CHARSET.search(data, 0, _PRESCAN)
    if match is None:
        return None
    called = match["name"].decode("ascii").lower()
    try:
        return _CALLED.get(called) or codecs.lookup(called).name
    except LookupError:
        return None


def _unmarked_wide(data: bytes) -> tuple[str, ...]:
    """Return the UTF-16 encoding in which bytes without a mark read as Chinese, where there is one."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or not data:
        return ()
    for encoding in _WIDE:
        words = sample.decode(encoding, errors="replace")
        if len(_USUAL.findall(words)) >= _MIN_USUAL_SHARE * len(words):
            return (encoding,)
    return ()


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) else None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "reader.broken_encoding",
            f"{name}: byte {error.start} is not valid {encoding}; save the file again",
        ) from error


def _is_text(text: str) -> bool:
    controls = sum(text.count(control) for control in _CONTROLS)
    return controls <= len(text) * _MAX_CONTROL_SHARE
