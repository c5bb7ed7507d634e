"""What a document says, whatever file it stands in: a web page, a Word file, a PDF, the page saved as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from extractors.rows.reading import Reading
from extractors.structure.furniture import field_lines
from extractors.text.folding import fold
from extractors.values import dataclass

#: What parts sentences and the rows of tables, but for 。.
_SENTENCE_ENDS = "\n;!?"
#: Stands where something was taken out of a text.
_GAP = "\f"
#: -3, 3-5家, 3 — 5家: a sign, and what stands between the ends of a range, however they are printed.
_SIGN = re.compile(r"-(?<![0-9A-Za-z%‰.)\]—-].)(?=[0-9])")
_BETWEEN = re.compile(r"([0-9%‰])\s*[-–—~]+\s*(?=[0-9])")
_MINUS, _TO = "−", "～"
#: What stands between two numbers of different cells or words, whatever it is: | 12 | 15 |, 12 15.
_COUNTS = rf"\w.%‰<>≥≤+/:{_MINUS}{_TO}"
_BESIDE = re.compile(rf"([0-9%‰])[^{_COUNTS}]+(?=[0-9])")
_APART = "·"
#: The most of \w, which is told by it faster.
_LETTERS = "一-鿿0-9A-Za-z"
#: What stands between what formats write differently: blanks, bars, marks of a sentence.
_SAID = re.compile(rf"[{_LETTERS}{_COUNTS}{_APART}]+")
#: Parts the sentences of a text that are stripped together; the same patterns, but none reaches over it or takes it out.
_STOP = "。"
_BESIDE_IN_SENTENCE = re.compile(rf"([0-9%‰])[^{_COUNTS}{_STOP}]+(?=[0-9])")
_SAID_IN_SENTENCE = re.compile(rf"[{_LETTERS}{_COUNTS}{_APART}{_STOP}]+")
#: Most of what is not said: to take these out first takes less than to join what stands between them.
_MARKS = " 、,()“”《》"
#: 2.5, 1/3, 1:1, 11+5: marks that count between digits alone.
_LOOSE = re.compile(r"[./:+](?:(?<![0-9].)|(?![0-9]))")
#: How words end that a number stands at the end of.
_NUMBER_ENDS = tuple("0123456789%‰")
#: …的通知-平海市人民政府门户网站: the site's name behind a title.
_SITE_NAME = re.compile(
    r"(?:[一-鿿]{2,16}?(?:人民政府|局|委员会|委|办公室))?(?:[一-鿿]{0,8}(?:门户)?(?:网站|官网)|政府网|政府信息公开)$"
)
_SITE_ENDS = ("网站", "官网", "政府网", "信息公开")
#: A shorter sentence or row is taken together with the next, so that a cell that holds but a number says whose it is.
_SHORTEST = 12
#: How many sentences with numbers are asked to find the documents that may say the same.
_MARKED = 32


@dataclass(frozen=True, slots=True)
class Traces:
    """What is held of a document's words to find those that may say the same.

    Attributes:
        digest: A digest of its words, the same for the same text.
        marks: Digests of some of its sentences, of such with numbers where it has any; two texts of the same words share
            most of them.
    """

    digest: str
    marks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a document from its title on, without furniture, the site's head table and its own number.

    Attributes:
        passages: Its sentences and the rows of its tables, without marks and blanks, in text order; a new passage begins
            where something was taken out between them.
    """

    passages: tuple[tuple[str, ...], ...]

    @property
    def traces(self) -> Traces:
        """What tells it from others without its words."""
        sentences = ["", *chain.from_iterable(self.passages)]
        said = "".join(_joint(before, after) + after for before, after in pairwise(sentences))
        return Traces(hashlib.sha256(said.encode()).hexdigest(), self._marks())

    def _marks(self) -> tuple[int, ...]:
        said = set(chain.from_iterable(self.passages))
        numbered = {sentence for sentence in said if re.search(r"[0-9]", sentence)} or said
        return tuple(sorted(map(_mark, numbered))[:_MARKED])

    def stands_in(self, words: str) -> bool:
        """Whether all its sentences stand in another document's words (:func:`bare`), each beside the one that follows it.

        So one that was changed, moved, added or dropped is missed there.
        """
        return all(_stands_in(passage, words) for passage in self.passages)


