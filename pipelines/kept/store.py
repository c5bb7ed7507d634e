"""The folder of what builds keep under one extractor version."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from pipelines.errors import PlanhouseError
from pipelines.kept.results import as_bytes, from_bytes
from pipelines.kept.sealed import discard, read_sealed, write_sealed

#: Digits of the keys of results and of the names of merged parts.
_KEY_DIGITS = 40
_PART_DIGITS = 16
#: Results lie in folders named by the first digits of their key, so that no folder holds them all.
_FOLDER_DIGITS = 2


def result_key(document_id: str, sha256: str, sidecar_sha256: str | None) -> str:
    """Return the key of a document's result: what it follows from, beside the extractor version."""
    parts = "\0".join((document_id, sha256, sidecar_sha256 or ""))
    return hashlib.sha256(parts.encode()).hexdigest()[:_KEY_DIGITS]


class Store:
    """Results of documents, and parts merged from them.

    Attributes:
        root: The folder; made when something is kept.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def keys(self) -> set[str]:
        """Return the keys of the results that are there, damaged ones among them."""
        return {name for _, _, names in os.walk(self._results) for name in names if not name.startswith(".")}

    def holds(self, key: str) -> bool:
        """Return whether there is a result, be it damaged."""
        return self._result(key).is_file()

    def sweep(self) -> None:
        """Remove what killed builds left half written; only who holds the warehouse may do so."""
        for pattern in ("results/*/.*", "parts/.*", "reports/.*"):
            for path in self.root.glob(pattern):
                discard(path)

    def result(self, key: str) -> pa.Table | None:
        """Return a result; None where it is missing or damaged."""
        return _opened(read_sealed(self._result(key)))

    def keep_result(self, key: str, data: bytes) -> None:
        """Keep a packed result.

        Raises:
            OSError: It cannot be written.
        """
        write_sealed(self._result(key), data)

    def part(self, number: int, keys: Iterable[str]) -> pa.Table | None:
        """Return the merged results of these keys; None where they are missing or damaged."""
        return _opened(_used(self._part(number, keys)))

    def present_part(self, number: int, keys: Iterable[str]) -> pa.Table:
        """Return the merged results of these keys, which this build found or made.

        Raises:
            PlanhouseError: They were damaged or removed since.
        """
        found = self.part(number, keys)
        if found is None:
            raise PlanhouseError(
                f"{self.root}: part {number:02d} was damaged or removed while the build ran; run it again"
            )
        return found

    def keep_part(self, number: int, keys: Iterable[str], results: pa.Table) -> None:
        """Keep merged results in place of those of the same part that were there.

        Raises:
            OSError: They cannot be written.
        """
        path = self._part(number, keys)
        write_sealed(path, as_bytes(results))
        for other in path.parent.glob(f"{number:02d}-*"):
            if other != path:
                discard(other)

    def report(self, key: str) -> bytes | None:
        """Return what was found of some results, by checks or when they were compared; None where it is missing or damaged."""
        return _used(self.root / "reports" / key)

    def keep_report(self, key: str, report: bytes) -> None:
        """Keep what was found of some results.

        Raises:
            OSError: It cannot be written.
        """
        write_sealed(self.root / "reports" / key, report)

    @property
    def _results(self) -> Path:
        return self.root / "results"

    def _result(self, key: str) -> Path:
        return self._results / key[:_FOLDER_DIGITS] / key

    def _part(self, number: int, keys: Iterable[str]) -> Path:
        digest = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:_PART_DIGITS]
        return self.root / "parts" / f"{number:02d}-{digest}"


def _used(path: Path) -> bytes | None:
    """Return the content of a file; it shows to a prune that it is used."""
    with suppress(OSError):
        os.utime(path)
    return read_sealed(path)


def _opened(data: bytes | None) -> pa.Table | None:
    return from_bytes(data) if data is not None else None
