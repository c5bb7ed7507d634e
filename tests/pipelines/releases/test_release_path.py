from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import DamagedReleaseError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.releases.leases import Lease, drop_expired, drop_leases, live_leases, read_leases, take_lease

Call = Callable[..., Any]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class TestPath:
    def test_the_folder_and_nothing_else(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        result = planhouse("path")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"{warehouse.release(ids[2])}\n"

    def test_it_is_absolute_from_anywhere(
        self, warehouse: Warehouse, ids: list[str], monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.chdir(warehouse.root.parent)
        result = CliRunner().invoke(app, ["path"])
        assert result.stdout == f"{warehouse.release(ids[2])}\n"

    def test_links_above_the_warehouse_are_resolved(
        self, warehouse: Warehouse, ids: list[str], tmp_path: Path
    ):
        (tmp_path / "link").symlink_to(warehouse.root)
        result = CliRunner().invoke(app, ["path", "--warehouse", str(tmp_path / "link")])
        assert result.stdout == f"{warehouse.release(ids[2])}\n"

    @pytest.mark.parametrize("given", [(), ("--lease", "report")])
    def test_before_the_first_build(self, tmp_path: Path, given: tuple[str, ...]):
        result = CliRunner().invoke(app, ["path", "--warehouse", str(tmp_path), *given])
        assert (result.exit_code, result.stdout) == (2, "")
        assert "no release there" in result.stderr

    def test_a_warehouse_that_is_not_there(self, tmp_path: Path):
        result = CliRunner().invoke(
            app, ["path", "--warehouse", str(tmp_path / "nowhere"), "--lease", "report"]
        )
        assert result.exit_code == 2
        assert not (tmp_path / "nowhere").exists()

    def test_a_lease_prints_the_same(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        result = planhouse("path", "--lease", "report", "--for", "7d")
        assert result.stdout == f"{warehouse.release(ids[2])}\n"
        (lease,) = read_leases(warehouse)
        assert (lease.release_id, lease.holder) == (ids[2], "report")
        assert lease.taken_at and lease.expires_at
        assert lease.expires_at - lease.taken_at == timedelta(days=7)

    def test_a_lease_lasts_a_day_by_default(self, planhouse: Call, warehouse: Warehouse):
        planhouse("path", "--lease", "report")
        (lease,) = read_leases(warehouse)
        assert lease.taken_at and lease.expires_at
        assert lease.expires_at - lease.taken_at == timedelta(days=1)

    def test_a_lease_is_dropped(self, planhouse: Call, warehouse: Warehouse):
        planhouse("path", "--lease", "report")
        result = planhouse("path", "--drop", "report")
        assert (result.exit_code, result.output) == (0, "")
        assert read_leases(warehouse) == []

    def test_dropping_what_is_not_held(self, planhouse: Call):
        result = planhouse("path", "--drop", "report")
        assert result.exit_code == 2
        assert "report: no lease of that name" in result.stderr

    @pytest.mark.parametrize(
        "given",
        [
            ("--lease", "a/b"), ("--lease", ".."), ("--lease", ""), ("--lease", "x" * 61), ("--lease", "-x"),
            ("--lease", "x", "--for", "0h"), ("--lease", "x", "--for", "forever"), ("--lease", "x", "--drop", "x"),
        ],
    )  # fmt: skip
    def test_what_is_no_lease(self, planhouse: Call, warehouse: Warehouse, given: tuple[str, ...]):
        result = planhouse("path", *given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert read_leases(warehouse) == []


class TestLeases:
    def test_the_file_says_who_and_until_when(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "月报", HOUR, NOON)
        content = (warehouse.leases / ids[2] / "月报.json").read_text(encoding="utf-8")
        assert json.loads(content) == {
            "holder": "月报",
            "taken_at": "2026-01-01T12:00:00+00:00",
            "expires_at": "2026-01-01T13:00:00+00:00",
        }

    def test_the_same_name_renews(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", HOUR, NOON)
        take_lease(warehouse, "report", HOUR, NOON + HOUR / 2)
        assert read_leases(warehouse) == [Lease(ids[2], "report", NOON, NOON + HOUR * 3 / 2)]

    def test_it_does_not_get_shorter(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", 7 * HOUR, NOON)
        take_lease(warehouse, "report", HOUR, NOON)
        assert read_leases(warehouse) == [Lease(ids[2], "report", NOON, NOON + 7 * HOUR)]

    def test_one_that_had_ended_begins_anew(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", HOUR, NOON)
        take_lease(warehouse, "report", HOUR, NOON + 2 * HOUR)
        assert read_leases(warehouse) == [Lease(ids[2], "report", NOON + 2 * HOUR, NOON + 3 * HOUR)]

    def test_it_stays_on_the_older_release_too(self, warehouse: Warehouse, ids: list[str]):
        warehouse.switch(ids[0])
        take_lease(warehouse, "report", HOUR, NOON)
        warehouse.switch(ids[1])
        assert take_lease(warehouse, "report", HOUR, NOON).name == ids[1]
        assert {lease.release_id for lease in read_leases(warehouse)} == {ids[0], ids[1]}
        assert len(drop_leases(warehouse, "report")) == 2
        assert read_leases(warehouse) == []

    def test_it_ends_on_time(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", HOUR, NOON)
        assert live_leases(warehouse, ids[2], NOON + HOUR - timedelta(seconds=1))
        assert not live_leases(warehouse, ids[2], NOON + HOUR)

    def test_only_what_has_ended_is_removed(self, warehouse: Warehouse):
        take_lease(warehouse, "short", HOUR, NOON)
        take_lease(warehouse, "long", 3 * HOUR, NOON)
        assert [lease.holder for lease in drop_expired(warehouse, NOON + HOUR)] == ["short"]
        assert [lease.holder for lease in read_leases(warehouse)] == ["long"]

    def test_the_folder_goes_with_the_last(self, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", HOUR, NOON)
        drop_leases(warehouse, "report")
        assert not (warehouse.leases / ids[2]).exists()

    @pytest.mark.parametrize("content", ["", "{}", "[]", '{"taken_at": "x", "expires_at": "y"}'])
    def test_one_that_cannot_be_read_counts_until_it_is_dropped(
        self, warehouse: Warehouse, ids: list[str], content: str
    ):
        take_lease(warehouse, "report", HOUR, NOON)
        (warehouse.leases / ids[2] / "report.json").write_text(content, encoding="utf-8")
        assert drop_expired(warehouse, NOON + timedelta(days=4000)) == []
        assert live_leases(warehouse, ids[2], NOON + timedelta(days=4000))
        drop_leases(warehouse, "report")
        assert read_leases(warehouse) == []

    def test_a_release_without_its_manifest_is_not_leased(self, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[2]) / "manifest.json").unlink()
        with pytest.raises(DamagedReleaseError, match="planhouse release rollback"):
            take_lease(warehouse, "report", HOUR, NOON)
        assert read_leases(warehouse) == []

    def test_a_file_in_place_of_the_folder(self, warehouse: Warehouse):
        warehouse.leases.write_text("a file", encoding="utf-8")
        with pytest.raises(PlanhouseError, match="leases cannot be written there: "):
            take_lease(warehouse, "report", HOUR, NOON)
