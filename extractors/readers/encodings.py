"""Bytes as characters: which encoding a text or a page is in, and its characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from extractors.readers.model import UnreadableError

#: Byte order marks with the encoding that each announces; the longer ones first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings of texts without a mark, in the order in which they are tried: what is valid UTF-8 is UTF-8, GB18030 takes
#: GBK and GB 2312 with it and is valid for nearly all else.
_TRIED = ("utf-8", "gb18030")
_WIDE = ("utf-16-le", "utf-16-be")
#: What pages that are not in UTF-8 call their encoding; GB 2312 and GBK pages hold characters that only GB18030 has.
#: A western encoding that a page declares is an editor's default and says nothing of Chinese.
#: Source: the Encoding standard of the WHATWG, section 4.2 and 10.1.
_CALLED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
_DECLARATION = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*(?P<name>[A-Za-z0-9_:.-]{2,30})",
    re.IGNORECASE,
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
#: Characters that stand for nothing in particular; pages have a few, for icons, and Big5 read as GB18030 has a quarter.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_MAX_PRIVATE_SHARE = 0.05
#: How many characters of a page may be broken, as a number, as a share of a long page and as one of a short page: one
#: broken byte in a footer loses no document.
_MAX_BROKEN, _MAX_BROKEN_SHARE, _MAX_BROKEN_SHARE_OF_FEW = 4, 0.001, 0.02


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
    raise _no_text(data, name)


def _no_text(data: bytes, name: str) -> UnreadableError:
    """Return the refusal of bytes that are no text, with the place of the damage where only little is damaged."""
    damaged, encoding = _mended(data, _TRIED)
    if _is_text(damaged, encoding) and damaged.count("\ufffd") <= _most_broken(damaged):
        return UnreadableError(
            "reader.broken_encoding",
            f"{name}: byte {_first_broken(data, encoding)} is not valid {encoding}; "
            "mend that character and save the file as UTF-8",
        )
    if _tried(data, "big5hkscs") is not None:
        return UnreadableError(
            "reader.binary",
            f"{name}: the bytes are no text in UTF-8, UTF-16 or GB18030, and may be Big5; open it as Big5 and save it as UTF-8",
        )
    return UnreadableError(
        "reader.binary",
        f"{name}: the bytes are no text in UTF-8, UTF-16 or GB18030; if it is a text, save it as UTF-8, else remove it",
    )


def _first_broken(data: bytes, encoding: str) -> int:
    """Return the offset of the first byte that is not valid in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def decode_page(data: bytes, name: str) -> tuple[str, str]:
    """Return the characters of a web page and their encoding.

    What is valid UTF-8 is UTF-8; else the page is in the encoding that it declares, where its bytes are valid in it, or
    in the detected one. A few broken bytes become U+FFFD.

    Raises:
        UnreadableError: The bytes are no text in a known encoding.
    """
    declared = _declared(data)
    if declared is not None and not data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)):
        for encoding in (_TRIED[0], declared):
            text = _tried(data, encoding)
            if text is not None:
                return text, encoding
    try:
        return decode_text(data, name)
    except UnreadableError:
        text, encoding = _mended(data, (*_TRIED, *([declared] if declared else [])))
        if not _is_text(text, encoding) or text.count("\ufffd") > _most_broken(text):
            raise
        return text, encoding


def _mended(data: bytes, encodings: Iterable[str]) -> tuple[str, str]:
    """Return the characters in the encoding in which the fewest bytes are broken."""
    read = [(data.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    return min(read, key=lambda one: one[0].count("\ufffd"))


def _most_broken(text: str) -> float:
    return min(max(_MAX_BROKEN, _MAX_BROKEN_SHARE * len(text)), _MAX_BROKEN_SHARE_OF_FEW * len(text))


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page says it is in, or None where it says none in which Chinese pages are."""
    match = _DECLARATION.search(data, 0, _PRESCAN)
    return _CALLED.get(match["name"].decode("ascii").lower()) if match else None


def _unmarked_wide(data: bytes) -> tuple[str, ...]:
    """Return the UTF-16 encoding in which bytes without a mark read as Chinese, where there is one.

    Pairs of ASCII letters read as Chinese too, so what is ASCII or UTF-8 without a zero is none.
    """
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or not data or (0 not in sample and _is_utf8(sample)):
        return ()
    for encoding in _WIDE:
        words = sample.decode(encoding, errors="replace")
        if len(_USUAL.findall(words)) >= _MIN_USUAL_SHARE * len(words):
            return (encoding,)
    return ()


def _is_utf8(sample: bytes) -> bool:
    """Whether bytes are valid UTF-8, a character cut off at their end left aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text, encoding) else None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "reader.broken_encoding",
            f"{name}: byte {error.start} is not valid {encoding}; save the file again",
        ) from error


def _is_text(text: str, encoding: str) -> bool:
    controls = sum(text.count(control) for control in _CONTROLS)
    return controls <= len(text) * _MAX_CONTROL_SHARE and not _is_misread(text, encoding)


def _is_misread(text: str, encoding: str) -> bool:
    """Whether characters of no meaning show that bytes read as GB18030, which takes nearly all, are in another encoding."""
    return encoding == "gb18030" and len(_PRIVATE.findall(text)) > len(text) * _MAX_PRIVATE_SHARE
