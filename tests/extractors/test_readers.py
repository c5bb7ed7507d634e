"""Files: encodings, and what cannot be read."""

from __future__ import annotations

import codecs
import hashlib
import json

import pytest

from extractors import UnreadableError, extract, load_document

TEXT = "保定市科技创新三年行动计划(2018-2020年)\n一、行动目标\n众创空间达到20家。\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
    ],
)
def test_encodings(data, encoding):
    document = load_document(data, "plans/a.txt")
    assert document.text == TEXT
    assert document.encoding == encoding
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert extract(document).tables["targets"][0].value == 20


def test_the_same_rows_in_every_encoding():
    first, *others = (
        extract(load_document(TEXT.encode(encoding), "a.txt")).tables
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")
    )
    for other in others:
        assert {name: rows for name, rows in other.items() if name != "documents"} == {
            name: rows for name, rows in first.items() if name != "documents"
        }


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("A.TXT", "text/plain"),
        ("a.md", "text/markdown"),
        ("x/y.z/b.txt", "text/plain"),
    ],
)
def test_suffixes(name, media_type):
    document = load_document(TEXT.encode(), name)
    assert (document.document_id, document.media_type) == (name, media_type)


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "a.txt", "reader.empty_file"),
        (b" \r\n\t ", "a.txt", "reader.empty_file"),
        ("\u3000\u3000\n".encode(), "a.txt", "reader.empty_file"),
        (codecs.BOM_UTF8, "a.txt", "reader.empty_file"),
        (codecs.BOM_UTF8 + b" \n", "a.txt", "reader.empty_file"),
        (bytes(range(256)) * 8, "a.txt", "reader.binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 64, "a.txt", "reader.binary"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "a.txt", "reader.broken_encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "a.txt", "reader.broken_encoding"),
        (TEXT.encode(), "a.xyz", "reader.unknown_type"),
        (b"<!DOCTYPE HTML>\n<html><p>x</p></html>", "a.txt", "reader.wrong_type"),
        (b"<html><p>x</p></html>", "a.md", "reader.wrong_type"),
        (("關於推動臺灣產業發展之實施計畫,達到六十家。" * 20).encode("big5"), "a.txt", "reader.binary"),
        (TEXT.encode(), "plan", "reader.unknown_type"),
    ],
)
def test_unreadable(data, name, rule):
    with pytest.raises(UnreadableError) as caught:
        load_document(data, name)
    assert caught.value.rule == rule
    assert name in caught.value.reason
    assert str(caught.value) == caught.value.reason


def test_a_text_in_big5_says_how_to_save_it():
    data = ("關於推動臺灣產業發展之實施計畫,達到六十家。" * 20).encode("big5")
    with pytest.raises(UnreadableError, match="may be Big5; open it as Big5 and save it as UTF-8"):
        load_document(data, "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_one_broken_byte_is_named(name):
    words = "到2025年,众创空间达到20家。" * 20
    data = bytearray(words.encode())
    data[100] = 0xFF
    with pytest.raises(UnreadableError, match=r"byte 100 is not valid utf-8; mend that character") as caught:
        load_document(bytes(data), name)
    assert caught.value.rule == "reader.broken_encoding"


def test_a_sidecar_gives_the_address():
    sidecar = json.dumps({"source_url": "http://www.example.gov.cn/a.html"}).encode()
    assert load_document(TEXT.encode(), "a.txt", sidecar).source_url == "http://www.example.gov.cn/a.html"
    assert extract(load_document(TEXT.encode(), "a.txt", sidecar)).tables["documents"][0].source_url


@pytest.mark.parametrize(
    "sidecar", [None, b"{}", b"[]", b"null", b'"x"', b'{"source_url": null}', b'{"source_url": ""}']
)
def test_a_sidecar_may_say_nothing(sidecar):
    assert load_document(TEXT.encode(), "a.txt", sidecar).source_url is None


@pytest.mark.parametrize("sidecar", [b"", b"{", b"source_url: x", b"\xff\xff"])
def test_a_broken_sidecar_is_refused(sidecar):
    with pytest.raises(UnreadableError) as caught:
        load_document(TEXT.encode(), "a.txt", sidecar)
    assert caught.value.rule == "reader.broken_sidecar"
    assert "a.txt" in caught.value.reason
