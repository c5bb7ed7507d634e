"""Charts as pictures in the page: SVG whose text is text, in the reader's own Chinese font and colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from pipelines.site.words import both

#: Units of the picture's own: about the pixels of a phone, so that its letters are as large as the page's.
_WIDTH = 400
#: Width of a letter of 13 units: a Chinese character, any other.
_WIDE, _NARROW = 13.0, 7.3
_ROW = 26
_BAR = 16
_GAP = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: What it stands for.
        parts: Its parts in the order of the legend.
        link: The page that its label leads to, or None.
        english: The label for readers of English; the same, if None.
    """

    label: str
    parts: tuple[int, ...]
    link: str | None = None
    english: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The label in each language that it has."""
        return (self.label,) if self.english is None else (self.label, self.english)

    @property
    def total(self) -> int:
        """What all parts make up."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a day.

    Attributes:
        day: The day.
        value: The value in the unit of the chart.
        is_target: Whether it is promised and not reported.
        sign: What stands before it: ≥, or nothing.
    """

    day: date
    value: float
    is_target: bool
    sign: str = ""


def bar_chart(bars: Sequence[Bar], legend: Sequence[Markup] = ()) -> Markup:
    """Return horizontal bars with their values, one below the other, and a legend where they have parts."""
    left = (
        min(max((_text_width(label) for bar in bars for label in bar.labels), default=0.0), _WIDTH * 0.5)
        + _GAP
    )
    right = _text_width(str(max((bar.total for bar in bars), default=0))) + 2 * _GAP
    most = max((bar.total for bar in bars), default=1) or 1
    scale = (_WIDTH - left - right) / most
    rows = [_bar_row(bar, at * _ROW, left, scale) for at, bar in enumerate(bars)]
    return _svg(len(bars) * _ROW, rows) + _legend_of(bars, legend)


def column_chart(columns: Sequence[Bar], legend: Sequence[Markup] = ()) -> Markup:
    """Return columns side by side, as for years, with their values above and their labels below."""
    height, top, bottom = 190, 22, 24
    most = max((column.total for column in columns), default=1) or 1
    step = _WIDTH / max(len(columns), 1)
    labelled = max(1, -(-_label_width(columns) // step))
    parts = []
    for at, column in enumerate(columns):
        parts.append(_column(column, at * step, step, (height - top - bottom) / most, height - bottom))
        if at % labelled == 0:
            x = (at + 0.5) * step
            parts.append(_text(column.label, x, height - 6, "middle", "soft"))
    axis = f'<line class="axis" x1="0" y1="{height - bottom}" x2="{_WIDTH}" y2="{height - bottom}"/>'
    return _svg(height, [axis, *parts]) + _legend_of(columns, legend)


def point_chart(points: Sequence[Point], unit: str) -> Markup:
    """Return values over time, from zero up: promised ones hollow, reported ones filled."""
    height, top, bottom, side = 170, 24, 24, 34
    days = [point.day.toordinal() for point in points]
    values = [point.value for point in points]
    first, span = min(days), max(max(days) - min(days), 1)
    low = min(0.0, *values)
    reach = (max(values) - low) or 1.0

    def place(point: Point) -> tuple[float, float]:
        x = side + (point.day.toordinal() - first) / span * (_WIDTH - 2 * side)
        return x, top + (1 - (point.value - low) / reach) * (height - top - bottom)

    placed = [(point, *place(point)) for point in sorted(points, key=lambda point: (point.day, point.value))]
    axis = f'<line class="axis" x1="0" y1="{height - bottom}" x2="{_WIDTH}" y2="{height - bottom}"/>'
    parts = [_dot(point, x, y, unit) for point, x, y in placed]
    parts += [_text(year, x, height - 6, "middle", "soft") for year, x in _years(placed)]
    legend = (both("目标", "target"), both("成果", "reported result"))
    return _svg(height, [axis, *parts]) + _legend(legend, ("hollow", "b1"))


def _years(placed: Sequence[tuple[Point, float, float]]) -> Iterator[tuple[str, float]]:
    """Yield the years below a chart with where they stand, but for those too near to the one before."""
    last = float("-inf")
    for point, x, _ in placed:
        if x - last >= _text_width(str(point.day.year)) + _GAP:
            yield str(point.day.year), x
            last = x


def _bar_row(bar: Bar, top: float, left: float, scale: float) -> str:
    middle = top + _ROW / 2 + 5
    marks = ("zh", "en") if bar.english else ("",)
    label = "".join(
        _text(_fitting(words, left - _GAP), left - _GAP, middle, "end", mark)
        for words, mark in zip(bar.labels, marks, strict=True)
    )
    if bar.link:
        label = f'<a href="{escape(bar.link)}" tabindex="-1">{label}</a>'
    x, pieces = left, [label]
    for number, part in enumerate(bar.parts, start=1):
        if part:
            width = max(part * scale, 1)
            y = top + (_ROW - _BAR) / 2
            pieces.append(
                f'<rect class="b{number}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}"/>'
            )
            x += width
    pieces.append(_text(str(bar.total), x + _GAP, middle, "start"))
    return "".join(pieces)


def _column(column: Bar, left: float, step: float, scale: float, floor: float) -> str:
    width = min(step * 0.7, 46)
    x, y, pieces = left + (step - width) / 2, floor, []
    for number, part in enumerate(column.parts, start=1):
        if part:
            height = max(part * scale, 1)
            y -= height
            pieces.append(
                f'<rect class="b{number}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
            )
    if column.total and _text_width(str(column.total)) <= step:
        pieces.append(_text(str(column.total), left + step / 2, y - 5, "middle"))
    return "".join(pieces)


def _dot(point: Point, x: float, y: float, unit: str) -> str:
    shown = "hollow" if point.is_target else "b1"
    said = f"{point.sign}{point.value:.12g}"
    label = _text(said, x, y - 9, "middle")
    told = escape(f"{point.day.isoformat()}: {said}{unit}")
    return f'<circle class="{shown}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"><title>{told}</title></circle>{label}'


def _svg(height: float, parts: Sequence[str]) -> Markup:
    # The table beside a chart says the same in words; to a screen reader the picture adds nothing.
    return Markup(f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" aria-hidden="true">{"".join(parts)}</svg>')


def _legend_of(bars: Sequence[Bar], names: Sequence[Markup]) -> Markup:
    """The legend of the parts that at least one bar has."""
    drawn = [number for number in range(len(names)) if any(bar.parts[number] for bar in bars)]
    return _legend([names[number] for number in drawn], [f"b{number + 1}" for number in drawn])


def _legend(names: Sequence[Markup], marks: Sequence[str]) -> Markup:
    if not names:
        return Markup()
    entries = [
        Markup(
            '<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="{}" x="1" y="1" width="8" height="8"/></svg>{}</li>'
        ).format(mark, name)
        for mark, name in zip(marks, names, strict=True)
    ]
    return Markup('<ul class="legend">{}</ul>').format(Markup().join(entries))


def _text(words: str, x: float, y: float, anchor: str, mark: str = "") -> str:
    shown = f' class="{mark}"' if mark else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{shown}>{escape(words)}</text>'


def _text_width(words: str) -> float:
    return sum(_NARROW if ord(char) < 0x2E80 else _WIDE for char in words)


def _label_width(columns: Sequence[Bar]) -> float:
    return max((_text_width(column.label) for column in columns), default=0.0) + _GAP


def _fitting(words: str, room: float) -> str:
    """Return a label that fits: what is too long ends with …, the table beside the chart has it in full."""
    if _text_width(words) <= room:
        return words
    while words and _text_width(words) + _WIDE > room:
        words = words[:-1]
    return f"{words}…"
