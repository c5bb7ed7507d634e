"""The quick ways over a text find what the slow ones find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.scanning import clauses_with, one_of, opening, starting

WORDS = st.lists(st.text("市县区(局", max_size=4), min_size=1, max_size=8)


@given(words=WORDS, text=st.text("市县区(局x", max_size=8))
def test_one_of_some_words_is_the_longest_that_stands_there(words, text):
    found = re.match(one_of(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (found and found[0]) == longest


def test_what_follows_a_word_may_take_a_shorter_one():
    assert re.fullmatch(rf"(?:{one_of(['市', '市县', ''])})县局", "市县局")


@given(text=st.text("1２20年月到 ", max_size=24))
def test_where_something_begins_is_where_it_is_found(text):
    pattern = re.compile(r"到?20[0-9]{0,2} ?年|1月")
    signs = opening({"到": "2", "2": "0", "1": "月"})
    plain = [match.span() for match in pattern.finditer(text)]
    assert [match.span() for match in starting(pattern, signs, text)] == plain


def test_only_a_part_of_a_text_is_searched():
    pattern, signs = re.compile("20年"), opening({"2": "0"})
    assert [match.span() for match in starting(pattern, signs, "20年20年20年", 1, 8)] == [(3, 6)]


@pytest.mark.parametrize("text", ["", "牵头", "市科技局牵头", ",甲牵头牵头;乙,丙牵头\n牵头。丁"])
def test_clauses_with_a_sign(text):
    assert list(clauses_with(re.compile("牵头"), text, "。;,\n")) == _clauses(text)


@given(text=st.text("牵头。;,甲", max_size=24))
def test_clauses_with_a_sign_are_those_that_hold_one(text):
    assert list(clauses_with(re.compile("牵头"), text, "。;,\n")) == _clauses(text)


def _clauses(text: str) -> list[int]:
    starts = [0, *(match.end() for match in re.finditer(r"[。;,\n]", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [start for start, end in zip(starts, ends, strict=True) if "牵头" in text[start:end]]
