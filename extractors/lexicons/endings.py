"""Words that may end a name, found by the name's last two characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Endings:
    """Words of which the longest is asked for that ends a name."""

    __slots__ = ("_sizes", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        #: How long the words are that end in two characters, or are one, the longest first.
        self._sizes: dict[str, list[int]] = {}
        for word in sorted(self._words, key=len, reverse=True):
            sizes = self._sizes.setdefault(word[-2:], [])
            if len(word) not in sizes:
                sizes.append(len(word))

    def holds(self, word: str) -> bool:
        """Whether it is one of the words."""
        return word in self._words

    def longest(self, name: str) -> str:
        """Return the longest of the words that the name ends in, or an empty string."""
        words, last = self._words, name[-1:]
        for size in self._sizes.get(name[-2:], ()):
            if (end := name[-size:]) in words:
                return end
        return last if last in words else ""
