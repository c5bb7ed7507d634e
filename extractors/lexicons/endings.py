"""Words that may end a name, found by the name's last character."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Endings:
    """Words of which the longest is asked for that ends a name."""

    __slots__ = ("_by_last",)

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_last.setdefault(word[-1], []).append(word)

    def longest(self, name: str) -> str:
        """Return the longest of the words that the name ends in, or an empty string."""
        for word in self._by_last.get(name[-1:], ()):
            if name.endswith(word):
                return word
        return ""
