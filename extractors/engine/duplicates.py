"""Which documents say the same, in two files or two formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.rows.wording import Traces, Wording, bare
from extractors.schema.rows import DocumentRow
from extractors.text.folding import fold
from extractors.values import dataclass

#: A sentence that more documents of one name share says nothing of which of them are the same.
_MOST_SHARED = 64

#: What several documents may be called by: a title or a number, and a sentence that marks one.
_Mark = tuple[str, int]

#: Two texts of the same words share most of their marks; where they share fewer of them than this, they are not compared.
_SHARE = 1 / 3

#: Texts that are held at once while documents are compared.
_HELD = 256


#: Whether two documents, by their ids, say the same.
SaySame = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says: its wording, and its whole text with what stands beside that."""

    wording: Wording
    text: str


class Texts:
    """What documents say, held against each other; the texts of some are held at once."""

    def __init__(self, said: Callable[[str], Said]) -> None:
        """Begin with none.

        Args:
            said: Returns what a document says, by its id.
        """
        self._said = lru_cache(_HELD)(said)
        self._bare = lru_cache(_HELD)(lambda name: bare(self._said(name).text))

    def say_same(self, one: str, other: str) -> bool:
        """Whether every sentence and row of each of two documents stands in the other, beside the same next one."""
        return all(
            self._said(whole).wording.stands_in(self._bare(part))
            for whole, part in ((one, other), (other, one))
        )


def with_duplicates(
    documents: Sequence[DocumentRow], traces: Mapping[str, Traces], say_same: SaySame
) -> list[DocumentRow]:
    """Point each document to the first one that says the same.

    Two say the same where no number, day or period that both give tells them apart, and their words are the same; or where
    they bear one title or number and every sentence and row of each stands in the text of the other, beside the same next
    one: a page and the page saved as text with its menus, a table and the table run on in one line. A revision that
    changes a number, moves, adds or drops a sentence is another document.

    Time grows with the number of documents, not with that of their pairs: a sentence that many share is asked of none.

    Args:
        documents: The documents, in the order in which the first counts; their texts are not looked at.
        traces: What the words of each are recognised by, by document id.
        say_same: Whether every sentence of each of two documents stands in the other; asked of those alone that may.
    """
    names = {document.document_id: _names(document) for document in documents}
    marks = _marks(names, traces)
    originals = _Originals(traces, say_same)
    found: dict[str, str | None] = {}
    for document in _side_by_side(documents, names, traces):
        name = document.document_id
        found[name] = originals.find(document, traces[name].digest, marks.get(name, ()))
    return [
        replace(document, duplicate_of=found[document.document_id])
        if found[document.document_id]
        else document
        for document in documents
    ]


def _side_by_side(
    documents: Sequence[DocumentRow], names: Mapping[str, Sequence[str]], traces: Mapping[str, Traces]
) -> list[DocumentRow]:
    """Return documents so that those that may be held against each other are neighbours, whose texts are read once.

    Documents are of one group where they share a name or the digest of their words, also through others. Groups stand in the
    order of their first documents, and each in the order that is given.
    """
    leader = list(range(len(documents)))

    def leading(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    first: dict[str, int] = {}
    for at, document in enumerate(documents):
        for shared in (traces[document.document_id].digest, *names[document.document_id]):
            one, other = sorted((leading(at), leading(first.setdefault(shared, at))))
            leader[other] = one
    return [documents[at] for at in sorted(range(len(documents)), key=lambda at: (leading(at), at))]


def _marks(names: Mapping[str, Sequence[str]], traces: Mapping[str, Traces]) -> Mapping[str, Sequence[_Mark]]:
    """Return by document id the marks that a document shares with some others of its title or number."""
    called: dict[str, list[str]] = {}
    for document_id, names_of_it in names.items():
        for name in names_of_it:
            called.setdefault(name, []).append(document_id)
    found: dict[str, list[_Mark]] = {}
    for name, same in called.items():
        if len(same) > 1:
            shared = Counter(mark for one in same for mark in traces[one].marks)
            for one in same:
                marks = ((name, mark) for mark in traces[one].marks if 1 < shared[mark] <= _MOST_SHARED)
                found.setdefault(one, []).extend(marks)
    return found


class _Originals:
    """Documents so far that are no duplicates, found by their words and by marks."""

    def __init__(self, traces: Mapping[str, Traces], say_same: SaySame) -> None:
        self._traces = traces
        self._say_same = say_same
        self._by_words: dict[str, list[DocumentRow]] = {}
        self._by_mark: dict[_Mark, list[DocumentRow]] = {}

    def find(self, document: DocumentRow, digest: str, marks: Sequence[_Mark]) -> str | None:
        """Return the id of the document that says the same, or keep this one and return None.

        Args:
            document: The document.
            digest: The digest of its words.
            marks: By which documents that may say the same are found; where there are none, only the words are compared.
        """
        for original in self._saying(document, digest, marks):
            if _may_be_one(original, document):
                return original.document_id
        self._by_words.setdefault(digest, []).append(document)
        for mark in marks:
            self._by_mark.setdefault(mark, []).append(document)
        return None

    def _saying(self, document: DocumentRow, digest: str, marks: Sequence[_Mark]) -> Iterator[DocumentRow]:
        yield from self._by_words.get(digest, ())
        marked = {one.document_id: one for mark in marks for one in self._by_mark.get(mark, ())}
        name = document.document_id
        for other in sorted(marked):
            # Texts are read where nothing tells the two apart already.
            may_be = _may_be_one(marked[other], document) and self._share_marks(name, other)
            if may_be and self._say_same(name, other):
                yield marked[other]

    def _share_marks(self, one: str, other: str) -> bool:
        mine, theirs = (frozenset(self._traces[name].marks) for name in (one, other))
        return len(mine & theirs) >= _SHARE * min(len(mine), len(theirs))


def _names(document: DocumentRow) -> list[str]:
    """Return what a document is called by: its title and its number."""
    return list(dict.fromkeys(bare(name) for name in (document.title, document.document_number) if name))


def _may_be_one(one: DocumentRow, other: DocumentRow) -> bool:
    """Whether nothing that both say of themselves tells them apart."""
    pairs = (
        (fold(one.document_number or ""), fold(other.document_number or "")),
        (one.issued_on, other.issued_on),
        (one.period_end, other.period_end),
    )
    return all(not first or not second or first == second for first, second in pairs)
