"""Units of measure, and values written with 万 and 亿 brought to the plain unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.lexicons.tables import read_table
from extractors.text.folding import fold_width
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

_POWERS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: 万吨/年, 立方米/秒: characters of what a unit is counted for.
_LONGEST_EACH = 4
_PLAIN_UNITS = ("百分点", "千瓦", "千米", "千克", "千伏", "千焦", "千帕", "千赫", "千兆", "百兆")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure.

    Attributes:
        unit: As texts write it: 家, 亿元, 万吨标准煤.
        dimension: What it measures: count, persons, money, ratio, length, area, mass and the like.
    """

    unit: str
    dimension: str


@cache
def measures() -> Mapping[str, Measure]:
    """Return the units of measure by the words that name them."""
    rows = read_table("measures")
    return MappingProxyType({row["unit"]: Measure(row["unit"], row["dimension"]) for row in rows})


@lru_cache(maxsize=1024)
def dimension_of(unit: str | None) -> str | None:
    """Return what a unit measures; a bare 万 or 亿 counts, an unknown unit has none."""
    unit = fold_width(unit or "")
    known = measures().get(unit) or measures().get(split_scale(unit)[1])
    if known:
        return known.dimension
    of, _, each = unit.partition("/")
    if each and dimension_of(of) and len(each) <= _LONGEST_EACH:
        return "intensity"
    return "count" if unit and not split_scale(unit)[1] else None


def split_scale(unit: str) -> tuple[int, str]:
    """Split a unit into what multiplies the number and the plain unit: 千万元 is 10000000 and 元.

    百 and 千 multiply only in front of 万 and 亿, so that 千瓦 and 百分点 stay units; the 百 and 千 of a
    counting unit the lexicon knows (千人) stay with it.
    """
    end = 0
    while end < len(unit) and unit[end] in _POWERS and not unit.startswith(_PLAIN_UNITS, end):
        end += 1
    while end and unit[end - 1] not in "万亿":
        end -= 1
    scale = 1
    for character in unit[:end]:
        scale *= _POWERS[character]
    return scale, unit[end:]


def normalize(value: float, unit: str | None) -> tuple[float, str | None]:
    """Bring a value to its plain unit, by decimal arithmetic.

    Args:
        value: The number as written: 60 in 60亿元.
        unit: The unit as written, or ``None``.

    Returns:
        The value and its unit without 万 and 亿 (60亿元: 6000000000 元); ‰ becomes %; a bare 5亿 has none.
    """
    if unit is None:
        return value, None
    if unit == "‰":
        return float(_decimal(value) / 10), "%"
    scale, plain = split_scale(unit)
    scaled = float(_decimal(value) * scale) if scale > 1 else value
    return scaled, {"": None, "％": "%"}.get(plain, plain)


def _decimal(value: float) -> Decimal:
    """Return the number that a float was read from: its shortest decimal form."""
    return Decimal(repr(value))
