"""The files of a release: those that it shares with the one before, those that it writes, and what its manifest says."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from releases import every_row, parquet_bytes
from small_corpus import PLAN, quick

from pipelines.errors import DamagedReleaseError
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.releases.verification import verify_release
from pipelines.run import Outcome, run_build


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Twelve plans, which lie in ten parts."""
    raw = tmp_path / "many"
    raw.mkdir()
    for number in range(12):
        write_plan(raw, number)
    return raw


def write_plan(raw: Path, number: int) -> None:
    (raw / f"{number:02d}.txt").write_text(f"{PLAN}第{number}号\n", encoding="utf-8")


def assert_same(outcome: Outcome, other: Outcome) -> None:
    assert outcome.release.name == other.release.name
    assert parquet_bytes(outcome.release) == parquet_bytes(other.release)
    assert every_row(outcome.release) == every_row(other.release)


def on_disk(release: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Inode, time of content and content of every file."""
    files = (path for path in release.rglob("*") if path.is_file())
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@contextmanager
def file_sizes_restored() -> Iterator[None]:
    """Let how large files may get be limited, and no longer: pytest may write its report to one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refuse_link(monkeypatch: pytest.MonkeyPatch, refused: int, *, writes_too: bool) -> None:
    """Let one link fail, and from then on whatever is written, as on a disk that is full."""
    link, tries = os.link, iter(range(1, 10_000))

    def refusing(source: Path, target: Path) -> None:
        if next(tries) == refused:
            if writes_too:
                _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
                resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
            raise OSError(28, "No space left on device", str(target))
        link(source, target)

    monkeypatch.setattr(os, "link", refusing)


class TestLinks:
    @pytest.mark.parametrize("refused", [1, 2, 30])
    def test_a_link_that_fails_costs_a_part_its_sharing_and_nothing_else(
        self, many: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int
    ):
        first = run_build(many, warehouse, workers=quick())
        before = on_disk(first.release)
        write_plan(many, 99)
        refuse_link(monkeypatch, refused, writes_too=False)
        second = run_build(many, warehouse, workers=quick())
        assert on_disk(first.release) == before
        assert second.manifest["run"]["parts_written"] == 2
        assert_same(second, run_build(many, tmp_path / "fresh", workers=quick()))

    @pytest.mark.parametrize("refused", [1, 2, 30])
    def test_a_build_that_fails_after_such_a_link_leaves_the_current_release_alone(
        self,
        many: Path,
        warehouse: Path,
        monkeypatch: pytest.MonkeyPatch,
        refused: int,
    ):
        first = run_build(many, warehouse, workers=quick())
        before = on_disk(first.release)
        write_plan(many, 99)
        refuse_link(monkeypatch, refused, writes_too=True)
        with file_sizes_restored(), pytest.raises(OSError, match="File too large"):
            run_build(many, warehouse, workers=quick())
        assert on_disk(first.release) == before
        verify_files(first.release)
        assert (warehouse / "current").resolve() == first.release.resolve()


def flipped(content: bytes, place: int, mask: int) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


#: Ways to change the bytes of a file.
CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit in the data": lambda content: flipped(content, 60, 0x01),
    "every bit of a byte": lambda content: flipped(content, len(content) // 2, 0xFF),
    "half of it": lambda content: content[: len(content) // 2],
}


class Meddler:
    """Changes a staged file when a stage begins; under a new inode, so that a shared file changes here alone."""

    def __init__(self, warehouse: Path, stage: str, name: str, change: Callable[[bytes], bytes]) -> None:
        self._warehouse, self._stage, self._name, self._change = warehouse, stage, name, change

    def stage(self, name: str, total: int) -> None:
        if name == self._stage:
            file = min(self._warehouse.glob(f"staging/*/release/{self._name}"))
            content = file.read_bytes()
            file.unlink()
            file.write_bytes(self._change(content))

    def advance(self, step: str) -> None: ...


class TestDamageDuringTheBuild:
    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    @pytest.mark.parametrize(
        ("stage", "name"),
        [
            ("building DuckDB", "parquet/targets/*.parquet"),
            ("building DuckDB", "parquet/quarantine/part-00.parquet"),
            ("publishing", "parquet/documents/*.parquet"),
            ("publishing", "planhouse.duckdb"),
            ("publishing", "datapackage.json"),
        ],
    )
    def test_a_file_that_changes_after_it_was_written_is_not_published(
        self,
        raw: Path,
        warehouse: Path,
        tmp_path: Path,
        stage: str,
        name: str,
        change: Callable[[bytes], bytes],
    ):
        before = run_build(raw, warehouse, workers=quick())
        write_plan(raw, 99)
        with pytest.raises(DamagedReleaseError, match=name.partition("*")[0]):
            run_build(raw, warehouse, Meddler(warehouse, stage, name, change), quick())
        assert Warehouse(warehouse).current_id() == before.release.name
        verify_files(before.release)
        assert_same(
            run_build(raw, warehouse, workers=quick()), run_build(raw, tmp_path / "fresh", workers=quick())
        )

    def test_a_file_too_many_is_not_published(self, raw: Path, warehouse: Path):
        class Adding:
            def stage(self, name: str, total: int) -> None:
                if name == "publishing":
                    (folder,) = warehouse.glob("staging/*/release/parquet")
                    (folder / "notes.txt").touch()

            def advance(self, step: str) -> None: ...

        with pytest.raises(DamagedReleaseError, match=r"parquet/notes\.txt"):
            run_build(raw, warehouse, Adding(), quick())
        assert Warehouse(warehouse).current_id() is None


def renamed(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda known: {key.replace(name, f"{name}s"): value for key, value in known.items()}


def with_other_counts(known: dict[str, Any]) -> dict[str, Any]:
    for part in known["parts"].values():
        part["rows"] = {name: count + 1 for name, count in part["rows"].items()}
    return known


def without_status(known: dict[str, Any]) -> dict[str, Any]:
    for one in known["inputs"]:
        del one["status"]
    return known


#: Ways to change a manifest that leave it JSON.
OTHER_MANIFESTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "an empty object": lambda known: {},
    "a list": lambda known: [1],
    "a number": lambda known: 0,
    **{
        f"{name} renamed": renamed(name) for name in ("release_id", "inputs", "files", "rows", "parts", "run")
    },
    **{
        f"{name} null": lambda known, name=name: {**known, name: None}
        for name in ("inputs", "files", "parts")
    },
    "inputs of another kind": lambda known: {**known, "inputs": [1]},
    "inputs without their status": without_status,
    "files of another kind": lambda known: {**known, "files": {"a": 1}},
    "parts of another kind": lambda known: {**known, "parts": dict.fromkeys(known["parts"], 1)},
    "parts without tables": lambda known: {
        **known,
        "parts": {number: {**part, "rows": {}} for number, part in known["parts"].items()},
    },
    "the id of another release": lambda known: {**known, "release_id": "0123456789ab"},
    "other counts": with_other_counts,
}

#: The only ones that no look at the manifest tells.
PLAUSIBLE = ("parts without tables", "the id of another release", "other counts")


class TestDamagedManifest:
    @pytest.mark.parametrize("change", OTHER_MANIFESTS.values(), ids=OTHER_MANIFESTS)
    def test_the_next_build_publishes_what_it_would_have(
        self, raw: Path, warehouse: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object]
    ):
        path = run_build(raw, warehouse, workers=quick()).release / "manifest.json"
        path.write_text(json.dumps(change(json.loads(path.read_bytes()))), encoding="utf-8")
        write_plan(raw, 99)
        outcome = run_build(raw, warehouse, workers=quick())
        fresh = run_build(raw, tmp_path / "fresh", workers=quick())
        assert_same(outcome, fresh)
        assert outcome.manifest["parts"] == fresh.manifest["parts"]
        assert outcome.manifest["rows"] == fresh.manifest["rows"]

    @pytest.mark.parametrize("name", [name for name in OTHER_MANIFESTS if name not in PLAUSIBLE])
    def test_it_is_told(self, real_build: Outcome, tmp_path: Path, name: str):
        changed = OTHER_MANIFESTS[name](read_manifest(real_build.release))
        (tmp_path / "manifest.json").write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(DamagedReleaseError, match="not as manifests are"):
            read_manifest(tmp_path)

    def test_a_manifest_of_an_older_version_is_read(self, real_build: Outcome, tmp_path: Path):
        known = read_manifest(real_build.release)
        older = {
            name: value for name, value in known.items() if name not in ("extractor_version", "parts", "run")
        }
        (tmp_path / "manifest.json").write_text(json.dumps(older), encoding="utf-8")
        assert read_manifest(tmp_path) == older


@pytest.mark.parametrize("name", ["odd[1]", "it's", "a*b", "x=1", "{a,b}"])
def test_a_warehouse_of_any_name(raw: Path, warehouse: Path, name: str):
    folder = warehouse / name / "wh"
    run_build(raw, folder, workers=quick())
    write_plan(raw, 99)
    assert verify_release(run_build(raw, folder, workers=quick()).release) == []
