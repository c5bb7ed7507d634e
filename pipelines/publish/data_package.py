"""What a release says of its own tables: ``datapackage.json`` and a JSON Schema for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractors.schema import TABLES
from pipelines.publish.checksums import Checksum, checksum_of
from pipelines.publish.contents import DATA_PACKAGE
from pipelines.render.data_package import data_package
from pipelines.render.json_schema import row_schema


def write_data_package(
    release: Path,
    release_id: str,
    files: Mapping[str, Checksum],
    rows: Mapping[str, int],
) -> dict[str, Checksum]:
    """Write the descriptor of a release and the schemas of its tables; return what each file holds, by path in it.

    Args:
        release: The folder of the release.
        release_id: The release.
        files: What each Parquet file holds, by path in the release.
        rows: How many rows each table has.
    """
    described: dict[str, Mapping[str, Any]] = {
        DATA_PACKAGE: data_package(release_id, files, rows),
        **{f"schemas/{table.name}.schema.json": row_schema(table) for table in TABLES},
    }
    return {name: _write(value, release / name) for name, value in described.items()}


def _write(value: Mapping[str, Any], path: Path) -> Checksum:
    content = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return checksum_of(memoryview(content))
