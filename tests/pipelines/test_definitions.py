from __future__ import annotations

import socket
from pathlib import Path

import dagster as dg
import pytest
import yaml
from small_corpus import finding, objecting, quick

from extractors.schema import TABLES
from pipelines.build import BuildRequest
from pipelines.definitions import PUBLISH_JOB, build_defs

_CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def graph(tmp_path: Path) -> dg.AssetGraph:
    return build_defs(BuildRequest(tmp_path / "raw", tmp_path / "warehouse")).resolve_asset_graph()


def upstream(graph: dg.AssetGraph, name: str) -> set[str]:
    found: set[str] = set()
    waiting = [dg.AssetKey(name)]
    while waiting:
        for key in graph.get(waiting.pop()).parent_keys:
            if key.to_user_string() not in found:
                found.add(key.to_user_string())
                waiting.append(key)
    return found


def test_definitions_are_valid_and_build_without_touching_disk(tmp_path: Path):
    dg.Definitions.validate_loadable(build_defs(BuildRequest(tmp_path / "raw", tmp_path / "warehouse")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_is_an_asset_between_documents_and_release(graph: dg.AssetGraph, table):
    assert "raw_documents" in upstream(graph, table.name)
    assert table.name in upstream(graph, "published_release")
    asset = graph.get(dg.AssetKey(table.name))
    assert asset.group_name == "tables"
    assert table.zh in asset.description
    assert table.en in asset.description


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_checks(graph: dg.AssetGraph, table):
    keys = [key for key in graph.asset_check_keys if key.asset_key.to_user_string() == table.name]
    assert {key.name for key in keys} == {"structure", "row", "plausible"}


def test_the_graph_tells_the_story(graph: dg.AssetGraph):
    assert {"documents", "sections", "tasks", "deadlines"} <= upstream(graph, "targets")
    assert "tasks" in upstream(graph, "units")
    assert {"targets", "deadlines", "citations"} <= upstream(graph, "numerals")


def run(raw: Path, warehouse: Path, **changes: object) -> dg.ExecuteInProcessResult:
    job = build_defs(BuildRequest(raw, warehouse), quick(**changes)).resolve_job_def(PUBLISH_JOB)
    return job.execute_in_process(raise_on_error=False)


def test_a_materialization_carries_count_schema_and_preview(raw: Path, warehouse: Path):
    result = run(raw, warehouse)
    (event,) = result.asset_materializations_for_node("extract_tables")[0:1]
    assert {"dagster/row_count", "dagster/column_schema", "preview"} <= event.metadata.keys()
    by_table = {
        event.asset_key.to_user_string(): event
        for event in result.asset_materializations_for_node("extract_tables")
    }
    targets = by_table["targets"].metadata
    assert targets["dagster/row_count"].value == 4
    assert "众创空间" in targets["preview"].value


def test_a_failed_check_carries_the_failing_rows(raw: Path, warehouse: Path):
    found = finding("targets", "structure", ("a.txt#g0",))
    result = run(raw, warehouse, validate=objecting(found))
    assert not result.success
    failed = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    ((evaluation,),) = (failed,)
    assert (evaluation.asset_key.to_user_string(), evaluation.check_name) == ("targets", "structure")
    assert evaluation.severity is dg.AssetCheckSeverity.ERROR
    assert evaluation.metadata["findings"].value[0]["first_rows"] == ["a.txt#g0"]


def test_a_build_opens_no_connection(raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"a build went online: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(raw, warehouse).success


def test_the_workspace_loads_this_checkout(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(_CHECKOUT)
    workspace = yaml.safe_load((_CHECKOUT / "workspace.yaml").read_text("utf-8"))
    (entry,) = workspace["load_from"]
    module = pytest.importorskip(entry["python_module"]["module_name"])
    assert module.defs.resolve_job_def(PUBLISH_JOB)


def test_telemetry_is_off_for_the_ui():
    settings = yaml.safe_load((_CHECKOUT / "pipelines" / "dagster.yaml").read_text("utf-8"))
    assert settings["telemetry"] == {"enabled": False}
