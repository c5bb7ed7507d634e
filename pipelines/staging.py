"""Staged files: how data flows from one asset to the next."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from expectations import Finding
from extractors.schema import TABLES, Table, table_named
from extractors.schema.rows import QuarantineRow
from pipelines.errors import PlanhouseError
from pipelines.publish.checksums import Checksum
from pipelines.render.arrow import staged_schema


@dataclass(frozen=True, slots=True)
class Validation:
    """What the expectations said: how many were evaluated for each table, and what they found."""

    evaluated: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StagedPart:
    """A part of the corpus: the results that it is merged from, and the links of its documents.

    Attributes:
        keys: Keys of the results.
        documents: Its documents that were extracted.
        duplicate_of: The document that says the same, by document id.
        supersedes: The version before, by document id.
        cited: The document that a citation names, by citation id.
        left_out: How much of each kind readers left out of the text, by document id.
    """

    keys: tuple[str, ...]
    documents: tuple[str, ...]
    duplicate_of: Mapping[str, str] = field(default_factory=dict)
    supersedes: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """What was published of a part.

    Attributes:
        key: What the published rows follow from; None where rows were held back, which later builds cannot share.
        rows: Rows a table.
        rows_once: Rows a table without those of duplicates.
        is_shared: Whether its files are those of the release before.
        files: What each of its files holds, by path in the release.
    """

    key: str | None
    rows: Mapping[str, int]
    rows_once: Mapping[str, int]
    is_shared: bool
    files: Mapping[str, Checksum]


@dataclass(frozen=True, slots=True)
class WrittenCorpus:
    """What was published of the tables that all documents share.

    Attributes:
        rows: Rows a table.
        files: What each file holds, by path in the release; those of tables without any row are among them.
    """

    rows: Mapping[str, int]
    files: Mapping[str, Checksum]


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

    @property
    def linking(self) -> Path:
        """Where promises and results wait to be linked."""
        return self.root / "linking"

    @property
    def checking(self) -> Path:
        """Where rows wait to be checked."""
        return self.root / "checking"

    def clear(self) -> None:
        """Remove what an earlier build of the same release left."""
        shutil.rmtree(self.root, ignore_errors=True)

    def write_extracted(self, documents: Sequence[str]) -> None:
        """Stage which documents were extracted by this build and not before."""
        self._write_json("extracted", list(documents))

    def read_extracted(self) -> tuple[str, ...]:
        """Return which documents were extracted by this build and not before."""
        return tuple(self._read_json("extracted"))

    def write_parts(self, parts: Mapping[int, StagedPart]) -> None:
        """Stage the parts by number."""
        self._write_json("parts", {number: plain_part(part) for number, part in parts.items()})

    def read_parts(self) -> dict[int, StagedPart]:
        """Return the staged parts by number, in order."""
        stored = {int(number): part for number, part in self._read_json("parts").items()}
        return {number: _part(stored[number]) for number in sorted(stored)}

    def write_table(self, table: Table, rows: pa.Table) -> None:
        """Stage the rows of a table of the whole corpus."""
        path = self.path_of(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, path, compression="zstd")

    def path_of(self, table: Table) -> Path:
        """Return the Parquet file that holds the staged rows of a table of the whole corpus."""
        return self.root / "tables" / f"{table.name}.parquet"

    def read_table(self, table: Table) -> pa.Table:
        """Return the staged rows of a table of the whole corpus."""
        return pq.read_table(_present(self.path_of(table))).cast(staged_schema(table))

    def first_rows(self, table: Table, count: int) -> tuple[int, pa.Table]:
        """Return how many staged rows a table of the whole corpus has, and the first of them."""
        with pq.ParquetFile(_present(self.path_of(table))) as file:
            first = next(file.iter_batches(batch_size=count), None)
            rows = staged_schema(table).empty_table() if first is None else pa.Table.from_batches([first])
            return file.metadata.num_rows, rows

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

    def write_published(self, parts: Mapping[int, WrittenPart], corpus: WrittenCorpus) -> None:
        """Stage what was written as Parquet: the parts, and the tables of the whole corpus."""
        plain = {number: plain_part(part) for number, part in parts.items()}
        self._write_json("published", {"parts": plain, "corpus": asdict(corpus)})

    def read_published(self) -> tuple[dict[int, WrittenPart], WrittenCorpus]:
        """Return what was written as Parquet: the parts by number, and the tables of the whole corpus."""
        stored = self._read_json("published")
        parts = {int(number): WrittenPart(**part) for number, part in stored["parts"].items()}
        return parts, WrittenCorpus(**stored["corpus"])

    def write_files(self, stage: str, written: Mapping[str, Checksum]) -> None:
        """Stage what the files hold that a stage wrote, by path in the release."""
        self._write_json(f"files_of_{stage}", dict(sorted(written.items())))

    def read_files(self, stage: str) -> dict[str, Checksum]:
        """Return what the files of a stage held when it wrote them, by path in the release."""
        return dict(self._read_json(f"files_of_{stage}"))

    def read_parquet(self) -> dict[str, Checksum]:
        """Return what each Parquet file held when it was written, by path in the release, sorted."""
        parts, corpus = self.read_published()
        of_parts = {name: known for part in parts.values() for name, known in part.files.items()}
        return dict(sorted({**of_parts, **corpus.files}.items()))

    def read_counts(self) -> dict[str, int]:
        """Return how many rows of each table are to be published."""
        return self._counts("rows")

    def read_counts_once(self) -> dict[str, int]:
        """Return how many rows of each table are to be published where each text counts once."""
        return self._counts("rows_once")

    def _counts(self, which: Literal["rows", "rows_once"]) -> dict[str, int]:
        parts, corpus = self.read_published()
        of_documents: Counter[str] = Counter()
        for part in parts.values():
            of_documents.update(getattr(part, which))
        return {table.name: corpus.rows.get(table.name, of_documents[table.name]) for table in TABLES}

    def _write_json(self, name: str, value: object) -> None:
        path = self.root / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Keys of failing rows come out of pandas as numpy numbers; item() makes them plain.
        path.write_text(json.dumps(value, ensure_ascii=False, default=lambda number: number.item()), "utf-8")

    def _read_json(self, name: str) -> Any:  # noqa: ANN401 - what was written
        return json.loads(_present(self.root / f"{name}.json").read_text("utf-8"))


def plain_part(part: StagedPart | WrittenPart) -> dict[str, Any]:
    """Return a part as JSON has it; its many ids and files are not copied."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _part(stored: Mapping[str, Any]) -> StagedPart:
    return StagedPart(**{**stored, "keys": tuple(stored["keys"]), "documents": tuple(stored["documents"])})


def _present(path: Path) -> Path:
    if not path.is_file():
        raise PlanhouseError(
            f"{path}: not staged for the present inputs; materialize raw_documents and all after it"
        )
    return path
