"""Drift against the release before: what is counted, what blocks, what warns."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_folders import (
    link_parts,
    spoil_rows,
    without_digests,
    write_manifest,
    write_release,
)

from extractors import extract, link_corpus, load_document
from extractors.schema import TABLES, table_named
from pipelines.build import BuildRequest
from pipelines.drift import (
    DocumentRows,
    Drift,
    DriftPolicy,
    TableDrift,
    judge,
    published_side,
    refuse_drift,
    row_drift,
    score_drift,
)
from pipelines.drift_check import drift_check
from pipelines.errors import BlockedError, DamagedReleaseError, PlanhouseError
from pipelines.inputs import InputFile, Inputs
from pipelines.layout import Warehouse
from pipelines.parquet_rows import rows_from_parquet
from pipelines.publish.parquet import bucket, write_table
from pipelines.render.arrow import staged_rows
from pipelines.runs import BLOCKED, OUTCOME
from pipelines.staging import Staging
from tests.extractors.growth import assert_linear

ROOT = Path(__file__).resolve().parents[2]
REPLY = "004_a0f7cbe909d062c0"
POLICY = DriftPolicy()


def drift_of(before: Path, after: Path) -> Drift:
    return row_drift(published_side(before), published_side(after))


def of_table(drift: Drift, table: str = "numerals") -> TableDrift:
    return next(found for found in drift.tables if found.table == table)


def of_changed(drift: Drift, table: str = "numerals") -> TableDrift:
    return next(found for found in drift.changed if found.table == table)


class TestRows:
    def test_only_documents_of_both_releases_count(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 2, "gone.txt": 50})
        after = write_release(tmp_path / "after", {"a.txt": 3, "b.txt": 1, "new.txt": 70})
        drift = drift_of(before, after)
        assert (drift.documents_compared, drift.documents_changed) == (2, 0)
        found = of_table(drift)
        assert (found.before, found.after, found.share) == (5, 4, -0.2)
        assert found.lost_most == (DocumentRows("b.txt", 2, 1),)

    def test_documents_that_changed_are_counted_apart(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 9})
        after = write_release(tmp_path / "after", {"a.txt": 3, "b.txt": 4}, others=["b.txt"])
        drift = drift_of(before, after)
        assert (drift.documents_compared, drift.documents_changed) == (1, 1)
        assert (of_table(drift).before, of_table(drift).after) == (3, 3)
        assert (of_changed(drift).before, of_changed(drift).after) == (9, 4)

    def test_the_documents_that_lost_most_come_first(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {f"{number}.txt": 20 for number in range(8)})
        after = write_release(tmp_path / "after", {f"{number}.txt": 20 - number for number in range(8)})
        lost = of_table(drift_of(before, after)).lost_most
        assert [rows.document_id for rows in lost] == ["7.txt", "6.txt", "5.txt", "4.txt", "3.txt"]

    def test_a_document_that_is_held_back_now_is_a_lost_document(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 2})
        after = write_release(tmp_path / "after", {"a.txt": 3}, held_back=["b.txt"])
        drift = drift_of(before, after)
        assert of_table(drift, "documents").lost_most == (DocumentRows("b.txt", 1, 0),)
        assert (of_table(drift).before, of_table(drift).after) == (3, 3)

    def test_a_file_that_cannot_be_read_any_more_is_not_taken_for_a_changed_one(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 2})
        after = write_release(tmp_path / "after", {"a.txt": 3}, unread=["b.txt"])
        found = of_table(drift_of(before, after), "documents")
        assert (found.before, found.after) == (2, 1)

    def test_a_document_that_leaves_raw_is_no_drift(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 2})
        after = write_release(tmp_path / "after", {"a.txt": 3})
        found = of_table(drift_of(before, after), "documents")
        assert (found.before, found.after) == (1, 1)

    def test_a_table_that_the_release_before_does_not_know_is_not_compared(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3})
        shutil.rmtree(before / "parquet" / "numerals")
        drift = drift_of(before, write_release(tmp_path / "after", {"a.txt": 3}))
        assert [found.table for found in drift.tables] == ["documents"]

    def test_figures_are_plain_data(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 4})
        told = drift_of(before, write_release(tmp_path / "after", {"a.txt": 3})).as_metadata()
        assert json.loads(json.dumps(told))["tables"][1] == {
            "table": "numerals",
            "sources": "unchanged",
            "before": 4,
            "after": 3,
            "lost_most": [{"document_id": "a.txt", "before": 4, "after": 3}],
            "share": -0.25,
        }

    def test_a_damaged_part_is_named(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 3})
        after = write_release(tmp_path / "after", {"a.txt": 2})
        (part,) = (before / "parquet" / "numerals").iterdir()
        part.write_bytes(b"damaged")
        with pytest.raises(DamagedReleaseError, match=f"{part}: cannot be read as Parquet"):
            drift_of(before, after)


class TestSharedParts:
    """Parts that are the same file in both releases; their rows are spoiled, so that reading them fails."""

    @pytest.fixture
    def releases(self, tmp_path: Path) -> tuple[Path, Path]:
        """Two releases whose documents lie in different parts, and in which one document lost a row."""
        assert bucket("a.txt") != bucket("b.txt")
        before = write_release(tmp_path / "before", {"a.txt": 3, "b.txt": 2})
        return before, write_release(tmp_path / "after", {"a.txt": 3, "b.txt": 1})

    def part(self, release: Path, document: str) -> Path:
        return release / "parquet" / "numerals" / f"part-{bucket(document):02d}.parquet"

    def test_one_file_under_two_names_is_not_read(self, releases: tuple[Path, Path]):
        link_parts(*releases)
        without_digests(releases[1])
        spoil_rows([self.part(releases[0], "a.txt")])
        found = of_table(drift_of(*releases))
        assert (found.before, found.after) == (5, 4)

    def test_two_files_of_one_digest_are_not_read(self, releases: tuple[Path, Path]):
        spoil_rows([self.part(release, "a.txt") for release in releases])
        found = of_table(drift_of(*releases))
        assert (found.before, found.after) == (5, 4)

    def test_digests_that_no_manifest_names_are_not_the_same(self, releases: tuple[Path, Path]):
        for release in releases:
            without_digests(release)
        found = of_table(drift_of(*releases))
        assert (found.before, found.after) == (5, 4)

    def test_others_are_read(self, releases: tuple[Path, Path]):
        without_digests(releases[1])
        spoil_rows([self.part(release, "a.txt") for release in releases])
        with pytest.raises(DamagedReleaseError):
            drift_of(*releases)

    def test_a_changed_document_in_a_shared_part_is_still_counted_apart(self, releases: tuple[Path, Path]):
        link_parts(*releases)
        write_manifest(releases[1], {"a.txt": "other", "b.txt": "usual"})
        drift = drift_of(*releases)
        assert (of_changed(drift).before, of_changed(drift).after) == (3, 3)
        assert (of_table(drift).before, of_table(drift).after) == (2, 1)


#: Ids that share parts and ids that do not: few, so that two releases hold many of them in common.
IDS = st.sampled_from([f"{number}.txt" for number in range(12)])
RELEASES = st.dictionaries(IDS, st.integers(0, 9), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def measured(scratch: Path, before: dict[str, int], after: dict[str, int]) -> Drift:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        one = write_release(Path(folder) / "before", before)
        return drift_of(one, write_release(Path(folder) / "after", after))


class TestProperties:
    @given(numerals=RELEASES)
    @settings(max_examples=15, deadline=None)
    def test_a_release_does_not_drift_from_itself(self, scratch: Path, numerals: dict[str, int]):
        drift = measured(scratch, numerals, numerals)
        assert all(found.before == found.after for found in (*drift.tables, *drift.changed))
        assert of_table(drift).before == sum(numerals.values())
        assert drift.blocking(POLICY) == drift.warnings(POLICY) == ()

    @given(before=RELEASES, after=RELEASES, more=RELEASES)
    @settings(max_examples=15, deadline=None)
    def test_documents_of_one_side_change_nothing(self, scratch: Path, before, after, more):
        strange = {f"new/{name}": count for name, count in more.items()}
        drift = measured(scratch, before, after)
        assert measured(scratch, before, after | strange) == drift
        assert measured(scratch, before | strange, after) == drift

    @given(before=RELEASES, after=RELEASES, random=st.randoms(use_true_random=False))
    @settings(max_examples=15, deadline=None)
    def test_the_order_of_documents_does_not_matter(self, scratch: Path, before, after, random):
        shuffled = {name: after[name] for name in random.sample(sorted(after), len(after))}
        assert measured(scratch, before, shuffled) == measured(scratch, before, after)

    @given(before=RELEASES, after=RELEASES)
    @settings(max_examples=15, deadline=None)
    def test_backwards_a_loss_is_a_gain(self, scratch: Path, before, after):
        forth, back = measured(scratch, before, after), measured(scratch, after, before)
        assert [(found.before, found.after) for found in forth.tables] == [
            (found.after, found.before) for found in back.tables
        ]

    def test_time_grows_with_the_rows(self, tmp_path: Path):
        pairs = [self.pair(tmp_path / str(documents), documents) for documents in (8000, 16000)]
        assert_linear(lambda pair: drift_of(*pair), *pairs)

    def pair(self, folder: Path, documents: int) -> tuple[Path, Path]:
        names = [f"{number}.txt" for number in range(documents)]
        before = write_release(folder / "before", dict.fromkeys(names, 20))
        return before, write_release(folder / "after", dict.fromkeys(names, 19))


def table(before: int, after: int, sources: str = "unchanged") -> TableDrift:
    return TableDrift("targets", sources, before, after)


def judged(same: TableDrift, policy: DriftPolicy = POLICY, changed: TableDrift | None = None) -> str:
    """What becomes of one table's drift in documents of the same bytes and of others."""
    drift = Drift((same,), (changed or table(0, 0, "changed"),), 1, 1)
    assert not (drift.blocking(policy) and drift.warnings(policy))
    return "blocks" if drift.blocking(policy) else "warns" if drift.warnings(policy) else "passes"


