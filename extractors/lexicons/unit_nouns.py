"""The nouns that units' names end in."""

from __future__ import annotations

from functools import cache

from extractors.lexicons.tables import read_table


@cache
def unit_nouns(*, in_lists: bool = False) -> tuple[str, ...]:
    """Return the nouns that a unit's name ends in: 局, 人民政府, 管委会.

    Args:
        in_lists: Whether the name stands in a list of responsible units, where 区, 企业 and 单位 name units too.
    """
    wanted = ("anywhere", "lists") if in_lists else ("anywhere",)
    return tuple(row["noun"] for row in read_table("unit_nouns") if row["where"] in wanted)
