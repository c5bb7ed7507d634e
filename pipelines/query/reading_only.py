"""What a question may not be: DuckDB guards the file of the release, and this guards all other files."""

from __future__ import annotations

import re

import duckdb
from duckdb import StatementType

from pipelines.errors import PlanhouseError

#: Statements that write files, run others unseen, or take in code.
_REFUSED = {StatementType.COPY, StatementType.EXPORT, StatementType.PREPARE, StatementType.LOAD}

#: What other statements write files with: EXPLAIN ANALYZE COPY …, SET log_query_path = …, CALL enable_logging(…)
_WRITING = {
    StatementType.EXPLAIN: re.compile(r"\b(?:copy|export)\b", re.IGNORECASE),
    StatementType.CREATE: re.compile(r"\bsecret\b", re.IGNORECASE),
    **dict.fromkeys(
        (StatementType.SET, StatementType.PRAGMA, StatementType.CALL),
        re.compile(r"log_query_path|profil\w*_output|logging|_director|extension|\bimport\b", re.IGNORECASE),
    ),
    # Options in brackets, other than that it is opened read-only, as it is without them.
    StatementType.ATTACH: re.compile(r"\((?!\s*read_only\s*\))", re.IGNORECASE),
}

#: 'a text', in which no word counts
_TEXT = re.compile(r"'(?:[^']|'')*'")


def refuse_writing(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Do nothing where a question only reads.

    Raises:
        PlanhouseError: A statement writes files, opens others to write, or loads extensions.
        duckdb.Error: The question cannot be parsed.
    """
    for statement in connection.extract_statements(sql):
        writing = _WRITING.get(statement.type)
        if statement.type in _REFUSED or (writing and writing.search(_TEXT.sub("''", statement.query))):
            raise PlanhouseError(
                f"{statement.type.name}: a question writes no files and loads no extensions; --output FILE writes"
                " the answer as csv, json, parquet or markdown, and ATTACH 'file' (READ_ONLY) reads another database"
            )
