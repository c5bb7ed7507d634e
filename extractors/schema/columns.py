"""What a column is, read off an annotated dataclass field.

A table is a frozen dataclass whose fields are ``Annotated[type, about(zh, en)]``. The type says the rest: ``| None``
is the null rule, ``Literal[...]`` the closed vocabulary. Arrow schemas, DuckDB DDL and comments, expectations and the
data dictionary are all rendered from what :func:`columns` returns.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Literal

from extractors.schema import vocabulary as v
from extractors.values import dataclass

ColumnType = Literal["string", "date", "int64", "double", "bool", "list<string>"]

_COLUMN_TYPES: dict[object, ColumnType] = {
    str: "string",
    date: "date",
    int: "int64",
    float: "double",
    bool: "bool",
    tuple[str, ...]: "list<string>",
}

#: The names of the closed vocabularies, by their words.
_VOCABULARIES = {
    typing.get_args(alias): name for name, alias in vars(v).items() if typing.get_origin(alias) is Literal
}

#: What NULL means where nothing else is said of it.
_NOT_SAID = ("原文未载", "the text does not say it")

#: A description in Chinese opens with the column's name, which ends where more is said.
_NAME_END = re.compile(r"[,;:(]")


@dataclass(frozen=True, slots=True)
class About:
    """What a reader of the dictionary is told of one column; see :func:`about`."""

    zh: str
    en: str
    null: tuple[str, str] | None = None
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table.

    Attributes:
        name: The column's name in Parquet and DuckDB.
        type: One of :data:`ColumnType`; days are ``date``, offsets and positions ``int64``, values ``double``.
        nullable: Whether NULL (absent in the source) is allowed.
        zh: Description in Chinese.
        en: Description in English.
        vocabulary: The closed vocabulary, or empty where any value may stand.
        vocabulary_name: The name of that vocabulary in :mod:`extractors.schema.vocabulary`, or None.
        references: ``table.column`` that a foreign key points to, or None.
        null_zh: What NULL means, in Chinese; empty where it is not allowed.
        null_en: What NULL means, in English; empty where it is not allowed.
    """

    name: str
    type: ColumnType
    nullable: bool
    zh: str
    en: str
    vocabulary: tuple[str, ...] = ()
    vocabulary_name: str | None = None
    references: str | None = None
    null_zh: str = ""
    null_en: str = ""

    @property
    def label_zh(self) -> str:
        """The column's short name in Chinese: what its description opens with."""
        return opening(self.zh)

    @property
    def label_en(self) -> str:
        """The column's short name in English."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Table:
    """One published table.

    Attributes:
        name: The table's name in Parquet and DuckDB.
        row: The dataclass whose instances are its rows.
        label_zh: Its short name in Chinese.
        zh: What one row is, in Chinese.
        en: What one row is, in English.
        key: Names of the columns that identify a row.
        columns: The columns in published order.
        partitioned: Whether its Parquet files are split by document; tables of the whole corpus are one file.
    """

    name: str
    row: type
    label_zh: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    partitioned: bool

    def column(self, name: str) -> Column:
        """Return the column of that name; raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in published order."""
        return tuple(column.name for column in self.columns)

    @property
    def label_en(self) -> str:
        """Its short name in English."""
        return self.name.replace("_", " ")

    @property
    def quoted(self) -> bool:
        """Whether each row carries a quote with its offsets in the document."""
        return {"quote", "char_start", "char_end"} <= set(self.names)


def opening(described: str) -> str:
    """Return the short name that a description in Chinese opens with."""
    return _NAME_END.split(described, maxsplit=1)[0].strip()


def about(zh: str, en: str, *, null: tuple[str, str] | None = None, references: str | None = None) -> About:
    """Describe a column in both languages.

    Args:
        zh: What it holds, in Chinese, its name first.
        en: What it holds, in English.
        null: What NULL means in both languages, where it is more than that the text does not say it.
        references: The ``table.column`` of a foreign key.
    """
    return About(zh, en, null, references)


def table(
    row: type,
    name: str,
    label_zh: str,
    zh: str,
    en: str,
    *,
    key: tuple[str, ...],
    partitioned: bool = True,
) -> Table:
    """Read a :class:`Table` off an annotated dataclass.

    Raises:
        TypeError: A field has no description, a type outside :data:`ColumnType`, or a meaning of NULL that it cannot be.
    """
    return Table(name, row, label_zh, zh, en, key, tuple(_columns(row)), partitioned)


def _columns(row: type) -> Iterator[Column]:
    hints = typing.get_type_hints(row, include_extras=True)
    for name in _own_fields_first(row):
        yield _column(row, name, hints[name])


def _own_fields_first(row: type) -> list[str]:
    """Field names with a class's own before those that it inherits: the key leads, provenance closes."""
    known = {field.name for field in dataclasses.fields(row)}
    ordered: dict[str, None] = {}
    for base in row.__mro__:
        ordered.update((name, None) for name in inspect.get_annotations(base) if name in known)
    return list(ordered)


def _column(row: type, name: str, hint: object) -> Column:
    described = typing.get_args(hint)
    if len(described) != 2 or not isinstance(described[1], About):
        raise TypeError(f"{row.__name__}.{name} needs Annotated[type, about(zh, en)]")
    inner, note = described
    nullable, vocabulary = False, ()
    if isinstance(inner, types.UnionType) or typing.get_origin(inner) is typing.Union:
        inner = next(arg for arg in typing.get_args(inner) if arg is not type(None))
        nullable = True
    if typing.get_origin(inner) is Literal:
        vocabulary, inner = typing.get_args(inner), str
    if inner not in _COLUMN_TYPES:
        raise TypeError(f"{row.__name__}.{name} has no column type: {inner!r}")
    if note.null and not nullable:
        raise TypeError(f"{row.__name__}.{name} says what NULL means and is never NULL")
    return Column(
        name,
        _COLUMN_TYPES[inner],
        nullable,
        note.zh,
        note.en,
        vocabulary,
        _VOCABULARIES.get(vocabulary),
        note.references,
        *(note.null or _NOT_SAID if nullable else ()),
    )
