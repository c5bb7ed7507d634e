"""What changed below ``raw/`` since the current release. Files are compared; no document is parsed.

A document counts as it is once its size and its times have been the same for a while: a half-copied file is not read. What
its bytes are decides whether it changed, so a file that is only touched or written again is as it was. A file is read once
for each of its states.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from extractors import Limits
from pipelines.inputs import SIDECAR_SUFFIX
from pipelines.raw_store.folder import document_paths, hidden_documents, input_file

#: How many bytes one look reads at the most; what is left waits for the next one. A sensor has a minute for a tick.
READ_AT_ONCE = 512 << 20

#: What opening a file costs, in bytes that could be read meanwhile: many small files take their time too.
_OPENING = 16 << 10

#: Sizes and times of a document and of its sidecar, as numbers.
Stamp = tuple[int, ...]


class Content(NamedTuple):
    """The digests of a document's bytes and of its sidecar's; None where there is none or it cannot be read."""

    sha256: str | None
    sidecar_sha256: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one document from looking at it.

    Attributes:
        since: When it was first seen like this, in seconds since 1970.
        stamp: Its sizes and times; None where it is missing.
        content: Its digests, once it has been read in this state.
    """

    since: float
    stamp: Stamp | None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A settled difference between the directory and what is published.

    Attributes:
        document_id: The document.
        kind: What became of it.
        content: What it is now; None where it was deleted.
    """

    document_id: str
    kind: Literal["new", "changed", "deleted"]
    content: Content | None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the directory found.

    Attributes:
        seen: Each document with the state that it is in, for the next look.
        changes: The settled changes, those that have stood longest first.
        settling: How many documents have not yet been the same for long enough.
        unread: How many have, and are to be read by the next look.
    """

    seen: Mapping[str, Seen]
    changes: tuple[Change, ...]
    settling: int
    unread: int


def look(
    raw_dir: Path,
    known: Mapping[str, Content],
    before: Mapping[str, Seen],
    now: float,
    settle_seconds: float,
    limits: Limits | None = None,
    read_at_once: int = READ_AT_ONCE,
) -> Look:
    """Return what lies below a directory now and how it differs from what is published.

    Args:
        raw_dir: Where the documents are.
        known: What is published, by document id.
        before: What the last look saw; anything of it may be missing, which costs time and nothing else.
        now: The time, in seconds since 1970.
        settle_seconds: How long a document must have been the same, or missing, to count.
        limits: How much the reading of one file may cost.
        read_at_once: How many bytes may be read.

    Raises:
        PlanhouseError: A folder cannot be listed.
    """
    paths = dict(document_paths(raw_dir))
    hidden = set(hidden_documents((name for name in known if name not in paths), paths))
    known = {name: content for name, content in known.items() if name not in hidden}
    seen = {name: _seen(before.get(name), stamp, now) for name, stamp in _stamps(paths, before, known)}
    settled = [name for name, state in seen.items() if now - state.since >= settle_seconds]
    settled.sort(key=lambda name: (seen[name].since, name))
    seen.update(_read(settled, seen, paths, raw_dir, limits or Limits(), read_at_once))
    unread = sum(_is_unread(seen[name]) for name in settled)
    changes = tuple(change for name in settled if (change := _change(name, seen[name], known.get(name))))
    return Look(_remembered(seen), changes, len(seen) - len(settled), unread)


def _stamps(
    paths: Mapping[str, Path], before: Mapping[str, Seen], known: Mapping[str, Content]
) -> Iterator[tuple[str, Stamp | None]]:
    """Yield every document that is there, and those that are missing and published."""
    for name in {**paths, **before, **known}:
        stamp = _stamp(paths[name]) if name in paths else None
        if stamp is not None or name in known:
            yield name, stamp


def _seen(before: Seen | None, stamp: Stamp | None, now: float) -> Seen:
    if before is None or before.stamp != stamp:
        return Seen(now, stamp)
    # A clock that was set back must not keep a document waiting until it has caught up.
    return before if before.since <= now else replace(before, since=now)


def _stamp(path: Path) -> Stamp | None:
    """Return sizes and times of a document and of its sidecar, or None where it has just gone."""
    name = os.fspath(path)
    try:
        own = os.lstat(name)
    except OSError:
        return None
    target = _followed(name) if stat.S_ISLNK(own.st_mode) else ()
    return (*_numbers(own), *target, *_followed(name + SIDECAR_SUFFIX))


def _followed(name: str) -> Stamp:
    """Return size and times of what a path leads to; nothing where it leads nowhere."""
    try:
        return _numbers(os.stat(name))  # noqa: PTH116 - making paths of many names takes longer than asking for them
    except OSError:
        return ()


def _numbers(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _read(
    settled: list[str],
    seen: Mapping[str, Seen],
    paths: Mapping[str, Path],
    raw_dir: Path,
    limits: Limits,
    read_at_once: int,
) -> Iterator[tuple[str, Seen]]:
    """Yield the settled documents that had not been read in their present state, with what they are."""
    left = read_at_once
    for name in settled:
        state = seen[name]
        if not _is_unread(state) or left <= 0:
            continue
        path = paths[name]
        left -= _OPENING + _size(path)
        file = input_file(path, raw_dir, limits)
        # A file that moved on while it was read is another one at the next look.
        if _stamp(path) == state.stamp:
            yield name, replace(state, content=Content(file.sha256, file.sidecar_sha256))


def _remembered(seen: Mapping[str, Seen]) -> Mapping[str, Seen]:
    """Return what the next look is told: what could not be read may be readable then, so that counts as not read."""
    return {
        name: replace(state, content=None) if state.content and state.content.sha256 is None else state
        for name, state in seen.items()
    }


def _is_unread(state: Seen) -> bool:
    return state.stamp is not None and state.content is None


def _size(path: Path) -> int:
    numbers = _followed(os.fspath(path))
    return numbers[0] if numbers else 0


def _change(name: str, state: Seen, known: Content | None) -> Change | None:
    if _is_unread(state) or state.content == known:
        return None
    if known is None:
        return Change(name, "new", state.content)
    return Change(name, "deleted" if state.stamp is None else "changed", state.content)
