"""Encodings: how many texts come back as they were, whichever encoding they are in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from resiliparse.parse.encoding import detect_encoding

from benchmarks.readers.blocks import OURS
from benchmarks.readers.newer_chardet import detected, newer_chardet
from benchmarks.readers.page import Facts, table
from extractors.readers import UnreadableError
from extractors.readers.encodings import decode_page, decode_text
from tests.formats.render import ROOT

_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be")
_LENGTHS = (None, 300, 30)
#: Texts without a Chinese character; the first is known for being read as UTF-16 by an editor.
_ASCII = (
    "Bush hid the facts",
    "hello world!",
    "abcdefgh",
    "2021-2025",
    "Annex 1: list of projects",
    "README",
)
#: Texts in encodings that are not among those.
_FOREIGN = (
    ("Big5", "big5", "關於印發實施方案的通知"),
    ("Shift JIS", "shift_jis", "実施計画について"),
    ("Latin-1", "latin-1", "Résumé à l'été"),
)
#: A detector with this share of our right answers is as good.
_NEAR = 0.99
#: So many texts that come back wrong are shown, if they have fewer characters.
_SHOWN, _SHORT = 4, 40

#: A text and its bytes.
_Sample = tuple[str, bytes]
_Decoder = Callable[[bytes], str]


@dataclass(frozen=True)
class _Decoded:
    """Which samples come back as they were, and how many milliseconds all took."""

    right: list[bool]
    spent: float

    @property
    def total(self) -> int:
        return sum(self.right)


def facts(corpus: Path) -> Facts:
    """Compare how encodings are told."""
    texts = [
        path.read_text("utf-8") for folder in (corpus, ROOT / "raw") for path in sorted(folder.glob("*.txt"))
    ]
    kinds = dict(_kinds(texts))
    samples = [sample for found in kinds.values() for sample in found]
    decoded = {name: _decode(decoder, samples) for name, decoder in _decoders().items()}
    decoded |= _decode_apart(samples)
    return {
        "encodings_ascii": str(len(_ASCII)),
        "encodings_samples": str(len(samples)),
        "encodings_right": str(decoded[OURS].total),
        "encodings_level": _level(decoded),
        "encodings_wrong": _wrong(decoded[OURS], samples),
        "encodings_foreign": ", ".join(_foreign()),
        "encodings_damaged": ", ".join(_damaged(texts)),
        "encodings_table": _table(kinds, decoded),
    }


def _kinds(texts: list[str]) -> Iterator[tuple[str, list[_Sample]]]:
    for encoding in _ENCODINGS:
        for length in _LENGTHS:
            samples = (_encoded(text[:length], encoding) for text in texts)
            called = "whole" if length is None else f"{length} characters"
            yield f"{encoding}, {called}", [sample for sample in samples if sample is not None]
    yield "ASCII, a few words", [(text, text.encode()) for text in _ASCII]


def _encoded(text: str, encoding: str) -> _Sample | None:
    try:
        return text, text.encode(encoding)
    except UnicodeEncodeError:
        return None


def _decoders() -> dict[str, _Decoder]:
    import chardet
    import charset_normalizer

    return {
        OURS: lambda data: decode_text(data, "benchmark.txt")[0],
        f"charset-normalizer {metadata.version('charset-normalizer')}": lambda data: str(
            charset_normalizer.from_bytes(data).best()
        ),
        f"chardet {metadata.version('chardet')}": lambda data: data.decode(
            chardet.detect(data)["encoding"] or "ascii"
        ),
        f"resiliparse {metadata.version('resiliparse')}": lambda data: data.decode(detect_encoding(data)),
    }


def _decode(decoder: _Decoder, samples: list[_Sample]) -> _Decoded:
    """Return how a decoder does; a mark before the text is let pass."""
    right, spent = [], 0.0
    for text, data in samples:
        started = time.process_time()
        try:
            found = decoder(data)
        except (UnreadableError, UnicodeError, LookupError):
            found = ""
        spent += 1000 * (time.process_time() - started)
        right.append(found.removeprefix("\ufeff") == text)
    return _Decoded(right, spent)


def _decode_apart(samples: list[_Sample]) -> dict[str, _Decoded]:
    """Return the same for the newer chardet, where it is at hand."""
    newer = newer_chardet()
    if newer is None:
        return {}
    named, spent = detected([data for _, data in samples])
    answers = iter(named)
    decoded = _decode(lambda data: data.decode(next(answers) or "ascii"), samples)
    return {f"chardet {newer.version}": _Decoded(decoded.right, spent + decoded.spent)}


def _level(decoded: dict[str, _Decoded]) -> str:
    """Return which detectors are as good."""
    ours = decoded[OURS]
    level = [
        f"{name} ({found.total}, {found.spent / ours.spent:.1f} times our time)"
        for name, found in decoded.items()
        if name != OURS and found.total >= _NEAR * ours.total
    ]
    return ", ".join(level) or "none"


def _wrong(ours: _Decoded, samples: list[_Sample]) -> str:
    """Return which samples do not come back, where there are any."""
    wrong = [text for (text, _), is_right in zip(samples, ours.right, strict=True) if not is_right]
    named = [f"`{text}`" for text in wrong if len(text) < _SHORT][:_SHOWN]
    if not wrong:
        return ""
    return f"Samples that do not: {len(wrong)}{', among them ' if named else ''}{', '.join(named)}."


def _foreign() -> Iterator[str]:
    """Yield what becomes of a short text in each of some other encodings."""
    for called, encoding, text in _FOREIGN:
        found = _tried(decode_text, text.encode(encoding))
        became = "is refused" if found is None else "comes back" if found == text else "comes out wrong"
        yield f"a short text in {called} {became}"


def _damaged(texts: list[str]) -> Iterator[str]:
    """Yield how many texts are refused that are damaged, and how many as web pages."""
    whole = [text.encode() for text in texts]
    broken = [data[: len(data) // 2] + b"\xff" + data[len(data) // 2 + 1 :] for data in whole]
    cut = [text.rstrip().encode() + "。".encode()[:-1] for text in texts]
    for called, damaged in (("one broken byte", broken), ("a last character cut short", cut)):
        as_text, as_page = (
            sum(_tried(decode, data) is None for data in damaged) for decode in (decode_text, decode_page)
        )
        yield f"with {called} {as_text} of {len(damaged)} as text files and {as_page} as web pages"


def _tried(decode: Callable[[bytes, str], tuple[str, str]], data: bytes) -> str | None:
    try:
        return decode(data, "benchmark")[0]
    except UnreadableError:
        return None


def _table(kinds: dict[str, list[_Sample]], decoded: dict[str, _Decoded]) -> str:
    rows, at = [], 0
    for kind, found in kinds.items():
        right = (sum(one.right[at : at + len(found)]) for one in decoded.values())
        rows.append((kind, str(len(found)), *map(str, right)))
        at += len(found)
    rows.append(("all", str(at), *(str(one.total) for one in decoded.values())))
    rows.append(("ms a text", "—", *(f"{one.spent / at:.2f}" for one in decoded.values())))
    return table(("text", "samples", *decoded), rows)
