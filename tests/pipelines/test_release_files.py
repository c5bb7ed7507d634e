"""The files of a release: those that it shares with the one before, those that it writes, and what its manifest says."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from releases import every_row, parquet_bytes
from small_corpus import PLAN, quick

from pipelines.publish.manifest import verify_files
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


@pytest.fixture
def file_sizes() -> Iterator[None]:
    """Let a test limit how large files may get."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
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
        file_sizes: None,
        refused: int,
    ):
        first = run_build(many, warehouse, workers=quick())
        before = on_disk(first.release)
        write_plan(many, 99)
        refuse_link(monkeypatch, refused, writes_too=True)
        with pytest.raises(OSError, match="File too large"):
            run_build(many, warehouse, workers=quick())
        assert on_disk(first.release) == before
        verify_files(first.release)
        assert (warehouse / "current").resolve() == first.release.resolve()
