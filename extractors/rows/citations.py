"""``citations``: one row a reference to another document."""

from __future__ import annotations

from extractors.mentions.citations import CitationMention
from extractors.rows.reading import Reading
from extractors.schema.rows import CitationRow


def citation_rows(reading: Reading) -> tuple[CitationRow, ...]:
    """Return the references in text order, without those to the document itself."""
    return tuple(_row(reading, mention) for mention in reading.citations if not _is_own(reading, mention))


def _is_own(reading: Reading, mention: CitationMention) -> bool:
    """The document's own title and number are no reference, its short form in the forwarding notice neither."""
    facts = reading.facts
    if mention.title is None:
        return mention.number == facts.document_number
    if facts.title is None:
        return False
    bare, own = _bare(mention.title), _bare(facts.title)
    if bare in own and len(bare) > 0.6 * len(own):
        return True
    return _alike(bare, own)


def _alike(left: str, right: str) -> bool:
    """Whether two titles differ by a word left out: 两年行动(计划)实施方案."""
    if min(len(left), len(right)) < 15 or abs(len(left) - len(right)) > 4:
        return False
    short, long = sorted((left, right), key=len)
    prefix = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[prefix:] == long[len(long) - len(short) + prefix :]


def _bare(title: str) -> str:
    return "".join(char for char in title if char.isalnum())


def _row(reading: Reading, mention: CitationMention) -> CitationRow:
    place = reading.place(mention.start)
    return CitationRow(
        citation_id=reading.id("citation", mention.start),
        cited_title=mention.title,
        cited_number=mention.number,
        cited_document_id=None,
        document_id=reading.document.document_id,
        section_id=place.section_id,
        task_id=place.task_id,
        rule_id=mention.rule,
        quote=reading.view.quote(mention.start, mention.end),
        char_start=mention.start,
        char_end=mention.end,
    )
