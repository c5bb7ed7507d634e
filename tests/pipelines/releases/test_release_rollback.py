from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import BusyError, DamagedReleaseError, HeldError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.release import switch
from pipelines.releases.history import read_history
from pipelines.releases.hold import Hold, drop_hold, read_hold, refuse_held, write_hold
from pipelines.releases.naming import find_release
from pipelines.releases.rollback import RolledBack, resume, roll_back

Call = Callable[..., Any]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def events(warehouse: Warehouse) -> list[str]:
    return [event["event"] for event in warehouse.read_log()]


class TestRollBack:
    def test_to_the_release_that_was_current_before(self, warehouse: Warehouse, ids: list[str]):
        assert roll_back(warehouse, None, "wrong units", NOON) == RolledBack(ids[2], ids[1])
        assert warehouse.current_id() == ids[1]

    def test_again_leads_further_back(self, warehouse: Warehouse, ids: list[str]):
        roll_back(warehouse, None, None, NOON)
        assert roll_back(warehouse, None, None, NOON) == RolledBack(ids[1], ids[0])

    def test_no_further_than_the_first(self, warehouse: Warehouse, ids: list[str]):
        switch(warehouse, ids[0], "rolled_back")
        with pytest.raises(PlanhouseError, match=f"no release before {ids[0]}"):
            roll_back(warehouse, None, None, NOON)

    def test_to_a_release_by_its_first_characters(self, warehouse: Warehouse, ids: list[str]):
        roll_back(warehouse, ids[0][:8], None, NOON)
        assert warehouse.current_id() == ids[0]

    def test_forward_too(self, warehouse: Warehouse, ids: list[str]):
        roll_back(warehouse, ids[0], None, NOON)
        roll_back(warehouse, ids[2], None, NOON)
        assert warehouse.current_id() == ids[2]
        assert read_hold(warehouse) == Hold(ids[2], "2026-01-01T12:00:00+00:00", None)

    def test_from_a_release_that_is_gone(self, warehouse: Warehouse, ids: list[str]):
        warehouse.release(ids[2]).rename(warehouse.root / "elsewhere")
        assert roll_back(warehouse, None, None, NOON) == RolledBack(ids[2], ids[1])

    def test_from_nothing_to_the_newest(self, warehouse: Warehouse, ids: list[str]):
        warehouse.current.unlink()
        assert roll_back(warehouse, None, None, NOON) == RolledBack(None, ids[2])

    def test_it_is_logged(self, warehouse: Warehouse, ids: list[str]):
        roll_back(warehouse, None, "wrong units", NOON)
        *_, last = warehouse.read_log()
        assert last.pop("at")
        assert last == {
            "event": "rolled_back",
            "release_id": ids[1],
            "previous": ids[2],
            "reason": "wrong units",
        }

    def test_a_publication_without_its_line_is_logged_first(self, warehouse: Warehouse, ids: list[str]):
        lines = warehouse.log.read_text(encoding="utf-8").splitlines(keepends=True)
        warehouse.log.write_text("".join(lines[:-1]), encoding="utf-8")
        roll_back(warehouse, None, None, NOON)
        *_, recovered, last = warehouse.read_log()
        lost = json.loads(lines[-1])
        assert recovered == {**lost, "event": "recovered", "at": recovered["at"]}
        assert (last["event"], last["release_id"], last["previous"]) == ("rolled_back", ids[1], ids[2])

    def test_after_one_that_was_killed_before_its_line(self, warehouse: Warehouse, ids: list[str]):
        write_hold(warehouse, ids[1], "wrong units", NOON)
        warehouse.switch(ids[1])
        assert roll_back(warehouse, None, None, NOON) == RolledBack(ids[1], ids[0])
        *_, lost, _ = warehouse.read_log()
        lost.pop("at")
        assert lost == {
            "event": "rolled_back",
            "release_id": ids[1],
            "previous": ids[2],
            "reason": "wrong units",
        }

    def test_a_damaged_release_is_refused(self, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[1]) / "data_docs" / "index.html").unlink()
        with pytest.raises(
            DamagedReleaseError, match=r"(?s)not whole, current stays.*data_docs/index\.html: missing"
        ):
            roll_back(warehouse, None, None, NOON)
        assert warehouse.current_id() == ids[2]
        assert read_hold(warehouse) is None
        assert events(warehouse) == ["published"] * 3

    def test_to_where_it_is(self, warehouse: Warehouse, ids: list[str]):
        with pytest.raises(PlanhouseError, match="is the current release already"):
            roll_back(warehouse, ids[2], None, NOON)
        assert read_hold(warehouse) is None

    def test_not_while_a_build_runs(self, warehouse: Warehouse, ids: list[str]):
        with warehouse.locked(), pytest.raises(BusyError):
            roll_back(warehouse, None, None, NOON)
        assert warehouse.current_id() == ids[2]


