"""A directory that files arrive in, and a clock that tests set."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pipelines.arrival.watch import Content, Look, look

SETTLE = 30.0


class Arrivals:
    """Files below a directory, looked at as the sensor does."""

    def __init__(self, raw: Path) -> None:
        self.raw = raw
        self.raw.mkdir(exist_ok=True)
        self.now = 1_000_000.0
        self.known: dict[str, Content] = {}
        self.found = Look({}, (), 0, 0)
        self._written = 0

    def write(self, name: str, text: str) -> None:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.touch(name)

    def touch(self, name: str) -> None:
        """Give a file another time; tests are quicker than the clock of the file system."""
        self._written += 1
        os.utime(self.raw / name, ns=(0, self._written * 10**9))

    def look(self, after: float = 0.0, **changes: object) -> dict[str, str]:
        """Look once more after some seconds; the settled changes by document."""
        self.now += after
        given = {"now": self.now, "settle_seconds": SETTLE, **changes}
        self.found = look(self.raw, self.known, self.found.seen, **given)
        return {change.document_id: change.kind for change in self.found.changes}

    def publish(self) -> None:
        """Have all settled changes published."""
        for change in self.found.changes:
            if change.kind == "deleted":
                self.known.pop(change.document_id, None)
            else:
                self.known[change.document_id] = change.content


def content(text: str, sidecar: str | None = None) -> Content:
    digests = (text, sidecar)
    return Content(*(one if one is None else hashlib.sha256(one.encode()).hexdigest() for one in digests))
