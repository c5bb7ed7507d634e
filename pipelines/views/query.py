"""What a file of a view or table macro says: its query, and at its head what it is called and what its columns are.

::

    -- zh: 目标: 每行一个量化目标
    -- en: one row a target
    -- like: targets                                  the columns of that table come first, as they are described there
    -- $on_day: 日期 / The day that is asked for       a parameter, of macros
    -- comparator [Comparator]: 比较关系 / …           a column whose words are those of a closed vocabulary
    -- what [target 目标, task 任务]: 类别 / …          or of its own

What a description in Chinese opens with, up to ``,;:(``, is the name that the thing has in the schema ``中文``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractors.schema import table_named, vocabulary_words, words_of
from extractors.schema.columns import opening

_HEAD = re.compile(
    r"^-- (?P<sign>\$?)(?P<name>\w+)(?: \[(?P<words>[^\]]+)\])?: (?P<text>.+)$\n?", re.MULTILINE
)
_TOLD = frozenset({"zh", "en", "like"})


@dataclass(frozen=True, slots=True)
class QueryColumn:
    """A column of a view, or a parameter of a macro.

    Attributes:
        name: Its name.
        zh: What it is, in Chinese.
        en: What it is, in English.
        words: What the words of its vocabulary are called in Chinese; empty where any value may stand.
    """

    name: str
    zh: str
    en: str
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def label_zh(self) -> str:
        """Its name in the schema ``中文``."""
        return opening(self.zh)

    @property
    def comment(self) -> str:
        """What it is, in both languages."""
        return f"{self.zh} / {self.en}"


@dataclass(frozen=True, slots=True)
class Query:
    """One view or table macro.

    Attributes:
        name: Its name in the schema ``main``.
        zh: Its name and what one row is, in Chinese.
        en: What one row is, in English.
        parameters: What it is asked with; none for a view.
        columns: Its columns in their order.
        sql: The query, on the tables of the file.
    """

    name: str
    zh: str
    en: str
    parameters: tuple[QueryColumn, ...]
    columns: tuple[QueryColumn, ...]
    sql: str

    @property
    def label_zh(self) -> str:
        """Its name in the schema ``中文``."""
        return opening(self.zh)

    @property
    def comment(self) -> str:
        """What it is and what it is asked with, in both languages."""
        asked_zh = "".join(f"; {one.name}: {one.zh}" for one in self.parameters)
        asked_en = "".join(f"; {one.name}: {one.en}" for one in self.parameters)
        return f"{self.zh}{asked_zh} / {self.en}{asked_en}"


def read_query(name: str, text: str) -> Query:
    """Return what a file says.

    Args:
        name: The name of the view or macro.
        text: The file.
    """
    told: dict[str, str] = {}
    parameters, columns = list[QueryColumn](), list[QueryColumn]()
    for match in _HEAD.finditer(text):
        if match["name"] in _TOLD:
            told[match["name"]] = match["text"]
        else:
            (parameters if match["sign"] else columns).append(_column(match))
    inherited = _columns_of(told["like"]) if "like" in told else ()
    sql = _HEAD.sub("", text).strip().removesuffix(";")
    return Query(name, told["zh"], told["en"], tuple(parameters), (*inherited, *columns), sql)


def _column(match: re.Match[str]) -> QueryColumn:
    zh, _, en = match["text"].partition(" / ")
    return QueryColumn(match["name"], zh, en, dict(_words(match["words"] or "")))


def _words(told: str) -> Iterator[tuple[str, str]]:
    vocabulary = [(word.word, word.zh) for word in vocabulary_words() if word.vocabulary == told]
    if vocabulary or not told:
        yield from vocabulary
        return
    for pair in told.split(", "):
        word, _, zh = pair.partition(" ")
        yield word, zh


def _columns_of(table: str) -> Iterator[QueryColumn]:
    for column in table_named(table).columns:
        words = {word.word: word.zh for word in words_of(column).values()}
        yield QueryColumn(column.name, column.zh, column.en, words)
