"""Corpora for the benchmarks are the same for everybody, and no two of their documents are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.corpus import document, sources, write_corpus
from extractors import document_from_text, extract


def test_documents_are_the_same_in_every_process():
    # Reckoned once and written down: another digest means that figures of before cannot be compared any more.
    said = "".join(document(number) for number in range(50))
    assert (
        hashlib.sha256(said.encode()).hexdigest()
        == "0bc04d5be63cf5000e1b2118aa786405a6e4a367509b7afb59c19a1f4d167690"
    )


def test_no_two_are_the_same():
    texts = [document(number) for number in range(200)]
    assert len(set(texts)) == len(texts)


def test_every_twentieth_is_a_whole_one_with_other_numbers():
    whole = document(20)
    lengths = {len(text) for text in sources()}
    assert min(abs(len(whole) - length) for length in lengths) < 200
    assert whole not in sources()


def test_they_are_read_as_the_real_ones_are():
    found = [extract(document_from_text(document(number))) for number in range(1, 11)]
    rows = {name for one in found for name, rows in one.tables.items() if rows}
    assert {"sections", "tasks", "targets", "units", "deadlines", "platforms", "numerals"} <= rows


def test_a_corpus_is_a_prefix_of_a_larger_one(tmp_path: Path):
    size = write_corpus(tmp_path / "small", 3)
    write_corpus(tmp_path / "large", 5)
    small = {path.name: path.read_bytes() for path in (tmp_path / "small").rglob("*.txt")}
    large = {path.name: path.read_bytes() for path in (tmp_path / "large").rglob("*.txt")}
    assert sorted(small) == ["0000000.txt", "0000001.txt", "0000002.txt"]
    assert small.items() <= large.items()
    assert size == sum(map(len, small.values()))
