"""Figures: the same as those of the reference scorer, on what the extractor says and on what it never would."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest
from support import RAW

from extractors import extract, link_corpus, load_document
from extractors.scoring import GoldError, read_gold, score

GOLD = Path(__file__).resolve().parents[1] / "gold"
PATHS = [
    path
    for path in sorted(GOLD.glob("*.gold.json"))
    if (RAW / json.loads(path.read_bytes())["file"]).is_file()
]


def reference():
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def golds():
    return [read_gold(path.read_bytes(), path.name) for path in PATHS]


@pytest.fixture(scope="module")
def tables(golds):
    return link_corpus(extract(load_document((RAW / gold.file).read_bytes(), gold.file)) for gold in golds)


def thinned(tables):
    """Every fourth row is missing."""
    return {name: [row for at, row in enumerate(rows) if at % 4] for name, rows in tables.items()}


def doubled(tables):
    """Every third row stands there twice."""
    return {
        name: [row for at, row in enumerate(rows) for _ in range(1 + (at % 3 == 0))]
        for name, rows in tables.items()
    }


def shifted(tables):
    """Every other span begins a character late, so that it overlaps what is annotated."""

    def shift(at, row):
        if at % 2 or not hasattr(row, "char_start"):
            return row
        late = {name: getattr(row, name) + 1 for name in ("char_start", "value_start") if hasattr(row, name)}
        return replace(row, **late)

    return {name: [shift(at, row) for at, row in enumerate(rows)] for name, rows in tables.items()}


def garbled(tables):
    """Days, numbers, words and kinds are wrong here and there."""
    changes = {
        "due_on": lambda day: day and day + timedelta(days=1),
        "end_on": lambda day: day and day + timedelta(days=1),
        "as_of": lambda day: day and day + timedelta(days=1),
        "value": lambda value: value * 1.01,
        "unit": lambda unit: f"“{unit or ''}”",
        "indicator": lambda words: words[:-1],
        "heading": lambda words: words + "的",
        "title": lambda words: words and f"{words}(试行)",
        "role": lambda role: "support" if role == "responsible" else "count",
        "canonical_name": lambda words: words.replace("局", "委"),
        "level": lambda level: level + 1 if isinstance(level, int) else "county",
        "is_complete": lambda flag: not flag,
        "contact": lambda words: words and words.replace(",", "，"),
        "quote": lambda words: words[::-1],
    }

    def garble(at, row):
        if at % 3:
            return row
        return replace(
            row,
            **{name: change(getattr(row, name)) for name, change in changes.items() if hasattr(row, name)},
        )

    return {name: [garble(at, row) for at, row in enumerate(rows)] for name, rows in tables.items()}


def empty(tables):
    """Nothing was found at all."""
    return {name: [] for name in tables}


def same(tables):
    return {name: list(rows) for name, rows in tables.items()}


@pytest.mark.parametrize(
    "damaged", [same, thinned, doubled, shifted, garbled, empty], ids=lambda of: of.__name__
)
def test_figures_are_those_of_the_reference(tables, golds, damaged):
    module, rows = reference(), damaged(tables)
    plain = {name: [asdict(row) for row in rows.get(name, ())] for name in module.TABLES}
    expected, found = module.score(plain, PATHS), score(rows, golds)
    assert list(found) == list(expected)
    for name, tally in expected.items():
        own = found[name]
        assert (own.hit, own.found, own.gold) == (tally.hit, tally.predicted, tally.gold), name
        assert tuple(own.figures()) == tally.figures(), name
        assert len(own.missed) == len(tally.missed), name
        assert len(own.extra) == len(tally.extra), name
    if damaged is not same:
        assert any(tally.figures().f1 < 1 for tally in found.values())


def test_a_miss_tells_what_was_wanted_and_what_was_found(tables, golds):
    tally = score(garbled(tables), golds)["targets: due, recurrence"]
    for miss in tally.missed:
        assert miss.gold["due_on"] != str(miss.found["due_on"])
        assert miss.key == (miss.gold["start"], miss.gold["end"])


def test_nothing_to_find_and_nothing_found_is_right(golds):
    without = [gold for gold in golds if not gold.kinds["incentives"]]
    assert without
    assert score({}, without)["incentives (strict)"].figures() == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "a.gold.json: no JSON"),
        (b"[]", "a.gold.json: no gold file: an object is wanted"),
        (b'{"file": "a.txt"}', "a.gold.json: no gold file: it lacks document, sections, tasks"),
    ],
)
def test_a_file_that_is_no_gold(data, message):
    with pytest.raises(GoldError, match=message):
        read_gold(data, "a.gold.json")
