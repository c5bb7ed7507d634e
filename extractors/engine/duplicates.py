"""Which documents say the same, in two files or two formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.rows.wording import Wording, bare
from extractors.schema.rows import DocumentRow
from extractors.text.folding import fold

#: A sentence that more documents of one name share says nothing of which of them are the same.
_MOST_SHARED = 64

#: What several documents may be called by: a title or a number, and a sentence that marks one.
_Mark = tuple[str, str]


def with_duplicates(documents: Sequence[DocumentRow], wordings: Mapping[str, Wording]) -> list[DocumentRow]:
    """Point each document to the first one that says the same.

    Two say the same where no number, day or period that both give tells them apart, and their words are the same; or where
    they bear one title or number and every sentence and row of each stands in the text of the other, beside the same next
    one: a page and the page saved as text with its menus, a table and the table run on in one line. A revision that
    changes a number, moves, adds or drops a sentence is another document.

    Time grows with the number of documents, not with that of their pairs: a sentence that many share is asked of none.

    Args:
        documents: The documents, in the order in which the first counts.
        wordings: What each says, by document id.
    """
    marks = _marks(documents, wordings)
    originals = _Originals()
    linked = []
    for document in documents:
        name = document.document_id
        original = originals.find(document, wordings[name], marks.get(name, ()))
        linked.append(replace(document, duplicate_of=original) if original else document)
    return linked


def _marks(
    documents: Sequence[DocumentRow], wordings: Mapping[str, Wording]
) -> Mapping[str, Sequence[_Mark]]:
    """Return by document id the marks that a document shares with some others of its title or number."""
    named = Counter(name for document in documents for name in _names(document))
    marks = {
        document.document_id: [
            (name, mark)
            for name in _names(document)
            if named[name] > 1
            for mark in wordings[document.document_id].marks
        ]
        for document in documents
    }
    shared = Counter(mark for held in marks.values() for mark in held)
    return {
        document_id: [mark for mark in held if 1 < shared[mark] <= _MOST_SHARED]
        for document_id, held in marks.items()
    }


class _Originals:
    """Documents so far that are no duplicates, found by their words and by marks."""

    def __init__(self) -> None:
        self._by_words: dict[str, list[DocumentRow]] = {}
        self._by_mark: dict[_Mark, list[tuple[DocumentRow, Wording]]] = {}
        self._words: dict[str, str] = {}

    def find(self, document: DocumentRow, wording: Wording, marks: Sequence[_Mark]) -> str | None:
        """Return the id of the document that says the same, or keep this one and return None.

        Args:
            document: The document.
            wording: What it says.
            marks: By which documents that may say the same are found; where there are none, only the words are compared.
        """
        for original in self._saying(document, wording, marks):
            if _may_be_one(original, document):
                return original.document_id
        self._by_words.setdefault(wording.digest, []).append(document)
        for mark in marks:
            self._by_mark.setdefault(mark, []).append((document, wording))
        return None

    def _saying(
        self, document: DocumentRow, wording: Wording, marks: Sequence[_Mark]
    ) -> Iterator[DocumentRow]:
        yield from self._by_words.get(wording.digest, ())
        marked = {one[0].document_id: one for mark in marks for one in self._by_mark.get(mark, ())}
        for name in sorted(marked):
            original, said = marked[name]
            if wording.stands_in(self._bare(original)) and said.stands_in(self._bare(document)):
                yield original

    def _bare(self, document: DocumentRow) -> str:
        if document.document_id not in self._words:
            self._words[document.document_id] = bare(document.text)
        return self._words[document.document_id]


def _names(document: DocumentRow) -> list[str]:
    return [bare(name) for name in (document.title, document.document_number) if name]


def _may_be_one(one: DocumentRow, other: DocumentRow) -> bool:
    """Whether nothing that both say of themselves tells them apart."""
    pairs = (
        (fold(one.document_number or ""), fold(other.document_number or "")),
        (one.issued_on, other.issued_on),
        (one.period_end, other.period_end),
    )
    return all(not first or not second or first == second for first, second in pairs)
