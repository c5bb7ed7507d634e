"""``planhouse open``: the evidence pages of a release, in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.completion import documents
from pipelines.commands.shared import Release, Warehouse, remark, told_errors

EPILOG = """**Examples**

`planhouse open` : the documents, targets, units and platforms at a glance

`planhouse open 003` : the text of the document whose id begins so, with what was extracted

`planhouse open 003_61ad411d8b1f8f89.txt#incentive@4193` : the sentence that a row came from

`planhouse open 保定市科学技术局` : what a unit is responsible for; likewise an indicator's series

`planhouse open --print` : the address, for a browser elsewhere

**Exit codes**: 0 opened or printed; 1 the release is damaged; 2 wrong usage, no release, no such page."""


def open_pages(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help="A document's id or its first characters, a row's id, a unit or an indicator; the index by default.",
            autocompletion=documents,
        ),
    ] = None,
    only_print: Annotated[bool, typer.Option("--print", help="Print the address, open nothing.")] = False,
    release: Release = "current",
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Open the evidence pages of a release in the browser, and print the address.

    They need no server and no network.
    """
    from pipelines.addresses import evidence_url
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.naming import find_release

    with told_errors():
        url = evidence_url(find_release(Layout(warehouse), release), what)
    typer.echo(url)
    if not only_print and not webbrowser.open(url):
        remark("no browser can be opened here; open the address in one")
