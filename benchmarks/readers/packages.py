"""Packages: licences, sizes and import times of all that is compared and of what each pulls in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.readers.newer_chardet import newer_chardet
from benchmarks.readers.page import Facts, table
from benchmarks.readers.timing import IMPORTS, import_milliseconds
from tests.formats.render import ROOT

_CHOSEN = frozenset(("resiliparse", "python-docx", "pypdfium2"))
_LOCK = ROOT / "requirements/runtime.lock"
_LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
#: Licences that ask more than to be named; GPL stands in the names of all three of its kind.
_COPYLEFT = re.compile(r"GPL|MPL|GNU|Mozilla")
_OF_GPL_KIND, _OF_MPL = re.compile(r"GPL|GNU"), re.compile(r"MPL|Mozilla")
#: Prints which modules stand in memory once the readers are imported.
_IMPORTED = """
import sys
import extractors.readers.encodings, extractors.readers.html, extractors.readers.pdf, extractors.readers.word
print(*sys.modules)
"""


@dataclass(frozen=True)
class _Candidate:
    """A package that was compared."""

    name: str
    module: str
    purpose: str

    @cached_property
    def pulled(self) -> list[str]:
        """What it needs, and what that needs."""
        return sorted(_closure(self.name) - {_normal(self.name)})

    @property
    def copyleft(self) -> list[str]:
        """What of that is under such a licence."""
        return [one for one in self.pulled if _COPYLEFT.search(_licence_of(one))]

    @property
    def barred(self) -> list[str]:
        """What bars it: a licence of the GPL's kind, its own or of what it needs, and no other to choose."""
        return [one for one in (_normal(self.name), *self.pulled) if not _open_licences(one)]

    def row(self) -> tuple[str, ...]:
        """Return what the table says of it."""
        named = (f"{one} ({_licence_of(one)})" for one in self.copyleft)
        return (
            f"**{self.name}**" if self.name in _CHOSEN else self.name,
            metadata.version(self.name),
            self.purpose,
            _licence_of(self.name),
            str(len(self.pulled)),
            ", ".join(named) or "—",
            f"{sum(map(_size, (self.name, *self.pulled))) / 1e6:.1f}",
            f"{import_milliseconds(self.module):.0f}",
        )


_CANDIDATES = (
    _Candidate("resiliparse", "resiliparse.extract.html2text", "web pages"),
    _Candidate("trafilatura", "trafilatura", "web pages"),
    _Candidate("readability-lxml", "readability", "web pages"),
    _Candidate("justext", "justext", "web pages"),
    _Candidate("gne", "gne", "web pages"),
    _Candidate("selectolax", "selectolax.lexbor", "parsing HTML"),
    _Candidate("lxml", "lxml.html", "parsing HTML"),
    _Candidate("html5lib", "html5lib", "parsing HTML"),
    _Candidate("python-docx", "docx", "Word"),
    _Candidate("docx2python", "docx2python", "Word"),
    _Candidate("mammoth", "mammoth", "Word"),
    _Candidate("pypdfium2", "pypdfium2", "PDF"),
    _Candidate("pdfminer.six", "pdfminer.high_level", "PDF"),
    _Candidate("pdfplumber", "pdfplumber", "PDF"),
    _Candidate("pypdf", "pypdf", "PDF"),
    _Candidate("charset-normalizer", "charset_normalizer", "encodings"),
    _Candidate("chardet", "chardet", "encodings"),
)


def facts() -> Facts:
    """List licences, sizes and import times."""
    head = (
        "package", "version", "for", "licence",
        "packages pulled in", "copyleft among them", "MB with them", "import ms",
    )  # fmt: skip
    return {
        "packages_imports": str(IMPORTS),
        "packages_chardet": _two_chardets(),
        "packages_barred": ", ".join(_barred()) or "none",
        "packages_choice": " ".join(_choices()),
        "packages_locked": ", ".join(_locked()) or "none",
        "packages_imported": ", ".join(_imported()) or "none",
        "packages_table": table(head, [candidate.row() for candidate in _CANDIDATES]),
    }


def _two_chardets() -> str:
    """Return why two are compared, where they are."""
    newer = newer_chardet()
    asked = [
        said for said in metadata.requires("readability-lxml") or () if Requirement(said).name == "chardet"
    ]
    if newer is None or not asked or Requirement(asked[0]).specifier.contains(newer.version):
        return ""
    return (
        f"chardet {newer.version} is under {_licence(newer)}; readability-lxml asks for another, "
        "so that both are compared above."
    )


def _barred() -> Iterator[str]:
    for candidate in _CANDIDATES:
        if candidate.barred:
            needed = [one for one in candidate.barred if one != _normal(candidate.name)]
            yield candidate.name + (f" (for {', '.join(needed)})" if needed else "")


def _choices() -> Iterator[str]:
    """Yield which packages are pulled in that may be had under another licence than the GPL's kind."""
    pulled = {one for candidate in _CANDIDATES for one in candidate.copyleft}
    for one in sorted(pulled):
        if _OF_GPL_KIND.search(_licence_of(one)) and _open_licences(one):
            yield f"{one} may be had under {' or '.join(_open_licences(one))} instead."


def _locked() -> list[str]:
    """Return what is pulled in under the MPL and stands in the lock."""
    locked = {_normal(name) for name in _LOCKED.findall(_LOCK.read_text("utf-8"))}
    pulled = {one for candidate in _CANDIDATES for one in candidate.copyleft}
    return sorted(one for one in pulled & locked if _OF_MPL.search(_licence_of(one)))


def _imported() -> list[str]:
    """Return what the chosen packages pull in under such a licence and the readers import."""
    run = subprocess.run(
        [sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(run.stdout.split())
    owners = metadata.packages_distributions()
    found = {_normal(name) for module in loaded for name in owners.get(module, ())}
    pulled = {one for candidate in _CANDIDATES if candidate.name in _CHOSEN for one in candidate.copyleft}
    return sorted(pulled & found)


def _closure(name: str) -> set[str]:
    """Return a package and all that it needs here, by name."""
    found: set[str] = set()
    pending = [(name, "")]
    while pending:
        one, extra = pending.pop()
        found.add(_normal(one))
        for said in metadata.requires(one) or ():
            needed = Requirement(said)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                fresh = _normal(needed.name) not in found
                pending += [(needed.name, wanted) for wanted in (needed.extras or ([""] if fresh else []))]
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence_of(name: str) -> str:
    return _licence(metadata.distribution(name))


def _licence(package: metadata.Distribution) -> str:
    said = package.metadata
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", ()) if line.startswith("License")
    ]
    named = [*said.get_all("License-Expression", ()), *said.get_all("License", ()), ", ".join(classified)]
    return next(filter(None, named), "not named")


def _open_licences(name: str) -> list[str]:
    """Return the licences to choose from that are not of the GPL's kind."""
    return [one for one in _licence_of(name).split(" OR ") if not _OF_GPL_KIND.search(one)]


def _size(name: str) -> int:
    paths = (Path(str(file.locate())) for file in metadata.files(name) or ())
    return sum(path.stat().st_size for path in paths if path.suffix != ".pyc" and path.exists())
