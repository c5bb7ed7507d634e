"""A build on a Dask cluster gives the release that one machine gives, whatever becomes of workers and scheduler."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import dask
import fsspec
import pytest
from dask_cluster import Cluster, kill, wait_until
from releases import every_row, parquet_bytes
from shelf import shelf_of
from small_corpus import BAD_FILES, NO_TARGETS, PLAN, quick
from typer.testing import CliRunner

from extractors import Limits
from extractors.schema.rows import QuarantineRow
from pipelines.build import BuildRequest
from pipelines.cli import app
from pipelines.engines import EngineName, cluster
from pipelines.engines.dask import DaskEngine
from pipelines.engines.engine import open_engine
from pipelines.errors import PlanhouseError
from pipelines.inputs import Place
from pipelines.raw_store.listing import list_inputs
from pipelines.run import Outcome, run_build

# One process of the tests has the cluster.
pytestmark = pytest.mark.xdist_group("dask")

_PACKAGES = ("extractors", "expectations", "pipelines", "requirements")
_ROOT = Path(__file__).resolve().parents[2]


class Steps:
    """Progress that does something when the first documents are kept."""

    def __init__(self, first: Callable[[], None]) -> None:
        self.first = first
        self.documents = False

    def stage(self, name: str, total: int) -> None:
        self.documents = name == "extracting documents"

    def advance(self, step: str) -> None:
        if self.documents:
            self.documents = False
            self.first()


@pytest.fixture
def gate(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which documents that wait look for their gate."""
    folder = tmp_path_factory.mktemp("gate")
    monkeypatch.setenv("PLANHOUSE_TEST_GATE", str(folder))
    return folder


@pytest.fixture
def empty_cluster(tmp_path: Path, gate: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder)
    yield started
    started.end()


@pytest.fixture
def two_workers(empty_cluster: Cluster) -> Cluster:
    empty_cluster.add_worker()
    empty_cluster.add_worker()
    empty_cluster.wait_for_workers(2)
    return empty_cluster


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "保定").mkdir(parents=True)
    for number in range(20):
        (folder / "保定" / f"{number:02d}.txt").write_text(f"{PLAN}附件{number}\n", encoding="utf-8")
    (folder / "notice.txt").write_text(NO_TARGETS, encoding="utf-8")
    return folder


def build(raw: Place, warehouse: Path, extract: str, on: Cluster | None = None, **asked: object) -> Outcome:
    """Build on a cluster, or on this machine where there is none."""
    if on is not None:
        asked |= {"engine": EngineName.dask, "scheduler": on.address}
    return run_build(
        raw, warehouse, workers=quick(extract=f"small_extraction:{extract}"), processes=2, **asked
    )


def results(request: BuildRequest) -> dict[str, bytes | QuarantineRow]:
    """Return what an engine makes of each document, without a release."""
    with open_engine(request) as engine:
        return dict(engine.results(list_inputs(request.raw_dir).files))


def test_a_release_is_the_same_where_a_worker_is_killed_in_the_middle(
    many: Path, two_workers: Cluster, gate: Path, tmp_path: Path
):
    for name, (content, _) in BAD_FILES.items():
        (many / name).write_bytes(content)
    for name in ("crashes.txt", "stumbles.txt", "waits.txt"):
        (many / name).write_text(PLAN, encoding="utf-8")

    def in_work() -> list[int]:
        return [int(path.stem) for path in gate.glob("*.waiting")]

    def kill_one() -> None:
        wait_until(in_work)
        (busy,) = in_work()
        kill(next(worker for worker in two_workers.workers if worker.pid == busy))
        (gate / "gate").touch()

    found = build(many, tmp_path / "dask", "gated_extract", two_workers, progress=Steps(kill_one))
    # Each of the two workers had the document in its hands.
    assert sorted(in_work()) == sorted(worker.pid for worker in two_workers.workers)
    expected = build(many, tmp_path / "local", "gated_extract")
    assert found.release.name == expected.release.name
    assert parquet_bytes(found.release) == parquet_bytes(expected.release)
    assert {row[3] for row in every_row(found.release)["quarantine"]} == {
        *(rule for _, rule in BAD_FILES.values()),
        *("extractor.crashed", "extractor.failed"),
    }


def test_results_are_those_of_one_machine(many: Path, two_workers: Cluster):
    (many / "hangs.txt").write_text(PLAN, encoding="utf-8")
    (many / os.fsdecode(b"\xb9\xe6\xbb\xae.txt")).write_text(PLAN, encoding="utf-8")
    (many / "notice.txt.meta.json").write_text('{"source_url": "https://example.org/"}', encoding="utf-8")
    on_dask = replace(asked(many, two_workers), limits=Limits(max_seconds=5))
    expected = results(replace(on_dask, engine=EngineName.local))
    assert {row.rule for row in expected.values() if not isinstance(row, bytes)} == {"extractor.timeout"}
    assert results(on_dask) == expected
    (many / os.fsdecode(b"\xb9\xe6\xbb\xae.txt")).unlink()  # no store has such a name
    from_store = results(replace(on_dask, raw_dir=shelf_of(many)))
    assert from_store == {name: found for name, found in expected.items() if name in from_store}
    assert len(from_store) == len(expected) - 1


def test_a_document_that_kills_its_workers_costs_itself(many: Path):
    (many / "kills.txt").write_text(PLAN, encoding="utf-8")
    request = BuildRequest(
        *(many, Path("nowhere")),
        extract="small_extraction:deadly_extract",
        processes=2,
        engine=EngineName.dask,
    )
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        found = results(request)
    held_back = found.pop("kills.txt")
    assert held_back.rule == "extractor.crashed"
    assert "the workers of the cluster that took it were lost" in held_back.reason
    assert found == results(replace(request, raw_dir=_without(many, "kills.txt"), engine=EngineName.local))


