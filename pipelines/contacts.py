"""Texts and rows without personal contacts, for pages and exports; offsets and lengths stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from extractors.mentions.contacts import contact_spans, may_hold_contacts
from extractors.text.ranges import united

#: Columns, each with its table, that hold nothing but a contact: they stand in no view, page or export.
PERSONAL = frozenset({("replies", "contact")})

#: What stands in the place of each character of a contact.
MASK = "█"

#: Titles, names and words come again and again; what is longer is a passage, which seldom does.
_A_NAME = 80

Spans = Sequence[tuple[int, int]]


def masked(text: str, spans: Spans | None = None) -> str:
    """Return a text of the same length whose contacts cannot be read.

    Args:
        text: The text of a document, or a quote.
        spans: Where the contacts stand, if that is known already, in any order; they may reach beyond the text.
    """
    if spans is None and not may_hold_contacts(text):
        return text
    pieces, at = [], 0
    for start, end in united(contact_spans(text) if spans is None else spans):
        first, last = max(start, at), min(end, len(text))
        if first < last:
            pieces += [text[at:first], MASK * (last - first)]
            at = last
    return "".join(pieces) + text[at:] if pieces else text


def masked_quote(quote: str, char_start: int, spans: Spans) -> str:
    """Return a quote without the contacts of its document, also those that it cuts, and those that it tells by itself."""
    return masked(masked(quote, [(start - char_start, end - char_start) for start, end in spans]))


def masked_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose strings show no contact; ids, which lead to other rows, stay."""
    return {name: value if name.endswith("_id") else _masked_value(value) for name, value in row.items()}


@lru_cache(1 << 16)
def _masked_name(value: str) -> str:
    return masked(value)


def _masked_value(value: object) -> object:
    if isinstance(value, str):
        return _masked_name(value) if len(value) <= _A_NAME else masked(value)
    if isinstance(value, list):
        return [_masked_value(item) for item in value]
    return value
