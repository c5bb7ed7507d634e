"""The manifest: what a release holds and how to tell that it is whole. No clock in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractors.schema import SCHEMA_VERSION
from pipelines.errors import DamagedReleaseError
from pipelines.inputs import InputFile, Inputs
from pipelines.staging import Validation
from pipelines.versions import code_hash, dependency_versions, package_version

MANIFEST = "manifest.json"
RUN = "run.json"


def manifest(
    release_id: str,
    inputs: Inputs,
    counts: Mapping[str, int],
    once: Mapping[str, int],
    validation: Validation,
    refused: Mapping[str, Mapping[str, str]],
    left_out: Mapping[str, Mapping[str, int]],
    folder: Path,
) -> dict[str, Any]:
    """Return the manifest of a release whose files stand in a folder.

    Args:
        release_id: The id of the release.
        inputs: The files that it was built from, and what was ignored beside them.
        counts: Rows a table.
        once: Rows a table where each text counts once, without those of duplicates.
        validation: What the expectations said of the staged tables.
        refused: Rule and reason of each document that is in quarantine, by document id.
        left_out: How much of each kind is not in the text of each document, by document id.
        folder: Where the release's files stand.
    """
    return {
        "release_id": release_id,
        "schema_version": SCHEMA_VERSION,
        "package_version": package_version(),
        "code_sha256": code_hash(),
        "versions": dependency_versions(),
        "inputs": [
            _input(file, refused.get(file.document_id), left_out.get(file.document_id))
            for file in inputs.files
        ],
        "ignored": [asdict(entry) for entry in inputs.ignored],
        "rows": dict(counts),
        "rows_once": dict(once),
        "validation": _summary(validation),
        "files": _checksums(folder),
    }


def refused_documents(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Return rule and reason of each whole document among quarantine rows, by document id."""
    return {
        str(row["document_id"]): {"rule": row["rule"], "reason": row["reason"]}
        for row in rows
        if row["table_name"] == "documents"
    }


def write_json(value: Mapping[str, Any], path: Path) -> None:
    """Write an object as readable JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(release: Path) -> dict[str, Any]:
    """Return the manifest of a release.

    Raises:
        DamagedReleaseError: It is missing or no JSON.
    """
    try:
        return dict(json.loads((release / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise DamagedReleaseError(f"{release / MANIFEST}: {error}") from error


def verify_files(release: Path) -> dict[str, Any]:
    """Check every file of a release against its manifest and return the manifest.

    Raises:
        DamagedReleaseError: A file is missing, left over or changed.
    """
    known = read_manifest(release)
    expected, found = known["files"], _checksums(release)
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if wrong:
        raise DamagedReleaseError(f"{release}: not as its manifest says: {', '.join(wrong[:5])}")
    return known


def _input(
    file: InputFile, refused: Mapping[str, str] | None, left_out: Mapping[str, int] | None
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "document_id": file.document_id,
        "sha256": file.sha256,
        "sidecar_sha256": file.sidecar_sha256,
    }
    if left_out:
        described["left_out"] = dict(left_out)
    return {**described, "status": "quarantined" if refused else "published", **(refused or {})}


def _summary(validation: Validation) -> dict[str, Any]:
    findings = [
        {
            "table": finding.table,
            "severity": finding.severity,
            "rule": finding.rule,
            "message": finding.message,
            "rows": len(finding.keys),
        }
        for finding in validation.findings
    ]
    return {"evaluated": dict(validation.evaluated), "findings": findings}


def _checksums(folder: Path) -> dict[str, dict[str, str | int]]:
    """Digest and size of every file but the manifest itself and the record of the run, which holds times."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): _checksum(path)
        for path in paths
        if path.relative_to(folder).as_posix() not in (MANIFEST, RUN)
    }


def _checksum(path: Path) -> dict[str, str | int]:
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {"sha256": digest, "size": path.stat().st_size}
