"""``indicators``: the same thing measured, by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.lexicons.measures import dimension_of
from extractors.schema.rows import AchievementRow, IndicatorRow, TargetRow
from extractors.text.folding import fold

_NOISE = re.compile(r"[\s“”\"'《》]+")


def canonical_indicator(indicator: str) -> str:
    """Return the words that stand for an indicator in every document: width-folded, without blanks and quotes."""
    return _NOISE.sub("", fold(indicator))


def indicator_id(indicator: str) -> str:
    """Return the readable id of an indicator, from its canonical name alone."""
    return f"indicator:{canonical_indicator(indicator)}"


def indicator_rows(measured: Iterable[TargetRow | AchievementRow]) -> tuple[IndicatorRow, ...]:
    """Return one row an indicator that the rows name, by id."""
    dimensions: dict[str, str | None] = {}
    aliases: dict[str, set[str]] = {}
    for row in measured:
        name = canonical_indicator(row.indicator)
        dimensions.setdefault(name, dimension_of(row.unit))
        aliases.setdefault(name, set()).add(row.indicator)
    return tuple(
        IndicatorRow(
            indicator_id=f"indicator:{name}",
            canonical_name=name,
            unit_dimension=dimensions[name],
            aliases=tuple(sorted(aliases[name])),
        )
        for name in sorted(dimensions)
    )
