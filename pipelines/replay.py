"""Documents out of quarantine that are taken anew, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rich.console import Group, RenderableType
from rich.text import Text

from pipelines.errors import PlanhouseError
from pipelines.held_back import Entries, entries_by_document
from pipelines.passages import printable

#: ``gone`` is a document that no longer lies below ``raw/``.
Fate = Literal["released", "held back", "gone"]

_STYLES: dict[Fate, str] = {"released": "green", "held back": "red", "gone": "yellow"}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one document.

    Attributes:
        document_id: Its path below ``raw/``.
        fate: Whether nothing of it is held back any more, something still is, or it is gone.
        entries: What still is.
    """

    document_id: str
    fate: Fate
    entries: Entries | None = None


def documents_to_replay(release: Path, names: Sequence[str] = (), rule: str = "") -> list[str]:
    """Return the ids of the documents of which a release holds something back.

    Args:
        release: The folder of the release.
        names: Only these; all where none is given.
        rule: Only those of which a rule that begins so holds something back.

    Raises:
        PlanhouseError: Of a named document nothing is held back.
    """
    held = entries_by_document(release, rule)
    strangers = [name for name in names if name not in held]
    if strangers:
        raise PlanhouseError(
            f"{', '.join(strangers)}: not in quarantine{_by(rule)}; `planhouse quarantine list` shows what is"
        )
    return sorted(set(names)) if names else list(held)


def replayed(documents: Sequence[str], release: Path, manifest: dict[str, Any]) -> list[Replayed]:
    """Return what became of documents in the release that took them anew.

    Args:
        documents: Their ids.
        release: The folder of that release.
        manifest: Its manifest.
    """
    held = entries_by_document(release)
    given = {file["document_id"] for file in manifest["inputs"]}
    return [Replayed(name, _fate(name, held, given), held.get(name)) for name in documents]


def render_replayed(documents: Sequence[Replayed], release_id: str) -> RenderableType:
    """Return what became of documents, ready to print."""
    fates = [document.fate for document in documents]
    counted = ", ".join(f"{fates.count(fate)} {fate}" for fate in _STYLES if fate in fates)
    return Group(*map(_line, documents), Text(f"{counted}, {release_id}", style="dim"))


def _fate(name: str, held: dict[str, Entries], given: set[str]) -> Fate:
    if name not in given:
        return "gone"
    return "held back" if name in held else "released"


def _line(document: Replayed) -> Text:
    name = (printable(document.document_id), "bold")
    return Text.assemble((f"{document.fate:<9}", _STYLES[document.fate]), "  ", name, _why(document))


def _why(document: Replayed) -> str:
    if document.fate == "gone":
        return ": no longer below raw/; what came in its place is taken by the next build"
    if document.entries is None:
        return ""
    whole = document.entries.document
    if whole:
        reason = printable(whole.reason.removeprefix(f"{whole.document_id}: "))
        return f": {reason} ({whole.rule})"
    return ": " + ", ".join(
        f"{count} {'row' if count == 1 else 'rows'} by {rule}"
        for rule, count in document.entries.rows.items()
    )


def _by(rule: str) -> str:
    return f" by a rule that begins {rule}" if rule else ""
