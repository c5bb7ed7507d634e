"""The descriptor of a release as a data package: Data Package standard 2.0, https://datapackage.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.schema import SCHEMA_VERSION, TABLES, Column, Table, words_of
from pipelines.layout import DATABASE
from pipelines.publish.checksums import Checksum
from pipelines.render.wording import described

_TYPES = {
    "string": "string",
    "date": "date",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "list<string>": "array",
}

_DESCRIPTION = """\
从政府规划和建议提案答复中提取的目标、任务、责任单位与成果, 每行附原文片段及其位置。 \
Targets, tasks, units and results from Chinese government plans and replies to deputies' proposals, each row with the \
characters of the source that it came from.

What NULL means stands with each field; a link is NULL, too, where the row that it led to is held back (quarantine). \
Texts and quotes are those of the governments that published them; the license is that of the tables made from them.

一张表有多个 Parquet 文件时须全部读取: 读整个文件夹 parquet/<表名>/, 或逐一读取 `path` 所列各文件; `rowCount` 是全表行数。 \
frictionless-py 只读其中第一个, 且不提示。 \
A table of several Parquet files is all of them together: read its folder parquet/<table>/ with pandas, pyarrow, polars or \
DuckDB, or each file that `path` lists; `rowCount` counts the rows of all. frictionless-py reads the first of them alone and \
does not say so."""


def data_package(release_id: str, files: Mapping[str, Checksum], rows: Mapping[str, int]) -> dict[str, Any]:
    """Return the descriptor of a release: a resource for each table, and one for the DuckDB file.

    ``created`` is left out: the same inputs and code give the same bytes.

    Args:
        release_id: The release, which the package's ``id`` names.
        files: What each Parquet file holds, by path in the release.
        rows: How many rows each table has.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "planhouse",
        "id": f"urn:planhouse:release:{release_id}",
        "title": "规划目标与落实 / Government plans as tables",
        "description": _DESCRIPTION,
        "version": SCHEMA_VERSION,
        "licenses": [
            {
                "name": "Apache-2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
                "title": "Apache License 2.0",
            }
        ],
        "resources": [
            *(_resource(table, files, rows[table.name]) for table in TABLES),
            {
                "name": "planhouse-duckdb",
                # Its checksum stands in the manifest: the descriptor follows from the Parquet files alone.
                "path": DATABASE,
                "title": "DuckDB 库文件 / The tables with keys, comments and views in one DuckDB file",
                "format": "duckdb",
                "mediatype": "application/octet-stream",
            },
        ],
    }


def _resource(table: Table, files: Mapping[str, Checksum], rows: int) -> dict[str, Any]:
    of_table = {path: files[path] for path in sorted(files) if path.startswith(f"parquet/{table.name}/")}
    paths = list(of_table)
    return {
        "name": table.name,
        "type": "table",
        # The standard has a string where there is but one.
        "path": paths if len(paths) > 1 else paths[0],
        "title": f"{table.label_zh} / {table.label_en}",
        "description": f"{table.zh} / {table.en}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rowCount": rows,
        # The standard's own `bytes` and `hash` know a single file only.
        "files": [
            {"path": path, "bytes": known["size"], "hash": f"sha256:{known['sha256']}"}
            for path, known in of_table.items()
        ],
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Return a table's Table Schema: fields, primary key, foreign keys."""
    return {
        "fields": [_field(column) for column in table.columns],
        # Parquet has NULL of its own: no string stands for a missing value.
        "missingValues": [],
        "primaryKey": list(table.key),
        "foreignKeys": list(_foreign_keys(table)),
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.label_zh,
        "type": _TYPES[column.type],
        "description": described(column),
        "constraints": {"required": not column.nullable},
    }
    if column.vocabulary:
        words = words_of(column)
        field["constraints"]["enum"] = list(column.vocabulary)
        field["categories"] = [
            {"value": word, "label": f"{words[word].zh} / {words[word].en}"} for word in column.vocabulary
        ]
    return field


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        if column.references:
            target, _, key = column.references.partition(".")
            # A table that refers to itself leaves its name out.
            named = {} if target == table.name else {"resource": target}
            yield {"fields": [column.name], "reference": {**named, "fields": [key]}}
