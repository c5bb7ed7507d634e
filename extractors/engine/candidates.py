"""``link_candidates``: pairs that may belong together, for a person to look at."""

from __future__ import annotations

from extractors.schema.rows import LinkCandidateRow
from extractors.schema.vocabulary import CandidateKind


def candidate(kind: CandidateKind, left: str, right: str, reason: str) -> LinkCandidateRow:
    """Return a pair for the review list, with what speaks for it and why it is not shown."""
    return LinkCandidateRow(
        candidate_id=f"{left}~{right}", kind=kind, left_id=left, right_id=right, reason=reason
    )
