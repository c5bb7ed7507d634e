"""Words of giving support: what a promise of money is called, and what form it has."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.schema.vocabulary import IncentiveForm

#: What stands between a short word of giving and its number: 奖最高5万元, 各补1万元.
_NUMBER_BEHIND = r"(?=(?:最高|不超过)?[0-9])"


@cache
def support_forms() -> Mapping[str, IncentiveForm]:
    """Return the form that each word of giving has; 给予 and 予以 have none and are left out."""
    return MappingProxyType(
        {
            row["word"]: cast("IncentiveForm", row["form"])
            for row in read_table("support_words")
            if row["form"]
        }
    )


@cache
def giving() -> re.Pattern[str]:
    """Return the pattern of a word that gives: 给予, 奖励, 补助; 奖 and 支持 only right before a number."""
    return re.compile(_alternatives(form_only=False))


@cache
def form_word() -> re.Pattern[str]:
    """Return the pattern of a word that says what form support has; 减免 and 配套 do so beside a word that gives."""
    return re.compile(_alternatives(form_only=True))


def _alternatives(*, form_only: bool) -> str:
    rows = [
        row for row in read_table("support_words") if (row["form"] if form_only else row["where"] != "form")
    ]
    rows.sort(key=lambda row: len(row["word"]), reverse=True)
    return "|".join(
        re.escape(row["word"]) + (_NUMBER_BEHIND if row["where"] == "number" and not form_only else "")
        for row in rows
    )
