"""What drift blocks a publication, and what only warns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from pipelines.errors import PlanhouseError


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


def drift_from(given: Mapping[str, float]) -> DriftPolicy:
    """Return the policy with the numbers that are given in place of the defaults; for ``allow``, 1 says yes.

    Raises:
        PlanhouseError: A name is unknown, or its number is below zero or, for a share, above one.
    """
    defaults = DriftPolicy()
    known = {field.name: type(getattr(defaults, field.name)) for field in fields(DriftPolicy)}
    for name, value in given.items():
        if name not in known:
            raise PlanhouseError(f"drift has no setting {name}; there are {', '.join(known)}")
        if value < 0 or (known[name] is float and value > 1):
            raise PlanhouseError(f"the setting {name} of drift must be a share from 0 to 1, not {value:g}")
    return replace(defaults, **{name: known[name](value) for name, value in given.items()})
