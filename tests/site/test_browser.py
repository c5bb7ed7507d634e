"""The pages in a real browser: highlights, filters, deep links, search, languages, layout, accessibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipelines.contacts import masked
from pipelines.evidence import document_page, evidence_path, page_name
from pipelines.run import Outcome
from tests.site.browser import ARGUMENTS, browser_path, is_required
from tests.site.corpus import HOSTILE_ID

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        browser_path() is None and not is_required(),
        reason="no Chromium on this machine: apt-get install chromium",
    ),
]

PLAN = "001_2c1d7a2fca281c92.txt"
REPLY = "004_a0f7cbe909d062c0.txt"
UNIT = f"site/units/{page_name('unit:保定市科学技术局')}"
INDICATOR = f"site/indicators/{page_name('indicator:院士工作站')}"
EVERY_KIND = (
    *(
        "site/index.html",
        "site/documents.html",
        "site/units.html",
        "site/indicators.html",
        "site/platforms.html",
    ),
    *("site/quality.html", document_page(PLAN), document_page(HOSTILE_ID), UNIT, INDICATOR),
)
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page, with what it asked for and complained of."""

    def __init__(self, page: Page, release: Path) -> None:
        self.page = page
        self.release = release
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> Page:
        """Open a page of the release by its path, with its hash."""
        path, _, mark = path.partition("#")
        address = (self.release / path).as_uri()
        self.page.goto(f"{address}#{mark}" if mark else address)
        return self.page


