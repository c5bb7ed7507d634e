"""What the drift of a release means for its publication."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.drift.policy import DriftPolicy
from pipelines.drift.rows import Drift, row_drift
from pipelines.drift.scores import ScoreDrift, score_drift
from pipelines.drift.sides import Side, published_side
from pipelines.drift.words import metric_lines, table_line
from pipelines.errors import BlockedError, DamagedReleaseError
from pipelines.passages import printable

#: Where a build keeps what was said, beside its other staged files.
_FILE = "drift.json"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What blocks and what warns.

    Attributes:
        before: Id of the release that was compared with; None where there was none.
        rows: The drift of the rows; None where nothing could be compared.
        scores: The drift of the scores; None where no gold was given or nothing could be compared.
        blocking: A line for each table and metric that stands in the way of the publication.
        warnings: A line for each lesser drift; what the override let pass comes first.
        notes: What was left out of the comparison.
    """

    before: str | None
    rows: Drift | None = None
    scores: ScoreDrift | None = None
    blocking: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_metadata(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "before": self.before,
            "blocking": list(self.blocking),
            "warnings": list(self.warnings),
            "notes": list(self.notes),
            "rows": self.rows and self.rows.as_metadata(),
            "scores": self.scores and self.scores.as_metadata(),
        }


def judge(release: Path | None, after: Side, policy: DriftPolicy, gold_dir: Path | None = None) -> Verdict:
    """Return what the drift of a new release against the one before it means.

    A release before that is damaged cannot be compared with. That warns and does not block, as the new release is what
    repairs the warehouse.

    Args:
        release: The folder of the release before; None where there is none.
        after: The new one.
        policy: What blocks, and what warns.
        gold_dir: The folder of ``*.gold.json`` where scores are to be compared too.

    Raises:
        PlanhouseError: The gold cannot be used.
    """
    if release is None:
        return Verdict(before=None)
    try:
        before = published_side(release)
        rows = row_drift(before, after)
        scores = score_drift(before, after, gold_dir) if gold_dir else None
    except DamagedReleaseError as error:
        return Verdict(release.name, warnings=(f"the drift could not be measured: {error}",))
    blocking, warnings = _blocking(rows, scores, policy), _warnings(rows, scores, policy)
    if policy.allow:
        warnings = (*(f"allowed: {line}" for line in blocking), *warnings)
        blocking = ()
    return Verdict(release.name, rows, scores, blocking, warnings, _notes(scores))


def write_verdict(verdict: Verdict, folder: Path) -> None:
    """Keep what was said in the folder of a build."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FILE).write_text(json.dumps(verdict.as_metadata(), ensure_ascii=False, indent=1), "utf-8")


def read_verdict(folder: Path) -> dict[str, Any] | None:
    """Return what was said in a build, as plain data; None where its drift was not measured."""
    path = folder / _FILE
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else None


def refuse_drift(folder: Path) -> None:
    """Raise where the drift that was measured in a build stands in the way of publication.

    Raises:
        BlockedError: It does; the message names tables, rows and documents, and how to publish nevertheless.
    """
    said = read_verdict(folder)
    if said and said["blocking"]:
        head = f"drift from release {said['before']} blocks the publication, the last release stays:"
        advice = "if these rows are meant to go, publish with `planhouse build --allow-drift`"
        raise BlockedError("\n  ".join([head, *said["blocking"], advice]))


def _blocking(rows: Drift, scores: ScoreDrift | None, policy: DriftPolicy) -> tuple[str, ...]:
    lines = map(table_line, rows.blocking(policy))
    return (*lines, *(metric_lines(scores, scores.blocking(policy)) if scores else ()))


def _warnings(rows: Drift, scores: ScoreDrift | None, policy: DriftPolicy) -> tuple[str, ...]:
    lines = map(table_line, rows.warnings(policy))
    return (*lines, *(metric_lines(scores, scores.warnings(policy)) if scores else ()))


def _notes(scores: ScoreDrift | None) -> tuple[str, ...]:
    if scores is None or not scores.left_out:
        return ()
    named = ", ".join(f"{printable(name)} ({why})" for name, why in scores.left_out)
    return (f"annotated but not scored: {named}",)
