"""Time grows with the text and no faster: twice as many characters take less than three times as long."""

from __future__ import annotations

import random

import pytest
from growth import assert_linear
from invariants import violations
from mutations import joined, wrapped
from sources import documents, repeated

from extractors import document_from_text, extract

LENGTH = 40_000
#: A text of repeats alone, in characters; some forms are read slower than prose.
REPEATS = 12_000


def read(text):
    return extract(document_from_text(text))


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
    text = TEXTS[name]()
    assert_linear(read, repeated(text, LENGTH), repeated(text, 2 * LENGTH))


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
    assert_linear(read, repeated(words, REPEATS), repeated(words, 2 * REPEATS))


def test_a_file_of_a_megabyte():
    text = repeated(corpus(), 350_000)
    tables = read(text).tables
    assert len(text.encode()) > 900_000
    assert violations(text, tables) == []
