"""Pairs of places scored: what the tables link, what they do not, and what nobody annotated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import REPLY

from extractors import document_from_text, extract, link_corpus, load_document
from extractors.scoring import GoldError, read_links, score_links

GOLD = Path(__file__).resolve().parents[1] / "gold"
RAW = GOLD.parents[1] / "raw"

PLAN = (
    "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n到2020年,院士工作站增长到39家,众创空间达到20家。\n"
    "二、主要任务\n1.服务。依托保定高新区发展。\n2.引进。建设保定国家高新区。依托石家庄高新区。\n"
)
ANSWER = REPLY.format("保定市现有院士工作站31家,现有众创空间10家。")


@pytest.fixture(scope="module")
def tables():
    texts = {"plan.txt": PLAN, "reply.txt": ANSWER}
    return link_corpus(extract(document_from_text(text, name)) for name, text in texts.items())


def side(at, file="plan.txt", **more):
    return {"file": file, "at": at, **more}


def pair(kind, holds, left, right):
    return {"kind": kind, "holds": holds, "left": left, "right": right}


def scored(tables, *pairs, **head):
    gold = read_links(json.dumps({"links": pairs, **head}).encode(), "test.links.json")
    return {name: (tally.hit, tally.gold, tally.found) for name, tally in score_links(tables, [gold]).items()}


WORKSTATIONS = (side("增长到⟦39⟧家"), side("院士工作站⟦31⟧家", "reply.txt"))
SPACES = (side("达到⟦20⟧家"), side("众创空间⟦10⟧家", "reply.txt"))
CROSSED = (WORKSTATIONS[0], SPACES[1])


def test_links_that_hold_and_do_not(tables):
    found = scored(
        tables,
        pair("progress", True, *WORKSTATIONS),
        pair("progress", False, *CROSSED),
        pair("same_indicator", True, *SPACES),
        pair("carrier", True, side("⟦保定高新区⟧"), side("⟦保定国家高新区⟧")),
        pair("carrier", False, side("⟦保定高新区⟧"), side("⟦石家庄高新区⟧")),
    )
    assert found == {
        "links: progress": (1, 1, 1),
        "links: same_indicator": (1, 1, 1),
        "links: carrier": (1, 1, 1),
        "links": (3, 3, 3),
    }


def test_what_is_missed_and_what_is_one_too_many(tables):
    found = scored(tables, pair("progress", False, *WORKSTATIONS), pair("progress", True, *CROSSED))
    assert found["links: progress"] == (0, 1, 1)


def test_an_exhaustive_kind_counts_what_nobody_annotated(tables):
    pairs = [pair("progress", True, *WORKSTATIONS)]
    assert scored(tables, *pairs)["links: progress"] == (1, 1, 1)
    assert scored(tables, *pairs, exhaustive=["progress"])["links: progress"] == (1, 1, 2)


def test_a_series_is_of_rows_of_one_table(tables):
    assert scored(tables, pair("series", True, *WORKSTATIONS))["links: series"] == (0, 1, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        json.dumps({"links": [{"kind": "progress"}]}).encode(),
        json.dumps({"links": [pair("friendship", True, *SPACES)]}).encode(),
        json.dumps({"links": [], "exhaustive": ["series"]}).encode(),
    ],
)
def test_a_file_that_is_none(content):
    with pytest.raises(GoldError, match=r"test\.links\.json"):
        read_links(content, "test.links.json")


@pytest.mark.parametrize("at", [side("⟦40⟧家"), side("⟦39⟧家", nth=2), side("⟦1⟧", "other.txt")])
def test_a_snippet_that_stands_nowhere(tables, at):
    with pytest.raises(GoldError, match=r"test\.links\.json"):
        scored(tables, pair("progress", True, at, SPACES[1]))


def of_files(*names, folder=GOLD / "links"):
    """The tallies of some files of annotated pairs, their documents linked as one corpus."""
    golds = [read_links((folder / f"{name}.links.json").read_bytes(), name) for name in names]
    files = sorted({file for gold in golds for file in gold.files})
    places = (folder, GOLD / "links", GOLD, GOLD / "blind", RAW)
    paths = [next(place / file for place in places if (place / file).is_file()) for file in files]
    tables = link_corpus(extract(load_document(path.read_bytes(), path.name)) for path in paths)
    return score_links(tables, golds)


def test_the_annotated_links_are_found():
    tallies = [of_files("five")["links"], of_files("pingtan", "reports", "provinces")["links"]]
    hit, found, gold = (sum(getattr(one, name) for one in tallies) for name in ("hit", "found", "gold"))
    assert gold > 150
    assert hit / found >= 0.98
    assert hit / gold >= 0.9


def test_links_of_documents_that_nobody_read_are_right():
    figures = of_files("blind", folder=GOLD / "links" / "blind")["links"].figures()
    assert figures.precision >= 0.98
