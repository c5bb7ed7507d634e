"""The width-folded view: what rules match on, never what is quoted."""

from __future__ import annotations

import re

#: Full-width ASCII (U+FF01 to U+FF5E) to ASCII, and the other blanks to a space: one character for one.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2002: 0x20,
    0x2003: 0x20,
}
#: Marks that are written in several ways and mean the same here.
_SAME = {
    ord("﹪"): ord("%"),
    ord("〈"): ord("《"),
    ord("〉"): ord("》"),
    ord("﹣"): ord("-"),
    ord("―"): ord("—"),
}
_NARROW = {chr(wide): chr(narrow) for wide, narrow in (_WIDTH | _SAME).items()}
_WIDE = re.compile(f"[{re.escape(''.join(_NARROW))}]")

#: 20，300 is a list of two numbers, 20,300 is one: a full-width comma between digits stays a list mark.
_LIST_COMMA = re.compile(r"，(?<=[0-9０-９]，)(?=[0-9０-９])")


def fold_width(text: str) -> str:
    """Return the text with full-width letters, digits and marks made half-width, the same whatever stands around them."""
    # Most short texts have no wide character.
    if _WIDE.search(text) is None:
        return text
    # Few characters are wide ones, and few different ones: to replace each takes less than to look at every character.
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _NARROW[wide])
    return text


#: What ends a line besides a line feed: a return, a page of a PDF, the separators of Unicode.
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
#: What folding changes; most short texts hold none of it.
_FOLDED = re.compile(f"[{re.escape(''.join(_NARROW))}{_BREAKS}]")


def unify_breaks(text: str) -> str:
    """Return the text of equal length in which every line ends with one line feed; a return before one is a blank."""
    text = text.replace("\r\n", " \n")
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    return text


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and marks made half-width and every line break a line feed.

    The result has the same length and each character stands where its original stands, so a span found in the view
    is a span of the text. ``fold`` is idempotent.
    """
    if _FOLDED.search(text) is None:
        return text
    return fold_width(_LIST_COMMA.sub("、", unify_breaks(text)))


def without(pattern: re.Pattern[str], words: str) -> str:
    """Return some words without what a pattern finds in them, whatever their width."""
    pieces, at = [], 0
    for match in pattern.finditer(fold_width(words)):
        pieces.append(words[at : match.start()])
        at = match.end()
    return "".join(pieces) + words[at:]