class TestRefusals:
    def test_a_scheduler_that_is_not_there(
        self, many: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
        with pytest.raises(PlanhouseError, match=r"127\.0\.0\.1:9: no Dask scheduler answers"):
            build(many, warehouse, "small_extract", engine=EngineName.dask, scheduler="tcp://127.0.0.1:9")
        assert not (warehouse / "current").exists()

    def test_a_scheduler_that_is_lost(self, many: Path, two_workers: Cluster, gate: Path, warehouse: Path):
        before = build(many, warehouse, "gated_extract")
        for path in many.glob("保定/1*.txt"):
            path.write_text(PLAN + path.name, encoding="utf-8")
        (many / "waits.txt").write_text(PLAN, encoding="utf-8")
        with pytest.raises(PlanhouseError, match="was lost; the last release stays"):
            build(
                *(many, warehouse, "gated_extract", two_workers),
                progress=Steps(lambda: kill(two_workers.scheduler)),
            )
        assert (warehouse / "current").resolve() == before.release
        (gate / "gate").touch()
        after = build(many, warehouse, "gated_extract")
        assert 0 < after.manifest["run"]["extracted_count"] < 11

    def test_workers_of_another_version(self, many: Path, empty_cluster: Cluster, tmp_path: Path):
        other = _other_version(tmp_path / "other")
        early, late = list_inputs(many).files[:2]
        request = asked(many, empty_cluster)
        good = empty_cluster.add_worker()
        empty_cluster.wait_for_workers(1)
        with DaskEngine(request) as engine:
            assert [name for name, _ in engine.results([early])] == [early.document_id]
            kill(good)
            empty_cluster.add_worker(PYTHONPATH=_before(other))
            with pytest.raises(PlanhouseError, match="joined the cluster runs another version of planhouse"):
                list(engine.results([late]))
        with (
            DaskEngine(request) as engine,
            pytest.raises(PlanhouseError, match=r"tcp://.*: the worker runs another version of planhouse"),
        ):
            list(engine.results([late]))

    def test_workers_without_planhouse(self, many: Path, empty_cluster: Cluster, tmp_path: Path):
        (tmp_path / "hollow" / "pipelines").mkdir(parents=True)
        (tmp_path / "hollow" / "pipelines" / "__init__.py").write_text(
            "raise ModuleNotFoundError('not here')"
        )
        empty_cluster.add_worker(PYTHONPATH=_before(tmp_path / "hollow"))
        empty_cluster.wait_for_workers(1)
        with (
            DaskEngine(asked(many, empty_cluster)) as engine,
            pytest.raises(PlanhouseError, match=r"tcp://.*: the worker cannot call planhouse"),
        ):
            list(engine.results(list_inputs(many).files))

    def test_workers_that_do_not_see_the_documents(self, two_workers: Cluster, warehouse: Path):
        # What lies in the memory of this process is there for no other one.
        fsspec.filesystem("memory").pipe("/unseen/a.txt", PLAN.encode())
        with pytest.raises(PlanhouseError, match="sees none of 1 documents of memory://unseen"):
            build("memory://unseen", warehouse, "small_extract", two_workers)

    def test_a_store_that_workers_cannot_read(self, many: Path, two_workers: Cluster):
        url = shelf_of(many)
        file = list_inputs(url).files[0]
        lost = replace(file, path=replace(file.path, key="unreachable.txt"))
        with (
            DaskEngine(asked(url, two_workers)) as engine,
            pytest.raises(
                PlanhouseError, match=r"notice\.txt cannot be read: RuntimeError: the store hung up"
            ),
        ):
            list(engine.results([lost]))


class TestWithoutDask:
    def test_no_other_build_imports_it(self):
        code = (
            "import sys, pipelines.definitions, pipelines.engines.local; print('distributed' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "False"

    def test_it_is_told_how_to_get_it(self, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setitem(sys.modules, "distributed", None)
        for name in ("dask", "cluster"):
            monkeypatch.delitem(sys.modules, f"pipelines.engines.{name}", raising=False)
        request = BuildRequest(raw, tmp_path, engine=EngineName.dask)
        with pytest.raises(PlanhouseError, match=r'pip install "planhouse\[dask\]"'), open_engine(request):
            pass

    def test_a_scheduler_alone_is_no_engine(self, raw: Path, warehouse: Path):
        done = CliRunner().invoke(
            app, ["build", "--raw", str(raw), "--warehouse", str(warehouse), "--scheduler", "tcp://x:1"]
        )
        assert done.exit_code == 2
        assert "--engine dask" in done.output
        assert not warehouse.exists()


def asked(raw: Place, scheduler: Cluster) -> BuildRequest:
    """Return a request that no warehouse is needed for."""
    return BuildRequest(
        *(raw, Path("nowhere")),
        extract="small_extraction:stumbling_extract",
        processes=2,
        engine=EngineName.dask,
        scheduler=scheduler.address,
    )


def _without(raw: Path, name: str) -> Path:
    (raw / name).unlink()
    return raw


def _before(folder: Path) -> str:
    """Return a path of modules in which those of a folder come first."""
    return os.pathsep.join((str(folder), os.environ["PYTHONPATH"]))


def _other_version(folder: Path) -> Path:
    """Return a copy of the code in which a lexicon has one word more."""
    for name in _PACKAGES:
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "extractors" / "lexicons" / "data" / "verbs.csv").open("a", encoding="utf-8") as lexicon:
        lexicon.write("\n")
    return folder
