from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from extractors import Limits
from pipelines import inputs
from pipelines.inputs import amended_id, release_id
from pipelines.raw_store.listing import list_inputs
from pipelines.versions import dependency_versions


def names(raw: Path) -> list[str]:
    return [file.document_id for file in list_inputs(raw).files]


def ignored(raw: Path) -> dict[str, str]:
    return {entry.path: entry.reason for entry in list_inputs(raw).ignored}


def test_files_come_sorted_and_without_what_is_hidden(raw: Path):
    (raw / ".cache").mkdir()
    (raw / ".cache" / "x.txt").touch()
    (raw / ".hidden.txt").touch()
    (raw / "a.txt.meta.json").write_text("{}", encoding="utf-8")
    assert names(raw) == ["a.txt", "notice.txt", "保定/b.txt"]


def test_what_is_ignored_is_listed_with_its_reason(raw: Path):
    (raw / ".cache").mkdir()
    (raw / ".cache" / "x.txt").touch()
    (raw / "保定" / ".DS_Store").touch()
    (raw / "a.txt.meta.json").write_text("{}", encoding="utf-8")
    (raw / "a.txt.meta.json.meta.json").touch()
    (raw / "gone.txt.meta.json").touch()
    (raw / "notice.txt.meta.json").symlink_to(raw / "nowhere")
    (raw / "inside").symlink_to(raw / "保定")
    assert ignored(raw) == {
        ".cache/": "hidden",
        "a.txt.meta.json.meta.json": "a sidecar without its document",
        "inside/": "a link to a folder",
        "gone.txt.meta.json": "a sidecar without its document",
        "notice.txt.meta.json": "a sidecar that is no file",
        "保定/.DS_Store": "hidden",
    }


def test_the_release_id_follows_ignored_paths_and_not_their_content(raw: Path):
    first = release_id(list_inputs(raw))
    hidden = raw / ".hidden.txt"
    hidden.write_text("一", encoding="utf-8")
    second = release_id(list_inputs(raw))
    hidden.write_text("二", encoding="utf-8")
    assert release_id(list_inputs(raw)) == second != first


def test_a_sidecar_belongs_to_its_file(raw: Path):
    (raw / "a.txt.meta.json").write_text("{}", encoding="utf-8")
    first, second, _ = list_inputs(raw).files
    assert first.sidecar == raw / "a.txt.meta.json"
    assert second.sidecar is second.sidecar_sha256 is None


def test_a_broken_link_is_an_input_that_cannot_be_read(raw: Path):
    (raw / "c.txt").symlink_to(raw / "gone.txt")
    assert {file.document_id: file.sha256 for file in list_inputs(raw).files}["c.txt"] is None


def refusals(raw: Path, limits: Limits | None = None) -> dict[str, str]:
    return {
        file.document_id: file.refusal.rule
        for file in list_inputs(raw, limits).files
        if file.refusal is not None
    }


