from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from arrivals import content
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.arrival.asking import Asked, Plan, UnfinishedRuns, batch_digest, plan
from pipelines.arrival.settings import Arrival
from pipelines.arrival.state import State, read_state, write_state
from pipelines.arrival.watch import Change, Seen

SETTINGS = Arrival(documents_a_run=2, runs_at_once=3, pauses=(60.0, 600.0))
NO_RUNS = UnfinishedRuns()


def change(name: str, text: str | None = "一") -> Change:
    return Change(name, "deleted" if text is None else "new", None if text is None else content(text))


def changes(names: str) -> list[Change]:
    return [change(name) for name in names]


def ask(
    found: list[Change],
    asked: Mapping[str, Asked] | None = None,
    runs: UnfinishedRuns = NO_RUNS,
    now: float = 0.0,
    *,
    whole: bool = False,
    blocked: Collection[str] = (),
) -> Plan:
    return plan(found, asked or {}, runs, now, SETTINGS, whole=whole, blocked=blocked)


def names(planned: Plan) -> list[str]:
    return ["".join(one.document_id for one in batch) for batch in planned.batches]


class TestBatches:
    def test_changes_go_in_batches_of_a_size_in_their_order(self):
        assert names(ask(changes("dbca"))) == ["db", "ca"]

    def test_no_more_runs_than_may_be_unfinished_at_once(self):
        planned = ask(changes("abcdefgh"), runs=UnfinishedRuns(count=1, documents=frozenset("z")))
        assert names(planned) == ["ab", "cd"]
        assert planned.held == 4
        assert set(planned.asked) == set("abcd")

    def test_before_the_first_release_one_run_takes_everything(self):
        assert names(ask(changes("abcde"), whole=True)) == ["abcde"]
        assert names(ask([], whole=True)) == []

    def test_what_unfinished_runs_take_is_not_asked_for(self):
        planned = ask(changes("abc"), runs=UnfinishedRuns(1, frozenset("b")))
        assert (names(planned), planned.in_flight) == (["ac"], 1)

    def test_a_run_that_takes_everything_takes_each_document(self):
        planned = ask(changes("ab"), runs=UnfinishedRuns(1, everything=True))
        assert (names(planned), planned.in_flight) == ([], 2)


