"""Personal contacts left out of the rows of an export, also where a quote begins or ends inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from extractors.mentions.contacts import contact_spans, may_hold_contacts
from extractors.schema import table_named
from pipelines.contacts import MASK, PERSONAL, masked

#: Columns that hold nothing but a contact, or a row as it was, under either name: they are left out whole.
LEFT_OUT = frozenset(
    name
    for table, column in (*PERSONAL, ("quarantine", "payload"))
    for name in (column, table_named(table).column(column).label_zh)
)

#: Ids of rows look like addresses of mail: plan.txt#target@4173.10
_ROW_ID = re.compile(r"\S+#[a-z_]+@\d+(?:\.\d+)?")

_BATCH = 64

Mask = Callable[[Sequence[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class _Contacts:
    """The contacts of a document: where they stand, and what is written there, with and without the blanks in it."""

    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    def hide_words(self, text: str) -> str:
        for word in self.words:
            text = text.replace(word, MASK * len(word))
        return text


class Masks:
    """Knows the contacts of all documents of a release."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read every text once; what is kept is the contacts alone."""
        self._documents: dict[str, _Contacts] = {}
        asked = connection.cursor().execute("SELECT document_id, text FROM documents")
        while texts := asked.fetchmany(_BATCH):
            for document_id, text in texts:
                if spans := contact_spans(text):
                    self._documents[document_id] = _Contacts(tuple(spans), _words(text, spans))

    def for_columns(self, names: Sequence[str]) -> Mask:
        """Return what masks the rows that have these columns."""
        places = {name: place for place, name in enumerate(names)}
        ids = [name.endswith(("_id", "_ids")) for name in names]
        document, quote, start, role = map(places.get, ("document_id", "quote", "char_start", "role"))

        def mask(row: Sequence[Any]) -> list[Any]:
            known = self._documents.get(row[document]) if document is not None else None
            hidden: list[Any] = [
                value if is_id else _hidden(value, known) for is_id, value in zip(ids, row, strict=True)
            ]
            if quote is not None and row[quote] is not None:
                if role is not None and row[role] == "contact":  # a number that the ledger knows for one
                    hidden[quote] = MASK * len(row[quote])
                elif known is not None and start is not None:
                    hidden[quote] = masked(hidden[quote], _within(known.spans, row[start], len(row[quote])))
            return hidden

        return mask


def _hidden(value: object, known: _Contacts | None) -> object:
    """Return a value in which no contact can be read, of the same length; ids stay, or rows would not find each other."""
    if isinstance(value, list):
        return [_hidden(one, known) for one in value]
    if not isinstance(value, str) or _ROW_ID.fullmatch(value):
        return value
    text = masked(value) if may_hold_contacts(value) else value
    return known.hide_words(text) if known is not None else text


def _words(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    written = {text[start:end] for start, end in spans}
    words = written | {"".join(word.split()) for word in written}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _within(spans: Iterable[tuple[int, int]], start: int, length: int) -> list[tuple[int, int]]:
    """Return the parts of spans that lie in a quote, counted from its first character."""
    moved = ((max(first - start, 0), min(last - start, length)) for first, last in spans)
    return [(first, last) for first, last in moved if first < last]
