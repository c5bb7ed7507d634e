from __future__ import annotations

import errno
import json
import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from releases import every_row, parquet_bytes, rows
from small_corpus import BAD_FILES, NO_TARGETS, PLAN, finding, objecting, quick
from small_extraction import small_extract

from extractors import Limits, corpus_links, document_from_text
from extractors.schema import TABLES
from pipelines import layout
from pipelines.errors import BlockedError, BusyError, DamagedReleaseError, NoDocumentsError, PlanhouseError
from pipelines.inputs import release_id
from pipelines.layout import Warehouse
from pipelines.meta.fill import ReleaseFacts
from pipelines.publish.duckdb_file import build_duckdb
from pipelines.publish.manifest import verify_files
from pipelines.publish.parquet import write_table
from pipelines.raw_store.listing import list_inputs
from pipelines.releases.database import database_faults
from pipelines.render.arrow import staged_rows
from pipelines.run import Outcome, run_build

_SWITCHES = 3000


def log(warehouse: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (warehouse / "log.jsonl").read_text("utf-8").splitlines()]


def read_until(done: threading.Event, link: Path) -> list[str]:
    """Follow a link without pause; the name of what it leads to, or of the error, each time."""
    found = []
    while not done.is_set():
        try:
            found.append(link.resolve(strict=True).name)
        except OSError as error:
            found.append(type(error).__name__)
    return found


class TestRealBuild:
    def test_what_can_be_read_is_published(self, real_build: Outcome):
        found = rows(real_build.release, "SELECT document_id FROM documents")
        assert found == [("notice.txt",), ("plan.txt",)]

    @pytest.mark.parametrize("name", BAD_FILES)
    def test_what_cannot_be_read_is_quarantined_by_name(self, real_build: Outcome, name: str):
        query = f"SELECT table_name, rule, reason FROM quarantine WHERE document_id = '{name}'"
        ((table, rule, reason),) = rows(real_build.release, query)
        assert (table, rule) == ("documents", BAD_FILES[name][1])
        assert name in reason

    def test_every_table_is_there_in_both_forms(self, real_build: Outcome):
        for table in TABLES:
            (counted,) = rows(real_build.release, f'SELECT count(*) FROM "{table.name}"')
            folder = real_build.release / "parquet" / table.name
            (in_parquet,) = duckdb.execute(f"SELECT count(*) FROM '{folder}/*.parquet'").fetchall()
            assert counted == in_parquet == (real_build.manifest["rows"][table.name],)

    def test_the_manifest_describes_the_release(self, real_build: Outcome):
        manifest = verify_files(real_build.release)
        assert manifest["release_id"] == real_build.release.name
        assert [file["status"] for file in manifest["inputs"]].count("quarantined") == len(BAD_FILES)
        assert manifest["validation"]["evaluated"].keys() == {table.name for table in TABLES}
        assert "data_docs/index.html" in manifest["files"]

    def test_the_duckdb_file_names_its_release(self, real_build: Outcome):
        found = rows(real_build.release, "SELECT release_id FROM meta.release")
        assert found == [(real_build.release.name,)]


