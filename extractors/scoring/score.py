"""Score the rows of documents against their annotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, cast

from extractors.scoring.gold import Gold, Row
from extractors.scoring.metrics import METRICS, Found
from extractors.scoring.tally import Miss, Tally

#: The tallies by metric, in the order in which they are printed.
Scores = Mapping[str, Tally]

#: Tables whose quotes have to stand at their offsets.
_QUOTED = (
    "sections",
    "tasks",
    "task_units",
    "targets",
    "achievements",
    "incentives",
    "deadlines",
    "platform_mentions",
    "citations",
    "numerals",
)
_GROUNDING = "grounding (quote at its offsets)"


def score(tables: Mapping[str, Iterable[object]], golds: Iterable[Gold]) -> Scores:
    """Return the tallies of every metric over the annotated documents.

    A row is right when its key, most often its span, is that of an annotation of the same document and the metric's
    columns agree. A second row at a key is one too many. The grounding is counted over all rows of all documents.

    Args:
        tables: The linked tables of the documents, as dataclasses.
        golds: The annotations; documents are told by their ids.
    """
    by_table = {name: [_columns(row) for row in rows] for name, rows in tables.items()}
    by_document = _by_document(by_table)
    unit_names = {row["unit_id"]: row["canonical_name"] for row in by_table.get("units", ())}
    task_starts = {row["task_id"]: row["char_start"] for row in by_table.get("tasks", ())}
    tallies = {_GROUNDING: _grounding(by_document)} | {metric.name: Tally() for metric in METRICS}
    for gold in golds:
        found = Found(by_document[gold.file], unit_names, task_starts)
        for metric in METRICS:
            have, want, same = metric.compare(found, gold)
            tallies[metric.name].add(gold.file, have, want, same)
    return tallies


def _columns(row: object) -> Row:
    return {field.name: getattr(row, field.name) for field in fields(cast(Any, row))}


def _by_document(tables: Mapping[str, Sequence[Row]]) -> defaultdict[str, defaultdict[str, list[Row]]]:
    """Return the rows by document and table; tables of the whole corpus belong to no document."""
    found: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, rows in tables.items():
        for row in rows:
            if row.get("document_id"):
                found[row["document_id"]][name].append(row)
    return found


def _grounding(documents: Mapping[str, Mapping[str, Sequence[Row]]]) -> Tally:
    """Count the quotes that stand at their offsets; a heading's row may be without one."""
    tally = Tally()
    for document, tables in documents.items():
        own = tables.get("documents", ())
        text = own[0]["text"] if own else ""
        for name in _QUOTED:
            for row in tables.get(name, ()):
                quote = row.get("quote")
                if name == "sections" and quote is None:
                    continue
                tally.found += 1
                tally.gold += 1
                if quote is not None and text[row["char_start"] : row["char_end"]] == quote:
                    tally.hit += 1
                else:
                    tally.missed.append(Miss(document, (row["char_start"], row["char_end"]), None, row))
    return tally
