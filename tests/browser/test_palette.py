"""Light and dark: what the reader chooses stays chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

LIGHT, DARK = "default", "slate"


def _scheme(page: Page, scheme: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def _switch(page: Page, current: int) -> None:
    """Press the button that shows the current choice (0 device, 1 light, 2 dark): it leads to the next."""
    page.locator(f"#__palette_{current} + label").click()


@pytest.mark.parametrize(("device", "scheme"), [("light", LIGHT), ("dark", DARK)])
def test_a_first_visit_follows_the_device(profile: Callable[..., BrowserContext], address: str, device: str, scheme: str) -> None:
    page = profile(color_scheme=device).new_page()
    page.goto(address)
    _scheme(page, scheme)


def test_a_page_follows_the_device_when_that_changes(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    _scheme(page, LIGHT)
    page.emulate_media(color_scheme="dark")
    _scheme(page, DARK)


def test_the_choice_goes_from_device_to_light_to_dark_and_back(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    _switch(page, 0)
    _scheme(page, LIGHT)
    _switch(page, 1)
    _scheme(page, DARK)
    page.emulate_media(color_scheme="light")
    _switch(page, 2)
    _scheme(page, LIGHT)


@pytest.mark.parametrize(("device", "presses", "scheme"), [("light", 2, DARK), ("dark", 1, LIGHT)])
def test_the_choice_stays_after_a_reload_and_on_other_pages(
    profile: Callable[..., BrowserContext], address: str, device: str, presses: int, scheme: str
) -> None:
    context = profile(color_scheme=device)
    page = context.new_page()
    page.goto(address)
    for current in range(presses):
        _switch(page, current)
    _scheme(page, scheme)
    page.reload()
    _scheme(page, scheme)
    page.goto(f"{address}model/elements/values/")
    _scheme(page, scheme)
    other = context.new_page()
    other.goto(f"{address}matrix/")
    _scheme(other, scheme)


def test_the_chosen_colors_are_there_before_the_theme_starts(page: Page, address: str) -> None:
    """No flash of white: the page is dark although the theme's own script has not come."""
    page.goto(address)
    _switch(page, 0)
    _switch(page, 1)
    _scheme(page, DARK)
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(f"{address}about/")
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == DARK
