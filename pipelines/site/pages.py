"""The templates of the pages, filled; everything that is not markup of ours is escaped."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipelines.evidence import SITE, document_page, evidence_path, page_name
from pipelines.site.words import both, word


def render(template: str, **values: object) -> str:
    """Return a page.

    Args:
        template: The file of its template.
        values: What it shows; ``home`` is the way back to the index, as ``../``.
    """
    return _environment().get_template(template).render(values)


def below(path: str) -> str:
    """Return a path in the release as one below the folder of the pages."""
    return path.removeprefix(f"{SITE}/")


def static_files() -> dict[str, str]:
    """Return the style sheet and the scripts that all pages share, by file name."""
    folder = resources.files(__package__) / "static"
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipelines.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(both=both, word=word, page_name=page_name)
    environment.filters["below"] = below
    environment.filters["page"] = lambda document_id: below(document_page(document_id))
    environment.globals["passage"] = lambda row: below(
        evidence_path(row["document_id"], row["char_start"], row["char_end"])
    )
    environment.globals["number"] = lambda row: below(
        evidence_path(row["document_id"], row["value_start"], row["value_end"])
    )
    for name in environment.list_templates():
        environment.get_template(name)  # all of one version, whatever becomes of the files meanwhile
    return environment
