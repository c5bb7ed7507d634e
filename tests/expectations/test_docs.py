import re
from html.parser import HTMLParser

import pytest

from expectations import render_data_docs, validate_table
from expectations.reading import SAMPLES

MARKUP = "<script>alert(1)</script>&到2025年"


@pytest.fixture(scope="module")
def reports(good_frames, good_reports):
    targets = good_frames["targets"].assign(quote=MARKUP, indicator=["", *["指标"] * 3])
    replies = good_frames["replies"].assign(contact="  ", session=None)
    frames = good_frames | {"targets": targets, "replies": replies}
    broken = good_frames | {"citations": good_frames["citations"].drop(columns="quote")}
    changed = {name: validate_table(name, frames) for name in ("targets", "replies")}
    changed["citations"] = validate_table("citations", broken)
    return [changed.get(report.table, report) for report in good_reports]


@pytest.fixture(scope="module")
def site(reports, tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    render_data_docs(reports, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_an_index_a_page_a_table_and_one_stylesheet(site, reports):
    assert site.keys() == {"index.html", "style.css", *(f"{report.table}.html" for report in reports)}


def test_no_file_needs_the_network(site):
    for name, text in site.items():
        assert not re.search(r"https?:|//|@import|url\(|<script|<img|<iframe", text), name


def test_links_stay_inside_the_site(site):
    class Links(HTMLParser):
        def handle_starttag(self, tag, attrs):
            for name, value in attrs:
                if name in ("href", "src"):
                    assert value in site

    for name, text in site.items():
        if name.endswith(".html"):
            Links().feed(text)


def test_the_same_reports_give_the_same_bytes(site, reports, tmp_path):
    render_data_docs(reports, tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())} == site


def test_what_documents_say_is_escaped(site):
    assert MARKUP not in site["targets.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;到2025年" in site["targets.html"]


def test_a_page_says_each_rule_in_both_languages_with_what_fails(site, reports):
    (targets,) = [report for report in reports if report.table == "targets"]
    for outcome in targets.result:
        assert outcome.rule in site["targets.html"]
    assert "引文与正文偏移处逐字相同" in site["targets.html"]
    assert "The text at the offsets is the quote, character by character" in site["targets.html"]
    assert "4 行不成立" in site["targets.html"]
    assert "未能检验" in site["citations.html"]


def test_personal_data_stand_in_no_page(good_frames, tmp_path):
    frame = good_frames["replies"].assign(contact="无", addressee="无")
    report = validate_table("replies", good_frames | {"replies": frame})
    assert [finding.keys for finding in report.findings] == [(("reply.txt",),)] * 2
    render_data_docs([report], tmp_path)
    page = (tmp_path / "replies.html").read_text(encoding="utf-8")
    assert "<dt>addressee</dt>" in page
    assert "<dt>contact</dt>" not in page


def test_long_lists_of_failing_rows_are_cut_in_the_page_and_whole_in_the_finding(good_frames):
    frame = good_frames["numerals"].sample(60, replace=True, random_state=0, ignore_index=True)
    report = validate_table("numerals", good_frames | {"numerals": frame.assign(role="x")})
    outcome = next(item for item in report.result if item.rule == "numerals.role_in_vocabulary")
    finding = next(item for item in report.findings if item.rule == outcome.rule)
    assert (len(outcome.samples), outcome.failing, len(finding.keys)) == (SAMPLES, 60, 60)
