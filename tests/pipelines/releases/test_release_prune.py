from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import BusyError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.release import switch
from pipelines.releases import leases, retention
from pipelines.releases.hold import write_hold
from pipelines.releases.leases import drop_leases, read_leases, take_lease
from pipelines.releases.retention import Pruned, RetentionPolicy, prune, verdicts
from pipelines.releases.sizes import Size, size_of

Call = Callable[..., Any]
HOUR = timedelta(hours=1)
NOTHING_STAYS = RetentionPolicy(keep=0, grace=timedelta(0))

#: How often a release is published and pruned beside a reader.
_RELEASES = 150


@pytest.fixture
def now() -> datetime:
    """A moment after the releases were published."""
    return datetime.now(UTC) + timedelta(minutes=1)


def kept(warehouse: Warehouse, policy: RetentionPolicy, now: datetime) -> dict[str, str | None]:
    return {verdict.release_id: verdict.kept_for for verdict in verdicts(warehouse, policy, now)}


class TestWhatStays:
    def test_the_current_release(self, warehouse: Warehouse, ids: list[str], now: datetime):
        assert kept(warehouse, NOTHING_STAYS, now) == {ids[2]: "current", ids[1]: None, ids[0]: None}

    def test_the_current_release_even_if_it_is_the_oldest(
        self, warehouse: Warehouse, ids: list[str], now: datetime
    ):
        warehouse.switch(ids[0])
        assert kept(warehouse, NOTHING_STAYS, now) == {ids[2]: None, ids[1]: None, ids[0]: "current"}

    def test_the_newest(self, warehouse: Warehouse, ids: list[str], now: datetime):
        policy = RetentionPolicy(keep=2, grace=timedelta(0))
        assert kept(warehouse, policy, now) == {
            ids[2]: "current",
            ids[1]: "one of the newest 2",
            ids[0]: None,
        }

    def test_those_within_the_grace_period(self, warehouse: Warehouse, ids: list[str], now: datetime):
        policy = RetentionPolicy(keep=0, grace=24 * HOUR)
        assert kept(warehouse, policy, now)[ids[0]] == "used within 24h"
        assert kept(warehouse, policy, now + 24 * HOUR)[ids[0]] is None

    def test_an_old_one_that_was_current_a_moment_ago(
        self, warehouse: Warehouse, ids: list[str], now: datetime
    ):
        """Readers who resolved the link just before are still at work."""
        for place, release_id in enumerate(ids[:2]):
            finished = f'{{"finished_at": "2020-01-0{place + 1}T00:00:00+00:00"}}'
            (warehouse.release(release_id) / "run.json").write_text(finished, encoding="utf-8")
        log = warehouse.log.read_text(encoding="utf-8").splitlines()
        warehouse.log.write_text(
            "".join(f"{line}\n".replace('"at": "20', '"at": "19') for line in log), encoding="utf-8"
        )
        assert kept(warehouse, RetentionPolicy(keep=0, grace=HOUR), now)[ids[0]] is None
        switch(warehouse, ids[0], "rolled_back")
        switch(warehouse, ids[2], "rolled_back")
        assert kept(warehouse, RetentionPolicy(keep=0, grace=HOUR), now)[ids[0]] == "used within 1h"

    def test_those_with_a_lease(self, warehouse: Warehouse, ids: list[str], now: datetime):
        warehouse.switch(ids[0])
        take_lease(warehouse, "report", HOUR, now)
        take_lease(warehouse, "archive", HOUR, now)
        warehouse.switch(ids[2])
        assert kept(warehouse, NOTHING_STAYS, now)[ids[0]] == "leased by archive, report"
        assert kept(warehouse, NOTHING_STAYS, now + HOUR)[ids[0]] is None

    def test_the_one_on_hold(self, warehouse: Warehouse, ids: list[str], now: datetime):
        write_hold(warehouse, ids[1], None, now)
        assert kept(warehouse, NOTHING_STAYS, now)[ids[1]] == "on hold"

    def test_the_default_keeps_ten_and_a_day(self):
        assert RetentionPolicy() == RetentionPolicy(keep=10, grace=timedelta(days=1))


