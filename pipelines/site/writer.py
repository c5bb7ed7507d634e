"""Writing the pages of a release: those that say what they said in the release before are linked, not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipelines.contacts import Spans
from pipelines.evidence import SITE
from pipelines.publish.checksums import Checksum, checksum, checksum_of
from pipelines.publish.sharing import linked
from pipelines.versions import code_hash

#: What each page follows from, by its path below the folder of the pages.
KEYS = f"{SITE}/pages.json"


def key_of(*parts: object) -> str:
    """Return a digest of what a page follows from: plain data, the same for the same data."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class PageWriter:
    """Writes the files below ``site/`` of a release and remembers what each follows from.

    Attributes:
        files: What each file holds from now on, by path in the release.
        keys: What each page follows from, by path in the release.
        contacts: Where contacts stand in the text of each document that has some, by its id.
        earlier: What the pages of the release before follow from; empty where another version of the code made it.
    """

    def __init__(self, release: Path, before: Path | None, known: Mapping[str, Checksum]) -> None:
        """Begin with an empty folder.

        Args:
            release: The folder of the release that is built.
            before: The folder of the release before, where there is one.
            known: What the files of the release before hold, by path in it.
        """
        self.files: dict[str, Checksum] = {}
        self.keys: dict[str, str] = {}
        self._release = release
        self._before = before
        self._known = known
        self.contacts: dict[str, list[tuple[int, int]]] = {}
        told = _told_before(before, known)
        self.earlier = {path: key for path, key in told.get("pages", {}).items() if path in known}
        self._contacts_before: dict[str, list[tuple[int, int]]] = told.get("contacts", {})

    def page(self, path: str, key: str, make: Callable[[], str]) -> None:
        """Write a page, or link the one of the release before where it follows from the same.

        Args:
            path: Its path in the release.
            key: What it follows from, beside the code.
            make: Returns the page.
        """
        if not self.keep(path, key):
            self.keys[path] = key
            self.write(path, make())

    def keep(self, path: str, key: str | None = None) -> bool:
        """Link a page of the release before, where it is there, whole, and follows from the same key (any, if none is given)."""
        earlier = self.earlier.get(path)
        if self._before is None or earlier is None or key not in (None, earlier):
            return False
        source = self._before / path
        if not _is_whole(source, self._known[path]) or not linked({source: self._release / path}):
            return False
        self.keys[path] = earlier
        self.files[path] = self._known[path]
        return True

    def tell_contacts(self, document_id: str, spans: Spans) -> None:
        """Remember where contacts stand in a document, for the pages of others that quote it."""
        if spans:
            self.contacts[document_id] = [(start, end) for start, end in spans]

    def keep_contacts(self, document_id: str) -> None:
        """Remember what the release before remembered of a document whose page is kept."""
        self.tell_contacts(
            document_id, [(start, end) for start, end in self._contacts_before.get(document_id, ())]
        )

    def write(self, path: str, content: str) -> None:
        """Write a file whose checksum is that of what was meant to be written."""
        target, said = self._release / path, content.encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # it may be a link to a file of the release before
        target.write_bytes(said)
        self.files[path] = checksum_of(memoryview(said))

    def finish(self) -> None:
        """Write what the pages follow from, for the next release."""
        told = {
            "code": code_hash(),
            "contacts": dict(sorted(self.contacts.items())),
            "pages": dict(sorted(self.keys.items())),
        }
        self.write(KEYS, json.dumps(told, indent=0) + "\n")


def _told_before(before: Path | None, known: Mapping[str, Checksum]) -> dict[str, Any]:
    """What the release before tells of its pages; nothing where that is damaged or other code made them."""
    if before is None or KEYS not in known or not _is_whole(before / KEYS, known[KEYS]):
        return {}
    told: dict[str, Any] = json.loads((before / KEYS).read_text(encoding="utf-8"))
    return told if told["code"] == code_hash() else {}


def _is_whole(path: Path, known: Checksum) -> bool:
    try:
        return checksum(path) == known
    except OSError:
        return False
