"""Verbs that commit somebody to a number, and what kind of number each takes."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from extractors.lexicons.tables import read_table
from extractors.text.scanning import one_of
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.schema.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of reaching or adding.

    Attributes:
        words: As written (达到, 新增).
        measure: ``level`` for what is reached, ``increment`` for what is added.
        stays: Whether it says what is done and so stays in the indicator (改造二类公厕).
    """

    words: str
    measure: Measure
    stays: bool


@cache
def verbs() -> Mapping[str, Verb]:
    """Return the verbs by their words."""
    rows = read_table("verbs")
    return MappingProxyType(
        {
            row["verb"]: Verb(row["verb"], cast("Measure", row["measure"]), row["stays"] == "yes")
            for row in rows
        }
    )


def verbs_of(measure: Measure) -> tuple[str, ...]:
    """Return the words of the verbs of one measure."""
    return tuple(verb.words for verb in verbs().values() if verb.measure == measure)


def verb_pattern(measure: Measure) -> str:
    """Return the pattern, without group, of the longest verb of one measure that stands at a place."""
    return one_of(verbs_of(measure))
