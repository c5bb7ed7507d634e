"""What builds and commands rely on in a manifest: the keys that they read, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any

#: A key's type, or the types that it may have.
_Shape = Mapping[str, type | UnionType]

_KEYS: _Shape = {"release_id": str, "inputs": list, "rows": dict, "validation": dict, "files": dict}
#: Not in the manifests of the oldest releases.
_LATER_KEYS: _Shape = {"ignored": list, "rows_once": dict}
#: Came together, after those: a manifest that has one of them has all keys.
_LATEST_KEYS: _Shape = {"extractor_version": str, "run": dict, "parts": dict}
_INPUT: _Shape = {
    "document_id": str,
    "status": str,
    "sha256": str | NoneType,
    "sidecar_sha256": str | NoneType,
}
#: What documents have that are held back as a whole.
_REFUSAL: _Shape = {"rule": str, "reason": str}
_FILE: _Shape = {"sha256": str, "size": int}
_PART: _Shape = {"key": str | NoneType, "rows": dict, "rows_once": dict}


def misshapen(known: Any) -> str | None:  # noqa: ANN401 - whatever JSON holds
    """Return what is not as in a manifest, in words; None where all is."""
    return next(_faults(known), None)


def _faults(known: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    faults = [*_unlike("the manifest", known, _KEYS)]
    later = {**_LATER_KEYS, **_LATEST_KEYS}
    if not faults:
        is_latest = not _LATEST_KEYS.keys().isdisjoint(known)
        given = later if is_latest else {name: kind for name, kind in later.items() if name in known}
        faults = [*_unlike("the manifest", known, given)]
    if faults:
        yield from faults
        return
    if "documents" not in known["rows"]:
        yield "rows has no documents"
    if not isinstance(known["validation"].get("findings"), list):
        yield "validation has no findings"
    yield from _counts("rows", known["rows"])
    yield from _counts("rows_once", known.get("rows_once", {}))
    for number, one in enumerate(known["inputs"]):
        yield from _unlike(f"inputs[{number}]", one, _INPUT)
        if isinstance(one, dict) and (one.get("status") != "published" or "rule" in one or "reason" in one):
            yield from _unlike(f"inputs[{number}]", one, _REFUSAL)
    for name, one in known["files"].items():
        yield from _unlike(f"files of {name}", one, _FILE)
    for number, part in known.get("parts", {}).items():
        faults = [*_unlike(f"part {number}", part, _PART)]
        yield from faults
        if not faults:
            yield from _counts(f"rows of part {number}", part["rows"])
            yield from _counts(f"rows_once of part {number}", part["rows_once"])


def _unlike(where: str, value: object, keys: _Shape) -> Iterator[str]:
    """Yield the keys of an object that are missing or hold another type of value than they should."""
    if not isinstance(value, dict):
        yield f"{where} is no object"
        return
    for name, kind in keys.items():
        if name not in value:
            yield f"{where} has no {name}"
        elif not isinstance(value[name], kind):
            yield f"{name} of {where} is {type(value[name]).__name__}"


def _counts(where: str, counts: Mapping[str, object]) -> Iterator[str]:
    for name, count in counts.items():
        if not isinstance(count, int) or count < 0:
            yield f"{name} of {where} is no number of rows: {count}"