class TestAttempts:
    def after_failures(self, times: int) -> Mapping[str, Asked]:
        return {"a": Asked(content("一"), times, ended_at=1000.0)}

    def test_a_change_is_asked_for_again_after_its_pause(self):
        once = self.after_failures(1)
        waiting = ask(changes("a"), once, now=1059.0)
        assert (names(waiting), waiting.pausing) == ([], 1)
        again = ask(changes("a"), once, now=1060.0)
        assert names(again) == ["a"]
        assert again.asked == {"a": Asked(content("一"), 2, batch=batch_digest(changes("a")))}

    def test_pauses_grow(self):
        twice = self.after_failures(2)
        assert names(ask(changes("a"), twice, now=1599.0)) == []
        assert names(ask(changes("a"), twice, now=1600.0)) == ["a"]

    def test_the_pause_counts_from_the_end_of_the_run(self):
        asked = ask(changes("a")).asked
        during = ask(changes("a"), asked, UnfinishedRuns(1, frozenset("a")), now=5000.0).asked
        over = ask(changes("a"), during, now=9000.0)
        assert over.asked == {"a": Asked(content("一"), 1, 9000.0, batch_digest(changes("a")))}
        assert names(ask(changes("a"), over.asked, now=9059.0)) == []
        assert names(ask(changes("a"), over.asked, now=9060.0)) == ["a"]

    def test_a_run_that_dagster_starts_again_is_no_end(self):
        asked = {"a": Asked(content("一"), 1, ended_at=1000.0)}
        again = ask(changes("a"), asked, UnfinishedRuns(1, frozenset("a")), now=1010.0).asked
        assert again == {"a": Asked(content("一"), 1, ended_at=None)}

    def test_after_the_last_attempt_a_document_is_given_up(self):
        planned = ask(changes("ab"), self.after_failures(3), now=1e9)
        assert (names(planned), planned.given_up) == (["b"], ("a",))
        assert ask(changes("a"), planned.asked, now=2e9).given_up == ("a",)

    def test_what_a_defect_keeps_back_is_not_asked_for_again(self):
        asked = ask(changes("ab")).asked
        batch = batch_digest(changes("ab"))
        over = ask(changes("ab"), asked, now=1000.0, blocked=[batch])
        assert (names(over), over.blocked, over.pausing) == ([], ("a", "b"), 0)
        assert names(ask(changes("ab"), over.asked, now=1e9, blocked=[batch])) == []

    def test_what_a_defect_kept_back_is_asked_for_after_another_release(self):
        asked = ask(changes("ab"), ask(changes("ab")).asked, now=1000.0).asked
        assert names(ask(changes("ab"), asked, now=1060.0, blocked=["another"])) == ["ab"]

    def test_a_correction_is_asked_for_though_its_batch_was_kept_back(self):
        asked = ask(changes("ab")).asked
        planned = ask([change("a", "二"), change("b")], asked, blocked=[batch_digest(changes("ab"))])
        assert (names(planned), planned.blocked, planned.pausing) == (["a"], (), 1)

    def test_the_rest_of_a_batch_is_asked_for_once_what_kept_it_back_is_gone(self):
        asked = ask(changes("ab"), ask(changes("ab")).asked, now=1000.0).asked
        assert names(ask(changes("b"), asked, now=1060.0, blocked=[batch_digest(changes("ab"))])) == ["b"]

    def test_a_batch_is_the_same_in_any_order(self):
        assert batch_digest(changes("ab")) == batch_digest(changes("ba"))

    @pytest.mark.parametrize("text", ["二", None])
    def test_another_content_begins_anew(self, text: str | None):
        planned = ask([change("a", text)], self.after_failures(3), now=1000.0)
        assert names(planned) == ["a"]
        assert planned.asked["a"].times == 1

    def test_what_is_no_change_any_more_is_forgotten(self):
        assert ask([], self.after_failures(3)).asked == {}

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(st.lists(st.tuples(st.floats(1, 400), st.booleans()), min_size=30, max_size=60))
    def test_a_run_that_always_fails_is_asked_for_a_bounded_number_of_times(self, ticks):
        asked, runs, now, times = {}, NO_RUNS, 0.0, 0
        for seconds, ends in ticks:
            now += seconds
            runs = NO_RUNS if ends else runs
            planned = ask(changes("a"), asked, runs, now)
            assert not (planned.batches and runs.count)
            times += len(planned.batches)
            asked, runs = planned.asked, UnfinishedRuns(1, frozenset("a")) if planned.batches else runs
        assert times <= 1 + len(SETTINGS.pauses)


class TestMemory:
    STATE = State(
        {"保定/a.txt": Seen(12.5, (1, 2, 3), content("一", "{}")), "b.txt": Seen(13.0, None)},
        {"保定/a.txt": Asked(content("一", "{}"), 2, 14.0, "0123"), "b.txt": Asked(None, 1)},
    )

    def test_it_comes_back_as_it_was(self, tmp_path: Path):
        write_state(tmp_path / "arrival.json", self.STATE)
        assert read_state(tmp_path / "arrival.json") == self.STATE
        assert [path.name for path in tmp_path.iterdir()] == ["arrival.json"]

    @pytest.mark.parametrize(
        "damaged", ["", "{", "[]", "null", '{"version": 2}', '{"version": 2, "seen": {"a": 3}, "asked": {}}',
                    '{"version": 2, "seen": {"a": [1, "x", null]}, "asked": {}}', '{"version": 0, "seen": {}, "asked": {}}']
    )  # fmt: skip
    def test_a_damaged_one_is_none(self, tmp_path: Path, damaged: str):
        (tmp_path / "arrival.json").write_text(damaged, encoding="utf-8")
        assert read_state(tmp_path / "arrival.json") == State()

    def test_a_torn_one_is_none(self, tmp_path: Path):
        path = tmp_path / "arrival.json"
        write_state(path, self.STATE)
        whole = path.read_bytes()
        for size in range(len(whole)):
            path.write_bytes(whole[:size])
            assert read_state(path) == State()

    def test_a_missing_one_is_none(self, tmp_path: Path):
        assert read_state(tmp_path / "arrival.json") == State()


def test_no_pause_means_no_further_attempt():
    once = {"a": Asked(content("一"), 1, ended_at=0.0)}
    planned = plan(changes("a"), once, NO_RUNS, 1e9, replace(SETTINGS, pauses=()), whole=False)
    assert planned.given_up == ("a",)
