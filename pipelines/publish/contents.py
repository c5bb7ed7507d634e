"""The files of a release that its readers may rely on."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.layout import DATABASE, MANIFEST, RUN

DATA_PACKAGE = "datapackage.json"

#: What lies where in each release; ``<table>`` stands for the name of a table, ``NN`` for the number of a part.
RELEASE_FILES: Mapping[str, str] = {
    "data_docs/index.html": "what the expectations said",
    DATA_PACKAGE: "the tables as a data package: types, keys, vocabularies, rows, checksums",
    MANIFEST: "inputs, versions, row counts, findings, SHA-256 and size of every file",
    "parquet/<table>/part-NN.parquet": "the tables",
    DATABASE: "the tables with keys and comments, and the views",
    RUN: "when the release was built and how long it took",
    "schemas/<table>.schema.json": "a JSON Schema of one row",
    "site/index.html": "the evidence pages: each row in the text that it came from",
    "site/documents/<page>.html": "the text of a document; #cSTART-END leads to a passage",
    "site/indicators/<page>.html": "an indicator across plans and reports",
    "site/units/<page>.html": "a unit with its tasks and targets",
}
