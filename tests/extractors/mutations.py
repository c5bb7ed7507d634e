"""Ways in which a text is damaged before it reaches us: by scanners, converters, editors and copying."""

from __future__ import annotations

import random
import re

#: Half-width marks and letters with their full-width forms.
NARROW = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE = {wide: narrow for narrow, wide in NARROW.items()}
_SENTENCE_END = re.compile(r"(?<=[。；])")


def cut(text, chance):
    """Return a piece that starts and ends anywhere."""
    start, end = sorted(chance.sample(range(len(text) + 1), 2))
    return text[start:end]


def joined(text, chance):
    return re.sub(r"[\r\n]+", "", text)


def wrapped(columns):
    def break_lines(text, chance):
        """Break each line after so many characters, as a PDF's lines are."""
        return "\n".join(
            line[at : at + columns]
            for line in text.split("\n")
            for at in range(0, max(1, len(line)), columns)
        )

    return break_lines


def swapped(text, chance):
    """Return the text with half width made full and full width half."""
    return text.translate(NARROW | WIDE)


def spaced(text, chance):
    """Return the text with a blank behind one character in twenty."""
    return "".join(char + (chance.choice(" 　\t") if chance.random() < 0.05 else "") for char in text)


def spaced_out(text, chance):
    return " ".join(text)


def paragraphs_shuffled(text, chance):
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def sentences_shuffled(text, chance):
    sentences = _SENTENCE_END.split(text)
    chance.shuffle(sentences)
    return "".join(sentences)


def characters_lost(text, chance):
    return "".join(char for char in text if chance.random() > 0.03)


def punctuation_lost(text, chance):
    return re.sub(r"[，。；：、,.;:]", "", text)


def cells_one_a_line(text, chance):
    """Return the text with a line break behind each blank and comma, as tables come out of converters."""
    return re.sub(r"[ 　,，、]+", "\n", text)


def crlf(text, chance):
    return re.sub(r"\r?\n", "\r\n", text)


def lone_returns(text, chance):
    return re.sub(r"\r?\n", "\r", text)


def marked_down(text, chance):
    """Return the text with its short lines as Markdown headings and items."""
    return "\n".join(
        chance.choice(["# ", "### ", "- ", "> ", ""]) + line if len(line) < 30 else line
        for line in text.split("\n")
    )


MUTATIONS = {
    "cut": cut,
    "lines joined": joined,
    "wrapped at 40": wrapped(40),
    "wrapped at 23": wrapped(23),
    "wrapped at 9": wrapped(9),
    "widths swapped": swapped,
    "blanks inserted": spaced,
    "blanks everywhere": spaced_out,
    "paragraphs shuffled": paragraphs_shuffled,
    "sentences shuffled": sentences_shuffled,
    "characters lost": characters_lost,
    "punctuation lost": punctuation_lost,
    "cells one a line": cells_one_a_line,
    "CRLF": crlf,
    "CR": lone_returns,
    "Markdown": marked_down,
}

#: Encodings with a byte order mark where they need one.
ENCODINGS = {
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 big-endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "GB18030 with CRLF": lambda text: crlf(text, random).encode("gb18030"),
}
