"""Which changes to ask for now: each once, again after growing pauses where its run failed, and not for ever."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.arrival.settings import Arrival
from pipelines.arrival.watch import Change, Content
from pipelines.runs import digest

Standing = Literal["in flight", "pausing", "blocked", "given up", "due"]


@dataclass(frozen=True, slots=True)
class Asked:
    """How often runs were requested for a change.

    Attributes:
        content: What the document is; None where it was deleted.
        times: How often it was asked for.
        ended_at: When its last run was first seen to be over, in seconds since 1970; None while it lasts.
        batch: The digest of the batch that it was last asked for with.
    """

    content: Content | None
    times: int = 0
    ended_at: float | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class UnfinishedRuns:
    """The runs that wait or work.

    Attributes:
        count: How many they are.
        documents: The documents that they name.
        everything: Whether one of them takes all documents.
    """

    count: int = 0
    documents: frozenset[str] = frozenset()
    everything: bool = False

    def take(self, document_id: str) -> bool:
        """Return whether one of them takes this document."""
        return self.everything or document_id in self.documents


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for, and why the rest is not asked for.

    Attributes:
        batches: The changes to request, one batch a run.
        asked: What has been asked for then, by document id.
        in_flight: How many changes runs are at work on.
        pausing: How many wait for another attempt.
        held: How many wait for runs to end before they are asked for.
        blocked: The documents that are not asked for while the same release is current.
        given_up: The documents that are not asked for any more.
    """

    batches: tuple[tuple[Change, ...], ...]
    asked: Mapping[str, Asked]
    in_flight: int
    pausing: int
    held: int
    blocked: tuple[str, ...]
    given_up: tuple[str, ...]


def plan(
    changes: Sequence[Change],
    asked: Mapping[str, Asked],
    runs: UnfinishedRuns,
    now: float,
    settings: Arrival,
    *,
    whole: bool,
    blocked: Collection[str] = (),
) -> Plan:
    """Return what to ask for now.

    Args:
        changes: The settled changes, in the order in which they are to be asked for.
        asked: What was asked for before, by document id.
        runs: The runs that wait or work.
        now: The time, in seconds since 1970.
        settings: How much at once and how often.
        whole: Whether one run is to take everything, as nothing has been published.
        blocked: Digests of batches whose run a defect kept from publishing, against the release that is current still
            and by the same code: the same documents would end the same way.
    """
    noted = {
        change.document_id: _noted(change, asked.get(change.document_id), runs, now) for change in changes
    }
    still = {digest for digest in blocked if batch_digest(_of_batch(changes, noted, digest)) == digest}
    standing = {
        name: _standing(entry, now, settings, taken=runs.take(name), blocked=entry.batch in still)
        for name, entry in noted.items()
    }
    due = [change for change in changes if standing[change.document_id] == "due"]
    batches = _batches(due, runs.count, settings, whole=whole)
    for batch in batches:
        named = batch_digest(batch)
        for change in batch:
            entry = noted[change.document_id]
            noted[change.document_id] = replace(entry, times=entry.times + 1, ended_at=None, batch=named)
    counts = list(standing.values())
    return Plan(
        batches=batches,
        asked={name: entry for name, entry in noted.items() if entry.times},
        in_flight=counts.count("in flight"),
        pausing=counts.count("pausing"),
        held=len(due) - sum(map(len, batches)),
        blocked=tuple(name for name, found in standing.items() if found == "blocked"),
        given_up=tuple(name for name, found in standing.items() if found == "given up"),
    )


def batch_digest(batch: Sequence[Change]) -> str:
    """Return a short digest of a batch of changes: which documents, and what they are, in whatever order."""
    return digest(sorted(f"{change.document_id}\0{change.content}" for change in batch))


def _of_batch(changes: Sequence[Change], asked: Mapping[str, Asked], named: str) -> list[Change]:
    """Return what is left of a batch: what was corrected or removed since belongs to it no more."""
    return [change for change in changes if asked[change.document_id].batch == named]


def _noted(change: Change, before: Asked | None, runs: UnfinishedRuns, now: float) -> Asked:
    """Return how often a change was asked for; another content begins anew."""
    if before is None or before.content != change.content:
        return Asked(change.content)
    if runs.take(change.document_id):
        return replace(before, ended_at=None)
    return before if before.ended_at is not None else replace(before, ended_at=now)


def _standing(entry: Asked, now: float, settings: Arrival, *, taken: bool, blocked: bool) -> Standing:
    if taken:
        return "in flight"
    if not entry.times or entry.ended_at is None:
        return "due"
    if entry.times > len(settings.pauses):
        return "given up"
    if blocked:
        return "blocked"
    return "due" if now - entry.ended_at >= settings.pauses[entry.times - 1] else "pausing"


def _batches(
    due: Sequence[Change], unfinished: int, settings: Arrival, *, whole: bool
) -> tuple[tuple[Change, ...], ...]:
    size = max(1, len(due)) if whole else settings.documents_a_run
    batches = [tuple(due[start : start + size]) for start in range(0, len(due), size)]
    return tuple(batches[: max(0, settings.runs_at_once - unfinished)])