class TestPrune:
    def test_what_goes_is_gone(self, warehouse: Warehouse, ids: list[str], now: datetime):
        own = size_of(warehouse.release(ids[0]), warehouse.release(ids[1])).own
        done = prune(warehouse, NOTHING_STAYS, now)
        assert (done.release_ids, done.freed, done.expired) == ((ids[1], ids[0]), own, 0)
        assert warehouse.release_ids() == [ids[2]]
        assert not warehouse.aside.exists()

    def test_it_is_logged(self, warehouse: Warehouse, ids: list[str], now: datetime):
        done = prune(warehouse, NOTHING_STAYS, now)
        *_, last = warehouse.read_log()
        assert last.pop("at")
        assert last == {"event": "pruned", "release_ids": [ids[1], ids[0]], "bytes": done.freed}

    def test_nothing_to_do_is_not_logged(self, warehouse: Warehouse, now: datetime):
        before = warehouse.log.read_bytes()
        assert prune(warehouse, RetentionPolicy(), now) == Pruned((), 0, 0, 0)
        assert warehouse.log.read_bytes() == before

    def test_ended_leases_go(self, warehouse: Warehouse, now: datetime):
        take_lease(warehouse, "short", HOUR, now)
        take_lease(warehouse, "long", 3 * HOUR, now)
        assert prune(warehouse, RetentionPolicy(), now + 2 * HOUR).expired == 1
        assert [lease.holder for lease in read_leases(warehouse)] == ["long"]

    def test_a_killed_prune_leaves_nothing_half(
        self, warehouse: Warehouse, ids: list[str], now: datetime, monkeypatch: pytest.MonkeyPatch
    ):
        def killed(folder: Path) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(shutil, "rmtree", killed)
            with pytest.raises(KeyboardInterrupt):
                prune(warehouse, NOTHING_STAYS, now)
        assert warehouse.release_ids() == [ids[2]]
        assert warehouse.aside.exists()
        done = prune(warehouse, NOTHING_STAYS, now)
        assert (done.release_ids, done.freed) == ((), 0)
        assert not warehouse.aside.exists()

    def test_a_build_clears_what_was_moved_aside(self, warehouse: Warehouse, ids: list[str]):
        warehouse.aside.mkdir(parents=True)
        warehouse.release(ids[0]).rename(warehouse.aside / ids[0])
        warehouse.clear_staging(keep=ids[1])
        assert not warehouse.aside.exists()

    def test_a_release_whose_successor_was_published_without_a_line(
        self, warehouse: Warehouse, ids: list[str], now: datetime
    ):
        """A build was killed between its switch and its line, a moment ago; the release before is old."""
        lines = warehouse.log.read_text(encoding="utf-8").splitlines(keepends=True)
        warehouse.log.write_text("".join(lines[:-1]).replace('"at": "20', '"at": "19'), encoding="utf-8")
        (warehouse.release(ids[1]) / "run.json").write_text(
            '{"finished_at": "2020-01-01T00:00:00+00:00"}', encoding="utf-8"
        )
        prune(warehouse, RetentionPolicy(keep=1, grace=HOUR), now)
        assert ids[1] in warehouse.release_ids()
        recovered = next(line for line in warehouse.read_log() if line["event"] == "recovered")
        assert (recovered["release_id"], recovered["previous"]) == (ids[2], ids[1])

    def test_not_while_a_build_runs(self, warehouse: Warehouse, ids: list[str], now: datetime):
        with warehouse.locked(), pytest.raises(BusyError):
            prune(warehouse, NOTHING_STAYS, now)
        assert len(warehouse.release_ids()) == 3

    def test_a_file_in_the_way(self, warehouse: Warehouse, now: datetime):
        warehouse.staging.rmdir()
        warehouse.staging.write_text("a file", encoding="utf-8")
        with pytest.raises(PlanhouseError, match="staging/pruned: cannot be pruned: "):
            prune(warehouse, NOTHING_STAYS, now)
        assert len(warehouse.release_ids()) == 3


class TestSizes:
    def test_files_that_releases_share_are_nobodys_own(self, tmp_path: Path):
        for name in ("a", "b", "c"):
            (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / "a" / "own").write_bytes(b"1")
        (tmp_path / "a" / "deep" / "two").write_bytes(b"22")
        (tmp_path / "b" / "two").hardlink_to(tmp_path / "a" / "deep" / "two")
        (tmp_path / "b" / "all").write_bytes(b"4444")
        for name in ("a", "c"):
            (tmp_path / name / "all").hardlink_to(tmp_path / "b" / "all")
        assert size_of(tmp_path / "a") == Size(1 + 2 + 4, 1)
        assert size_of(tmp_path / "a", tmp_path / "b") == Size(1 + 2 + 4, 1 + 2)
        assert size_of(tmp_path / "a", tmp_path / "b", tmp_path / "c") == Size(1 + 2 + 4, 1 + 2 + 4)

    def test_links_and_missing_folders_take_nothing(self, tmp_path: Path):
        (tmp_path / "link").symlink_to(__file__)
        assert size_of(tmp_path, tmp_path / "nowhere") == Size(0, 0)

    def test_what_is_shared_is_not_freed(self, warehouse: Warehouse, ids: list[str], now: datetime):
        old, new = (warehouse.release(release_id) / "run.json" for release_id in (ids[0], ids[2]))
        before = size_of(warehouse.release(ids[0]), warehouse.release(ids[1])).own
        new.unlink()
        new.hardlink_to(old)
        shared = old.stat().st_size
        assert prune(warehouse, NOTHING_STAYS, now).freed == before - shared


