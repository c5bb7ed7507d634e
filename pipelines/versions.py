"""Which code shapes the data: a hash of it, and the versions of the packages that it leans on."""

from __future__ import annotations

import hashlib
import importlib.util
import platform
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "planhouse"

_PACKAGES = ("expectations", "extractors", "pipelines")
_EXTRACTORS = ("extractors",)


def code_hash() -> str:
    """Return a digest of the three packages' files and of the locked (else the installed) dependencies."""
    return _hash_of(_PACKAGES)


def extractor_hash() -> str:
    """Return the same of what shapes the rows of one document: the extractors and the dependencies."""
    return _hash_of(_EXTRACTORS)


@cache
def _hash_of(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name, content in _parts(packages):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def package_version() -> str:
    """Return the version of this distribution."""
    return metadata.version(DISTRIBUTION)


def dependency_versions() -> dict[str, str]:
    """Return the versions of Python and of each direct dependency, by name."""
    versions = {name: metadata.version(name) for name in _dependencies()}
    return {"python": platform.python_version(), **versions}


def _parts(packages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for package in packages:
        folder = _folder(package)
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if path.is_file() and not _ignored(relative):
                yield f"{package}/{relative.as_posix()}", path.read_bytes()
    lock = _folder("pipelines").parent / "requirements" / "runtime.lock"
    if lock.is_file():
        yield "runtime.lock", lock.read_bytes()
    else:
        yield "installed", repr(sorted(dependency_versions().items())).encode()


def _folder(package: str) -> Path:
    """The folder of a package, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"package {package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def _ignored(path: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def _dependencies() -> list[str]:
    required = metadata.requires(DISTRIBUTION) or []
    names = (re.match(r"[\w.-]+", requirement) for requirement in required if "extra ==" not in requirement)
    return sorted(name.group() for name in names if name)
