from __future__ import annotations

from datetime import timedelta

import pytest

from pipelines.errors import PlanhouseError
from pipelines.releases.durations import duration, in_words


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("30m", 30), ("24h", 24 * 60), ("7d", 7 * 24 * 60), ("0h", 0), (" 2h ", 120), ("366d", 527040)],
)
def test_a_number_and_a_unit(words: str, minutes: int):
    assert duration(words) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "words", ["", "24", "h", "-1h", "1.5h", "24 h", "1h30m", "2w", "二h", "٣h", "inf", "1234567d"]
)
def test_what_is_no_duration(words: str):
    with pytest.raises(PlanhouseError, match="like 30m, 24h or 7d"):
        duration(words)


@pytest.mark.parametrize("words", ["367d", "999999d", "999999h"])
def test_no_longer_than_a_year(words: str):
    with pytest.raises(PlanhouseError, match=f"^{words}: a duration is at most 366d$"):
        duration(words)


@pytest.mark.parametrize("words", ["0m", "30m", "24h", "47h", "2d", "7d"])
def test_words_come_back(words: str):
    assert in_words(duration(words)) == words
