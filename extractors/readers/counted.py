"""The numerals in which lists count: 1, 一, 壹, a, iv, ①."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """Return a number in the numerals of a list. Source of the names: ECMA-376 part 1, 17.18.59 ST_NumberFormat."""
    write = _NUMERALS.get(kind, str)
    return write(number)


def _counting(number: int) -> str:
    """Return 一, 十, 二十三, 一百零五 for a number below ten thousand."""
    if not 0 < number < 10_000:
        return str(number)
    written = ""
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            written += _DIGITS[digit] + unit
        elif written and number % size and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _counting(number).translate(_LEGAL)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (number // size)
        number %= size
    return written


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _in_brackets(number: int) -> str:
    return chr(0x2474 + number - 1) if 0 < number <= 20 else f"({number})"


_NUMERALS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + at: ord("０") + at for at in range(10)}
    ),
    "decimalZero": lambda number: f"{number:02}",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _in_brackets,
}
