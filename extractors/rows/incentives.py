"""``incentives``: one row a promised sum or rate of support."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mentions.quantities import Quantity
from extractors.rows.forms import Forms
from extractors.rows.reading import Reading
from extractors.schema.rows import IncentiveRow
from extractors.schema.vocabulary import AmountKind, IncentiveForm
from extractors.text.view import Span

_GIVES = re.compile(r"给予|予以|奖励|奖补|补助|补贴|贴息|资助|资金支持")
#: Whom: the words behind 对 up to the verb of giving, 按 or a comma.
_WHOM = re.compile(
    r"(?:^|[,。;:])[^\S\n]*(?:(?:一|二|三|四|五|六)是)?对(?:于)?(?P<whom>[^。;\n]{2,80}?)(?:,|(?:分别|一次性)?(?:给予|予以)|按(?:照)?|奖励|补助)"
)
_GRADES = re.compile(
    r"^(?P<before>.*?)(?P<grades>(?:国家|省|市|县|区)级?(?:[、和](?:国家|省|市|县|区)级?)+)(?P<head>[^、和].+)$"
)
_FORMS: tuple[tuple[IncentiveForm, re.Pattern[str]], ...] = (
    ("reward", re.compile(r"奖励|奖补|奖金")),
    ("subsidy", re.compile(r"补贴|补助|贴息")),
    ("funding", re.compile(r"资金支持|资助|经费支持|扶持资金|支持")),
)
_CAP = re.compile(r"(?:最高|不超过|上限(?:为)?|封顶|最多)(?:可)?(?:给予|达|为)?[^,。;]{0,4}$")
#: 按技术交易额的1‰, 给予贷款利息50%的贴息.
_RATE_BASIS = re.compile(r"(?:按(?:照)?(?:其)?|[给予]予)(?P<basis>[^,。;按予]{2,24}?)的?(?:不超过|最高)?$")
_THRESHOLD_BEHIND = re.compile(
    r"(?:以上|以下|以内)?的(?![一-鿿]{0,6}(?:奖励|奖补|补助|补贴|资助|资金|支持|标准|比例))"
)


@dataclass(frozen=True, slots=True)
class _Given:
    quantity: Quantity
    clause: Span
    segment: Span


def incentive_rows(reading: Reading, forms: Forms) -> tuple[IncentiveRow, ...]:
    """Return the promised amounts, rates and caps in text order."""
    rows: list[IncentiveRow] = []
    for segment, given in _segments(reading, forms):
        whoms = _beneficiaries(reading, segment, given)
        rows += [_row(reading, one, whom) for one, whom in zip(given, whoms, strict=True)]
    return tuple(rows)


def _segments(reading: Reading, forms: Forms) -> Iterator[tuple[Span, list[_Given]]]:
    """Yield each sentence that gives something with its amounts of money and rates."""
    folded = reading.view.folded
    groups: dict[Span, list[_Given]] = {}
    for quantity in reading.quantities:
        unit = folded[slice(*quantity.unit)] if quantity.unit else ""
        if not (unit.endswith("元") or unit in ("%", "‰")):
            continue
        segment = reading.sentence(quantity.numeral.start, quantity.numeral.end)
        if not _GIVES.search(folded, segment.start, segment.end) or not _is_amount(folded, quantity, segment):
            continue
        if forms.role(quantity.numeral.start, quantity.numeral.end) is None:
            groups.setdefault(segment, []).append(
                _Given(quantity, _clause(folded, quantity, segment), segment)
            )
    yield from groups.items()


def _is_amount(folded: str, quantity: Quantity, segment: Span) -> bool:
    """Whether the number is what is given, not the threshold for getting it (投资500万元以上的)."""
    if _THRESHOLD_BEHIND.match(folded, quantity.end):
        unit = folded[slice(*quantity.unit)] if quantity.unit else ""
        return unit in ("%", "‰") and bool(_RATE_BASIS.search(folded[segment.start : quantity.start]))
    clause = _clause(folded, quantity, segment)
    before, behind = folded[clause.start : quantity.start], folded[quantity.end : clause.end]
    return bool(
        _GIVES.search(before) or _GIVES.search(behind) or _CAP.search(before) or _RATE_BASIS.search(before)
    )


def _clause(folded: str, quantity: Quantity, segment: Span) -> Span:
    start = max(folded.rfind(",", segment.start, quantity.start) + 1, segment.start)
    end = folded.find(",", quantity.end, segment.end)
    return Span(start, segment.end if end < 0 else end)


def _beneficiaries(reading: Reading, segment: Span, given: list[_Given]) -> list[str | None]:
    """Return whom each amount is for; several grades with as many amounts are handed out in order."""
    folded, text = reading.view.folded, reading.view.text
    whoms: list[str | None] = []
    spans: list[tuple[int, int] | None] = []
    for one in given:
        found = list(_WHOM.finditer(folded[segment.start : one.quantity.start]))
        spans.append(
            (segment.start + found[-1].start("whom"), segment.start + found[-1].end("whom"))
            if found
            else None
        )
    for index, span in enumerate(spans):
        if span is None:
            whoms.append(None)
            continue
        same = [at for at, other in enumerate(spans) if other == span]
        whoms.append(_graded(_trimmed(text[slice(*span)]), same.index(index), len(same)))
    return whoms


def _trimmed(words: str) -> str:
    return re.sub(r"(?:的|等)+$", "", words.strip())


def _graded(words: str, index: int, count: int) -> str:
    """新认定的国家、省、市级联盟 with three amounts: the second is for 新认定的省级联盟."""
    match = _GRADES.match(words)
    if not match:
        return words
    grades = re.findall(r"国家|省|市|县|区", match["grades"])
    if len(grades) != count:
        return words
    return f"{match['before']}{grades[index]}级{match['head']}"


def _row(reading: Reading, one: _Given, whom: str | None) -> IncentiveRow:
    quantity, text, folded = one.quantity, reading.view.text, reading.view.folded
    numeral = quantity.numeral
    before = folded[one.segment.start : quantity.numeral.start]
    unit = text[slice(*quantity.unit)] if quantity.unit else None
    basis = _RATE_BASIS.search(before)
    kind = _amount_kind(unit, before)
    place = reading.place(one.segment.start)
    return IncentiveRow(
        incentive_id=reading.id("incentive", numeral.start),
        beneficiary=whom,
        form=_form(folded, one),
        amount_kind=kind,
        value=numeral.value,
        value_text=text[numeral.start : numeral.end],
        value_start=numeral.start,
        value_end=numeral.end,
        unit=unit,
        basis=basis["basis"] if basis and kind == "rate" else None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=f"incentive.{kind}",
        quote=text[one.segment.start : one.segment.end],
        char_start=one.segment.start,
        char_end=one.segment.end,
    )


def _amount_kind(unit: str | None, before: str) -> AmountKind:
    if unit in ("%", "％", "‰"):
        return "rate"
    return "cap" if _CAP.search(before) else "fixed"


def _form(folded: str, one: _Given) -> IncentiveForm:
    """Return the form that the words behind the amount name, else those of its clause, else the sentence's."""
    ranges = (
        (one.quantity.end, one.clause.end),
        (one.clause.start, one.clause.end),
        (one.segment.start, one.segment.end),
    )
    for start, end in ranges:
        for form, pattern in _FORMS:
            if pattern.search(folded, start, end):
                return form
    return "other"
