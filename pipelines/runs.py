"""What runs are known by: their jobs, the documents that they take, and the tags that they are found by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

PUBLISH_JOB = "publish_release"
DOCUMENT_JOB = "publish_document"
EXTRACT_JOB = "extract_documents"
PRUNE_JOB = "prune_releases"

#: The resource that opens the build, by which a run is told what to take.
BUILD = "build"

#: The tag with the documents that a run takes; a single one by its whole name.
DOCUMENTS = "planhouse/documents"
#: How many they are.
DOCUMENTS_COUNT = "planhouse/documents_count"
#: A digest of a batch of changes: each attempt at it carries the same.
BATCH = "planhouse/batch"
#: The release that was current when a run was requested.
RELEASE_BEFORE = "planhouse/release_before"
#: The code that was to do it.
CODE = "planhouse/code"
#: How a run ended that would end so again, as long as documents, code and release are the same.
OUTCOME = "planhouse/outcome"
BLOCKED = "blocked"
#: Why a run was requested: an arrival, the first release, the nightly reconciliation, or by hand.
REASON = "planhouse/reason"

#: How many characters of names a tag holds: the page of runs shows tags in one line.
_NAMES = 120


def documents_config(documents: Sequence[str]) -> dict[str, Any]:
    """Return the run configuration that takes these documents; all, where none are named."""
    return {"resources": {BUILD: {"config": {"documents": list(documents)}}}} if documents else {}


def configured_documents(run_config: Mapping[str, Any]) -> list[str]:
    """Return the documents that a run configuration names; none where it takes all."""
    resources = run_config.get("resources", {})
    return list(resources.get(BUILD, {}).get("config", {}).get("documents") or ())


def document_tags(documents: Sequence[str]) -> dict[str, str]:
    """Return the tags of a run that takes these documents; none for a run that takes all."""
    if not documents:
        return {}
    return {DOCUMENTS: _names(sorted(documents)), DOCUMENTS_COUNT: str(len(documents))}


def digest(parts: Sequence[str]) -> str:
    """Return a short digest of words in their order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _names(documents: Sequence[str]) -> str:
    """Return as many names as a tag may hold, the first always, and how many more there are."""
    shown = [documents[0]]
    for name in documents[1:]:
        if sum(map(len, shown)) + 2 * len(shown) + len(name) > _NAMES:
            break
        shown.append(name)
    left = len(documents) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")
