"""Ranges of the nouns that numbers measure: behind a unit, behind a verb, without what only leads over."""

from __future__ import annotations

import re

from extractors.rows import phrases
from extractors.rows.verb_chains import chain_stays, level_end
from extractors.text.view import Span

_LIST_MARKS = "、和及与 ,或"
#: Marks of a list and 的 that a range may end with.
_TRAIL = f"{_LIST_MARKS}的"
#: Marks of a list and 的 that a range may begin with; 和 of 和美乡村 belongs to its word.
_LEADS = frozenset("、及与 ,或的和")
_LEAD = re.compile(r"(?:[、及与 ,或的]|和(?![美谐平田煦]))+")


def noun_follows(folded: str, right: Span) -> bool:
    """Whether a noun stands right behind the unit, with no mark of a list or a clause between."""
    words = folded[right.start : right.end]
    return bool(words.strip()) and not phrases.NO_NOUN.match(words) and words[0] not in "、,的和及)("


def noun_behind(folded: str, right: Span) -> Span:
    """Return the noun behind the unit, without 的 before it, brackets and what follows it."""
    words = folded[right.start : unbracketed(folded, right)]
    if words.startswith(("(", "、", ",", "/")):
        return Span(right.start, right.start)
    lead = len(words) - len(words.lstrip(" 的"))
    cut = phrases.NOUN_END.search(words, lead + 2) or _next_head(folded, right, words)
    return trimmed(folded, right.start + lead, right.start + (cut.start() if cut else len(words)))


def trimmed(folded: str, start: int, end: int) -> Span:
    """Return a range without list marks and words that only lead over at its ends."""
    lead = _LEAD.match(folded, start, end) if folded[start : start + 1] in _LEADS else None
    start = lead.end() if lead else start
    while True:
        words = folded[start:end].rstrip(_TRAIL)
        closing = phrases.CLOSING.search(words) if words[-1:] in phrases.CLOSES else None
        end = start + (closing.start() if closing else len(words))
        if not closing:
            return Span(start, end)


def unbracketed(folded: str, right: Span) -> int:
    """Return the end of a range, before a bracket that it does not close."""
    words = folded[right.start : right.end]
    opened = words.find("(")
    return right.start + opened if opened >= 0 and ")" not in words[opened:] else right.end


def behind_verb(folded: str, left: Span, chain: re.Match[str]) -> Span:
    """Return the noun behind a verb inside the words; a verb that stays and the scope before it belong to it."""
    before = chain.string[: chain.start()]
    keeps_verb = phrases.SCOPED.fullmatch(before) is not None or chain_stays(chain.group())
    return trimmed(folded, left.start if keeps_verb else left.start + chain.end(), left.end)


def _next_head(folded: str, right: Span, words: str) -> re.Match[str] | None:
    """Return the list mark before the next number's own head (惠及616万名近亲属|、共济金额|69亿元, 新建5个集团|、覆盖率达|80%), or None."""
    heads = (phrases.RATE_HEAD, phrases.GROWTH_END, phrases.REDUCTION_END, phrases.ADDITION_END, level_end())
    if not folded[right.end : right.end + 1].isdigit() or not any(head.search(words) for head in heads):
        return None
    marks = list(re.finditer("[、,]", words))
    return marks[-1] if marks else None
