"""The two releases of a comparison: where their rows stand, and what files they were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.inputs import InputFile
from pipelines.publish.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Side:
    """One of two releases that are compared: published, or about to be.

    Attributes:
        parquet: The folder of its tables.
        contents: SHA-256 of each file that it was given, by document id; None where the bytes were not read.
        digests: SHA-256 of its files by path below the release, as far as a manifest names them.
    """

    parquet: Path
    contents: Mapping[str, str | None]
    digests: Mapping[str, str] = field(default_factory=dict)

    def part(self, table: str, name: str) -> Path:
        """Return where one part of a table stands, whether there is one or not."""
        return self.parquet / table / name

    def parts(self, table: str) -> set[str]:
        """Return the names of a table's parts."""
        return {path.name for path in (self.parquet / table).glob("*.parquet")}

    def digest(self, table: str, name: str) -> str | None:
        """Return the SHA-256 of a part, where the manifest says it."""
        return self.digests.get(f"{self.parquet.name}/{table}/{name}")


def published_side(release: Path) -> Side:
    """Return a published release as a side of a comparison.

    Raises:
        DamagedReleaseError: Its manifest is missing or no JSON.
    """
    known = read_manifest(release)
    contents = {file["document_id"]: file["sha256"] for file in known["inputs"]}
    digests = {name: file["sha256"] for name, file in known["files"].items()}
    return Side(release / "parquet", contents, digests)


def staged_side(parquet: Path, files: Iterable[InputFile]) -> Side:
    """Return a release that is being built, and the files that it is built from, as a side of a comparison."""
    return Side(parquet, {file.document_id: file.sha256 for file in files})


def is_same_part(before: Side, after: Side, table: str, name: str) -> bool:
    """Return whether both sides have the same part: one file under two names, or two of one digest."""
    one, other = before.part(table, name), after.part(table, name)
    if not (one.is_file() and other.is_file()):
        return False
    digest = before.digest(table, name)
    return one.samefile(other) or (digest is not None and digest == after.digest(table, name))
