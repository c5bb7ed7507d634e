"""Spans of time as a user gives them: ``30m``, ``24h``, ``7d``."""

from __future__ import annotations

import re
from datetime import timedelta

from pipelines.errors import PlanhouseError

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_FORM = re.compile(r"([0-9]{1,6})([mhd])")

#: Whoever needs more has forgotten to come back.
_LONGEST = timedelta(days=366)


def duration(words: str) -> timedelta:
    """Return the span of time that words like ``30m``, ``24h`` or ``7d`` give.

    Raises:
        PlanhouseError: They have another form, or say more than 366 days.
    """
    form = _FORM.fullmatch(words.strip())
    if form is None:
        raise PlanhouseError(f"{words!r}: a duration is a whole number with m, h or d, like 30m, 24h or 7d")
    found = int(form[1]) * _UNITS[form[2]]
    if found > _LONGEST:
        raise PlanhouseError(f"{words}: a duration is at most {_LONGEST.days}d")
    return found


def in_words(span: timedelta) -> str:
    """Return a span of time in its largest whole unit, rounded down: ``7d``, ``24h``, ``30m``.

    Hours are kept up to two days, as :func:`duration` is given them.
    """
    for unit, least in (("d", 2), ("h", 1)):
        if span >= least * _UNITS[unit]:
            return f"{span // _UNITS[unit]}{unit}"
    return f"{span // _UNITS['m']}m"
