"""The one schema: every column has a short name in both languages, every word of a vocabulary too."""

from __future__ import annotations

import typing

import pytest

from extractors.schema import TABLES, table_named, vocabulary, vocabulary_words, words_of

VOCABULARIES = {
    name: typing.get_args(alias)
    for name, alias in vars(vocabulary).items()
    if typing.get_origin(alias) is typing.Literal
}


def test_every_word_of_a_vocabulary_is_named_in_both_languages():
    named = {
        name: tuple(word.word for word in vocabulary_words() if word.vocabulary == name)
        for name in VOCABULARIES
    }
    assert named == VOCABULARIES
    assert len(vocabulary_words()) == sum(map(len, VOCABULARIES.values()))
    assert all(word.zh and word.en for word in vocabulary_words())


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_two_words_of_a_vocabulary_have_one_name(name):
    words = [word for word in vocabulary_words() if word.vocabulary == name]
    assert len({word.zh for word in words}) == len({word.en for word in words}) == len(words)


def test_a_column_knows_the_words_that_it_may_hold():
    assert words_of(table_named("targets").column("comparator"))["gte"].zh == "不低于"
    assert words_of(table_named("targets").column("indicator")) == {}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_of_a_table_have_names_of_their_own_in_chinese(table):
    names = [column.label_zh for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 16 for name in names)


def test_the_tables_have_names_of_their_own_in_chinese():
    assert len({table.label_zh for table in TABLES}) == len(TABLES)
