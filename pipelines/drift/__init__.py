"""How far a release drifts from the one before it, over what both were made from.

Rows are counted for the documents that both releases hold, so that documents which arrive or leave change no figure.
A table that shrinks too far over all of them blocks the publication, and so does one that shrinks too far over those
whose bytes are the same in both: there only the code, its limits or its packages can have changed the rows, and what is
lost still stands in the sources. Where the bytes are others, the source may well say less than before: what shrinks there
alone is reported beside it and warns.

Names are imported when they are first used: the command line asks for the policy alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.drift.policy import DriftPolicy
    from pipelines.drift.rows import DocumentRows, Drift, TableDrift, row_drift
    from pipelines.drift.scores import MetricDrift, ScoreDrift, score_drift
    from pipelines.drift.sides import Side, published_side, staged_side
    from pipelines.drift.verdict import Verdict, judge, read_verdict, refuse_drift, write_verdict

__all__ = [
    "DocumentRows",
    "Drift",
    "DriftPolicy",
    "MetricDrift",
    "ScoreDrift",
    "Side",
    "TableDrift",
    "Verdict",
    "judge",
    "published_side",
    "read_verdict",
    "refuse_drift",
    "row_drift",
    "score_drift",
    "staged_side",
    "write_verdict",
]

_HOMES = {
    "policy": ("DriftPolicy",),
    "rows": ("DocumentRows", "Drift", "TableDrift", "row_drift"),
    "scores": ("MetricDrift", "ScoreDrift", "score_drift"),
    "sides": ("Side", "published_side", "staged_side"),
    "verdict": ("Verdict", "judge", "read_verdict", "refuse_drift", "write_verdict"),
}


def __getattr__(name: str) -> object:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
