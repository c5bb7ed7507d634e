"""What the words of the closed vocabularies are called in Chinese and English, for pages, views and exports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractors.schema.columns import Column
from extractors.schema.csv_files import csv_rows
from extractors.values import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed vocabulary.

    Attributes:
        vocabulary: The name of its type in :mod:`extractors.schema.vocabulary`.
        word: What stands in the column.
        zh: What it is called in Chinese.
        en: What it is called in English.
    """

    vocabulary: str
    word: str
    zh: str
    en: str


@cache
def vocabulary_words() -> tuple[Word, ...]:
    """Return the words of all vocabularies in the order of the vocabularies."""
    return tuple(Word(**row) for row in csv_rows(__package__, "vocabulary.csv"))


def words_of(column: Column) -> Mapping[str, Word]:
    """Return the words that a column may hold, by what stands in it; empty where any value may stand."""
    return _by_vocabulary().get(column.vocabulary_name or "", MappingProxyType({}))


@cache
def _by_vocabulary() -> Mapping[str, Mapping[str, Word]]:
    found: dict[str, dict[str, Word]] = {}
    for word in vocabulary_words():
        found.setdefault(word.vocabulary, {})[word.word] = word
    return MappingProxyType({name: MappingProxyType(words) for name, words in found.items()})
