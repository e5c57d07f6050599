"""A real Chromium, and the built site served from this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from macros.course import Module
from macros.library import Library

from . import chromium
from .learner import module_of
from .server import serve

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}
PATIENCE = 20_000
"""Milliseconds to wait for a condition before a test fails: long, since a busy machine is not a fault of the site."""


def lay_out(page: Page) -> None:
    """Lay out the whole page: what the browser skips while it is off the screen has no true place or size."""
    style = "* { content-visibility: visible !important; }"
    page.evaluate("style => { document.head.append(Object.assign(document.createElement('style'), { textContent: style })); }", style)


def _headers(path: str) -> dict[str, str]:
    """As the page for hosts advises, so that a worker's pages share what they have fetched."""
    return {"Cache-Control": "max-age=3600" if path.startswith("/assets/") else "no-cache"}


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of the served site, with a slash at its end."""
    with serve(site, headers=_headers) as served:
        yield served.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; its absence fails the run with a sentence that says what to do."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        yield started
        started.close()


@pytest.fixture
def profile(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes fresh browser profiles; `profile(color_scheme="dark")` takes Playwright's options."""
    with ExitStack() as stack:

        def fresh(**options: Any) -> BrowserContext:
            context = browser.new_context(**{"viewport": DESKTOP, **options})
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE)
            return context

        yield fresh


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Pages for tests that only look: one for each set of options, kept for the worker's whole run."""
    with ExitStack() as stack:
        kept: dict[str, Page] = {}

        def page(**options: Any) -> Page:
            key = repr(sorted(options.items()))
            if key not in kept:
                context = browser.new_context(**{"viewport": DESKTOP, **options})
                stack.callback(context.close)
                context.set_default_timeout(PATIENCE)
                kept[key] = context.new_page()
            return kept[key]

        yield page


@pytest.fixture
def context(profile: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh browser profile of desktop size."""
    return profile()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of a fresh profile; an error of a script fails the test."""
    errors: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert not errors, f"errors of scripts: {errors}"


@pytest.fixture
def module(library: Library) -> Module:
    """The module that learners take in these tests."""
    return module_of(library)


@pytest.fixture
def titles(library: Library, module: Module) -> list[str]:
    """Titles of the lessons."""
    return [library.pages[lesson].meta.title for lesson in module.lessons]
