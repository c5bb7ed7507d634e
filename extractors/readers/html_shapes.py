"""What a line of a page looks like: words of a document, words of the page around it, or a link."""

from __future__ import annotations

import re
import unicodedata

from extractors.readers.html_page import Block

#: Words with one of these read like a sentence; a menu has none.
_STOP = re.compile(r"[。；;：:！？]|，.*，")
_FEWEST_CHARACTERS = 15
#: The greatest share of a line that stands in links, unless the line is one.
_LINKED = 0.5

#: The labels of what a page says of its article beside it: when and where it came from, its number in the site's files,
#: its readers.
_LABELS = (
    r"(?:(?:发布|公布|发表|添加|上传|发文|成文|制发|签发|印发|落款|更新|修改|公开|生成|信息|录入|实施|施行|生效|失效|废止)(?:时间|日期)"
    r"|(?:信息|文章|稿件|内容|新闻)?来\s*源|稿\s*源|作\s*者|编\s*辑|责任编辑|责编|审\s*核|审\s*校|供\s*稿"
    r"|(?:浏览|阅读|点击|访问|查看)(?:次数|人数|量|数)?|字\s*[体号]"
    r"|索\s*引\s*[号码]|统一编号|信息编号|文件编号|信息索引号|(?:组配|主题|体裁|信息|服务对象)?分\s*类|内容概述|公文种类"
    r"|(?:发布|制发|发文|公开|公布)(?:机构|机关|单位|部门|主体)|公开责任部门|(?:发文)?[文字]\s*号"
    r"|发文(?:字号|文号)|(?:文件|信息)?名\s*称|标\s*题"
    r"|(?:有\s*效|时效|信息有效)性|(?:文件|效力)状态|关\s*键\s*[词字]|主\s*题\s*词)"
)
#: A label with what shows that it is one: a colon or a bracket behind it, a count, or nothing else on its line.
_FIELD = re.compile(
    rf"[\s|\[【（(]*(?:{_LABELS}\s*(?:[:：|\]】]|[0-9]+\s*次|$)|(?:时\s*间|日\s*期)\s*[:：]\s*[0-9]{{4}}[-/.])"
)
#: With those that a document may have too.
_LISTED_LABELS = rf"(?:{_LABELS}|有效期|服务对象|公开(?:方式|范围))"
#: 索引号, 【文号】, 发布机构：
_LABEL = re.compile(rf"[\[【]?\s*{_LISTED_LABELS}\s*[\]】]?\s*[:：]?")
#: 浏览：22, 时间：2018-08-21
_OPENING_LABEL = re.compile(rf"[\[【（(]?\s*(?:{_LABELS}|时\s*间|日\s*期)\s*[\]】]?\s*[:：]")
#: 索引号 130600/2018-00123, and several on one line
_LABELLED = re.compile(rf"{_LISTED_LABELS}\s+[^\s:：]")
_BETWEEN_LABELS = re.compile(rf"\s+{_LISTED_LABELS}\s+")
#: A day as pages print it, with the clock: 2018-08-21 09:10; 2018年08月21日.
_PRINTED_DAY = r"[0-9]{4}(?:[-/.]|年)[0-9]{1,2}(?:[-/.]|月)[0-9]{1,2}日?(?:\s*[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?)?"
#: A line that opens with it goes on with a label: 2018-08-21 09:10 来源：市科技局.
_DAY_OF_PAGE = re.compile(
    rf"\s*(?:(?:时\s*间|日\s*期)\s*[:：]\s*)?[\[【（(]?{_PRINTED_DAY}[\]】）)]?[\s|]*[\[【（(]?{_LABELS}\s*[:：\]】]"
)
#: What the reader of a page may do with it.
_TOOLS = re.compile(
    r"[\s\[【（(|·]*(?:(?:打印(?:本页|此页|页面|文章|预览)?|关闭(?:本页|页面|窗口)?|收藏(?:本页|本站)?|分享(?:[到至])?|"
    r"扫一扫(?:\S{0,20})|在手机(?:上)?打开(?:当前页)?|返回(?:顶部|列表|首页|上一?页|目录)|回到顶部|顶部|[大中小]|字[体号]|"
    r"(?:我要|内容)纠错|保护视力色?|朗读|语音播报|微信|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|人人网|复制链接|"
    r"下载(?:文字|图片)版|手机(?:端|版)|(?:点击)?(?:展开|收起)(?:全文|更多|详情)?)[\s\[\]【】（）()|·/:：，,]*){1,12}"
)
_DOWNLOADS = re.compile(r"[\s\[【]*附件下载")
#: Lines of a page are as short; a longer one that opens like one holds a text that has lost its line breaks.
_LONGEST_TOOLS, _LONGEST_FIELD, _LONGEST_LEADING, _LONGEST_FOOT = 60, 150, 120, 200
#: What leads to other pages of a site.
_LEADING = re.compile(
    r"[\s·•【\[（(]*(?:[上下]一[篇条]\s*[:：]|(?:[上下]一篇|相关(?:链接|阅读|文件|附件|解读|新闻|信息|文章|政策|报道)|"
    r"(?:延伸|推荐)阅读|(?:政策|文件|图文|专家)?解读|解读回应|常见问题(?:解答)?|友情链接|热[点门](?:专题|新闻|推荐|关注|标签|搜索)|"
    r"(?:站内|高级)?搜索|(?:网站)?首页|更多|(?:网友|用户|我要|发表)(?:评论|留言))[\]】）)]?\s*(?:$|[:：>»›|/]|更多)|"
    r"当前位置|您(?:现在)?(?:所在)?的位置|热搜词|首页\s+\S{2,6}(?:\s|$))"
)
#: What stands at the foot of a site's pages: its owner, its registration, its help.
_FOOT = re.compile(
    r"版权所有|网站标识码|ICP备|公网安备|^\s*技术支持\s*[:：].{2,30}$|主办(?:单位)?\s*[:：].{2,40}(?:承办|网站|邮编|备案)|"
    r"网站地图|隐私(?:声明|政策)|您是第|建议使用.{2,30}浏览|Copyright|最佳分辨率|本网站|浏览器",
    re.IGNORECASE,
)
#: The day of a page behind its headline: …清淤120公里 2023-05-11, …[05-11].
_PAGE_DAY = re.compile(
    r"(?:(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[\[(（【][0-9]{1,2}-[0-9]{1,2})[\])）】]?$"
)
_LONGEST_PAGE_DAY, _SHORTEST_HEADLINE, _LONGEST_HEADLINE = 12, 18, 150
_NO_LETTERS = re.compile(r"[\W_]+")

