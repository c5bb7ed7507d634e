"""Whether a release is whole: files, ids, rows, links, spans, and a question that readers ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import DamagedReleaseError
from pipelines.layout import MANIFEST, RUN
from pipelines.publish.contents import DATA_PACKAGE
from pipelines.publish.manifest import read_manifest
from pipelines.releases.database import database_faults
from pipelines.releases.faults import Fault
from pipelines.releases.spans import verify_spans

#: What the manifest does not describe: itself, and the record of the run, which holds times.
_NOT_DESCRIBED = (MANIFEST, RUN)


def verify_release(folder: Path, release_id: str | None = None) -> list[Fault]:
    """Return everything that is wrong with a release; nothing where it is whole.

    Args:
        folder: The release's folder.
        release_id: The id that it should have; by default the folder's name.
    """
    release_id = release_id or folder.name
    try:
        manifest = read_manifest(folder)
        files, counts = _described(manifest)
    except DamagedReleaseError as error:
        return [Fault("manifest", MANIFEST, str(error))]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [Fault("manifest", MANIFEST, f"not as manifests are: {type(error).__name__}: {error}")]
    return [
        *_other_id(manifest, release_id),
        *file_faults(folder, files),
        *_other_package(folder, manifest),
        *database_faults(folder, release_id, counts, manifest),
        *verify_spans(folder / "parquet"),
    ]


def file_faults(folder: Path, files: Mapping[str, tuple[str, int]]) -> Iterator[Fault]:
    """Yield the files of a release that are missing, left over or not what they were.

    Args:
        folder: The release's folder.
        files: SHA-256 and size in bytes of each file, by its path in the folder.
    """
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted((files.keys() | found.keys()) - set(_NOT_DESCRIBED)):
        if name not in found:
            yield Fault("files", name, "missing")
        elif name not in files:
            yield Fault("files", name, "not in the manifest")
        elif (what := _change(found[name], *files[name])) is not None:
            yield Fault("files", name, what)


def _described(manifest: Mapping[str, Any]) -> tuple[dict[str, tuple[str, int]], dict[str, int]]:
    """Digest and size of each file, and how many rows each table has, as the manifest says."""
    files = {name: (str(known["sha256"]), int(known["size"])) for name, known in manifest["files"].items()}
    return files, {name: int(count) for name, count in manifest["rows"].items()}


def _other_id(manifest: Mapping[str, Any], release_id: str) -> Iterator[Fault]:
    if manifest.get("release_id") != release_id:
        yield Fault("identity", MANIFEST, f"names {manifest.get('release_id')}, not {release_id}")


def _other_package(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    """Where the data package is of another release or schema than the manifest; early releases have none."""
    path = folder / DATA_PACKAGE
    if not path.is_file():
        return
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        told = {"release_id": package["id"].rpartition(":")[2], "schema_version": package["version"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield Fault("identity", DATA_PACKAGE, f"cannot be read: {type(error).__name__}: {error}")
        return
    for name, value in told.items():
        if manifest.get(name) != value:
            yield Fault("identity", DATA_PACKAGE, f"{name} is {value}, in the manifest {manifest.get(name)}")


def _change(path: Path, sha256: str, size: int) -> str | None:
    """What is different about a file; None where it is what it was."""
    try:
        found = path.stat().st_size
        if found != size:
            return f"{found} bytes, not {size}"
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if same else "other bytes than were published"
