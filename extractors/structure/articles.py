"""Articles (第七条): which of them are sections, and what each is for by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.schema.vocabulary import SectionRole
from extractors.structure.labels import Label
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span

#: 第三条 鼓励企业上台阶。对…, 第三条 总部奖励 above its text: a short phrase that heads what follows.
_HEADED = re.compile(
    r"[ ]{0,4}(?:(?P<bracket>[【\[(])(?![一二三四五六七八九十]+[)])[^】\])\n]{2,24}[】\])]"
    r"|(?!为|根据|本|凡|对|按|经|由|除|在|有|下列|符合|申请|各|自)[^。:;\n,]{2,20}(?:,[^。;:\n,]{2,14})?(?:[。:](?=[^\n])|(?=[ ]*\n)))"
)
#: Fewer articles are those of other texts that a document refers to.
_FEWEST = 2
#: So many articles, and half of them all, open with headings where articles are headed at all.
_HEADED_ARTICLES = 3

#: 有下列情形之一的:, 应符合以下条件:, 提交下列材料:, but not 有下列情形之一的,给予补助:
_CASES = r"(?:以下|下列|如下)[^。;:]{0,6}(?:条件|情形|情况|材料|资料|行为)(?:之一)?(?![^。:]{0,120}(?:给予|予以|分别|,(?:奖励|补助|补贴|资助)))"
_LISTS_CASES = re.compile(rf"{_CASES}[^。:]{{0,120}}[。:]\s*$")
_ONLY_CASES = re.compile(rf"^[^。]*{_CASES}[^。;:]{{0,24}}:")
_IN_FORCE = re.compile(
    r"^本[^。;:,]{1,14}自[^。;]{1,24}起(?:施行|实施|执行|生效)|^本[^。;:,]{1,14}由[^。;]{1,40}负责解释"
)
#: 本通知自印发之日起施行,有效期5年。…同时废止。: sentences that only tell when and under what reading the document holds.
_ONLY_IN_FORCE = re.compile(
    r"\s*(?:[^。\n]{0,200}(?:起(?:施行|实施|执行|生效)|有效期|同时废止|(?:停止|不再)执行|负责解释|为准)[^。\n]{0,80}。[^\S\n]*)+(?:\n|$)"
)
_PURPOSE = re.compile(r"^为[^。]{4,160}制定本")
_SCOPE = re.compile(
    r"^[^。]{0,80}适用本(?:办法|规定|细则|条例|政策|措施)|^本[^。;:,]{1,12}适用(?:于|对象|范围)"
)
_DEFINITION = re.compile(r"^本[^。;:,]{1,12}(?:所称|称|所指)")
_PRINCIPLE = re.compile(
    r"^[^。]{0,80}(?:遵循|坚持)[^。]{2,80}原则。|^[^。]{2,30}应当?在[^。,]{2,12}(?:主导|领导)下"
)
_LIABILITY = re.compile(
    r"^[^。]*(?:责令|给予处分|给予行政处分|追究[^。,]{0,10}责任|承担[^。,]{0,10}(?:法律|违约|赔偿)责任)"
)
#: What tells somebody to act, allows support, or forbids.
_PRESCRIBES = re.compile(
    r"应|须|必须|负责|不得|严禁|禁止|给予|予以|鼓励|支持|建立|组织|做好|列入|纳入|保障|加强|落实|享受|奖励|补贴|补助|资助|不少于|不低于|"
    r"由[^。;,]{2,30}(?:实施|负担|承担|安排|办理|制定)"
)


@dataclass(frozen=True, slots=True)
class ArticleAt:
    """An article by its words.

    Attributes:
        words: Its width-folded text without label and blanks around it.
        start: Where they begin in the document.
    """

    words: str
    start: int


def _says(
    id_: str, role: SectionRole, looks_for: str, pattern: re.Pattern[str]
) -> Rule[ArticleAt, SectionRole]:
    return Rule(f"article.{id_}", role, looks_for, lambda case: found(pattern.search(case.words), case.start))


#: What an article is for. General rules, definitions and what only says when the document holds prescribe no action, even
#: where they stand among articles that do; an article that lists cases or conditions heads no actions.
ARTICLE_ROLES: Ruling[ArticleAt, SectionRole] = Ruling(
    "What is the article for?",
    (
        _says("in_force", "other", "本办法自…起施行, 本办法由…负责解释", _IN_FORCE),
        _says("purpose", "context", "为了规范…,制定本办法", _PURPOSE),
        _says("scope", "context", "…的管理活动,适用本办法", _SCOPE),
        _says("definition", "context", "本办法所称…,是指…", _DEFINITION),
        _says("principle", "principle", "应当遵循…原则, 应当在政府主导下", _PRINCIPLE),
        _says("liability", "other", "由有权机关责令改正, 依法追究刑事责任", _LIABILITY),
        _says("cases", "context", "有下列情形之一的:, 应符合以下条件: in its first sentence", _ONLY_CASES),
        _says("prescribes", "task", "应当, 负责, 不得, 给予, 鼓励, 可享受…补贴", _PRESCRIBES),
    ),
    LastWord("article.tells", "context", "none of these: it tells, and prescribes nothing"),
)


def counted_articles(folded: str, labels: Sequence[Label]) -> list[Label]:
    """Return the labels without those of articles that are no sections.

    A document that is built of articles begins with the first. Where articles open with headings (第三条 鼓励企业上台阶。
    对…) one without is text; where none is headed, every article is a section, its first sentence its heading.

    Args:
        folded: The width-folded text.
        labels: Enumerators, in text order.
    """
    articles = [label for label in labels if label.kind == "article"]
    if len(articles) < _FEWEST or all(label.number != 1 for label in articles):
        return [label for label in labels if label.kind != "article"]
    headed = {label.start for label in articles if _HEADED.match(folded, label.end)}
    if len(headed) < max(_HEADED_ARTICLES, len(articles) / 2):
        return list(labels)
    return [label for label in labels if label.kind != "article" or label.start in headed]


def bracketed_heading(folded: str, label: Span) -> Span | None:
    """Return the heading in brackets right behind an article's label (第三条【研发补助】), or None."""
    match = _HEADED.match(folded, label.end)
    if match is None or match["bracket"] is None:
        return None
    return Span(match.start("bracket") + 1, match.end() - 1)


def says_when_in_force(words: str) -> bool:
    """Whether the words under a heading only tell when the document holds (八、其他事宜 / 本通知自印发之日起施行)."""
    return _ONLY_IN_FORCE.match(words) is not None


def lists_cases(words: str) -> bool:
    """Whether the words before the first item introduce cases, conditions or papers (有下列情形之一的:), no actions."""
    return _LISTS_CASES.search(words) is not None
