"""The DuckDB file: keys up to a bound and checked beyond it, what the schema ``meta`` says, comments on everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from releases import rows
from small_corpus import BAD_FILES, PLAN, approve, blank_docs, finding, objecting, quick
from small_extraction import small_extract

from extractors import document_from_text
from extractors.schema import TABLES, table_named, vocabulary_words
from pipelines.build import BuildRequest, plan_build
from pipelines.errors import BlockedError
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.meta.fill import ReleaseFacts
from pipelines.meta.quality import measured_quality
from pipelines.meta.rows import META_TABLES
from pipelines.publish.duckdb_file import build_duckdb
from pipelines.publish.parquet import write_table
from pipelines.releases.database import database_faults
from pipelines.render.arrow import staged_rows
from pipelines.resources import Workers
from pipelines.run import Outcome, run_build

_CHECKOUT = Path(__file__).parents[2]


def constraints(release: Path, kind: str) -> int:
    query = (
        f"SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = '{kind}' AND schema_name = 'main'"
    )
    ((count,),) = rows(release, query)
    return int(str(count))


class TestKeys:
    @pytest.fixture
    def parquet(self, tmp_path: Path) -> Path:
        """Parquet folders in which each target stands twice."""
        tables = small_extract(document_from_text(PLAN)).tables
        for table in TABLES:
            staged = staged_rows(table, tables.get(table.name, ()))
            if table.name == "targets":
                staged = pa.concat_tables([staged, staged])
            write_table(table, staged, tmp_path / "parquet" / table.name)
        return tmp_path / "parquet"

    @staticmethod
    def build(parquet: Path, keys_up_to: int) -> Path:
        database = parquet.parent / "planhouse.duckdb"
        build_duckdb(database, parquet, ReleaseFacts("0123456789ab"), keys_up_to)
        return parquet.parent

    def test_a_repeated_row_breaks_a_declared_key(self, parquet: Path):
        with pytest.raises(BlockedError, match=r"targets: the rows break a constraint.*[Dd]uplicate key"):
            self.build(parquet, 1000)

    def test_a_word_of_no_vocabulary_is_refused_with_and_without_keys(self, parquet: Path):
        staged = staged_rows(
            table_named("targets"), small_extract(document_from_text(PLAN)).tables["targets"]
        )
        index = staged.schema.get_field_index("comparator")
        wrong = staged.set_column(index, "comparator", pa.array(["no word"] * staged.num_rows, pa.string()))
        write_table(table_named("targets"), wrong, parquet / "targets")
        for keys_up_to in (1000, 0):
            with pytest.raises(BlockedError, match="targets: the rows break a constraint"):
                self.build(parquet, keys_up_to)

    def test_without_declared_keys_the_check_by_sql_names_it(self, parquet: Path):
        release = self.build(parquet, 0)
        faults = [str(fault) for fault in database_faults(release, "0123456789ab", {})]
        targets = small_extract(document_from_text(PLAN)).tables["targets"]
        assert sorted(faults) == sorted(f"targets {row.target_id}: 2 rows have this key" for row in targets)

    def test_a_key_that_lacks_a_part_is_named(self, parquet: Path):
        release = self.build(parquet, 0)
        with duckdb.connect(str(release / "planhouse.duckdb")) as connection:
            connection.execute("DELETE FROM targets")
            connection.execute("CREATE OR REPLACE TABLE units AS SELECT NULL::VARCHAR AS unit_id")
        faults = [str(fault) for fault in database_faults(release, "0123456789ab", {})]
        assert "units : the key lacks a part" in faults

    def test_null_rules_and_vocabularies_hold_all_the_same(self, parquet: Path):
        release = self.build(parquet, 0)
        assert constraints(release, "NOT NULL") > 100
        assert constraints(release, "CHECK") > 20

    def test_the_bound_counts_the_rows_of_all_tables(self, raw: Path, tmp_path: Path):
        """Keys are there at as many rows as the release has, and not at one less."""
        first = run_build(raw, tmp_path / "first", workers=quick())
        count = sum(first.manifest["rows"].values())
        found = []
        for name, bound in (("at", count), ("below", count - 1)):
            outcome = run_build(raw, tmp_path / name, workers=quick(), declared_keys_rows=bound)
            found.append(
                (
                    constraints(outcome.release, "PRIMARY KEY"),
                    constraints(outcome.release, "FOREIGN KEY") > 20,
                )
            )
            assert rows(outcome.release, "SELECT keys_are_declared FROM meta.release") == [(bound == count,)]
        assert found == [(len(TABLES), True), (0, False)]

    def test_the_bound_is_part_of_the_release_id(self, raw: Path, warehouse: Path):
        request = BuildRequest(raw, warehouse)
        other = replace(request, declared_keys_rows=request.declared_keys_rows + 1)
        assert plan_build(request).release_id != plan_build(other).release_id


class TestMeta:
    @pytest.fixture(scope="class")
    @classmethod
    def outcome(cls, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
        folder = tmp_path_factory.mktemp("meta")
        raw = folder / "raw"
        raw.mkdir()
        for name, text in (("a.txt", PLAN), ("copy.txt", PLAN), ("b.txt", PLAN.replace("60", "70"))):
            (raw / name).write_text(text, encoding="utf-8")
        (raw / "empty.txt").write_bytes(BAD_FILES["empty.txt"][0])
        held_back = objecting(finding("deadlines", "row", ("b.txt#deadline@7",)))
        workers = Workers(validate=held_back, keeps_reports=False, render_data_docs=blank_docs)
        return run_build(raw, folder / "warehouse", workers=workers)

    def test_the_release_as_its_manifest_has_it(self, outcome: Outcome):
        ((*found,),) = rows(
            outcome.release,
            "SELECT release_id, schema_version, package_version, code_sha256, extractor_version FROM meta.release",
        )
        names = ("release_id", "schema_version", "package_version", "code_sha256", "extractor_version")
        assert found == [outcome.manifest[name] for name in names]

    def test_the_inputs_as_the_manifest_has_them(self, outcome: Outcome):
        found = rows(
            outcome.release,
            "SELECT document_id, sha256, sidecar_sha256, status, rule, reason FROM meta.inputs ORDER BY document_id",
        )
        names = ("document_id", "sha256", "sidecar_sha256", "status", "rule", "reason")
        assert found == [tuple(one.get(name) for name in names) for one in outcome.manifest["inputs"]]
        assert ("empty.txt", "quarantined", "reader.empty_file") in [(row[0], *row[3:5]) for row in found]

    def test_the_tables_with_their_rows(self, outcome: Outcome):
        found = rows(outcome.release, "SELECT table_name, rows, rows_once FROM meta.tables")
        manifest = outcome.manifest
        assert found == [
            (table.name, manifest["rows"][table.name], manifest["rows_once"][table.name]) for table in TABLES
        ]
        assert ("targets", 3, 2) in found
        held_back = rows(
            outcome.release,
            "SELECT table_name, rows_held_back FROM meta.tables WHERE rows_held_back > 0 ORDER BY 1",
        )
        assert ("documents", 1) in held_back
        assert ("deadlines", 1) in held_back
        ((quarantine,),) = rows(outcome.release, "SELECT count(*) FROM quarantine")
        assert sum(count for _, count in held_back) == quarantine

    def test_every_word_with_its_columns(self, outcome: Outcome):
        found = rows(outcome.release, "SELECT vocabulary, word, zh, en FROM meta.vocabulary")
        assert found == [(word.vocabulary, word.word, word.zh, word.en) for word in vocabulary_words()]
        query = "SELECT DISTINCT columns FROM meta.vocabulary WHERE vocabulary = 'Comparator'"
        assert rows(outcome.release, query) == [(["targets.comparator", "achievements.comparator"],)]

    def test_the_measured_figures_are_those_of_the_page(self, outcome: Outcome):
        """docs/quality.md shows three digits, and a dash where nothing is annotated and nothing was found."""
        page = (_CHECKOUT / "docs" / "quality.md").read_text(encoding="utf-8")
        shown = []
        for section in page.split("\n## ")[1:]:
            name = section.partition("\n")[0]
            for line in section.splitlines():
                cells = [cell.strip() for cell in line.strip("| ").split("|")]
                if len(cells) == 6 and cells[0] not in ("metric", "---"):
                    shares = [None if cell == "–" else float(cell) for cell in cells[1:4]]
                    shown.append((name, cells[0], *shares, int(cells[4]), int(cells[5])))
        found = rows(
            outcome.release,
            "SELECT documents, metric, precision, recall, f1, annotated, found FROM meta.quality",
        )
        assert len(found) > 100
        assert found == shown

    def test_whether_they_are_of_this_extractor(self, outcome: Outcome, monkeypatch: pytest.MonkeyPatch):
        assert rows(outcome.release, "SELECT quality_is_current FROM meta.release") == [
            (measured_quality().is_current,)
        ]
        monkeypatch.setattr("pipelines.meta.quality.extractor_hash", lambda: "another")
        measured_quality.cache_clear()
        assert not measured_quality().is_current
        measured_quality.cache_clear()

    def test_places_have_names(self, tmp_path: Path):
        raw = tmp_path / "raw"
        raw.mkdir()
        (raw / "a.txt").write_text(
            "涿州市科技工作要点\n一、目标\n到2020年,建成众创空间60家。\n", encoding="utf-8"
        )
        workers = Workers(validate=approve, render_data_docs=blank_docs)
        release = run_build(raw, tmp_path / "warehouse", workers=workers).release
        found = rows(release, "SELECT code, name, full_name FROM meta.places")
        assert found == [("130681", "涿州市", "河北省保定市涿州市")]


class TestComments:
    @pytest.fixture(scope="class")
    @classmethod
    def release(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = tmp_path_factory.mktemp("comments")
        (folder / "raw").mkdir()
        (folder / "raw" / "a.txt").write_text(PLAN, encoding="utf-8")
        return run_build(folder / "raw", folder / "warehouse", workers=quick()).release

    @pytest.mark.parametrize(
        ("what", "query"),
        [
            ("table", "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()"),
            (
                "view",
                "SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal",
            ),
            (
                "column",
                "SELECT schema_name || '.' || table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal",
            ),
            (
                "macro",
                "SELECT schema_name || '.' || function_name, comment FROM duckdb_functions()"
                " WHERE function_type IN ('macro', 'table_macro') AND NOT internal",
            ),
        ],
    )
    def test_everything_is_told_in_both_languages(self, release: Path, what: str, query: str):
        told = rows(release, query)
        assert len(told) > 5, what
        assert [name for name, comment in told if not comment or " / " not in str(comment)] == []

    def test_tables_of_meta_are_told_as_they_are_described(self, release: Path):
        told = dict(
            rows(release, "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'meta'")
        )
        assert told == {table.name: f"{table.zh} / {table.en}" for table in META_TABLES}

    def test_personal_contacts_are_not_counted_once_either(self, release: Path):
        columns = rows(release, "SELECT column_name FROM (DESCRIBE once.replies)")
        assert [name for (name,) in columns] == [
            name for name in table_named("replies").names if name != "contact"
        ]


@pytest.mark.parametrize("page", ["docs/architecture.md", "warehouse/README.md"])
def test_the_pages_name_the_bound_of_declared_keys(page: str):
    assert f"at most {DECLARED_KEYS_ROWS:,} rows" in (_CHECKOUT / page).read_text(encoding="utf-8")


def test_a_table_that_is_loaded_in_ranges_has_the_same_rows_in_the_same_order(
    raw: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for number in range(20):
        (raw / f"{number}.txt").write_text(PLAN.replace("60", f"{60 + number}"), encoding="utf-8")
    release = run_build(raw, warehouse, workers=quick()).release
    monkeypatch.setattr("pipelines.publish.duckdb_file._SORTED_BYTES", 20_000)
    build_duckdb(tmp_path / "in_ranges.duckdb", release / "parquet", ReleaseFacts("0123456789ab"))
    with (
        duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as whole,
        duckdb.connect(str(tmp_path / "in_ranges.duckdb"), read_only=True) as ranges,
    ):
        for table in TABLES:
            query = f"FROM {table.name}"
            assert ranges.execute(query).fetchall() == whole.execute(query).fetchall()
