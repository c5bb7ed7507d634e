"""Time grows with the text and no faster: twice as many characters take less than three times as long."""

from __future__ import annotations

import gc
import random
import time

import pytest
from invariants import violations
from mutations import joined, wrapped
from sources import documents, repeated

from extractors import document_from_text, extract

LENGTH = 40_000
#: Two texts that take less than this are not told apart from noise, in seconds.
NOISE = 0.08
#: A text of repeats alone, in characters; some forms are read slower than prose.
REPEATS = 12_000


def seconds(text, runs):
    taken = []
    for _ in range(runs):
        document = document_from_text(text)
        gc.collect()
        begun = time.perf_counter()
        extract(document)
        taken.append(time.perf_counter() - begun)
    return min(taken)


def assert_linear(text, length):
    """Hold the time for twice a length against the time for it; measure again where the machine was busy."""
    once, twice = repeated(text, length), repeated(text, 2 * length)
    for runs in (1, 2, 4):
        single, double = seconds(once, runs), seconds(twice, runs)
        if double < max(3 * single, NOISE):
            return
    raise AssertionError(f"{single:.2f} s for {length} characters, {double:.2f} s for twice as many")


def corpus():
    return "\n".join(documents().values())


def tables():
    return documents()["pingtan_housing_targets_2016.txt"] + "\n"


TEXTS = {
    "corpus": corpus,
    "corpus in one line": lambda: joined(corpus(), random),
    "corpus wrapped": lambda: wrapped(40)(corpus(), random),
    "tables": tables,
    "tables in one line": lambda: joined(tables(), random),
    "no punctuation": lambda: "".join(char for char in corpus() if char.isalnum()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_documents(name):
    assert_linear(TEXTS[name](), LENGTH)


@pytest.mark.parametrize(
    "words",
    [
        "（",
        "《",
        "(责任单位:",
        "1.1.1.1.",
        "1",
        "．",
        "1,",
        "1、",
        "[12]",
        "| 1 ",
        "1:1",
        "1-",
        "一、",
        "一",
        "(一)",
        "——",
        "责任单位：",
        "责任单位：市科技局、市财政局",
        "市科技局、",
        "市",
        "等",
        "到2020年",
        "“十四五”期间，",
        "新增100家，",
        "100万元，",
        "给予10万元奖励，",
        "其中增长5%、",
        "序号 指标 单位 2020年 2025年 ",
        "序号\n指标\n单位\n2020年\n",
        "| a | 1 |\n",
        "重点实验室",
        "国家级",
        " ",
        "　\t",
        "\n",
        "\r\n ",
        "1\n",
        "附件 ",
    ],
    ids=repr,
)
def test_repeats(words):
    assert_linear(words, REPEATS)


def test_a_file_of_a_megabyte():
    text = repeated(corpus(), 350_000)
    tables = extract(document_from_text(text)).tables
    assert len(text.encode()) > 900_000
    assert violations(text, tables) == []
