"""Limits of reading as a user gives them, by name, in numbers; and how many rows are declared keys for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from math import inf

from extractors import Limits
from pipelines.errors import PlanhouseError

#: Keys are declared in the DuckDB file of a release whose tables together have at most so many rows:
#: up to there they cost two seconds, far above they double the time (docs/architecture.md).
DECLARED_KEYS_ROWS = 300_000

#: With less memory no reader starts.
_FEWEST = {"max_memory_bytes": 256 << 20}


def limits_from(given: Mapping[str, float]) -> Limits:
    """Return the limits with those that are given in place of the defaults.

    Raises:
        PlanhouseError: A name is unknown or its number is not above zero.
    """
    defaults = Limits()
    known = {field.name: type(getattr(defaults, field.name)) for field in fields(Limits)}
    for name, value in given.items():
        if name not in known:
            raise PlanhouseError(f"no limit is called {name}; there are {', '.join(known)}")
        fewest = _FEWEST.get(name, 0)
        if not (fewest <= value < inf and known[name](value) > 0):
            raise PlanhouseError(f"the limit {name} must be a number above {fewest or 'zero'}, not {value:g}")
        if value != known[name](value):
            raise PlanhouseError(f"the limit {name} must be a whole number, not {value:g}")
    return replace(defaults, **{name: known[name](value) for name, value in given.items()})


def limits_in_words(words: Iterable[str]) -> Limits:
    """Return the limits that words like ``max_seconds=30`` give.

    Raises:
        PlanhouseError: Words have another form.
    """
    given: dict[str, float] = {}
    for one in words:
        name, _, value = one.partition("=")
        try:
            given[name.strip()] = float(value)
        except ValueError as error:
            raise PlanhouseError(f"{one}: a limit is given as name=number, like max_seconds=30") from error
    return limits_from(given)
