"""Numbers with what they measure, read sentence by sentence: the common ground of targets and achievements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.lexicons.measures import dimension_of
from extractors.mentions.quantities import Quantity
from extractors.rows.clauses import Clause, read_clause
from extractors.rows.forms import Forms
from extractors.rows.free_numbers import FREE, FreeNumber
from extractors.rows.names import Name, names_of
from extractors.rows.nouns import noun_follows
from extractors.rows.paired import paired
from extractors.rows.phrases import ASPIRATION, RATE_UNITS
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Modality, Recurrence
from extractors.text.verdicts import LastWord, Rule, Ruling
from extractors.text.view import Span
from extractors.values import dataclass

#: How far 力争 reaches at most, in characters.
_LONGEST_REACH = 1000
_FIRMNESS = re.compile(r"确保|必须|务必")
#: 覆盖率力争达到95%,满意度达到90%: the word of trying stands behind its own subject, the number has another and its verb.
_OF_ITS_OWN_SUBJECT = re.compile(
    rf"[率数额度比量重占](?:{ASPIRATION.pattern})达到?[^,。;]*,[一-鿿]{{2,12}}[率数额度比量重占]达到?$"
)
_BASELINE_BEFORE = re.compile(
    r"(?:从|由)(?:每人)?(?:每月|每年)?(?:平均|现状|目前|现有|当前|原来|最初|[“”十四三二五]*末)?的?(?:20[0-9]{2}年(?:底|末)?的?)?(?:不足|约|近)?\s*$"
)
#: 由66户整合至12户, 从10%左右稳步提高到20%.
_BASELINE_BEHIND = re.compile(
    r"(?:以上|左右|多|余)?(?:[一-鿿]{0,3}\([一-鿿]{1,3}\))?[一-鿿]{1,6}?(?:到|至|为)\s?(?=[0-9约近])"
)
#: 高新技术企业由200家: what the starting value is of stands before 从 or 由.
_BASELINE_HEAD = re.compile(r"[,、]?(?:从|由)[^从由]*$")
_SEPARATORS = re.compile(r"[、,;和及与\s]*(?:其中:?)?")
_SENTENCE_END = re.compile(r"[。\n\r]")
#: 年均增长6%; PM2.5年均浓度 is a value by name.
_A_YEAR = re.compile(r"年均(?!浓度|值|气温|降[水雨]|径流|蒸发|日照|能见度|水质)")
#: 每年新增200家,五年累计培育30家: a sum over years.
_OVER_YEARS = re.compile(
    r"(?<!每)(?:[0-9一二两三四五六七八九十]{1,2}年(?:内|间|来)?(?:累计|共计?|总共)|^累计|期末)"
)
_CHANGES = ("growth", "reduction", "addition", "above", "above_nameless")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with what its sentence says of it, before it is judged whether that measures anything.

    Attributes:
        reading: The document.
        clause: The clause that it was read from.
        name: What it would measure; empty where no words name it.
        recurrence: Whether it counts once or every year.
        baseline: The starting value before it, or None.
        starts_from: The words that make it a starting value itself (由…增长到), or None.
    """

    reading: Reading
    clause: Clause
    name: Name
    recurrence: Recurrence
    baseline: Quantity | None
    starts_from: Span | None

    @property
    def span(self) -> Span:
        """The numeral's range."""
        return self.clause.span


def _without_unit(candidate: Candidate) -> Span | None:
    """A bare number counts only behind a verb of reaching (两化融合指数达到88, 占到1/3)."""
    clause = candidate.clause
    reaches = clause.predicate.rule.split("+")[0] in ("level", "share")
    return None if clause.quantity.unit is not None or reaches else candidate.span


#: Whether a number of a clause measures something.
MEASURED: Ruling[Candidate, bool] = Ruling(
    "Does the number measure something?",
    (
        Rule("number.baseline", False, "从3826.5亿元增长到: a starting value", lambda c: c.starts_from),
        Rule(
            "number.refused.no_verb",
            False,
            "no verb of reaching, adding, growing or falling governs it (达到, 新增, 增长, 下降)",
            lambda c: c.clause.left if c.clause.predicate.measure is None else None,
        ),
        Rule(
            "number.refused.nameless",
            False,
            "no words before the verb or behind the unit name what is measured",
            lambda c: None if c.name.words else c.span,
        ),
        Rule(
            "number.refused.no_unit",
            False,
            "no unit of the lexicon behind it, and no verb of reaching (达到88) before it",
            _without_unit,
        ),
    ),
    LastWord("number.measured", True, "a verb, a name and a unit: it measures something"),
)


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