def test_links_that_leave_the_directory_are_refused_and_not_followed(raw: Path, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("到2020年达到60家。", encoding="utf-8")
    (raw / "file.txt").symlink_to(secret)
    (raw / "folder").symlink_to(tmp_path)
    (raw / "up.txt").symlink_to("../secret.txt")
    (raw / "within.txt").symlink_to(raw / "a.txt")
    assert refusals(raw) == dict.fromkeys(("file.txt", "folder", "up.txt"), "reader.link_leaves")
    assert {file.document_id: file.sha256 for file in list_inputs(raw).files}["file.txt"] is None
    assert "folder/secret.txt" not in names(raw)


def test_a_sidecar_that_is_not_read_is_known_by_the_reason(raw: Path):
    before = list_inputs(raw)
    sidecar = raw / "a.txt.meta.json"
    sidecar.write_text(json.dumps({"title": "长" * 4000}), encoding="utf-8")
    limits = Limits(max_bytes=1000)
    after = list_inputs(raw, limits)
    digests = {file.document_id: file.sidecar_sha256 for file in after.files}
    assert digests["a.txt"].startswith("reader.")
    assert release_id(after, limits) != release_id(before, limits)


def test_a_sidecar_that_leads_out_of_the_directory_is_ignored(raw: Path, tmp_path: Path):
    (tmp_path / "meta.json").write_text('{"source_url": "http://x"}', encoding="utf-8")
    (raw / "a.txt.meta.json").symlink_to(tmp_path / "meta.json")
    assert ignored(raw) == {"a.txt.meta.json": "a sidecar that is a link out of the directory"}
    assert list_inputs(raw).files[0].sidecar is None


def test_what_is_no_file_and_what_is_too_large_is_refused_unread(raw: Path):
    os.mkfifo(raw / "pipe.txt")
    (raw / "large.txt").write_bytes(b"x" * 1001)
    (raw / "large.zip").write_bytes(b"x" * 1001)
    assert refusals(raw, Limits(max_bytes=1000)) == {
        "pipe.txt": "reader.no_file",
        "large.txt": "reader.too_large",
        # what would not be read if it were smaller either
        "large.zip": "reader.unknown_type",
    }


def test_a_folder_that_cannot_be_listed_is_refused_and_the_others_are_read(
    raw: Path, monkeypatch: pytest.MonkeyPatch
):
    (raw / "closed" / "inner").mkdir(parents=True)
    (raw / "closed" / "b.txt").write_text("到2020年达到60家。", encoding="utf-8")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed" and real(path, mode))
    (refused,) = [file for file in list_inputs(raw).files if file.refusal is not None]
    assert refused.document_id == "closed"
    assert str(refused.refusal) == "closed: the folder cannot be listed; correct its rights"
    assert names(raw) == ["a.txt", "closed", "notice.txt", "保定/b.txt"]


def test_a_link_that_leads_to_itself_says_so(raw: Path):
    (raw / "loop.txt").symlink_to("loop.txt")
    (refused,) = [file for file in list_inputs(raw).files if file.refusal is not None]
    assert str(refused.refusal).endswith("the link leads to itself: put the file there")


def test_the_release_id_follows_the_limits(raw: Path):
    inputs_of = list_inputs(raw)
    assert release_id(inputs_of, Limits(max_seconds=1)) != release_id(inputs_of, Limits())


def test_a_release_without_files_that_changed_has_an_id_of_its_own():
    assert amended_id("0123456789ab", [("a.pdf", "reader.broken")]) == "0123456789ab"
    changed = amended_id("0123456789ab", [("a.pdf", "reader.changed")])
    assert amended_id("0123456789ab", [("a.pdf", "reader.crashed")]) != "0123456789ab"
    assert changed != "0123456789ab" != amended_id("0123456789ab", [("a.pdf", "reader.vanished")]) != changed


def test_a_name_that_is_no_utf8_gets_escapes(raw: Path):
    gbk = os.fsencode(raw) + "/计划.txt".encode("gbk")
    try:
        Path(os.fsdecode(gbk)).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert names(raw)[0] == gbk.rpartition(b"/")[2].decode("utf-8", "backslashreplace")
    assert names(raw)[0].isprintable()


def test_the_release_id_does_not_depend_on_the_place(raw: Path, tmp_path: Path):
    first = release_id(list_inputs(raw))
    moved = raw.rename(tmp_path / "moved")
    assert release_id(list_inputs(moved)) == first


@pytest.mark.parametrize("change", ["content", "name", "sidecar", "code"])
def test_the_release_id_follows_inputs_and_code(raw: Path, change: str, monkeypatch: pytest.MonkeyPatch):
    first = release_id(list_inputs(raw))
    match change:
        case "content":
            (raw / "a.txt").write_text("改了", encoding="utf-8")
        case "name":
            (raw / "a.txt").rename(raw / "aa.txt")
        case "sidecar":
            (raw / "a.txt.meta.json").write_text("{}", encoding="utf-8")
        case "code":
            monkeypatch.setattr(inputs, "code_hash", lambda: "other")
    assert release_id(list_inputs(raw)) != first


def test_the_versions_name_what_shapes_the_data():
    assert {"python", "duckdb", "pyarrow", "pandas", "great-expectations"} <= dependency_versions().keys()
