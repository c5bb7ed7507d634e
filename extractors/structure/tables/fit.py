"""Which cell of a row stands in which column, where cells are missing, merged or parted by line breaks."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicons.table_heads import ColumnKind
from extractors.structure.tables.cells import CellForm, form_of
from extractors.structure.tables.heads import NAMES, VALUES
from extractors.structure.tables.model import HeadCell
from extractors.text.view import Span, TextView
from extractors.values import dataclass

#: What it costs to read a form of cell below a kind of column; what is not named does not fit.
_NO_FIT = 6.0
_COSTS: dict[str, dict[CellForm, float]] = {
    "number": {"number": 0, "empty": 0.5},
    "category": {"text": 0.2, "phrase": 0.4, "empty": 0, "dash": 1},
    "name": {"text": 0, "phrase": 0.3, "unit": 2},
    "unit": {"unit": 0, "dash": 0.3, "empty": 0.2, "text": 1.2, "value": 3},
    "values": {"value": 0, "number": 0, "dash": 0, "empty": 0.1, "phrase": 0.2, "text": 2.5, "unit": 4},
    "nature": {"nature": 0, "empty": 0.2, "dash": 0.2},
    "times": {"value": 0, "number": 0.5, "text": 0.2, "phrase": 0.2, "empty": 0, "dash": 0, "unit": 1},
    "party": {"text": 0, "phrase": 0, "empty": 0, "dash": 0, "unit": 1, "value": 3},
    "words": {
        "text": 0,
        "phrase": 0,
        "empty": 0,
        "dash": 0,
        "value": 0.7,
        "number": 0.9,
        "unit": 0.5,
        "nature": 2,
    },
}
#: What it costs to find no cell for a column.
_MISSING: dict[str, float] = {
    "number": 1,
    "category": 0.4,
    "name": _NO_FIT,
    "unit": 0.7,
    "values": 1.5,
    "nature": 0.8,
    "times": 0.6,
    "party": 0.6,
    "words": 0.6,
}
#: What it costs to read a cell as the continuation of the one before it: after a blank, after a line break.
_AFTER_BLANK, _AFTER_BREAK = 0.25, 0.9
_LEFT_OUT_BLANK = 0.3
#: A category longer than this, in characters, is none, and what it costs to take it for one.
_LONGEST_CATEGORY, _LONG_COST = 8, 1.5
_WORDY = frozenset({"times", "party", "words"})
#: How many columns of text a cell may stand beside its head before that counts, and what a column of text costs.
_SLACK, _PER_COLUMN = 4, 0.04
_WORST = 4.5
_WIDE = re.compile("[^\x00-\u2e80]")
#: A reading so far: what it costs, and the column of each cell.
_State = tuple[float, tuple[int, ...]]
_NO_READING: _State = (float("inf"), ())


@dataclass(frozen=True, slots=True)
class Fit:
    """The cells of a row by column.

    Attributes:
        columns: The index of the column of each cell, or -1 for an empty cell left out.
        cost: How badly they fit; 0 is a full row.
        is_sure: Whether no value could as well stand in another column.
    """

    columns: tuple[int, ...]
    cost: float
    is_sure: bool


def fit(
    view: TextView,
    heads: tuple[HeadCell, ...],
    cells: tuple[Span, ...],
    *,
    by_place: bool = False,
    in_columns: bool = False,
) -> Fit | None:
    """Return the best reading of a row, or None where its cells do not fit the columns.

    Args:
        view: The document.
        heads: The table's columns.
        cells: The cells of one row in reading order.
        by_place: Whether cells stand below their heads, so that their place on the line counts.
        in_columns: Whether bars or tabs give each cell its column, which then holds unless a cell is out of place.
    """
    forms = tuple(form_of(view.folded[cell.start : cell.end]) for cell in cells)
    groups = tuple(_group(head.kind) for head in heads)
    if len(forms) == len(groups):
        direct = sum(
            _COSTS[group].get(form, _NO_FIT) + _long(group, cell)
            for group, form, cell in zip(groups, forms, cells, strict=True)
        )
        if direct < (_NO_FIT if in_columns else 1):
            return Fit(tuple(range(len(groups))), direct, is_sure=True)
    if len(cells) > 3 * len(heads) + 3:
        return None
    cost, columns = _best(view, heads, groups, cells, forms, by_place=by_place)
    if cost > _WORST:
        return None
    return Fit(columns, cost, _is_sure(groups, columns, forms, by_place=by_place))


def _group(kind: ColumnKind) -> str:
    if kind in VALUES:
        return "values"
    if kind in NAMES:
        return "name"
    if kind in ("period", "due"):
        return "times"
    return kind if kind in ("number", "category", "unit", "nature", "party") else "words"


def _best(
    view: TextView,
    heads: tuple[HeadCell, ...],
    groups: tuple[str, ...],
    cells: tuple[Span, ...],
    forms: tuple[CellForm, ...],
    *,
    by_place: bool,
) -> _State:
    """Walk cells and columns side by side: a cell opens the next column, carries on the last one, or a column is empty.

    ``best[c]`` is the best reading so far that has done with the columns before ``c``, ``open_[c]`` the best one of which
    the column before ``c`` holds the last cell. What costs more than any reading may is not carried further.
    """
    none = [_NO_READING] * (len(groups) + 1)
    open_ = none
    best = _with_missing([(0.0, ()), *none[1:]], open_, groups)
    for at, (cell, form) in enumerate(zip(cells, forms, strict=True)):
        held = [_NO_READING]
        for column, group in enumerate(groups):
            reading = _NO_READING
            cost, path = best[column]
            if cost <= _WORST:
                aside = _place_cost(view, heads[column], cell) if by_place and group == "values" else 0.0
                cost = cost + _COSTS[group].get(form, _NO_FIT) + aside + _long(group, cell)
                reading = (cost, (*path, column))
            cost, path = open_[column + 1]
            if cost <= _WORST:
                cost += _carry(view, group, cells[at - 1], cell, (forms[at - 1], form), path)
                reading = min(reading, (cost + _long(group, cell), (*path, column)))
            held.append(reading)
        left_out = [(cost + _LEFT_OUT_BLANK, (*path, -1)) for cost, path in best] if form == "empty" else none
        open_ = held
        best = _with_missing(left_out, open_, groups)
    return best[-1]


def _with_missing(closed: list[_State], open_: list[_State], groups: tuple[str, ...]) -> list[_State]:
    """Return the best reading up to each column, where columns may be left without a cell."""
    best = [min(closed[0], open_[0])]
    for column, group in enumerate(groups):
        cost, path = best[column]
        best.append(min(closed[column + 1], open_[column + 1], (cost + _MISSING[group], path)))
    return best


def _carry(
    view: TextView,
    group: str,
    before: Span,
    cell: Span,
    forms: tuple[CellForm, CellForm],
    path: tuple[int, ...],
) -> float:
    """What it costs to read a cell as the continuation of the one before it."""
    if "empty" in forms or group in ("number", "nature"):
        return _NO_FIT
    close = cell.start - before.end <= 1 or (cell.start > before.end and _stands_below(view, before, cell))
    gap = _AFTER_BLANK if close else _AFTER_BREAK
    if group == "values":
        parts = all(_qualified(view.folded[span.start : span.end]) for span in (before, cell))
        words = forms == ("text", "value") or forms == ("text", "text")
        return gap + 0.2 * path.count(path[-1]) if parts else (gap + 0.5 if words else _NO_FIT)
    if group == "unit":
        return gap + 1
    if forms[1] in ("text", "phrase") or group in _WORDY:
        return gap + (0.0 if forms[1] == "text" or group in _WORDY else 0.3)
    return _NO_FIT if forms[1] in ("dash", "nature") else gap + 2


def _long(group: str, cell: Span) -> float:
    """A category is a short word; what is long names something."""
    return _LONG_COST if group == "category" and cell.end - cell.start > _LONGEST_CATEGORY else 0.0


def _stands_below(view: TextView, before: Span, cell: Span) -> bool:
    """Whether a cell stands on a later line of an aligned table, right below the one before it."""
    between = view.folded[before.end : cell.start]
    return (
        "\n" in between
        and bool(between.strip())
        and abs(place(view, before.start) - place(view, cell.start)) <= _SLACK
    )


@lru_cache(maxsize=1024)
def _qualified(words: str) -> bool:
    """Whether a value says for which part it holds (设区市≥25)."""
    return bool(re.match(r"[一-鿿]{2}", words.strip())) and bool(re.search(r"[0-9]", words))


def _place_cost(view: TextView, head: HeadCell, cell: Span) -> float:
    distance = abs(_middle(view, cell) - _middle(view, head.span))
    return _PER_COLUMN * min(max(0.0, distance - _SLACK), 40)


def _middle(view: TextView, span: Span) -> float:
    return place(view, span.start) + _width(view.folded[span.start : span.end]) / 2


def place(view: TextView, offset: int) -> int:
    """Return where an offset stands on its line, in columns; a Han character takes two."""
    return _width(view.folded[view.folded.rfind("\n", 0, offset) + 1 : offset])


def _width(words: str) -> int:
    return len(words) + len(_WIDE.findall(words))


def _is_sure(
    groups: tuple[str, ...], columns: tuple[int, ...], forms: tuple[CellForm, ...], *, by_place: bool
) -> bool:
    """Whether each value's column is certain: none is missing among them, all are, or the place on the line tells."""
    values = [at for at, group in enumerate(groups) if group == "values"]
    held = sorted({column for column in columns if column >= 0 and groups[column] == "values"})
    # Where values are missing and no blank shows, the ones that are there may stand in any column.
    return by_place or not held or held == values or "empty" in forms
