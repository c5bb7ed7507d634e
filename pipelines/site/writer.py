"""Writing the pages of a release: those that say what they said in the release before are linked, not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.contacts import Spans
from pipelines.digests import Digests
from pipelines.evidence import SITE
from pipelines.publish.checksums import Checksum, checksum_of
from pipelines.publish.manifest import in_lines
from pipelines.publish.sharing import is_whole, linked
from pipelines.versions import code_hash

#: What each page follows from, by its path below the folder of the pages.
KEYS = f"{SITE}/pages.json"


def key_of(*parts: object) -> str:
    """Return a digest of what a page follows from: plain data, the same for the same data."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A page of the release before.

    Attributes:
        key: What it follows from.
        known: What its file holds.
    """

    key: str
    known: Checksum


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        files: What each file holds from now on, by path in the release.
        keys: What each page follows from, by path in the release.
        contacts: Where contacts stand in the text of each document that has some, by its id.
    """

    files: dict[str, Checksum] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


class PageWriter:
    """Writes files below ``site/`` of a release and remembers what each follows from.

    Attributes:
        written: What was written until now.
        earlier: The pages of the release before; none where another version of the code made them.
    """

    def __init__(
        self, release: Path, before: Path | None, earlier: Mapping[str, Earlier], digests: Digests
    ) -> None:
        """Begin with nothing written.

        Args:
            release: The folder of the release that is built.
            before: The folder of the release before, where there is one.
            earlier: Its pages.
            digests: What is remembered of its files.
        """
        self.written = Written()
        self.earlier = earlier
        self._release = release
        self._before = before
        self._digests = digests

    def for_pages(self, paths: Iterable[str]) -> PageWriter:
        """Return a writer of the same release that knows some pages of the release before, for another process."""
        earlier = {path: self.earlier[path] for path in paths if path in self.earlier}
        return PageWriter(self._release, self._before, earlier, Digests())

    def take(self, written: Written) -> None:
        """Remember what another writer of the release wrote."""
        self.written.files.update(written.files)
        self.written.keys.update(written.keys)
        self.written.contacts.update(written.contacts)

    def page(self, path: str, key: str, make: Callable[[], str]) -> None:
        """Write a page, or link the one of the release before where it follows from the same.

        Args:
            path: Its path in the release.
            key: What it follows from, beside the code.
            make: Returns the page.
        """
        if not self.keep(path, key):
            self.written.keys[path] = key
            self.write(path, make())

    def keep(self, path: str, key: str | None = None) -> bool:
        """Link a page of the release before, where it is there, whole, and follows from the same key (any, if none is given)."""
        earlier = self.earlier.get(path)
        if self._before is None or earlier is None or key not in (None, earlier.key):
            return False
        source = f"{self._before}/{path}"
        if not is_whole(source, earlier.known, self._digests):
            return False
        if not linked([(source, f"{self._release}/{path}")], self._digests):
            return False
        self.written.keys[path] = earlier.key
        self.written.files[path] = earlier.known
        return True

    def tell_contacts(self, document_id: str, spans: Spans) -> None:
        """Remember where contacts stand in a document, for the pages of others that quote it."""
        if spans:
            self.written.contacts[document_id] = [(start, end) for start, end in spans]

    def write(self, path: str, content: str) -> None:
        """Write a file whose checksum is that of what was meant to be written."""
        target, said = self._release / path, content.encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # it may be a link to a file of the release before
        target.write_bytes(said)
        self.written.files[path] = checksum_of(memoryview(said))

    def finish(self) -> None:
        """Write what the pages follow from, for the next release."""
        told = {
            "code": code_hash(),
            "contacts": dict(sorted(self.written.contacts.items())),
            "pages": dict(sorted(self.written.keys.items())),
        }
        self.write(KEYS, in_lines(told))


@dataclass(frozen=True, slots=True)
class Before:
    """The release before the one that is built.

    Attributes:
        release: Its folder.
        files: What its files hold, by path in it.
    """

    release: Path
    files: Mapping[str, Checksum]

    def told(self, digests: Digests) -> tuple[dict[str, Earlier], dict[str, list[tuple[int, int]]]]:
        """Return its pages, and the contacts of its documents; nothing where it is damaged or other code made it."""
        path = self.release / KEYS
        if KEYS not in self.files or not is_whole(path, self.files[KEYS], digests):
            return {}, {}
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["code"] != code_hash():
            return {}, {}
        pages = {
            path: Earlier(key, self.files[path]) for path, key in told["pages"].items() if path in self.files
        }
        return pages, told["contacts"]