class TestPolicy:
    @pytest.mark.parametrize(
        ("before", "after", "result"),
        [
            (100, 79, "blocks"),
            (100, 80, "warns"),
            (100, 94, "warns"),
            (100, 95, "passes"),
            (100, 105, "passes"),
            (100, 106, "warns"),
            (5, 0, "blocks"),
            (4, 0, "warns"),
            (2, 1, "warns"),
            (0, 0, "passes"),
            (0, 1, "warns"),
        ],
    )
    def test_by_default(self, before: int, after: int, result: str):
        assert judged(table(before, after)) == result

    @pytest.mark.parametrize(
        ("same", "changed", "result"),
        [
            ((900, 900), (100, 0), "warns"),
            ((900, 900), (100, 100), "passes"),
            ((300, 300), (100, 20), "warns"),
            ((300, 300), (100, 19), "blocks"),
            ((0, 0), (100, 79), "blocks"),
            ((0, 0), (4, 0), "warns"),
        ],
    )
    def test_changed_documents_block_by_what_is_lost_of_all(self, same, changed, result: str):
        assert judged(table(*same), changed=table(*changed, "changed")) == result

    def test_rows_that_changed_documents_gain_hide_no_loss_in_the_others(self):
        assert judged(table(100, 70), changed=table(100, 200, "changed")) == "blocks"

    def test_its_bounds_can_be_set(self):
        policy = DriftPolicy(max_shrink=0.5, min_rows_lost=60, warn_change=0.3)
        results = [judged(table(100, after), policy) for after in (100, 70, 69, 41, 40)]
        assert results == ["passes", "passes", "warns", "warns", "blocks"]