def _mark(sentence: str) -> int:
    return int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)


def _stands_in(passage: Sequence[str], words: str) -> bool:
    if len(passage) == 1:
        return passage[0] in words
    return all(_together(before, after) in words for before, after in pairwise(passage))


def _together(before: str, after: str) -> str:
    return before + _joint(before, after) + after


def _joint(before: str, after: str) -> str:
    """Return what stands between two sentences in one piece: a mark where a number meets another."""
    return _APART if after[:1].isdigit() and before.endswith(_NUMBER_ENDS) else ""


def bare(text: str) -> str:
    """Return the words of a text in one piece: folded, without blanks and without marks other than those of numbers."""
    said = "".join(_SAID.findall(_BESIDE.sub(_set_apart, _signed(fold(text)))))
    return _LOOSE.sub("", said.replace("_", ""))


def _bare_sentences(folded: str) -> list[str]:
    """Return the bare words of each sentence of a folded text, all stripped at once: a text has thousands.

    Between two ends of sentences in a row stands an empty one.
    """
    for end in _SENTENCE_ENDS:
        folded = folded.replace(end, _STOP)
    words = _BESIDE_IN_SENTENCE.sub(_set_apart, _signed(folded))
    for mark in _MARKS:
        words = words.replace(mark, "")
    said = "".join(_SAID_IN_SENTENCE.findall(words))
    return _LOOSE.sub("", said.replace("_", "")).split(_STOP)


def _signed(folded: str) -> str:
    """Return a text in which signs and the marks of ranges are no dashes."""
    return _BETWEEN.sub(_ranged, _SIGN.sub(_MINUS, folded))


# Functions, since the templates of `re` take longer.
def _ranged(before: re.Match[str]) -> str:
    return before[1] + _TO


def _set_apart(before: re.Match[str]) -> str:
    return before[1] + _APART


def wording(reading: Reading) -> Wording:
    """Return what a document says."""
    title = bare(reading.facts.title or "")
    pieces = _document_proper(reading).split(_GAP)
    # Between two lines of furniture mostly stands nothing.
    passages = (
        _passages(piece, title, is_first=at == 0)
        for at, piece in enumerate(pieces)
        if at == 0 or piece.strip()
    )
    return Wording(tuple(chain.from_iterable(passages)))


def _document_proper(reading: Reading) -> str:
    folded, facts = reading.view.folded, reading.facts
    outside = sorted([*reading.furniture, *field_lines(folded)], key=lambda span: span.start)
    pieces, at = [], facts.title_span.start if facts.title_span is not None else 0
    for span in outside:
        pieces.append(folded[at : span.start])
        at = max(at, span.end)
    text = _GAP.join([*pieces, folded[at:]])
    return text.replace(fold(facts.document_number), _GAP) if facts.document_number else text


def _without_site(words: str) -> str:
    """Return words without the site's name behind them."""
    return _SITE_NAME.sub("", words) if words.endswith(_SITE_ENDS) else words


def _passages(piece: str, title: str, *, is_first: bool) -> Iterator[tuple[str, ...]]:
    """Yield the passages of a piece of text; a line with the title is one of its own: a page has menus behind it."""
    passage: list[str] = []
    short = ""
    for at, sentence in enumerate(_bare_sentences(piece)):
        words = _together(short, sentence) if short else sentence
        titled = (bool(title) and title in words) or (is_first and at == 0)
        short = words if len(words) < _SHORTEST and not titled else ""
        if titled:
            yield from filter(None, (tuple(passage), (_without_site(words),)))
            passage = []
        elif words and not short:
            passage.append(words)
    yield from filter(None, (tuple([*passage, short] if short else passage),))
