"""Scores of two releases against the same hand annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.schema import TABLES, table_named
from extractors.scoring import Gold, Scores, score
from pipelines.drift.policy import DriftPolicy
from pipelines.drift.sides import Side
from pipelines.parquet_rows import rows_from_parquet
from pipelines.score import read_golds

#: Digits of a fall that count: sums of fractions differ in the last ones.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class MetricDrift:
    """One metric over the annotated documents of both releases.

    Attributes:
        metric: Its name.
        before: F1 of the release before, from 0 to 1.
        after: F1 of the new one.
        annotated: How many annotations it holds the rows against.
    """

    metric: str
    before: float
    after: float
    annotated: int

    @property
    def fall(self) -> float:
        """How far F1 falls; negative where it rises."""
        return round(self.before - self.after, _DIGITS)


@dataclass(frozen=True, slots=True)
class ScoreDrift:
    """How the scores of two releases differ.

    Attributes:
        metrics: Each metric; none where no document could be compared.
        documents: The annotated documents whose rows of both releases were scored.
        left_out: Each other annotated document with the reason, in words.
    """

    metrics: tuple[MetricDrift, ...]
    documents: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]

    def blocking(self, policy: DriftPolicy) -> tuple[MetricDrift, ...]:
        """Return the metrics that fall further than they may.

        Where nothing is annotated, F1 is 1 or 0 and a single row decides: that only warns.
        """
        return tuple(one for one in self.metrics if one.annotated and one.fall > policy.max_score_fall)

    def warnings(self, policy: DriftPolicy) -> tuple[MetricDrift, ...]:
        """Return the metrics that fall and do not block."""
        blocking = self.blocking(policy)
        return tuple(one for one in self.metrics if one.fall > 0 and one not in blocking)

    def as_metadata(self) -> dict[str, Any]:
        """Return all figures as plain data."""
        return {
            "documents": list(self.documents),
            "left_out": dict(self.left_out),
            "metrics": [{**asdict(one), "fall": one.fall} for one in self.metrics],
        }


def score_drift(before: Side, after: Side, gold_dir: Path) -> ScoreDrift:
    """Return how the scores change over the annotated documents that both releases hold with the same bytes.

    Offsets of annotations stand for one text: a document whose bytes changed is left out and named, as is one that a
    release does not hold.

    Args:
        before: The release before.
        after: The new one.
        gold_dir: The folder of ``*.gold.json``; a document is told by its id, its path below ``raw/``.

    Raises:
        PlanhouseError: The folder is missing or holds no gold file, or one cannot be used.
        DamagedReleaseError: A file of a release cannot be read.
    """
    golds = {gold.file: gold for gold in read_golds(gold_dir)}
    held = _documents(before, golds), _documents(after, golds)
    left_out = {name: why for name in sorted(golds) if (why := _why_left_out(name, before, after, *held))}
    compared = [gold for name, gold in sorted(golds.items()) if name not in left_out]
    return ScoreDrift(
        metrics=_metrics(_scores(before, compared), _scores(after, compared)) if compared else (),
        documents=tuple(gold.file for gold in compared),
        left_out=tuple(left_out.items()),
    )


def _documents(side: Side, names: Iterable[str]) -> set[str]:
    """Return which of some documents a release holds."""
    rows = rows_from_parquet(table_named("documents"), side.parquet, "document_id", set(names))
    return {row.document_id for row in rows}


def _why_left_out(
    name: str, before: Side, after: Side, held_before: set[str], held_after: set[str]
) -> str | None:
    if name not in held_before and name not in held_after:
        return "in neither release"
    if name not in held_after:
        return "only in the release before"
    if name not in held_before:
        return "only in the new release"
    return None if before.contents.get(name) == after.contents.get(name) else "its file changed"


def _scores(side: Side, golds: Sequence[Gold]) -> Scores:
    names = {gold.file for gold in golds}
    tables = {
        table.name: rows_from_parquet(table, side.parquet, "document_id", names)
        for table in TABLES
        if table.partitioned
    }
    units = {row.unit_id for row in tables["task_units"]}
    tables["units"] = rows_from_parquet(table_named("units"), side.parquet, "unit_id", units)
    return score(tables, golds)


def _metrics(before: Scores, after: Scores) -> tuple[MetricDrift, ...]:
    return tuple(
        MetricDrift(name, before[name].figures().f1, after[name].figures().f1, after[name].gold)
        for name in after
    )
