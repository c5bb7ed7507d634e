"""What kind of number a table's cell holds: a level, an increment, a growth, a reduction."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons.measures import dimension_of
from extractors.lexicons.verbs import verb_pattern
from extractors.rows.table_columns import ColumnRole
from extractors.schema.vocabulary import Measure, Recurrence
from extractors.values import dataclass

_BRACKET = re.compile(r"\s*(?:累计|[<>≤≥]=?)?[\[〔【(]")
_REDUCED = re.compile(r"下降|降低|减少|压减|削减|降幅")
_RISING = re.compile(r"(?:增长|增速|增幅|涨幅|增长率|上涨率|增加率)(?:\(|$)")
_RATE = re.compile(r"(?:率|比重|比例|占比|水平)$")
#: 累计达到300, 控制在5.5以内: a verb of reaching in the cell says that it is a level.
_REACHED = re.compile(r"达到|达(?=[0-9])|控制在|保持在|稳定在")


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words around a number in a table.

    Attributes:
        role: What its column speaks of.
        head: The column's head.
        cell: The cell.
        name: The row's name in full.
        unit: The number's unit.
        with_goal: Whether the row has a number in a goal column.
        with_base: Whether the row has a starting value.
    """

    role: ColumnRole
    head: str
    cell: str
    name: str
    unit: str | None
    with_goal: bool
    with_base: bool


def cell_measure(words: CellWords) -> tuple[Measure, Recurrence]:
    """Return the measure of a number and whether it counts once or every year."""
    falls = bool(_REDUCED.search(words.name)) or bool(
        re.match(r"\s*[\[〔【(]?\s*(?:-|下降|降低)", words.cell)
    )
    bracketed = bool(_BRACKET.match(words.cell))
    annual: Recurrence = "annual" if "年均" in words.name + words.cell else "once"
    if _REACHED.search(words.cell):
        return "level", "once"
    if words.role == "change":
        return _change(words, falls=falls, bracketed=bracketed)
    if bracketed:
        return ("reduction" if falls else "increment"), "once"
    if falls and not words.with_base and dimension_of(words.unit) == "ratio":
        return "reduction", annual
    if _RISING.search(words.name):
        return "growth", annual
    adds = words.role == "amount" or bool(_adding().match(words.name))
    if adds and not _RATE.search(words.name):
        return "increment", annual
    return "level", "once"


def _change(words: CellWords, *, falls: bool, bracketed: bool) -> tuple[Measure, Recurrence]:
    """A change in brackets or below 累计 is taken over the term, without them every year."""
    summed = "累计" in words.head and "年均" not in words.head and "增长[" not in words.head
    if bracketed or summed or "累计" in words.cell:
        return ("reduction" if falls else "increment"), "once"
    if falls:
        return "reduction", "annual"
    # A rate without a word of change is a level that holds every year (城镇调查失业率).
    rate = words.name.endswith("失业率") or (
        _RATE.search(words.name) and not words.with_goal and not words.with_base
    )
    return ("level", "annual") if rate else ("growth", "annual")


@cache
def _adding() -> re.Pattern[str]:
    """A name that begins with a verb of adding (新增城镇就业)."""
    return re.compile(
        rf"(?:每年|年均)?(?:{verb_pattern('increment')})(?!用地|水平|规模|标准|率|工程|项目|能力)"
    )
