"""Items that a thread takes while something is done with those before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipelines.ahead import read_ahead


@pytest.mark.parametrize("items", [[], [0], [None, "", 0], list(range(100))], ids=len)
def test_items_come_as_they_are_and_in_order(items: list[object]):
    assert list(read_ahead(items)) == items


def test_what_is_raised_comes_behind_the_items_before_it():
    def failing() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    items = read_ahead(failing())
    assert next(items) == 1
    with pytest.raises(OSError, match="gone"):
        next(items)


def test_no_more_than_one_item_is_taken_ahead():
    taken = []

    def counted() -> Iterator[int]:
        for number in range(9):
            taken.append(number)
            yield number

    items = read_ahead(counted())
    assert [next(items), next(items)] == [0, 1]
    items.close()
    assert taken == [0, 1, 2]
