"""The rows of the schema ``meta``, from the build and from the tables that are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from extractors.lexicons.divisions import STATE_CODE, divisions, full_name
from extractors.schema import SCHEMA_VERSION, TABLES, vocabulary_words
from pipelines.inputs import InputFile
from pipelines.meta.quality import measured_quality
from pipelines.meta.rows import (
    META_TABLES,
    InputRow,
    PlaceRow,
    ReleaseRow,
    TableRow,
    VocabularyRow,
)
from pipelines.render.arrow import staged_rows
from pipelines.render.duckdb_ddl import create_statements
from pipelines.versions import code_hash, package_version

#: What the state is called that the code of no division stands for.
_STATE = "全国"
#: How the names of columns end that hold codes of divisions.
_CODES = ("jurisdiction_code", "place_code")


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What the DuckDB file says of its release beyond the tables.

    Attributes:
        release_id: Its id.
        extractor_version: What its rows follow from beside the documents.
        inputs: The files that it is made from.
    """

    release_id: str
    extractor_version: str = ""
    inputs: tuple[InputFile, ...] = ()


def fill_meta(connection: duckdb.DuckDBPyConnection, facts: ReleaseFacts, *, keys_are_declared: bool) -> None:
    """Create and fill the schema ``meta``; the published tables and the schema ``once`` must be there."""
    connection.execute("CREATE SCHEMA meta")
    for statement in create_statements(META_TABLES, "meta"):
        connection.execute(statement)
    quality = measured_quality()
    release = ReleaseRow(
        release_id=facts.release_id,
        schema_version=SCHEMA_VERSION,
        package_version=package_version(),
        code_sha256=code_hash(),
        extractor_version=facts.extractor_version,
        keys_are_declared=keys_are_declared,
        quality_is_current=quality.is_current,
    )
    rows: Mapping[str, Sequence[object]] = {
        "release": (release,),
        "inputs": tuple(_inputs(connection, facts.inputs)),
        "tables": tuple(_tables(connection)),
        "vocabulary": tuple(_vocabulary()),
        "places": tuple(_places(connection)),
        "quality": quality.rows,
    }
    for table in META_TABLES:
        # Arrow, as rows one by one take a second for a thousand.
        connection.register("filling", staged_rows(table, rows[table.name]))
        connection.execute(f"INSERT INTO meta.{table.name} BY NAME FROM filling")
        connection.unregister("filling")


def _inputs(connection: duckdb.DuckDBPyConnection, inputs: Sequence[InputFile]) -> Iterator[InputRow]:
    query = "SELECT document_id, rule, reason FROM quarantine WHERE table_name = 'documents'"
    held_back = {name: (rule, reason) for name, rule, reason in connection.execute(query).fetchall()}
    for file in inputs:
        rule, reason = held_back.get(file.document_id, (None, None))
        yield InputRow(
            document_id=file.document_id,
            sha256=file.sha256,
            sidecar_sha256=file.sidecar_sha256,
            status="published" if rule is None else "quarantined",
            rule=rule,
            reason=reason,
        )


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[TableRow]:
    held_back = dict(
        connection.execute("SELECT table_name, count(*) FROM quarantine GROUP BY table_name").fetchall()
    )
    for table in TABLES:
        query = f'SELECT (SELECT count(*) FROM "{table.name}"), (SELECT count(*) FROM "once"."{table.name}")'
        ((rows, rows_once),) = connection.execute(query).fetchall()
        yield TableRow(
            table_name=table.name,
            label_zh=table.label_zh,
            zh=table.zh,
            en=table.en,
            rows=rows,
            rows_once=rows_once,
            rows_held_back=held_back.get(table.name, 0),
        )


def _vocabulary() -> Iterator[VocabularyRow]:
    used: dict[str, list[str]] = {}
    for table in TABLES:
        for column in table.columns:
            if column.vocabulary_name:
                used.setdefault(column.vocabulary_name, []).append(f"{table.name}.{column.name}")
    for word in vocabulary_words():
        columns = tuple(used.get(word.vocabulary, ()))
        yield VocabularyRow(
            vocabulary=word.vocabulary, word=word.word, zh=word.zh, en=word.en, columns=columns
        )


def _places(connection: duckdb.DuckDBPyConnection) -> Iterator[PlaceRow]:
    asked = [
        f'SELECT "{column.name}" FROM "{table.name}"'
        for table in TABLES
        for column in table.columns
        if column.name.endswith(_CODES)
    ]
    query = (
        f"SELECT DISTINCT code FROM ({' UNION ALL '.join(asked)}) t(code) WHERE code IS NOT NULL ORDER BY 1"
    )
    for (code,) in connection.execute(query).fetchall():
        if code == STATE_CODE:
            yield PlaceRow(code=code, name=_STATE, full_name=_STATE)
        elif (division := divisions().get(code)) is not None:
            yield PlaceRow(code=code, name=division.name, full_name=full_name(division))
