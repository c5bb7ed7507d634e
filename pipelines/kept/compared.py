"""Which documents say the same, remembered from build to build: it follows from their results alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipelines.kept.store import Store

#: The report that holds them: for each pair a line, the keys of both results and 1 where they say the same, else 0.
_REPORT = "say_same"


class Compared:
    """Compares documents whose results were not compared by the build before."""

    def __init__(
        self, store: Store, key_of: Callable[[str], str], say_same: Callable[[str, str], bool]
    ) -> None:
        """Begin with what the build before found.

        Args:
            store: Where it is kept.
            key_of: Returns the key of a document's result.
            say_same: Whether two documents say the same.
        """
        self._store = store
        self._key_of = key_of
        self._compare = say_same
        self._before = dict(_read(store.report(_REPORT) or b""))
        self._found: dict[tuple[str, str], bool] = {}

    def say_same(self, one: str, other: str) -> bool:
        """Whether two documents say the same."""
        pair = (self._key_of(one), self._key_of(other))
        if pair not in self._found:
            known = self._before.get(pair)
            self._found[pair] = self._compare(one, other) if known is None else known
        return self._found[pair]

    def keep(self) -> None:
        """Keep what was asked in this build for the next one.

        Raises:
            OSError: It cannot be written.
        """
        if self._found != self._before:
            lines = (f"{one} {other} {same:d}\n" for (one, other), same in sorted(self._found.items()))
            self._store.keep_report(_REPORT, "".join(lines).encode())


def _read(report: bytes) -> Iterator[tuple[tuple[str, str], bool]]:
    for line in report.decode().splitlines():
        one, other, same = line.split()
        yield (one, other), same == "1"
