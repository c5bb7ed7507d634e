"""The five annotated documents: what share of their facts is found, and how much is said that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import RAW

from extractors import extract, link_corpus, load_document
from extractors.scoring import read_gold, score

GOLD = Path(__file__).resolve().parents[1] / "gold"
PATHS = sorted(RAW.glob("*.txt"))
# metric of the scorer: the least F1
FLOORS = {
    "grounding (quote at its offsets)": 1.0,
    "sections (found)": 0.95,
    "tasks (found)": 0.97,
    "responsible units (canonical, role)": 0.97,
    "targets (found)": 0.95,
    "targets (strict)": 0.88,
    "achievements (strict)": 0.85,
    "incentives (strict)": 0.85,
    "deadlines (interval)": 0.93,
    "platforms (overlap)": 0.85,
    "citations": 0.95,
    "numerals (role)": 0.97,
}


@pytest.fixture(scope="module")
def scores():
    golds = [read_gold((GOLD / f"{path.stem}.gold.json").read_bytes(), path.stem) for path in PATHS]
    linked = link_corpus(extract(load_document(path.read_bytes(), path.name)) for path in PATHS)
    return score(linked, golds)


def test_every_source_has_its_annotations():
    annotated = {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")}
    assert annotated >= {path.stem for path in PATHS}
    assert len(PATHS) == 5


@pytest.mark.parametrize("metric", FLOORS)
def test_quality(scores, metric):
    tally = scores[metric]
    precision, recall, f1 = tally.figures()
    assert tally.gold, metric
    assert f1 >= FLOORS[metric], (
        f"{metric}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, wanted {FLOORS[metric]:.3f}; "
        f"{tally.hit} of {tally.gold} right, {tally.found} found; "
        f"missed {[miss.key for miss in tally.missed[:8]]}, surplus {[miss.key for miss in tally.extra[:8]]}"
    )
