"""The published schema of a version as JSON: ``python -m pipelines.render.snapshot docs/schema`` writes it.

The snapshots of earlier versions stay, so that a change of the schema is always held against what was published.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractors.schema import SCHEMA_VERSION, TABLES, Column, Table, Word, words_of
from pipelines.meta.rows import META_TABLES
from pipelines.publish.contents import RELEASE_FILES
from pipelines.render.compatibility import changes, least_version, precedes
from pipelines.views import macros, views
from pipelines.views.query import Query, QueryColumn


def snapshot(tables: Sequence[Table] = TABLES, version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """Return the published schema: the kinds of files in a release, tables, columns, keys, vocabularies, descriptions.

    Of the DuckDB file also the schema ``meta``, the views and the table macros.
    """
    return {
        "version": version,
        "files": dict(RELEASE_FILES),
        "tables": {table.name: _table(table) for table in tables},
        "meta": {table.name: _table(table) for table in META_TABLES},
        "views": {view.name: _query(view) for view in views()},
        "macros": {macro.name: _query(macro) for macro in macros()},
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "label_zh": table.label_zh,
        "zh": table.zh,
        "en": table.en,
        "key": list(table.key),
        "partitioned": table.partitioned,
        "columns": {column.name: _column(column) for column in table.columns},
    }


def _column(column: Column) -> dict[str, Any]:
    words = words_of(column)
    return {
        "type": column.type,
        "nullable": column.nullable,
        "references": column.references,
        # What the words of meta are called is said in the column's description.
        "words": {word: _called(words.get(word)) for word in column.vocabulary} or None,
        "zh": column.zh,
        "en": column.en,
        **({"null_zh": column.null_zh, "null_en": column.null_en} if column.nullable else {}),
    }


def _called(word: Word | None) -> list[str]:
    return [] if word is None else [word.zh, word.en]


def _query(query: Query) -> dict[str, Any]:
    return {
        "label_zh": query.label_zh,
        "zh": query.zh,
        "en": query.en,
        "parameters": {one.name: _query_column(one) for one in query.parameters},
        "columns": {column.name: _query_column(column) for column in query.columns},
    }


def _query_column(column: QueryColumn) -> dict[str, Any]:
    return {
        "label_zh": column.label_zh,
        "words": dict(column.words) or None,
        "zh": column.zh,
        "en": column.en,
    }


def read_snapshots(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the committed snapshots by version, the lowest version first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    found.sort(key=lambda known: [int(number) for number in known["version"].split(".")])
    return {known["version"]: known for known in found}


def fault(known: dict[str, dict[str, Any]], present: dict[str, Any]) -> str | None:
    """Return what is wrong with the version of the present schema, in words; None where nothing is.

    Args:
        known: The committed snapshots by version, the lowest first.
        present: The schema as it is now.
    """
    version = present["version"]
    others = [other for other in known if precedes(other, version)]
    # What was published under this version counts first, else what was published last before it.
    published = version if version in known else others[-1] if others else None
    if published is None:
        return None
    found = changes(known[published], present)
    least = least_version(published, found)
    if not precedes(version, least):
        return None
    again = f"; where {version} has not been published yet, remove its snapshot" if version in known else ""
    what = "\n".join(f"  {change.step.name.lower()}: {change.what}" for change in found)
    return f"the published schema changed: raise SCHEMA_VERSION to at least {least}{again}\n{what}"


def main(folder: Path) -> None:
    """Write the snapshot of the present version.

    Raises:
        SystemExit: The schema is not that which was published under this version, or its version rose too little.
    """
    present = snapshot()
    if said := fault(read_snapshots(folder), present):
        raise SystemExit(said)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{present['version']}.json"
    path.write_text(json.dumps(present, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
