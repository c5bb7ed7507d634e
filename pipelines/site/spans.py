"""A document's text with its rows marked: spans that may overlap as stretches of text that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that belongs to rows.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset behind its last one.
        group: The number of the rows of these very offsets on their page.
        marks: The classes of its kinds.
        level: The level of the heading that it is; 0 for anything else.
    """

    start: int
    end: int
    group: int
    marks: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text over which the same spans run, the shortest first."""

    text: str
    spans: tuple[Span, ...]


def stretches(text: str, spans: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the whole text in stretches, cut wherever a span begins or ends."""
    bounds = {offset for span in spans for offset in (span.start, span.end)}
    cuts = sorted({0, len(text), *(offset for offset in bounds if 0 < offset < len(text))})
    opening = sorted(spans, key=lambda span: span.start)
    active: list[Span] = []
    at = 0
    for start, end in pairwise(cuts):
        active = [span for span in active if span.end > start]
        while at < len(opening) and opening[at].start <= start:
            active += [opening[at]] if opening[at].end > start else []
            at += 1
        yield Stretch(text[start:end], _shortest_first(active))


def marked_text(text: str, spans: Sequence[Span]) -> Markup:
    """Return the text as HTML that says exactly its characters, each stretch in an element that names its groups of rows."""
    opens, closes = _headings(spans)
    pieces, at = [], 0
    for stretch in stretches(text, spans):
        if level := opens.get(at):
            pieces.append(f'<span class="h" role="heading" aria-level="{level}">')
        pieces.append(_element(stretch))
        at += len(stretch.text)
        if at in closes:
            pieces.append("</span>")
    return Markup("".join(pieces))


def _headings(spans: Sequence[Span]) -> tuple[dict[int, int], set[int]]:
    """Where headings open, with their level on the page, and where they close; none stands in another."""
    opens: dict[int, int] = {}
    closes: set[int] = set()
    last = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.level and span.start >= last and span.end > span.start:
            opens[span.start] = min(span.level + 1, 6)
            closes.add(span.end)
            last = span.end
    return opens, closes


def _shortest_first(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.end - span.start, span.group)))


def _element(stretch: Stretch) -> str:
    words = as_html(stretch.text)
    if not stretch.spans:
        return words
    groups = " ".join(dict.fromkeys(str(span.group) for span in stretch.spans))
    marks = list(dict.fromkeys(mark for span in stretch.spans for mark in span.marks))
    return f'<span class="m {" ".join([*marks, *painted(marks)])}" data-r="{groups}">{words}</span>'


#: Marks that colour the ground of a stretch, and those that draw a line below it: of each the first is shown.
_GROUNDS = ("target", "achievement", "incentive", "unresolved")
_LINES = ("unit", "platform", "deadline", "citation", "numeral")


def painted(marks: Sequence[str]) -> list[str]:
    """Return the classes that paint a stretch of these marks, the shortest span's first; the page's script does the same."""
    ground = next((f"on-{mark}" for mark in marks if mark in _GROUNDS), None)
    line = next((f"under-{mark}" for mark in marks if mark in _LINES), None)
    return [name for name in (ground, line) if name]


#: What HTML would read as something else: a return as a line feed; controls that no page may hold are shown as unknown.
_KEPT = {"\r": "&#13;"} | {
    chr(code): "�" for code in (*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF)
}
_TABLE = str.maketrans(_KEPT)


def as_html(text: str) -> str:
    """Return a text as HTML whose characters are its own, one for one."""
    return escape(text, quote=False).translate(_TABLE)
