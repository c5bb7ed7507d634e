"""Which documents say the same, in two files or two formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.rows.wording import Wording, bare
from extractors.schema.rows import DocumentRow


def with_duplicates(documents: Sequence[DocumentRow], wordings: Mapping[str, Wording]) -> list[DocumentRow]:
    """Point each document to the first one that says the same.

    Two say the same where no number, day or period that both give tells them apart, and their clauses are the same; or
    where they bear one title and every sentence and row of each stands in the text of the other: a page and the page saved
    as text with its menus, a table and the table run on in one line. A revision that changes a number, adds or drops a
    sentence is another document.

    Args:
        documents: The documents, in the order in which the first counts.
        wordings: What each says, by document id.
    """
    named = Counter(_title(document) for document in documents)
    originals = _Originals()
    linked = []
    for document in documents:
        title = _title(document)
        original = originals.find(document, wordings[document.document_id], title if named[title] > 1 else "")
        linked.append(replace(document, duplicate_of=original) if original else document)
    return linked


class _Originals:
    """Documents so far that are no duplicates, found by their clauses, and by a title and sentences that mark them."""

    def __init__(self) -> None:
        self._by_clauses: dict[str, list[DocumentRow]] = {}
        self._by_mark: dict[tuple[str, str], list[tuple[DocumentRow, Wording]]] = {}
        self._words: dict[str, str] = {}

    def find(self, document: DocumentRow, wording: Wording, title: str) -> str | None:
        """Return the id of the document that says the same, or keep this one and return None.

        Args:
            document: The document.
            wording: What it says.
            title: Its title where another document bears the same, else empty: nothing but its clauses is compared.
        """
        marks = [(title, mark) for mark in wording.marks] if title else []
        for original in self._saying(document, wording, marks):
            if _may_be_one(original, document):
                return original.document_id
        self._by_clauses.setdefault(wording.digest, []).append(document)
        for mark in marks:
            self._by_mark.setdefault(mark, []).append((document, wording))
        return None

    def _saying(
        self, document: DocumentRow, wording: Wording, marks: Sequence[tuple[str, str]]
    ) -> Iterator[DocumentRow]:
        yield from self._by_clauses.get(wording.digest, ())
        marked = {one[0].document_id: one for mark in marks for one in self._by_mark.get(mark, ())}
        for name in sorted(marked):
            original, said = marked[name]
            if wording.stands_in(self._bare(original)) and said.stands_in(self._bare(document)):
                yield original

    def _bare(self, document: DocumentRow) -> str:
        if document.document_id not in self._words:
            self._words[document.document_id] = bare(document.text)
        return self._words[document.document_id]


def _title(document: DocumentRow) -> str:
    return bare(document.title or "")


def _may_be_one(one: DocumentRow, other: DocumentRow) -> bool:
    """Whether nothing that both say of themselves tells them apart."""
    pairs = (
        (one.document_number, other.document_number),
        (one.issued_on, other.issued_on),
        (one.period_end, other.period_end),
    )
    return all(first is None or second is None or first == second for first, second in pairs)
