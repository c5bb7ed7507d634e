"""The annotated documents: what share of their facts is found, and how much is said that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import RAW

from extractors import extract, link_corpus, load_document
from extractors.scoring import read_gold, score

GOLD = Path(__file__).resolve().parents[1] / "gold"
#: The documents that were annotated for this project before rules were written for them.
OWN = (
    "beijing_eco_restoration_2035_draft",
    "guangzhou_family_doctor_plan_2023",
    "pingtan_afforestation_2015",
    "work_report_2026_jilin",
)
GIVEN = sorted(
    path.name.removesuffix(".gold.json")
    for path in GOLD.glob("*.gold.json")
    if path.name.removesuffix(".gold.json") not in OWN
)
BLIND = sorted(path.name.removesuffix(".gold.json") for path in (GOLD / "blind").glob("*.gold.json"))
# metric of the scorer: the least F1 for the given documents, for those annotated here
FLOORS = {
    "grounding (quote at its offsets)": (1.0, 1.0),
    "document fields": (0.95, 0.95),
    "reply fields": (0.95, 0.0),
    "sections (found)": (0.98, 0.9),
    "sections (level, heading)": (0.95, 0.9),
    "tasks (found)": (0.98, 0.9),
    "tasks (title, status, due)": (0.95, 0.85),
    "responsible units (canonical, role)": (0.985, 0.9),
    "targets (found)": (0.985, 0.92),
    "targets (strict)": (0.96, 0.8),
    "targets: value, unit": (0.97, 0.9),
    "targets: due, recurrence": (0.97, 0.9),
    "targets: comparator": (0.97, 0.9),
    "targets: measure": (0.97, 0.9),
    "targets: modality": (0.97, 0.9),
    "targets: deadline_basis": (0.97, 0.9),
    "targets: nature": (0.97, 0.9),
    "targets: baseline": (0.97, 0.9),
    "targets: per": (0.97, 0.9),
    "targets: indicator (alike)": (0.97, 0.8),
    "achievements (strict)": (0.92, 0.85),
    "incentives (strict)": (0.92, 0.0),
    "deadlines (interval)": (0.96, 0.9),
    "platforms (overlap)": (0.94, 0.85),
    "platforms (span, kind, type, level)": (0.88, 0.8),
    "citations": (0.99, 0.95),
    "numerals (role)": (0.985, 0.9),
}


def document_path(stem):
    """Return the document of a gold file: beside it, else in raw/."""
    beside = [
        folder / f"{stem}.txt" for folder in (GOLD, GOLD / "blind") if (folder / f"{stem}.txt").exists()
    ]
    return beside[0] if beside else RAW / f"{stem}.txt"


def scored(stems):
    paths = [document_path(stem) for stem in stems]
    folder = GOLD / "blind" if stems == BLIND else GOLD
    golds = [read_gold((folder / f"{stem}.gold.json").read_bytes(), stem) for stem in stems]
    return score(link_corpus(extract(load_document(path.read_bytes(), path.name)) for path in paths), golds)


@pytest.fixture(scope="module")
def given():
    return scored(GIVEN)


@pytest.fixture(scope="module")
def own():
    return scored(list(OWN))


def test_every_document_of_raw_is_annotated():
    assert {path.stem for path in RAW.glob("*.txt")} <= set(GIVEN)
    assert len(GIVEN) == 10
    assert len(OWN) + len(BLIND) >= 6
    assert len(BLIND) == 3


@pytest.mark.parametrize("metric", FLOORS)
def test_quality_of_the_given_documents(given, metric):
    check(given[metric], metric, FLOORS[metric][0])


@pytest.mark.parametrize("metric", [metric for metric, (_, floor) in FLOORS.items() if floor])
def test_quality_of_the_documents_annotated_here(own, metric):
    check(own[metric], metric, FLOORS[metric][1])


def test_blind_documents_are_grounded():
    """Their other figures are reported, not held: a floor would be tuned to."""
    tally = scored(BLIND)["grounding (quote at its offsets)"]
    assert tally.gold > 1000
    assert tally.figures()[2] == 1.0


def check(tally, metric, floor):
    precision, recall, f1 = tally.figures()
    assert tally.gold, metric
    assert f1 >= floor, (
        f"{metric}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, wanted {floor:.3f}; "
        f"{tally.hit} of {tally.gold} right, {tally.found} found; "
        f"missed {[miss.key for miss in tally.missed[:8]]}, surplus {[miss.key for miss in tally.extra[:8]]}"
    )
