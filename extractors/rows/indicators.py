"""``indicators``: the same thing measured, by its own words."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.lexicons.divisions import Division
from extractors.lexicons.indicators import canonical_indicator, read_indicator
from extractors.lexicons.measures import dimension_of
from extractors.schema.rows import AchievementRow, IndicatorRow, TargetRow
from extractors.schema.vocabulary import Measure

_PREFIX = "indicator:"
_BEGUN = "开工"


def indicator_id(
    indicator: str, place: Division | None = None, measure: Measure | None = None, before: str = ""
) -> str:
    """Return the readable id of an indicator, from its canonical name alone.

    Args:
        indicator: The text's words.
        place: Whose government speaks.
        measure: What the number says of it.
        before: The words of the clause before the number: what is begun (新开工) is not what is built.
    """
    is_begun = measure == "increment" and _BEGUN in before and _BEGUN not in indicator
    return id_of_name(f"{canonical_indicator(indicator, place, measure)}{f'({_BEGUN})' if is_begun else ''}")


def id_of_name(canonical: str) -> str:
    """Return the id of an indicator by its canonical name."""
    return f"{_PREFIX}{canonical}"


def name_of_id(indicator_id: str) -> str:
    """Return the canonical name of an indicator by its id."""
    return indicator_id.removeprefix(_PREFIX)


def indicator_rows(measured: Iterable[TargetRow | AchievementRow]) -> tuple[IndicatorRow, ...]:
    """Return one row an indicator that the rows name, by id."""
    dimensions: dict[str, str | None] = {}
    aliases: dict[str, set[str]] = {}
    for row in measured:
        dimensions[row.indicator_id] = dimensions.get(row.indicator_id) or dimension_of(row.unit)
        aliases.setdefault(row.indicator_id, set()).add(row.indicator)
    return tuple(_row(name, dimensions[name], aliases[name]) for name in sorted(dimensions))


def _row(name: str, dimension: str | None, aliases: Iterable[str]) -> IndicatorRow:
    read = read_indicator(name_of_id(name))
    return IndicatorRow(
        indicator_id=name,
        canonical_name=read.canonical,
        unit_dimension=dimension,
        indicator_class=read.indicator_class,
        head=read.head,
        level=read.level,
        level_text=read.level_text,
        scope=read.scope,
        accrual=read.accrual,
        aliases=tuple(sorted(aliases)),
    )
