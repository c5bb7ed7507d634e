"""The archive that a Word file is: what is refused before any of it is parsed."""

from __future__ import annotations

import io
import zipfile

from extractors.readers.limits import Limits
from extractors.readers.model import UnreadableError

_MAIN_PART = "word/document.xml"
#: What declares entities. Outside of such a declaration it may stand in a comment at most, where no program puts it.
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def check_package(data: bytes, name: str, limits: Limits) -> None:
    """Refuse what is no Word file or would cost too much to read.

    Raises:
        UnreadableError: The archive is broken or protected, unpacks to more than the limit, holds no document, or
            declares entities in its XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_members(members, name, limits)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    # A part may be in UTF-16; without its zero bytes the mark reads the same.
                    part = package.read(member).replace(b"\x00", b"")
                    if any(mark in part for mark in _DECLARES):
                        raise UnreadableError(
                            "reader.forbidden_xml",
                            f"{name}: {member.filename} declares a document type, which Word files may not "
                            "(ECMA-376 part 2); open it in Word and save it again",
                        )
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(
            "reader.broken", f"{name}: the Word file is damaged ({error}); fetch it again"
        ) from error


def _check_members(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.max_unpacked_bytes:
        raise UnreadableError(
            "reader.too_large",
            f"{name}: it unpacks to {unpacked:,} bytes, more than the limit max_unpacked_bytes of "
            f"{limits.max_unpacked_bytes:,}; if it is no attack, save it without pictures or raise the limit",
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError(
            "reader.protected", f"{name}: the file is protected by a password; save it without one"
        )
    if not any(member.filename == _MAIN_PART for member in members):
        raise UnreadableError(
            "reader.wrong_type",
            f"{name}: the archive holds no {_MAIN_PART}, so that it is no Word file; fetch it again or correct its name",
        )
