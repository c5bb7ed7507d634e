"""``citations``: one row a reference to another document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from extractors.lexicons.departments import departments
from extractors.lexicons.divisions import STATE_CODE
from extractors.lexicons.owners import owner_of_level
from extractors.lexicons.places import find_divisions
from extractors.mentions.citations import CitationMention
from extractors.rows.facts import is_own
from extractors.rows.reading import Reading
from extractors.rows.wording import bare
from extractors.schema.rows import CitationRow

#: 《…规划纲要(草案)》(以下简称《纲要草案》), 《…》(国发〔2016〕9号,以下简称“《意见》”), 《…》(下称规划)
_DEFINES = re.compile(
    r"[^。;《》\n]{0,40}?(?:以下|下)(?:统一|均)?(?:简称|称)(?:为|作|[:])?[ ]?[“\"]?"
    r"(?:《(?P<title>[^《》\n]{1,40})》|[“\"](?P<quoted>[^“”\"\n]{1,40})[”\"]|(?P<plain>[^()《》“”\",。;\n]{2,20})\))"
)
_REACH = 100
#: 印发《…》, 联合出台的《…》, 关于《…》: between who issues and what.
_ISSUES = r"(?:联合)?(?:关于|印发|出台|制定|发布|颁布|下发|修订)?的?$"
#: 省政府《…》, 市科技局印发《…》, 市委宣传部《…》: organs of the speaker's own line.
_OF_A_LEVEL = re.compile(
    r"(?P<level>自治区|[省市县区州盟旗])(?:委|人?民?政府|[一-鿿]{0,8}[厅局委办部])?(?:办公厅|办公室)?"
    + _ISSUES
)
#: What may stand between a place and the document that is its own: 石家庄市人民政府印发的《…》.
_ORGAN = re.compile(r"[一-鿿]{0,14}")
_BEFORE = 24
#: What parts the words before a reference.
_APART = re.compile(r"[,。;:、()\s《》]")
#: 《纲要草案》, 《建议》, 《行动计划》: a bare noun of documents may stand for a longer title before it that ends so.
_BARE_NOUN = re.compile(
    r"(?:(?:发展|总体|专项|实施|行动|工作|指导|管理|若干|暂行|规划){0,2}"
    r"(?:规划|纲要|计划|方案|意见|办法|条例|决定|措施|建议|通知|细则|规定|政策|要点)(?:草案)?)"
)


def citation_rows(reading: Reading) -> tuple[CitationRow, ...]:
    """Return the references in text order, without those to the document itself."""
    others = [
        mention
        for mention in reading.citations
        if not is_own(reading.facts, mention) and not reading.in_furniture(mention.start)
    ]
    meant = _meant(reading, others)
    return tuple(_row(reading, mention, meant.get(mention.start)) for mention in others)


def _meant(reading: Reading, mentions: Iterable[CitationMention]) -> Mapping[int, CitationMention]:
    """Return for each reference by a short title the one in full, by the start of the short one.

    A short title is defined (以下简称), or it is what exactly one longer title before it ends with.
    """
    defined: dict[str, CitationMention] = {}
    in_full: dict[str, CitationMention] = {}
    meant: dict[int, CitationMention] = {}
    for mention in mentions:
        title = bare(mention.title or "")
        if not title:
            continue
        full = defined.get(title)
        if full is None and title not in in_full:
            full = _only_ending_with(title, in_full)
        if full is not None:
            meant[mention.start] = full
            continue
        in_full.setdefault(title, mention)
        if short := _defined(reading, mention):
            defined[short] = mention
    return meant


def _defined(reading: Reading, mention: CitationMention) -> str:
    """Return the short title that is defined behind a reference, without marks and blanks; "" where none is."""
    match = _DEFINES.match(reading.view.folded, mention.end, mention.end + _REACH)
    return bare(match["title"] or match["quoted"] or match["plain"]) if match else ""


def _only_ending_with(short: str, in_full: Mapping[str, CitationMention]) -> CitationMention | None:
    if not _BARE_NOUN.fullmatch(short):
        return None
    found = [mention for title, mention in in_full.items() if title != short and title.endswith(short)]
    return found[0] if len(found) == 1 else None


def _place_before(reading: Reading, start: int) -> str | None:
    """Return whose document a reference names by the words right before it; ``None`` where they name nobody."""
    own, folded = reading.facts.place, reading.view.folded
    words = _APART.split(folded[max(0, start - _BEFORE) : start])[-1]
    if _of_the_state().search(words):
        return STATE_CODE
    named = find_divisions(words, own)
    if named and _ORGAN.fullmatch(words, named[-1].end):
        return named[-1].division.code
    said = _OF_A_LEVEL.search(words)
    meant = owner_of_level(said["level"], own) if said is not None and own is not None else None
    return meant.code if meant is not None else None


@cache
def _of_the_state() -> re.Pattern[str]:
    """Match 国务院办公厅印发《…》, 国家发展改革委《…》, 财政部关于《…》: the state's own organs, not 市委宣传部."""
    departments_of_state = sorted(name for name, one in departments().items() if one.level == "national")
    named = "|".join(map(re.escape, departments_of_state))
    return re.compile(
        r"(?:国务院|党中央|中共中央|中央|全国人大|国家(?!级)(?:[一-鿿]{1,10}(?:局|委|委员会|办|署|部|院))?|"
        rf"(?:{named}))(?:办公厅|常委会)?{_ISSUES}"
    )


def _row(reading: Reading, mention: CitationMention, full: CitationMention | None) -> CitationRow:
    place = reading.place(mention.start)
    return CitationRow(
        citation_id=reading.id("citation", mention.start),
        cited_title=mention.title,
        cited_number=mention.number,
        full_title=full.title if full is not None else None,
        full_number=full.number if full is not None else None,
        cited_place_code=_place_before(reading, mention.start),
        cited_document_id=None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=mention.rule,
        quote=reading.view.quote(mention.start, mention.end),
        char_start=mention.start,
        char_end=mention.end,
    )
