"""The five annotated documents: what share of their facts is found, and how much is said that is not there."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from pathlib import Path

import pytest
from support import RAW

from extractors import extract, link_corpus, load_document

GOLD = Path(__file__).resolve().parents[1] / "gold"
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


def scorer():
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def metrics():
    score = scorer()
    documents = [load_document(path.read_bytes(), path.name) for path in sorted(RAW.glob("*.txt"))]
    linked = link_corpus(extract(document) for document in documents)
    tables = {name: [asdict(row) for row in linked.get(name, ())] for name in score.TABLES}
    return score.score(tables, sorted(GOLD.glob("*.gold.json")))


def test_every_source_has_its_annotations():
    annotated = {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")}
    assert annotated == {path.stem for path in RAW.glob("*.txt")}
    assert len(annotated) == 5


@pytest.mark.parametrize("metric", FLOORS)
def test_quality(metrics, metric):
    tally = metrics[metric]
    precision, recall, f1 = tally.figures()
    assert tally.gold, metric
    assert f1 >= FLOORS[metric], (
        f"{metric}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, wanted {FLOORS[metric]:.3f}; "
        f"{tally.hit} of {tally.gold} right, {tally.predicted} found; "
        f"missed {[key for _, key, *_ in tally.missed[:8]]}, surplus {[key for _, key, _ in tally.extra[:8]]}"
    )
