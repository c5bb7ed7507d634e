"""What people look for in Dagster's pages: owners, versions, columns and where they come from, jobs and partitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.freshness import TimeWindowFreshnessPolicy
from small_corpus import NO_TARGETS, quick

from extractors.schema import TABLES, table_named
from pipelines.assets import extractions as extractions_module
from pipelines.assets.extractions import PART_KEYS
from pipelines.build import BuildRequest
from pipelines.definitions import PUBLISH_JOB, build_defs
from pipelines.errors import NoSuchDocumentError
from pipelines.publish.parquet import bucket
from pipelines.render.dagster_meta import MADE_FROM, column_lineage
from pipelines.resources import PUBLISHER_POOL
from pipelines.runs import DOCUMENT_JOB, EXTRACT_JOB, configured_documents


@pytest.fixture
def defs(raw: Path, warehouse: Path) -> dg.Definitions:
    return build_defs(BuildRequest(raw, warehouse), quick())


def sources(table: str, column: str) -> set[str]:
    lineage = column_lineage(table_named(table)).deps_by_column
    return {f"{dep.asset_key.to_user_string()}.{dep.column_name}" for dep in lineage.get(column, ())}


class TestAssets:
    def test_every_asset_says_whose_it_is_and_what_made_it(self, defs: dg.Definitions):
        for spec in defs.resolve_all_asset_specs():
            assert list(spec.owners) == ["team:data-engineering"], spec.key
            assert spec.group_name in ("raw", "tables", "release"), spec.key
            assert spec.kinds, spec.key
            assert " / " in spec.description, spec.key
            assert spec.tags["planhouse/schema"], spec.key

    def test_the_code_version_is_that_of_the_code(
        self, raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def versions() -> set[str | None]:
            return {
                spec.code_version
                for spec in build_defs(BuildRequest(raw, warehouse)).resolve_all_asset_specs()
            }

        (before,) = versions()
        monkeypatch.setattr("pipelines.render.dagster_meta.code_hash", lambda: "0123456789abcdef")
        assert before != "0123456789ab"
        assert versions() == {"0123456789ab"}

    def test_a_release_is_late_when_a_night_is_missed(self, defs: dg.Definitions):
        policies = {
            spec.key.to_user_string(): spec.freshness_policy for spec in defs.resolve_all_asset_specs()
        }
        policy = policies.pop("published_release")
        assert isinstance(policy, TimeWindowFreshnessPolicy)
        day = timedelta(hours=24)
        assert day < policy.warn_window.to_timedelta() < policy.fail_window.to_timedelta() < 2 * day
        assert set(policies.values()) == {None}

    def test_whatever_holds_the_warehouse_stands_in_one_pool(self, defs: dg.Definitions):
        for job in (PUBLISH_JOB, DOCUMENT_JOB, EXTRACT_JOB):
            nodes = defs.resolve_job_def(job).nodes
            assert {node.definition.pool for node in nodes} == {PUBLISHER_POOL}, job


class TestColumns:
    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_columns_come_from_columns_that_there_are_upstream(self, table):
        def upstream(name: str) -> Iterator[str]:
            for above in MADE_FROM.get(name, ()):
                yield above
                yield from upstream(above)

        for column, deps in column_lineage(table).deps_by_column.items():
            assert column in table.names
            for dep in deps:
                source = dep.asset_key.to_user_string()
                assert source in set(upstream(table.name))
                assert dep.column_name in table_named(source).names

    @pytest.mark.parametrize(
        ("table", "column", "expected"),
        [
            ("targets", "document_id", {"documents.document_id"}),
            ("targets", "task_id", {"tasks.task_id"}),
            ("targets", "deadline_id", {"deadlines.deadline_id"}),
            ("targets", "quote", {"documents.text"}),
            ("targets", "char_start", {"documents.text"}),
            ("targets", "restates_target_id", set()),
            ("targets", "comparator", set()),
            ("tasks", "deadline_id", set()),
            ("documents", "text", set()),
            ("task_units", "unit_id", set()),
            ("units", "unit_id", {"task_units.unit_id"}),
            ("platforms", "platform_type", {"platform_mentions.platform_type"}),
            ("indicators", "indicator_id", {"targets.indicator_id", "achievements.indicator_id"}),
            ("progress", "target_id", {"targets.target_id"}),
        ],
    )
    def test_where_a_column_comes_from(self, table: str, column: str, expected: set[str]):
        assert sources(table, column) == expected

    def test_a_materialization_carries_the_lineage(self, defs: dg.Definitions):
        result = defs.resolve_job_def(PUBLISH_JOB).execute_in_process()
        carried = {
            event.asset_key.to_user_string(): event.metadata
            for event in result.asset_materializations_for_node("extract_tables")
        }
        assert carried["targets"]["dagster/column_lineage"].value == column_lineage(table_named("targets"))
        assert carried["targets"]["dagster/row_count"].value == 4


class TestJobs:
    def test_one_document_is_run_by_its_name(self, defs: dg.Definitions):
        job = defs.resolve_job_def(DOCUMENT_JOB)
        (placeholder,) = configured_documents(job.run_config)
        assert "raw/" in placeholder
        run_config = {"resources": {"build": {"config": {"documents": ["a.txt"]}}}}
        assert job.execute_in_process(run_config=run_config).success

    def test_a_name_that_no_document_has_is_a_mistake(self, defs: dg.Definitions, warehouse: Path):
        job = defs.resolve_job_def(DOCUMENT_JOB)
        with pytest.raises(dg.DagsterResourceFunctionError) as raised:
            job.execute_in_process()
        assert isinstance(raised.value.__cause__, NoSuchDocumentError)
        assert not (warehouse / "current").exists()

    def test_a_run_may_name_documents_and_leave_the_rest_as_it_is(
        self, defs: dg.Definitions, warehouse: Path
    ):
        run_config = {"resources": {"build": {"config": {"documents": ["a.txt"]}}}}
        assert defs.resolve_job_def(PUBLISH_JOB).execute_in_process(run_config=run_config).success
        assert (warehouse / "current").exists()

    def test_the_kept_results_are_no_part_of_a_publication(self, defs: dg.Definitions):
        assert "extractions" not in {node.name for node in defs.resolve_job_def(PUBLISH_JOB).nodes}

    @pytest.mark.parametrize("job", [PUBLISH_JOB, DOCUMENT_JOB, EXTRACT_JOB])
    def test_a_run_that_is_tried_again_is_so_as_a_whole(self, defs: dg.Definitions, job: str):
        assert defs.resolve_job_def(job).tags["dagster/retry_strategy"] == "ALL_STEPS"

    def test_backfills_let_arrivals_go_first(self, defs: dg.Definitions):
        def priority(job: dg.JobDefinition) -> int:
            return int(job.tags.get("dagster/priority", "0"))

        of_backfills = [defs.resolve_job_def(EXTRACT_JOB), defs.resolve_implicit_global_asset_job_def()]
        of_arrivals = [defs.resolve_job_def(PUBLISH_JOB), defs.resolve_job_def(DOCUMENT_JOB)]
        assert max(map(priority, of_backfills)) < min(map(priority, of_arrivals))


class TestParts:
    def test_there_is_a_partition_for_each_part_that_documents_fall_into(self, defs: dg.Definitions):
        partitions = defs.resolve_assets_def("extractions").partitions_def.get_partition_keys()
        fallen = {f"{bucket(f'{number}.txt'):02d}" for number in range(2000)}
        assert list(partitions) == sorted(fallen)

    def test_a_backfill_takes_few_parts_a_run(self, defs: dg.Definitions):
        policy = defs.resolve_assets_def("extractions").backfill_policy
        assert policy.max_partitions_per_run == 8

    def test_a_part_is_extracted_and_only_what_has_no_result(
        self, defs: dg.Definitions, raw: Path, warehouse: Path
    ):
        part = f"{bucket('a.txt'):02d}"

        def extracted() -> int:
            result = defs.resolve_job_def(EXTRACT_JOB).execute_in_process(partition_key=part)
            (event,) = result.asset_materializations_for_node("extractions")
            assert (event.partition, event.metadata["failed_for_now"].value) == (part, 0)
            return event.metadata["extracted"].value

        others = [name for name in ("notice.txt", "保定/b.txt") if bucket(name) == bucket("a.txt")]
        assert extracted() == 1 + len(others)
        assert extracted() == 0
        assert not (warehouse / "current").exists()
        (raw / "a.txt").write_text(NO_TARGETS, encoding="utf-8")
        assert extracted() == 1

    def test_each_part_says_what_was_done_for_it(self, defs: dg.Definitions, monkeypatch: pytest.MonkeyPatch):
        asked: list[list[int]] = []

        def extract_parts(
            build: object, parts: Sequence[int], progress: object
        ) -> Iterator[tuple[int, dict[str, int]]]:
            asked.append(list(parts))
            yield from ((part, {"documents": 10 * part}) for part in parts)

        monkeypatch.setattr(extractions_module, "extract_parts", extract_parts)
        result = defs.resolve_job_def(EXTRACT_JOB).execute_in_process(
            tags={
                "dagster/asset_partition_range_start": PART_KEYS[3],
                "dagster/asset_partition_range_end": PART_KEYS[5],
            }
        )
        assert asked == [[3, 4, 5]]
        said = {
            event.partition: event.metadata["dagster/partition_row_count"].value
            for event in result.asset_materializations_for_node("extractions")
        }
        assert said == {"03": 30, "04": 40, "05": 50}
