"""``platform_mentions`` and ``platforms``: carriers named, counted or only spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.lexicons.carriers import CarrierName, carrier_name, class_name, class_nouns_of
from extractors.lexicons.divisions import Division, short_name
from extractors.lexicons.measures import dimension_of
from extractors.lexicons.platforms import platform_type
from extractors.mentions.platforms import PlatformMention, counted, platform_mentions
from extractors.rows.measurements import Measurement
from extractors.rows.reading import Reading, nths
from extractors.schema.rows import (
    AchievementRow,
    PlatformClassRow,
    PlatformMentionRow,
    PlatformRow,
    TargetRow,
)
from extractors.text.verdicts import LastWord, Rule, Ruling
from extractors.text.view import Ranges, Span
from extractors.values import dataclass

#: Words behind a bare class noun that make it point back or name a body (高新区管委会 is a unit).
_NAMELESS = re.compile(r"^(?:高新区|开发区|经开区|示范区|试验区|园区|新区)$")


#: So many characters more than its class has a name that is told again by its words alone.
_TELLING = 4
#: How far a number stands from the class that it counts, in characters.
_REACH = 12
#: 11家全国重点实验室, 20个左右省级中试平台.
_COUNTS = re.compile(r"\s*[余多]?\s*[家个所座批处支](?:以上|以内|左右)?")
#: 全国重点实验室11个, 概念验证中心分别达到69家.
_IS_COUNTED = re.compile(
    r"(?:总?数量?|总量)?(?:由|从)?(?:分别|已|累计)*(?:达到?|增(?:长|加)?[到至]|超过?|突破|扩大到|发展到|跃升[到至]|共|共有)?约?\s*"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A class that a number counts, with the row of the number."""

    mention: PlatformMention
    target_id: str | None
    achievement_id: str | None


def found_platforms(
    reading: Reading,
    measured: list[Measurement],
    targets: tuple[TargetRow, ...],
    achievements: tuple[AchievementRow, ...],
) -> list[Counted]:
    """Return the carriers of a document in text order, those that a number counts linked to its row."""
    by_number: dict[int, tuple[str | None, str | None]] = {
        row.value_start: (row.target_id, None) for row in targets
    }
    by_number |= {row.value_start: (None, row.achievement_id) for row in achievements}
    found: dict[tuple[int, int], Counted] = {}
    for one in measured:
        rows = by_number.get(one.quantity.numeral.start)
        if rows is None or _is_extent(one.quantity.unit_in(reading.view.folded)):
            continue
        if one.name.span is None:
            for mention, at in _handed_out(reading.view.folded, one, sorted(by_number)):
                found.setdefault((mention.start, mention.end), Counted(mention, *by_number[at]))
            continue
        for mention in counted(reading.view.folded, one.name.span.start, one.name.span.end):
            found.setdefault((mention.start, mention.end), Counted(mention, *rows))
    covers = Ranges(Span(*span) for span in found)
    starts = {row.value_end: row.value_start for row in (*targets, *achievements) if not _is_extent(row.unit)}
    counting = frozenset(starts.values())
    carriers = platform_mentions(reading.view.folded, reading.facts.place)
    numbers = _numbers_in_order(reading.view.folded, carriers, sorted(by_number))
    for mention in carriers:
        if covers.overlap(mention.start, mention.end) or not CARRIES.says(CarrierAt(reading, mention)):
            continue
        number = numbers.get(mention.start)
        if number is None and mention.kind == "generic":
            number = _number_beside(reading.view.folded, mention, starts, counting)
        kept = mention if number is None else replace(mention, kind="counted", rule="platform.counted_beside")
        found[mention.start, mention.end] = Counted(kept, *by_number.get(number or -1, (None, None)))
    return _named_throughout([found[key] for key in sorted(found)])


def _named_throughout(found: list[Counted]) -> list[Counted]:
    """Take words that are a carrier's name in one place of a document for its name in all others: 全国高校…中心 in a list, and alone."""
    names = {
        one.mention.canonical
        for one in found
        if one.mention.kind == "named" and len(one.mention.canonical) >= len(one.mention.type) + _TELLING
    }
    return [
        replace(one, mention=replace(one.mention, kind="named", rule="platform.named_elsewhere"))
        if one.mention.kind == "generic" and one.mention.canonical in names
        else one
        for one in found
    ]


