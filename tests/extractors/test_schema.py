"""The one schema: every column has a short name in both languages, every word of a vocabulary too."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Annotated

import pytest

from extractors.schema import TABLES, table_named, vocabulary, vocabulary_words, words_of
from extractors.schema.columns import about, table

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


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_what_null_means_is_told_where_it_may_stand_and_nowhere_else(one):
    for column in one.columns:
        assert bool(column.null_zh) == bool(column.null_en) == column.nullable
        assert "NULL" not in column.zh + column.en


@dataclass
class NeverNull:
    name: Annotated[str, about("名称", "Name", null=("无名", "it has none"))]


@dataclass
class MayBeNull:
    name: Annotated[str | None, about("名称", "Name", null=("无名", "it has none"))]
    kind: Annotated[str | None, about("类别", "Kind")]


def test_a_column_that_is_never_null_has_no_meaning_of_it():
    with pytest.raises(TypeError, match=r"NeverNull\.name"):
        table(NeverNull, "t", "表", "每行一个", "one row", key=("name",))


def test_null_means_that_the_text_is_silent_unless_it_is_said_otherwise():
    named, kind = table(MayBeNull, "t", "表", "每行一个", "one row", key=("name",)).columns
    assert (named.null_zh, named.null_en) == ("无名", "it has none")
    assert (kind.null_zh, kind.null_en) == ("原文未载", "the text does not say it")
