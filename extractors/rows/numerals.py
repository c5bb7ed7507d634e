"""``numerals``: the ledger of every number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from extractors.mentions.numerals import digit_runs
from extractors.rows.forms import Forms
from extractors.rows.reading import Reading
from extractors.schema.rows import NumeralRow
from extractors.schema.vocabulary import NumeralRole
from extractors.text.folding import fold
from extractors.values import dataclass

#: Roles for which a number in other characters than digits stands in the ledger too.
_WRITTEN = frozenset({"target", "baseline", "achievement", "incentive"})


@dataclass(frozen=True, slots=True)
class Use:
    """A row that uses a number: what for, and where the number stands."""

    start: int
    end: int
    role: NumeralRole
    row_id: str | None


def numeral_rows(reading: Reading, forms: Forms, uses: Iterable[Use]) -> tuple[NumeralRow, ...]:
    """Return one row a run of digits, and one for each other numeral that a row uses, in text order."""
    runs = list(_runs(reading))
    by_start: dict[int, Use] = {}
    written: list[tuple[int, int]] = []
    for use in sorted(uses, key=lambda use: (use.start, use.role == "baseline")):
        inside = _runs_within(runs, use.start, use.end)
        for start, _ in inside:
            by_start.setdefault(start, use)
        if not inside and use.role in _WRITTEN and use.start not in by_start:
            written.append((use.start, use.end))
            by_start.setdefault(use.start, use)
    spans = sorted({*runs, *written})
    return tuple(
        _row(reading, start, end, *_role(reading, forms, start, end, by_start)) for start, end in spans
    )


def page_number_rows(reading: Reading) -> tuple[NumeralRow, ...]:
    """Return one row a run of digits in what the view leaves out, page numbers and furniture, at offsets of the text."""
    rows = []
    document_id = reading.document.document_id
    for left, right in reading.view.left_out:
        words = reading.document.text[left:right]
        for start, end in digit_runs(fold(words)):
            place = reading.place(reading.view.offset(left))
            rows.append(
                NumeralRow(
                    numeral_id=f"{document_id}#numeral@{left + start}",
                    role="page",
                    row_id=None,
                    document_id=document_id,
                    section_id=place.section_id,
                    task_id=place.task_id,
                    rule_id="numeral.page",
                    quote=words[start:end],
                    char_start=left + start,
                    char_end=left + end,
                )
            )
    return tuple(rows)


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the runs of digits of the document's text: one that a line break parts is two."""
    if not reading.view.left_out:
        yield from reading.digit_runs
        return
    for start, end in reading.view.pieces(0, len(reading.view.folded)):
        for left, right in digit_runs(reading.view.folded[start:end]):
            yield start + left, start + right


def _runs_within(runs: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    at = bisect_left(runs, (start, 0))
    found = []
    while at < len(runs) and runs[at][1] <= end:
        found.append(runs[at])
        at += 1
    return found


def _role(
    reading: Reading, forms: Forms, start: int, end: int, uses: Mapping[int, Use]
) -> tuple[NumeralRole, str | None, str]:
    use = uses.get(start)
    if use is not None:
        return use.role, use.row_id, f"numeral.{use.role}"
    role = forms.role(start, end)
    if role == "time":
        time = reading.time_at(start, end)
        return "time", uses[time.start].row_id if time and time.start in uses else None, "numeral.time"
    if role == "ordinal":
        section = reading.section_at(start)
        labelled = section is not None and section.label is not None and section.label.holds(start)
        return (
            "ordinal",
            reading.id("section", section.start) if section and labelled else None,
            "numeral.ordinal",
        )
    return role or "count", None, f"numeral.{role or 'count'}"


def _row(
    reading: Reading, start: int, end: int, role: NumeralRole, row_id: str | None, rule: str
) -> NumeralRow:
    place = reading.place(start)
    return NumeralRow(
        numeral_id=reading.id("numeral", start),
        role=role,
        row_id=row_id,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=rule,
        quote=reading.view.text[start:end],
        char_start=start,
        char_end=end,
    )
