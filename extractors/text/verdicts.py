"""Decisions as ordered tables of named rules.

A table is read from the top: the first rule that fires decides, and where none does, the table's last word holds. So a
table can be read aloud, and for any case it can say which rule decided and which were considered before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from extractors.text.view import Span
from extractors.values import dataclass

Case = TypeVar("Case")
Says = TypeVar("Says", covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case, Says]):
    """One named rule of a table.

    Attributes:
        id: Its name: what is decided, which way, why (``target.refused.projected``).
        says: What it decides where it fires.
        looks_for: The phrase that it looks for, as the text would have it, and what that means.
        find: Returns the words of the text that make it fire, or None where it does not.
    """

    id: str
    says: Says
    looks_for: str
    find: Callable[[Case], Span | None]


@dataclass(frozen=True, slots=True)
class LastWord(Generic[Says]):
    """What holds where no rule of a table fires."""

    id: str
    says: Says
    looks_for: str


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Says]):
    """What one rule says of one case.

    Attributes:
        rule: Id of the rule.
        looks_for: The phrase that it looks for.
        fired: Whether it found it; the last verdict of a trail is the one that did, or the table's last word.
        says: What it decides, or would have decided had it fired.
        words: The words that made it fire; None for a rule that did not, and for a last word.
    """

    rule: str
    looks_for: str
    fired: bool
    says: Says
    words: Span | None


@dataclass(frozen=True, slots=True)
class Ruling(Generic[Case, Says]):
    """An ordered table of rules.

    Attributes:
        question: What it decides, as a question.
        rules: The rules, the first that fires decides.
        otherwise: What holds where none does.
    """

    question: str
    rules: tuple[Rule[Case, Says], ...]
    otherwise: LastWord[Says]

    def says(self, case: Case) -> Says:
        """Return what the first rule that fires says."""
        # Most cases are only asked for this, so that no verdict is made for them.
        for rule in self.rules:
            if rule.find(case) is not None:
                return rule.says
        return self.otherwise.says

    def decides(self, case: Case) -> Verdict[Says]:
        """Return the verdict of the rule that decides; :meth:`up_to` tells those that were considered before it."""
        for rule in self.rules:
            words = rule.find(case)
            if words is not None:
                return Verdict(rule.id, rule.looks_for, True, rule.says, words)
        last = self.otherwise
        return Verdict(last.id, last.looks_for, True, last.says, None)

    def up_to(self, decided: Verdict[Says]) -> Iterator[Verdict[Says]]:
        """Yield the rules that were considered before one that decided a case that is no more at hand, then it."""
        for rule in self.rules:
            if rule.id == decided.rule:
                break
            yield Verdict(rule.id, rule.looks_for, False, rule.says, None)
        yield decided

    def trail(self, case: Case) -> Iterator[Verdict[Says]]:
        """Yield the verdict of each rule in order, up to the one that decides."""
        for rule in self.rules:
            words = rule.find(case)
            yield Verdict(rule.id, rule.looks_for, words is not None, rule.says, words)
            if words is not None:
                return
        last = self.otherwise
        yield Verdict(last.id, last.looks_for, True, last.says, None)


def found(match: re.Match[str] | None, base: int = 0) -> Span | None:
    """Return the range of a match; ``base`` is the offset in the text at which the matched string starts."""
    return Span(base + match.start(), base + match.end()) if match else None
