"""The page that comes out: the prose of page.md with what was measured put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template

_TEMPLATE = Path(__file__).with_name("page.md")

#: What stands in the page for a name of the template: a word, a sentence or a table.
Facts = dict[str, str]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of the page, columns of figures to the right."""
    marks = ["---:" if _is_figures([row[at] for row in rows]) else "---" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def fill(facts: Facts) -> str:
    """Return the page; paragraphs that come out empty are left out.

    Raises:
        KeyError: The template names a fact that is not there.
    """
    paragraphs = _TEMPLATE.read_text("utf-8").split("\n\n")
    filled = (Template(paragraph).substitute(facts).strip() for paragraph in paragraphs)
    return "\n\n".join(part if part.startswith("|") else _unwrapped(part) for part in filled if part) + "\n"


def _unwrapped(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _is_figures(column: Iterable[str]) -> bool:
    return all(cell[:1].isdigit() or cell == "—" for cell in column)
