"""What holds for any text: grounding, nesting, the ledger, keys, determinism, growth."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import raw_texts

from extractors import document_from_text, extract
from extractors.mentions.numerals import chinese_value
from extractors.text.folding import fold

BOUNDED = settings(max_examples=50, deadline=None, derandomize=True)
# table: its key
KEYS = {
    "sections": "section_id",
    "tasks": "task_id",
    "units": "unit_id",
    "targets": "target_id",
    "achievements": "achievement_id",
    "incentives": "incentive_id",
    "deadlines": "deadline_id",
    "platforms": "platform_id",
    "platform_mentions": "mention_id",
    "citations": "citation_id",
    "indicators": "indicator_id",
    "numerals": "numeral_id",
    "unresolved": "unresolved_id",
}
# column: the table that it points to
LINKS = {
    "section_id": "sections",
    "parent_section_id": "sections",
    "task_id": "tasks",
    "deadline_id": "deadlines",
    "target_id": "targets",
    "achievement_id": "achievements",
    "restates_target_id": "targets",
    "platform_id": "platforms",
    "unit_id": "units",
    "succeeded_by": "units",
    "indicator_id": "indicators",
}
#: Tables whose rows the ledger of numbers points to.
LEDGER = ("targets", "achievements", "incentives", "deadlines", "citations", "sections")

SENTENCES = sorted(
    {s for text in raw_texts().values() for s in re.findall(r"[^。；;\n]{1,160}[。；;\n]?", text)}
)
LINES = sorted({line[:200] for text in raw_texts().values() for line in text.splitlines() if line.strip()})
NARROW = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE = {wide: narrow for narrow, wide in NARROW.items()}


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
@BOUNDED
def test_every_quote_is_grounded(text):
    for name, rows in read(text).items():
        for row in rows:
            if hasattr(row, "quote"):
                assert 0 <= row.char_start < row.char_end <= len(text), (name, row)
                assert text[row.char_start : row.char_end] == row.quote, (name, row)
            if hasattr(row, "value_start"):
                assert row.char_start <= row.value_start < row.value_end <= row.char_end, (name, row)
                assert text[row.value_start : row.value_end] == row.value_text, (name, row)


@given(texts)
@BOUNDED
def test_sections_nest(text):
    found = read(text)
    sections = {row.section_id: row for row in found["sections"]}
    ordered = list(sections.values())
    assert [row.position for row in ordered] == list(range(1, len(ordered) + 1))
    assert [row.char_start for row in ordered] == sorted({row.char_start for row in ordered})
    for row in ordered:
        if row.parent_section_id is None:
            continue
        parent = sections[row.parent_section_id]
        assert parent.level < row.level
        assert parent.char_start < row.char_start
        assert row.char_end <= parent.char_end
    spans = [(row.char_start, row.char_end) for row in ordered]
    for start, end in spans:
        assert all(
            other_end <= start
            or end <= other
            or (other <= start and end <= other_end)
            or (start <= other and other_end <= end)
            for other, other_end in spans
        )
    tasks = found["tasks"]
    assert all(task.section_id in sections for task in tasks)
    assert all(row.char_end <= later.char_start for row, later in pairwise(tasks))


@given(texts)
@BOUNDED
def test_each_digit_stands_in_the_ledger_once(text):
    covered = [0] * len(text)
    for row in read(text)["numerals"]:
        for at in range(row.char_start, row.char_end):
            covered[at] += 1
    for match in re.finditer(r"[0-9０-９]", text):
        assert covered[match.start()] == 1, text[max(0, match.start() - 20) : match.end() + 20]
    assert max(covered, default=0) <= 1


@given(texts)
@BOUNDED
def test_keys_are_unique_and_links_lead_somewhere(text):
    found = read(text)
    ids = {table: [getattr(row, key) for row in found.get(table, ())] for table, key in KEYS.items()}
    assert all(len(set(of_table)) == len(of_table) for of_table in ids.values())
    assignments = [(row.task_id, row.char_start) for row in found["task_units"]]
    assert len(set(assignments)) == len(assignments)
    for name, rows in found.items():
        for row in rows:
            for column, target in LINKS.items():
                value = getattr(row, column, None)
                assert value is None or value in ids[target], (name, column, value)
    parents = {one for table in LEDGER for one in ids[table]}
    assert all(row.row_id is None or row.row_id in parents for row in found["numerals"])


@given(texts)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_the_same_text_gives_the_same_rows(text):
    assert read(text) == read(text)


@given(texts)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_rows_stand_in_the_innermost_section_and_task(text):
    found = read(text)
    for name in ("targets", "achievements", "incentives", "deadlines", "platform_mentions", "citations"):
        for row in found[name]:
            holding = [s for s in found["sections"] if s.char_start <= row.char_start < s.char_end]
            inner = max(holding, key=lambda s: s.char_start).section_id if holding else None
            assert row.section_id == inner, (name, row)
            task = [t.task_id for t in found["tasks"] if t.char_start <= row.char_start < t.char_end]
            assert row.task_id == (task[0] if task else None), (name, row)


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


def test_time_grows_with_the_text():
    once = "\n".join(raw_texts().values())
    once = (once * (60_000 // len(once) + 1))[:60_000]

    def best(text):
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            read(text)
            taken.append(time.perf_counter() - begun)
        return min(taken)

    single, double = best(once), best(once * 2)
    assert double < 3 * single, f"{single:.2f} s for {len(once)} characters, {double:.2f} s for twice as many"
