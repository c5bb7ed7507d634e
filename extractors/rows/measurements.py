"""Numbers with what they measure, read sentence by sentence: the common ground of targets and achievements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.mentions.quantities import Quantity
from extractors.rows.clauses import SCOPE, Clause, read_clause
from extractors.rows.forms import Forms
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Modality, Recurrence
from extractors.text.view import Span

_ASPIRATION = re.compile(r"力争|争取|力促|努力")
_FIRMNESS = re.compile(r"确保|必须|务必")
_BASELINE_BEFORE = re.compile(r"(?:从|由)(?:20[0-9]{2}年(?:底|末)?的?)?(?:不足|约)?$")
_BASELINE_BEHIND = re.compile(
    r"(?:以上|左右)?(?:稳步|逐步|进一步)?(?:增长|提高|提升|增加|上升|下降|降低|降|扩大|发展|缩短|压缩|压减)(?:到|至|为)"
)
#: No commitment: what is expected to follow, the size of a project, what was applied for.
_PROJECTED = re.compile(
    r"预计|预估|将可|可(?:增加|新增|带动|实现|达)|有望|初步测算|共需|总投资|概算|占地(?!区)|建筑面积|申请"
)
_SEPARATORS = re.compile(r"[、,;和及与\s]*(?:其中:?)?")
_LIST_SPLIT = re.compile(r"[、,]|(?<=[一-鿿])[和及与](?=[一-鿿]{2})")
_LEVEL_WORD = re.compile(r"国家级|省级以上|市级以上|省级|市级|县级|国家")
_TAIL_OF_CHANGE = re.compile(r"(?:年均)?(?:增长率?|增速|增幅|涨幅|提升|提高|下降|降低)$")
_SCOPE_VERB = re.compile(rf"^(?P<scope>{SCOPE.pattern})新增")
_ITEM_VERB = re.compile(r"(?<=[、和及与])(?:引进|转化|建设|新建|培育|打造)(?=[一-鿿]{2})")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number that a clause says something of.

    Attributes:
        clause: The clause that it was read from.
        measure: What kind of number it is.
        indicator: What is measured, in the text's words.
        indicator_span: Where these words stand, or None where they were put together.
        modality: Whether 力争 and its like govern it.
        recurrence: Whether it counts once or every year.
        baseline: The number that it starts from (从X增长到Y), or None.
        rule: Name of the rule.
    """

    clause: Clause
    measure: Measure
    indicator: str
    indicator_span: Span | None
    modality: Modality
    recurrence: Recurrence
    baseline: Quantity | None
    rule: str

    @property
    def quantity(self) -> Quantity:
        """The number."""
        return self.clause.quantity


def measurements(reading: Reading, forms: Forms) -> list[Measurement]:
    """Return the numbers that a verb governs, in text order; those in tables are read elsewhere."""
    found: list[Measurement] = []
    for clauses in _sentences(reading, forms):
        found.extend(_read_sentence(reading, clauses))
    return found


def _sentences(reading: Reading, forms: Forms) -> Iterator[list[Clause]]:
    """Yield the clauses of the numbers of each sentence, up to its 。 or line break."""
    free = [q for q in reading.quantities if _is_free(reading, forms, q)]
    group: list[Clause] = []
    previous = 0
    for index, quantity in enumerate(free):
        following = free[index + 1].start if index + 1 < len(free) else len(reading.view.folded)
        if group and re.search(r"[。\n\r]", reading.view.folded[group[-1].quantity.end : quantity.start]):
            yield group
            group = []
        clause = read_clause(reading, quantity, previous, following)
        group.append(clause)
        # The noun behind a number is its own; the next number's words start behind it.
        previous = max(quantity.end, clause.indicator.end)
    if group:
        yield group


def _is_free(reading: Reading, forms: Forms, quantity: Quantity) -> bool:
    numeral = quantity.numeral
    if any(table.span.holds(numeral.start) for table in reading.tables):
        return False
    return forms.role(numeral.start, numeral.end) is None


def _read_sentence(reading: Reading, clauses: list[Clause]) -> Iterator[Measurement]:
    clauses = _inherited(reading, clauses)
    names = _names(reading, clauses)
    baseline: Quantity | None = None
    recurrence: Recurrence = "once"
    for clause, (indicator, span) in zip(clauses, names, strict=True):
        if _is_baseline(reading, clause):
            baseline = clause.quantity
            continue
        if not clause.rule.endswith("+list"):
            recurrence = _recurrence(reading, clause)
        if clause.measure is not None and indicator and _has_unit(clause):
            yield _measurement(reading, clause, indicator, span, recurrence, baseline)
        baseline = None


def _inherited(reading: Reading, clauses: list[Clause]) -> list[Clause]:
    """Give a verbless item of a list its neighbour's verb (其中国家级众创空间达到16家;…星创天地11家)."""
    result: list[Clause] = []
    for clause in clauses:
        before = result[-1] if result else None
        if (
            clause.measure is None
            and before is not None
            and before.measure is not None
            and _adjoins(reading, before, clause)
        ):
            clause = replace(clause, measure=before.measure, rule=f"{before.rule.split('+')[0]}+list")
        result.append(clause)
    return result


def _adjoins(reading: Reading, before: Clause, clause: Clause) -> bool:
    between = reading.view.folded[before.right.end : clause.opening]
    return clause.quantity.unit is not None and bool(_SEPARATORS.fullmatch(between))


