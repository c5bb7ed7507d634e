"""What a number is by its form alone: a date, a label, part of a name, a telephone number."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.rows.reading import Reading
from extractors.schema.vocabulary import NumeralRole
from extractors.structure.outline import footnotes

_TELEPHONE = re.compile(
    r"(?<![0-9])(?:0[0-9]{2,3}[-—][0-9]{7,8}|1[3-9][0-9]{9}|(?<=电话:)[0-9-]{7,13})(?![0-9])"
)
#: Short words in quotation marks that hold a number are a name: “253”新型制造业体系, “1.5小时交通圈”.
_QUOTED = re.compile(r"[“‘\"「][^“”‘’\"「」\n。]{1,16}[”’\"」]")
#: 5.18廊坊经洽会: an event named by its day.
_EVENT = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}(?=[“\"]?[一-鿿]{2,8}(?:会|节|展|活动|行动))")
#: 3岁以下, 2—3岁, 60周岁以上: who is meant; a life expectancy of 78岁 stands behind its verb.
_AGE = re.compile(
    r"(?:[0-9]{1,3}[-—~至])?[0-9]{1,3}(?=[ ]?(?:周)?岁(?:以[上下]|及|的|儿|幼|婴|老|人|[^一-鿿]?(?:幼儿|儿童|老人|老年)))"
)
#: 直辖30周年, 50年一遇, 百亿级, 4孔×5米, 8×8: anniversaries, return periods, size classes, dimensions.
_NAMED = re.compile(
    r"[0-9]+(?=周年)|[0-9]+(?:-|—)?[0-9]*(?=年一遇)|[0-9]+(?=[百千]?[万亿]级)|[0-9.]+[一-鿿a-zA-Z]{0,2}[×xX*][0-9.]+"
)
#: 有效期为1年、2年或3年: how long something is valid.
_VALID = re.compile(
    r"(?:有效期|期限|任期|聘期|试用期)[^,。;0-9]{0,6}(?:[0-9]+(?:年|个?月|日|天)?(?:[、或至-][0-9]+(?:年|个?月|日|天)?)*)"
)
#: 22号国际码头, 3号线: a numbered thing.
_NUMBERED = re.compile(r"[0-9]{1,4}(?=号[一-鿿])")
_ORDINAL_BEFORE = re.compile(r"(?:第|附件|附表|附录|专栏|表|图|No\.?|编号)[ ]?$")
_NOTE_NUMBER = re.compile(r"(?:(?<=注:)|(?<=\n)|(?<=\s))[0-9]{1,2}(?=\.)")
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9])")
_PROPOSAL = re.compile(
    r"第[ ]?[0-9A-Z]{1,6}[ ]?号(?=建议|提案|议案)|(?:^|(?<=\s))[0-9]{1,5}号(?=建议|提案|议案)"
)


class Forms:
    """The ranges of one document in which a number is no quantity, found once and asked by offset."""

    def __init__(self, reading: Reading) -> None:
        folded = reading.view.folded
        spans: list[tuple[int, int, NumeralRole]] = []
        spans += [(span.start, span.end, "page") for span in reading.furniture]
        spans += [(c.start, max(c.end, c.number_end), "citation") for c in reading.citations]
        spans += [(m.start(), m.end(), "citation") for m in _PROPOSAL.finditer(folded)]
        spans += [(s.label.start, s.label.end, "ordinal") for s in reading.sections if s.label]
        spans += [
            (row.number.start, row.number.end, "ordinal") for table in reading.tables for row in table.rows
        ]
        for note in footnotes(folded):
            spans += [
                (m.start(), m.end(), "ordinal") for m in _NOTE_NUMBER.finditer(folded, note.start, note.end)
            ]
        for role, pattern in (
            ("contact", _TELEPHONE),
            ("time", _CLOCK),
            ("name", _EVENT),
            ("name", _AGE),
            ("name", _NUMBERED),
            ("name", _NAMED),
            ("count", _VALID),
        ):
            spans += [(m.start(), m.end(), role) for m in pattern.finditer(folded)]  # type: ignore[misc]
        spans += [(m.start(), m.end(), "name") for m in _QUOTED.finditer(folded)]
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)
        self._reading = reading

    def role(self, start: int, end: int) -> NumeralRole | None:
        """Return what the number at a range is by form, or None where it may be a quantity."""
        held = self._held(start, end)
        time = self._reading.time_at(start, end)
        if "citation" in held or "contact" in held:
            return "citation" if "citation" in held else "contact"
        if time is not None or "time" in held:
            return "time"
        if "page" in held:
            return "page"
        if "ordinal" in held or self._is_ordinal(start):
            return "ordinal"
        if "count" in held:
            return "count"
        if "name" in held or self._touches_letters(start, end):
            return "name"
        return None

    def _held(self, start: int, end: int) -> set[NumeralRole]:
        found: set[NumeralRole] = set()
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._starts[at] >= start - self._longest:
            left, right, role = self._spans[at]
            if left <= start and end <= right:
                found.add(role)
            at -= 1
        return found

    def _is_ordinal(self, start: int) -> bool:
        return bool(_ORDINAL_BEFORE.search(self._reading.view.folded[max(0, start - 4) : start]))

    def _touches_letters(self, start: int, end: int) -> bool:
        """5G, PM2.5, ug/m3, 4+4: glued to a letter or a plus sign."""
        folded = self._reading.view.folded
        before, behind = folded[start - 1 : start], folded[end : end + 1]
        glued = (before.isascii() and before.isalpha()) or before == "+" or behind == "+"
        return glued or (
            behind.isascii()
            and behind.isalpha()
            and folded[end : end + 2] not in ("ug", "km", "kV", "MW", "GW", "kW", "mg")
        )
