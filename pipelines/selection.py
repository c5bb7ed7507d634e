"""Which files a build takes as they lie on disk now, and which as the current release has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors import UnreadableError
from pipelines.inputs import SIDECAR_SUFFIX, InputFile, Inputs, is_passing
from pipelines.kept.store import result_key
from pipelines.raw_store.folder import hidden_documents

#: Inputs of a release as its manifest lists them, by document id.
Published = Mapping[str, Mapping[str, Any]]


def selected(
    inputs: Inputs,
    published: Published,
    named: Collection[str] | None,
    settle_seconds: float,
    is_kept: Callable[[str], bool],
) -> Inputs:
    """Return inputs in which only the named documents that have settled are as they lie on disk now.

    The others are as the current release has them, also where their files have changed or gone since. Where nothing is
    kept of what they were, the file on disk is taken, or refused for now where it may still be copied. New documents that
    are not named or have not settled are left for another build. So are those that nobody can say to be gone, as their
    folder cannot be listed.

    Args:
        inputs: What lies on disk now.
        published: What the current release was made from; empty where there is none.
        named: The documents to take as they are now; all where it is None.
        settle_seconds: How long a file must have lain unchanged to be taken.
        is_kept: Whether the result of a key is kept.
    """
    now = {file.document_id: file for file in inputs.files}
    missing = [name for name in published if name not in now]
    folders = {name: file.path for name, file in now.items() if isinstance(file.path, Path)}
    hidden = set(hidden_documents(missing, folders))
    moving = _moving(inputs, settle_seconds)
    if named is None and not hidden and not moving:
        return inputs
    taken = ({*now, *published} if named is None else set(named)) - hidden - moving
    files = [file for name, file in now.items() if name in taken]
    for name, known in published.items():
        if name not in taken:
            files += _as_published(name, known, now.get(name), is_kept, is_moving=name in moving)
    waiting = [
        name
        for name in sorted(moving if named is None else moving & set(named))
        if name not in published or not _is_same(now[name], published[name])
    ]
    files += [_unknown(name, published[name]) for name in hidden - {file.document_id for file in files}]
    return replace(
        inputs,
        files=tuple(sorted(files, key=lambda file: file.document_id)),
        waiting=tuple(waiting),
        carried=frozenset(published.keys() - taken),
    )


def _moving(inputs: Inputs, seconds: float) -> set[str]:
    """Return the documents whose files changed less than so many seconds ago.

    A file that is still being copied is written to again and again; each write sets its times.
    """
    if seconds <= 0:
        return set()
    newest = time.time() - seconds
    return {file.document_id for file in inputs.files if _last_change(file) > newest}


def _as_published(
    name: str,
    known: Mapping[str, Any],
    found: InputFile | None,
    is_kept: Callable[[str], bool],
    *,
    is_moving: bool,
) -> Iterator[InputFile]:
    """Yield a document as the current release has it, as far as that is still possible."""
    if found is not None and _is_same(found, known):
        # Tried in vain a moment ago: whoever wants another attempt names it, or takes everything.
        is_refused = (
            found.refusal is None
            and is_passing(known.get("rule", ""))
            and not _has_result(name, known, is_kept)
        )
        yield replace(found, refusal=_refused_before(known)) if is_refused else found
    elif _has_result(name, known, is_kept):
        path = found.path if found else Path(name)
        sidecar = found.sidecar if found else None
        yield InputFile(name, path, known["sha256"], sidecar, known["sidecar_sha256"])
    elif found is not None:
        yield replace(found, refusal=_may_be_copied(name)) if is_moving else found


def _has_result(name: str, known: Mapping[str, Any], is_kept: Callable[[str], bool]) -> bool:
    sha256 = known["sha256"]
    return sha256 is not None and is_kept(result_key(name, sha256, known["sidecar_sha256"]))


def _refused_before(known: Mapping[str, Any]) -> UnreadableError:
    return UnreadableError(known["rule"], known["reason"])


def _may_be_copied(name: str) -> UnreadableError:
    reason = f"{name}: the file changed a moment ago and may still be copied; a later build reads it"
    return UnreadableError("reader.changed", reason)


def _unknown(name: str, known: Mapping[str, Any]) -> InputFile:
    reason = f"{name}: its folder cannot be listed; correct the folder's rights"
    refusal = UnreadableError("reader.unreadable", reason)
    return InputFile(name, Path(name), known["sha256"], None, known["sidecar_sha256"], refusal)


def _is_same(file: InputFile, known: Mapping[str, Any]) -> bool:
    return (file.sha256, file.sidecar_sha256) == (known["sha256"], known["sidecar_sha256"])


def _last_change(file: InputFile) -> float:
    if not isinstance(file.path, Path):
        return 0.0  # an object appears in its store when it is whole
    return max(map(_changed_at, (file.path, file.path.with_name(file.path.name + SIDECAR_SUFFIX))))


def _changed_at(path: Path) -> float:
    try:
        found = path.stat()
    except OSError:
        return 0.0
    # The time of the inode: each write sets it, and nobody can set it back as a copy does with the time of the content.
    return found.st_ctime