#: 平政发〔2023〕15号
NUMBER = re.compile(
    r"\S{2,30}[〔\[［（(【]\s*(?:19|20)[0-9]{2}年?\s*[〕\]］）)】]\s*第?\s*[0-9]{1,5}\s*号(?:\s*签发人\s*[:：].{2,12})?"
)
#: 2023年5月18日, 二〇二三年五月十八日
_DAY = re.compile(
    r"[（(]?(?:[0-9]{4}|[〇○零Oo一二三四五六七八九]{4})\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日"
    r"(?:印发)?[）)]?"
)
#: 各区人民政府：
_SALUTATION = re.compile(r"[^。；;]{2,80}[:：]")
#: 平海市人民政府, 平海市水务局, 平海市人民政府文件
_ORGAN = re.compile(
    r"[^。；;，,：:0-9]{2,40}(?:政府|委员会|办公[室厅]|[局厅委部院处署会]|中心|集团|公司|银行)(?:文件)?(?:\s*\S{0,8}年\S{1,8}日)?"
)
_ANNEX = re.compile(
    r"附\s*[件表录图](?:\s*[0-9一二三四五六七八九十]{0,3})(?:$|\s|[:：.．、\-《])|抄送|公开方式|签发人"
)
_BRACKETED = re.compile(r"[（(][^（）()]{2,40}[）)]")
_HEADING = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,4}[章节条篇部编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|"
    r"[0-9]{1,2}[.．、](?![0-9])"
)
#: The name of a document ends in what kind of document it is, a remark in brackets behind it left aside.
_TITLE = re.compile(
    r"[^。；;]{4,100}(?:方案|计划|规划|纲要|要点|通知|通报|意见|办法|规定|细则|条例|决定|决议|批复|答复|复函|函|报告|公告|通告|"
    r"公报|请示|建议|措施|清单|目录|标准|指南|规则|章程|命令|任务|分工|的信)[》】]?(?:\s*[（(].{1,30}[）)])?"
)


