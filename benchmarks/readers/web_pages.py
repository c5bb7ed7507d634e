"""Web pages: what readers keep of the document, and what of the page around it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from benchmarks.readers.blocks import OURS, Block, Reader, ours, shown, text_lines
from benchmarks.readers.page import Facts, table
from benchmarks.readers.score import Score, percent, rendered_score, slower
from benchmarks.readers.truth import RealPage, real_pages
from benchmarks.readers.web_probes import PROBES

#: Who keeps less of a page than this has lost much of the document.
_LOST = 0.9


def _resiliparse(data: bytes) -> list[Block]:
    tree = HTMLTree.parse_from_bytes(data, "utf-8")
    return text_lines(extract_plain_text(tree, main_content=True))


def _trafilatura(data: bytes, *, favor_recall: bool = False) -> list[Block]:
    import trafilatura

    return text_lines(trafilatura.extract(data.decode(), favor_recall=favor_recall))


def _readability(data: bytes) -> list[Block]:
    import readability

    return text_lines(extract_plain_text(HTMLTree.parse(readability.Document(data.decode()).summary())))


def _justext(data: bytes, **lengths: int) -> list[Block]:
    import justext

    # The package has no list of Chinese stop words; with both thresholds at 0 it goes by lengths and links.
    paragraphs = justext.justext(data.decode(), frozenset(), stopwords_low=0, stopwords_high=0, **lengths)
    return [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]


def _gne(data: bytes) -> list[Block]:
    import gne

    return text_lines(gne.GeneralNewsExtractor().extract(data.decode())["content"])


_ALONE = "resiliparse `main_content`"
_READERS: dict[str, Reader] = {
    OURS: partial(ours, ".html"),
    _ALONE: _resiliparse,
    "trafilatura": _trafilatura,
    "trafilatura `favor_recall`": partial(_trafilatura, favor_recall=True),
    "readability-lxml": _readability,
    "jusText without stop words": _justext,
    "jusText, shorter lengths": partial(_justext, length_low=15, length_high=60),
    "gne": _gne,
}


@dataclass(frozen=True)
class _Figures:
    """How a reader does on each real page, and on all rendered ones."""

    real: list[Score]
    rendered: Score

    @property
    def all(self) -> list[Score]:
        return [*self.real, self.rendered]

    @property
    def least_kept(self) -> float:
        return min(score.kept_share for score in self.all)

    @property
    def most_added(self) -> float:
        return max(score.added_share for score in self.all)

    def rank(self) -> tuple[int, int, float, float]:
        """Return what tells of two readers the one that comes nearer to all that is wanted."""
        lines = self.rendered.lines
        return lines["parted"], lines["in order"], self.least_kept, -self.most_added


def facts(corpus: Path, runs: int) -> Facts:
    """Compare what is kept of web pages."""
    real = real_pages(corpus)
    figures = {name: _measure(read, real, corpus, runs) for name, read in _READERS.items()}
    alone = figures[_ALONE]
    return {
        "html_real": str(len(real)),
        "html_lost": _lost(figures, real),
        "html_alone_kept": percent(alone.least_kept),
        "html_alone_added": percent(alone.most_added),
        "html_alone_in_order": alone.rendered.count("in order"),
        "html_alone_parted": alone.rendered.count("parted"),
        "html_slower": f"{slower(figures[OURS].rendered, alone.rendered):.0f}",
        "html_nearest": _nearest(figures),
        "html_probes": _probed(),
        "html_table": _table(figures, real),
    }


def _measure(read: Reader, real: Sequence[RealPage], corpus: Path, runs: int) -> _Figures:
    scores = []
    for page in real:
        score = Score()
        score.compare(score.read(read, page.data(corpus), runs), page.truth(corpus))
        scores.append(score)
    return _Figures(scores, rendered_score(read, ".html", runs))


def _table(figures: dict[str, _Figures], real: Sequence[RealPage]) -> str:
    documents = f"{len(figures[OURS].rendered.milliseconds)} rendered pages"
    counted = ("paragraphs whole", "rows in order", "rows parted", "ms, real", "ms, rendered")
    head = ("reader", *(page.called for page in real), documents, *counted)
    return table(head, [_row(name, found) for name, found in figures.items()])


def _row(name: str, found: _Figures) -> list[str]:
    shares = [f"{score.recall}, {score.added}" for score in found.all]
    counts = [found.rendered.count(kind) for kind in ("whole", "in order", "parted")]
    times = [time for score in found.real for time in score.milliseconds]
    speed = f"{statistics.median(times):.1f}" if times else "—"
    return [shown(name), *shares, *counts, speed, found.rendered.speed]


def _lost(figures: dict[str, _Figures], real: Sequence[RealPage]) -> str:
    """Return who keeps how little of which real page."""
    lost = [
        f"{name} ({score.recall} of *{page.called}*)"
        for name, found in figures.items()
        for page, score in zip(real, found.real, strict=True)
        if score.kept_share < _LOST
    ]
    return f"Less than {percent(_LOST)} of a real page is kept by {', '.join(lost)}." if lost else ""


def _nearest(figures: dict[str, _Figures]) -> str:
    """Return which other reader comes nearest, of those that lose little of any page."""
    others = {
        name: found
        for name, found in figures.items()
        if name not in (OURS, _ALONE) and found.least_kept >= _LOST
    }
    if not others:
        return ""
    name, found = max(others.items(), key=lambda item: item[1].rank())
    counts = found.rendered.count
    return (
        f"Of the other readers that keep at least {percent(_LOST)} of each page, {name} comes nearest, by rows "
        f"parted, then in order: {counts('parted')} and {counts('in order')}. The least that it keeps of a page "
        f"is {percent(found.least_kept)}, the most that it adds {percent(found.most_added)}. What it drops "
        "cannot be shown as furniture; what it pulls in stands in the last table."
    )


def _probed() -> str:
    """Return how our reader does on small pages that are hard for it."""
    said = []
    for probe in PROBES:
        score = Score()
        score.compare(_READERS[OURS](probe.page.encode()), probe.truth)
        said.append(f"for {probe.called} it keeps {score.recall} and adds {score.added}")
    return "; ".join(said)
