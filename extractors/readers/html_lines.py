"""The words of a page's lines: blanks as a reader writes them, raised digits, what stands in links."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.readers.html_shapes import is_label, is_of_page, may_tell_of_page, opens_with_label
from extractors.readers.layout import raised, visible

#: Elements that say something of the words in them, wherever lines end.
_INLINE = frozenset(["a", "pre", "sup", "textarea"])
_BLANKS = re.compile(r"[ \t\n\r\f]+")
#: What is raised as a power or as the mark of a note: 2, -1, [3], （4）.
_RAISED = re.compile(r"[\s+\-−–,，、.*\[\]【】()（）〔〕]*[0-9][\s0-9+\-−–,，、.*\[\]【】()（）〔〕]*")
#: A list item's own enumerator, beside which a counted one would be a second.
_OWN_LABEL = re.compile(r"\s*(?:[0-9０-９]{1,3}[.．、)）]|[（(]|[一二三四五六七八九十]{1,3}[、是]|第|[①-⑳])")


class LineBuffer:
    """The words of the line that is being read.

    Attributes:
        label: The label that a list gives to the item that begins; empty for none.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._linked = 0
        # How many elements of each name are open.
        self._depth: Counter[str] = Counter()
        self.label = ""

    @property
    def is_preformatted(self) -> bool:
        """Whether line breaks count as such."""
        return bool(self._depth["pre"] or self._depth["textarea"])

    def enter(self, tag: str) -> None:
        """Begin an element."""
        if tag in _INLINE:
            self._depth[tag] += 1

    def leave(self, tag: str) -> None:
        """End an element."""
        if tag in _INLINE:
            self._depth[tag] -= 1

    def take(self, words: str) -> None:
        """Add words to the line."""
        self._words.append(as_raised(words) if self._depth["sup"] else words)
        if self._depth["a"]:
            self._linked += len("".join(words.split()))

    def end(self) -> tuple[str, int, str]:
        """Return the line's text, how much of it is linked and its label, and begin the next.

        The text begins with the label. Its blanks are those that a reader writes: none where the source breaks a line
        beside a wide character.
        """
        text = visible(_BLANKS.sub(shown_blank, "".join(_parted(self._words)))).strip()
        linked, label = self._linked, ""
        self._words, self._linked = [], 0
        if text:
            label, self.label = "" if _OWN_LABEL.match(text) else self.label, ""
        return labelled(label, text), linked, label


def as_raised(words: str) -> str:
    """Return words that stand raised: a power or the mark of a note in raised digits, all else as it is."""
    return raised(words.strip()) if _RAISED.fullmatch(words) else words


def labelled(label: str, words: str) -> str:
    """Return an item's words behind its label: 1. before 5家企业 is no 1.5."""
    return label + " " + words if label and words[:1].isdigit() else label + words


def _parted(pieces: Sequence[str]) -> Iterable[str]:
    """Return the pieces of a line with blanks beside the labels that stand in elements of their own.

    A page sets them apart by its style: <span>索引号</span><em>130600/2018-00123</em>, 市科技局<span>浏览：22次</span>.
    """
    words = "".join(pieces)
    opens = next((piece for piece in pieces if piece.strip()), "")
    # Only where a label opens the line is another one, without its colon, no word of a sentence.
    is_list = is_label(opens)
    if not (may_tell_of_page(words) and (is_list or is_of_page(words))):
        return pieces
    parted: list[str] = []
    is_behind_label = False
    for piece in pieces:
        is_one = is_list and is_label(piece)
        parts = is_behind_label or is_one or opens_with_label(piece)
        is_beside = bool(parted) and parted[-1][-1:].isalnum() and bool(piece.strip())
        parted.append(f" {piece}" if parts and is_beside else piece)
        is_behind_label = is_one or (is_behind_label and not piece.strip())
    return parted


def joined(first: str, second: str) -> str:
    """Return the two parts of a line that a break parted, with a blank between them where readers write one."""
    return first + _between(first[-1:], second[:1]) + second


def shown_blank(match: re.Match[str]) -> str:
    """Return what a run of blanks shows.

    Where a source line ends beside a wide character, browsers may show a blank, which no reader writes in Chinese.
    Source: CSS Text Module Level 4, segment break transformation rules, for two wide characters.
    """
    if "\n" not in match.group():
        return " "
    start, end = match.span()
    return _between(match.string[max(0, start - 1) : start], match.string[end : end + 1])


def _between(left: str, right: str) -> str:
    """Return the blank that stands between two characters where a line breaks between them."""
    widths = [unicodedata.east_asian_width(char) for char in left + right]
    is_wide = any(width in "FWH" for width in widths)
    # A dash or a quotation mark is as wide as the text around it: 2023—2025.
    has_mark = any(width == "A" for width in widths) and any(char.isdigit() for char in left + right)
    return "" if is_wide or has_mark or len(widths) < 2 else " "
