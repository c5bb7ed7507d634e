"""Release folders of two tables, documents and numerals, with a manifest: what the measure of drift reads."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from small_extraction import small_extract

from extractors import document_from_text
from extractors.schema import table_named
from pipelines.publish.parquet import write_table
from pipelines.render.arrow import staged_rows

_SAMPLE = small_extract(document_from_text("到2020年，建成众创空间60家。")).tables
DOCUMENTS, NUMERALS = table_named("documents"), table_named("numerals")


def write_release(
    release: Path,
    numerals: Mapping[str, int],
    *,
    others: Iterable[str] = (),
    unread: Iterable[str] = (),
    held_back: Iterable[str] = (),
) -> Path:
    """Write a release and return its folder.

    Args:
        release: The folder.
        numerals: How many rows of ``numerals`` each document has that is published, by id.
        others: Ids of documents whose bytes are others than usual.
        unread: Ids of files whose bytes were not read; they are held back.
        held_back: Ids of files that were read and are held back.
    """
    rows = [name for name, count in numerals.items() for _ in range(count)]
    _write(DOCUMENTS, list(numerals), release)
    _write(NUMERALS, rows, release)
    contents = {name: "other" if name in set(others) else "usual" for name in (*numerals, *held_back)}
    write_manifest(release, contents | dict.fromkeys(unread))
    return release


def write_manifest(release: Path, contents: Mapping[str, str | None]) -> None:
    """Write the parts of a manifest that name inputs and files."""
    files = {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*.parquet")}
    inputs = [published_input(name, content) for name, content in contents.items()]
    known = {
        **bare_manifest(release.name, inputs),
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in files.items()
        },
    }
    (release / "manifest.json").write_text(json.dumps(known), encoding="utf-8")


def published_input(name: str, sha256: str | None, sidecar_sha256: str | None = None) -> dict[str, Any]:
    return {
        "document_id": name,
        "sha256": sha256,
        "sidecar_sha256": sidecar_sha256,
        "status": "published",
    }


def bare_manifest(release_id: str, inputs: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return the least that a manifest holds."""
    return {
        "release_id": release_id,
        "inputs": list(inputs),
        "rows": {"documents": len(inputs)},
        "validation": {"evaluated": {}, "findings": []},
        "files": {},
    }


def without_digests(release: Path) -> None:
    """Take the files out of a manifest."""
    path = release / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"files": {}}), encoding="utf-8")


def link_parts(before: Path, after: Path) -> None:
    """Make the equal parts of two releases one file each, as a build does that keeps what has not changed."""
    for path in after.rglob("*.parquet"):
        kept = before / path.relative_to(after)
        if kept.is_file() and kept.read_bytes() == path.read_bytes():
            path.unlink()
            os.link(kept, path)


def spoil_rows(parts: Iterable[Path]) -> None:
    """Overwrite the data of Parquet files and leave their footers, which say how many rows they have."""
    for path in parts:
        content = path.read_bytes()
        footer = int.from_bytes(content[-8:-4], "little") + 8
        with path.open("r+b") as file:  # the same file still, under each of its names
            file.write(content[:4] + bytes(len(content) - footer - 4) + content[-footer:])


def _write(table, documents: Sequence[str], release: Path) -> None:
    """Write one sample row for each mention of a document, under its id."""
    one = staged_rows(table, _SAMPLE[table.name][:1])
    rows = one.take(pa.array([0] * len(documents), pa.int64()))
    index = rows.schema.get_field_index("document_id")
    rows = rows.set_column(index, rows.schema.field(index), pa.array(documents, pa.string()))
    write_table(table, rows, release / "parquet" / table.name)
