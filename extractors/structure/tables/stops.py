"""Lines that no table runs over."""

from __future__ import annotations

import re

_HAN = r"[一二三四五六七八九十]{1,3}"
#: A note, a label of the text's own order, the title of the next table.
STOP = re.compile(
    rf"[^\S\n\r]*(?:(?:注|备注|说明|注释|资料来源|数据来源|来源)[ ]?[0-9]?[:.]|第(?:{_HAN}|[0-9]{{1,2}})[篇编章节]|{_HAN}、|\({_HAN}\)(?=[一-鿿])"
    rf"|专栏[ ]?[0-9一二三四五六七八九十]|——[一-鿿]|附(?:表|件|录)[ ]?[0-9一二三四五六七八九十]{{0,2}}(?![0-9一-鿿])"
    r"|附表[0-9]|表[ ]?[0-9]{1,2}[ ]|#{1,6}[ ])"
)
#: A sentence: words up to a full stop at the line's end.
_SENTENCE = re.compile(r"[^\n]{60,}[。；;]\s*$")


def is_stop(words: str) -> bool:
    """Whether a line ends the table above it."""
    return bool(STOP.match(words))


def is_sentence(words: str) -> bool:
    """Whether a line is a long sentence, as cells seldom are."""
    return bool(_SENTENCE.match(words))