def _handed_out(folded: str, one: Measurement, numbers: list[int]) -> Iterator[tuple[PlatformMention, int]]:
    """Yield the classes of a list that 分别 gives its numbers in order, each with where its number starts.

    省级以上工程研究中心、企业技术中心分别达到15家、110家: the level said first goes to all.
    """
    listed = one.clause.predicate.indicator
    if not one.clause.distributes or listed.end <= listed.start:
        return
    classes = list(counted(folded, listed.start, listed.end))
    heads = len(re.split("[、和及与]", folded[listed.start : listed.end]))
    first = numbers.index(one.quantity.numeral.start)
    following = numbers[first : first + len(classes)]
    if len(classes) > 1 and len(classes) == heads == len(following):
        yield from zip(classes, following, strict=True)


def _is_extent(unit: str | None) -> bool:
    """Whether a unit says how large a carrier is, not how many there are (建设产业园1000亩)."""
    return dimension_of(unit) in ("area", "length")


def _numbers_in_order(folded: str, carriers: list[PlatformMention], numbers: list[int]) -> dict[int, int]:
    """Return the numbers that a list of classes has in its order (A、B分别达到69家、10家), by the classes' starts."""
    counts: dict[int, int] = {}
    for index, last in enumerate(carriers):
        if last.kind != "generic" or folded.find("分别", last.end, last.end + _REACH) < 0:
            continue
        behind = _IS_COUNTED.match(folded, last.end, last.end + _REACH)
        if behind is None or "分别" not in behind.group() or behind.end() not in numbers:
            continue
        listed = [last]
        for mention in reversed(carriers[:index]):
            if mention.kind != "generic" or folded[mention.end : listed[0].start] not in ("、", "和"):
                break
            listed.insert(0, mention)
        first = numbers.index(behind.end())
        sentence = folded.find("。", behind.end())
        following = [one for one in numbers[first : first + len(listed)] if sentence < 0 or one < sentence]
        counts |= {one.start: number for one, number in zip(listed, following, strict=False)}
    return counts


def _number_beside(
    folded: str, mention: PlatformMention, starts: dict[int, int], counting: frozenset[int]
) -> int | None:
    """Return where the number starts that counts a class right before or behind it.

    ``starts`` are those of the numbers that may, by their ends; ``counting`` are they alone.
    """
    if "或" in mention.canonical:
        return None
    for end in range(mention.start, mention.start - _REACH, -1):
        if end in starts and _COUNTS.fullmatch(folded, end, mention.start):
            return starts[end]
    behind = _IS_COUNTED.match(folded, mention.end, mention.end + _REACH)
    return behind.end() if behind and behind.end() in counting else None


@dataclass(frozen=True, slots=True)
class CarrierAt:
    """What reads like a carrier, in its document."""

    reading: Reading
    mention: PlatformMention

    @property
    def span(self) -> Span:
        """Its range."""
        return Span(self.mention.start, self.mention.end)


def _in_citation(one: CarrierAt) -> Span | None:
    cited = one.reading.citation_at(one.mention.start)
    return Span(cited.start, cited.end) if cited is not None else None


def _own_zone(one: CarrierAt) -> Span | None:
    place = one.reading.facts.place
    speaks = place is not None and place.is_zone and one.mention.canonical.endswith(place.name)
    return one.span if speaks else None


def _in_title(one: CarrierAt) -> Span | None:
    title = one.reading.facts.title_span
    return title if title is not None and title.holds(one.mention.start) else None


