"""The manifest: what a release holds and how to tell that it is whole. No clock in it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.schema import SCHEMA_VERSION
from pipelines.digests import Digests
from pipelines.errors import DamagedReleaseError
from pipelines.inputs import InputFile
from pipelines.layout import MANIFEST, RUN
from pipelines.publish.checksums import Checksum, checksum
from pipelines.publish.shape import misshapen
from pipelines.staging import Staging, Validation, WrittenPart
from pipelines.versions import code_hash, dependency_versions, package_version

if TYPE_CHECKING:
    from pipelines.build import Build
    from pipelines.publish.summary import Summary


#: Stages that hand on the files that they wrote beside the Parquet files.
_STAGES = ("data_package", "duckdb_file", "evidence_pages")


def manifest(build: Build, summary: Summary) -> dict[str, Any]:
    """Return the manifest of a staged release.

    Its files of data are described as they were when they were written, whatever became of them since.

    Args:
        build: The build whose stages are done.
        summary: What the build did.
    """
    staging = build.staging
    parts, _ = staging.read_published()
    left_out = {
        name: kinds for part in staging.read_parts().values() for name, kinds in part.left_out.items()
    }
    return {
        "release_id": build.published_id,
        "schema_version": SCHEMA_VERSION,
        "package_version": package_version(),
        "code_sha256": code_hash(),
        "extractor_version": build.extractor_version,
        "versions": dependency_versions(),
        "run": summary.told(),
        "inputs": [
            _input(file, summary.refused.get(file.document_id), left_out.get(file.document_id))
            for file in build.inputs.files
        ],
        "ignored": [asdict(entry) for entry in build.inputs.ignored],
        "rows": staging.read_counts(),
        "rows_once": staging.read_counts_once(),
        "validation": _summary(staging.read_validation()),
        "parts": {f"{number:02d}": _part(part) for number, part in parts.items()},
        "files": _files(staging),
    }


def _files(staging: Staging) -> dict[str, Checksum]:
    files = {**_checksums_of_docs(staging), **staging.read_parquet()}
    for stage in _STAGES:
        files |= staging.read_files(stage)
    return files


def _checksums_of_docs(staging: Staging) -> dict[str, Checksum]:
    """Checksums of the pages of the checks, which Great Expectations writes."""
    return {
        path.relative_to(staging.release).as_posix(): checksum(path)
        for path in sorted(staging.data_docs.rglob("*"))
        if path.is_file()
    }


def _part(part: WrittenPart) -> dict[str, Any]:
    """Return what the next build needs to know to share a part's files."""
    return {"key": part.key, "rows": dict(part.rows), "rows_once": dict(part.rows_once)}


def in_lines(value: Mapping[str, Any]) -> str:
    """Return an object as JSON that people can read, a value a line; indents of many files' values would be made in Python."""
    return json.dumps(value, ensure_ascii=False, separators=(",\n", ": ")) + "\n"


def read_manifest(release: Path) -> dict[str, Any]:
    """Return the manifest of a release.

    Raises:
        DamagedReleaseError: It is missing, no JSON, or not as manifests are.
    """
    path = release / MANIFEST
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedReleaseError(f"{path}: {error}") from error
    if fault := misshapen(known):
        raise DamagedReleaseError(f"{path}: not as manifests are: {fault}")
    return dict(known)


def verify_files(release: Path, digests: Digests | None = None) -> dict[str, Any]:
    """Check every file of a release against its manifest and return the manifest.

    Args:
        release: The folder of the release.
        digests: What is remembered of its files; only those that changed since are read. All are read by default.

    Raises:
        DamagedReleaseError: A file is missing, left over or changed.
    """
    known = read_manifest(release)
    expected, found = known["files"], _checksums(release, digests or Digests())
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


def _checksums(folder: Path, digests: Digests) -> dict[str, Checksum]:
    """Digest and size of every file but the manifest itself and the record of the run, which holds times."""
    found: dict[str, Checksum] = {}
    for parent, _, names in os.walk(folder):
        below = "" if (inner := os.path.relpath(parent, folder)) == "." else f"{inner}/"
        for name in names:
            if f"{below}{name}" not in (MANIFEST, RUN):
                sha256, size = digests.sized(f"{parent}/{name}")
                found[f"{below}{name}"] = {"sha256": sha256, "size": size}
    return found
