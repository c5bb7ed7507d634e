"""The nouns that units' names end in."""

from __future__ import annotations

from functools import cache

from extractors.lexicons.tables import read_table


@cache
def unit_nouns() -> tuple[str, ...]:
    """Return the nouns that a unit's name ends in: 局, 人民政府, 管委会."""
    return tuple(row["noun"] for row in read_table("unit_nouns"))
