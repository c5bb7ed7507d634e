"""What a build does anew and what it keeps, and that nobody can tell from the release which it was."""

from __future__ import annotations

import json
import os
import random
import shutil
from itertools import cycle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from releases import every_row, parquet_bytes, rows
from small_corpus import NO_TARGETS, PLAN, approve, finding, objecting, quick

from expectations import validate_table
from extractors import Limits, corpus_links
from pipelines import parts as parts_module
from pipelines.drift import DriftPolicy
from pipelines.errors import BlockedError, BusyError, DamagedReleaseError, NoDocumentsError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.releases.verification import verify_release
from pipelines.run import Outcome, run_build

REAL = {"extract": "extractors:extract", "corpus_links": corpus_links}


def write(raw: Path, name: str, text: str) -> None:
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def plan(number: int) -> str:
    return PLAN + f"第{number}号\n"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Twelve plans, which lie in ten parts."""
    for number in range(12):
        write(tmp_path / "raw", f"{number:02d}.txt", plan(number))
    return tmp_path / "raw"


def damage_text(path: Path) -> None:
    """Write a Parquet file anew in which a document's id is no text."""
    table = pq.read_table(path, partitioning=None)
    index = table.schema.get_field_index("document_id")
    broken = pa.array([b"\xff\xfe" for _ in range(table.num_rows)], pa.binary())
    text = pa.Array.from_buffers(pa.string(), len(broken), broken.buffers())
    path.unlink()
    pq.write_table(table.set_column(index, table.schema.field(index), text), path)