class TestLeaseAgainstPrune:
    def test_a_lease_that_is_being_taken_is_waited_for(
        self, warehouse: Warehouse, ids: list[str], now: datetime, monkeypatch: pytest.MonkeyPatch
    ):
        """Between finding the release and writing the lease, another becomes current and a prune begins."""
        at_the_lock, pruned = threading.Event(), []

        class Flock:
            LOCK_EX = leases.fcntl.LOCK_EX

            @staticmethod
            def flock(*how: Any) -> None:
                if threading.current_thread() is pruning:
                    at_the_lock.set()
                real.flock(*how)

        def written(*what: Any, **how: Any) -> None:
            warehouse.switch(ids[0])
            pruning.start()
            assert at_the_lock.wait(timeout=60)
            write(*what, **how)

        pruning = threading.Thread(target=lambda: pruned.append(prune(warehouse, NOTHING_STAYS, now)))
        real, write = leases.fcntl, leases.write_in_one_step
        monkeypatch.setattr(leases, "fcntl", Flock)
        monkeypatch.setattr(leases, "write_in_one_step", written)
        assert take_lease(warehouse, "report", HOUR, now).name == ids[2]
        pruning.join()
        assert warehouse.release_ids() == sorted([ids[0], ids[2]])
        assert pruned[0].release_ids == (ids[1],)

    def test_a_lease_taken_after_the_choice_counts(
        self, warehouse: Warehouse, ids: list[str], now: datetime, monkeypatch: pytest.MonkeyPatch
    ):
        """A reader found the release while it was current, and gets the lock when the prune has chosen already."""
        real, waiting = leases.leases_locked, [ids[1]]

        @contextmanager
        def locked(held: Warehouse) -> Iterator[None]:
            if waiting:
                warehouse.switch(waiting.pop())
                take_lease(warehouse, "report", HOUR, now)
                warehouse.switch(ids[2])
            with real(held):
                yield

        monkeypatch.setattr(retention, "leases_locked", locked)
        assert prune(warehouse, NOTHING_STAYS, now).release_ids == (ids[0],)
        assert warehouse.release(ids[1]).is_dir()

    def test_two_processes(self, tmp_path: Path):
        """What a reader got a lease on is there until it drops the lease, whatever is published and pruned beside it."""
        warehouse = Warehouse(tmp_path)
        for folder in ("releases/first", "staging"):
            (tmp_path / folder).mkdir(parents=True)
        (warehouse.release("first") / "manifest.json").write_text("first", encoding="utf-8")
        warehouse.switch("first")
        command = [
            sys.executable,
            str(Path(__file__).with_name("publisher.py")),
            str(tmp_path),
            str(_RELEASES),
        ]
        environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        seen: set[str] = set()
        with subprocess.Popen(command, env=environment) as publisher:
            while publisher.poll() is None:
                release = take_lease(warehouse, "reader", HOUR, datetime.now(UTC))
                for _ in range(20):
                    assert (release / "manifest.json").read_text(encoding="utf-8") == release.name
                seen.add(release.name)
                drop_leases(warehouse, "reader")
        assert publisher.returncode == 0
        assert len(seen) > 1
        prune(warehouse, NOTHING_STAYS, datetime.now(UTC))
        assert warehouse.release_ids() == [f"release-{_RELEASES - 1:04d}"]


class TestCommand:
    def test_a_dry_run_tells_and_removes_nothing(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        result = planhouse("release", "prune", "--keep", 2, "--grace", "0h", "--dry-run")
        assert result.exit_code == 0
        assert result.output.splitlines() == [
            f"{ids[2]}  stays: current",
            f"{ids[1]}  stays: one of the newest 2",
            f"{ids[0]}  would be removed",
        ]
        assert len(warehouse.release_ids()) == 3

    def test_it_says_what_it_removed(self, planhouse: Call, warehouse: Warehouse, ids: list[str]):
        take_lease(warehouse, "report", HOUR, datetime(2020, 1, 1, tzinfo=UTC))
        result = planhouse("release", "prune", "--keep", 1, "--grace", "0h")
        assert result.exit_code == 0
        *removed, last = result.output.splitlines()
        assert removed == [f"removed {ids[1]}", f"removed {ids[0]}"]
        assert last.startswith("2 releases removed, ")
        assert last.endswith(" kB of it kept work, 1 ended lease dropped")

    def test_by_default_a_day_is_kept(self, planhouse: Call, warehouse: Warehouse):
        result = planhouse("release", "prune", "--keep", 0)
        assert result.output == "0 releases removed, 0 bytes freed\n"

    @pytest.mark.parametrize("given", [("--grace", "soon"), ("--keep", "-1")])
    def test_wrong_usage(self, planhouse: Call, given: tuple[str, ...]):
        assert planhouse("release", "prune", *given).exit_code == 2

    def test_a_running_build_is_named(self, planhouse: Call, warehouse: Warehouse):
        with warehouse.locked():
            result = planhouse("release", "prune")
        assert result.exit_code == 1
        assert "another build is writing" in result.stderr
