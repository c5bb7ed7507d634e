"""What a rule is, and the three ways to write one.

A rule becomes one expectation of a table's suite. Either Great Expectations knows the check by itself
(:func:`known`), or a helper computes a column beside the data that the expectation then looks at: from one
row at a time (:func:`each_row`) or from the tables as a whole (:func:`whole_table`). A decorated function is
its own rule: its name names the rule, its docstring is the English sentence, its parameters are the columns.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from expectations.report import Severity
from expectations.tables import Tables

#: Computes a helper column: the staged tables and the name of the one under validation in, a value a row out.
Helper = Callable[[Tables, str], Sequence[object]]


@dataclass(frozen=True)
class Rule:
    """One expectation of a suite.

    Attributes:
        name: Readable name, unique in its table; also the name of the helper column.
        severity: What a failing row or table means.
        zh: What is expected, in Chinese.
        en: What is expected, in English.
        type: Great Expectations' name of the expectation.
        kwargs: Its arguments.
        helper: Computes the column that it looks at, None where it looks at the table's own.
    """

    name: str
    severity: Severity
    zh: str
    en: str
    type: str
    kwargs: Mapping[str, object]
    helper: Helper | None = None


def known(name: str, severity: Severity, zh: str, en: str, type_: str, **kwargs: object) -> Rule:
    """Return a rule that Great Expectations checks on the table's own columns."""
    return Rule(name, severity, zh, en, type_, kwargs)


def held(name: str, severity: Severity, zh: str, en: str, helper: Helper) -> Rule:
    """Return a rule that holds in the rows for which ``helper`` gives True."""
    kwargs = {"column": name, "value_set": [True]}
    return Rule(name, severity, zh, en, "expect_column_values_to_be_in_set", kwargs, helper)


def at_most(name: str, zh: str, en: str, helper: Helper, bound: float) -> Rule:
    """Return a rule that warns in the rows for which ``helper`` gives more than ``bound``."""
    kwargs = {"column": name, "max_value": bound}
    return Rule(name, "plausible", zh, en, "expect_column_values_to_be_between", kwargs, helper)


def each_row(severity: Severity, zh: str) -> Callable[[Callable[..., bool]], Rule]:
    """Make a rule of a function over one row's values.

    Its parameters are named like columns (see :class:`Tables`). Where one that does not admit None is absent,
    the row is excused: another rule reports the absence.
    """

    def decorate(predicate: Callable[..., bool]) -> Rule:
        return held(predicate.__name__, severity, zh, _sentence(predicate), per_row(predicate))

    return decorate


def whole_table(severity: Severity, zh: str) -> Callable[[Helper], Rule]:
    """Make a rule of a function that sees the tables as a whole and says of each row whether it holds."""

    def decorate(helper: Helper) -> Rule:
        return held(helper.__name__, severity, zh, _sentence(helper), helper)

    return decorate


def per_row(predicate: Callable[..., bool]) -> Helper:
    """Return the helper that asks ``predicate`` of each row."""
    hints = typing.get_type_hints(predicate)
    names = tuple(inspect.signature(predicate).parameters)
    needed = tuple(place for place, name in enumerate(names) if not _admits_none(hints[name]))

    def helper(tables: Tables, table: str) -> Sequence[object]:
        columns = [tables.column(table, name) for name in names]
        return [
            any(values[place] is None for place in needed) or predicate(*values)
            for values in zip(*columns, strict=True)
        ]

    return helper


def _admits_none(hint: object) -> bool:
    return type(None) in typing.get_args(hint)


def _sentence(function: Callable[..., object]) -> str:
    return " ".join((function.__doc__ or "").split()).removesuffix(".")
