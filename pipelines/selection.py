"""Which files a build takes as they lie on disk now, and which as the current release has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.inputs import SIDECAR_SUFFIX, InputFile, Inputs
from pipelines.kept.store import result_key

#: Inputs of a release as its manifest lists them, by document id.
Published = Mapping[str, Mapping[str, Any]]


def only_named(
    inputs: Inputs, published: Published, named: Collection[str], is_kept: Callable[[str], bool]
) -> Inputs:
    """Return inputs in which only the named documents are as they lie on disk now.

    The others are as the current release has them, also where their files have changed or gone since. Where nothing is
    kept of what they were, the file on disk is taken. Documents that are new and not named are left for another build.

    Args:
        inputs: What lies on disk now.
        published: What the current release was made from; empty where there is none.
        named: The documents to take as they are now.
        is_kept: Whether the result of a key is kept.
    """
    now = {file.document_id: file for file in inputs.files}
    files = [file for name, file in now.items() if name in named]
    files += _others(now, {name: one for name, one in published.items() if name not in named}, is_kept)
    return replace(inputs, files=tuple(sorted(files, key=lambda file: file.document_id)))


def settled_documents(inputs: Inputs, published: Published, seconds: float) -> set[str]:
    """Return the documents whose files have not changed for so many seconds, those that are gone among them.

    A file that is still being copied is written to again and again; each write sets its times.
    """
    newest = time.time() - seconds
    moving = {file.document_id for file in inputs.files if _last_change(file) > newest}
    return {*(file.document_id for file in inputs.files), *published} - moving


def _others(
    now: Mapping[str, InputFile], published: Published, is_kept: Callable[[str], bool]
) -> Iterator[InputFile]:
    for name, known in published.items():
        found = now.get(name)
        if found is not None and _is_same(found, known):
            yield found
        elif known["sha256"] and is_kept(result_key(name, known["sha256"], known["sidecar_sha256"])):
            path = found.path if found else Path(name)
            yield InputFile(name, path, known["sha256"], None, known["sidecar_sha256"])
        elif found is not None:
            yield found


def _is_same(file: InputFile, known: Mapping[str, Any]) -> bool:
    return (file.sha256, file.sidecar_sha256) == (known["sha256"], known["sidecar_sha256"])


def _last_change(file: InputFile) -> float:
    return max(map(_changed_at, (file.path, file.path.with_name(file.path.name + SIDECAR_SUFFIX))))


def _changed_at(path: Path) -> float:
    try:
        found = path.stat()
    except OSError:
        return 0.0
    # The time of the inode: each write sets it, and nobody can set it back as a copy does with the time of the content.
    return found.st_ctime
