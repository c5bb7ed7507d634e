"""Score links between rows against annotated pairs (``*.links.json``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extractors.schema.rows import (
    AchievementRow,
    CitationRow,
    DocumentRow,
    PlatformMentionRow,
    ProgressRow,
    TargetLinkRow,
    TargetRow,
)
from extractors.scoring.gold import GoldError, Row
from extractors.scoring.tally import Miss, Tally

#: What a pair may be annotated as, in the order in which the figures are printed.
KINDS = ("progress", "series", "same_indicator", "serves", "supersedes", "carrier", "citation")
#: Those whose links stand in tables one by one, so that all of them can be told; the others follow from ids that agree.
_LISTED = ("progress", "serves", "supersedes", "citation")
#: The sum over all kinds.
ALL = "links"
_OPEN, _CLOSE = "⟦", "⟧"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair.

    Attributes:
        file: Name of the document.
        at: A snippet of it in which ⟦ ⟧ mark the span; None where the document as a whole is meant.
        nth: Which occurrence of the snippet, from 1.
    """

    file: str
    at: str | None
    nth: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places of which somebody said whether a link of a kind holds between them."""

    kind: str
    holds: bool
    left: Side
    right: Side
    note: str | None


@dataclass(frozen=True, slots=True)
class LinkGold:
    """The annotated pairs of one file.

    Attributes:
        name: Name of the file.
        pairs: The pairs.
        exhaustive: Kinds of which every link among the documents is annotated, so that others are one too many.
    """

    name: str
    pairs: tuple[Pair, ...]
    exhaustive: frozenset[str]

    @property
    def files(self) -> frozenset[str]:
        """The documents that the pairs speak of."""
        return frozenset(side.file for pair in self.pairs for side in (pair.left, pair.right))


def read_links(data: bytes, name: str) -> LinkGold:
    """Return the annotated pairs of a file.

    Raises:
        GoldError: The file is no JSON, or a pair lacks a part or is of no known kind.
    """
    try:
        content = json.loads(data)
        pairs = tuple(_pair(one) for one in content["links"])
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{name}: no annotated links: {error!r}") from error
    exhaustive = frozenset(content.get("exhaustive", ()))
    unknown = ({pair.kind for pair in pairs} - set(KINDS)) | (exhaustive - set(_LISTED))
    if unknown:
        raise GoldError(
            f"{name}: no kind of link, or none that the tables list: {', '.join(sorted(unknown))}"
        )
    return LinkGold(name, pairs, exhaustive)


def _pair(one: Row) -> Pair:
    return Pair(one["kind"], bool(one["holds"]), _side(one["left"]), _side(one["right"]), one.get("note"))


def _side(one: Row) -> Side:
    return Side(one["file"], one.get("at"), int(one.get("nth", 1)))


def score_links(tables: Mapping[str, Iterable[object]], golds: Iterable[LinkGold]) -> Mapping[str, Tally]:
    """Return the tallies of every kind of link that is annotated, and of all together.

    A pair counts as found where the tables link the rows that stand at its spans. A pair that is annotated not to hold, and
    one that nobody annotated of an exhaustive kind, is one too many.

    Args:
        tables: The linked tables of the documents.
        golds: The annotated pairs.

    Raises:
        GoldError: A snippet does not stand in its document.
    """
    found = _Links(tables)
    tallies: dict[str, Tally] = {}
    for gold in golds:
        judged: set[tuple[str, str, str]] = set()
        for pair in gold.pairs:
            judged |= {(pair.kind, *ids) for ids in found.ids(pair, gold.name)}
            for name in (pair.kind, ALL):
                _count(tallies.setdefault(name, Tally()), pair, found, gold.name)
        for kind in sorted(gold.exhaustive):
            for link in found.all_of(kind, gold.files) - {one[1:] for one in judged if one[0] == kind}:
                for name in (kind, ALL):
                    tally = tallies.setdefault(name, Tally())
                    tally.found += 1
                    tally.extra.append(Miss(link[0].partition("#")[0], link, None, found.row(link)))
    order = [kind for kind in (*KINDS, ALL) if kind in tallies]
    return {kind if kind == ALL else f"{ALL}: {kind}": tallies[kind] for kind in order}


def _count(tally: Tally, pair: Pair, found: _Links, name: str) -> None:
    is_found = found.holds(pair, name)
    tally.gold += pair.holds
    tally.found += is_found
    tally.hit += pair.holds and is_found
    start, end = found.span(pair.left, name)
    told = {"start": start, "end": end, "kind": pair.kind, "right": _told(pair.right), "note": pair.note}
    key = (pair.kind, start, end, pair.right.file, pair.right.at)
    if pair.holds and not is_found:
        tally.missed.append(Miss(pair.left.file, key, told, None))
    if is_found and not pair.holds:
        tally.extra.append(Miss(pair.left.file, key, None, {"char_start": start, "char_end": end} | told))


def _told(side: Side) -> str:
    return f"{side.file}: {side.at}" if side.at else side.file


class _Links:
    """The links that tables hold, asked by places in documents."""

    def __init__(self, tables: Mapping[str, Iterable[object]]) -> None:
        self._documents = {row.document_id: row for row in _only(tables, "documents", DocumentRow)}
        self._targets = _by_file(_only(tables, "targets", TargetRow))
        self._achievements = _by_file(_only(tables, "achievements", AchievementRow))
        self._mentions = _by_file(_only(tables, "platform_mentions", PlatformMentionRow))
        self._citations = _by_file(_only(tables, "citations", CitationRow))
        self._first = {
            row.target_id: row.restates_target_id or row.target_id
            for row in _only(tables, "targets", TargetRow)
        }
        self._pairs: Mapping[str, set[tuple[str, str]]] = {
            "progress": {
                (row.target_id, row.achievement_id) for row in _only(tables, "progress", ProgressRow)
            },
            "serves": self._of_targets(tables, "serves"),
            "supersedes": self._of_targets(tables, "supersedes")
            | {(name, row.supersedes) for name, row in self._documents.items() if row.supersedes},
            "citation": {
                (row.citation_id, row.cited_document_id)
                for row in _only(tables, "citations", CitationRow)
                if row.cited_document_id
            },
        }
        self._agree: Mapping[str, Callable[[Any, Any], bool]] = {
            "series": _one_series,
            "same_indicator": _one_indicator,
            "carrier": _one_carrier,
        }

    def _of_targets(self, tables: Mapping[str, Iterable[object]], relation: str) -> set[tuple[str, str]]:
        rows = _only(tables, "target_links", TargetLinkRow)
        return {(row.target_id, row.linked_target_id) for row in rows if row.relation == relation}

    def holds(self, pair: Pair, name: str) -> bool:
        """Whether the tables link what stands on both sides of a pair."""
        if pair.kind in self._agree:
            agree = self._agree[pair.kind]
            sides = [list(self._rows(pair, side, name)) for side in (pair.left, pair.right)]
            return any(agree(one, other) for one in sides[0] for other in sides[1])
        return any(ids in self._pairs[pair.kind] for ids in self.ids(pair, name))

    def ids(self, pair: Pair, name: str) -> Iterator[tuple[str, str]]:
        """Yield the ids of the rows on both sides, as the tables would link them."""
        if pair.kind in self._agree:
            return
        for left in self._ids(pair, pair.left, name):
            for right in self._ids(pair, pair.right, name):
                yield left, right

    def all_of(self, kind: str, files: frozenset[str]) -> set[tuple[str, str]]:
        """Return all links of a kind among some documents."""
        return {
            pair
            for pair in self._pairs.get(kind, set())
            if all(one.partition("#")[0] in files for one in pair)
        }

    def span(self, side: Side, name: str) -> tuple[int, int]:
        """Return the range that a side marks.

        Raises:
            GoldError: The snippet does not stand in the document so often.
        """
        if side.at is None:
            return 0, 0
        document = self._documents.get(side.file)
        if document is None:
            raise GoldError(f"{name}: {side.file} is not among the documents")
        snippet, at = side.at.replace(_OPEN, "").replace(_CLOSE, ""), -1
        for _ in range(side.nth):
            at = document.text.find(snippet, at + 1)
            if at < 0:
                raise GoldError(f"{name}: {side.file} does not hold {side.at}")
        return at + side.at.index(_OPEN), at + side.at.index(_CLOSE) - len(_OPEN)

    def row(self, link: Sequence[str]) -> Row:
        """Return what tells a link that nobody annotated."""
        start = link[0].rpartition("@")[2].partition(".")[0]
        at = int(start) if start.isdigit() else 0
        return {"char_start": at, "char_end": at, "left": link[0], "right": link[1]}

    def _ids(self, pair: Pair, side: Side, name: str) -> Iterator[str]:
        if side.at is None:
            document = self._documents.get(side.file)
            if document is not None:
                yield document.duplicate_of or document.document_id
            return
        for row in self._rows(pair, side, name):
            if isinstance(row, TargetRow):
                yield self._first[row.target_id]
            elif isinstance(row, AchievementRow):
                yield row.achievement_id
            elif isinstance(row, CitationRow):
                yield row.citation_id

    def _rows(self, pair: Pair, side: Side, name: str) -> Iterator[object]:
        """Yield the rows that stand at a side's span, of the tables that the kind links."""
        start, end = self.span(side, name)
        numbers = [*self._targets.get(side.file, ()), *self._achievements.get(side.file, ())]
        if pair.kind == "carrier":
            mentions = self._mentions.get(side.file, ())
            yield from (row for row in mentions if row.char_start < end and start < row.char_end)
        elif pair.kind == "citation":
            citations = self._citations.get(side.file, ())
            yield from (row for row in citations if row.char_start < end and start < row.char_end)
        else:
            yield from (row for row in numbers if row.value_start < end and start < row.value_end)


def _one_series(one: TargetRow | AchievementRow, other: TargetRow | AchievementRow) -> bool:
    return type(one) is type(other) and one.series_id is not None and one.series_id == other.series_id


def _one_indicator(one: TargetRow | AchievementRow, other: TargetRow | AchievementRow) -> bool:
    same = (one.indicator_id, one.place_code) == (other.indicator_id, other.place_code)
    return same and one.place_code is not None


def _one_carrier(one: PlatformMentionRow, other: PlatformMentionRow) -> bool:
    return one.platform_id is not None and one.platform_id == other.platform_id


def _only(tables: Mapping[str, Iterable[object]], name: str, row: type[_T]) -> list[_T]:
    return [one for one in tables.get(name, ()) if isinstance(one, row)]


def _by_file(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    return found
