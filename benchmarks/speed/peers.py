"""One pass of another library over texts, again and again: ``python peers.py NAME PATTERNS WORDS SELDOM TEXT ...``.

It runs in an environment that knows nothing of planhouse. For each line that it is sent it makes one pass and answers with the
seconds that it took. SELDOM is how often Python collects cycles, three numbers with commas between.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

Pass = Callable[[list[str]], object]


def main(name: str, patterns: str, words: str, seldom: str, *paths: str) -> None:
    """Serve passes over the texts."""
    # Libraries print of what they do; the answers go to the output that was there before.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    gc.set_threshold(*map(int, seldom.split(",")))
    texts = [Path(path).read_text("utf-8") for path in paths]
    once = _PASSES[name](_lines(patterns), _lines(words))
    print("ready", file=answers, flush=True)
    for _ in sys.stdin:
        started = time.process_time()
        once(texts)
        print(time.process_time() - started, file=answers, flush=True)


def _lines(path: str) -> list[str]:
    lines = Path(path).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _jionlp(patterns: list[str], words: list[str]) -> Pass:
    import jionlp

    return lambda texts: [jionlp.ner.extract_time(text) for text in texts]


def _recognizers(patterns: list[str], words: list[str]) -> Pass:
    from recognizers_date_time import Culture, DateTimeRecognizer

    model = DateTimeRecognizer(Culture.Chinese).get_datetime_model()
    return lambda texts: [model.parse(text) for text in texts]


def _re(patterns: list[str], words: list[str]) -> Pass:
    import re

    return _scanned([re.compile(pattern) for pattern in patterns])


def _regex(patterns: list[str], words: list[str]) -> Pass:
    import regex

    return _scanned([regex.compile(pattern) for pattern in patterns])


def _scanned(compiled: list) -> Pass:
    return lambda texts: [sum(1 for _ in one.finditer(text)) for text in texts for one in compiled]


def _hyperscan(patterns: list[str], words: list[str]) -> Pass:
    import hyperscan

    database = hyperscan.Database()
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST
    database.compile(
        expressions=[pattern.encode() for pattern in patterns],
        ids=range(len(patterns)),
        elements=len(patterns),
        flags=[flags] * len(patterns),
    )
    # As a reader gets them, the bytes are there before the text is.
    return lambda texts: [database.scan(text.encode(), match_event_handler=lambda *_: None) for text in texts]


def _ahocorasick(patterns: list[str], words: list[str]) -> Pass:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return lambda texts: [sum(1 for _ in automaton.iter(text)) for text in texts]


_PASSES: dict[str, Callable[[list[str], list[str]], Pass]] = {
    "jionlp": _jionlp,
    "recognizers": _recognizers,
    "re": _re,
    "regex": _regex,
    "hyperscan": _hyperscan,
    "ahocorasick": _ahocorasick,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
