"""Where a heading ends that has lost its line break (夯实网络基础|加快实施宽带工程…)."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons.endings import Endings
from extractors.lexicons.headings import heading_ends, heading_role, sentence_openings
from extractors.text.scanning import one_of

#: No heading is longer, in characters.
LONG_HEADING = 45
_SHORTEST, _SHORTEST_UNKNOWN, _LONGEST_USUAL = 4, 6, 20
#: 提高认识,加强领导|: clauses of one length make a heading.
_PARALLEL = re.compile(r"(?P<first>[^\s,、。;:()《》0-9]{4,8})[,、 ][^\s,、。;:()《》0-9]{4,8}")
_WORD_END = re.compile(r"[一-鿿”)》]")
#: What goes on after a heading's words, or is nothing.
_NO_START = frozenset(("", *"、的和与及等,"))
#: 2025年是…, 到2020年: a sentence often opens with a date.
_DATE = re.compile(r"(?:到|至|自|从|截至)?[12][0-9]{3}年")
_FIRST_OF_DATES = frozenset("到至自从截12")
#: 落实责任,加强|: no heading stops right behind a comma's first word.
_FRAGMENT = re.compile(r"[, ][^, ]{1,3}$")
#: What parts phrases.
_APART = re.compile("[, ]")
#: 为雄安创新|提供场景: a clause with a preposition wants its verb.
_PREPOSITION = re.compile(r"(?:^|[, ])[为对以将把由在从向与](?P<object>[^, ]{1,16})$")
#: 对提案建议的采纳情况 |关于…: a noun that only heads what follows, with a blank where the break was.
_NOUN_THEN_BLANK = re.compile(r"(?:情况|成效|做法|打算|计划|安排|答复|回应|问题|背景|进展)$")
#: 对提案建议的|采纳情况: 的 closes the clause of the preposition.
_NOUN_OF = re.compile(rf"的[^的, ]{{0,6}}{_NOUN_THEN_BLANK.pattern}")
#: 按1:1配套: the colon of a ratio stops nothing.
_RATIO = re.compile(r"[0-9]:[0-9]")
#: How much each kind of evidence weighs.
_END, _USUAL, _BLANK, _PARALLELS = 2.0, 2.5, 2.0, 2.0
_OPENINGS = {"opens": 3.0, "adverb": 1.0, "verb": 1.0, "pivot": 1.0, "weak": 1.0, "doubtful": 0.5}
#: How much is enough where a heading must have lost its break, and where its first stop may as well be its own.
ENOUGH, CERTAIN = 3.0, 4.5
#: What may follow a heading as a heading of its own is no shorter (认真抓好组织实施|加强协调沟通。).
_SHORTEST_LEAD = 6


def is_usual(words: str) -> bool:
    """Whether words are a usual heading (工作原则, 发展目标)."""
    return len(words) <= _LONGEST_USUAL and heading_role(words) is not None


def opens_usually(folded: str, start: int) -> bool:
    """Whether a usual heading stands at an offset."""
    return any(is_usual(folded[start : start + length]) for length in range(_SHORTEST, _LONGEST_USUAL + 1))


def cut(folded: str, start: int, end: int, *, closed: bool = False) -> int | None:
    """Return where the heading at the head of a range most likely ends, or None where too little speaks for an end.

    A heading ends in a word that headings end in (基础, 建设), and behind it stands what a sentence opens with (加快, 根据);
    clauses of equal length hold together. The strongest evidence decides, the shorter heading where two are alike.

    Args:
        folded: The width-folded text.
        start: Offset behind the label.
        end: Offset of the first mark that a heading cannot run over.
        closed: Whether that mark may be the heading's own stop, so that more evidence is wanted for another end.
    """
    parallel = _parallel_end(folded, start, end)
    best, weight = None, CERTAIN if closed else ENOUGH
    for at in range(start + _SHORTEST, min(end, start + LONG_HEADING) + 1):
        if not _may_end(folded, at):
            continue
        found = (
            _weight_before_lead(folded, start, at, end)
            if closed and at != parallel
            else _weight(folded, start, at, parallel, weight)
        )
        if found > weight or (best is None and found == weight):
            best, weight = at, found
    return best


def _may_end(folded: str, at: int) -> bool:
    """Whether a heading may end before an offset: behind a word, not before a mark that goes on."""
    return folded[at : at + 1] not in _NO_START and _WORD_END.match(folded, at - 1) is not None


def _weight(folded: str, start: int, at: int, parallel: int | None, enough: float) -> float:
    """Return what speaks for a heading's end at an offset; 0 where it cannot be ``enough``."""
    words = folded[start:at]
    known = _ends_heading(words)
    if not known and len(words) < _SHORTEST_UNKNOWN:
        return 0.0
    blank = folded[at] == " "
    found = known * _END + blank * _BLANK + (at == parallel) * _PARALLELS
    found += _opening_weight(folded, at + blank)
    # Most places are out of the question before the slower ones are asked.
    if found + _USUAL < enough or (at != parallel and _is_unfinished(words)):
        return 0.0
    if not known and _DATE.search(words) and _opening(folded, at + blank) != "opens":
        return 0.0
    return found + is_usual(words) * _USUAL


