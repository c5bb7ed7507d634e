"""What drift blocks a publication, and what only warns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DriftPolicy:
    """How far a release may drift from the one before it.

    Attributes:
        max_shrink: Share of a table's rows, from 0 to 1, beyond which their loss blocks.
        min_rows_lost: Rows that have to be lost before a loss blocks: of two rows, one is half the table.
        warn_change: Share of a table's rows, from 0 to 1, beyond which a loss or a gain warns.
        max_score_fall: Fall of a metric's F1, from 0 to 1, beyond which it blocks.
        allow: Whether what would block only warns (``planhouse build --allow-drift``).
    """

    max_shrink: float = 0.2
    min_rows_lost: int = 5
    warn_change: float = 0.05
    max_score_fall: float = 0.01
    allow: bool = False