class TestUnreadable:
    def test_a_file_that_the_system_refuses(
        self, raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        real_open = os.open

        def refuse(path: object, *how: object, **where: object) -> int:
            if Path(str(path)).name == "a.txt":
                raise PermissionError(errno.EACCES, "Permission denied")
            return real_open(path, *how, **where)

        monkeypatch.setattr(os, "open", refuse)
        outcome = run_build(raw, warehouse, workers=quick())
        assert rows(outcome.release, "SELECT document_id, rule, reason FROM quarantine") == [
            (
                "a.txt",
                "reader.unreadable",
                "a.txt: the file cannot be opened: Permission denied; correct its rights",
            )
        ]
        assert outcome.manifest["rows"]["documents"] == 2

    def test_a_document_that_the_rules_stumble_over(self, raw: Path, warehouse: Path):
        for name in ("crashes", "hangs", "stumbles"):
            (raw / f"{name}.txt").write_text(name + NO_TARGETS, encoding="utf-8")
        workers = quick(extract="small_extraction:stumbling_extract")
        outcome = run_build(raw, warehouse, workers=workers, limits=Limits(max_seconds=3))
        found = rows(outcome.release, "SELECT document_id, rule, reason FROM quarantine ORDER BY document_id")
        assert [(name, rule) for name, rule, _ in found] == [
            ("crashes.txt", "extractor.crashed"),
            ("hangs.txt", "extractor.timeout"),
            ("stumbles.txt", "extractor.failed"),
        ]
        assert found[1][2].endswith("split it, or raise the limit max_seconds of 3")
        assert found[2][2] == "stumbles.txt: extraction failed: ZeroDivisionError: division by zero"
        assert outcome.manifest["rows"]["documents"] == 3

    def test_a_document_that_was_lost_is_extracted_again_by_the_next_build(self, raw: Path, warehouse: Path):
        (raw / "hangs.txt").write_text(NO_TARGETS, encoding="utf-8")
        workers = quick(extract="small_extraction:stumbling_extract")
        run_build(raw, warehouse, workers=workers, limits=Limits(max_seconds=3))
        second = run_build(raw, warehouse, workers=quick(), limits=Limits(max_seconds=3))
        assert (second.status, second.manifest["rows"]["documents"]) == ("published", 4)

    def test_nothing_is_published_where_nothing_can_be_read(self, tmp_path: Path, warehouse: Path):
        raw = tmp_path / "raw"
        raw.mkdir()
        (raw / "empty.txt").touch()
        with pytest.raises(BlockedError, match=r"empty\.txt: the file is empty"):
            run_build(raw, warehouse, workers=quick())
        assert not (warehouse / "current").exists()

    def test_a_directory_without_documents(self, tmp_path: Path, warehouse: Path):
        (tmp_path / ".hidden.txt").touch()
        (tmp_path / "x.txt.meta.json").touch()
        with pytest.raises(
            NoDocumentsError, match=f"{tmp_path}: no documents there .2 files or folders ignored: "
        ):
            run_build(tmp_path, warehouse)

    def test_a_directory_that_is_missing(self, tmp_path: Path, warehouse: Path):
        with pytest.raises(NoDocumentsError, match="nowhere: no such directory"):
            run_build(tmp_path / "nowhere", warehouse)

    def test_a_document_without_targets_is_published(self, raw: Path, warehouse: Path):
        outcome = run_build(raw, warehouse, workers=quick())
        assert ("notice.txt",) in rows(outcome.release, "SELECT document_id FROM documents")
        assert rows(outcome.release, "FROM targets WHERE document_id = 'notice.txt'") == []

    def test_the_rules_publish_a_document_in_which_they_find_no_target(self, raw: Path, warehouse: Path):
        notice = "关于召开会议的通知\n一、会议时间\n2018年3月1日。\n二、参加人员\n请各单位派员参加。\n"
        (raw / "notice.txt").write_text(notice, encoding="utf-8")
        release = run_build(
            raw, warehouse, workers=quick(extract="extractors:extract", corpus_links=corpus_links)
        ).release
        in_notice = "WHERE document_id = 'notice.txt'"
        assert rows(release, f"SELECT text FROM documents {in_notice}") == [(notice,)]
        assert rows(release, f"SELECT label, heading FROM sections {in_notice} ORDER BY char_start") == [
            ("一、", "会议时间"),
            ("二、", "参加人员"),
        ]
        assert rows(release, f"FROM targets {in_notice}") == []
        assert rows(release, "SELECT count(*) FROM targets") == [(2,)]


class TestFindings:
    @pytest.mark.parametrize(
        "found",
        [
            finding("targets", "structure", ("a.txt#g0",)),
            finding("targets", "row"),
            finding("targets", "plausible", errored=True),
        ],
        ids=["structure", "row without rows", "errored"],
    )
    def test_a_blocking_finding_leaves_the_last_release(self, raw: Path, warehouse: Path, found):
        last = run_build(raw, warehouse, workers=quick())
        (raw / "new.txt").write_text("新的计划", encoding="utf-8")
        with pytest.raises(BlockedError, match=r"targets: targets\.test_rule: A rule of this test\."):
            run_build(raw, warehouse, workers=quick(validate=objecting(found)))
        assert (warehouse / "current").resolve() == last.release.resolve()
        *lines, blocked = log(warehouse)
        assert ([line["event"] for line in lines], blocked["event"]) == (["published"], "blocked")
        assert blocked["release_id"] == release_id(list_inputs(raw))

    def test_the_log_names_the_build_that_was_blocked_after_it_waited(
        self, raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        """Files come while it waits for the warehouse, so that it builds another release than it planned."""
        other = ExitStack()

        def come(seconds: float) -> None:
            (raw / "new.txt").write_text("新的计划", encoding="utf-8")
            other.close()

        other.enter_context(Warehouse(warehouse).locked())
        monkeypatch.setattr(layout, "time", SimpleNamespace(monotonic=time.monotonic, sleep=come))
        planned = release_id(list_inputs(raw))
        workers = quick(validate=objecting(finding("targets", "structure", ("a.txt#g0",))))
        with pytest.raises(BlockedError, match=r"targets\.test_rule"):
            run_build(raw, warehouse, workers=workers, wait_seconds=60)
        (line,) = log(warehouse)
        assert line["event"] == "blocked"
        assert line["release_id"] == release_id(list_inputs(raw)) != planned

    def test_the_message_names_the_failing_rows(self, raw: Path, warehouse: Path):
        found = finding("targets", "structure", ("a.txt#g0",))
        with pytest.raises(BlockedError, match=r"First rows: a\.txt#g0"):
            run_build(raw, warehouse, workers=quick(validate=objecting(found)))

    def test_a_row_finding_moves_the_row_and_clears_links(self, raw: Path, warehouse: Path):
        found = finding("targets", "row", ("a.txt#g0",))
        release = run_build(raw, warehouse, workers=quick(validate=objecting(found))).release
        ((rule, payload),) = rows(release, "SELECT rule, payload FROM quarantine")
        assert rule == "targets.test_rule"
        assert json.loads(payload)["due_on"] == "2020-12-31"
        assert rows(
            release, "SELECT target_id, restates_target_id FROM targets WHERE document_id = 'a.txt'"
        ) == [("a.txt#g1", None)]
        assert rows(release, "SELECT row_id FROM numerals WHERE document_id = 'a.txt'") == [(None,)]

    def test_rows_without_their_mandatory_link_follow(self, raw: Path, warehouse: Path):
        found = finding("indicators", "row", ("众创空间",))
        outcome = run_build(raw, warehouse, workers=quick(validate=objecting(found)))
        assert outcome.manifest["rows"]["targets"] == 0
        assert rows(outcome.release, "SELECT rule, count(*) FROM quarantine GROUP BY 1 ORDER BY 1") == [
            ("indicators.test_rule", 1),
            ("link.targets.indicator_id", 4),
        ]

    def test_a_document_takes_its_rows_along(self, raw: Path, warehouse: Path):
        found = finding("documents", "row", ("a.txt",))
        outcome = run_build(raw, warehouse, workers=quick(validate=objecting(found)))
        for name in ("documents", "sections", "tasks", "deadlines", "targets", "numerals"):
            assert rows(outcome.release, f"FROM {name} WHERE document_id = 'a.txt'") == []
        assert outcome.manifest["inputs"][0]["status"] == "quarantined"

    def test_quarantining_every_document_blocks(self, raw: Path, warehouse: Path):
        keys = [("a.txt",), ("notice.txt",), ("保定/b.txt",)]
        found = finding("documents", "row", *keys)
        with pytest.raises(BlockedError, match="would quarantine every document"):
            run_build(raw, warehouse, workers=quick(validate=objecting(found)))

    def test_a_plausible_finding_only_warns(self, raw: Path, warehouse: Path):
        found = finding("targets", "plausible", ("a.txt#g0",))
        outcome = run_build(raw, warehouse, workers=quick(validate=objecting(found)))
        assert outcome.manifest["rows"]["targets"] == 4
        assert outcome.manifest["validation"]["findings"] == [
            {
                "table": "targets",
                "severity": "plausible",
                "rule": "targets.test_rule",
                "message": "A rule of this test.",
                "rows": 1,
            }
        ]


class TestReruns:
    def test_a_second_run_publishes_nothing(self, raw: Path, warehouse: Path):
        first = run_build(raw, warehouse, workers=quick())
        before = sorted((warehouse / "releases").rglob("*"))
        second = run_build(raw, warehouse, workers=quick(extract="small_extraction:is_never_called"))
        assert (second.status, second.release) == ("unchanged", first.release)
        assert sorted((warehouse / "releases").rglob("*")) == before
        assert len(log(warehouse)) == 1

    def test_where_nothing_may_be_written_nothing_has_changed_either(self, raw: Path, warehouse: Path):
        run_build(raw, warehouse, workers=quick())
        (warehouse / ".lock").unlink()
        (warehouse / ".lock").mkdir()  # root is denied nothing else
        assert run_build(raw, warehouse, workers=quick()).status == "unchanged"

    @pytest.mark.parametrize("changed", [False, True])
    def test_digests_that_a_killed_build_left_half_written_are_swept(
        self, raw: Path, warehouse: Path, changed: bool
    ):
        run_build(raw, warehouse, workers=quick())
        left = warehouse / "digests" / ".raw.json.123"
        left.parent.mkdir(exist_ok=True)
        left.write_text("{", encoding="utf-8")
        if changed:
            (raw / "new.txt").write_text("新的计划", encoding="utf-8")
        run_build(raw, warehouse, workers=quick())
        assert not left.exists()

    def test_earlier_inputs_switch_back(self, raw: Path, warehouse: Path):
        first = run_build(raw, warehouse, workers=quick())
        (raw / "new.txt").write_text("新的计划", encoding="utf-8")
        run_build(raw, warehouse, workers=quick())
        (raw / "new.txt").unlink()
        third = run_build(raw, warehouse, workers=quick())
        assert (third.status, third.release) == ("switched", first.release)
        assert [line["event"] for line in log(warehouse)] == ["published", "published", "switched"]

    def test_a_sidecar_makes_another_release(self, raw: Path, warehouse: Path):
        first = run_build(raw, warehouse, workers=quick())
        (raw / "a.txt.meta.json").write_text('{"source_url": "https://example.org"}', encoding="utf-8")
        assert run_build(raw, warehouse, workers=quick()).release != first.release

    def test_a_damaged_release_is_built_again(self, raw: Path, warehouse: Path):
        first = run_build(raw, warehouse, workers=quick())
        (first.release / "parquet" / "targets" / "part-00.parquet").write_bytes(b"damaged")
        assert run_build(raw, warehouse, workers=quick()).status == "published"
        verify_files(first.release)

    def test_what_a_killed_build_left_is_cleared(self, raw: Path, warehouse: Path):
        left = warehouse / "staging" / "0123456789ab"
        left.mkdir(parents=True)
        (left / "counts.json").write_text("{", encoding="utf-8")
        run_build(raw, warehouse, workers=quick())
        assert list((warehouse / "staging").iterdir()) == []

    def test_what_is_no_builds_in_staging_is_cleared(self, raw: Path, warehouse: Path, tmp_path: Path):
        (warehouse / "staging").mkdir(parents=True)
        (warehouse / "staging" / ".DS_Store").write_bytes(b"x")
        (warehouse / "staging" / "link").symlink_to(tmp_path / "raw")
        assert run_build(raw, warehouse, workers=quick()).status == "published"
        assert list((warehouse / "staging").iterdir()) == []
        assert (raw / "a.txt").is_file()

    def test_what_a_killed_build_of_the_same_release_left_does_no_harm(self, raw: Path, warehouse: Path):
        staging = warehouse / "staging" / release_id(list_inputs(raw))
        for name in ("release/planhouse.duckdb.wal", "release/parquet/targets/part-63.parquet", "replaced/x"):
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_bytes(b"half written")
        (warehouse / ".current-next").symlink_to("nowhere")
        release = run_build(raw, warehouse, workers=quick()).release
        verify_files(release)
        assert not (release / "parquet" / "targets" / "part-63.parquet").exists()
        assert (warehouse / "current").resolve() == release.resolve()

    def test_a_second_build_at_once_is_refused(self, raw: Path, warehouse: Path):
        with Warehouse(warehouse).locked(), pytest.raises(BusyError, match="another build is writing"):
            run_build(raw, warehouse, workers=quick())

    @pytest.mark.parametrize(
        ("meddle", "rule"),
        [
            (lambda file: file.write_text("改了", encoding="utf-8"), "reader.changed"),
            (lambda file: file.unlink(), "reader.vanished"),
        ],
    )
    def test_a_file_that_changes_or_vanishes_during_the_build_is_left_out(
        self, raw: Path, warehouse: Path, meddle, rule: str
    ):
        content = (raw / "a.txt").read_bytes()

        class Meddler:
            def stage(self, name: str, total: int) -> None:
                if name == "extracting documents":
                    meddle(raw / "a.txt")

            def advance(self, step: str) -> None: ...

        first = run_build(raw, warehouse, Meddler(), quick())
        assert rows(first.release, "SELECT document_id, rule FROM quarantine") == [("a.txt", rule)]
        assert first.manifest["rows"]["documents"] == 2
        assert rows(first.release, "SELECT release_id FROM meta.release") == [(first.release.name,)]

        # With its old content back, the next build reads it: the release without it is not taken for the whole one.
        (raw / "a.txt").write_bytes(content)
        second = run_build(raw, warehouse, workers=quick())
        assert second.status == "published"
        assert second.manifest["rows"]["documents"] == 3

    def test_two_fresh_warehouses_hold_the_same(self, raw: Path, tmp_path: Path):
        first = run_build(raw, tmp_path / "one", workers=quick()).release
        second = run_build(raw, tmp_path / "two", workers=quick()).release
        assert parquet_bytes(first) == parquet_bytes(second)
        assert every_row(first) == every_row(second)
        assert first.name == second.name


class TestVerification:
    @pytest.fixture
    def parquet(self, tmp_path: Path) -> Path:
        """Parquet folders in which a section's parent, a link that DuckDB cannot declare, points nowhere."""
        tables = dict(small_extract(document_from_text(PLAN)).tables)
        orphan, child = tables["sections"]
        tables["sections"] = (replace(orphan, parent_section_id="nowhere"), child)
        for table in TABLES:
            staged = staged_rows(table, tables.get(table.name, ()))
            write_table(table, staged, tmp_path / "parquet" / table.name)
        build_duckdb(tmp_path / "planhouse.duckdb", tmp_path / "parquet", ReleaseFacts("0123456789ab"))
        return tmp_path / "parquet"

    def test_a_link_to_nowhere_is_named(self, parquet: Path):
        faults = [str(fault) for fault in database_faults(parquet.parent, "0123456789ab", {})]
        assert faults == ["sections.parent_section_id: points to no sections.section_id: nowhere"]

    def test_missing_rows_are_named(self, parquet: Path):
        faults = database_faults(parquet.parent, "0123456789ab", {"targets": 3})
        assert "targets: 3 rows in the manifest, 2 in Parquet, 2 in DuckDB" in map(str, faults)

    def test_a_changed_file_is_named(self, raw: Path, warehouse: Path):
        release = run_build(raw, warehouse, workers=quick()).release
        (release / "data_docs" / "index.html").write_text("changed", encoding="utf-8")
        with pytest.raises(DamagedReleaseError, match=r"data_docs/index\.html"):
            verify_files(release)


class TestSwitch:
    def test_a_reader_never_meets_a_missing_link(self, tmp_path: Path):
        warehouse = Warehouse(tmp_path)
        for name in ("one", "two"):
            warehouse.release(name).mkdir(parents=True)
        warehouse.switch("one")
        done = threading.Event()
        with ThreadPoolExecutor() as pool:
            reader = pool.submit(read_until, done, warehouse.current)
            try:
                for number in range(_SWITCHES):
                    warehouse.switch(("two", "one")[number % 2])
            finally:
                done.set()
        reads = Counter(reader.result())
        assert reads.keys() == {"one", "two"}, reads

    def test_current_always_leads_to_a_release(self, tmp_path: Path):
        warehouse = Warehouse(tmp_path)
        for name in ("one", "two"):
            warehouse.release(name).mkdir(parents=True)
        for name in ("one", "two", "one", "one"):
            warehouse.switch(name)
            assert warehouse.current_release() == warehouse.release(name)
            assert warehouse.current.readlink() == Path("releases", name)

    def test_before_the_first_release_there_is_none(self, tmp_path: Path):
        with pytest.raises(PlanhouseError, match="no release there"):
            Warehouse(tmp_path).current_release()
