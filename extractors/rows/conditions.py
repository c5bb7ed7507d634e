"""What has to be reached to get support, and what limits it: numbers in a sentence of support that nobody undertakes."""

from __future__ import annotations

import re

from extractors.lexicons.support import giving
from extractors.mentions.quantities import Quantity
from extractors.rows.reading import Reading
from extractors.text.view import Span

#: How far around a number its sentence is read, in characters.
_NEAR = 600
#: 50万元, 10%, 1:1: a number that may be given.
_SUM = re.compile(r"[0-9](?:[百千]?[万亿]?元|[%‰])")
#: 对年产值首次达到1亿元的企业, 凡…的: opens what has to be reached.
_CONDITIONAL = re.compile(
    r"(?:^|[,。;:、)])\s*(?:对(?!外|口|接|标|应|台)|凡|经认定|首次)|首次|[当上]年度?|累计(?=达到|超过|突破)"
)
_CONDITION_ENDS = re.compile(r"[^,。;\n]{0,60}?的(?:[^,。;\n]{0,16})?[,;。]")
#: 年销售额超过5000万元,|按0.5%给予奖励.
_REACHED = re.compile(r"(?:达到?|(?<!不)超过?|突破|满)$")
_GIVEN_NEXT = re.compile(r"(?:以上)?,(?:分别|一次性|再|可)*(?:按|给予|予以|奖励|补助|补贴|资助)")
#: 每成功孵化1家, 每增加1个: for how many each.
_FOR_EACH = re.compile(
    r"每(?:新|再|成功)?(?:增加|新增|增|孵化|引进|培育|入驻|新建|建成|举办|认定|吸纳|招用|达到|满)?[^,。;0-9]{0,4}$"
)
#: 每家企业每年不超过5个展位, 年担保费率不得超过1%.
_LIMIT = re.compile(r"(?:不超过|不得超过|最多|最高|至多|不得高于|不高于)[^,。;0-9]{0,8}$")
#: 力争到2025年, 目标: a goal beside what is given.
_GOAL = re.compile(r"力争|争取|确保|目标|[12][0-9]{3}年[底末前]?[,累全共]|年底前")


def condition_of_support(reading: Reading, quantity: Quantity) -> Span | None:
    """Return the words that make a number a condition or a limit of support, or None where they do not."""
    folded, at = reading.view.folded, quantity.numeral.start
    whole = reading.sentence(at, quantity.end)
    sentence = Span(max(whole.start, at - _NEAR), min(whole.end, quantity.end + _NEAR))
    if not _gives(folded, sentence):
        return None
    start = max(folded.rfind(",", sentence.start, at) + 1, sentence.start)
    if _GOAL.search(folded, start, at):
        return None
    words = folded[start:at]
    for pattern in (_LIMIT, _FOR_EACH):
        match = pattern.search(words)
        if match:
            return Span(start + match.start(), start + match.end())
    if not giving().search(folded, quantity.end, sentence.end):
        return None
    opened = _CONDITIONAL.search(folded, max(sentence.start, start - 1), at)
    ended = _CONDITION_ENDS.match(folded, quantity.end, sentence.end)
    reached = _REACHED.search(words) and _GIVEN_NEXT.match(folded, quantity.end)
    match = opened or ended or reached
    return Span(*match.span()) if match else None


def _gives(folded: str, sentence: Span) -> bool:
    """Whether a sentence gives a sum or a rate: words of giving, and an amount in it."""
    words = giving().search(folded, sentence.start, sentence.end)
    return words is not None and bool(_SUM.search(folded, sentence.start, sentence.end))
