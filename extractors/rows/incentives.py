"""``incentives``: one row a promised sum or rate of support."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.lexicons.support import form_word, support_forms
from extractors.rows.beneficiaries import Given, beneficiaries
from extractors.rows.forms import Forms
from extractors.rows.outlook import Outlook
from extractors.rows.promises import Amount, amount_kind, basis_of, promised
from extractors.rows.reading import Reading
from extractors.schema.rows import IncentiveRow
from extractors.schema.vocabulary import AmountKind, IncentiveForm

#: 最高300万元、800万元: what stands between two sums of one list.
_LISTED = re.compile(r"\s*[、和及或]\s*")
#: How far from an amount the words stand that say its form.
_NEAR = 300


def incentive_rows(reading: Reading, forms: Forms, outlook: Outlook) -> tuple[IncentiveRow, ...]:
    """Return the promised amounts, rates and caps in text order."""
    rows: list[IncentiveRow] = []
    last: str | None = None
    last_place: object = None
    for segment, group in groupby(promised(reading, forms, outlook), key=lambda amount: amount.segment):
        amounts = list(group)
        place = reading.place(segment.start)
        given = [Given(one.quantity, segment) for one in amounts]
        whoms = beneficiaries(
            reading.view.folded, reading.view.text, given, last if place == last_place else None
        )
        kinds = _kinds(reading, amounts)
        rows += [_row(*one) for one in zip(amounts, kinds, whoms, strict=True)]
        last, last_place = whoms[-1], place
    return tuple(rows)


def _kinds(reading: Reading, amounts: Sequence[Amount]) -> list[AmountKind]:
    """Return what each amount is; 最高 before a list of sums is for all of them."""
    kinds: list[AmountKind] = []
    for index, amount in enumerate(amounts):
        kind = amount_kind(amount)
        if kind == "fixed" and index and kinds[-1] == "cap":
            between = reading.view.folded[amounts[index - 1].quantity.end : amount.quantity.start]
            kind = "cap" if _LISTED.fullmatch(between) else kind
        kinds.append(kind)
    return kinds


def _row(amount: Amount, kind: AmountKind, whom: str | None) -> IncentiveRow:
    reading, segment, span = amount.reading, amount.segment, amount.span
    text, place = reading.view.text, reading.place(segment.start)
    return IncentiveRow(
        incentive_id=reading.id("incentive", span.start),
        beneficiary=whom,
        form=_form(amount),
        amount_kind=kind,
        value=amount.quantity.numeral.value,
        value_text=text[span.start : span.end],
        value_start=span.start,
        value_end=span.end,
        unit=amount.quantity.unit_in(text),
        basis=basis_of(amount) if kind == "rate" else None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=f"incentive.{kind}",
        quote=text[segment.start : segment.end],
        char_start=segment.start,
        char_end=segment.end,
    )


def _form(amount: Amount) -> IncentiveForm:
    """Return the form that the words behind the amount name, else the nearest before it, else the sentence's."""
    folded, clause, segment = amount.reading.view.folded, amount.clause, amount.segment
    behind = form_word().search(folded, amount.quantity.end, clause.end)
    first, last = max(segment.start, clause.start - _NEAR), min(segment.end, clause.end + _NEAR)
    before = list(form_word().finditer(folded, first, amount.quantity.start))
    match = behind or (before[-1] if before else form_word().search(folded, clause.end, last))
    return support_forms()[match.group()] if match else "other"
