"""What stands right before an offset, found without looking at the whole text; the long lines of a text."""

from __future__ import annotations

from collections.abc import Iterator


def behind_last_word(folded: str, offset: int) -> int:
    """Return the offset behind the last character before ``offset`` that is no white space, 0 where there is none."""
    while offset > 0 and folded[offset - 1].isspace():
        offset -= 1
    return offset


def char_before(folded: str, offset: int) -> str:
    """Return the last character before an offset that is no white space, or an empty string."""
    at = behind_last_word(folded, offset)
    return folded[at - 1 : at]


def long_lines(folded: str, shortest: int) -> Iterator[tuple[int, int]]:
    """Yield the range of each line of at least so many characters, without its line break."""
    start = 0
    while len(folded) - start >= shortest:
        # The last break so near passes over all short lines before it.
        last = folded.rfind("\n", start, start + shortest)
        if last < 0:
            end = folded.find("\n", start + shortest)
            last = len(folded) if end < 0 else end
            yield start, last
        start = last + 1


def opens_line(folded: str, offset: int) -> bool:
    """Whether only blanks stand before an offset on its line."""
    while offset > 0 and folded[offset - 1] not in "\n\r":
        if not folded[offset - 1].isspace():
            return False
        offset -= 1
    return True
