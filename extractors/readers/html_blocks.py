"""A web page as blocks in reading order: paragraphs, headings, items, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resiliparse.parse.html import ElementNode, HTMLTree, Node, TextNode

from extractors.readers.html_lines import LineBuffer
from extractors.readers.html_lists import ListCounter, whole_number
from extractors.readers.html_page import Block, Element, Page
from extractors.readers.html_tables import Table, table_blocks
from extractors.readers.limits import Limits
from extractors.readers.model import UnreadableError

#: Elements that begin and end a line. Source: the user agent style sheet of the HTML standard, section 15.3.
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main",
    "menu", "nav", "ol", "option", "optgroup", "p", "pre", "search", "section", "select", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
))  # fmt: skip
#: Elements whose content is code, not text.
_CODE = {"script": "scripts", "style": "styles"}
#: Elements whose words are struck out: no longer part of the text that they stand in.
_STRUCK = frozenset(("del", "s", "strike"))
#: A style that strikes words out: text-decoration: line-through.
_STRIKING = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.IGNORECASE)
#: Elements that a page shows in place of something else, or not at all.
_NOT_SHOWN = frozenset((
    "template", "noscript", "noframes", "iframe", "object", "svg", "math", "audio", "video", "canvas", "datalist",
))  # fmt: skip
#: Elements that lead around a site or ask something of the reader.
_CONTROLS = frozenset(["nav", "form", "button", "select", "textarea", "menu", "search", "dialog"])
_ASIDES = _NOT_SHOWN | _CONTROLS
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ol", "ul"))
#: A style that shows nothing of an element: display: none, visibility: hidden.
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
#: What the class or id of an element that holds a title says: info_title, articleTitle, biaoti, bt.
_TITLE_CLASS = re.compile(r"title|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_\d-])", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3"))
#: A style that raises what stands in an element.
_RAISING = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
#: A link to a file that goes with the document leads nowhere else on the site.
_FILE = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|txt|zip|rar|7z|jpe?g|png)(?:$|[?#])", re.IGNORECASE
)
#: Markup that scripts keep in a text area until they show it.
_MARKUP = re.compile(r"<(?:p|div|br|span|table|section)\b", re.IGNORECASE)


def page_blocks(tree: HTMLTree, name: str, limits: Limits) -> Page:
    """Return the blocks of a page.

    Raises:
        UnreadableError: Elements stand in each other deeper than the limit.
    """
    return _Walk(name, limits).page(tree)


class _Walk:
    """One walk through a page; the stacks say what is open."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._page = Page()
        # For each open node whether it is an element of its own in the page and what it says of its words, and the
        # indices of those that are.
        self._around: list[tuple[bool, str]] = []
        self._open: list[int] = []
        self._tables: list[Table] = []
        # The blocks of the innermost open cell, below them those of the cells around it and of the page.
        self._flows: list[list[Block]] = [self._page.blocks]
        self._line = LineBuffer()
        self._lists: list[ListCounter] = []

    def page(self, tree: HTMLTree) -> Page:
        """Return what the page holds."""
        head = tree.head
        if head is not None:
            for tag, code in _CODE.items():
                self._page.left_out[code] += len(head.get_elements_by_tag_name(tag))
        for node, is_entered in self._nodes(tree.body) if tree.body is not None else ():
            if isinstance(node, ElementNode):
                (self._enter if is_entered else self._leave)(node, node.tag or "")
            else:
                self._take(node.value or "")
        return self._page

    def _nodes(self, root: ElementNode, depth: int = 0) -> Iterator[tuple[Node, bool]]:
        """Yield each text and element when it begins, and each element again when it ends; without recursion.

        Markup that a text area keeps stands in its place; that of a text area in it is text.
        """
        node: Node | None = root
        around: list[ElementNode] = []
        while node is not None:
            no_text = _no_text(node) if isinstance(node, ElementNode) else None
            if no_text is not None:
                self._page.left_out[no_text] += 1
            elif isinstance(node, ElementNode):
                yield node, True
                kept = _kept_markup(node) if depth == 0 else None
                if kept is not None:
                    yield from self._nodes(kept, len(around) + 1)
                elif node.first_child is not None:
                    around.append(node)
                    self._check(depth + len(around))
                    node = node.first_child
                    continue
                yield node, False
            elif isinstance(node, TextNode):
                yield node, True
            while node.next is None and around:
                node = around.pop()
                yield node, False
            node = node.next if around else None

    def _check(self, depth: int) -> None:
        if depth > self._limits.max_depth:
            raise UnreadableError(
                "reader.too_deep",
                f"{self._name}: its elements stand in each other more than {self._limits.max_depth} deep; "
                "save the page anew, or raise the limit max_depth",
            )

    def _enter(self, node: ElementNode, tag: str) -> None:
        style = node.getattr("style") or ""
        is_aside = tag in _ASIDES or node.hasattr("hidden") or bool(_HIDDEN_STYLE.search(style))
        is_kept, inline = tag in BLOCKS or is_aside, _inline(node, tag, style)
        self._around.append((is_kept, inline))
        self._line.enter(inline)
        if is_kept:
            self._end_line()
            parent = self._open[-1] if self._open else 0
            self._open.append(len(self._page.elements))
            self._page.elements.append(Element(parent, tag, is_aside, _is_title(node, tag)))
            self._begin(node, tag)

    def _begin(self, node: ElementNode, tag: str) -> None:
        if tag == "table":
            self._tables.append(Table(self._open[-1]))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in _CELLS and self._tables:
            self._begin_cell(node)
        elif tag in _LISTS:
            self._lists.append(ListCounter(node))
        elif tag == "li" and self._lists:
            self._line.label = self._lists[-1].label(node)

    def _leave(self, _: ElementNode, tag: str) -> None:
        is_kept, inline = self._around.pop()
        self._line.leave(inline)
        if not is_kept:
            return
        self._end_line()
        self._open.pop()
        if tag in _CELLS and self._tables:
            self._flows.pop()
        elif tag == "table":
            self._flows[-1] += table_blocks(self._tables.pop(), self._page)
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._line.label = ""

    def _begin_cell(self, node: ElementNode) -> None:
        flow: list[Block] = []
        self._flows.append(flow)
        rows = self._tables[-1].rows
        if not rows:
            rows.append([])
        rows[-1].append((flow, whole_number(node, "colspan"), whole_number(node, "rowspan")))

    def _take(self, words: str) -> None:
        if not self._line.is_preformatted:
            self._line.take(words)
            return
        first, *others = words.splitlines() or [""]
        self._line.take(first)
        for line in others:
            self._end_line()
            self._line.take(line)

    def _end_line(self) -> None:
        text, linked, label = self._line.end()
        if text and self._open:
            self._flows[-1].append(Block(self._open[-1], text, linked, label))


def _no_text(node: ElementNode) -> str | None:
    """Return what an element is counted as whose words are not in the text, or None for others."""
    tag = node.tag or ""
    is_struck = tag in _STRUCK or _STRIKING.search(node.getattr("style") or "")
    return "struck_runs" if is_struck else _CODE.get(tag)


def _inline(node: ElementNode, tag: str, style: str) -> str:
    """Return what an element says of the words in it: a link, raised, preformatted; empty for nothing of these."""
    if tag == "a":
        address = node.getattr("href") or node.getattr("onclick") or ""
        return tag if address and not _FILE.search(address) else ""
    if tag == "textarea":
        return "" if _MARKUP.search(node.text or "") else tag
    return "sup" if _RAISING.search(style) else tag


def _is_title(node: ElementNode, tag: str) -> bool:
    return tag in _HEADINGS or bool(
        _TITLE_CLASS.search(node.getattr("class") or "") or _TITLE_CLASS.search(node.getattr("id") or "")
    )


def _kept_markup(node: ElementNode) -> ElementNode | None:
    """Return the body of the markup that a text area keeps, or None where it keeps none."""
    if node.tag != "textarea":
        return None
    words = node.text or ""
    return HTMLTree.parse(words).body if _MARKUP.search(words) else None
