"""Signs that Word takes from fonts of symbols, whose codes mean nothing in other fonts."""

from __future__ import annotations

#: Codes of those fonts stand in a private area of Unicode from here on. Source: ECMA-376 part 1, 17.3.3.30 sym.
_PRIVATE = 0xF000
#: Source: Adobe Systems, Symbol Set and Font Encoding.
_SYMBOL = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π",
    0x7E: "~", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈",
}  # fmt: skip
#: Boxes and ticks of forms. Source: the names of the font's glyphs, as Unicode took them over in version 7.0.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0xA8: "□",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """Return the sign of a font's character, or nothing where it is not known.

    Args:
        font: The font's name.
        code: The character's code in hexadecimal digits.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number >= _PRIVATE:
        return _FONTS.get(font.lower(), {}).get(number - _PRIVATE, "")
    return _FONTS.get(font.lower(), {}).get(number) or chr(number)
