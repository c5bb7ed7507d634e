"""The objects of a store, listed as the files of a folder are, and read one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors import Limits, UnreadableError
from extractors.readers.read import too_large
from pipelines.digests import Digests
from pipelines.errors import PlanhouseError
from pipelines.inputs import SIDECAR_SUFFIX, IgnoredPath, InputFile, StoredObject
from pipelines.raw_store.folder import HIDDEN, ORPHAN, as_text
from pipelines.raw_store.threads import in_threads

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_NO_PATH = "a name that is no path"

#: What stores call that which another content of an object cannot have: a tag, a checksum, the number of a write. Times
#: are none of these: many stores tell them in whole seconds, and some let anybody set them.
_TAGS = ("ETag", "etag", "md5Hash", "crc32c", "generation", "VersionId")


def list_objects(url: str, limits: Limits, digests: Digests) -> tuple[list[InputFile], list[IgnoredPath]]:
    """Return the documents of a store and what is ignored there, in no order.

    Args:
        url: Where they are, as fsspec names it: ``s3://bucket/plans``.
        limits: How much the reading of one object may cost.
        digests: What is remembered of the objects; only those that the store tags otherwise since are read.

    Raises:
        PlanhouseError: The store is not known, or it cannot be listed or read.
    """
    found = _found(url)
    ignored: dict[str, str] = {}
    documents = []
    for key in found:
        reason, path = _ignored(key, found)
        if reason is not None:
            ignored[path] = reason
        elif not key.endswith(SIDECAR_SUFFIX):
            documents.append(key)
    lister = _Lister(url, found, limits, digests)
    files = list(in_threads(lister.input_file, documents))
    return files, [IgnoredPath(as_text(path), reason) for path, reason in ignored.items()]


def object_bytes(place: StoredObject, name: str, limits: Limits) -> bytes:
    """Return the bytes of an object; never more than the limit.

    Args:
        place: Where it lies.
        name: What it is called in messages.
        limits: How much the reader takes on.

    Raises:
        UnreadableError: It is gone, may not be read, or is too large.
        PlanhouseError: The store cannot be read.
    """
    system, root = _opened(place.store)
    try:
        with system.open(f"{root}{place.key}", "rb") as file:
            data = bytes(file.read(limits.max_bytes + 1))
    except FileNotFoundError as error:
        raise UnreadableError(
            "reader.vanished",
            f"{name}: the object is gone since the build listed it; the next build goes without it",
        ) from error
    except PermissionError as error:
        raise UnreadableError(
            "reader.unreadable", f"{name}: the object cannot be read: {error}; correct its rights"
        ) from error
    except Exception as error:  # each kind of store has errors of its own
        raise PlanhouseError(f"{place.store}: {name} cannot be read: {_told(error)}; run again") from error
    if len(data) > limits.max_bytes:
        raise too_large(name, place.size or len(data), limits)
    return data


def is_object(place: StoredObject) -> bool:
    """Return whether an object is there."""
    system, root = _opened(place.store)
    return bool(system.isfile(f"{root}{place.key}"))


@dataclass(frozen=True, slots=True)
class _Lister:
    """Lists single objects among those that were found."""

    url: str
    found: Mapping[str, Mapping[str, Any]]
    limits: Limits
    digests: Digests

    def input_file(self, key: str) -> InputFile:
        """Return an object as an input, with its digest or why it was not read."""
        beside = key + SIDECAR_SUFFIX
        sidecar = self._place(beside) if beside in self.found else None
        document_id = as_text(key)
        sha256, refusal = self._sha256(self._place(key), document_id)
        of_sidecar, unread = self._sha256(sidecar, beside.rpartition("/")[2]) if sidecar else (None, None)
        return InputFile(
            document_id=document_id,
            path=self._place(key),
            sha256=sha256,
            sidecar=sidecar,
            sidecar_sha256=unread.rule if unread else of_sidecar,
            refusal=refusal,
        )

    def _place(self, key: str) -> StoredObject:
        return StoredObject(self.url, key, self.found[key].get("size"))

    def _sha256(self, place: StoredObject, name: str) -> tuple[str | None, UnreadableError | None]:
        if place.size is not None and place.size > self.limits.max_bytes:
            return None, too_large(name, place.size, self.limits)
        try:
            return self.digests.remembered_object(
                f"{self.url.rstrip('/')}/{place.key}",
                _tags(self.found[place.key]),
                lambda: hashlib.sha256(object_bytes(place, name, self.limits)).hexdigest(),
            ), None
        except UnreadableError as error:
            return None, error


@cache
def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    """Return a store and what the paths of its objects begin with.

    Raises:
        PlanhouseError: The store is not known, or what speaks to it is not installed.
    """
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise PlanhouseError(
            f"{url}: {error}; fsspec needs a package for each kind of store, like s3fs for s3:// and gcsfs for gs://"
        ) from error
    return system, f"{path.rstrip('/')}/"


def _found(url: str) -> dict[str, Mapping[str, Any]]:
    """Return what the store tells of each object below a URL, by its path below it."""
    system, root = _opened(url)
    # A process that built before remembers what the store held then.
    system.invalidate_cache()
    try:
        listed = system.find(root.rstrip("/") or root, detail=True)
    except FileNotFoundError:
        return {}
    except Exception as error:  # each kind of store has errors of its own
        raise PlanhouseError(
            f"{url}: the store cannot be listed: {_told(error)}; correct its address or your rights there"
        ) from error
    return {
        path.removeprefix(root): told
        for path, told in listed.items()
        if path.startswith(root) and not path.endswith("/") and told.get("type") != "directory"
    }


def _ignored(key: str, found: Collection[str]) -> tuple[str | None, str]:
    """Return why an object is ignored, or None, and the path that is: that of a hidden folder stands for what is in it."""
    parts = key.split("/")
    if "" in parts:
        return _NO_PATH, key
    for depth, part in enumerate(parts, start=1):
        if part.startswith("."):
            return HIDDEN, "/".join(parts[:depth]) + ("/" if depth < len(parts) else "")
    document = key.removesuffix(SIDECAR_SUFFIX)
    is_orphan = document != key and (document not in found or document.endswith(SIDECAR_SUFFIX))
    return (ORPHAN if is_orphan else None), key


def _tags(told: Mapping[str, Any]) -> list[int | str]:
    tags = [f"{name}={told[name]}" for name in _TAGS if told.get(name) is not None]
    return [told.get("size") or 0, *tags] if tags else []


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
