"""The query cookbook: questions with their SQL and its result from the documents in ``raw/``, as a Markdown page.

``python -m pipelines.cookbook`` builds a release from ``raw/`` and writes ``docs/cookbook.md``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipelines.layout import DATABASE
from pipelines.run import run_build
from pipelines.sql import literal

if TYPE_CHECKING:
    from pipelines.resources import Workers

_HEAD = re.compile(r"^-- (?P<name>for|zh|en|why): (?P<text>.+)$\n?", re.MULTILINE)
#: Where a question stands in the SQL for the file of an earlier release.
_EARLIER = "'earlier/planhouse.duckdb'"
#: The document that the earlier release lacks.
_LATEST = "004_a0f7cbe909d062c0.txt"
#: Characters of a value that the page shows, and of a list of values.
_SHOWN, _SHOWN_LIST = 48, 72

_INTRO = f"""# Query cookbook

Questions of those who work with plans, each with the SQL that answers it and what it answers for the five documents in `raw/`.
Rendered from `docs/cookbook/*.sql` by `make cookbook`, which builds a release and asks: edit those, not this. Long values
are cut and end in `…`; an empty cell is NULL. A test asks every question again and compares.

Ask them of `{DATABASE}` in the folder that `planhouse path` prints, opened read-only. What each view, table macro and column means
stands in its comment: `SELECT view_name, comment FROM duckdb_views()`,
`SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'due'`,
`SELECT function_name, parameters, comment FROM duckdb_functions() WHERE function_type = 'table_macro'`.
The schema `中文` has the same views and macros under Chinese names, with Chinese words for closed vocabularies.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        asker: Who asks it, in both languages.
        zh: The question in Chinese.
        en: The question in English.
        why: What to know before reading the answer.
        sql: The query.
    """

    asker: str
    zh: str
    en: str
    why: str
    sql: str


def read_questions(folder: Path) -> list[Question]:
    """Return the questions of a folder by the names of their files."""
    return [_question(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]


def page(questions: Sequence[Question], database: Path, earlier: Path) -> str:
    """Return the page, each question asked now.

    Args:
        questions: The questions in their order; those of one asker follow each other.
        database: The DuckDB file of a release.
        earlier: That of an earlier one, for the question of what changed.

    Raises:
        duckdb.Error: A query cannot be answered.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        parts = [_INTRO]
        for asker, of_asker in groupby(questions, key=lambda question: question.asker):
            parts.append(f"## {asker}\n")
            parts.extend(_section(question, connection, earlier) for question in of_asker)
    return "\n".join(parts)


def build_releases(raw: Path, folder: Path, workers: Workers | None = None) -> tuple[Path, Path]:
    """Build two releases; return the DuckDB files of all documents, and of all but the latest.

    Args:
        raw: Where the documents are.
        folder: Where to work; both releases stay there.
        workers: The functions that do the work; by default the project's own.
    """
    before = folder / "raw"
    before.mkdir()
    for path in raw.iterdir():
        if path.name != _LATEST:
            (before / path.name).write_bytes(path.read_bytes())
    earlier = run_build(before, folder / "warehouse", workers=workers).release
    release = run_build(raw, folder / "warehouse", workers=workers).release
    return release / DATABASE, earlier / DATABASE


def _question(text: str) -> Question:
    told = {match["name"]: match["text"] for match in _HEAD.finditer(text)}
    return Question(told["for"], told["zh"], told["en"], told["why"], _HEAD.sub("", text).strip())


def _section(question: Question, connection: duckdb.DuckDBPyConnection, earlier: Path) -> str:
    asked = question.sql.replace(_EARLIER, literal(earlier))
    answer = connection.execute(asked)
    heads = [str(column[0]) for column in answer.description or ()]
    lines = _table(heads, answer.fetchall())
    return "\n".join(
        [
            f"### {question.en}\n",
            f"{question.zh}\n",
            f"{question.why}\n",
            f"```sql\n{question.sql}\n```\n",
            *lines,
            "",
        ]
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _cut("、".join(_plain(one) for one in value), _SHOWN_LIST)
    return _cut(_plain(value), _SHOWN)


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.10g}"
        case date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split()).replace("|", "\\|")


def _cut(text: str, shown: int) -> str:
    return text if len(text) <= shown else text[: shown - 1] + "…"


def main() -> None:
    """Build the releases and write the page."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.cookbook", description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR")
    parser.add_argument("--questions", type=Path, default=Path("docs/cookbook"), metavar="DIR")
    parser.add_argument("--write", type=Path, default=Path("docs/cookbook.md"), metavar="FILE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database, earlier = build_releases(given.raw, Path(folder))
        given.write.write_text(page(read_questions(given.questions), database, earlier), encoding="utf-8")


if __name__ == "__main__":
    main()
