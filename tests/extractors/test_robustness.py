"""Damaged documents: no text stops the extraction, and what holds of any rows holds of theirs."""

from __future__ import annotations

import random
from zlib import crc32

import pytest
from invariants import violations
from mutations import ENCODINGS, MUTATIONS
from sources import CORPUS, documents

from extractors import document_from_text, extract, load_document

#: How much of a document a mutation is tried on, in characters; each takes a piece of its own.
SLICE = 3000
#: The longest documents of all are read up to here, in characters.
WHOLE = 30_000
SHOWN = 5


def check(text):
    found = violations(text, extract(document_from_text(text)).tables)
    assert not found, "\n".join(found[:SHOWN])


def piece(name, mutation, chance):
    text = documents()[name]
    start = chance.randrange(max(1, len(text) - SLICE))
    return text[start : start + SLICE]


def test_the_corpus_is_at_hand():
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is not there: only the documents of the repository are read")
    assert len(documents()) > len(list(CORPUS.glob("*.txt")))


@pytest.mark.parametrize("name", documents())
def test_documents(name):
    check(documents()[name])


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("name", documents())
def test_damaged_documents(name, mutation):
    chance = random.Random(crc32(f"{name} {mutation}".encode()))
    check(MUTATIONS[mutation](piece(name, mutation, chance), chance))


@pytest.mark.parametrize(
    "mutation",
    [
        "cut",
        "lines joined",
        "wrapped at 40",
        "widths swapped",
        "blanks inserted",
        "paragraphs shuffled",
    ],
)
@pytest.mark.parametrize("name", documents())
def test_damaged_whole_documents(name, mutation):
    """Headings, annexes and layouts show in whole documents only."""
    chance = random.Random(crc32(f"whole {name} {mutation}".encode()))
    check(MUTATIONS[mutation](documents()[name][:WHOLE], chance))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", documents())
def test_encodings(name, encoding):
    text = piece(name, encoding, random.Random(crc32(name.encode())))
    read = load_document(ENCODINGS[encoding](text), name).text
    assert read.replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert violations(read, extract(load_document(ENCODINGS[encoding](text), name)).tables) == []


@pytest.mark.parametrize(
    "words",
    [
        "1" * 5000,
        f"建成{'1' * 400}家",
        f"新增{'1' * 5000}家",
        f"{'1' * 5000}/3的企业",
        f"{'〇' * 5000}家",
        f"第{'九' * 60}章 任务",
        f"第{'1' * 5000}号建议",
        f"到{'2' * 4400}年",
        "2020年99月99日前,2019年2月30日,0000年,99999年底前",
        "自印发之日起99999年内完成",
        "1/0,三分之零,零分之三家",
        "1,000" * 3000,
        "建成“15家、“20家",
        "𠀀1家\u200b2家\ufeff3家",
        "\x0b一、任务\x0c\x85建成3家\u2028二、保障",
    ],
    ids=lambda words: repr(words[:12]),
)
@pytest.mark.parametrize(
    "head", ["", "保定市行动计划(2018-2020年)\n保政发〔2019〕5号\n2019年4月8日\n一、任务\n1."]
)
def test_odd_numbers_and_characters(head, words):
    check(f"{head}{words}。")