def bare(words: str) -> str:
    """Return the letters and digits of words, by which two writings of a line are the same."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", words))


def is_link(block: Block) -> bool:
    """Whether most of a line leads to other pages."""
    return block.linked > _LINKED * len(block.text)


def is_sentence(block: Block) -> bool:
    """Whether a line reads like a sentence of a document."""
    return (
        len(block.text) >= _FEWEST_CHARACTERS
        and not is_link(block)
        and bool(_STOP.search(block.text))
        and not is_of_page(block.text)
        and not leads_away(block)
    )


def is_of_page(words: str) -> bool:
    """Whether a line tells of the article on its page, or offers to print or share it."""
    patterns = (_FIELD, _DAY_OF_PAGE, _DOWNLOADS)
    is_field = len(words) <= _LONGEST_FIELD and any(pattern.match(words) for pattern in patterns)
    return is_field or is_tools(words)


def is_label(words: str) -> bool:
    """Whether words are the label of what a page says of its article: 索引号, 发布机构：."""
    return bool(_LABEL.fullmatch(words.strip()))


def opens_with_label(words: str) -> bool:
    """Whether words open with such a label and its colon: 浏览：22次."""
    return bool(_OPENING_LABEL.match(words.strip()))


def is_labelled(words: str) -> bool:
    """Whether words are such a label with its value behind a blank: 索引号 130600/2018-00123."""
    return len(words) <= _LONGEST_FIELD and bool(_LABELLED.match(words))


def has_labels(words: str) -> bool:
    """Whether words are several such labels, each with its value: 索引号 130600/2018-00123 文号 平政发〔2023〕15号."""
    return is_labelled(words) and bool(_BETWEEN_LABELS.search(words))


def may_tell_of_page(words: str) -> bool:
    """Whether words are short enough for what a page says of its article, and no sentence."""
    return len(words) <= _LONGEST_FIELD and "。" not in words


def is_tools(words: str) -> bool:
    """Whether a line only offers to print, close or share a page."""
    return len(words) <= _LONGEST_TOOLS and bool(_TOOLS.fullmatch(words))


def heads_others(words: str) -> bool:
    """Whether a line is the head of a list of other pages, of a site's menu or of what its readers say."""
    return len(words) <= _LONGEST_LEADING and bool(_LEADING.match(words))


def leads_away(block: Block) -> bool:
    """Whether a line belongs to a list of other pages or to a site's head or foot."""
    words = block.text
    return (
        heads_others(words)
        or (len(words) <= _LONGEST_FOOT and bool(_FOOT.search(words)))
        or (not block.is_row and _is_headline(words))
    )


def _is_headline(words: str) -> bool:
    is_of_length = _SHORTEST_HEADLINE <= len(words) <= _LONGEST_HEADLINE
    return is_of_length and bool(_PAGE_DAY.search(words[-_LONGEST_PAGE_DAY:]))


def is_title(words: str) -> bool:
    """Whether words read like the name of a document."""
    return bool(_TITLE.fullmatch(words))


def is_heading(words: str) -> bool:
    """Whether words open like the heading of a document: 第一章, 一、, （一）, 1.."""
    return bool(_HEADING.match(words))


def is_organ(words: str) -> bool:
    """Whether words are the name of an organ."""
    return bool(_ORGAN.fullmatch(words))


def is_mark(words: str) -> bool:
    """Whether words are what opens or ends a document: its number, whom it addresses, who signed it and when."""
    return any(shape.fullmatch(words) for shape in (NUMBER, _DAY, _SALUTATION, _ORGAN, _BRACKETED)) or bool(
        _ANNEX.match(words)
    )


def is_of_document(block: Block) -> bool:
    """Whether a line has the shape of a document's lines."""
    words = block.text
    return block.is_row or is_sentence(block) or is_mark(words) or is_title(words) or is_heading(words)
