"""The archive that a Word file is: what is refused before any of it is parsed."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from extractors.readers.limits import Limits
from extractors.readers.model import UnreadableError

_RELATIONS, _TYPES = "_rels/.rels", "[Content_Types].xml"
#: What relates a package to its main part, in files as Word saves them and in those saved as Strict Open XML.
#: Source: ECMA-376 part 1 (strict) and part 4 (transitional).
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
#: Content types of documents, templates and those with macros.
_WORD_TYPE = re.compile(r"wordprocessingml\.(?:document|template)|ms-word\.", re.IGNORECASE)
#: What declares entities. Outside of such a declaration it may stand in a comment at most, where no program puts it.
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def check_package(data: bytes, name: str, limits: Limits) -> None:
    """Refuse what is no Word file or would cost too much to read.

    Raises:
        UnreadableError: The archive is broken or protected, unpacks to more than the limit, holds no document of Word, is
            Strict Open XML, or declares entities in its XML.
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
            _check_main_part(package, name)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            "reader.broken", f"{name}: the Word file is damaged ({error}); open it in Word and save it again"
        ) from error
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


def _check_main_part(package: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive whose main part is no Word document; one without relations is left to the parser."""
    names = set(package.namelist())
    if _RELATIONS not in names or _TYPES not in names:
        if any(one.startswith("word/") for one in names):
            return
        raise _no_word_file(name)
    targets = {one.get("Type"): (one.get("Target") or "").lstrip("/") for one in _root(package, _RELATIONS)}
    if _MAIN_STRICT in targets:
        raise UnreadableError(
            "reader.strict_word",
            f"{name}: the file is saved as Strict Open XML; open it in Word and save it as a Word document (.docx), "
            "not as a Strict Open XML document",
        )
    main = targets.get(_MAIN)
    types = {
        one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in _root(package, _TYPES)
    }
    if main not in names or not _WORD_TYPE.search(types.get(main, "wordprocessingml.document")):
        raise _no_word_file(name)


def _root(package: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _no_word_file(name: str) -> UnreadableError:
    return UnreadableError(
        "reader.wrong_type",
        f"{name}: the archive holds no document of Word, so that it is no Word file; fetch it again or correct its name",
    )
