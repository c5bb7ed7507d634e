"""The files of a release that its readers may rely on."""

from __future__ import annotations

from collections.abc import Mapping

#: What lies where in each release; ``<table>`` stands for the name of a table, ``NN`` for the number of a part.
RELEASE_FILES: Mapping[str, str] = {
    "data_docs/index.html": "what the expectations said",
    "manifest.json": "inputs, versions, row counts, findings, SHA-256 and size of every file",
    "parquet/<table>/part-NN.parquet": "the tables",
    "planhouse.duckdb": "the tables with keys and comments, and the views",
    "run.json": "when the release was built and how long it took",
}
