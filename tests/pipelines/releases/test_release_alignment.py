from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.releases.diff.alignment import Alignment, Round, Row, align


def by(*names: str, near: bool = False) -> Round:
    return Round(lambda row: tuple(row[name] for name in names), near)


def rows(*words: str) -> list[Row]:
    """Rows of a quote and a label, written as ``quote/label``."""
    return [dict(zip(("quote", "label"), word.split("/"), strict=True)) for word in words]


QUOTE_THEN_LABEL = (by("quote", "label"), by("quote"), by("label"))


class TestAlign:
    def test_the_first_round_that_knows_a_row_decides(self):
        found = align(rows("q1/x", "q2/y"), rows("q2/x", "q1/y"), QUOTE_THEN_LABEL)
        assert found.pairs == ((1, 0), (0, 1))

    def test_a_later_round_takes_what_is_left(self):
        found = align(rows("q1/x", "q2/y"), rows("q1/x", "q3/y"), QUOTE_THEN_LABEL)
        assert found == Alignment(((0, 0), (1, 1)), (), ())

    def test_rows_of_one_key_are_paired_in_order(self):
        found = align(rows("q/a", "q/b", "q/c"), rows("q/d", "q/e"), (by("quote"),))
        assert found == Alignment(((0, 0), (1, 1)), (2,), ())

    def test_a_row_without_a_key_takes_no_part(self):
        found = align(rows("q/a"), rows("q/a"), (Round(lambda row: None),))
        assert found == Alignment((), (0,), (0,))

    def test_near_rows_follow_the_same_pair(self):
        # Both have a row labelled 1. lost and gained, but under another heading.
        before = rows("first/h", "old/1.", "second/h", "same/2.")
        after = rows("first/h", "second/h", "new/1.", "same/2.")
        rounds = (by("quote"), by("label", near=True))
        assert align(before, after, rounds) == Alignment(((0, 0), (2, 1), (3, 3)), (1,), (2,))

    def test_near_rows_before_any_pair(self):
        rounds = (by("quote"), by("label", near=True))
        assert align(rows("old/1."), rows("new/1."), rounds).pairs == ((0, 0),)

    def test_each_row_is_asked_once_a_round(self):
        asked: list[Row] = []

        def key(row: Row) -> str:
            asked.append(row)
            return row["quote"]

        before, after = [rows(*(f"q{number % 7}{side}/x" for number in range(1000))) for side in "ab"]
        align(before, after, (Round(key), Round(key, near=True), Round(key)))
        assert len(asked) == 3 * 2000

    def test_nothing(self):
        assert align([], [], QUOTE_THEN_LABEL) == Alignment((), (), ())


some_rows = st.lists(
    st.builds(
        lambda quote, label: {"quote": quote, "label": label}, st.sampled_from("abc"), st.sampled_from("xyz")
    ),
    max_size=12,
)
some_rounds = st.lists(
    st.sampled_from(
        [by("quote", "label"), by("quote"), by("label"), by("quote", near=True), by("label", near=True)]
    ),
    max_size=4,
)


class TestProperties:
    @settings(deadline=None)
    @given(some_rows, some_rows, some_rounds)
    def test_every_row_is_accounted_for_once(self, before: list[Row], after: list[Row], rounds: list[Round]):
        found = align(before, after, rounds)
        assert sorted([*(old for old, _ in found.pairs), *found.lost]) == list(range(len(before)))
        assert sorted([*(new for _, new in found.pairs), *found.gained]) == list(range(len(after)))

    @settings(deadline=None)
    @given(some_rows, some_rows, some_rounds)
    def test_the_other_way_round_is_the_mirror(
        self, before: list[Row], after: list[Row], rounds: list[Round]
    ):
        there, back = align(before, after, rounds), align(after, before, rounds)
        assert {(new, old) for old, new in there.pairs} == set(back.pairs)
        assert (there.lost, there.gained) == (back.gained, back.lost)

    @settings(deadline=None)
    @given(some_rows)
    def test_a_version_and_itself(self, same: list[Row]):
        assert align(same, same, QUOTE_THEN_LABEL).pairs == tuple(
            (place, place) for place in range(len(same))
        )
