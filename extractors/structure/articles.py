"""Articles (第七条): which of them are sections, and what each is for by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.schema.vocabulary import SectionRole
from extractors.structure.labels import Label
from extractors.text.verdicts import LastWord, Rule, Ruling, found
from extractors.text.view import Span
from extractors.values import dataclass

#: Fewer articles are those of other texts that a document refers to.
_FEWEST = 3
#: 第三条【研发补助】对…: a heading in brackets; in 第三条(一)… an item stands there.
_BRACKETED = re.compile(
    r"[ ]{0,4}[【\[(](?![一二三四五六七八九十]+[)])(?P<heading>[^】\])\n]{2,24})[】\])][ ]*"
)
#: 有下列情形之一的, 应符合以下条件:, 提交下列材料:; 落实以下情况报告制度 and 有下列情形之一的,给予补助 introduce actions.
_CASES = (
    r"(?:有|符合|具备|满足|存在|出现|属于|发生|提交|提供|报送|具有|附)(?:以下|下列|如下)[^。;:,]{0,6}?(?:条件|情形|情况|材料|资料|文件|行为)(?:之一)?"
    r"(?=的|[,:。])(?![^。:]{0,120}(?:给予|予以|分别|,(?:奖励|补助|补贴|资助)))"
)
#: 严禁下列行为:, 不得有下列行为:
_FORBIDDEN = r"(?:严禁|禁止|不得)(?:从事|实施|有)?(?:以下|下列)"
_LISTS_CASES = re.compile(rf"(?:{_CASES}[^。:]{{0,120}}[。:]|{_FORBIDDEN}[^。:]{{0,30}}:)\s*$")
_ONLY_CASES = re.compile(rf"^[^。]{{0,200}}{_CASES}[^。;:]{{0,24}}:")
_FORBIDS = re.compile(rf"^[^。]{{0,80}}{_FORBIDDEN}")
_IN_FORCE = re.compile(
    r"^(?:本[^。;:,]{1,14})?自[^。;]{1,24}起(?:[0-9]{1,3}[日天]后)?(?:施行|实施|执行|生效)|^本[^。;:,]{1,14}由[^。;]{1,40}负责解释"
)
#: 本通知自印发之日起施行, 有效期5年, …同时废止: what a sentence says of when and under whose reading the document holds.
_OF_FORCE = re.compile(  # each alternative begins with a literal character, which is quick to look for
    r"起(?:[0-9]{1,3}[日天]后)?(?:施行|实施|执行|生效)|有效期|同时废止|停止执行|不再执行|负责解释|为准"
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
    r"达到|建成|新增|新建|完成|推进|推动|实现|提高|改造|开展|实施|加快|"
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
        _says("forbids", "task", "严禁下列行为:", _FORBIDS),
        _says("cases", "context", "有下列情形之一的:, 应符合以下条件: in its first sentence", _ONLY_CASES),
        _says("prescribes", "task", "应当, 负责, 不得, 给予, 鼓励, 可享受…补贴", _PRESCRIBES),
    ),
    LastWord("article.tells", "context", "none of these: it tells, and prescribes nothing"),
)


def counted_articles(labels: Sequence[Label]) -> list[Label]:
    """Return the labels without those of articles where the document is not built of articles, beginning with the first.

    Args:
        labels: Enumerators, in text order.
    """
    numbers = [label.number for label in labels if label.kind == "article"]
    if len(numbers) >= _FEWEST and 1 in numbers:
        return list(labels)
    return [label for label in labels if label.kind != "article"]


def bracketed_heading(folded: str, label: Span) -> Span | None:
    """Return the heading in brackets right behind an article's label (第三条【研发补助】), or None."""
    match = _BRACKETED.match(folded, label.end)
    return Span(*match.span("heading")) if match else None


def article_role(folded: str, label: Span, end: int) -> SectionRole:
    """Return what an article is for by its own words, a heading in brackets left aside."""
    bracketed = _BRACKETED.match(folded, label.end, end)
    start = bracketed.end() if bracketed else label.end
    words = folded[start:end].strip()
    return ARTICLE_ROLES.says(ArticleAt(words, folded.index(words, start)))


def says_when_in_force(words: str) -> bool:
    """Whether the words under a heading only tell when the document holds (八、其他事宜 / 本通知自印发之日起施行)."""
    first_line = words.strip().partition("\n")[0]
    sentences = first_line.split("。")
    only = all(_OF_FORCE.search(sentence) for sentence in sentences if sentence.strip())
    return only and any(map(str.strip, sentences))


def lists_cases(words: str) -> bool:
    """Whether the words before the first item introduce cases, conditions or papers (有下列情形之一的:), no actions."""
    return _LISTS_CASES.search(words) is not None