@pytest.fixture(scope="module")
def reply():
    """The tables of a short real document."""
    document = load_document((ROOT / "raw" / f"{REPLY}.txt").read_bytes(), f"{REPLY}.txt")
    return dict(link_corpus([extract(document)]))


def write_tables(release: Path, tables, contents: dict[str, str]) -> Path:
    for each in TABLES:
        rows = staged_rows(each, tables.get(each.name, ()))
        write_table(each, rows, release / "parquet" / each.name)
    write_manifest(release, contents)
    return release


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The annotations of that document, and those of one that no release holds."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in (REPLY, "003_61ad411d8b1f8f89"):
        shutil.copy(ROOT / "tests" / "gold" / f"{name}.gold.json", folder)
    return folder


class TestScores:
    @pytest.mark.parametrize("one", [each for each in TABLES if each.partitioned], ids=lambda each: each.name)
    def test_rows_come_back_as_they_were(self, tmp_path: Path, reply, one):
        release = write_tables(tmp_path, reply, {})
        back = rows_from_parquet(one, release / "parquet", "document_id", [f"{REPLY}.txt", "other.txt"])
        assert set(back) == set(reply.get(one.name, ()))
        assert len(back) == len(reply.get(one.name, ()))

    def test_rows_of_the_corpus_come_back_by_their_key(self, tmp_path: Path, reply):
        first, *_ = reply["indicators"]
        release = write_tables(tmp_path, reply, {})
        named = [first.indicator_id]
        assert rows_from_parquet(table_named("indicators"), release / "parquet", "indicator_id", named) == [
            first
        ]

    def scored(self, tmp_path: Path, gold: Path, tables_before, tables_after, other: str = "usual"):
        before = write_tables(tmp_path / "before", tables_before, {f"{REPLY}.txt": "usual"})
        after = write_tables(tmp_path / "after", tables_after, {f"{REPLY}.txt": other})
        return score_drift(published_side(before), published_side(after), gold)

    def test_the_same_rows_score_the_same(self, tmp_path: Path, gold: Path, reply):
        drift = self.scored(tmp_path, gold, reply, reply)
        assert drift.documents == (f"{REPLY}.txt",)
        assert drift.blocking(POLICY) == drift.warnings(POLICY) == ()
        found = {one.metric: one for one in drift.metrics}
        assert found["responsible units (canonical, role)"].after == 1
        assert (found["targets (found)"].before, found["targets (found)"].annotated) == (1, 6)

    def test_a_lost_target_falls_and_blocks(self, tmp_path: Path, gold: Path, reply):
        drift = self.scored(tmp_path, gold, reply, reply | {"targets": reply["targets"][1:]})
        found = next(one for one in drift.blocking(POLICY) if one.metric == "targets (found)")
        # Five of six found, none wrong: 2 × 1 × 5/6 ÷ (1 + 5/6).
        assert (found.before, found.after) == (1, pytest.approx(10 / 11))

    def test_a_fall_that_is_allowed_warns(self, tmp_path: Path, gold: Path, reply):
        drift = self.scored(tmp_path, gold, reply, reply | {"targets": reply["targets"][1:]})
        policy = DriftPolicy(max_score_fall=0.5)
        assert drift.blocking(policy) == ()
        assert "targets (found)" in [one.metric for one in drift.warnings(policy)]

    def test_a_rise_is_no_warning(self, tmp_path: Path, gold: Path, reply):
        drift = self.scored(tmp_path, gold, reply | {"targets": reply["targets"][1:]}, reply)
        assert drift.blocking(POLICY) == drift.warnings(POLICY) == ()

    def test_where_nothing_is_annotated_one_row_does_not_block(self, tmp_path: Path, gold: Path, reply):
        path = gold / f"{REPLY}.gold.json"
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {"targets": []}), encoding="utf-8")
        without = reply | {"targets": ()}
        drift = self.scored(tmp_path, gold, without, reply | {"targets": reply["targets"][:1]})
        assert drift.blocking(POLICY) == ()
        assert "targets (found)" in [one.metric for one in drift.warnings(POLICY)]

    def test_documents_that_cannot_be_compared_are_named(self, tmp_path: Path, gold: Path, reply):
        drift = self.scored(tmp_path, gold, reply, reply, other="other")
        assert drift.left_out == (
            ("003_61ad411d8b1f8f89.txt", "in neither release"),
            (f"{REPLY}.txt", "its file changed"),
        )
        assert (drift.metrics, drift.documents) == ((), ())

    @pytest.mark.parametrize(
        ("before", "after", "why"),
        [(True, False, "only in the release before"), (False, True, "only in the new release")],
    )
    def test_a_document_of_one_release_is_named(self, tmp_path: Path, gold: Path, reply, before, after, why):
        drift = self.scored(tmp_path, gold, reply if before else {}, reply if after else {})
        assert (f"{REPLY}.txt", why) in drift.left_out

    def test_gold_that_is_not_there(self, tmp_path: Path, reply):
        with pytest.raises(PlanhouseError, match="nowhere: no such folder"):
            self.scored(tmp_path, tmp_path / "nowhere", reply, reply)


