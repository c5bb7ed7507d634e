"""How far a release drifts from the one before it, over what both were made from.

Rows are counted for the documents that both releases hold, so that documents which arrive or leave change no figure.
What a drift means depends on whose change it is. Where a document's bytes are the same in both releases, only the code,
its limits or its packages can have changed its rows: a table that shrinks there has lost something that still stands in
the sources, and that blocks the publication. Where the bytes are others, the source may well say less than before: that
is reported beside it and only warns.
"""

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
