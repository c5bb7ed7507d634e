"""Files that nobody should have put there: each ends in quarantine with a message, the others are published."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from releases import rows
from small_corpus import NO_TARGETS, quick

from extractors import Limits
from pipelines import extraction
from pipelines.errors import PlanhouseError
from pipelines.limits import limits_in_words
from pipelines.passages import printable
from pipelines.run import Outcome, run_build

LIMITS = Limits(max_bytes=4 << 20, max_unpacked_bytes=8 << 20, max_characters=200_000, max_seconds=20)

Maker = Callable[[Path], None]


def word_file(styles: bytes | None = None, prolog: bytes = b"") -> bytes:
    """Return a Word file, with a part that swells or an XML that declares entities."""
    whole, changed = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("到2025年达到60家。")
    document.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/styles.xml" and styles is not None:
                part = styles
            if name == "word/document.xml" and prolog:
                part = part.replace(b"?>", b"?>" + prolog, 1)
            new.writestr(name, part)
    return changed.getvalue()


BILLION_LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def written(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content) and None


#: A name, what lies there, and the rule that it ends up under.
HOSTILE: list[tuple[str, Maker, str]] = [
    ("large.txt", written("达到60家。".encode() * 400_000), "reader.too_large"),
    ("long.txt", written("达到60家。".encode() * 50_000), "reader.too_long"),
    ("deep.html", written(b"<div>" * 100_000 + "达到60家。".encode()), "reader.too_deep"),
    ("bomb.docx", written(word_file(styles=b"0" * (16 << 20))), "reader.too_large"),
    ("entities.docx", written(word_file(prolog=BILLION_LAUGHS)), "reader.forbidden_xml"),
    ("cut.docx", written(word_file()[:-200]), "reader.broken"),
    ("old.doc", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512), "reader.unknown_type"),
    ("renamed.docx", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512), "reader.wrong_type"),
    ("cut.pdf", written(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"), "reader.broken"),
    ("page.pdf", written(b"<html>404</html>"), "reader.wrong_type"),
    ("pipe.txt", os.mkfifo, "reader.no_file"),
    ("leaves.txt", lambda path: path.symlink_to("/etc/hostname"), "reader.link_leaves"),
    ("up.txt", lambda path: path.symlink_to("../outside.txt"), "reader.link_leaves"),
    ("folder", lambda path: path.symlink_to("/etc"), "reader.link_leaves"),
    ("dangling.txt", lambda path: path.symlink_to("nowhere.txt"), "reader.no_file"),
    ('quote\'s "name".pdf', written(b"x"), "reader.wrong_type"),
    ("two\nlines.pdf", written(b"x"), "reader.wrong_type"),
    ("a..\\..\\up.pdf", written(b"x"), "reader.wrong_type"),
    ("保定 市.pdf", written(b"x"), "reader.wrong_type"),
]
NAMES = [
    'quote\'s "good".txt',
    "two\nlines.txt",
    "保定 市 规划（终稿）.txt",
    "..txt",
    "-rf.txt",
    "a;b$(c)`d`.txt",
]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "raw"
    raw.mkdir()
    (folder / "outside.txt").write_text("到2025年达到60家。", encoding="utf-8")
    for name, make, _ in HOSTILE:
        make(raw / name)
    for name in NAMES:
        if not name.startswith("."):
            (raw / name).write_text(f"{name}\n{NO_TARGETS}", encoding="utf-8")
    return run_build(raw, folder / "warehouse", workers=quick(), limits=LIMITS)


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, _, rule in HOSTILE])
def test_each_is_quarantined_with_a_message_that_names_it(outcome: Outcome, name: str, rule: str):
    found = rows(outcome.release, "SELECT document_id, rule, reason FROM quarantine")
    ((_, found_rule, reason),) = [row for row in found if row[0] == name]
    assert found_rule == rule
    assert reason.startswith(f"{name}: ")


def test_the_others_are_published_under_their_names(outcome: Outcome):
    published = [name for (name,) in rows(outcome.release, "SELECT document_id FROM documents")]
    assert sorted(published) == sorted(name for name in NAMES if not name.startswith("."))
    assert outcome.manifest["rows"]["quarantine"] == len(HOSTILE)


def test_the_limits_are_part_of_the_release(tmp_path: Path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(NO_TARGETS, encoding="utf-8")
    (raw / "b.txt").write_text(NO_TARGETS * 20, encoding="utf-8")
    strict = run_build(raw, tmp_path / "warehouse", workers=quick(), limits=Limits(max_characters=100))
    assert rows(strict.release, "SELECT document_id, rule FROM quarantine") == [("b.txt", "reader.too_long")]
    loose = run_build(raw, tmp_path / "warehouse", workers=quick())
    assert loose.release != strict.release
    assert rows(loose.release, "FROM quarantine") == []


def test_what_happens_in_a_reader_costs_its_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(extraction, "_READ", "faulty_reader:read")
    raw = tmp_path / "raw"
    raw.mkdir()
    faults = {
        "hangs": "reader.timeout",
        "crashes": "reader.crashed",
        "swells": "reader.memory",
        "stumbles": "reader.failed",
    }
    for name in ("a", "b", "c", *faults):
        (raw / f"{name}.txt").write_text(name + NO_TARGETS, encoding="utf-8")
    limits = Limits(max_seconds=5, max_memory_bytes=1 << 30)
    outcome = run_build(raw, tmp_path / "warehouse", workers=quick(), limits=limits, processes=2)
    assert outcome.manifest["rows"]["documents"] == 3
    found = dict(rows(outcome.release, "SELECT document_id, rule FROM quarantine"))
    assert found == {f"{name}.txt": rule for name, rule in faults.items()}


def test_a_file_that_a_reader_lost_is_tried_once_more_and_again_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(extraction, "_READ", "faulty_reader:read")
    monkeypatch.setenv("FAULTY_READER_COUNTS", str(tmp_path / "counts"))
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(NO_TARGETS, encoding="utf-8")
    (raw / "crashes 1 time.txt").write_text("1" + NO_TARGETS, encoding="utf-8")
    (raw / "crashes 2 times.txt").write_text("2" + NO_TARGETS, encoding="utf-8")
    first = run_build(raw, tmp_path / "warehouse", workers=quick())
    assert rows(first.release, "SELECT document_id, rule FROM quarantine") == [
        ("crashes 2 times.txt", "reader.crashed")
    ]
    second = run_build(raw, tmp_path / "warehouse", workers=quick())
    assert second.status == "published"
    assert second.manifest["rows"]["documents"] == 3


@pytest.mark.parametrize(
    "limit",
    ["max_pages=inf", "max_pages=2.5", "max_bytes=0", "max_memory_bytes=1000", "pages=3", "max_pages"],
)
def test_limits_that_make_no_sense_are_refused(limit: str):
    with pytest.raises(PlanhouseError, match="limit"):
        limits_in_words([limit])


def test_limits_are_taken_by_name():
    assert limits_in_words(["max_pages=3", "max_seconds=0.5"]) == Limits(max_pages=3, max_seconds=0.5)


def test_a_name_is_printed_on_one_line():
    assert printable("two\nlines\x1b[31m.txt") == "two\\nlines\\x1b[31m.txt"
    assert printable("保定 市.txt") == "保定 市.txt"
