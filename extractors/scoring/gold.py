"""Gold annotations as read from ``*.gold.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

#: The lists of annotations that every gold file holds.
_KINDS = (
    "sections",
    "tasks",
    "targets",
    "achievements",
    "incentives",
    "times",
    "platforms",
    "citations",
    "numerals",
)


class GoldError(Exception):
    """A gold file that cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one document.

    Attributes:
        name: Name of the gold file.
        file: Name of the document.
        document: The document's own fields.
        reply: The fields of a reply, None where the document is none.
        kinds: The annotations by kind (``targets``, ``times`` …), each with its offsets ``start`` and ``end``.
    """

    name: str
    file: str
    document: Row
    reply: Row | None
    kinds: Mapping[str, tuple[Row, ...]]


def read_gold(data: bytes, name: str) -> Gold:
    """Return the annotations of one gold file.

    Args:
        data: The whole file.
        name: Its name, for messages.

    Raises:
        GoldError: The file is no JSON, or lacks a part of a gold file.
    """
    try:
        content = json.loads(data)
    except ValueError as error:
        raise GoldError(f"{name}: no JSON: {error}") from error
    if not isinstance(content, dict):
        raise GoldError(f"{name}: no gold file: an object is wanted")
    missing = [part for part in ("file", "document", *_KINDS) if part not in content]
    if missing:
        raise GoldError(f"{name}: no gold file: it lacks {', '.join(missing)}")
    kinds = {kind: tuple(content[kind]) for kind in _KINDS}
    return Gold(name, str(content["file"]), content["document"] or {}, content.get("reply"), kinds)
