"""The harness sees what is wrong: each check is shown a warehouse in which something is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.soak.builds import Ended, RunningBuild
from benchmarks.soak.checks import contents, current_faults, differences, leftovers, release_faults
from benchmarks.soak.corpus import write_corpus
from benchmarks.soak.corruption import damageable
from benchmarks.soak.reader import Reader
from benchmarks.soak.refusals import refusal_faults
from benchmarks.soak.setting import Setting, discard


@pytest.fixture
def warehouse(setting: Setting) -> Iterator[Path]:
    path = setting.published(setting.editions[0])
    yield path
    discard(path)


@pytest.fixture
def release(warehouse: Path) -> Path:
    return (warehouse / "current").resolve()


def undisturbed(setting: Setting) -> Path:
    return setting.editions[0].warehouse


def test_nothing_is_wrong_with_an_undisturbed_release(setting: Setting, warehouse: Path, release: Path):
    edition = setting.editions[0]
    assert release_faults(release) == []
    assert current_faults(warehouse, {edition.contents.release_id}) == []
    assert differences(contents(release), edition.contents) == []
    assert leftovers(warehouse, undisturbed(setting)) == []


def test_a_changed_byte_is_seen(release: Path):
    (release / "data_docs" / "index.html").write_bytes(b"changed")
    assert "data_docs/index.html" in "".join(release_faults(release))


def test_a_release_under_another_name_is_seen(release: Path):
    other = release.rename(release.with_name("0123456789ab"))
    assert "its parts are called" in "".join(release_faults(other))


def test_a_release_that_may_not_be_current_is_seen(warehouse: Path, release: Path):
    assert f"current is {release.name}" in "".join(current_faults(warehouse, {None}))


def test_other_documents_make_other_bytes_and_rows(setting: Setting):
    first, second = (edition.contents for edition in setting.editions)
    faults = differences(second, first)
    assert f"release {second.release_id} instead of {first.release_id}" in faults
    assert any(fault.startswith("parquet/documents/") for fault in faults)
    assert 'main."documents": other rows in DuckDB' in faults


def test_what_is_left_is_seen(setting: Setting, warehouse: Path):
    (warehouse / "staging" / "0123456789ab").mkdir()
    (warehouse / ".current-next").symlink_to("nowhere")
    (warehouse / "digests").mkdir(exist_ok=True)
    (warehouse / "digests" / ".raw.json.7").touch()
    faults = leftovers(warehouse, undisturbed(setting))
    assert "staging/0123456789ab is left" in faults
    assert "digests/.raw.json.7 is left half written" in faults
    assert ".current-next is in no documented place" in faults


@pytest.mark.parametrize(
    ("line", "fault"), [('{"event": "publ', "torn"), (json.dumps({"event": "blocked"}), "does not name")]
)
def test_a_log_that_does_not_tell_is_seen(setting: Setting, warehouse: Path, line: str, fault: str):
    (warehouse / "log.jsonl").write_text(line + "\n", encoding="utf-8")
    assert fault in "".join(leftovers(warehouse, undisturbed(setting)))


def test_a_document_that_left_unsaid_is_seen(setting: Setting, warehouse: Path, release: Path):
    before = warehouse / "releases" / "before"
    before.mkdir()
    known = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    known["inputs"].append({**known["inputs"][0], "document_id": "gone.txt"})
    (before / "manifest.json").write_text(json.dumps(known), encoding="utf-8")
    line = {"event": "recovered", "release_id": release.name, "previous": "before"}
    fault = f"log.jsonl does not say that gone.txt left with {release.name}"
    for said, faults in (({}, [fault]), ({"removed": ["gone.txt"]}, [])):
        (warehouse / "log.jsonl").write_text(json.dumps({**line, **said}) + "\n", encoding="utf-8")
        assert leftovers(warehouse, undisturbed(setting)) == faults


@pytest.mark.parametrize(
    ("code", "output", "fault"),
    [
        (-9, "planhouse: no space", "exit code -9"),
        (1, "Traceback (most recent call last):\nplanhouse: no space", "a traceback"),
        (1, "planhouse: something", "no clear message"),
    ],
)
def test_a_poor_message_is_seen(code: int, output: str, fault: str):
    assert fault in "".join(refusal_faults(Ended(code, 1.0, (), output), "space"))


def test_a_process_that_outlives_its_build_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.soak.builds._LAST_SECONDS", 0.0)
    child = "import subprocess, sys; subprocess.Popen(['sleep', '600']); print('begun: 1', file=sys.stderr, flush=True)"
    command = (sys.executable, "-c", f"{child}; import time; time.sleep(600)")
    running = RunningBuild(command, tmp_path, tmp_path, tmp_path)
    assert running.reaches("begun") is not None
    assert len(running.kill(workers_too=False).left) == 1


def test_a_reader_tells_a_mixed_release(setting: Setting, warehouse: Path, release: Path):
    (manifest,) = [release / "manifest.json"]
    known = json.loads(manifest.read_text("utf-8"))
    known["rows"]["targets"] += 1
    manifest.write_text(json.dumps(known), encoding="utf-8")
    reader = Reader(warehouse)
    reader.read()
    assert (reader.report.mixed, reader.report.errors) == (1, 0)
    (release / "planhouse.duckdb").unlink()
    reader.read()
    assert (reader.report.mixed, reader.report.errors) == (1, 1)


def test_an_edition_is_the_same_each_time_and_another_is_not(tmp_path: Path):
    def files(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }

    for name, edition in (("a", 0), ("b", 0), ("c", 1)):
        write_corpus(tmp_path / name, edition)
    first, again, other = (files(tmp_path / name) for name in "abc")
    assert first == again
    assert len(first) >= 60
    gone, come = first.keys() - other.keys(), other.keys() - first.keys()
    assert gone
    assert come
    assert any(first[name] != other[name] for name in first.keys() & other.keys())


def test_staged_files_that_share_their_bytes_with_a_release_are_passed_over(tmp_path: Path):
    released = tmp_path / "releases" / "a" / "part-00.parquet"
    staged = tmp_path / "staging" / "b" / "part-00.parquet"
    unshared = tmp_path / "releases" / "a" / "part-01.parquet"
    own = tmp_path / "staging" / "b" / "part-01.parquet"
    for file in (released, unshared, own):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"rows")
    staged.hardlink_to(released)
    (tmp_path / "current").symlink_to("releases/a")
    assert damageable(tmp_path, with_releases=False) == [own]
    assert damageable(tmp_path / "current", with_releases=True) == [released, unshared]
