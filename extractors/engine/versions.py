"""Which documents are versions of one another: the same title and issuer, a later day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from extractors.engine.candidates import candidate
from extractors.rows.wording import bare
from extractors.schema.rows import DocumentRow, LinkCandidateRow
from extractors.text.folding import fold
from extractors.values import dataclass

#: Kinds of document that bear one title time and again.
_COME_AGAIN = ("reply", "notice", "work_report")
#: (修订), (2020年修订版), (修订稿) behind a title: what it says is that there is an older version.
_REVISED = re.compile(r"\((?:[0-9]{4}年?)?(?:修订|修正|修编|调整|更新|第[一二三四五]次修订)(?:版|稿|本)?\)$")


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of documents.

    Attributes:
        supersedes: The version right before, by document id.
        candidates: Pairs of one title that may be versions, and why that is not shown.
    """

    supersedes: Mapping[str, str]
    candidates: tuple[LinkCandidateRow, ...]

    def lines(self) -> Mapping[str, str]:
        """Return the first version of each document that has several, by document id."""
        first = dict(self.supersedes)
        for name in first:
            while first[name] in self.supersedes:
                first[name] = self.supersedes[first[name]]
        return first | {older: older for older in first.values()}


def day_of(document: DocumentRow) -> date | None:
    """Return the day of a document: when it was signed, else when it was published."""
    return document.issued_on or document.published_on


def versions(documents: Sequence[DocumentRow]) -> Versions:
    """Return which document takes the place of which.

    Two are versions where they bear one title, one jurisdiction and one issuer, speak of one period, and one is of a later
    day. The report or the plan of another year is none, whatever it is called; nor are replies, which bear one title
    often, or notices that come every year, unless the title says that they are revised.
    """
    named: dict[tuple[str, str | None], list[DocumentRow]] = {}
    for document in documents:
        if document.title and document.duplicate_of is None:
            named.setdefault((_name(document.title), document.jurisdiction_code), []).append(document)
    older: dict[str, str] = {}
    candidates: list[LinkCandidateRow] = []
    for same in named.values():
        ordered = sorted(same, key=lambda one: (str(day_of(one) or ""), one.document_id))
        for before, after in pairwise(ordered):
            doubt = _doubt(before, after)
            if doubt is None:
                older[after.document_id] = before.document_id
            elif doubt:
                candidates.append(candidate("document", after.document_id, before.document_id, doubt))
    return Versions(older, tuple(candidates))


def _name(title: str) -> str:
    return bare(_REVISED.sub("", fold(title).strip()))


def _doubt(before: DocumentRow, after: DocumentRow) -> str | None:
    """Return why a document may not take the place of another: ``None`` where it does, "" where it plainly does not."""
    is_revised = bool(_REVISED.search(fold(after.title or "").strip()))
    same_period = _period(before) is not None and _period(before) == _period(after)
    if (
        after.document_type in _COME_AGAIN
        and not is_revised
        and not (same_period and after.document_type == "notice")
    ):
        return ""
    if _differ(_period(before), _period(after)):
        return ""
    if day_of(before) is None or day_of(after) is None:
        return "one title and jurisdiction; the day of one is not known"
    if day_of(before) == day_of(after):
        return "one title, jurisdiction and day, another text"
    if _differ(bare(before.issuer or ""), bare(after.issuer or "")):
        return "one title and jurisdiction, another issuer"
    return None


def _period(document: DocumentRow) -> tuple[date | None, date | None] | None:
    return (document.period_start, document.period_end) if document.period_end else None


def _differ(one: object, other: object) -> bool:
    """Whether both are told and differ."""
    return bool(one) and bool(other) and one != other
