"""Turn a file's bytes into text, or say why that cannot be done."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePosixPath

_MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}

#: Byte order marks with the encoding that each announces.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Control characters that text files do not hold; a share above the limit means that the bytes are no text.
_CONTROLS = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\v\f\r")
_MAX_CONTROL_SHARE = 0.001


class UnreadableError(Exception):
    """The bytes hold no document that can be read.

    Attributes:
        rule: Short name of the reader rule that refused the file, e.g. ``reader.empty_file``.
        reason: What is wrong and what to do, in words.
    """

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader returns: the text with line endings as they are, and how it was read."""

    text: str
    media_type: str
    encoding: str


def read_bytes(data: bytes, name: str) -> ReadText:
    """Return the text of a file.

    Args:
        data: The whole file.
        name: The file's name or path; its suffix chooses the reader.

    Raises:
        UnreadableError: The type is unknown, or the bytes are empty, binary or in no known encoding.
    """
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    if media_type is None:
        known = ", ".join(sorted(_MEDIA_TYPES))
        raise UnreadableError(
            "reader.unknown_type", f"{name}: no reader for this kind of file; convert it to {known}"
        )
    if not data.strip():
        raise UnreadableError("reader.empty_file", f"{name}: the file is empty; fetch it again or remove it")
    text, encoding = _decode(data, name)
    if not text.strip():
        raise UnreadableError(
            "reader.empty_file", f"{name}: the file holds only blank characters; fetch it again"
        )
    return ReadText(text, media_type, encoding)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return text, encoding
    raise UnreadableError(
        "reader.binary",
        f"{name}: the bytes are no text in UTF-8, UTF-16 or GB18030; convert the file to text or remove it",
    )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "reader.broken_encoding",
            f"{name}: byte {error.start} is not valid {encoding}; save the file again",
        ) from error


def _looks_like_text(text: str) -> bool:
    controls = sum(text.count(control) for control in _CONTROLS)
    return controls <= len(text) * _MAX_CONTROL_SHARE
