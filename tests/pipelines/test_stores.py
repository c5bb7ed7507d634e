"""Documents in a store of objects give what the same tree gives in a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from arrivals import SETTLE
from fsspec.implementations.memory import MemoryFile
from releases import every_row, parquet_bytes
from shelf import opened, shelf_of
from small_corpus import BAD_FILES, PLAN, quick

from extractors import Limits
from pipelines.arrival.settings import Arrival
from pipelines.build import BuildRequest
from pipelines.definitions import PUBLISH_JOB, build_defs
from pipelines.digests import Digests
from pipelines.errors import NoDocumentsError, PlanhouseError
from pipelines.extraction import Extractor
from pipelines.inputs import Inputs, release_id
from pipelines.names import named_documents
from pipelines.raw_store.listing import list_inputs, place_of
from pipelines.run import Outcome, run_build


@pytest.fixture
def tree(raw: Path) -> Path:
    """Documents with sidecars, and one of each that is ignored or refused in a folder as in a store."""
    (raw / "a.txt.meta.json").write_text('{"source_url": "https://example.org/a"}', encoding="utf-8")
    (raw / "gone.txt.meta.json").write_text("{}", encoding="utf-8")
    (raw / "a.txt.meta.json.meta.json").write_text("{}", encoding="utf-8")
    (raw / "notice.txt.meta.json").write_text("no JSON", encoding="utf-8")
    (raw / ".cache" / "deep").mkdir(parents=True)
    (raw / ".cache" / "deep" / "x.txt").write_text(PLAN, encoding="utf-8")
    (raw / "保定" / ".DS_Store").touch()
    (raw / "large.txt").write_text(PLAN * 100, encoding="utf-8")
    for name, (content, _) in BAD_FILES.items():
        (raw / name).write_bytes(content)
    return raw


#: `large.txt` is larger, all others are smaller.
LIMITS = Limits(max_bytes=4000)


def comparable(inputs: Inputs) -> list[tuple[object, ...]]:
    files = [(file.document_id, file.sha256, file.sidecar_sha256, str(file.refusal)) for file in inputs.files]
    return [*files, *((entry.path, entry.reason) for entry in inputs.ignored)]


def build(raw: Path | str, warehouse: Path, **asked: object) -> Outcome:
    return run_build(place_of(raw), warehouse, workers=quick(), processes=1, **asked)


def in_memory(tree: Path) -> str:
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    for path in tree.rglob("*"):
        if path.is_file():
            system.pipe(f"/plans/{path.relative_to(tree).as_posix()}", path.read_bytes())
    return "memory://plans"


class TestListing:
    def test_a_tree_is_the_same_inputs_wherever_it_lies(self, tree: Path):
        expected = list_inputs(tree, LIMITS)
        assert {file.refusal.rule for file in expected.files if file.refusal} == {"reader.too_large"}
        assert len(expected.ignored) == 4
        for url in (shelf_of(tree), shelf_of(tree) + "/", in_memory(tree), f"local://{tree}"):
            assert comparable(list_inputs(url, LIMITS)) == comparable(expected)
            assert release_id(list_inputs(url, LIMITS)) == release_id(expected)

    def test_the_url_of_a_folder_is_that_folder(self, tree: Path):
        assert place_of(f"file://{tree}") == place_of(str(tree)) == tree
        assert list_inputs(place_of(f"file://{tree}")) == list_inputs(tree)

    def test_what_no_path_can_be_called_is_ignored(self):
        system = fsspec.filesystem("memory")
        system.store.clear()
        for key in ("a.txt", "b//c.txt"):
            # As stores have it; writing through fsspec would mend it.
            system.store[f"/plans/{key}"] = _memory_file(system, f"/plans/{key}")
        (entry,) = list_inputs("memory://plans").ignored
        assert (entry.path, entry.reason) == ("b//c.txt", "a name that is no path")

    def test_an_object_is_read_again_when_its_tag_says_so(self, raw: Path, tmp_path: Path):
        store = tmp_path / "digests.json"

        def listed() -> Inputs:
            digests = Digests(store)
            inputs = list_inputs(shelf_of(raw), digests=digests)
            digests.save()
            return inputs

        first = listed()
        assert opened(raw) == ["a.txt", "b.txt", "notice.txt"]
        assert listed() == first
        assert opened(raw) == []
        (raw / "a.txt").write_text(PLAN[::-1], encoding="utf-8")  # as many bytes as before
        second = listed()
        assert opened(raw) == ["a.txt"]
        assert second.files[1:] == first.files[1:]
        assert second.files[0].sha256 != first.files[0].sha256

    def test_a_store_without_tags_is_read_each_time(self, raw: Path, tmp_path: Path):
        digests = Digests(tmp_path / "digests.json")
        url = in_memory(raw)
        list_inputs(url, digests=digests)
        fsspec.filesystem("memory").pipe("/plans/a.txt", PLAN[::-1].encode())
        assert list_inputs(url, digests=digests).files[0].sha256 != list_inputs(raw).files[0].sha256

    def test_an_object_that_may_not_be_read_is_refused(self, raw: Path):
        (raw / "forbidden.txt").write_text(PLAN, encoding="utf-8")
        (refused,) = [file for file in list_inputs(shelf_of(raw)).files if file.refusal]
        assert refused.document_id == "forbidden.txt"
        assert refused.refusal.rule == "reader.unreadable"

    def test_a_store_that_fails_is_said_to(self, raw: Path):
        (raw / "unreachable.txt").write_text(PLAN, encoding="utf-8")
        with pytest.raises(
            PlanhouseError, match=r"unreachable\.txt cannot be read: RuntimeError: the store hung"
        ):
            list_inputs(shelf_of(raw))

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("memory://nothing", "no documents there"),
            ("shelf:///nowhere/raw", "no documents there"),
            ("nosuch://bucket", "Protocol not known: nosuch"),
        ],
    )
    def test_a_store_without_documents_is_said_to_be(self, url: str, words: str):
        with pytest.raises(NoDocumentsError if "no documents" in words else PlanhouseError, match=words):
            list_inputs(url)


class TestBuilds:
    def test_a_release_is_the_same_wherever_its_documents_lie(self, tree: Path, tmp_path: Path):
        expected = build(tree, tmp_path / "folder", limits=LIMITS)
        assert {row[3] for row in every_row(expected.release)["quarantine"]} >= {
            "reader.too_large",
            "reader.broken_sidecar",
            "reader.binary",
        }
        for number, url in enumerate((shelf_of(tree), in_memory(tree))):
            outcome = build(url, tmp_path / str(number), limits=LIMITS)
            assert outcome.release.name == expected.release.name
            assert parquet_bytes(outcome.release) == parquet_bytes(expected.release)
            assert outcome.manifest["inputs"] == expected.manifest["inputs"]

    def test_a_change_is_all_that_is_read(self, raw: Path, warehouse: Path):
        build(shelf_of(raw), warehouse)
        opened(raw)
        assert build(shelf_of(raw), warehouse).status == "unchanged"
        assert opened(raw) == []
        (raw / "a.txt").write_text(PLAN + "附则\n", encoding="utf-8")
        assert build(shelf_of(raw), warehouse).manifest["run"]["changed"] == ["a.txt"]
        assert set(opened(raw)) == {"a.txt"}

    def test_a_document_can_be_named(self, raw: Path, warehouse: Path):
        assert named_documents(["保"], shelf_of(raw), warehouse) == ("保定/b.txt",)

    def test_what_changes_or_goes_between_listing_and_reading_is_held_back(self, raw: Path):
        listed = list_inputs(shelf_of(raw))
        (raw / "a.txt").write_text(PLAN[::-1], encoding="utf-8")
        (raw / "notice.txt").unlink()
        assert rules_of(listed) == {"a.txt": "reader.changed", "notice.txt": "reader.vanished"}
        # The store may have taken rights away since.
        moved = [
            replace(file.path, key=file.path.key.replace("b.txt", "forbidden.txt")) for file in listed.files
        ]
        files = [replace(file, path=path) for file, path in zip(listed.files, moved, strict=True)]
        (raw / "保定" / "b.txt").rename(raw / "保定" / "forbidden.txt")
        assert rules_of(replace(listed, files=tuple(files)))["保定/b.txt"] == "reader.changed"

    def test_a_store_that_is_lost_fails_the_build(self, raw: Path):
        listed = list_inputs(shelf_of(raw))
        (raw / "a.txt").rename(raw / "unreachable.txt")
        (first, *others) = listed.files
        lost = replace(first, path=replace(first.path, key="unreachable.txt"))
        with pytest.raises(PlanhouseError, match=r"a\.txt cannot be read"):
            rules_of(replace(listed, files=(lost, *others)))

    def test_dagster_builds_from_a_store_and_does_not_watch_it(self, raw: Path, warehouse: Path):
        request = BuildRequest(shelf_of(raw), warehouse, processes=1)
        defs = build_defs(request, quick(), arrival=Arrival(settle_seconds=SETTLE))
        assert {sensor.name for sensor in defs.sensors or ()} == {"failure_log"}
        result = defs.resolve_job_def(PUBLISH_JOB).execute_in_process()
        assert result.success
        assert (warehouse / "current").exists()


def rules_of(inputs: Inputs) -> dict[str, str]:
    """Return the rules under which documents are held back when they are read."""
    with Extractor("small_extraction:small_extract", Limits(), 1) as extractor:
        found = list(extractor.results(inputs.files))
    return {name: row.rule for name, row in found if not isinstance(row, bytes)}


def _memory_file(system: object, path: str) -> object:
    return MemoryFile(system, path, PLAN.encode())
