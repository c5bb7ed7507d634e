"""Verbs of adding, reaching and reducing as patterns, alone and in chains (新建和改扩建)."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons.verbs import verb_pattern, verbs
from extractors.rows import phrases


def verb_inside(words: str) -> re.Match[str] | None:
    """Return the first chain of verbs of adding that a subject or nothing stands before."""
    for match in _increment_chain().finditer(words):
        before = words[: match.start()]
        if before and not phrases.SCOPED.fullmatch(before) and not phrases.SUBJECT_END.search(before):
            continue
        whole = match if not phrases.NOUN_OF_VERB.match(words, match.end()) else None
        # 新增服务业企业: the chain's last verb begins a noun.
        shorter = _one_increment().match(words, match.start()) if whole is None else None
        if shorter and not phrases.NOUN_OF_VERB.match(words, shorter.end()):
            return shorter
        if whole:
            return whole
    return None


def stays(words: str) -> bool:
    """Whether a verb says what is done and so belongs to what is measured (改造, 举办)."""
    verb = verbs().get(words)
    return verb is not None and verb.stays


def chain_stays(chain: str) -> bool:
    """Whether one of the verbs of a chain says what is done (修改废止和宣布失效, 新建和改扩建)."""
    return any(stays(part) for part in (chain, *_one_increment().findall(chain)))


@cache
def level_end() -> re.Pattern[str]:
    """Return the pattern of a verb of reaching right before a number (达到|, 增长到约|)."""
    return re.compile(rf"(?:{verb_pattern('level')})(?:了)?(?:约)?$")


def level_before(words: str) -> re.Match[str] | None:
    """Return the verb of reaching that words before a number end with (达到|, 增长到约|)."""
    return level_end().search(words) if words[-1:] in _last_of("level", "了约") else None


def adding_before(words: str) -> re.Match[str] | None:
    """Return the verb of adding that words before a number end with (新建|, 培育了|)."""
    # Most end with no character that such a verb ends with.
    return _increment_end().search(words) if words[-1:] in _last_of("increment", "了类批") else None


@cache
def _increment_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{verb_pattern('increment')})(?:了)?(?:各类|一批)?$")


@cache
def _last_of(measure: str, between: str) -> frozenset[str]:
    """Return the last characters of the verbs of a measure, and of what stands between them and a number."""
    return frozenset(between).union(verb.words[-1] for verb in verbs().values() if verb.measure == measure)


@cache
def chain_end() -> re.Pattern[str]:
    """Return the pattern of a chain of verbs of adding right before a number (新建和改扩建|)."""
    return re.compile(rf"{_increment_chain().pattern}(?:各类|一批)?$")


@cache
def reduction_start() -> re.Pattern[str]:
    """Return the pattern of a verb of reducing that opens the words (压减|产能)."""
    return re.compile(f"(?:{verb_pattern('reduction')})")


@cache
def _one_increment() -> re.Pattern[str]:
    return re.compile(verb_pattern("increment"))


@cache
def _increment_chain() -> re.Pattern[str]:
    one = f"(?:{verb_pattern('increment')})"
    return re.compile(rf"{one}(?:[和、与及并]?{one})*(?:了)?")