def candidates(reading: Reading, forms: Forms) -> Iterator[Candidate]:
    """Yield the numbers that are read with their clauses, in text order; those in tables are read elsewhere."""
    for clauses in _sentences(reading, forms):
        yield from _read_sentence(reading, clauses)


def measurements(reading: Reading, forms: Forms) -> list[Measurement]:
    """Return the numbers that a verb governs, in text order."""
    return [measurement(one) for one in candidates(reading, forms) if MEASURED.says(one)]


def measurement(one: Candidate) -> Measurement:
    """Return what a number measures by its clause, for one that measures something."""
    return Measurement(
        clause=one.clause,
        measure=one.clause.predicate.measure or "level",
        name=one.name,
        modality=_modality(one.reading, one.clause),
        recurrence=one.recurrence,
        baseline=one.baseline,
        rule=one.clause.predicate.rule.split(":")[0],
    )


def _sentences(reading: Reading, forms: Forms) -> Iterator[list[Clause]]:
    """Yield the clauses of the numbers of each sentence, up to its 。 or line break."""
    folded = reading.view.folded
    free = [q for q in forms.quantities if FREE.says(FreeNumber(reading, forms, q))]
    group: list[Clause] = []
    previous = 0
    for index, quantity in enumerate(free):
        following = free[index + 1].start if index + 1 < len(free) else len(folded)
        if group and _SENTENCE_END.search(folded, group[-1].quantity.end, quantity.start):
            yield group
            group = []
        clause = read_clause(reading, quantity, previous, following)
        group.append(clause)
        if _takes_its_noun(folded, clause):
            # The noun behind a number is its own; the next number's words start behind it. A number inside
            # another's words (50米内换乘比例) takes none away.
            previous = max(quantity.end, clause.predicate.indicator.end)
    if group:
        yield group


def _takes_its_noun(folded: str, clause: Clause) -> bool:
    """Whether the noun behind a number is its own, so that the next number's words start behind it."""
    rule = clause.predicate.rule
    if rule == "no_verb":
        return not noun_follows(folded, clause.right)
    # 15个重点事项审批时限压缩70%: a number that opens its clause belongs to the next one's words.
    return rule != "no_verb_then_noun" or folded[clause.opening - 1 : clause.opening] not in (
        ",",
        "。",
        "\n",
        ";",
    )


def _read_sentence(reading: Reading, clauses: list[Clause]) -> Iterator[Candidate]:
    clauses = _inherited(reading, clauses)
    baseline: Quantity | None = None
    head: Name | None = None
    recurrence: Recurrence = "once"
    starts, ends = paired(reading, clauses)
    for index, (clause, name) in enumerate(zip(clauses, names_of(reading, clauses), strict=True)):
        if index in starts:
            yield Candidate(reading, clause, name, recurrence, None, starts[index])
            continue
        if index in ends:
            pair = ends[index]
            reached = replace(clause, predicate=clause.predicate._replace(measure="level", rule="level"))
            recurrence = _recurrence(reading, clause)
            yield Candidate(reading, reached, pair.name, recurrence, pair.start.quantity, None)
            continue
        starts_from = _starts_from(reading, clause)
        if starts_from is not None:
            yield Candidate(reading, clause, name, recurrence, None, starts_from)
            baseline, head = clause.quantity, _baseline_head(reading, clause)
            continue
        if not clause.predicate.rule.endswith("+list"):
            recurrence = _recurrence(reading, clause)
        named = head if head is not None and head.words else name
        yield Candidate(reading, clause, named, recurrence, baseline, None)
        baseline = head = None


