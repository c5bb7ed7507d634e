"""Where the evidence pages of a release lie, and the address of a passage in them.

The same addresses come from Python and from SQL, so that a row of a view leads to its sentence.
"""

from __future__ import annotations

import hashlib

#: The folder of the pages in a release.
SITE = "site"

#: Digits of a page's name: enough for millions of names without two alike.
_DIGITS = 16


def page_name(identifier: str) -> str:
    """Return the file name of the page of a document, unit, indicator or platform.

    A digest of the id: ids are paths and names of any length, with characters that not every file system takes.
    """
    return f"{hashlib.sha256(identifier.encode()).hexdigest()[:_DIGITS]}.html"


def document_page(document_id: str) -> str:
    """Return the path of a document's page in the release."""
    return f"{SITE}/documents/{page_name(document_id)}"


def evidence_path(document_id: str, char_start: int, char_end: int) -> str:
    """Return the address of a passage, as the views carry it: its document's page with the offsets."""
    return f"{document_page(document_id)}#c{char_start}-{char_end}"


def evidence_macros() -> tuple[str, str]:
    """Return the statements that create the macro ``evidence_path(document_id, char_start, char_end)`` and its comment."""
    digest = f"substr(sha256(document_id), 1, {_DIGITS})"
    address = f"'{SITE}/documents/' || {digest} || '.html#c' || char_start || '-' || char_end"
    comment = (
        "原文依据的页面地址, 相对于发布目录 / Where a passage stands on its page, relative to the release"
    )
    return (
        f"CREATE MACRO evidence_path(document_id, char_start, char_end) AS {address}",
        f"COMMENT ON MACRO evidence_path IS '{comment}'",
    )
