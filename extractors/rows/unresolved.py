"""``unresolved``: passages in scope that no rule understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.lexicons.verbs import verbs_of
from extractors.mentions.quantities import quantity as quantity_of
from extractors.rows.measurements import Measurement
from extractors.rows.reading import Reading, nths
from extractors.schema.rows import UnresolvedRow
from extractors.schema.vocabulary import UnresolvedReason
from extractors.text.scanning import one_of
from extractors.text.view import Span

_SCOPE = frozenset({"goal", "task", "safeguard", "box"})


def unresolved_rows(
    reading: Reading, measured: Iterable[Measurement], used: Iterable[tuple[int, int]]
) -> tuple[UnresolvedRow, ...]:
    """Return what reads like a commitment and became none, and table rows that fit no column.

    Args:
        reading: The document.
        measured: The numbers that were understood.
        used: Ranges of numbers that a row, a date, a label or a name took.
    """
    known = {one.quantity.numeral.start for one in measured} | {start for start, _ in used}
    found: dict[Span, UnresolvedReason] = {}
    for span, reason in (*_numbers(reading, known), *_table_rows(reading), *_units(reading)):
        found.setdefault(span, reason)
    spans = sorted(found, key=lambda span: (span.start, span.end))
    counts = nths(span.start for span in spans)
    return tuple(_row(reading, span, found[span], nth) for span, nth in zip(spans, counts, strict=True))


@cache
def _committing() -> re.Pattern[str]:
    """A verb of reaching or adding close before a number, which then reads like a commitment."""
    words = one_of((*verbs_of("level"), *verbs_of("increment"), "力争", "年均增长"))
    return re.compile(rf"{words}[^,。;、\n为]{{0,6}}$")


def _numbers(reading: Reading, known: set[int]) -> Iterator[tuple[Span, UnresolvedReason]]:
    folded = reading.view.folded
    for numeral in reading.numerals:
        if numeral.start in known or not numeral.is_digits:
            continue
        section = reading.section_at(numeral.start)
        if section is None or section.role not in _SCOPE:
            continue
        quantity = quantity_of(folded, numeral)
        if _committing().search(folded[max(0, quantity.start - 16) : quantity.start]):
            span = reading.sentence(quantity.start, quantity.end)
            yield span, "measure_not_in_lexicon" if quantity.unit is None else "number_without_reading"


def _table_rows(reading: Reading) -> Iterator[tuple[Span, UnresolvedReason]]:
    for table in reading.tables:
        ahead = {reading.column_roles[head.span.start] for head in table.columns} & {
            "goal",
            "change",
            "amount",
        }
        for span in table.misread if ahead else ():
            yield span, "table_not_understood"


def _units(reading: Reading) -> Iterator[tuple[Span, UnresolvedReason]]:
    for listed in reading.responsibility_lists:
        for span in listed.misread:
            yield span, "unit_not_understood"


def _row(reading: Reading, span: Span, reason: UnresolvedReason, nth: int) -> UnresolvedRow:
    place = reading.place(span.start)
    return UnresolvedRow(
        unresolved_id=reading.id("unresolved", span.start, nth),
        reason=reason,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=f"unresolved.{reason}",
        quote=reading.view.quote(span.start, span.end),
        char_start=span.start,
        char_end=span.end,
    )
