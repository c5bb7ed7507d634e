"""What holds for any text: grounding, nesting, the ledger, keys, determinism; what is read leads back to the text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invariants import violations
from mutations import NARROW, WIDE, wrapped
from support import raw_texts

from extractors import document_from_text, extract
from extractors.lexicons.responsibility import list_labels
from extractors.lexicons.verbs import verbs
from extractors.mentions.numerals import chinese_counts, chinese_value, numbers
from extractors.mentions.times import times
from extractors.rows.reading import Reading
from extractors.text.folding import fold
from extractors.text.view import Ranges, Span, TextView
from extractors.text.wraps import wraps

BOUNDED = settings(max_examples=50, deadline=None, derandomize=True)

SENTENCES = sorted(
    {s for text in raw_texts().values() for s in re.findall(r"[^。；;\n]{1,160}[。；;\n]?", text)}
)
LINES = sorted({line[:200] for text in raw_texts().values() for line in text.splitlines() if line.strip()})


def cut(words):
    return st.tuples(st.integers(0, len(words)), st.integers(0, len(words))).map(
        lambda ends: words[min(ends) : max(ends)]
    )


def spaced(words):
    return st.integers(0, len(words)).map(lambda at: f"{words[:at]} {words[at:]}")


def widths(words):
    return st.sampled_from([words, words.translate(NARROW), words.translate(WIDE)])


whole = st.sampled_from(SENTENCES) | st.sampled_from(LINES)
fragment = whole | whole.flatmap(cut) | whole.flatmap(spaced) | whole.flatmap(widths)
texts = st.lists(
    st.tuples(fragment, st.sampled_from(["", "", "\n", "\n\n", "。", "；", " ", "　", "\r\n"])), max_size=14
).map(lambda parts: "".join(piece + join for piece, join in parts))


def read(text):
    return extract(document_from_text(text)).tables


@given(st.text(max_size=200) | texts)
@BOUNDED
def test_folding_keeps_length_and_is_idempotent(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(texts)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_holds_of_any_rows_holds_of_fragments(text):
    assume(text.strip())
    assert violations(text, read(text)) == []


#: Words that the lexicons hold, with the marks and numbers that stand around them.
PHRASES = [
    *(
        f"{noun}{count}"
        for noun in ("重点实验室", "高新技术企业", "签约率")
        for count in ("达到11家", "3-5个", "下降1/3", "提高两个百分点")
    ),
    *sorted(list_labels())[:12],
    *sorted(verbs())[:40],
    *(
        "市科技局、",
        "各县（市、区）政府",
        "(责任单位:",
        "由市财政局负责",
        "到2020年底前,",
        "“十四五”期间，",
        "每年",
        "截至目前,",
    ),
    *(
        "一、",
        "(一)",
        "1.",
        "一是",
        "——",
        "第一章 ",
        "专栏1",
        "附件1\n",
        "《",
        "》",
        "〔2018〕5号",
        "给予10万元奖励",
        "\n| a | 1 |\n",
    ),
]


@given(st.lists(st.sampled_from(PHRASES) | fragment, max_size=16).map("".join))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_holds_of_any_rows_holds_of_phrases_glued_together(text):
    assume(text.strip())
    assert violations(text, read(text)) == []


@given(st.lists(fragment, min_size=4, max_size=30).map("".join), st.integers(20, 44))
@BOUNDED
def test_a_view_leads_back_to_the_text(text, columns):
    text = wrapped(columns)(text, None)
    view = TextView(document_from_text(text))
    left_out = {at for start, end in wraps(text) for at in range(start, end)}
    assert len(view.text) + len(left_out) == len(text)
    assert [text[view.source(at)] for at in range(len(view.text))] == list(view.text)
    assert all(view.offset(view.source(at)) == at for at in range(len(view.text)))
    pieces = view.pieces(0, len(view.text))
    assert "".join(text[view.source(start) : view.source_end(end)] for start, end in pieces) == view.text


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6))), st.integers(0, 50), st.integers(1, 6))
@BOUNDED
def test_ranges_overlap_where_one_of_them_does(ranges, start, length):
    spans = [Span(at, at + size) for at, size in ranges]
    plain = any(span.start < start + length and start < span.end for span in spans)
    assert Ranges(spans).overlap(start, start + length) == plain


@given(texts, st.randoms(use_true_random=False))
@BOUNDED
def test_sentences_and_sections_are_the_same_whatever_was_asked_before(text, random):
    reading = Reading(document_from_text(text))
    view, sections = reading.view, reading.sections
    words = [match.span() for match in re.finditer(r"[^\s。;]+", view.folded)]
    for start, end in random.sample(words, len(words)):
        assert view.folded[start : view.stop_behind(start)] == re.split(r"[。;\n\r]", view.folded[start:])[0]
        plain = view.sentence(start, end)
        left = max([plain.start, *(one.start for one in sections if one.start <= start)])
        right = min([plain.end, *(one.start for one in sections if one.start > start)])
        assert reading.sentence(start, end) == view.trim(left, max(right, end))
        holding = [one for one in sections if one.start <= start < one.end]
        assert reading.section_at(start) is (holding[-1] if holding else None)


@given(texts)
@BOUNDED
def test_numbers_and_times_stand_in_the_text(text):
    folded = fold(text)
    for number in (*numbers(folded), *chinese_counts(folded, 0, len(folded))):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value_max is None or isinstance(number.value_max, float)
    for time in times(folded, 2020):
        assert 0 <= time.start < time.end <= len(text)
        assert time.start_on is None or time.end_on is None or time.start_on <= time.end_on


@given(st.integers(0, 999_999_999), st.integers(0, 99))
@BOUNDED
def test_digits_round_trip(whole, part):
    for words in (f"{whole}.{part:02}", f"{whole:,}.{part:02}"):
        (number,) = numbers(words)
        assert (number.start, number.end) == (0, len(words))
        assert number.value == pytest.approx(whole + part / 100)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
@BOUNDED
def test_days_round_trip(day):
    (time,) = times(f"{day.year}年{day.month}月{day.day}日前")
    assert time.end_on == day


@given(texts)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_the_same_text_gives_the_same_rows(text):
    assert read(text) == read(text)


@given(st.integers(1, 99_999_999))
@BOUNDED
def test_chinese_numerals_round_trip(number):
    assert chinese_value(written(number)) == number


def written(number):
    """Write a number below a hundred million in Chinese, 零 for each gap."""
    high, low = divmod(number, 10_000)
    if not high:
        return below_ten_thousand(low)
    gap = "零" if 0 < low < 1000 else ""
    return f"{below_ten_thousand(high)}万{gap}{below_ten_thousand(low)}"


def below_ten_thousand(number):
    words = "".join(
        f"{'零一二三四五六七八九'[int(digit)]}{place if digit != '0' else ''}"
        for digit, place in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True)
    )
    return re.sub("零+", "零", words).strip("零")


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "。", "1", "一、", "（", "《", "——", "到", "2020", "%", "责任单位：", "𠀀", "\u200b"],
)
def test_scraps(text):
    assert read(text) == read(text)
    assert "".join(row.quote for row in read(text)["numerals"]) == "".join(re.findall(r"[0-9]+", text))
