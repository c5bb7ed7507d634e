"""What each number of a sentence measures: own words, heads shared in a list, heads handed out by 分别."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.rows.clauses import Clause
from extractors.rows.predicates import SCOPE
from extractors.rows.reading import Reading
from extractors.text.view import Span

_LIST_SPLIT = re.compile(r"[、,]|(?<=[一-鿿])[和及与](?=[一-鿿]{2})")
_LEVEL_WORD = re.compile(r"国家级|省级以上|市级以上|省级|市级|县级|国家")
_TAIL_OF_CHANGE = re.compile(r"(?:年均)?(?:增长率?|增速|增幅|涨幅|提升|提高|下降|降低)$")
_ITEM_VERB = re.compile(r"(?<=[、和及与])(?:引进|转化|建设|新建|培育|打造)(?=[一-鿿]{2})")
_SCOPE_VERB = re.compile(rf"^(?P<scope>{SCOPE.pattern})新增")


class Name(NamedTuple):
    """What a number measures, and where the words stand; no range where they were put together."""

    words: str
    span: Span | None


_NAMELESS = Name("", None)


def names_of(reading: Reading, clauses: Sequence[Clause]) -> list[Name]:
    """Return what each number of a sentence measures."""
    names = [_own_name(reading, clause) for clause in clauses]
    _hand_out_heads(names, clauses)
    _repeat_heads(reading, names, clauses)
    _fill_from_before(names, clauses)
    _fill_from_behind(names, clauses)
    return names


def _own_name(reading: Reading, clause: Clause) -> Name:
    predicate = clause.predicate
    words = reading.view.text[predicate.indicator.start : predicate.indicator.end].strip()
    cleaned = _SCOPE_VERB.sub(r"\g<scope>", _ITEM_VERB.sub("", words))
    if predicate.rule.startswith("does:"):
        cleaned = predicate.rule.removeprefix("does:").split("+")[0] + cleaned
    if predicate.measure in ("growth", "reduction"):
        cleaned = _TAIL_OF_CHANGE.sub("", cleaned) or cleaned
    return Name(cleaned, predicate.indicator) if cleaned else _NAMELESS


def _hand_out_heads(names: list[Name], clauses: Sequence[Clause]) -> None:
    """Hand a list of heads to a list of numbers in order (A、B分别达到1、2;总量分别达到3、4)."""
    heads: list[str] = []
    index = 0
    while index < len(clauses):
        run = _nameless_run(names, clauses, index)
        if run > 1 and clauses[index].distributes:
            heads = _hand_out(names, index, run, heads)
        index += run


def _nameless_run(names: list[Name], clauses: Sequence[Clause], index: int) -> int:
    """Return how many numbers from ``index`` on share the first one's head."""
    run = 1
    while index + run < len(clauses):
        if names[index + run].words or clauses[index + run].predicate.measure is None:
            break
        run += 1
    return run


def _hand_out(names: list[Name], index: int, run: int, heads: list[str]) -> list[str]:
    words = names[index].words
    items = [item for item in _LIST_SPLIT.split(words) if item]
    if len(items) == run:
        names[index : index + run] = [Name(item, None) for item in items]
        return items
    if len(items) == 1 and len(heads) == run:
        names[index : index + run] = [Name(f"{head}{words}", None) for head in heads]
    else:
        names[index : index + run] = [Name(words, None)] * run
    return heads


def _repeat_heads(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Repeat the head for a part of it in brackets: 公厕70座(其中旧城区7座) is 旧城区公厕, (国家级16家) 国家级众创空间."""
    for index in range(1, len(names)):
        words, head = names[index].words, names[index - 1].words
        opening = clauses[index].opening
        bracketed = reading.view.folded[opening - 1 : opening] == "("
        if bracketed and words and head and not words.endswith(head[-2:]):
            bare = _LEVEL_WORD.sub("", head, count=1) if _LEVEL_WORD.match(words) else head
            names[index] = Name(f"{words}{bare}", None)


def _fill_from_before(names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name a rate of change without a head by the number before it (达到100亿元、增长5%)."""
    for index in range(1, len(names)):
        nameless = not names[index].words
        if nameless and clauses[index].predicate.rule.split("+")[0] in ("growth", "reduction", "addition"):
            names[index] = Name(names[index - 1].words, None)


def _fill_from_behind(names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name numbers whose noun comes only behind a later one (2家、10家省级以上A省级以上B)."""
    for index, name in enumerate(names):
        if name.words or not clauses[index].predicate.rule.startswith("verb_then_noun"):
            continue
        later = next((at for at in range(index + 1, len(names)) if names[at].words), None)
        if later is not None:
            count = later - index + 1
            parts = _at_levels(names[later])
            names[index : later + 1] = parts if len(parts) == count else [names[later]] * count


def _at_levels(name: Name) -> list[Name]:
    """Split a noun where a word of level starts it anew."""
    starts = [match.start() for match in _LEVEL_WORD.finditer(name.words)]
    if name.span is None or not starts or starts[0] != 0:
        return []
    base = name.span.start
    ends = [*starts[1:], len(name.words)]
    return [Name(name.words[a:b], Span(base + a, base + b)) for a, b in zip(starts, ends, strict=True)]
