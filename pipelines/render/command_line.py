"""The commands as a page of Markdown: ``python -m pipelines.render.command_line FILE`` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from pipelines.cli import app

_HEAD = """# Command line

Rendered from `pipelines/commands` by `make schema`: edit that, not this. `planhouse COMMAND --help` says the same in the
terminal.

Commands print what was asked for on standard output and all else on standard error. They end with 0 where they did what
was asked, with 1 where that failed, and with 2 where it makes no sense: wrong options, no release, no such table. A message
says what to do next.

`planhouse --install-completion` sets up bash, zsh, fish or PowerShell, whichever it is called from: Tab then completes
commands, options, tables and views, releases, formats and the ids of documents.
"""


def command_line() -> str:
    """Return the page: every command with its options, examples and exit codes."""
    commands = dict(_commands(typer.main.get_command(app), "planhouse"))
    lines = [_HEAD, "| command | what it does |", "| --- | --- |"]
    for name, command in commands.items():
        lines.append(
            f"| [`{name}`](#{name.replace(' ', '-')}) | {_paragraphs(command)[0].removesuffix('.')} |"
        )
    lines.append("")
    for name, command in commands.items():
        lines.extend(_command(name, command))
    return "\n".join(lines).rstrip() + "\n"


def _commands(found: object, name: str) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(found, TyperGroup):
        for part, inner in found.commands.items():
            yield from _commands(inner, f"{name} {part}")
    elif isinstance(found, TyperCommand):
        yield name, found


def _command(name: str, command: TyperCommand) -> Iterator[str]:
    context = typer.Context(command, info_name=name)
    yield f"## {name}\n"
    yield from (f"{paragraph}\n" for paragraph in _paragraphs(command))
    yield f"```console\n$ {name} {' '.join(command.collect_usage_pieces(context))}\n```\n"
    yield "| argument or option | |"
    yield "| --- | --- |"
    for param in command.params:
        if record := param.get_help_record(context):
            given, said = (part.replace("|", "\\|") for part in record)
            yield f"| `{given}` | {said} |"
    yield ""
    if command.epilog:
        yield f"{command.epilog}\n"


def _paragraphs(command: TyperCommand) -> list[str]:
    return (command.help or "").split("\n\n")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(command_line(), encoding="utf-8")
