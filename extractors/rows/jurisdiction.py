"""The jurisdiction whose government speaks in a document."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from extractors.lexicons.divisions import Division, lies_in
from extractors.lexicons.places import Place, find_divisions
from extractors.schema.vocabulary import DocumentType
from extractors.text.view import Span, TextView

#: How a government speaks of its own place: 我市.
_OWN_PLACE = regex.compile(r"[我本](?P<kind>省|自治区|市|州|盟|县|旗|区)(?!域|间|别|块)")
#: 主办单位:区旅文局; a list of words may look alike (,区域发展布局), so it counts where nobody says 我.
_OWN_OFFICE = regex.compile(
    r"[:、,(](?P<kind>省|市|州|县|旗|区)(?!域|间|别|块)(?=\p{Han}{1,8}[局委办厅](?!部))"
)
#: 全省 may be what a city compares itself with, so it counts only where a text says nothing else.
_WHOLE_PLACE = regex.compile(r"全(?P<kind>自治区|市|州|盟|县|旗|区|省)(?!域|间|别|块)")
#: 在青海省第十四届人民代表大会: whose congress hears a report.
_CONGRESS = regex.compile(r"在(?P<name>\p{Han}{2,16}?)第[一二三四五六七八九十]{1,3}届")


def place_of(
    view: TextView, text_body: Span, title: str | None, speaker: str | None, kind: DocumentType
) -> Division | None:
    """Return the jurisdiction whose government speaks: the issuer's or the title's, else the one most named.

    Args:
        view: The document.
        text_body: The text between the page's furniture.
        title: Its title. A reply's names the congress that it answers, not the speaker.
        speaker: The organ that signs it or stands before its title.
        kind: The kind of document.
    """
    text = view.folded[text_body.start : text_body.end]
    congress = _CONGRESS.search(text[:1500]) if kind == "work_report" else None
    for words in (speaker, title if kind != "reply" else None, congress["name"] if congress else None):
        named = find_divisions(words) if words else []
        if named:
            return _innermost(named)
    return _most_named(text)


def _innermost(named: list[Place]) -> Division:
    """Return the last of the first run of names (广州市南沙区), so that a place spoken of behind them counts for nothing."""
    at = named[0]
    for outer, inner in pairwise(named):
        if inner.start != outer.end or not lies_in(inner.division, outer.division):
            break
        at = inner
    return at.division


def _most_named(text: str) -> Division | None:
    own = _own_kind(text)
    # A zone speaks of itself as 我区; in a city's document zones are what is spoken of (对接雄安新区).
    counts = Counter(
        division
        for _, _, division in find_divisions(text)
        if not division.is_zone or (own == "区" and division.level == "county")
    )
    if not counts:
        return None
    of_kind = {division: n for division, n in counts.items() if own and _is_called(division, own)} or dict(
        counts
    )
    return max(of_kind, key=lambda division: (of_kind[division], division.is_zone, division.code))


def _is_called(division: Division, kind: str) -> bool:
    """Whether a government of the division says 我 with this word; a city may be a province, a prefecture or a county."""
    if kind == "自治区":
        return division.name.endswith("自治区")
    if kind == "区" and division.is_zone:
        return True
    return division.name.endswith(kind) and not (kind == "区" and division.level == "province")


def _own_kind(text: str) -> str | None:
    """Return what a government calls its own place (市, 区), by the first way of speaking that the text uses."""
    for pattern in (_OWN_PLACE, _OWN_OFFICE, _WHOLE_PLACE):
        said = Counter(match["kind"] for match in pattern.finditer(text))
        if said:
            return said.most_common(1)[0][0]
    return None
