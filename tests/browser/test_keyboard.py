"""Everything can be reached and used from the keyboard, and the reader sees where the focus is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

BOX = ".md-search__input"
# The outline of the focused element, or of the label which stands for a hidden radio button, and its contrast with
# the ground that it lies on.
OUTLINE = """() => {
  const shown = document.activeElement.matches('.md-option') ? document.activeElement.nextElementSibling : document.activeElement;
  const { outlineStyle: style, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(shown);
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  let under = parseFloat(outlineOffset) < 0 ? shown : shown.parentElement;
  while (under.parentElement && (parts(getComputedStyle(under).backgroundColor)[3] ?? 1) < 1) under = under.parentElement;
  const [high, low] = [light(outlineColor), light(getComputedStyle(under).backgroundColor)].sort((a, b) => b - a);
  const { width, height, top, bottom } = shown.getBoundingClientRect();
  const header = document.querySelector('.md-header');
  return {
    shown: `${shown.tagName}.${shown.className}: ${shown.textContent.trim().slice(0, 40)}`,
    outlined: !['none', 'hidden'].includes(style) && parseFloat(outlineWidth) >= 2,
    contrast: (high + 0.05) / (low + 0.05),
    sized: width > 0 && height > 0,
    onScreen: bottom > 0 && top < innerHeight,
    covered: !header.contains(shown) && !shown.matches('.md-skip') && bottom <= header.getBoundingClientRect().bottom,
  };
}"""


def _fault(page: Page) -> str:
    """Why the focus cannot be seen, if so."""
    seen = page.evaluate(OUTLINE)
    faults = {
        "no outline": not seen["outlined"],
        "an outline of too little contrast": seen["contrast"] < 3,
        "no size": not seen["sized"],
        "off the screen": not seen["onScreen"],
        "under the header": seen["covered"],
    }
    return next((f"{fault}: {seen}" for fault, found in faults.items() if found), "")


def _visibly_focused(page: Page, target: Locator) -> None:
    """Focus is on the element, and an outline shows it."""
    expect(target).to_be_focused()
    assert not _fault(page), _fault(page)


def _tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until an element has the focus, as a reader would."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            _visibly_focused(page, target)
            return
    raise AssertionError(f"{most} presses of Tab do not reach {target}")


@pytest.mark.parametrize("place", ["", "model/elements/values/", "matrix/", "reference/glossary/"])
def test_tab_reaches_the_skip_link_first_and_it_leads_to_the_content(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    _visibly_focused(page, skip)
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article, main') !== null"), "the next stop is in the content"


def test_the_tabs_lead_to_their_pages(page: Page, address: str) -> None:
    page.goto(address)
    _tab_to(page, page.locator(".md-tabs").get_by_role("link", name="Reference"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}reference/")


def test_slash_opens_the_search_and_escape_closes_it(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("consent")
    expect(page.locator(BOX)).to_have_value("consent")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_focused()
    expect(page.locator(".md-search-result__item").first).to_be_hidden()


def test_arrow_keys_move_through_the_results_and_enter_opens_one(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("subpoena")
    links = page.locator(".md-search-result__link").locator("visible=true")
    expect(links.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    _visibly_focused(page, links.nth(0))
    page.keyboard.press("ArrowDown")  # to the next result, or to what unfolds more of the first
    expect(links.nth(0)).not_to_be_focused()
    _visibly_focused(page, page.locator(".md-search-result").locator(":focus"))
    page.keyboard.press("ArrowUp")
    _visibly_focused(page, links.nth(0))
    wanted = links.nth(0).evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_enter_in_the_search_opens_the_first_result(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("subpoena")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    wanted = first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_slash_typed_into_the_filter_stays_there(page: Page, address: str) -> None:
    page.goto(f"{address}matrix/")
    expect(page.locator("#filter-words")).to_be_visible()  # it is hidden until its script has come
    page.locator("#filter-words").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#filter-words")).to_have_value("a/b")
    expect(page.locator("#filter-words")).to_be_focused()


def test_the_colors_can_be_changed(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    body = page.locator("body")
    _tab_to(page, page.locator("#__palette_0"))
    page.keyboard.press("Enter")
    _visibly_focused(page, page.locator("#__palette_1"))
    expect(body).to_have_attribute("data-md-color-media", "(prefers-color-scheme: light)")
    page.keyboard.press("Enter")
    _visibly_focused(page, page.locator("#__palette_2"))
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("Enter")
    _visibly_focused(page, page.locator("#__palette_0"))
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_filter_can_be_used(page: Page, address: str) -> None:
    page.goto(f"{address}matrix/")
    _tab_to(page, page.get_by_label("Words", exact=True))
    page.keyboard.type("shared")
    status = page.locator("matrix-filter").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ of \d+ indicators shown$"))
    page.keyboard.press("Tab")
    _visibly_focused(page, page.get_by_label("Element", exact=True))
    page.keyboard.type("1.")
    expect(page.get_by_label("Element", exact=True)).not_to_have_value("")
    page.keyboard.press("Tab")
    _visibly_focused(page, page.get_by_label("Level", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Level", exact=True)).not_to_have_value("")
    page.keyboard.press("Tab")
    _visibly_focused(page, page.get_by_role("button", name="Show all"))
    page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile(r"^All \d+ indicators shown$"))
    expect(page.get_by_role("button", name="Show all")).to_be_focused()


def test_the_link_of_an_indicator_can_be_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}matrix/")
    link = page.locator("#values-02").get_by_role("link")
    _tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}matrix/#values-02")
    expect(page.locator("#values-02")).to_be_in_viewport()


def test_the_menu_of_a_phone_can_be_walked_through_when_open(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}model/")
    page.locator(".md-header label[for=__drawer]").click()
    link = page.locator(".md-nav--primary").get_by_role("link", name="The four phases")
    expect(link).to_be_in_viewport()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/model/phases/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "model/elements/values/", "reference/words/"])
def test_every_stop_of_tab_can_be_seen(page: Page, address: str, place: str, scheme: str) -> None:
    """The whole way through a page: each stop has an outline, is on the screen, and is not under the header."""
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
    page.goto(address + place)
    faults = []
    for _ in range(page.locator("a[href], button, input, select, summary, [tabindex='0']").count()):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        faults.append(_fault(page))
    assert len(faults) > 10
    assert not [fault for fault in faults if fault]
