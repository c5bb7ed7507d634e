"""Every question of the cookbook is asked again of the documents in ``raw/``; the page says what comes out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from small_corpus import approve, blank_docs

from extractors.mentions.contacts import contact_spans
from pipelines.cookbook import build_releases, page, read_questions
from pipelines.resources import Workers

_CHECKOUT = Path(__file__).parents[2]
QUESTIONS = read_questions(_CHECKOUT / "docs" / "cookbook")
COMMITTED = (_CHECKOUT / "docs" / "cookbook.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> str:
    workers = Workers(validate=approve, render_data_docs=blank_docs)
    return page(QUESTIONS, *build_releases(_CHECKOUT / "raw", tmp_path_factory.mktemp("cookbook"), workers))


def sections(text: str) -> dict[str, str]:
    return {part.partition("\n")[0]: part.rstrip() for part in text.split("\n### ")[1:]}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.en)
def test_a_question_is_answered_as_the_page_says(asked: str, question):
    assert sections(asked)[question.en] == sections(COMMITTED)[question.en], "run `make cookbook`"


def test_the_page_holds_nothing_else(asked: str):
    assert asked == COMMITTED, "run `make cookbook`"


def test_every_asker_has_several_questions():
    askers = Counter(question.asker for question in QUESTIONS)
    assert len(askers) >= 5
    assert min(askers.values()) >= 3


def test_no_personal_contact_is_on_the_page():
    assert [COMMITTED[start:end] for start, end in contact_spans(COMMITTED)] == []
