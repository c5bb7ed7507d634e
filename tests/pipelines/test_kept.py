"""What is kept between builds: sealed files, digests of files, results as bytes, and what a prune takes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpus import PLAN, quick
from small_extraction import small_extract

from extractors import document_from_text, extract
from extractors.schema import TABLES, table_named
from pipelines.digests import Digests
from pipelines.kept.linkable import as_rows, said_in
from pipelines.kept.results import extracted, from_bytes, merged, result_tables, rows_of
from pipelines.kept.sealed import read_sealed, write_sealed
from pipelines.layout import Warehouse
from pipelines.releases.retention import RetentionPolicy, prune
from pipelines.run import run_build


class TestSealed:
    @given(st.binary(max_size=300))
    def test_what_is_written_is_read(self, tmp_path_factory: pytest.TempPathFactory, content: bytes):
        path = tmp_path_factory.mktemp("sealed") / "deep" / "file"
        write_sealed(path, content)
        assert read_sealed(path) == content
        assert [entry.name for entry in path.parent.iterdir()] == ["file"]

    @given(st.binary(min_size=1, max_size=100), st.data())
    def test_no_damage_passes_for_content(self, tmp_path_factory: pytest.TempPathFactory, content, data):
        path = tmp_path_factory.mktemp("sealed") / "file"
        write_sealed(path, content)
        written = path.read_bytes()
        at = data.draw(st.integers(0, len(written) - 1))
        flipped = bytes([written[at] ^ data.draw(st.integers(1, 255))])
        path.write_bytes(
            data.draw(st.sampled_from([written[:at] + flipped + written[at + 1 :], written[:at], b""]))
        )
        assert read_sealed(path) is None

    def test_a_folder_in_its_place_makes_way(self, tmp_path: Path):
        (tmp_path / "a" / "b").mkdir(parents=True)
        write_sealed(tmp_path / "a", b"content")
        assert read_sealed(tmp_path / "a") == b"content"

    def test_a_missing_file_and_a_folder_have_no_content(self, tmp_path: Path):
        assert read_sealed(tmp_path / "nowhere") is None
        assert read_sealed(tmp_path) is None


class TestDigests:
    @pytest.fixture
    def store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A store whose clock is a minute ahead, so that files count as written long ago."""
        from pipelines import digests

        real = digests.time.time
        monkeypatch.setattr(digests.time, "time", lambda: real() + 60)
        return tmp_path / "digests.json"

    def taken(self, store: Path, path: Path) -> list[str]:
        """Ask for a digest as a process of its own would; the files that were read for it."""
        read: list[str] = []
        digests = Digests(store)
        digests.remembered(path, lambda: read.append(path.name) or "digest")
        digests.save()
        return read

    def test_a_file_is_read_once(self, tmp_path: Path, store: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        assert [self.taken(store, path), self.taken(store, path)] == [["a"], []]

    def test_a_file_that_is_written_and_dated_back_is_read_again(self, tmp_path: Path, store: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        before = path.stat()
        self.taken(store, path)
        path.write_bytes(b"two")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert self.taken(store, path) == ["a"]

    def test_a_file_that_takes_the_place_of_another_is_read(self, tmp_path: Path, store: Path):
        path, other = tmp_path / "a", tmp_path / "b"
        path.write_bytes(b"one")
        other.write_bytes(b"two")
        self.taken(store, path)
        other.replace(path)
        assert self.taken(store, path) == ["a"]

    def test_what_was_written_just_now_is_not_relied_on(self, tmp_path: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        store = tmp_path / "digests.json"
        assert [self.taken(store, path), self.taken(store, path)] == [["a"], ["a"]]

    def linked(self, store: Path, source: Path, meanwhile: Callable[[], object] = lambda: None) -> Path:
        """Ask for a file's digest and link it as one process; return the link."""
        target = source.with_name("link")
        digests = Digests(store)
        digests.of(source)
        meanwhile()
        os.link(source, target)
        digests.linked(source, target)
        digests.save()
        return target

    def test_a_link_to_a_file_that_was_read_is_not_read(self, tmp_path: Path, store: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        assert self.taken(store, self.linked(store, path)) == []

    def test_a_link_to_a_file_that_was_written_since_it_was_read_is_read(self, tmp_path: Path, store: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        os.utime(path, ns=(0, 0))
        link = self.linked(store, path, lambda: path.write_bytes(b"two"))
        assert self.taken(store, link) == ["link"]

    def test_a_link_that_is_written_to_and_dated_back_is_read(self, tmp_path: Path, store: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        link = self.linked(store, path)
        before = link.stat()
        while link.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of the file system ticks
            link.write_bytes(b"two")
            os.utime(link, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert self.taken(store, link) == ["link"]

    def test_a_link_to_a_file_written_just_now_is_read(self, tmp_path: Path):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        store = tmp_path / "digests.json"
        assert self.taken(store, self.linked(store, path)) == ["link"]

    def test_what_was_asked_for_in_a_folder_is_known_where_the_folder_goes(self, tmp_path: Path, store: Path):
        folder, other = tmp_path / "a", tmp_path / "b"
        folder.mkdir()
        beside = tmp_path / "beside"
        for path in (folder / "file", beside):
            path.write_bytes(b"one")
        digests = Digests(store)
        digests.of(folder / "file")
        digests.of(beside)
        folder.rename(other)
        digests.moved(folder, other)
        digests.save()
        assert self.taken(store, other / "file") == []
        assert self.taken(store, beside) == ["beside"], "nobody asked for it since the folder went"

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [1]}', b"\xff"])
    def test_a_damaged_store_is_as_good_as_none(self, tmp_path: Path, store: Path, content: bytes):
        path = tmp_path / "a"
        path.write_bytes(b"one")
        store.write_bytes(content)
        assert self.taken(store, path) == ["a"]

    def test_the_digest_is_sha256(self, tmp_path: Path):
        path = tmp_path / "a"
        path.write_bytes(b"abc")
        # FIPS 180-2, appendix B.1.
        expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        assert Digests().of(path) == expected


class TestResults:
    def test_rows_come_back_as_they_were(self):
        documents = [document_from_text(PLAN, "a.txt"), document_from_text(PLAN + "附件\n", "b.txt")]
        found = [extract(document) for document in documents]
        results = merged([from_bytes(extracted("extractors:extract", document)) for document in documents])
        for table in result_tables():
            expected = [row for one in found for row in one.tables.get(table.name, ())]
            assert as_rows(table, rows_of(results, table)) == expected, table.name
        for place, one in enumerate(found):
            said = said_in(results.slice(place, 1))
            assert (said.wording, said.text) == (one.wording, documents[place].text)

    @pytest.mark.parametrize("number", ["s0", None])
    def test_rows_that_cannot_be_told_apart_are_the_documents_fault(
        self, monkeypatch: pytest.MonkeyPatch, number: str | None
    ):
        document = document_from_text(PLAN, "a.txt")
        found = small_extract(document)
        sections = found.tables["sections"]
        twice = (*sections, replace(sections[0], section_id=number and f"a.txt#{number}"))
        broken = replace(found, tables={**found.tables, "sections": twice})
        monkeypatch.setattr("small_extraction.small_extract", lambda _: broken)
        with pytest.raises(ValueError, match=r"sections: (two rows of one|no) key"):
            extracted("small_extraction:small_extract", document)

    def test_no_results_give_tables_without_rows(self):
        for table in result_tables():
            assert rows_of(merged([]), table).num_rows == 0

    def test_every_table_but_those_of_links_is_in_a_result(self):
        held = {table.name for table in result_tables()}
        assert {table.name for table in TABLES} - held == {
            "unit_members",
            "progress",
            "target_links",
            "link_candidates",
        }
        assert table_named("quarantine") in result_tables()


def kept(warehouse: Path) -> set[Path]:
    """What is kept of builds' work: files by extractor version, kind and name."""
    folder = warehouse / "extractions"
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def age(warehouse: Path, time: timedelta) -> None:
    """Have everything in a warehouse happen so much earlier."""
    for path in warehouse.glob("extractions/**/*"):
        used = path.stat().st_mtime - time.total_seconds()
        os.utime(path, (used, used))
    for path in warehouse.glob("releases/*/run.json"):
        run = json.loads(path.read_text("utf-8"))
        for name in ("started_at", "finished_at"):
            run[name] = (datetime.fromisoformat(run[name]) - time).isoformat()
        path.write_text(json.dumps(run), encoding="utf-8")


class TestPrune:
    def test_results_that_no_release_needs_go_after_the_grace_period(self, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick())
        results = warehouse / "extractions"
        before = {path.name for path in results.glob("*/results/*/*")}
        (raw / "a.txt").unlink()
        run_build(raw, warehouse, workers=quick())
        policy = RetentionPolicy(keep=1, grace=timedelta(0))
        done = prune(Warehouse(warehouse), policy, datetime.now(UTC) + timedelta(seconds=5))
        after = {path.name for path in results.glob("*/results/*/*")}
        assert len(before - after) == 1
        assert len(done.release_ids) == 1
        # What is left serves the next build.
        (raw / "new.txt").write_text(PLAN, encoding="utf-8")
        outcome = run_build(raw, warehouse, workers=quick())
        assert outcome.manifest["run"]["extracted"] == ["new.txt"]

    def test_what_the_next_build_uses_outlasts_a_quiet_weekend(self, raw: Path, warehouse: Path):
        checking = quick(keeps_reports=True)
        run_build(raw, warehouse, workers=checking)
        before = kept(warehouse)
        assert {path.parts[1] for path in before} == {"results", "parts", "reports"}
        age(warehouse, timedelta(days=3))
        prune(Warehouse(warehouse), RetentionPolicy(), datetime.now(UTC))
        assert kept(warehouse) == before

    def test_reports_that_the_current_release_does_not_use_go(self, raw: Path, warehouse: Path):
        checking = quick(keeps_reports=True)
        run_build(raw, warehouse, workers=checking)
        superseded = set(warehouse.glob("extractions/*/reports/*"))
        age(warehouse, timedelta(days=3))
        (raw / "a.txt").write_text(PLAN + "附件\n", encoding="utf-8")
        run_build(raw, warehouse, workers=checking)
        parts = set(warehouse.glob("extractions/*/parts/*"))
        done = prune(Warehouse(warehouse), RetentionPolicy(), datetime.now(UTC))
        reports = set(warehouse.glob("extractions/*/reports/*"))
        assert not superseded & reports
        assert len(reports) == len(superseded) == 2, "tables with links between documents, and those without"
        assert set(warehouse.glob("extractions/*/parts/*")) == parts
        assert (done.release_ids, done.freed) == ((), 0)
        assert done.forgotten > 0

    def test_all_that_was_kept_under_a_version_that_no_release_names_goes(self, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick(keeps_reports=True))
        (version,) = warehouse.glob("extractions/*")
        version.rename(version.with_name("0123456789ab"))
        policy = RetentionPolicy(grace=timedelta(hours=1))
        assert prune(Warehouse(warehouse), policy, datetime.now(UTC)).forgotten == 0
        prune(Warehouse(warehouse), policy, datetime.now(UTC) + timedelta(hours=2))
        assert kept(warehouse) == set()

    def test_what_a_killed_build_left_half_written_goes(self, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick())
        before = kept(warehouse)
        (version,) = warehouse.glob("extractions/*")
        (version / "parts" / ".07-0123.99").write_bytes(b"half")
        prune(Warehouse(warehouse), RetentionPolicy(), datetime.now(UTC) + timedelta(days=2))
        assert kept(warehouse) == before

    @pytest.mark.parametrize(
        "older",
        [
            lambda manifest: {
                name: manifest[name] for name in manifest if name not in ("extractor_version", "run", "parts")
            },
            lambda _: {},
            lambda manifest: {**manifest, "inputs": None},
        ],
        ids=["of an older version", "empty", "without inputs"],
    )
    def test_releases_whose_manifests_name_nothing_kept(
        self, raw: Path, warehouse: Path, older: Callable[[dict[str, object]], dict[str, object]]
    ):
        first = run_build(raw, warehouse, workers=quick()).release
        (raw / "a.txt").unlink()
        second = run_build(raw, warehouse, workers=quick()).release
        for release in (first, second):
            path = release / "manifest.json"
            path.write_text(json.dumps(older(json.loads(path.read_text("utf-8")))), encoding="utf-8")
        policy = RetentionPolicy(keep=1, grace=timedelta(0))
        done = prune(Warehouse(warehouse), policy, datetime.now(UTC) + timedelta(seconds=5))
        assert done.release_ids == (first.name,)
        *_, line = Warehouse(warehouse).read_log()
        assert (line["event"], line["release_ids"]) == ("pruned", [first.name])
        assert not any((warehouse / "staging").iterdir())

    def test_results_of_a_running_extraction_stay(self, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick())
        (raw / "a.txt").unlink()
        run_build(raw, warehouse, workers=quick())
        before = set((warehouse / "extractions").glob("*/results/*/*"))
        prune(Warehouse(warehouse), RetentionPolicy(keep=1, grace=timedelta(hours=1)), datetime.now(UTC))
        assert set((warehouse / "extractions").glob("*/results/*/*")) == before
