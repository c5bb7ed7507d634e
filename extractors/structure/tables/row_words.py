"""The words of one row: its name, and the number, unit and value that run into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.structure.tables.cells import form_of, is_unit
from extractors.structure.tables.records import NUMBERED
from extractors.text.view import Span, TextView

#: A unit in brackets behind a name, with the mark of a note: 森林覆盖率(%)*.
UNIT_BEHIND = re.compile(r"[ ]*\((?P<unit>[^()\n]{1,12})\)[ ]*(?:[*※★#△▲①-⑳]|\[[0-9]\]|注?[0-9]?)?$")
_FOOTNOTE_MARK = re.compile(r"(?:[*※★#△▲①-⑳]+|\[[0-9]\]|〔[0-9]〕|(?<=[)])[0-9])$")
#: `3岁以下婴幼儿托位数(个)0.32`: a value right behind the name's bracket, or behind a row's number.
_GLUED = re.compile(r"(?P<name>.*[一-鿿].*\([^()]{1,12}\))(?P<value>(?:—+|[\[<>≥≤〔]?-?[0-9]).*)")
_LONGEST_UNIT = 6
#: How far before a table its names are looked for, and the length of the shortest.
_WINDOW, _SHORTEST_NAME = 20_000, 4


def parted_name(view: TextView, name: Span, before: int) -> Span:
    """Cut a name off the words that run on behind it, where the text before the table has it too (吉钓安置小区环岛路…)."""
    words = view.folded[name.start : name.end]
    window = view.folded[max(0, before - _WINDOW) : before]
    low, high = _SHORTEST_NAME - 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in window else (low, middle - 1)
    return Span(name.start, name.start + low) if low >= _SHORTEST_NAME else name


def own_number(view: TextView, name: list[Span]) -> Span | None:
    """Return the number that a name's cell begins with (12.常住人口城镇化率), with its stop."""
    match = NUMBERED.match(view.folded, name[0].start, name[0].end) if name else None
    return Span(match.start("number"), match.end()) if match else None


def without_unit(view: TextView, name: list[Span]) -> tuple[list[Span], Span | None]:
    """Take footnote marks and the unit in brackets off a name's end."""
    if not name:
        return name, None
    last = name[-1]
    mark = _FOOTNOTE_MARK.search(view.folded, last.start, last.end)
    if mark is not None:
        last = Span(last.start, mark.start())
    unit = UNIT_BEHIND.search(view.folded, last.start, last.end)
    if unit is None or not is_unit(unit["unit"]):
        return [*name[:-1], last], None
    pieces = [*name[:-1], view.trim(last.start, unit.start())]
    return [piece for piece in pieces if piece.end > piece.start], Span(*unit.span("unit"))


def split_glued(view: TextView, cells: Sequence[Span]) -> Iterator[Span]:
    """Part values from the names that they run on from."""
    for cell in cells:
        has_bracket = view.folded.find(")", cell.start, cell.end) >= 0
        match = _GLUED.fullmatch(view.folded, cell.start, cell.end) if has_bracket else None
        if match is not None and form_of(match["value"]) in ("value", "number", "dash"):
            yield Span(*match.span("name"))
            yield Span(*match.span("value"))
        else:
            yield cell


def split_units(view: TextView, cells: Sequence[Span]) -> Iterator[Span]:
    """Part units from the names that they run on from, before a value (常住人口城镇化率%)."""
    for at, cell in enumerate(cells):
        words = view.folded[cell.start : cell.end]
        behind = cells[at + 1 : at + 2]
        before_value = behind and form_of(view.folded[behind[0].start : behind[0].end]) in (
            "value",
            "number",
            "dash",
        )
        size = next((n for n in range(min(_LONGEST_UNIT, len(words) - 2), 0, -1) if is_unit(words[-n:])), 0)
        if size and before_value and form_of(words) == "text":
            yield Span(cell.start, cell.end - size)
            yield Span(cell.end - size, cell.end)
        else:
            yield cell