class TestVerdict:
    def test_a_damaged_release_before_does_not_block_its_repair(self, tmp_path: Path):
        before = write_release(tmp_path / "before", {"a.txt": 30})
        after = write_release(tmp_path / "after", {"a.txt": 1})
        (before / "manifest.json").write_text("{", encoding="utf-8")
        verdict = judge(before, published_side(after), POLICY)
        assert verdict.blocking == ()
        assert "manifest.json" in verdict.warnings[0]

    def test_annotated_documents_that_are_not_held_are_told(self, tmp_path: Path, gold: Path, reply):
        release = write_tables(tmp_path / "one", reply, {f"{REPLY}.txt": "usual"})
        verdict = judge(release, published_side(release), POLICY, gold)
        assert verdict.notes == ("annotated but not scored: 003_61ad411d8b1f8f89.txt (in neither release)",)
        assert verdict.blocking == verdict.warnings == ()


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def checked(tmp_path: Path, instance: dg.DagsterInstance):
    """Run the check on a release in staging, with an asset behind it that tells whether it was reached."""
    warehouse, staging = (
        Warehouse(tmp_path / "warehouse"),
        Staging(tmp_path / "warehouse" / "staging" / "next"),
    )

    @dg.asset
    def parquet_files() -> None: ...

    @dg.asset(deps=[parquet_files])
    def duckdb_file() -> None: ...

    def run(
        before: dict[str, int] | None,
        after: dict[str, int],
        policy: DriftPolicy = POLICY,
        others: Collection[str] = (),
        published_id: str = "next",
    ):
        if before is not None:
            write_release(warehouse.release("abc"), before)
            warehouse.switch("abc")
        write_release(staging.release, after)
        files = tuple(
            InputFile(name, tmp_path / name, "other" if name in others else "usual", None, None)
            for name in after
        )
        request = BuildRequest(tmp_path / "raw", warehouse.root, drift=policy)
        build = SimpleNamespace(
            request=request,
            warehouse=warehouse,
            staging=staging,
            inputs=Inputs(files, ()),
            release_id="next",
            published_id=published_id,
        )
        result = dg.materialize(
            [parquet_files, duckdb_file, drift_check()],
            resources={"build": build},
            instance=instance,
            raise_on_error=False,
        )
        (evaluation,) = result.get_asset_check_evaluations()
        reached = bool(result.asset_materializations_for_node("duckdb_file"))
        return evaluation, reached, staging.root

    return run