class TestHistory:
    def test_a_release_that_is_gone_is_passed_over(self, warehouse: Warehouse, ids: list[str]):
        warehouse.release(ids[1]).rename(warehouse.root / "elsewhere")
        assert read_history(warehouse).previous() == ids[0]

    def test_without_a_log_it_is_the_one_built_before(self, warehouse: Warehouse, ids: list[str]):
        for place, release_id in enumerate(ids):
            run = {"finished_at": f"2026-01-0{place + 1}T00:00:00+00:00"}
            (warehouse.release(release_id) / "run.json").write_text(json.dumps(run), encoding="utf-8")
        warehouse.log.unlink()
        assert read_history(warehouse).previous() == ids[1]
        assert read_history(warehouse).newest_first() == ids[::-1]

    def test_switching_back_to_known_inputs_counts(self, warehouse: Warehouse, ids: list[str]):
        switch(warehouse, ids[0], "switched")
        assert read_history(warehouse).previous() == ids[2]

    def test_builds_of_one_second_come_in_the_order_of_the_log(self, warehouse: Warehouse, ids: list[str]):
        for release_id in ids:
            run = {"finished_at": "2026-01-01T00:00:00+00:00"}
            (warehouse.release(release_id) / "run.json").write_text(json.dumps(run), encoding="utf-8")
        assert read_history(warehouse).newest_first() == ids[::-1]

    @pytest.mark.parametrize(
        "content", [None, "", "[]", '{"finished_at": "yesterday"}', '{"finished_at": 3}']
    )
    def test_without_a_record_of_its_run_the_log_tells_when(
        self, warehouse: Warehouse, ids: list[str], content: str | None
    ):
        path = warehouse.release(ids[0]) / "run.json"
        path.unlink() if content is None else path.write_text(content, encoding="utf-8")
        (first, *_) = warehouse.read_log()
        assert read_history(warehouse).published_at(ids[0]) == datetime.fromisoformat(str(first["at"]))

    def test_a_torn_line_of_the_log_is_passed_over(self, warehouse: Warehouse, ids: list[str]):
        with warehouse.log.open("a", encoding="utf-8") as log:
            log.write('[]\n{"event": "publi')
        assert events(warehouse) == ["published"] * 3
        assert read_history(warehouse).previous() == ids[1]
        warehouse.append_log({"event": "resumed"})
        assert events(warehouse) == ["published"] * 3 + ["resumed"]

    def test_it_was_used_until_another_took_its_place(self, warehouse: Warehouse, ids: list[str]):
        history = read_history(warehouse)
        times = [datetime.fromisoformat(str(event["at"])) for event in warehouse.read_log()]
        assert [history.used_until(release_id) for release_id in ids] == [times[1], times[2], times[2]]


class TestHold:
    def test_builds_are_refused_until_it_is_dropped(self, warehouse: Warehouse):
        refuse_held(warehouse)
        write_hold(warehouse, "3cd2f5332e61", "wrong units", NOON)
        with pytest.raises(HeldError) as refused:
            refuse_held(warehouse)
        assert str(refused.value) == (
            f"{warehouse.root}: rolled back to 3cd2f5332e61 at 2026-01-01T12:00:00+00:00 (wrong units), builds are on"
            " hold since; a build would publish the present files again. `planhouse release resume` lets builds publish"
        )
        assert drop_hold(warehouse)
        refuse_held(warehouse)
        assert not drop_hold(warehouse)

    @pytest.mark.parametrize("content", ["", "{}", "[]"])
    def test_one_that_cannot_be_read_refuses_too(self, warehouse: Warehouse, content: str):
        warehouse.hold.write_text(content, encoding="utf-8")
        with pytest.raises(PlanhouseError, match="planhouse release resume"):
            refuse_held(warehouse)
        resume(warehouse)
        assert read_hold(warehouse) is None

    def test_resuming_is_logged(self, warehouse: Warehouse, ids: list[str]):
        roll_back(warehouse, None, None, NOON)
        resume(warehouse)
        assert events(warehouse)[-2:] == ["rolled_back", "resumed"]
        with pytest.raises(PlanhouseError, match="builds are not on hold"):
            resume(warehouse)