def _inherited(reading: Reading, clauses: list[Clause]) -> list[Clause]:
    """Give a verbless item of a list its neighbour's verb (其中国家级众创空间达到16家;…星创天地11家)."""
    result: list[Clause] = []
    for clause in clauses:
        before = result[-1] if result else None
        if before is not None and _is_verbless(reading, clause) and _adjoins(reading, before, clause):
            rule = f"{before.predicate.rule.split('+')[0]}+list"
            does = before.predicate.does if reading.view.folded[clause.opening - 1] != "," else ""
            predicate = clause.predicate._replace(
                measure=before.predicate.measure, rule=rule, does=does, leads=True
            )
            # 每个分别不少于60万元、40万元: each of them for each.
            bare = clause.left.end == clause.left.start
            shares = bare and before.per is not None and reading.view.folded[before.per.start] == "每"
            clause = replace(clause, predicate=predicate, per=clause.per or (before.per if shares else None))
        result.append(clause)
    return result


def _is_verbless(reading: Reading, clause: Clause) -> bool:
    """Whether a clause takes its neighbour's verb: a noun before the number or behind it, not both (残疾人|两项|补贴)."""
    if clause.predicate.measure is not None:
        return clause.predicate.rule == "head_count"
    words = clause.left.end > clause.left.start
    return not (words and noun_follows(reading.view.folded, clause.right))


def _adjoins(reading: Reading, before: Clause, clause: Clause) -> bool:
    """Whether a number stands next to another of its kind in a list: both are rates of change, or neither is."""
    if before.predicate.measure is None or clause.quantity.unit is None:
        return False
    folded = reading.view.folded
    unit = clause.quantity.unit_in(folded)
    if dimension_of(unit) == "time" or folded[clause.quantity.start - 1] == "等":
        return False
    is_change = before.predicate.rule.split("+")[0] in _CHANGES
    if is_change and (unit in RATE_UNITS) != (_unit(folded, before) in RATE_UNITS):
        return False
    return bool(_SEPARATORS.fullmatch(reading.view.folded[before.right.end : clause.opening]))


def _unit(folded: str, clause: Clause) -> str | None:
    return clause.quantity.unit_in(folded)


def _starts_from(reading: Reading, clause: Clause) -> Span | None:
    """Return the words that make a number a starting value: from its 从 or 由 to the verb behind it."""
    quantity, folded = clause.quantity, reading.view.folded
    words = folded[clause.opening : quantity.start]
    before = _BASELINE_BEFORE.search(words) if "从" in words or "由" in words else None
    behind = _BASELINE_BEHIND.match(folded, quantity.end) if before else None
    return Span(clause.opening + before.start(), behind.end()) if before and behind else None


def _baseline_head(reading: Reading, clause: Clause) -> Name:
    words = reading.view.text[clause.left.start : clause.left.end]
    bare = _BASELINE_HEAD.sub("", words)
    return Name(bare, None)


def _modality(reading: Reading, clause: Clause) -> Modality:
    """力争 reaches over 、 and ， to the end of its sentence, not over 。 or ；, until 确保 or its like."""
    start = clause.quantity.numeral.start
    opening = max(clause.sentence.start, start - _LONGEST_REACH)
    words = reading.view.folded[opening:start]
    if "力" not in words and "争" not in words:
        return "firm"  # none of the words of trying is without one of them
    last = max((match.end() for match in ASPIRATION.finditer(words)), default=-1)
    if last < 0:
        return "firm"
    firm = max((match.end() for match in _FIRMNESS.finditer(words)), default=-1)
    if last <= firm or _OF_ITS_OWN_SUBJECT.search(words, max(0, words.rfind(",", 0, last - 2))):
        return "firm"
    return "aspirational"


def _recurrence(reading: Reading, clause: Clause) -> Recurrence:
    start = clause.quantity.numeral.start
    words = reading.view.folded[clause.opening : start]
    if "年均" in words and _A_YEAR.search(words):
        return "annual"
    if ("年" in words or "累计" in words or "期末" in words) and _OVER_YEARS.search(words):
        return "once"
    nearest = reading.last_time(clause.sentence.start, start)
    # 年度投资1.1万亿元 is one year's.
    if nearest is None or reading.view.folded[nearest.start : nearest.end] == "年度":
        return "once"
    return nearest.recurrence
