"""Small web pages of shapes by which a document is hard to tell from the page around it."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.readers.truth import Truth

_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>
<body><div class="menu"><ul>{menu}</ul></div><h1>{title}</h1>{body}
<div class="foot"><p>版权所有：某市人民政府办公室　网站标识码：0000000000</p></div></body></html>"""
_MENU = ("首页", "政务公开", "办事服务", "互动交流", "数据开放", "走进某市")
_NAMES = tuple(
    f"{ward}区{kind}" for ward in "东西南北" for kind in ("图书馆", "文化馆", "博物馆", "青少年活动中心")
)
_ABOVE = (
    "为进一步完善公共文化服务体系，现就有关工作安排如下。",
    "各区要在今年年底前建成不少于二十个社区书屋，并向全体居民免费开放。",
)
_BELOW = (
    "各有关部门要把书屋的日常运行经费列入预算，不得挪作他用。",
    "本通知自印发之日起施行，有效期三年。",
)
_LINKS = tuple(
    f"关于{year}年第{number}批公共文化项目评审结果的公示"
    for year in (2019, 2020, 2021, 2022)
    for number in "一二三"
)


@dataclass(frozen=True)
class Probe:
    """A page and the document on it."""

    called: str
    page: str
    truth: Truth


def _probe(called: str, title: str, body: str, document: tuple[str, ...]) -> Probe:
    page = _PAGE.format(title=title, menu=_items(_MENU, linked=True), body=body)
    return Probe(called, page, Truth([*document], title))


def _items(lines: tuple[str, ...], *, linked: bool = False) -> str:
    return "".join(f'<li><a href="/">{one}</a></li>' if linked else f"<li>{one}</li>" for one in lines)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return f"<div>{''.join(f'<p>{one}</p>' for one in lines)}</div>"


PROBES = (
    _probe("a list of names without a sentence", "免费开放场馆名单", f"<ul>{_items(_NAMES)}</ul>", _NAMES),
    _probe(
        "a document in two elements with a list of links between them",
        "关于建设社区书屋的通知",
        f"{_paragraphs(_ABOVE)}<div><ul>{_items(_LINKS, linked=True)}</ul></div>{_paragraphs(_BELOW)}",
        (*_ABOVE, *_BELOW),
    ),
)
