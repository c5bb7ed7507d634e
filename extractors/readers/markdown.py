"""Markdown: bytes to text, a line for each paragraph, heading and item, a line between bars for each row of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from resiliparse.parse.html import HTMLTree

from extractors.readers.encodings import decode_text
from extractors.readers.html_blocks import page_blocks
from extractors.readers.html_lines import labelled
from extractors.readers.layout import OPENER, Cell, Line, compose, grid, is_data, row_line, visible
from extractors.readers.limits import Limits
from extractors.readers.markdown_breaks import mark_breaks
from extractors.readers.markdown_marks import MAX_DEPTH, parser
from extractors.readers.markdown_words import words_of
from extractors.readers.model import ReadText, UnreadableError

MEDIA_TYPE = "text/markdown"

#: No table of a plan is wider.
_WIDEST = 40
#: What describes a text at its head, between two lines of ---: title: 方案
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:[ \t]*\n|#[^\n]*\n)*[\w.-]+[ \t]*:(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
#: What ends the words of a paragraph, which a rule of --- below it makes no heading.
_STOP = re.compile(r"[。；！？;!?]$")
_LABELLED = re.compile(OPENER)
#: The last end of a table in markup; what stands below it without a blank line is text.
_TABLE_END = "</table>"


def read_markdown(data: bytes, name: str, limits: Limits) -> ReadText:
    """Return the text of a Markdown file.

    Raises:
        UnreadableError: It is in no known encoding, its lists or quotations stand in each other too deeply, or it shows
            no words.
    """
    source, encoding = decode_text(data, name)
    walk = _Walk(name, limits)
    text, _ = compose(map(Line, walk.lines(_without_front_matter(source, walk.left_out))))
    if not text.strip():
        raise UnreadableError(
            "reader.no_text",
            f"{name}: the file shows no words; if it holds pictures, recognise their characters (OCR) first",
        )
    return ReadText(text, MEDIA_TYPE, encoding, left_out=dict(+walk.left_out))


def _without_front_matter(source: str, left_out: Counter[str]) -> str:
    """Return a text with one kind of line ends, without what describes it at its head."""
    text = "\n".join(source.splitlines())
    found = _FRONT_MATTER.match(text)
    left_out["front_matter"] += found is not None
    return text[found.end() :] if found else text


class _Walk:
    """One walk through the blocks of a text; the stacks say what is open."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._parser = parser()
        self._parser.core.ruler.before("inline", "breaks", self._prepare)
        #: How much is not in the text, by kind.
        self.left_out: Counter[str] = Counter()
        # The labels of each open list's items, and the label of the item that begins.
        self._lists: list[Iterator[str]] = []
        self._label = ""

    def lines(self, source: str) -> Iterator[str]:
        """Yield the lines of a text."""
        tokens = self._parser.parse(source)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                yield from self._labelled(self._table(tokens[at:end]))
                at = end
            elif token.type == "html_block":
                end = next((i for i in range(at, len(tokens)) if tokens[i].type != "html_block"), len(tokens))
                markup = "\n".join(one.content for one in tokens[at:end])
                yield from self._labelled(self._markup(markup))
                at = end - 1
            else:
                yield from self._block(token, tokens, at)
            at += 1

    def _block(self, token: Token, tokens: list[Token], at: int) -> Iterator[str]:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            self._lists.append(_labels(tokens, at))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._label = next(self._lists[-1])
        elif token.type == "list_item_close" and self._label:
            yield self._label
            self._label = ""
        elif token.type == "inline":
            lines = words_of(token.children or (), self.left_out)
            mark = "" if self._label else _heading_mark(tokens[at - 1], lines)
            yield from self._labelled([mark + line for line in lines[:1]] + lines[1:])
        elif token.type == "fence":
            yield from self._labelled(_shown(token.content.split("\n")))

    def _labelled(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines, the first behind the label of the item that begins, where it has no own."""
        for line in lines:
            label, self._label = self._label, ""
            yield line if _LABELLED.match(line) else labelled(label, line)

    def _table(self, tokens: list[Token]) -> list[str]:
        rows: list[list[list[str]]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(words_of(token.children or (), self.left_out))
        if not is_data(rows):
            return [line for row in rows for cell in row for line in cell]
        words = ([Cell(" ".join(cell)) for cell in row] for row in rows)
        return [row_line(row) for row in grid(words, _WIDEST) if any(row)]

    def _markup(self, markup: str) -> Iterator[str]:
        """Yield the lines of a block of HTML, and of the text that follows the end of a table in it."""
        table, end, rest = markup.rpartition(_TABLE_END)
        markup, text = (table + end, rest) if end else (rest, "")
        page = page_blocks(HTMLTree.parse(markup), self._name, self._limits)
        self.left_out += page.left_out
        hidden = page.within([element.is_aside for element in page.elements])
        yield from (block.text for block in page.blocks if not hidden[block.element])
        if text.strip():
            yield from self.lines(text)

    def _prepare(self, state: StateCore) -> None:
        """Refuse what is nested too deeply, whose words the parser would drop, and tell the breaks of paragraphs."""
        deepest = min(self._limits.max_depth, MAX_DEPTH)
        if any(token.nesting == 1 and token.level + 1 >= deepest for token in state.tokens):
            raise UnreadableError(
                "reader.too_deep",
                f"{self._name}: its lists and quotations stand in each other more than {deepest} deep; "
                "save it with fewer levels",
            )
        mark_breaks(state.tokens, state.src.split("\n"))


def _shown(lines: Iterable[str]) -> Iterator[str]:
    return (shown for line in lines if (shown := visible(line).strip()))


def _heading_mark(opened: Token, lines: list[str]) -> str:
    """Return the hashes of a heading with the blank behind them; empty for a paragraph.

    Words above a line of --- are a heading for Markdown; a whole paragraph is one above a rule.
    """
    if opened.type != "heading_open":
        return ""
    is_ruled = not opened.markup.startswith("#")
    if is_ruled and (len(lines) != 1 or _STOP.search(lines[0])):
        return ""
    return "#" * int(opened.tag[1:]) + " "


def _labels(tokens: list[Token], at: int) -> Iterator[str]:
    """Yield the labels of a list's items as they are written; one number at all of them counts on."""
    if tokens[at].type == "bullet_list_open":
        while True:
            yield ""
    level = tokens[at].level
    numbers: list[str] = []
    marks: list[str] = []
    for token in tokens[at + 1 :]:
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            numbers.append(token.info)
            marks.append(token.markup)
    if len(set(numbers)) == 1:
        numbers = [str(int(numbers[0]) + counted) for counted in range(len(numbers))]
    yield from (number + mark for number, mark in zip(numbers, marks, strict=True))
