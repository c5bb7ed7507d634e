"""The quick ways over a text find what the slow ones find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import document_from_text
from extractors.lexicons.endings import Endings
from extractors.mentions.numerals import digit_runs
from extractors.mentions.quantities import quantities
from extractors.text.around import long_lines
from extractors.text.scanning import clauses_with, holding, one_of, opening, starting
from extractors.text.view import TextView

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


@given(text=st.text("市\n ", max_size=12), start=st.integers(0, 12), end=st.integers(1, 12))
def test_lines_that_begin_between_two_offsets(text, start, end):
    view = TextView(document_from_text(text))
    every = [(match.start(), match.end()) for match in re.finditer(r"^.*$", view.folded, re.MULTILINE)]
    assert list(view.lines(start, end)) == [line for line in every if start <= line[0] < end]
    assert list(view.lines()) == every


@given(text=st.text("市\n", max_size=12), shortest=st.integers(1, 3))
def test_long_lines(text, shortest):
    found = [match.span() for match in re.finditer(r"[^\n]+", text) if len(match[0]) >= shortest]
    assert list(long_lines(text, shortest)) == found


@given(text=st.text("“一园”市科县", max_size=24))
def test_what_holds_a_sign_is_found_around_it(text):
    pattern = re.compile("[市县]{1,2}“一?园?”")
    plain = [match.span() for match in pattern.finditer(text)]
    assert [match.span() for match in holding(pattern, re.compile("“"), text, 2, 4)] == plain


@given(
    words=st.lists(st.text("市县局", min_size=1, max_size=4), max_size=8), name=st.text("市县局", max_size=8)
)
def test_the_longest_word_that_a_name_ends_in(words, name):
    assert Endings(words).longest(name) == max(
        (word for word in words if name.endswith(word)), key=len, default=""
    )


def test_an_opening_is_what_begins_and_has_the_rest_behind_it():
    signs = opening({"责": "(?:任单位|令)", "园": ""})
    assert [match.start() for match in signs.finditer("责任园责令负责园区")] == [2, 3, 7]


@given(text=st.text("12至.,%年万元个 a", max_size=24))
def test_numbers_are_found_at_the_runs_of_digits(text):
    assert list(quantities(text, runs=list(digit_runs(text)))) == list(quantities(text))