def hide(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have a folder that nobody may list; root may list everything."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and access(path, mode))


def extracted(outcome: Outcome) -> list[str]:
    return outcome.manifest["run"]["extracted"]


def fresh(raw: Path, folder: Path, **workers: object) -> Outcome:
    """Build the same inputs where nothing is kept."""
    return run_build(raw, folder, workers=quick(**workers))


def assert_same(outcome: Outcome, other: Outcome) -> None:
    assert outcome.release.name == other.release.name
    assert parquet_bytes(outcome.release) == parquet_bytes(other.release)
    assert every_row(outcome.release) == every_row(other.release)


def last_log(warehouse: Path) -> dict[str, object]:
    return json.loads((warehouse / "log.jsonl").read_text("utf-8").splitlines()[-1])


class TestCostInProportion:
    def test_one_document_more_is_one_extraction(self, many: Path, warehouse: Path):
        first = run_build(many, warehouse, workers=quick())
        assert len(extracted(first)) == first.manifest["run"]["extracted_count"] == 12
        write(many, "new.txt", plan(99))
        second = run_build(many, warehouse, workers=quick())
        assert extracted(second) == ["new.txt"]
        assert second.manifest["run"]["kept_count"] == 12
        assert second.manifest["run"]["parts_written"] == 1

    def test_files_of_parts_that_did_not_change_are_shared(self, many: Path, warehouse: Path, tmp_path: Path):
        first = run_build(many, warehouse, workers=quick())
        write(many, "07.txt", plan(700))
        second = run_build(many, warehouse, workers=quick())
        changed = {
            name
            for name, content in parquet_bytes(second.release).items()
            if parquet_bytes(first.release).get(name) != content
        }
        apart = {
            path.relative_to(second.release / "parquet").as_posix()
            for path in (second.release / "parquet").rglob("part-*.parquet")
            if not path.samefile(first.release / path.relative_to(second.release))
        }
        of_documents = {name for name in apart if name.split("/")[0] in ("documents", "targets", "numerals")}
        assert changed <= apart
        assert len(of_documents) == 3
        assert_same(second, fresh(many, tmp_path / "fresh"))

    def test_a_document_that_comes_back_is_not_extracted_again(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        (many / "07.txt").unlink()
        run_build(many, warehouse, workers=quick())
        write(many, "07.txt", plan(7))
        write(many, "new.txt", plan(99))
        assert extracted(run_build(many, warehouse, workers=quick())) == ["new.txt"]

    def test_another_extractor_extracts_all(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        write(many, "new.txt", plan(99))
        other = run_build(many, warehouse, workers=quick(extract="small_extraction:stumbling_extract"))
        assert other.manifest["run"]["extracted_count"] == 13

    def test_what_a_stopped_build_extracted_is_kept(self, many: Path, warehouse: Path):
        with pytest.raises(KeyError):
            run_build(many, warehouse, workers=quick(corpus_links=lambda extractions: {}["stopped"]))
        assert extracted(run_build(many, warehouse, workers=quick())) == []

    def test_limits_of_time_and_memory_extract_nothing_again(self, many: Path, warehouse: Path):
        from extractors import Limits

        run_build(many, warehouse, workers=quick())
        longer = run_build(many, warehouse, workers=quick(), limits=Limits(max_seconds=99))
        assert (longer.status, extracted(longer)) == ("published", [])
        fewer = run_build(many, warehouse, workers=quick(), limits=Limits(max_pages=9))
        assert fewer.manifest["run"]["extracted_count"] == 12

    def test_a_batch_that_did_not_change_is_not_checked_again(
        self, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(parts_module, "_DOCUMENTS_A_BATCH", 4)
        checked: list[int] = []

        def counting(table, frames, elsewhere):
            if table == "documents":
                checked.append(len(frames["documents"]))
            return approve(table, frames, elsewhere)

        workers = quick(validate=counting, keeps_reports=True)
        run_build(many, warehouse, workers=workers)
        assert sum(checked) == 12
        batches = len(checked)
        assert batches > 2
        write(many, "new.txt", plan(99))
        checked.clear()
        run_build(many, warehouse, workers=workers)
        assert len(checked) == 1


class TestSameAsFresh:
    @pytest.mark.parametrize("seed", range(2))
    def test_any_course_of_changes_ends_in_the_release_of_a_fresh_build(
        self, many: Path, warehouse: Path, tmp_path: Path, seed: int
    ):
        chance = random.Random(seed)
        for step in range(3):
            for _ in range(chance.randint(1, 4)):
                name = f"{chance.randrange(20):02d}.txt"
                if chance.random() < 0.4:
                    (many / name).unlink(missing_ok=True)
                else:
                    write(many, name, plan(1000 * step + chance.randrange(50)))
            outcome = run_build(many, warehouse, workers=quick())
        assert_same(outcome, fresh(many, tmp_path / "fresh"))

    def test_links_between_documents_follow_what_comes_and_goes(self, tmp_path: Path, warehouse: Path):
        raw = tmp_path / "raw"
        title = "平海市科技创新三年行动计划"
        text = f"{title}\n一、主要目标\n到2020年，建成众创空间60家。\n二、保障措施\n各单位要抓好落实。\n"
        cites = "关于贯彻落实的通知\n一、总体要求\n各单位要落实《平海市科技创新三年行动计划》。\n"
        for name, content in (("m.txt", text), ("n.txt", text), ("z.txt", cites)):
            write(raw, name, content)
        first = run_build(raw, warehouse, workers=quick(**REAL))
        duplicates = "SELECT document_id, duplicate_of FROM documents ORDER BY 1"
        cited = "SELECT cited_document_id FROM citations WHERE document_id = 'z.txt'"
        assert rows(first.release, duplicates) == [("m.txt", None), ("n.txt", "m.txt"), ("z.txt", None)]
        assert rows(first.release, cited) == [("m.txt",)]
        (raw / "m.txt").unlink()
        second = run_build(raw, warehouse, workers=quick(**REAL))
        assert extracted(second) == []
        assert rows(second.release, duplicates) == [("n.txt", None), ("z.txt", None)]
        assert rows(second.release, cited) == [("n.txt",)]
        assert_same(second, fresh(raw, tmp_path / "fresh", **REAL))

    def test_checks_by_batch_say_what_checks_of_all_say(
        self, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        write(many, "07.txt", plan(7) + "第一章  3家。\n")
        whole = fresh(many, tmp_path / "whole", validate=validate_table)
        monkeypatch.setattr(parts_module, "_DOCUMENTS_A_BATCH", 6)
        batched = fresh(many, tmp_path / "batched", validate=validate_table)
        assert batched.manifest["validation"] == whole.manifest["validation"]
        assert whole.manifest["validation"]["findings"]
        assert_same(batched, whole)

    def test_rows_held_back_in_one_part_clear_links_in_others(self, many: Path, warehouse: Path):
        found = [finding("indicators", "row", ("众创空间",)), finding("documents", "row", ("07.txt",))]
        first = run_build(many, warehouse, workers=quick())
        assert first.manifest["rows"]["targets"] == 24
        write(many, "new.txt", plan(99))
        allowed = DriftPolicy(allow=True)
        second = run_build(many, warehouse, workers=quick(validate=objecting(*found)), drift=allowed)
        assert (second.manifest["rows"]["targets"], second.manifest["rows"]["documents"]) == (0, 12)
        assert rows(second.release, "SELECT count(*) FROM numerals WHERE row_id IS NOT NULL") == [(0,)]
        assert second.manifest["run"]["quarantined_documents"] == 1
        # What was held back is not shared with a release in which it is not.
        write(many, "new.txt", plan(100))
        third = run_build(many, warehouse, workers=quick())
        assert third.manifest["rows"]["targets"] == 26


#: Ways to damage a file.
DAMAGES = (
    lambda path: path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes())),
    lambda path: path.write_bytes(path.read_bytes()[:-7]),
    lambda path: path.write_bytes(b""),
    lambda path: path.unlink(),
)


def leave(path: Path) -> None: ...


class TestDamage:
    """Whatever happens to what is kept, the next build publishes the same."""

    def test_damaged_results_parts_and_digests(self, many: Path, warehouse: Path, tmp_path: Path):
        run_build(many, warehouse, workers=quick())
        kept = [path for folder in ("extractions", "digests") for path in (warehouse / folder).rglob("*")]
        files = sorted(path for path in kept if path.is_file())
        assert len(files) > 20
        for path, damage in zip(files, cycle([*DAMAGES, leave])):
            damage(path)
        write(many, "new.txt", plan(99))
        outcome = run_build(many, warehouse, workers=quick())
        assert_same(outcome, fresh(many, tmp_path / "fresh"))

    def test_nothing_is_kept(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        shutil.rmtree(warehouse / "extractions")
        write(many, "new.txt", plan(99))
        assert run_build(many, warehouse, workers=quick()).manifest["run"]["extracted_count"] == 13

    def test_a_damaged_file_of_the_release_is_not_shared(self, many: Path, warehouse: Path, tmp_path: Path):
        first = run_build(many, warehouse, workers=quick())
        for path in (first.release / "parquet" / "targets").iterdir():
            path.write_bytes(b"damaged")
        write(many, "new.txt", plan(99))
        assert_same(run_build(many, warehouse, workers=quick()), fresh(many, tmp_path / "fresh"))

    def test_a_manifest_that_is_lost(self, many: Path, warehouse: Path, tmp_path: Path):
        first = run_build(many, warehouse, workers=quick())
        (first.release / "manifest.json").write_text("{", encoding="utf-8")
        assert run_build(many, warehouse, workers=quick()).status == "published"
        assert_same(run_build(many, warehouse, workers=quick()), fresh(many, tmp_path / "fresh"))


class TestNamedDocuments:
    def test_only_the_named_are_taken_as_they_lie_there(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        for name in ("01.txt", "02.txt", "new.txt", "newer.txt"):
            write(many, name, plan(500))
        (many / "03.txt").unlink()
        outcome = run_build(many, warehouse, workers=quick(), documents=("01.txt", "new.txt"))
        assert extracted(outcome) == ["01.txt", "new.txt"]
        texts = dict(rows(outcome.release, "SELECT document_id, text FROM documents"))
        assert texts["01.txt"] == texts["new.txt"] == plan(500)
        assert texts["02.txt"] == plan(2)
        assert "03.txt" in texts
        assert "newer.txt" not in texts
        whole = run_build(many, warehouse, workers=quick())
        assert whole.manifest["run"]["changed"] == ["02.txt"]
        assert whole.manifest["run"]["removed"] == ["03.txt"]
        assert whole.manifest["run"]["added"] == ["newer.txt"]

    def test_a_named_document_that_is_gone_leaves(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        (many / "03.txt").unlink()
        outcome = run_build(many, warehouse, workers=quick(), documents=("03.txt",))
        assert outcome.manifest["rows"]["documents"] == 11
        assert last_log(warehouse)["removed"] == ["03.txt"]

    def test_the_same_document_anew_changes_nothing(self, many: Path, warehouse: Path):
        first = run_build(many, warehouse, workers=quick())
        second = run_build(many, warehouse, workers=quick(), documents=("03.txt",), anew=True)
        assert (second.status, second.release) == ("confirmed", first.release)
        line = last_log(warehouse)
        assert (line["event"], line["release_id"]) == ("confirmed", first.release.name)
        assert line["extracted"] == ["03.txt"]

    def test_before_the_first_release_all_are_taken(self, many: Path, warehouse: Path):
        outcome = run_build(many, warehouse, workers=quick(), documents=("03.txt",))
        assert outcome.manifest["rows"]["documents"] == 12

    def test_an_extraction_that_gives_other_rows_is_told(self, many: Path, warehouse: Path):
        (many / "moody.txt").write_text(PLAN, encoding="utf-8")
        workers = quick(extract="small_extraction:moody_extract")
        run_build(many, warehouse, workers=workers)
        with pytest.raises(DamagedReleaseError, match=r"moody\.txt: its extraction gave other rows"):
            run_build(many, warehouse, workers=workers, documents=("moody.txt",), anew=True)

    def test_files_that_may_still_be_copied_stay_as_they_were(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        write(many, "01.txt", plan(500))
        write(many, "new.txt", plan(500))
        (many / "03.txt").unlink()
        outcome = run_build(many, warehouse, workers=quick(), settle_seconds=3600)
        found = dict(rows(outcome.release, "SELECT document_id, text FROM documents"))
        assert found["01.txt"] == plan(1)
        assert not {"new.txt", "03.txt"} & found.keys()

    def test_a_named_document_that_may_still_be_copied_stays_as_it_was_and_is_told(
        self, many: Path, warehouse: Path
    ):
        run_build(many, warehouse, workers=quick())
        write(many, "01.txt", plan(500))
        outcome = run_build(
            many, warehouse, workers=quick(), documents=("01.txt",), settle_seconds=3600, anew=True
        )
        assert dict(rows(outcome.release, "SELECT document_id, text FROM documents"))["01.txt"] == plan(1)
        assert outcome.manifest["run"]["quarantined"] == []

    def test_documents_that_wait_are_told(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        (many / "03.txt").unlink()
        write(many, "new.txt", plan(500))
        for name in ("00.txt", "03.txt"):
            (many / name).unlink(missing_ok=True)
        run = run_build(many, warehouse, workers=quick(), settle_seconds=3600).manifest["run"]
        assert (run["left_for_later"], run["removed"]) == (["new.txt"], ["00.txt", "03.txt"])

    def test_what_may_still_be_copied_is_refused_for_now_where_nothing_else_is_known(
        self, many: Path, warehouse: Path
    ):
        run_build(many, warehouse, workers=quick())
        shutil.rmtree(warehouse / "extractions")
        write(many, "01.txt", "一、主要目标\n到202")
        outcome = run_build(many, warehouse, workers=quick(), settle_seconds=3600)
        (held,) = outcome.manifest["run"]["quarantined"]
        assert (held["document_id"], held["rule"]) == ("01.txt", "reader.changed")
        later = run_build(many, warehouse, workers=quick())
        assert later.manifest["run"]["quarantined"] == []

    def test_runs_that_arrivals_ask_for_use_what_is_kept(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        write(many, "01.txt", plan(500))
        blocking = quick(validate=objecting(finding("targets", "structure")))
        with pytest.raises(BlockedError):
            run_build(many, warehouse, workers=blocking, documents=("01.txt",))
        outcome = run_build(many, warehouse, workers=quick(), documents=("01.txt",))
        assert (outcome.status, extracted(outcome)) == ("published", [])

    def test_documents_of_a_folder_that_cannot_be_listed_stay(
        self, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        write(many, "保定/a.txt", plan(100))
        write(many, "保定/市/b.txt", plan(101))
        before = run_build(many, warehouse, workers=quick())
        write(many, "new.txt", plan(102))
        hide(monkeypatch, many / "保定")
        after = run_build(many, warehouse, workers=quick())
        assert (after.manifest["run"]["added"], after.manifest["run"]["removed"]) == (["new.txt", "保定"], [])
        assert after.manifest["rows"]["documents"] == before.manifest["rows"]["documents"] + 1

    def test_documents_of_a_folder_that_cannot_be_listed_are_held_back_where_nothing_is_kept(
        self, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        write(many, "保定/a.txt", plan(100))
        run_build(many, warehouse, workers=quick())
        shutil.rmtree(warehouse / "extractions")
        hide(monkeypatch, many / "保定")
        run = run_build(many, warehouse, workers=quick()).manifest["run"]
        assert (run["removed"], [one["document_id"] for one in run["quarantined"]]) == (
            [],
            ["保定", "保定/a.txt"],
        )

    def test_a_document_of_a_folder_that_cannot_be_listed_is_not_taken_anew(
        self, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        write(many, "保定/a.txt", plan(100))
        run_build(many, warehouse, workers=quick())
        hide(monkeypatch, many / "保定")
        outcome = run_build(many, warehouse, workers=quick(), documents=("保定/a.txt",), anew=True)
        assert outcome.manifest["run"]["quarantined"] == []
        kept = outcome.release.name
        shutil.rmtree(warehouse / "extractions")
        assert run_build(many, warehouse, workers=quick()).release.name != kept

    def test_a_hundred_documents_and_more_come_at_once(self, many: Path, warehouse: Path):
        for number in range(120):
            write(many, f"many/{number}.txt", NO_TARGETS)
        run = run_build(many, warehouse, workers=quick()).manifest["run"]
        assert (len(run["added"]), run["added_count"], run["extracted_count"]) == (100, 132, 132)

    def test_what_is_kept_is_used_where_another_attempt_failed(self, many: Path, warehouse: Path):
        write(many, "moody.txt", PLAN)
        run_build(many, warehouse, workers=quick())
        release = Warehouse(warehouse).current_release()
        known = json.loads((release / "manifest.json").read_text("utf-8"))
        for one in known["inputs"]:
            if one["document_id"] == "moody.txt":
                one |= {
                    "status": "quarantined",
                    "rule": "extractor.crashed",
                    "reason": "moody.txt: it crashed",
                }
        (release / "manifest.json").write_text(json.dumps(known), encoding="utf-8")
        write(many, "new.txt", plan(102))
        outcome = run_build(many, warehouse, workers=quick(), documents=("new.txt",))
        assert outcome.manifest["run"]["quarantined"] == []

    def test_damage_that_shows_as_broken_text_is_mended(self, many: Path, warehouse: Path):
        first = run_build(many, warehouse, workers=quick())
        path = next((first.release / "parquet" / "documents").iterdir())
        damage_text(path)
        write(many, "new.txt", plan(102))
        outcome = run_build(many, warehouse, workers=quick())
        assert verify_release(outcome.release) == []

    def test_a_build_without_any_rows_is_blocked_only_where_it_would_end_so_again(self, tmp_path: Path):
        raw = tmp_path / "raw"
        workers = quick(extract="small_extraction:stumbling_extract")
        write(raw, "stumbles.txt", PLAN)
        with pytest.raises(BlockedError, match="no document could be read"):
            run_build(raw, tmp_path / "warehouse", workers=workers)
        write(raw, "crashes.txt", PLAN)
        with pytest.raises(PlanhouseError, match="no document could be read") as failed:
            run_build(raw, tmp_path / "warehouse", workers=workers)
        assert not isinstance(failed.value, BlockedError)

    def test_what_failed_for_a_passing_reason_is_tried_again_only_where_it_is_asked_for(
        self, many: Path, warehouse: Path
    ):
        write(many, "hangs.txt", PLAN)
        hanging = quick(extract="small_extraction:stumbling_extract")
        first = run_build(many, warehouse, workers=hanging, limits=Limits(max_seconds=2))
        assert [one["rule"] for one in first.manifest["run"]["quarantined"]] == ["extractor.timeout"]
        write(many, "new.txt", plan(102))
        # Another extractor would not hang, so that an attempt would show.
        second = run_build(many, warehouse, workers=quick(), documents=("new.txt",))
        assert second.manifest["run"]["quarantined"] == first.manifest["run"]["quarantined"]
        assert run_build(many, warehouse, workers=quick()).manifest["run"]["quarantined"] == []

    def test_the_first_release_too_leaves_out_what_may_still_be_copied(self, many: Path, warehouse: Path):
        with pytest.raises(NoDocumentsError, match="may still be copied"):
            run_build(many, warehouse, workers=quick(), settle_seconds=3600)


class TestLog:
    def test_documents_that_left_are_named(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        for name in ("03.txt", "04.txt"):
            (many / name).unlink()
        write(many, "bad.txt", "")
        run_build(many, warehouse, workers=quick())
        line = last_log(warehouse)
        assert (line["event"], line["removed"], line["added"]) == (
            "published",
            ["03.txt", "04.txt"],
            ["bad.txt"],
        )
        assert (line["extracted"], line["kept_count"]) == (["bad.txt"], 10)
        (held,) = line["quarantined"]
        assert (held["document_id"], held["rule"]) == ("bad.txt", "reader.empty_file")

    def test_a_switch_that_was_killed_before_its_line_is_logged_by_the_next_build(
        self, many: Path, warehouse: Path
    ):
        first = run_build(many, warehouse, workers=quick())
        log = warehouse / "log.jsonl"
        log.write_text("", encoding="utf-8")
        run_build(many, warehouse, workers=quick())
        line = last_log(warehouse)
        assert (line["event"], line["release_id"]) == ("recovered", first.release.name)
        run_build(many, warehouse, workers=quick())
        assert len(log.read_text("utf-8").splitlines()) == 1

    def test_what_a_lost_line_would_have_said_is_logged_by_the_next_build(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        (many / "03.txt").unlink()
        run_build(many, warehouse, workers=quick())
        log = warehouse / "log.jsonl"
        first, lost = log.read_text("utf-8").splitlines(keepends=True)
        log.write_text(first, encoding="utf-8")
        run_build(many, warehouse, workers=quick())
        line = last_log(warehouse)
        assert line["removed"] == ["03.txt"]
        assert line == {**json.loads(lost), "event": "recovered", "at": line["at"]}

    def test_a_lost_line_of_a_switch_to_an_earlier_release_tells_nothing_of_that_ones_run(
        self, many: Path, warehouse: Path
    ):
        first = run_build(many, warehouse, workers=quick()).release.name
        write(many, "new.txt", NO_TARGETS)
        second = run_build(many, warehouse, workers=quick()).release.name
        (many / "new.txt").unlink()
        Warehouse(warehouse).switch(first)
        run_build(many, warehouse, workers=quick())
        line = last_log(warehouse)
        assert line.pop("at")
        assert line == {
            "event": "recovered",
            "release_id": first,
            "previous": second,
            "removed": ["new.txt"],
        }

    def test_a_line_that_was_cut_short_spoils_no_other(self, many: Path, warehouse: Path):
        run_build(many, warehouse, workers=quick())
        log = warehouse / "log.jsonl"
        with log.open("a", encoding="utf-8") as handle:
            handle.write('{"at": "2026-')
        write(many, "new.txt", NO_TARGETS)
        run_build(many, warehouse, workers=quick())
        assert [line["event"] for line in Warehouse(warehouse).read_log()] == ["published", "published"]


def test_a_build_that_waits_goes_on_when_the_warehouse_is_free(many: Path, warehouse: Path):
    held = Warehouse(warehouse)
    with held.locked(), pytest.raises(BusyError):
        run_build(many, warehouse, workers=quick(), wait_seconds=0.5)
    assert run_build(many, warehouse, workers=quick(), wait_seconds=0.5).status == "published"
