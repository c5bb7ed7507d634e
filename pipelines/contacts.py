"""Texts and quotes without personal contacts, for pages and exports; offsets stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.mentions.contacts import contact_spans

#: Columns, each with its table, that hold nothing but a contact: they stand in no view, page or export.
PERSONAL = frozenset({("replies", "contact")})

#: What stands in the place of each character of a contact.
MASK = "█"


def masked(text: str, spans: Sequence[tuple[int, int]] | None = None) -> str:
    """Return a text of the same length whose contacts cannot be read.

    Args:
        text: The text of a document, or a quote.
        spans: Where the contacts stand, if that is known already; a quote cut in the middle of one does not show it.
    """
    for start, end in contact_spans(text) if spans is None else spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