@pytest.fixture
def watched(browser: Browser, built: Outcome, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A page of its own; whatever the test does, it must not complain, and nothing may leave the machine."""
    context = browser.new_context(
        **{"viewport": DESKTOP, "reduced_motion": "reduce", **getattr(request, "param", {})}
    )
    seen = Watched(context.new_page(), built.release.resolve())
    yield seen
    context.close()
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file:///", "data:"))] == []


@pytest.fixture(scope="module")
def ask(built: Outcome):
    with duckdb.connect(str(built.release / "planhouse.duckdb"), read_only=True) as connection:
        yield lambda query, *values: connection.execute(query, values).fetchall()


def marked(page: Page) -> str:
    """The words that are picked out in the text."""
    return page.evaluate(
        "[...document.querySelectorAll('#text mark')].map((mark) => mark.textContent).join('')"
    )


def listed(page: Page) -> list[str]:
    return page.locator("#rows button").all_text_contents()


@pytest.mark.parametrize("document_id", [PLAN, REPLY, HOSTILE_ID])
def test_a_page_says_the_characters_of_its_document(watched: Watched, ask, document_id):
    ((text,),) = ask("SELECT text FROM documents WHERE document_id = ?", document_id)
    page = watched.open(document_page(document_id))
    assert page.evaluate("document.getElementById('text').textContent") == masked(text)


@pytest.mark.parametrize("document_id", [PLAN, HOSTILE_ID])
def test_every_mark_stands_over_the_words_of_its_row(watched: Watched, ask, document_id):
    page = watched.open(document_page(document_id))
    over = page.evaluate(
        """() => {
          const { cards, groups } = JSON.parse(document.getElementById("data").textContent);
          const found = cards.map((card) => ({ kind: card.k, start: card.s, end: card.e, words: "" }));
          for (const mark of document.querySelectorAll("#text .m")) {
            const rows = new Set(mark.dataset.r.split(" ").flatMap((group) => groups[group]));
            for (const row of rows) found[row].words += mark.textContent;
          }
          return found;
        }"""
    )
    ((text,),) = ask("SELECT text FROM documents WHERE document_id = ?", document_id)
    text = masked(text)
    for kind, held in Counter(row["kind"] for row in over).items():
        assert ask(f"SELECT count(*) FROM {kind} WHERE document_id = ?", document_id) == [(held,)]
    assert len({row["kind"] for row in over}) > 5
    for row in over:
        said = text[row["start"] : row["end"]]
        if row["kind"] in ("sections", "tasks"):
            assert row["words"], row
            assert said.startswith(row["words"]), row
        else:
            assert row["words"] == said, row


def test_a_deep_link_of_a_target_shows_its_sentence_and_its_row(watched: Watched, ask):
    ((start, end, quote),) = ask(
        "SELECT char_start, char_end, quote FROM targets WHERE document_id = ? AND indicator = '院士工作站' AND value = 39"
        " AND restates_target_id IS NULL",
        PLAN,
    )
    page = watched.open(evidence_path(PLAN, start, end))
    assert marked(page) == quote
    expect(page.locator("#text mark").first).to_be_in_viewport()
    page.evaluate("window.location.hash = ''")
    ((first, last),) = ask(
        "SELECT value_start, value_end FROM targets WHERE document_id = ? AND indicator = '院士工作站' AND value = 39"
        " AND restates_target_id IS NULL",
        PLAN,
    )
    page = watched.open(evidence_path(PLAN, first, last))
    expect(page.locator("#card")).to_contain_text("院士工作站 39家")
    expect(page.locator("#card")).to_contain_text("2020-12-31")


def test_a_deep_link_to_any_offsets_picks_out_just_those_characters(watched: Watched, ask):
    ((text,),) = ask("SELECT text FROM documents WHERE document_id = ?", HOSTILE_ID)
    start = text.index("😀")
    page = watched.open(evidence_path(HOSTILE_ID, start, start + 3))
    assert marked(page) == "😀众创"
    page.evaluate(f"window.location.hash = '#c{start + 1}-{start + 5}'")
    expect(page.locator("#text mark")).to_have_text("众创空间")


def test_a_view_leads_to_the_sentence(watched: Watched, ask):
    ((path, quote),) = ask(
        "SELECT evidence_path(document_id, char_start, char_end), quote FROM incentives ORDER BY document_id, value_start LIMIT 1"
    )
    assert marked(watched.open(path)) == quote


def test_a_click_on_a_number_shows_the_target_that_it_belongs_to(watched: Watched):
    page = watched.open(document_page(PLAN))
    page.locator("#text .value", has_text="10099").click()
    expect(page.locator("#card")).to_contain_text("科技型中小企业 10099家")
    assert "10099" in marked(page)
    assert page.evaluate("window.location.hash").startswith("#c")


@pytest.mark.parametrize("document_id", [REPLY, HOSTILE_ID])
def test_the_address_of_each_row_leads_back_to_it(watched: Watched, document_id):
    page = watched.open(document_page(document_id))
    astray = page.evaluate(
        """() => [...document.querySelectorAll("#rows button")].flatMap((button) => {
          button.click();
          const address = window.location.hash;
          document.querySelector("#rows [aria-current]").removeAttribute("aria-current");
          window.dispatchEvent(new HashChangeEvent("hashchange"));
          const found = document.querySelector("#rows [aria-current]");
          return found === button ? [] : [`${address}: ${button.textContent}, not ${found?.textContent}`];
        })"""
    )
    assert astray == []


def test_a_kind_that_is_off_leaves_the_others_in_the_same_words_as_they_were(watched: Watched):
    page = watched.open(document_page(PLAN))
    both_kinds = page.locator("#text .numeral.deadline").first
    style = "(element) => getComputedStyle(element).textDecorationStyle"
    assert both_kinds.evaluate(style) == "dotted"
    page.locator(".kind[data-kind=numerals]").click()
    assert both_kinds.evaluate(style) == "wavy"
    page.locator(".kind[data-kind=numerals]").click()
    assert both_kinds.evaluate(style) == "dotted"


def test_hovering_names_the_rows(watched: Watched):
    page = watched.open(document_page(PLAN))
    number = page.locator("#text .value", has_text="10099")
    number.hover()
    assert "科技型中小企业 10099家" in (number.get_attribute("title") or "")


def test_the_list_jumps_to_its_row_by_keyboard_too(watched: Watched):
    page = watched.open(document_page(PLAN))
    page.locator("#words").fill("院士工作站 39")
    first = page.locator("#rows button").first
    first.focus()
    page.keyboard.press("Enter")
    assert "院士工作站增长到39家" in marked(page)
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#rows [aria-current]")).to_be_focused()
    page.locator("#words").fill("")
    page.locator("#rows button").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#rows button')[1]")


def test_filters_leave_the_rows_and_marks_that_are_asked_for(watched: Watched, ask):
    page = watched.open(document_page(PLAN))
    ((targets,),) = ask("SELECT count(*) FROM targets WHERE document_id = ?", PLAN)
    everything = len(listed(page))
    target = page.locator("#text .target").first
    shown = target.evaluate("(element) => getComputedStyle(element).backgroundColor")
    page.locator(".kind[data-kind=targets]").click()
    expect(page.locator(".kind[data-kind=targets]")).to_have_attribute("aria-pressed", "false")
    assert len(listed(page)) == everything - targets
    assert target.evaluate("(element) => getComputedStyle(element).backgroundColor") != shown
    page.locator(".kind[data-kind=targets]").click()
    assert len(listed(page)) == everything
    page.locator("#words").fill("星创天地")
    assert 0 < len(listed(page)) < everything
    rows = page.evaluate(
        "() => { const { cards } = JSON.parse(document.getElementById('data').textContent);"
        " return [...document.querySelectorAll('#rows button')].map((button) => JSON.stringify(cards[button.dataset.row])); }"
    )
    assert all("星创天地" in row for row in rows)


def test_search_finds_units_and_leads_to_their_page(watched: Watched):
    page = watched.open("site/index.html")
    page.locator("#query").fill("科学技术局")
    expect(page.locator("#found li").first).to_contain_text("科学技术局")
    page.locator("#query").fill("保定市科学技术局")
    expect(page.locator("#found li")).to_have_count(1)
    page.locator("#query").press("ArrowDown")
    expect(page.locator("#found li").first).to_have_attribute("aria-selected", "true")
    page.locator("#query").press("Enter")
    page.wait_for_url("**/units/*.html")
    expect(page.locator("h1")).to_have_text("保定市科学技术局")


def test_search_finds_a_passage_by_its_indicator_from_any_page(watched: Watched):
    page = watched.open(document_page(PLAN))
    page.locator("#query").fill("科技进步对经济增长的贡献率")
    page.locator("#found li").first.click()
    page.wait_for_url("**#c*")
    assert "科技进步对经济增长的贡献率达到60%以上" in marked(page)


def test_an_input_method_keeps_its_keys(watched: Watched):
    page = watched.open("site/index.html")
    page.locator("#query").fill("保定")
    expect(page.locator("#found li").first).to_be_visible()
    page.evaluate(
        "document.getElementById('query').dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    page.wait_for_timeout(100)
    assert page.url.endswith("index.html")


def test_search_that_finds_nothing_says_so(watched: Watched):
    page = watched.open("site/index.html")
    page.locator("#query").fill("没有这样的东西")
    expect(page.locator("#finding")).to_have_text("找到 0 项")
    expect(page.locator("#finding")).to_be_visible()
    expect(page.locator("#found")).to_be_hidden()


def test_english_is_one_click_away_and_stays(watched: Watched):
    page = watched.open("site/index.html")
    expect(page.locator("nav a").nth(1)).to_have_text("文件", use_inner_text=True)
    page.locator("#language").click()
    expect(page.locator("nav a").nth(1)).to_have_text("Documents", use_inner_text=True)
    assert page.evaluate("document.documentElement.lang") == "en"
    page = watched.open(document_page(PLAN))
    expect(page.locator(".kind[data-kind=targets]")).to_contain_text("targets", use_inner_text=True)
    expect(page.locator("#query")).to_have_attribute("placeholder", "Search titles, units, indicators")


def test_nothing_of_a_document_runs_or_becomes_an_element(watched: Watched):
    page = watched.open(document_page(HOSTILE_ID))
    page.locator("#rows button").first.click()
    held = page.evaluate(
        "document.querySelectorAll('main img, main iframe, main b, main i, a[href^=\"javascript\"]').length"
    )
    assert held == 0
    assert "<script>alert(1)</script>行动计划" in page.locator("#text").text_content()
    expect(page.locator("h1")).to_contain_text("坏 <b>&'1'?.txt")
    assert page.evaluate("document.querySelectorAll('script:not([src]):not([type])').length") == 0


@pytest.mark.parametrize("path", EVERY_KIND)
@pytest.mark.parametrize(
    "watched", [{"viewport": DESKTOP}, {"viewport": PHONE}], indirect=True, ids=["1440", "390"]
)
def test_no_page_is_wider_than_the_screen(watched: Watched, path):
    page = watched.open(path)
    for _ in ("English", "Chinese"):
        page.locator("#language").click()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        broken = page.evaluate(
            """() => [...document.querySelectorAll("td .en")].filter((word) => /^[a-z]+$/.test(word.innerText))
              .filter((word) => word.getClientRects().length > 1).map((word) => word.innerText)"""
        )
        assert broken == []
    out = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width && box.right > window.innerWidth + 1 && !element.closest(".scroll, .hidden");
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert out == []


@pytest.mark.parametrize("watched", [{"viewport": PHONE}], indirect=True)
def test_on_a_phone_the_rows_fold_and_a_passage_stands_above_them(watched: Watched, ask):
    page = watched.open(document_page(PLAN))
    expect(page.locator("#sidebody")).to_be_hidden()
    page.locator("#fold").click()
    expect(page.locator("#sidebody")).to_be_visible()
    ((path,),) = ask(
        "SELECT evidence_path(document_id, char_start, char_end) FROM targets WHERE indicator = '院士工作站' AND value = 39 LIMIT 1"
    )
    page = watched.open(path)
    page.reload()
    top = page.locator("#text mark").first.bounding_box()
    sheet = page.locator("#side").bounding_box()
    header = page.locator(".top").bounding_box()
    assert header["y"] + header["height"] <= top["y"] < sheet["y"]


@pytest.mark.parametrize("path", EVERY_KIND)
@pytest.mark.parametrize(
    "watched",
    [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": PHONE}],
    indirect=True,
    ids=["light", "dark"],
)
def test_axe_finds_nothing_serious(watched: Watched, path):
    page = watched.open(path)
    if path.startswith("site/documents/"):
        page.locator("#text .m").first.click()
    else:
        page.locator("#query").fill("保定")
        expect(page.locator("#found li").first).to_be_visible()
    before = list(watched.complaints)
    found = Axe().run(page).response["violations"]
    watched.complaints[:] = before  # axe itself asks for the style sheet, which the page's policy forbids it
    serious = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_the_text_can_be_read_and_the_pages_followed_without_scripts(browser: Browser, built: Outcome):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built.release.resolve() / document_page(PLAN)).as_uri())
    expect(page.locator("#text")).to_contain_text("院士工作站增长到39家")
    page.locator("nav a").nth(2).click()
    expect(page.locator("h1")).to_contain_text("责任单位")
    context.close()
