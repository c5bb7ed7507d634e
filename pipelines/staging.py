"""Staged files: how data flows from one asset to the next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations import Finding
from extractors import Document
from extractors.schema import Table, table_named
from extractors.schema.rows import QuarantineRow
from pipelines.errors import PlanhouseError
from pipelines.render.arrow import staged_rows

_DOCUMENT_COLUMNS = ("document_id", "sha256", "media_type", "encoding", "text", "source_url")
#: Fields of a document that are staged as JSON.
_DOCUMENT_OBJECTS = ("furniture", "left_out", "declared")
_DOCUMENT_SCHEMA = pa.schema([(name, pa.string()) for name in (*_DOCUMENT_COLUMNS, *_DOCUMENT_OBJECTS)])


@dataclass(frozen=True, slots=True)
class Validation:
    """What the expectations said: how many were evaluated for each table, and what they found."""

    evaluated: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Staging:
    """The working folder of one build."""

    root: Path

    @property
    def release(self) -> Path:
        """The folder that becomes the release."""
        return self.root / "release"

    @property
    def data_docs(self) -> Path:
        """The pages that show what the expectations said."""
        return self.release / "data_docs"

    def clear(self) -> None:
        """Remove what an earlier build of the same release left."""
        shutil.rmtree(self.root, ignore_errors=True)

    def write_documents(self, documents: Sequence[Document]) -> None:
        """Stage the documents that could be read."""
        columns = {name: [getattr(document, name) for document in documents] for name in _DOCUMENT_COLUMNS}
        for name in _DOCUMENT_OBJECTS:
            columns[name] = [json.dumps(_plain(getattr(document, name))) for document in documents]
        self._write(pa.table(columns, schema=_DOCUMENT_SCHEMA), "raw_documents")

    def read_documents(self) -> list[Document]:
        """Return the staged documents in the order of their ids."""
        return [_document(row) for row in self._read("raw_documents").to_pylist()]

    def read_left_out(self) -> dict[str, dict[str, int]]:
        """Return how much of each kind readers left out of each document's text, by document id."""
        rows = self._read("raw_documents", ["document_id", "left_out"]).to_pylist()
        return {row["document_id"]: json.loads(row["left_out"]) for row in rows}

    def write_table(self, name: str, rows: Sequence[object]) -> pa.Table:
        """Stage the rows of a table and return them as Arrow."""
        staged = staged_rows(table_named(name), rows)
        self._write(staged, f"tables/{name}")
        return staged

    def read_table(self, table: Table) -> pa.Table:
        """Return the staged rows of a table."""
        return self._read(f"tables/{table.name}")

    def write_refused(self, rows: Sequence[QuarantineRow]) -> None:
        """Stage the quarantine rows of the files that could not be read."""
        self._write(staged_rows(table_named("quarantine"), rows), "refused")

    def read_refused(self) -> list[QuarantineRow]:
        """Return the quarantine rows of the files that could not be read."""
        return [QuarantineRow(**row) for row in self._read("refused").to_pylist()]

    def read_quarantine(self) -> list[QuarantineRow]:
        """Return the quarantine rows of the files that could not be read, and of documents that gave no rows."""
        return [QuarantineRow(**row) for row in self.read_table(table_named("quarantine")).to_pylist()]

    def write_validation(self, validation: Validation) -> None:
        """Stage what the expectations said."""
        self._write_json("validation", asdict(validation))

    def read_validation(self) -> Validation:
        """Return what the expectations said."""
        stored = self._read_json("validation")
        findings = (Finding(**{**row, "keys": tuple(map(tuple, row["keys"]))}) for row in stored["findings"])
        return Validation(stored["evaluated"], tuple(findings))

    def write_counts(self, counts: Mapping[str, int], once: Mapping[str, int]) -> None:
        """Stage how many rows of each table are to be published, and how many where each text counts once."""
        self._write_json("counts", {"all": dict(counts), "once": dict(once)})

    def read_counts(self) -> dict[str, int]:
        """Return how many rows of each table are to be published."""
        return dict(self._read_json("counts")["all"])

    def read_counts_once(self) -> dict[str, int]:
        """Return how many rows of each table are to be published where each text counts once."""
        return dict(self._read_json("counts")["once"])

    def _write(self, table: pa.Table, name: str) -> None:
        path = self.root / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path, compression="zstd")

    def _read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        return pq.read_table(_present(self.root / f"{name}.parquet"), columns=columns)

    def _write_json(self, name: str, value: object) -> None:
        path = self.root / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Keys of failing rows come out of pandas as numpy numbers; item() makes them plain.
        path.write_text(json.dumps(value, ensure_ascii=False, default=lambda number: number.item()), "utf-8")

    def _read_json(self, name: str) -> dict[str, Any]:
        return dict(json.loads(_present(self.root / f"{name}.json").read_text("utf-8")))


def _plain(value: Mapping[str, object] | Sequence[object]) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _document(row: Mapping[str, Any]) -> Document:
    objects = {name: json.loads(row[name]) for name in _DOCUMENT_OBJECTS}
    objects["furniture"] = tuple((start, end) for start, end in objects["furniture"])
    return Document(**{**row, **objects})


def _present(path: Path) -> Path:
    if not path.is_file():
        raise PlanhouseError(
            f"{path}: not staged for the present inputs; materialize raw_documents and all after it"
        )
    return path
