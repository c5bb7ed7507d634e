"""A text with its rows marked says its own characters, and each stretch names the rows that run over it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pipelines.site.spans import Span, marked_text, painted, stretches


class Reading(HTMLParser):
    """What a browser reads: characters, each with the rows of the element that it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.rows: list[frozenset[int]] = []
        self.headings: list[str] = []
        self._open: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        assert tag == "span"
        self._open.append(dict(attrs))
        if self._open[-1].get("role") == "heading":
            self.headings.append("")

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        named = [element["data-r"] for element in self._open if "data-r" in element]
        self.text += data
        self.rows += [frozenset(map(int, named[-1].split())) if named else frozenset()] * len(data)
        if any(element.get("role") == "heading" for element in self._open):
            self.headings[-1] += data


def read(text: str, spans: list[Span]) -> Reading:
    reading = Reading()
    reading.feed(str(marked_text(text, spans)))
    reading.close()
    assert reading._open == []
    return reading


TEXTS = st.text(alphabet="到2020年建成<>&\"'😀\r\n；;#x3c/script", max_size=40)


@st.composite
def marked(draw) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    spans = [
        Span(min(pair), max(pair), number, ("target",), draw(st.integers(0, 3)))
        for number, pair in enumerate(pairs)
    ]
    return text, spans


@given(marked())
def test_the_page_says_the_characters_of_the_text_and_which_rows_hold_each(given):
    text, spans = given
    reading = read(text, spans)
    assert reading.text == text
    expected = [
        frozenset(span.group for span in spans if span.start <= at < span.end) for at in range(len(text))
    ]
    assert reading.rows == expected


@given(marked())
def test_stretches_are_the_whole_text_and_name_the_shortest_span_first(given):
    text, spans = given
    found = list(stretches(text, spans))
    assert "".join(stretch.text for stretch in found) == text
    for stretch in found:
        lengths = [span.end - span.start for span in stretch.spans]
        assert lengths == sorted(lengths)


def test_a_heading_is_one_element_whatever_is_marked_in_it():
    text = "一、到2020年的目标。正文"
    spans = [Span(0, 11, 0, ("section",), 1), Span(2, 8, 1, ("deadline",)), Span(3, 7, 2, ("numeral",))]
    assert read(text, spans).headings == ["一、到2020年的目标"]


def test_a_stretch_is_painted_as_the_shortest_span_says():
    assert painted(["value", "numeral", "target", "deadline", "achievement"]) == [
        "on-target",
        "under-numeral",
    ]
    assert painted(["section"]) == []


def test_a_control_character_that_no_page_may_hold_is_shown_as_unknown():
    assert read("甲\x00乙\x0b丙", []).text == "甲�乙�丙"