def _names(reading: Reading, clauses: list[Clause]) -> list[tuple[str, Span | None]]:
    """Return what each number measures; heads shared by several numbers are handed out."""
    names: list[tuple[str, Span | None]] = [_own_name(reading, clause) for clause in clauses]
    heads: list[str] = []
    index = 0
    while index < len(clauses):
        run = _nameless_run(clauses, names, index)
        if run > 1 and clauses[index].distributes:
            heads = _hand_out(names, index, run, heads)
            index += run
        elif run > 1:
            index += run
        else:
            index += 1
    _fill_forward(names, clauses)
    return names


def _own_name(reading: Reading, clause: Clause) -> tuple[str, Span | None]:
    words = reading.view.text[clause.indicator.start : clause.indicator.end].strip()
    cleaned = _SCOPE_VERB.sub(r"\g<scope>", _ITEM_VERB.sub("", words))
    if clause.rule.startswith("does:"):
        cleaned = clause.rule.removeprefix("does:").split("+")[0] + cleaned
    trimmed = _TAIL_OF_CHANGE.sub("", cleaned) if clause.measure in ("growth", "reduction") else cleaned
    return trimmed or cleaned, clause.indicator if cleaned else None


def _nameless_run(clauses: list[Clause], names: list[tuple[str, Span | None]], index: int) -> int:
    """Return how many numbers from ``index`` on share the first one's head."""
    run = 1
    while (
        index + run < len(clauses) and not names[index + run][0] and clauses[index + run].measure is not None
    ):
        run += 1
    return run


def _hand_out(names: list[tuple[str, Span | None]], index: int, run: int, heads: list[str]) -> list[str]:
    """Hand a list of heads to a list of numbers in order (A、B分别达到1、2); return the heads for the next list."""
    words = names[index][0]
    items = [item for item in _LIST_SPLIT.split(words) if item]
    if len(items) == run:
        names[index : index + run] = [(item, None) for item in items]
        return items
    if len(items) == 1 and len(heads) == run:
        names[index : index + run] = [(f"{head}{words}", None) for head in heads]
    else:
        names[index : index + run] = [(words, None)] * run
    return heads


def _fill_forward(names: list[tuple[str, Span | None]], clauses: list[Clause]) -> None:
    """Name numbers whose noun comes only behind a later one (2家、10家省级以上A省级以上B)."""
    for index, (words, _) in enumerate(names):
        if words or clauses[index].measure is None:
            continue
        later = next((at for at in range(index + 1, len(names)) if names[at][0]), None)
        if later is None:
            continue
        whole, span = names[later]
        parts = _at_levels(whole)
        count = later - index + 1
        if len(parts) == count and span is not None:
            names[index : later + 1] = [
                (part, Span(span.start + at, span.start + at + len(part))) for at, part in parts
            ]
        else:
            names[index : later + 1] = [(whole, span)] * count


def _at_levels(words: str) -> list[tuple[int, str]]:
    """Split a noun where a word of level starts it anew, each part with its offset."""
    starts = [match.start() for match in _LEVEL_WORD.finditer(words)]
    if not starts or starts[0] != 0:
        return []
    return [(start, words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _is_baseline(reading: Reading, clause: Clause) -> bool:
    quantity, folded = clause.quantity, reading.view.folded
    return bool(
        _BASELINE_BEFORE.search(folded[clause.opening : quantity.start])
        and _BASELINE_BEHIND.match(folded, quantity.end)
    )


def _has_unit(clause: Clause) -> bool:
    """A bare number counts only behind a verb of reaching (两化融合指数达到88, 占到1/3)."""
    return clause.quantity.unit is not None or clause.rule.split("+")[0] in ("level", "share")


def is_projected(reading: Reading, clause: Clause) -> bool:
    """Whether the clause tells what is expected or how large a project is, which commits nobody."""
    return bool(_PROJECTED.search(reading.view.folded, clause.opening, clause.quantity.start))


def _measurement(
    reading: Reading,
    clause: Clause,
    indicator: str,
    span: Span | None,
    recurrence: Recurrence,
    baseline: Quantity | None,
) -> Measurement:
    return Measurement(
        clause,
        clause.measure or "level",
        indicator,
        span,
        _modality(reading, clause),
        recurrence,
        baseline,
        clause.rule.split(":")[0],
    )


def _modality(reading: Reading, clause: Clause) -> Modality:
    """力争 reaches over 、 and ， to the end of its sentence, not over 。 or ；, until 确保 or its like."""
    sentence = reading.sentence(clause.quantity.numeral.start, clause.quantity.numeral.start)
    words = reading.view.folded[sentence.start : clause.quantity.numeral.start]
    last = max((match.end() for match in _ASPIRATION.finditer(words)), default=-1)
    firm = max((match.end() for match in _FIRMNESS.finditer(words)), default=-1)
    return "aspirational" if last > firm else "firm"


def _recurrence(reading: Reading, clause: Clause) -> Recurrence:
    start = clause.quantity.numeral.start
    sentence = reading.sentence(start, start)
    if "年均" in reading.view.folded[clause.opening : start]:
        return "annual"
    nearest = next((t for t in reversed(reading.times) if sentence.start <= t.start and t.end <= start), None)
    return nearest.recurrence if nearest else "once"