class TestNames:
    def test_words_ids_beginnings_and_folders(self, warehouse: Warehouse, ids: list[str], monkeypatch: Any):
        monkeypatch.chdir(warehouse.release(ids[0]).parent)
        named = ["current", "previous", ids[0], ids[0][:10], str(warehouse.release(ids[0])), f"./{ids[0]}"]
        assert [find_release(warehouse, name).name for name in named] == [ids[2], ids[1], *[ids[0]] * 4]

    def test_a_beginning_of_several(self, warehouse: Warehouse, ids: list[str]):
        for number in (1, 2):
            (warehouse.root / "releases" / f"zz{number}").mkdir()
        with pytest.raises(PlanhouseError, match=r"^zz: begins 2 releases: zz1, zz2; give more of it$"):
            find_release(warehouse, "zz")

    def test_an_id_that_begins_another(self, warehouse: Warehouse):
        for name in ("zz", "zz1"):
            (warehouse.root / "releases" / name).mkdir()
        assert find_release(warehouse, "zz").name == "zz"

    @pytest.mark.parametrize("name", ["", "nope", "*", "no/where"])
    def test_what_names_no_release(self, warehouse: Warehouse, name: str):
        with pytest.raises(PlanhouseError, match="no release"):
            find_release(warehouse, name)


class TestCommands:
    def test_rollback_and_resume(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        result = planhouse("release", "rollback", "--reason", "wrong units")
        assert result.exit_code == 0
        assert result.output.splitlines() == [
            f"rolled back from {ids[2]} to {ids[1]}",
            "builds are on hold: the next one would publish the present files again;"
            " `planhouse release resume` lets it",
        ]
        assert f"{ids[1]}  " in next(
            line for line in planhouse("release", "list").output.splitlines() if "on hold" in line
        )
        result = planhouse("release", "resume")
        assert (result.exit_code, result.output) == (0, "builds may publish again\n")
        assert planhouse("release", "resume").exit_code == 2

    @pytest.mark.parametrize(("name", "code"), [("nope", 2), (2, 2), (1, 1)])
    def test_what_is_refused(
        self, planhouse: Call, warehouse: Warehouse, ids: list[str], name: str | int, code: int
    ):
        (warehouse.release(ids[1]) / "manifest.json").unlink()
        given = name if isinstance(name, str) else ids[name]
        assert planhouse("release", "rollback", given).exit_code == code
        assert warehouse.current_id() == ids[2]

    @pytest.mark.parametrize(
        "given",
        [("rollback",), ("prune",), ("prune", "--dry-run"), ("verify", "--all"), ("list",)],
        ids=" ".join,
    )
    def test_a_mistyped_warehouse(self, tmp_path: Path, given: tuple[str, ...]):
        missing = tmp_path / "typo"
        result = CliRunner().invoke(app, ["release", *given, "--warehouse", str(missing)])
        assert result.exit_code == 2
        assert f"{missing}: no such directory" in result.stderr
        assert not missing.exists()

    def test_what_the_system_refuses_is_told(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        warehouse.hold.mkdir()
        result = planhouse("release", "rollback")
        assert result.exit_code == 1
        assert "hold.json" in result.stderr
        assert result.stderr.endswith(": Is a directory; correct it and run again\n")
        assert warehouse.current_id() == ids[2]

    def test_a_list_for_machines(self, planhouse: Call, ids: list[str]):
        planhouse("path", "--lease", "report")
        planhouse("release", "rollback", ids[0])
        found = json.loads(planhouse("release", "list", "--format", "json").output)
        assert [(entry["release_id"], entry["current"], entry["held"]) for entry in found] == [
            (ids[2], False, False),
            (ids[1], False, False),
            (ids[0], True, True),
        ]
        assert [entry["documents"] for entry in found] == [3, 2, 2]
        assert [lease["holder"] for lease in found[0]["leases"]] == ["report"]
        assert all(entry["rows"] > 10 and 0 < entry["own_bytes"] <= entry["bytes"] for entry in found)

    def test_a_list_for_readers(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        (warehouse.release(ids[0]) / "manifest.json").write_text("{", encoding="utf-8")
        planhouse("path", "--lease", "report")
        head, *lines = planhouse("release", "list").output.splitlines()
        assert head.split() == ["release", "published", "documents", "rows", "size", "own"]
        assert [line.split()[0] for line in lines] == ids[::-1]
        assert "current, leased by report until 20" in lines[0]
        assert lines[2].split()[2:4] == ["?", "?"]
        assert lines[2].endswith("damaged: its manifest cannot be read")

    def test_no_warehouse(self, planhouse: Call, warehouse: Warehouse):
        warehouse.root.rename(warehouse.root.with_name("elsewhere"))
        result = planhouse("release", "list")
        assert (result.exit_code, result.stdout) == (2, "")
