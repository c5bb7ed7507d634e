"""Numbers with what they measure, read sentence by sentence: the common ground of targets and achievements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.lexicons.measures import dimension_of
from extractors.mentions.quantities import Quantity
from extractors.rows.clauses import Clause, read_clause
from extractors.rows.forms import Forms
from extractors.rows.names import Name, names_of
from extractors.rows.predicates import noun_follows
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Modality, Recurrence

_ASPIRATION = re.compile(r"力争|争取|力促|努力")
_FIRMNESS = re.compile(r"确保|必须|务必")
_BASELINE_BEFORE = re.compile(r"(?:从|由)(?:20[0-9]{2}年(?:底|末)?的?)?(?:不足|约)?$")
_BASELINE_BEHIND = re.compile(
    r"(?:以上|左右)?(?:稳步|逐步|进一步)?(?:增长|提高|提升|增加|上升|下降|降低|降|扩大|发展|缩短|压缩|压减)(?:到|至|为)"
)
#: 高新技术企业由200家: what the starting value is of stands before 从 or 由.
_BASELINE_HEAD = re.compile(r"[,、]?(?:从|由)[^从由]*$")
#: No commitment: what is expected to follow, the size of a project, what was applied for.
_PROJECTED = re.compile(
    r"预计|预估|将可|可(?:增加|新增|带动|实现|达)|有望|初步测算|共需|总投资|概算|占地(?!区)|建筑面积|申请"
)
_SEPARATORS = re.compile(r"[、,;和及与\s]*(?:其中:?)?")
_SENTENCE_END = re.compile(r"[。\n\r]")
_THRESHOLD = re.compile(r"的(?!目标|水平|标准|比例|速度)")
_COUNTED = ("count", "persons", None)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number that a clause says something of.

    Attributes:
        clause: The clause that it was read from.
        measure: What kind of number it is.
        name: What is measured, in the text's words.
        modality: Whether 力争 and its like govern it.
        recurrence: Whether it counts once or every year.
        baseline: The number that it starts from (从X增长到Y), or None.
        rule: Name of the rule.
    """

    clause: Clause
    measure: Measure
    name: Name
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
    return [one for clauses in _sentences(reading, forms) for one in _read_sentence(reading, clauses)]


def is_projected(reading: Reading, clause: Clause) -> bool:
    """Whether the clause tells what is expected or how large a project is, which commits nobody."""
    return bool(_PROJECTED.search(reading.view.folded, clause.opening, clause.quantity.start))


def _sentences(reading: Reading, forms: Forms) -> Iterator[list[Clause]]:
    """Yield the clauses of the numbers of each sentence, up to its 。 or line break."""
    folded = reading.view.folded
    free = [q for q in reading.quantities if _is_free(reading, forms, q)]
    group: list[Clause] = []
    previous = 0
    for index, quantity in enumerate(free):
        following = free[index + 1].start if index + 1 < len(free) else len(folded)
        if group and _SENTENCE_END.search(folded, group[-1].quantity.end, quantity.start):
            yield group
            group = []
        clause = read_clause(reading, quantity, previous, following)
        group.append(clause)
        if clause.predicate.rule != "no_verb" or not noun_follows(folded, clause.right):
            # The noun behind a number is its own; the next number's words start behind it. A number inside
            # another's words (50米内换乘比例) takes none away.
            previous = max(quantity.end, clause.predicate.indicator.end)
    if group:
        yield group


def _is_free(reading: Reading, forms: Forms, quantity: Quantity) -> bool:
    numeral = quantity.numeral
    if any(table.span.holds(numeral.start) for table in reading.tables):
        return False
    return forms.role(numeral.start, numeral.end) is None and not _is_threshold(reading, quantity)


def _is_threshold(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount only says which ones are meant (年产值超过1亿元的企业达到20家)."""
    folded = reading.view.folded
    unit = folded[slice(*quantity.unit)] if quantity.unit else None
    return dimension_of(unit) not in _COUNTED and bool(_THRESHOLD.match(folded, quantity.end))


def _read_sentence(reading: Reading, clauses: list[Clause]) -> Iterator[Measurement]:
    clauses = _inherited(reading, clauses)
    baseline: Quantity | None = None
    head: Name | None = None
    recurrence: Recurrence = "once"
    for clause, name in zip(clauses, names_of(reading, clauses), strict=True):
        if _is_baseline(reading, clause):
            baseline, head = clause.quantity, _baseline_head(reading, clause)
            continue
        if not clause.predicate.rule.endswith("+list"):
            recurrence = _recurrence(reading, clause)
        named = head if head is not None and head.words else name
        if clause.predicate.measure is not None and named.words and _has_unit(clause):
            yield _measurement(reading, clause, named, recurrence, baseline)
        baseline = head = None


def _inherited(reading: Reading, clauses: list[Clause]) -> list[Clause]:
    """Give a verbless item of a list its neighbour's verb (其中国家级众创空间达到16家;…星创天地11家)."""
    result: list[Clause] = []
    for clause in clauses:
        before = result[-1] if result else None
        if clause.predicate.measure is None and before is not None and _adjoins(reading, before, clause):
            rule = f"{before.predicate.rule.split('+')[0]}+list"
            predicate = clause.predicate._replace(measure=before.predicate.measure, rule=rule)
            clause = replace(clause, predicate=predicate)
        result.append(clause)
    return result


def _adjoins(reading: Reading, before: Clause, clause: Clause) -> bool:
    if before.predicate.measure is None or clause.quantity.unit is None:
        return False
    return bool(_SEPARATORS.fullmatch(reading.view.folded[before.right.end : clause.opening]))


def _is_baseline(reading: Reading, clause: Clause) -> bool:
    quantity, folded = clause.quantity, reading.view.folded
    return bool(
        _BASELINE_BEFORE.search(folded[clause.opening : quantity.start])
        and _BASELINE_BEHIND.match(folded, quantity.end)
    )


def _baseline_head(reading: Reading, clause: Clause) -> Name:
    words = reading.view.text[clause.left.start : clause.left.end]
    bare = _BASELINE_HEAD.sub("", words)
    return Name(bare, None)


def _has_unit(clause: Clause) -> bool:
    """A bare number counts only behind a verb of reaching (两化融合指数达到88, 占到1/3)."""
    return clause.quantity.unit is not None or clause.predicate.rule.split("+")[0] in ("level", "share")


def _measurement(
    reading: Reading, clause: Clause, name: Name, recurrence: Recurrence, baseline: Quantity | None
) -> Measurement:
    return Measurement(
        clause=clause,
        measure=clause.predicate.measure or "level",
        name=name,
        modality=_modality(reading, clause),
        recurrence=recurrence,
        baseline=baseline,
        rule=clause.predicate.rule.split(":")[0],
    )


def _modality(reading: Reading, clause: Clause) -> Modality:
    """力争 reaches over 、 and ， to the end of its sentence, not over 。 or ；, until 确保 or its like."""
    start = clause.quantity.numeral.start
    words = reading.view.folded[reading.sentence(start, start).start : start]
    last = max((match.end() for match in _ASPIRATION.finditer(words)), default=-1)
    firm = max((match.end() for match in _FIRMNESS.finditer(words)), default=-1)
    return "aspirational" if last > firm else "firm"


def _recurrence(reading: Reading, clause: Clause) -> Recurrence:
    start = clause.quantity.numeral.start
    if "年均" in reading.view.folded[clause.opening : start]:
        return "annual"
    sentence = reading.sentence(start, start)
    nearest = next((t for t in reversed(reading.times) if sentence.start <= t.start and t.end <= start), None)
    return nearest.recurrence if nearest else "once"
