"""When the public holidays of a year were: what is reported of one is known on its last day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from extractors.lexicons.tables import read_table


@cache
def holiday_ends() -> Mapping[tuple[str, int], date]:
    """Return the last day of each public holiday by its name and year."""
    rows = read_table("holidays")
    return MappingProxyType(
        {(row["name"], int(row["year"])): date.fromisoformat(row["last"]) for row in rows}
    )


@cache
def holiday_name() -> re.Pattern[str]:
    """Return the pattern of a holiday's name behind its year: (2025年)“五一”假期."""
    names = "|".join(sorted({name for name, _ in holiday_ends()}))
    return re.compile(rf"[“\"]?(?P<name>{names})[”\"]?(?:中秋)?(?:黄金周|小长假|长假|假期|假日|期间|节日)")
