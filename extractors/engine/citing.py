"""``citations.cited_document_id``: the document of the corpus that a reference names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from extractors.engine.candidates import candidate
from extractors.engine.versions import Versions, day_of
from extractors.lexicons.divisions import STATE_CODE, Division, divisions, jurisdiction, parent, short_name
from extractors.lexicons.places import find_divisions
from extractors.rows.wording import bare
from extractors.schema.rows import CitationRow, DocumentRow, LinkCandidateRow
from extractors.text.folding import fold
from extractors.values import dataclass

#: 保定市人民政府办公室关于印发保定市科技创新三年行动计划(2018-2020年)的通知: the text that a notice hands on.
_HANDS_ON = re.compile(
    r"(?:关于)?(?:印发|转发|发布|公布|下发)(?:实施)?《?(?P<inner>.+?)》?的?(?:通知|公告|函)?$"
)
#: 《…》(2018-2020年), (试行): what a reference may leave out.
_YEARS = re.compile(r"\((?:[12][0-9]{3})[^()]*\)$")
#: What follows the short name of another place: 承德 in 承德市… of a document of 承德县.
_CLASSES_OF_PLACES = ("省", "市", "县", "区", "州", "盟", "旗", "自治")
#: (2018—2020), (2018年-2020年), (2018－2020年)
_FROM_TO = re.compile(r"\((20[0-9]{2})年?[-—–－~至到]+(20[0-9]{2})年?\)")
_SPACES = re.compile(r"\s+")


#: What a title is looked up by: its words, and the code of the place in which it is, where that is left out of it.
_Title = tuple[str, str | None]
_Name = TypeVar("_Name")


@dataclass(frozen=True, slots=True)
class Cited:
    """What references name.

    Attributes:
        documents: The document of the corpus, by citation id.
        candidates: References that may name a document, and why that is not shown.
    """

    documents: Mapping[str, str]
    candidates: tuple[LinkCandidateRow, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """What a reference says of the document that it names; the title in full where a short one stands for it."""

    title: str
    number: str
    place: Division | None
    is_of_state: bool


def cited_documents(
    citations: Iterable[CitationRow], documents: Sequence[DocumentRow], versions: Versions
) -> Cited:
    """Return the document that each reference names, where the corpus holds it.

    A number decides before a title. A title counts as written, without what hands it on (关于印发…的通知), without the name of
    the jurisdiction that both share, and without its years where only one document is called so and was in force. Of several
    versions the one counts that stood on the day of the citing document.
    """
    shelf = _Shelf(documents, versions)
    found: dict[str, str] = {}
    candidates: list[LinkCandidateRow] = []
    for citation in citations:
        citing = shelf.documents[citation.document_id]
        named = _Named(
            _written(citation.full_title or citation.cited_title or ""),
            bare(citation.full_number or citation.cited_number or ""),
            _place_of(citation, citing),
            citation.cited_place_code == STATE_CODE,
        )
        held, doubt = shelf.find(named, citing)
        if held is not None and shelf.original(held) != shelf.original(citing):
            if doubt:
                candidates.append(candidate("citation", citation.citation_id, held.document_id, doubt))
            else:
                found[citation.citation_id] = held.document_id
    return Cited(found, tuple(candidates))


@dataclass(frozen=True, slots=True)
class _Namesakes:
    """Documents of one name.

    Attributes:
        documents: The documents, in the order of their ids.
        lines: The first version of each, or itself: documents of one line are versions of one another.
    """

    documents: list[DocumentRow]
    lines: set[str]


_NOBODY = _Namesakes([], set())


class _Shelf:
    """The documents of a corpus by number and by what their titles may be written as."""

    def __init__(self, documents: Sequence[DocumentRow], versions: Versions) -> None:
        self.documents = {document.document_id: document for document in documents}
        self._lines = versions.lines()
        self._by_number: dict[str, _Namesakes] = {}
        self._by_title: dict[_Title, _Namesakes] = {}
        self._by_title_alone: dict[_Title, _Namesakes] = {}
        self._by_title_and_number: dict[tuple[_Title, str], _Namesakes] = {}
        for document in documents:
            if document.duplicate_of is None:
                number = bare(document.document_number) if document.document_number else None
                if number is not None:
                    self._hold(self._by_number, number, document)
                for key in set(self._keys_of(document)):
                    self._hold(self._by_title, key, document)
                    if number is None:
                        self._hold(self._by_title_alone, key, document)
                    else:
                        self._hold(self._by_title_and_number, (key, number), document)

    def original(self, document: DocumentRow) -> str:
        """Return the id of the document that this one says the same as, or its own."""
        return document.duplicate_of or document.document_id

    def find(self, named: _Named, citing: DocumentRow) -> tuple[DocumentRow | None, str]:
        """Return the document that is named, and what is not shown; "" where nothing is left open."""
        if named.number and (numbered := self._one(self._by_number.get(named.number, _NOBODY), citing)):
            return numbered, ""
        for key, by_years in _keys(named.title, named.place):
            same = self._called(key, named.number)
            if not same.documents:
                continue
            held = self._one(same, citing)
            if held is None:
                return same.documents[0], f"{len(same.documents)} documents are called so"
            if held.document_type == "work_report":
                return None, ""  # one of each year
            whose = named.place.code if named.place is not None else None
            if named.is_of_state and held.jurisdiction_level != "national":
                return None, ""
            if not named.is_of_state and not _names_place(named.title) and held.jurisdiction_code != whose:
                return held, "the title names no place, and the document is of another"
            if by_years and _YEARS.search(named.title):
                if _YEARS.search(fold(held.title or "").strip()):
                    continue  # the same plan of other years
                return held, "the reference names years that the title does not"
            if by_years and not _in_force(held, citing):
                return held, "the reference names no years, and the plan was not in force"
            return held, ""
        return None, ""

    def _hold(self, shelf: dict[_Name, _Namesakes], name: _Name, document: DocumentRow) -> None:
        same = shelf.setdefault(name, _Namesakes([], set()))
        same.documents.append(document)
        same.lines.add(self._lines.get(document.document_id, document.document_id))

    def _called(self, key: _Title, number: str) -> _Namesakes:
        """Return the documents of a title, without those of another number where a number is given."""
        if not number:
            return self._by_title.get(key, _NOBODY)
        without = self._by_title_alone.get(key, _NOBODY)
        numbered = self._by_title_and_number.get((key, number), _NOBODY)
        if not numbered.documents:
            return without
        both = sorted([*without.documents, *numbered.documents], key=lambda one: one.document_id)
        return _Namesakes(both, without.lines | numbered.lines)

    def _one(self, same: _Namesakes, citing: DocumentRow) -> DocumentRow | None:
        """Return the only document, or of versions of one the last that stood on the day of the citing one."""
        if len(same.documents) < 2:
            return same.documents[0] if same.documents else None
        day = day_of(citing)
        if len(same.lines) > 1 or day is None:
            return None
        stood = [one for one in same.documents if (issued := day_of(one)) is not None and issued <= day]
        return max(stood, key=lambda one: str(day_of(one)), default=None)

    def _keys_of(self, document: DocumentRow) -> Iterator[_Title]:
        for key, _ in _keys(_written(document.title or ""), _division(document)):
            yield key


def _keys(title: str, place: Division | None) -> Iterator[tuple[_Title, bool]]:
    """Yield what a title may be looked up by, the strictest first, each with whether its years are left out.

    A title without its jurisdiction is looked up in that jurisdiction only.
    """
    if not title:
        return
    yield (bare(title), None), False
    hands_on = _HANDS_ON.search(title)
    inner = hands_on["inner"] if hands_on else title
    yield (bare(inner), None), False
    if place is not None:
        own = _without_place(inner, place)
        yield (bare(own), place.code), False
        if (undated := _YEARS.sub("", own)) and len(undated) > len(own) // 3:
            yield (bare(undated), f"{place.code} without years"), True


def _without_place(title: str, place: Division) -> str:
    """Return a title without the jurisdiction that it begins with: 河北省保定市…, 保定市…."""
    above = parent(place)
    for name in (f"{above.name}{place.name}" if above else "", place.name, short_name(place.name)):
        rest = title.removeprefix(name)
        if name and rest != title and not rest.startswith(_CLASSES_OF_PLACES):
            return rest
    return title


def _written(title: str) -> str:
    """Return a title without blanks, its years written in one way: (2018—2020), (2018年-2020年) as (2018-2020年)."""
    return _FROM_TO.sub(r"(\1-\2年)", _SPACES.sub("", fold(title)))


def _place_of(citation: CitationRow, citing: DocumentRow) -> Division | None:
    """Return whose document a reference names: the place at the head of its title, the one before it, else the citing one's."""
    title = _written(citation.full_title or citation.cited_title or "")
    hands_on = _HANDS_ON.search(title)
    own = _division(citing)
    named = [one for one in find_divisions(hands_on["inner"] if hands_on else title, own) if one.start == 0]
    if named:
        return named[-1].division
    code = citation.cited_place_code
    if code is not None:
        return own if own is not None and own.code == code else divisions().get(code)
    return own


def _division(document: DocumentRow) -> Division | None:
    code = document.jurisdiction_code
    return jurisdiction(code, document.jurisdiction_name) if code else None


def _names_place(title: str) -> bool:
    return bool(find_divisions(title))


def _in_force(document: DocumentRow, citing: DocumentRow) -> bool:
    """Whether the citing document is of the other's period."""
    day, start, end = day_of(citing), document.period_start, document.period_end
    return day is not None and start is not None and end is not None and start <= day <= end
