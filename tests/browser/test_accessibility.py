"""axe finds nothing on any page, in light and dark, wide and narrow, nor in anything that opens.

A rule is never switched off here: a fault of the theme is mended in overrides/.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .axe import faults
from .conftest import PHONE
from .places import EVERY, name

STILL = {"reduced_motion": "reduce"}
"""No fading while axe reads colors."""
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
SCROLLERS = """() => [...document.querySelectorAll('article, article *')].filter((element) => {
  const style = getComputedStyle(element);
  const scrolls = ['auto', 'scroll'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  return scrolls && element.tabIndex < 0 && !element.querySelector('a[href], button, input, select, textarea, [tabindex="0"]');
}).map((element) => `${element.tagName}.${element.className}`)"""


@pytest.mark.parametrize("place", EVERY, ids=name)
def test_axe_finds_nothing_on_a_page(reader: Callable[..., Page], address: str, place: str) -> None:
    """In light, in dark, and as a phone shows it."""
    for looks in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "light", "viewport": PHONE}):
        page = reader(**looks, **STILL)
        page.goto(address + place)
        expected = "slate" if looks["color_scheme"] == "dark" else "default"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
        assert faults(page) == [], looks


@pytest.mark.parametrize("place", EVERY, ids=name)
def test_what_scrolls_sideways_on_a_phone_can_be_scrolled_with_the_keyboard(reader: Callable[..., Page], address: str, place: str) -> None:
    page = reader(color_scheme="light", viewport=PHONE, **STILL)
    page.goto(address + place)
    assert page.evaluate(SCROLLERS) == []


@SCHEMES
def test_axe_finds_nothing_while_the_search_is_open(profile: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = profile(color_scheme=scheme, **STILL).new_page()
    page.goto(f"{address}model/elements/values/")
    page.locator(".md-search__input").focus()
    assert faults(page) == []
    page.keyboard.type("consent")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert faults(page) == []
    page.locator(".md-search-result__more summary").locator("visible=true").first.click()
    assert faults(page) == []


@SCHEMES
def test_axe_finds_nothing_while_the_filter_is_in_use(profile: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = profile(color_scheme=scheme, **STILL).new_page()
    page.goto(f"{address}matrix/#show?element=values&words=shared")
    status = page.locator("matrix-filter").get_by_role("status")
    expect(status).to_contain_text("indicators shown")
    assert faults(page) == []
    page.fill("#filter-words", "zeppelin")
    expect(status).to_contain_text("No indicator fits")
    assert faults(page) == []


@SCHEMES
@pytest.mark.parametrize(
    "place", ["matrix/#values-01", "reference/glossary/#moud", "reference/words/#moud", "model/elements/values/#values-01"]
)
def test_axe_finds_nothing_where_a_link_highlights_its_target(
    profile: Callable[..., BrowserContext], address: str, scheme: str, place: str
) -> None:
    page = profile(color_scheme=scheme, **STILL).new_page()
    page.goto(address + place)
    expect(page.locator(":target")).to_be_in_viewport()
    assert faults(page) == []


@SCHEMES
def test_axe_finds_nothing_with_the_menu_open_on_a_phone(profile: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = profile(color_scheme=scheme, viewport=PHONE, **STILL).new_page()
    page.goto(f"{address}model/elements/values/")
    page.locator(".md-header label[for=__drawer]").click()
    expect(page.locator(".md-nav--primary > .md-nav__title")).to_be_in_viewport()
    assert faults(page) == []


@SCHEMES
def test_axe_finds_nothing_with_the_search_open_on_a_phone(profile: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = profile(color_scheme=scheme, viewport=PHONE, **STILL).new_page()
    page.goto(f"{address}reference/")
    page.locator("header label[for=__search]").first.click()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("relapse")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert faults(page) == []


@SCHEMES
def test_axe_finds_nothing_with_an_abbreviations_meaning_open(profile: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = profile(color_scheme=scheme, **STILL).new_page()
    page.goto(f"{address}reference/confidentiality/")
    page.locator("article abbr").first.hover()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()
    # A tooltip is read with its word (aria-describedby) and so stands in no landmark of its own; axe's best practice
    # `region` knows this for dialogs and live regions but not for role=tooltip.
    assert [fault for fault in faults(page) if not fault.startswith("region: #__tooltip")] == []
