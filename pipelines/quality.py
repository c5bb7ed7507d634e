"""The figures of all annotated documents: a page of their own, a block of another page, and data for releases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.scoring import Tally
from pipelines.errors import PlanhouseError
from pipelines.link_score import link_files
from pipelines.score import Scored, annotated_documents, score_documents
from pipelines.versions import extractor_hash

#: What stands around the block in a page that shows it.
_OPEN, _CLOSE = "<!-- quality: written by planhouse score -->", "<!-- /quality -->"
_BLOCK = re.compile(rf"{re.escape(_OPEN)}\n.*?{re.escape(_CLOSE)}", re.DOTALL)
_BLIND = "blind"
#: What the block shows; the page shows every metric.
_TELLING = (
    "grounding (quote at its offsets)",
    "sections (level, heading)",
    "tasks (title, status, due)",
    "responsible units (canonical, role)",
    "targets (found)",
    "targets (strict)",
    "achievements (strict)",
    "incentives (strict)",
    "deadlines (interval)",
    "platforms (overlap)",
    "platforms (span, kind, type, level)",
    "citations",
    "numerals (role)",
    "links",
)
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class QualitySet:
    """One set of annotated documents: how it is called, what its figures show, and its figures."""

    name: str
    shows: str
    scored: Scored


def quality_sets(gold_dir: Path, raw_dir: Path) -> list[QualitySet]:
    """Return the sets of a gold folder that hold a document, scored.

    Its gold files whose document lies below ``raw/`` are one set, those with their document beside them another, those
    of its subfolder ``blind`` the third.

    Raises:
        PlanhouseError: A gold file cannot be used or lacks its document.
    """
    own = annotated_documents(gold_dir, raw_dir)
    links = link_files(gold_dir, raw_dir)
    blind_dir = gold_dir / _BLIND
    has_blind = any(blind_dir.glob("*.gold.json"))
    sets = (
        (
            "raw",
            "The documents in `raw/`, at hand when the rules were written: the figures show that the rules say what "
            "the annotators say.",
            [one for one in own if not one.is_beside],
            [one for one in links if one.is_raw],
        ),
        (
            "development",
            "Other documents whose errors were read to improve the rules.",
            [one for one in own if one.is_beside],
            [one for one in links if not one.is_raw],
        ),
        (
            _BLIND,
            "Documents kept from those who wrote the rules: the figures show how the rules do on a document that "
            "nobody has read.",
            annotated_documents(blind_dir, raw_dir) if has_blind else [],
            link_files(gold_dir, raw_dir, blind=True),
        ),
    )
    return [
        QualitySet(name, shows, score_documents(annotated, pairs))
        for name, shows, annotated, pairs in sets
        if annotated
    ]


def page(sets: Sequence[QualitySet]) -> str:
    """Return the page of all figures."""
    return "\n".join(
        [
            "# Quality",
            "",
            "Written by `make score`; no figure is typed by hand. Each set is extracted and compared with the hand",
            "annotations in `tests/gold`. A row is right when it stands at an annotation's offsets and the columns that",
            "the metric names agree. A dash means that nothing is annotated and nothing was found. Links are pairs of places of",
            "which somebody said that they are linked or not (`tests/gold/links`).",
            *(line for one in sets for line in ("", *_section(one))),
            "",
        ]
    )


def block(sets: Sequence[QualitySet]) -> str:
    """Return the most telling figures of all sets in one table, between the marks of the block."""
    heads = [f"{one.name} ({len(one.scored.annotated)})" for one in sets]
    rows = [
        [metric, *(_in_short(one.scored.scores.get(metric, Tally())) for one in sets)] for metric in _TELLING
    ]
    lines = [
        _OPEN,
        "Precision / recall / F1 of the annotated facts, by set of documents (how many):",
        "",
        *_table(["metric", *heads], rows),
        "",
        *(f"- {one.name}: {one.shows}" for one in sets),
        _CLOSE,
    ]
    return "\n".join(lines)


def record(sets: Sequence[QualitySet]) -> str:
    """Return the figures of all sets as JSON, with the extractors that they were measured with."""
    stored = {
        "extractor_sha256": extractor_hash(),
        "sets": [
            {
                "name": one.name,
                "documents": _documents(one),
                "metrics": {metric: _recorded(tally) for metric, tally in one.scored.scores.items()},
            }
            for one in sets
        ],
    }
    return json.dumps(stored, ensure_ascii=False, indent=1) + "\n"


def refreshed(text: str, sets: Sequence[QualitySet], name: str) -> str:
    """Return a page's text with its block written anew.

    Raises:
        PlanhouseError: The page has no such block; the message names it.
    """
    if not _BLOCK.search(text):
        raise PlanhouseError(f"{name}: no block between {_OPEN} and {_CLOSE} to refresh")
    return _BLOCK.sub(lambda _: block(sets), text)


def _section(one: QualitySet) -> Iterator[str]:
    names = ", ".join(_documents(one))
    count = len(one.scored.annotated)
    documents = "1 document" if count == 1 else f"{count} documents"
    yield from (f"## {one.name}", "", one.shows, "", f"{documents}: {names}", "")
    rows = [[metric, *_figures(tally)] for metric, tally in one.scored.scores.items()]
    yield from _table(["metric", "precision", "recall", "F1", "annotated", "found"], rows)


def _documents(one: QualitySet) -> list[str]:
    return sorted(annotated.gold.file for annotated in one.scored.annotated)


def _recorded(tally: Tally) -> dict[str, float | int | None]:
    """The figures as the page shows them; none where it shows a dash."""
    counted = tally.gold or tally.found
    shares = (round(share, 3) if counted else None for share in tally.figures())
    return dict(zip(("precision", "recall", "f1"), shares, strict=True)) | {
        "annotated": tally.gold,
        "found": tally.found,
    }


def _figures(tally: Tally) -> list[str]:
    shares = [f"{share:.3f}" for share in tally.figures()] if tally.gold or tally.found else [_NOTHING] * 3
    return [*shares, str(tally.gold), str(tally.found)]


def _in_short(tally: Tally) -> str:
    precision, recall, f1, annotated, _ = _figures(tally)
    return f"{precision} / {recall} / {f1} of {annotated}" if precision != _NOTHING else _NOTHING


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"
