"""How a page counts the items of its lists."""

from __future__ import annotations

import re

from resiliparse.parse.html import ElementNode

from extractors.readers.counted import numeral

#: The numerals of a list's type, by the names of 17.18.59 ST_NumberFormat, and what stands behind them.
#: Source: HTML standard, section 4.4.5, attribute type.
_TYPES = {
    "1": ("decimal", "."),
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
}
#: The same by the name of a style. Source: CSS Counter Styles Level 3, sections 6 and 7.
_STYLES = {
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-ideographic": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("chineseLegalSimplified", "、"),
    **dict.fromkeys(("none", "disc", "circle", "square"), ("", "")),
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<words>[^;]{1,80})", re.IGNORECASE)


class ListCounter:
    """Counts the items of one list."""

    def __init__(self, node: ElementNode) -> None:
        """Take the element of a list."""
        ordered = _TYPES["1"] if node.tag == "ol" else ("", "")
        self._kind = _styled(node) or _TYPES.get((node.getattr("type") or "").strip(), ordered)
        self._next = whole_number(node, "start")

    def label(self, item: ElementNode) -> str:
        """Count an item and return its label; empty where the list has bullets or nothing."""
        if item.hasattr("value"):
            self._next = whole_number(item, "value")
        number, self._next = self._next, self._next + 1
        kind, mark = _styled(item) or self._kind
        return numeral(number, kind) + mark if kind else ""


def whole_number(node: ElementNode, attribute: str) -> int:
    """Return an attribute's number from 1 to 999; 1 where it says none."""
    said = (node.getattr(attribute) or "").strip()
    return max(1, int(said)) if re.fullmatch("[0-9]{1,3}", said) else 1


def _styled(node: ElementNode) -> tuple[str, str] | None:
    """Return the numerals that an element's own style names, or None."""
    style = _STYLE.search(node.getattr("style") or "")
    names = style["words"].lower().split() if style else ()
    return next((_STYLES[name] for name in names if name in _STYLES), None)