def _weight_before_lead(folded: str, start: int, at: int, end: int) -> float:
    """Return what speaks for a heading's end before a short phrase that the stop closes.

    Only a phrase that is a heading too may follow (营造积极发展环境|构建开放包容环境。), or anything behind a usual heading.
    """
    words, rest = folded[start:at], folded[at:end]
    if folded[at] == " " and "," in rest and _NOUN_THEN_BLANK.search(words) and not _is_unfinished(words):
        return CERTAIN
    if not _ends_heading(words) or _is_unfinished(words):
        return 0.0
    if is_usual(words):
        return _END + _USUAL if _opening(folded, at) or folded[at] in " “" else 0.0
    two_phrases = _opening(folded, at) == "verb" and not _pivoting().match(words)
    leads = len(rest) >= _SHORTEST_LEAD and two_phrases and _ends_heading(rest)
    return CERTAIN if leads and "," not in rest else 0.0


def _is_unfinished(words: str) -> bool:
    """Whether words stop inside brackets or right behind a verb that still wants its object (全面提升, 积极融入和服务)."""
    unclosed = words.count("“") != words.count("”") or words.count("(") != words.count(")")
    if unclosed or _FRAGMENT.search(words) or _wants_object(words):
        return True
    clause = _PREPOSITION.search(words)
    return clause is not None and not (_acting().search(clause["object"]) or _NOUN_OF.search(words))


def _ends_heading(words: str) -> bool:
    """Whether words end in what headings end in."""
    return _heading_ends().longest(words) != ""


@cache
def _heading_ends() -> Endings:
    return Endings(heading_ends())


@cache
def _pivoting() -> re.Pattern[str]:
    """支持龙头企业发挥作用, 对绿色村镇实行管理: the second verb opens no phrase of its own."""
    adverbs, pivots = _words("adverb"), _words("pivot")
    return re.compile(rf"(?:{adverbs})?(?:{pivots})|[对将把由以在从使让]")


def _words(*kinds: str) -> str:
    return one_of(word for word, how in sentence_openings().items() if how in kinds)


@cache
def _acting() -> re.Pattern[str]:
    """A verb with its object: (为雄安创新)提供场景."""
    return re.compile(rf"(?:{_words('verb', 'pivot', 'opens', 'doubtful')})[^, ]{{2,}}$")


@cache
def _wanting() -> re.Pattern[str]:
    adverbs, verbs = _words("adverb"), _words("verb", "doubtful", "opens")
    return re.compile(rf"(?:{adverbs})?(?:{verbs})(?:[和、与]?(?:{verbs}))?$")


def _wants_object(words: str) -> bool:
    """Whether the last phrase of some words is nothing but a verb that still wants its object."""
    if _wanting().match(words):
        return True
    return any(_wanting().match(words, mark.end()) for mark in _APART.finditer(words))


def _opening_weight(folded: str, at: int) -> float:
    """Return what speaks for a sentence that starts at an offset."""
    if folded[at : at + 1] in _FIRST_OF_DATES and _DATE.match(folded, at):
        return _OPENINGS["verb"]
    match = _openings().match(folded, at)
    if match is None:
        return 0.0
    how = sentence_openings()[match.group()]
    # 对接|加强…: a verb before another one closes the words before it.
    closes = _heading_ends().holds(match.group()) and _opening(folded, match.end()) in ("verb", "opens")
    return 0.0 if closes else _OPENINGS[how]


def _opening(folded: str, at: int) -> str | None:
    """Return how surely the longest known word at an offset opens a sentence, or None where none is known."""
    match = _openings().match(folded, at)
    return sentence_openings()[match.group()] if match else None


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(one_of(sentence_openings()))


def _parallel_end(folded: str, start: int, end: int) -> int | None:
    """Return where clauses of equal length at the head of a range end, or None where there are none."""
    match = _PARALLEL.match(folded, start, end)
    if match is None:
        return None
    size, at = len(match["first"]), match.end("first")
    while folded[at : at + 1] in (",", "、", " ") and _is_whole(folded[at + 1 : at + 1 + size], size):
        at += 1 + size
    return at if at > match.end("first") else None


def _is_whole(words: str, size: int) -> bool:
    return len(words) == size and not re.search(r"[\s,、。;:()《》]", words)


def first_stop(folded: str, start: int, end: int, stops: str) -> int:
    """Return the offset of the first stop outside brackets and quotation marks, or ``end``."""
    depth = 0
    for mark in _marks(stops).finditer(folded, start, end):
        char, at = mark.group(), mark.start()
        if char in "(《“":
            depth += 1
        elif char in ")》”":
            depth = max(0, depth - 1)
        elif (depth == 0 or char == "。") and not _RATIO.match(folded, max(0, at - 1)):
            return at
    return end


@cache
def _marks(stops: str) -> re.Pattern[str]:
    """Stops, and the brackets and quotation marks in which they stop nothing."""
    return re.compile(f"[(《“)》”{re.escape(stops)}]")