#: Whether what reads like a carrier is mentioned as one.
CARRIES: Ruling[CarrierAt, bool] = Ruling(
    "Is it mentioned as a carrier?",
    (
        Rule("platform.refused.cited", False, "《…》: part of a reference to a document", _in_citation),
        Rule(
            "platform.refused.furniture",
            False,
            "a page's own lines",
            lambda one: one.span if one.reading.in_furniture(one.mention.start) else None,
        ),
        Rule(
            "platform.refused.own_zone",
            False,
            "the zone whose government speaks, which is an administrative area here",
            _own_zone,
        ),
        Rule("platform.refused.title", False, "part of the document's own title", _in_title),
        Rule(
            "platform.refused.unit_list",
            False,
            "part of a list of responsible units",
            lambda one: one.span if one.reading.in_responsibility_list(one.mention.start) else None,
        ),
    ),
    LastWord("platform.mentioned", True, "nothing against it"),
)


def platform_id(reading: Reading, mention: PlatformMention) -> str | None:
    """Return the readable id of a named carrier, from its canonical name alone; classes have none."""
    return f"platform:{_named(reading, mention).canonical}" if mention.kind == "named" else None


def class_id(platform_type: str) -> str:
    """Return the readable id of the class that a type is one of."""
    return f"class:{class_name(platform_type)}"


def _named(reading: Reading, mention: PlatformMention) -> CarrierName:
    """Return the name in full: a bare class in a list of names is the jurisdiction's own (高新区 in 石家庄)."""
    return _in_full(mention.canonical, reading.facts.place)


@lru_cache(maxsize=4096)
def _in_full(words: str, place: Division | None) -> CarrierName:
    """Return a carrier's name in full; documents tell each many times."""
    own = short_name(place.name) if place is not None and _NAMELESS.match(words) else ""
    return carrier_name(f"{own}{words}", place)


def platform_mention_rows(reading: Reading, found: list[Counted]) -> tuple[PlatformMentionRow, ...]:
    """Return one row a mention."""
    counts = nths(one.mention.start for one in found)
    return tuple(_row(reading, one, nth) for one, nth in zip(found, counts, strict=True))


def _row(reading: Reading, one: Counted, nth: int) -> PlatformMentionRow:
    mention = one.mention
    place = reading.place(mention.start)
    return PlatformMentionRow(
        mention_id=reading.id("mention", mention.start, nth),
        platform_id=platform_id(reading, mention),
        class_id=class_id(mention.type),
        mention_kind=mention.kind,
        platform_type=mention.type,
        level=mention.level,
        level_text=mention.level_text,
        target_id=one.target_id,
        achievement_id=one.achievement_id,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=mention.rule,
        quote=reading.view.text[mention.start : mention.end],
        char_start=mention.start,
        char_end=mention.end,
    )


def platform_rows(reading: Reading, found: Iterable[Counted]) -> tuple[PlatformRow, ...]:
    """Return one row a named carrier of the document, by id."""
    mentions: dict[CarrierName, list[PlatformMention]] = {}
    for one in found:
        if one.mention.kind == "named":
            mentions.setdefault(_named(reading, one.mention), []).append(one.mention)
    rows = (_platform(reading, name, mentions[name]) for name in mentions)
    return tuple(sorted(rows, key=lambda row: row.platform_id))


def _platform(reading: Reading, name: CarrierName, mentions: list[PlatformMention]) -> PlatformRow:
    type_ = platform_type(name.canonical) or mentions[0].type
    return PlatformRow(
        platform_id=f"platform:{name.canonical}",
        canonical_name=name.canonical,
        platform_type=type_,
        level=name.level or next((mention.level for mention in mentions if mention.level), None),
        jurisdiction_code=name.jurisdiction_code,
        class_id=class_id(type_),
        aliases=tuple(sorted({reading.view.quote(mention.start, mention.end) for mention in mentions})),
        document_ids=(reading.document.document_id,),
    )


def platform_class_rows(
    mentions: Iterable[PlatformMentionRow], platforms: Iterable[PlatformRow]
) -> tuple[PlatformClassRow, ...]:
    """Return one row a class that mentions and carriers are of, by id."""
    ids = {row.class_id for row in mentions} | {row.class_id for row in platforms}
    return tuple(_class(name) for name in sorted(ids))


def _class(id_: str) -> PlatformClassRow:
    name = id_.removeprefix("class:")
    return PlatformClassRow(class_id=id_, name=name, aliases=class_nouns_of(name))