class TestCheck:
    def test_shrinkage_ends_the_run(self, checked):
        evaluation, reached, folder = checked({"a.txt": 30, "b.txt": 10}, {"a.txt": 12, "b.txt": 10})
        assert (evaluation.passed, evaluation.severity, reached) == (
            False,
            dg.AssetCheckSeverity.ERROR,
            False,
        )
        assert "| numerals | 40 | 22 | -45.0 % | a.txt (30 → 12) |" in evaluation.metadata["rows"].value
        assert evaluation.metadata["documents_compared"].value == 2
        with pytest.raises(BlockedError) as refused:
            refuse_drift(folder)
        assert str(refused.value).splitlines() == [
            "drift from release abc blocks the publication, the last release stays:",
            "  numerals: 40 → 22 rows (-45.0 %) in documents whose files are the same; most are lost in a.txt (30 → 12)",
            "  if these rows are meant to go, publish with `planhouse build --allow-drift`",
        ]

    def test_a_run_that_would_end_the_same_is_tagged(self, checked, instance: dg.DagsterInstance):
        checked({"a.txt": 30}, {"a.txt": 12})
        assert instance.get_runs()[0].tags[OUTCOME] == BLOCKED

    def test_a_run_that_lacks_documents_for_now_is_not(self, checked, instance: dg.DagsterInstance):
        checked({"a.txt": 30}, {"a.txt": 12}, published_id="amended")
        assert OUTCOME not in instance.get_runs()[0].tags

    def test_documents_that_came_back_cut_short_end_the_run(self, checked):
        evaluation, reached, folder = checked(
            {"a.txt": 30, "b.txt": 10}, {"a.txt": 12, "b.txt": 10}, others=["a.txt"]
        )
        assert (evaluation.passed, reached) == (False, False)
        with pytest.raises(
            BlockedError, match=r"numerals: 40 → 22 rows .* in documents that both releases hold"
        ):
            refuse_drift(folder)

    def test_the_override_lets_it_pass_with_a_warning(self, checked):
        evaluation, reached, folder = checked({"a.txt": 30}, {"a.txt": 12}, DriftPolicy(allow=True))
        assert (evaluation.passed, evaluation.severity, reached) == (False, dg.AssetCheckSeverity.WARN, True)
        assert evaluation.description.startswith("allowed: numerals: 30 → 12 rows")
        refuse_drift(folder)

    def test_lesser_drift_warns(self, checked):
        evaluation, reached, _ = checked({"a.txt": 30}, {"a.txt": 27})
        assert (evaluation.passed, evaluation.severity, reached) == (False, dg.AssetCheckSeverity.WARN, True)

    def test_no_drift_passes(self, checked):
        evaluation, reached, folder = checked({"a.txt": 30}, {"a.txt": 30, "new.txt": 5})
        assert (evaluation.passed, reached) == (True, True)
        assert evaluation.description == "no drift against release abc"
        refuse_drift(folder)

    def test_without_a_release_before_it_passes(self, checked):
        evaluation, reached, folder = checked(None, {"a.txt": 30})
        assert (evaluation.passed, reached) == (True, True)
        assert evaluation.description.startswith("no release before")
        refuse_drift(folder)

    def test_a_build_whose_drift_was_not_measured_is_not_refused(self, tmp_path: Path):
        refuse_drift(tmp_path)
