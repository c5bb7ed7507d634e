"""Drift in words: a line a table or metric for messages, tables of all figures for Dagster's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.drift.rows import DocumentRows, Drift, Sources, TableDrift
from pipelines.drift.scores import MetricDrift, ScoreDrift
from pipelines.passages import printable

#: Documents that a line names; the metadata names more.
_NAMED = 3
_WHOSE: dict[Sources, str] = {
    "unchanged": "documents whose files are the same",
    "changed": "documents whose files changed",
    "all": "documents that both releases hold",
}


def table_line(table: TableDrift) -> str:
    """Return what became of a table's rows, with the documents that lost most."""
    line = f"{table.table}: {table.before} → {table.after} rows{_in_brackets(table.share)} in {_WHOSE[table.sources]}"
    named = ", ".join(_document(rows) for rows in table.lost_most[:_NAMED])
    return f"{line}; most are lost in {named}" if named else line


def metric_lines(drift: ScoreDrift, metrics: Iterable[MetricDrift]) -> Iterator[str]:
    """Yield how far each of some metrics falls."""
    counted = len(drift.documents)
    over = "1 annotated document" if counted == 1 else f"{counted} annotated documents"
    for metric in metrics:
        yield f"{metric.metric}: F1 {metric.before:.3f} → {metric.after:.3f} over {over}"


def rows_in_markdown(drift: Drift) -> str:
    """Return the rows of every table as a Markdown table, and one of the changed documents where there are any."""
    return "\n".join(
        [
            f"{_WHOSE['unchanged']}: {drift.documents_compared}",
            "",
            *_figures(drift.tables),
            "",
            f"{_WHOSE['changed']}: {drift.documents_changed}",
            *(("", *_figures(drift.changed)) if drift.documents_changed else ()),
        ]
    )


def scores_in_markdown(drift: ScoreDrift) -> str:
    """Return F1 of every metric as a Markdown table, and the annotated documents that were not compared."""
    rows = [
        [one.metric, f"{one.before:.3f}", f"{one.after:.3f}", str(one.annotated)] for one in drift.metrics
    ]
    left_out = [f"- {_cell(name)}: {why}" for name, why in drift.left_out]
    heads = ["metric", "F1 before", "F1 after", "annotated"]
    return "\n".join(
        [f"annotated documents compared: {len(drift.documents)}", "", *_markdown(heads, rows), "", *left_out]
    )


def _figures(tables: Sequence[TableDrift]) -> Iterator[str]:
    heads = ["table", "before", "after", "change", "lost most"]
    rows = (
        [
            table.table,
            str(table.before),
            str(table.after),
            "" if table.share is None else _percent(table.share),
            _cell(", ".join(map(_document, table.lost_most))),
        ]
        for table in tables
    )
    return _markdown(heads, rows)


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"


def _document(rows: DocumentRows) -> str:
    return f"{printable(rows.document_id)} ({rows.before} → {rows.after})"


def _in_brackets(share: float | None) -> str:
    return "" if share is None else f" ({_percent(share)})"


def _percent(share: float) -> str:
    return f"{100 * share:+.1f} %"


def _cell(words: str) -> str:
    return printable(words).replace("|", "\\|")
