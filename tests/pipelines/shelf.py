"""A store of objects whose bytes lie in a folder: ``shelf:///folder``. Workers of a cluster import it too.

Like S3 it tags each object with a digest of its content, and knows neither links nor empty folders. What is opened is noted
in a file beside the folder ``raw``, by all processes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem


class Shelf(LocalFileSystem):
    protocol = "shelf"

    @classmethod
    def _strip_protocol(cls, path: object) -> str:
        return LocalFileSystem._strip_protocol(str(path).removeprefix("shelf://"))

    def info(self, path: Any, **options: object) -> dict[str, Any]:
        told = super().info(path, **options)
        told.pop("mtime"), told.pop("created")
        if told["type"] == "file":
            told["ETag"] = hashlib.md5(Path(told["name"]).read_bytes()).hexdigest()
        return told

    def _open(self, path: str, *given: object, **options: object) -> object:
        if path.endswith("forbidden.txt"):
            raise PermissionError(13, "AccessDenied")
        if path.endswith("unreachable.txt"):
            raise RuntimeError("the store hung up")
        raw = next(above for above in Path(path).parents if above.name == "raw")
        with _log(raw).open("a", encoding="utf-8") as log:
            log.write(Path(path).name + "\n")
        return super()._open(path, *given, **options)


fsspec.register_implementation("shelf", Shelf, clobber=True)


def shelf_of(folder: Path) -> str:
    return f"shelf://{folder}"


def opened(raw: Path) -> list[str]:
    """Return the names of what was opened since the last time that somebody asked, sorted."""
    path = _log(raw)
    names = path.read_text("utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return sorted(names)


def _log(raw: Path) -> Path:
    return raw.parent / "opened.log"
