"""Reading comes first: with scripts off, on a narrow screen, zoomed in, with little motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.library import Library

from .conftest import NARROW, PHONE, lay_out
from .places import EVERY, name

# What a reader could only reach by scrolling the page sideways: text beyond the right edge, outside a frame of its own.
BEYOND = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const framed = (element) => {
    for (let around = element; around && around.tagName !== 'ARTICLE'; around = around.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(around).overflowX)) return true;
    return false;
  };
  return [...document.querySelectorAll('article *')]
    .filter((element) => element.checkVisibility({ opacityProperty: true }) && element.getBoundingClientRect().right > edge)
    .filter((element) => !element.closest('[aria-hidden=true], .headerlink') && !framed(element))
    .map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`);
}"""
# Long movements: a transition of place or size, or an animation. Colours may fade.
MOVEMENTS = """() => {
  const seconds = (text) => Math.max(...text.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
  const moves = /all|transform|translate|rotate|scale|left|right|top|bottom|inset|width|height|size|margin/;
  const found = new Set();
  for (const element of document.querySelectorAll('*'))
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      const name = `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}${part ?? ''}`;
      if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.05) found.add(`${name} animates`);
      if (moves.test(style.transitionProperty) && seconds(style.transitionDuration) > 0.05) found.add(`${name} moves`);
      if (style.scrollBehavior !== 'auto') found.add(`${name} scrolls smoothly`);
    }
  return [...found];
}"""


SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""


@pytest.fixture
def plain(reader: Callable[..., Page]) -> Page:
    """A page with scripts off."""
    return reader(java_script_enabled=False)


@pytest.mark.parametrize("place", EVERY, ids=name)
def test_a_page_reads_in_full_with_scripts_off(plain: Page, reader: Callable[..., Page], address: str, place: str) -> None:
    """Its heading and its text are the same as with scripts on; no control waits for a script that does not come.

    What a learner's record fills, a check asks bit by bit or a tool shows part by part reads otherwise with scripts; tests of its own
    hold what it says without.
    """
    plain.goto(address + place)
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    expect(plain.locator(".md-search, form.matrix-filter, [data-md-component=palette] label").locator("visible=true")).to_have_count(0)
    enhanced = reader()
    enhanced.goto(address + place)
    with_scripts = _text(enhanced)
    assert len(plain.locator("article").inner_text()) > 200
    assert _text(plain) == with_scripts


def _text(page: Page) -> str:
    """The text that can be seen on a page, without what only a script can say or do."""
    said = page.locator("article").evaluate(
        """article => {
          const own = 'knowledge-check, lesson-marker, my-training, training-certificate, training-workbook, team-tool';
          article.querySelectorAll(`[role=status], form, .review-dates__past, ${own}`).forEach((part) => part.remove());
          return article.innerText;
        }"""
    )
    return " ".join(said.split())


def test_with_scripts_off_the_matrix_is_whole_and_its_filter_is_away(plain: Page, address: str, library: Library) -> None:
    plain.goto(f"{address}matrix/")
    expect(plain.locator(".matrix__indicator").locator("visible=true")).to_have_count(len(library.matrix.indicators()))
    expect(plain.locator("form.matrix-filter")).to_be_hidden()


def test_with_scripts_off_links_lead_on(plain: Page, address: str) -> None:
    plain.goto(address)
    plain.locator(".md-tabs").get_by_role("link", name="Practice model").click()
    expect(plain).to_have_url(f"{address}model/")
    plain.locator(".md-footer__link--next").click()
    expect(plain).to_have_url(f"{address}model/phases/")
    plain.goto(f"{address}model/elements/values/")
    plain.locator(".indicators").get_by_role("link", name="values-01").click()
    expect(plain).to_have_url(f"{address}matrix/#values-01")
    expect(plain.locator("#values-01")).to_be_in_viewport()


def test_with_scripts_off_the_menu_opens_on_a_phone(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{address}model/")
    page.locator(".md-header label[for=__drawer]").click()
    link = page.locator(".md-nav--primary").get_by_role("link", name="The four phases")
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url("**/model/phases/")


@pytest.mark.parametrize("place", EVERY, ids=name)
def test_no_page_scrolls_sideways_on_a_narrow_screen(reader: Callable[..., Page], address: str, place: str) -> None:
    """At 320 pixels, and on a screen of 1280 by 900 zoomed to 400%, which leaves 320 by 225; scripts on and off."""
    for scripts in (True, False):
        page = reader(viewport=NARROW, java_script_enabled=scripts)
        page.goto(address + place)
        lay_out(page)
        for height in (225, NARROW["height"]):
            page.set_viewport_size({"width": 320, "height": height})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, f"scripts {scripts}, height {height}"
            assert page.evaluate(BEYOND) == [], f"scripts {scripts}, height {height}"


def test_on_a_phone_the_matrix_names_each_level_before_its_list(reader: Callable[..., Page], address: str, library: Library) -> None:
    page = reader(viewport=PHONE)
    page.goto(f"{address}matrix/")
    cells = page.locator(".matrix__cell")
    expect(cells).to_have_count(len(library.matrix.elements) * len(library.matrix.levels))
    for cell in cells.all():
        cell.scroll_into_view_if_needed()
        level, items = cell.locator(".matrix__level"), cell.locator(".matrix__list")
        expect(level).to_be_visible()
        assert level.inner_text() == library.matrix.level(cell.get_attribute("data-level") or "").title
        above, below = level.bounding_box(), items.bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"]
        assert below["width"] > 200, "the list has the width of the screen"


@pytest.mark.parametrize("place", ["", "matrix/", "model/elements/values/", "reference/laws-and-timelines/"], ids=name)
def test_who_asks_for_less_motion_gets_none(reader: Callable[..., Page], address: str, place: str) -> None:
    page = reader(reduced_motion="reduce")
    page.goto(address + place)
    assert page.evaluate(MOVEMENTS) == []


@pytest.mark.parametrize("place", ["", "matrix/", "model/"], ids=name)
def test_text_can_be_spaced_out_without_being_cut(reader: Callable[..., Page], address: str, place: str) -> None:
    """WCAG 1.4.12: line height 1.5, paragraphs 2, letters 0.12, words 0.16."""
    page = reader(viewport=NARROW, java_script_enabled=True)
    page.goto(address + place)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert not page.evaluate(BEYOND)
