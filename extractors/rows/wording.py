"""What a document says, whatever file it stands in: a web page, a Word file, a PDF, the page saved as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.rows.facts import Facts
from extractors.rows.reading import Reading
from extractors.structure.furniture import field_lines
from extractors.text.folding import fold

#: What parts clauses, cells and lines. Blanks part nothing: one that ends a printed line leaves no trace in a PDF.
_PARTS = re.compile(r"[^\w\s]+|[\n\f_]+")
#: What parts sentences and the rows of tables.
_SENTENCES = re.compile(r"[\n。;!?]+")
#: Stands where something was taken out of a text.
_GAP = "\f"
#: What formats write differently: blanks, marks, bars. The point of a decimal fraction and the sign of a share are words.
_MARKS = re.compile(r"(?<![0-9])[.]|[.](?![0-9])|[^\w.%‰<>≥≤]|_")
#: …的通知-平海市人民政府门户网站: the site's name behind a title.
_SITE_NAME = re.compile(
    r"(?:[一-鿿]{2,16}?(?:人民政府|局|委员会|委|办公室))?(?:[一-鿿]{0,8}(?:门户)?(?:网站|官网)|政府网|政府信息公开)$"
)
#: A shorter sentence or row is taken together with the next, so that a cell that holds but a number says whose it is.
_SHORTEST = 12
#: How many sentences with numbers are asked to find the documents that may say the same.
_MARKED = 32


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a document from its title on, without furniture, the site's head table and its own number.

    Attributes:
        digest: Of its clauses, each counted once, in whatever order: formats give the cells of merged rows in different
            orders, and a page repeats the title above the text.
        sentences: Its sentences and the rows of its tables without marks and blanks, in text order.
    """

    digest: str
    sentences: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Some of its sentences, with numbers where it has such; two texts of the same words share most of them."""
        numbered = {one for one in self.sentences if re.search(r"[0-9]", one)} or set(self.sentences)
        return tuple(sorted(numbered, key=lambda one: hashlib.blake2b(one.encode()).digest())[:_MARKED])

    def stands_in(self, words: str) -> bool:
        """Whether all its sentences stand in another document's words (:func:`bare`)."""
        return all(sentence in words for sentence in self.sentences)


def bare(text: str) -> str:
    """Return the words of a text in one piece: folded, without blanks and without marks other than those of numbers."""
    return _MARKS.sub("", fold(text))


def wording(reading: Reading) -> Wording:
    """Return what a document says."""
    text = _document_proper(reading)
    clauses = {re.sub(r"\s+", "", clause) for clause in _PARTS.split(text)} - {""}
    return Wording(
        digest=hashlib.sha256("\n".join(sorted(clauses)).encode()).hexdigest(),
        sentences=tuple(_sentences(text, reading.facts)),
    )


def _document_proper(reading: Reading) -> str:
    folded, facts = reading.view.folded, reading.facts
    outside = sorted([*reading.furniture, *field_lines(folded)], key=lambda span: span.start)
    pieces, at = [], facts.title_span.start if facts.title_span is not None else 0
    for span in outside:
        pieces.append(folded[at : span.start])
        at = max(at, span.end)
    return _GAP.join([*pieces, folded[at:]]).replace(fold(facts.document_number or _GAP), _GAP)


def _sentences(text: str, facts: Facts) -> Iterator[str]:
    title = bare(facts.title or "")
    for piece in text.split(_GAP):
        short = ""
        for sentence in _SENTENCES.split(piece):
            words = bare(sentence)
            if title and title in words:
                words = _SITE_NAME.sub("", words)
            words = short + words
            short = words if len(words) < _SHORTEST else ""
            if words and not short:
                yield words
        if short:
            yield short
