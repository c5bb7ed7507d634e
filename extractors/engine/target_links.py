"""``target_links``: commitments that serve a plan's target, and those of a newer version that take an older one's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.engine.candidates import candidate
from extractors.engine.versions import day_of
from extractors.rows.indicators import name_of_id
from extractors.schema.rows import DocumentRow, LinkCandidateRow, TargetLinkRow, TargetRow
from extractors.schema.vocabulary import Measure
from extractors.values import dataclass

#: Kinds of document that tell what is done for a plan, year by year.
_SERVING = ("reply", "work_report")
#: What a commitment of one measure may bring nearer: more of them nearer to so many, a yearly rate nearer to a rate.
_BRINGS_NEARER: Mapping[Measure, tuple[Measure, ...]] = {
    "increment": ("increment", "level"),
    "level": ("level",),
    "growth": ("growth", "level"),
    "reduction": ("reduction",),
}


@dataclass(frozen=True, slots=True)
class TargetLinks:
    """Links between targets.

    Attributes:
        rows: The links, by the ids of both targets.
        candidates: Pairs of which it is not shown which takes the place of which.
    """

    rows: tuple[TargetLinkRow, ...]
    candidates: tuple[LinkCandidateRow, ...]


def target_links(
    targets: Sequence[TargetRow], documents: Mapping[str, DocumentRow], supersedes: Mapping[str, str]
) -> TargetLinks:
    """Return which target serves or takes the place of which.

    Args:
        targets: The commitments of all documents that are no duplicates.
        documents: Their documents, by id.
        supersedes: The version before, by document id.
    """
    first = [row for row in targets if row.restates_target_id is None and row.place_code is not None]
    newer = [*_newer(first, supersedes)]
    rows = [
        *_serving(first, documents),
        *(one for one in newer if isinstance(one, TargetLinkRow)),
    ]
    return TargetLinks(
        tuple(sorted(rows, key=lambda row: (row.target_id, row.linked_target_id, row.relation))),
        tuple(one for one in newer if isinstance(one, LinkCandidateRow)),
    )


def _serving(targets: Sequence[TargetRow], documents: Mapping[str, DocumentRow]) -> Iterator[TargetLinkRow]:
    """Yield for each commitment of a reply or a report the later targets of its place and indicator that it serves."""
    served: dict[tuple[object, ...], list[TargetRow]] = defaultdict(list)
    for target in targets:
        if target.due_on is not None:
            served[_thing(target)].append(target)
    for target in targets:
        document = documents[target.document_id]
        if document.document_type in _SERVING and target.due_on is not None:
            for other in served[_thing(target)]:
                if _serves(target, document, other, documents[other.document_id]):
                    yield TargetLinkRow(
                        target_id=target.target_id,
                        linked_target_id=other.target_id,
                        relation="serves",
                        basis=f"{_same(target)}; 承诺期限{target.due_on}, 目标期限{other.due_on}",
                    )


def _thing(row: TargetRow) -> tuple[object, ...]:
    return (row.place_code, row.indicator_id, row.per)


def _serves(target: TargetRow, document: DocumentRow, other: TargetRow, plan: DocumentRow) -> bool:
    """Whether reaching a commitment brings another target nearer: a later one, of a plan that covers the commitment's day."""
    if other.measure not in _BRINGS_NEARER[target.measure] or target.due_on is None or other.due_on is None:
        return False
    grows = target.measure == "growth" and other.measure == "level"
    if grows and other.comparator in ("lte", "lt"):
        return False  # growth brings no ceiling nearer
    if grows == (target.unit_normalized == other.unit_normalized):
        return False  # a rate brings an amount nearer, and what is counted alike what is counted alike
    if target.document_id == other.document_id:
        return document.document_type == "work_report" and target.due_on < other.due_on
    begins = plan.period_start or day_of(plan)
    covered = begins is None or begins <= target.due_on
    return plan.document_type not in _SERVING and covered and target.due_on <= other.due_on


def _newer(
    targets: Sequence[TargetRow], supersedes: Mapping[str, str]
) -> Iterator[TargetLinkRow | LinkCandidateRow]:
    """Yield what the targets of a newer version take the place of: of one series and day, else of one series alone."""
    held: dict[tuple[str, str | None], list[TargetRow]] = defaultdict(list)
    for target in targets:
        if target.series_id is not None:
            held[target.document_id, target.series_id].append(target)
    for (name, series), ours in held.items():
        theirs = next(
            (held[older, series] for older in _older(name, supersedes) if (older, series) in held), []
        )
        yield from _of_series(ours, theirs)


def _older(name: str, supersedes: Mapping[str, str]) -> Iterator[str]:
    """Yield the versions before a document, the latest first."""
    while (older := supersedes.get(name)) is not None:
        yield older
        name = older


def _of_series(
    ours: Sequence[TargetRow], theirs: Sequence[TargetRow]
) -> Iterator[TargetLinkRow | LinkCandidateRow]:
    """Yield the links between the targets of one series in a newer and an older version."""
    taken: set[str] = set()
    for target in ours:
        same = [one for one in theirs if one.due_on == target.due_on]
        if len(same) == 1 and [one.due_on for one in ours].count(target.due_on) == 1:
            taken |= {target.target_id, same[0].target_id}
            yield _superseding(target, same[0])
    left = [one for one in ours if one.target_id not in taken]
    right = [one for one in theirs if one.target_id not in taken]
    if len(left) == len(right) == 1:
        yield _superseding(left[0], right[0])
    elif left and right:
        for target in left:
            reason = f"a newer version; {len(right)} targets of the series are left in the older one"
            yield candidate("target", target.target_id, right[0].target_id, reason)


def _superseding(target: TargetRow, other: TargetRow) -> TargetLinkRow:
    day = (
        f"期限均为{target.due_on}"
        if target.due_on == other.due_on
        else f"期限由{other.due_on}改为{target.due_on}"
    )
    return TargetLinkRow(
        target_id=target.target_id,
        linked_target_id=other.target_id,
        relation="supersedes",
        basis=f"所在文件为新版本; {_same(target)}; {day}",
    )


def _same(target: TargetRow) -> str:
    name = name_of_id(target.indicator_id)
    return f"行政区划{target.place_code}; 指标规范名称均为“{name}”; 单位{target.unit_normalized or '无'}"
