"""Parsing HTML: how fast characters become a tree."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path

import lxml.html
from resiliparse.parse.html import HTMLTree

from benchmarks.readers.page import Facts, table
from benchmarks.readers.timing import milliseconds
from tests.formats.render import RENDERED

_CHOSEN, _SAME_PARSER = "**resiliparse**", "selectolax"


def facts(corpus: Path, runs: int) -> Facts:
    """Compare how fast HTML is parsed."""
    paths = [*sorted(corpus.glob("*.html")), *sorted(RENDERED.glob("*.html"))]
    pages = [path.read_text("utf-8") for path in paths]
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    spent = {
        name: [milliseconds(partial(parse, page), runs) for page in pages]
        for name, parse in _parsers().items()
    }
    rows = [
        (name, f"{statistics.median(times):.2f}", f"{1000 * megabytes / sum(times):.1f}")
        for name, times in spent.items()
    ]
    return {
        "parsing_pages": str(len(pages)),
        "parsing_megabytes": f"{megabytes:.1f}",
        "parsing_other": f"{sum(spent[_SAME_PARSER]) / sum(spent[_CHOSEN]):.1f}",
        "parsing_table": table(("parser", "ms a page (median)", "MB a second"), rows),
    }


def _parsers() -> dict[str, Callable[[str], object]]:
    import bs4
    from selectolax.lexbor import LexborHTMLParser

    return {
        _CHOSEN: HTMLTree.parse,
        _SAME_PARSER: LexborHTMLParser,
        "lxml": lambda page: lxml.html.fromstring(page.encode()),
        "html5lib through Beautiful Soup": lambda page: bs4.BeautifulSoup(page, "html5lib"),
    }
