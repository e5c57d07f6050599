"""A module from its first page to its last, by keyboard alone: as a learner takes it, and as a facilitator teaches it.

Only the first page is asked for by its address. From there on every page is reached as by a reader without a mouse: Tab,
as often as it takes, to a link that can be seen, and Enter. A learner answers the first question of each lesson's check;
whole checks, which the tests of their types answer, would take minutes.
"""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from macros.course import Module
from macros.library import Library

from .checks import Check, Question, tab_to
from .learner import place
from .test_certificate import STUBBED
from .test_keyboard import _fault
from .test_print import A4, LETTER, Sheet, _tight
from .test_slides import heading, notes, words

NAME = "Ana María Quillfeather"
MOST = 120
"""Presses of Tab within which everything must be reached from where a reader is, the longest page included."""
SPARE = 60
"""Points at the foot of a handout that stay free, since letters are wider on some machines."""
FURNITURE = ("Skip to content", "Back to top", "Table of contents", "Help now", "Type to start searching")


@pytest.fixture
def keyboard(page: Page, address: str) -> Page:
    """The catalogue of the training, just opened; nothing moves, so that the focus can be looked at."""
    page.add_init_script(STUBBED)
    page.clock.set_fixed_time("2026-11-23T15:00:00Z")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}training/")
    return page


def _reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is on an element and can be seen there."""
    tab_to(page, target, key=key, most=MOST)
    assert not _fault(page), _fault(page)


def _press(page: Page, target: Locator, key: str = "Tab") -> None:
    """Reach an element, and press Enter."""
    _reach(page, target, key)
    page.keyboard.press("Enter")


def _skip(page: Page) -> None:
    """Go past the menus with the link that is there for it."""
    _press(page, page.get_by_role("link", name="Skip to content"))


def _follow(page: Page, link: Locator, to: str, key: str = "Tab") -> None:
    """Follow a link to another page."""
    _press(page, link, key)
    page.wait_for_url(f"**/{to}")


def _back(page: Page, to: str) -> None:
    """Go back to a page; its address still ends where its skip link led."""
    page.go_back()
    page.wait_for_url(f"**/{to}#*")


def _answer(question: Question) -> None:
    """Answer a question of a practice check rightly, and read what it says."""
    question.key_in(question.right())
    if question.type in ("fill-in", "numeric"):
        question.root.page.keyboard.press("Enter")
    else:
        _press(question.root.page, question.button("Check answer"))
    expect(question.verdict).to_have_text("That's right.")
    expect(question.verdict).to_be_in_viewport()


def _take(page: Page, title: str, name: str) -> None:
    """Take a lesson: answer the first question of its check, and mark the lesson as done."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    check = Check(page, name).ready()
    _skip(page)
    [question] = check.questions()
    first = question.root.locator("input, select").locator("visible=true").first
    tab_to(page, first, most=MOST)
    page.keyboard.press("Shift+Tab")  # an answer begins before its first control
    _answer(question)
    _press(page, page.get_by_role("button", name="Mark as done", exact=True))
    expect(page.locator(".lesson__status")).to_have_text("Done: kept in this browser.")


def test_a_learner_goes_from_the_catalogue_to_the_printed_certificate(
    keyboard: Page, library: Library, module: Module, titles: list[str]
) -> None:
    page, article = keyboard, keyboard.get_by_role("article")
    assert module.page and module.final
    final = place(library.shown_on[module.final])
    *checks, _ = [name for name, _ in library.checks_of(module.id)]
    _skip(page)
    _follow(page, page.locator(f"#{module.id}").get_by_role("link", name="Take this module"), place(module.page))
    _skip(page)
    _follow(page, article.get_by_role("link", name="Start with lesson 1"), place(module.lessons[0]))
    for title, name, then in zip(titles, checks, [*map(place, module.lessons[1:]), final], strict=True):
        _take(page, title, name)
        _follow(page, article.get_by_role("link", name=re.compile("^Next")), then)

    check = Check(page, module.final).ready()
    _skip(page)
    _press(page, check.button("Begin"))
    for number in range(1, 16):
        expect(check.progress).to_contain_text(f"Question {number} of 15")
        [question] = check.questions()
        question.key_in(question.right())
        _press(page, check.button("Next question" if number < 15 else "See my result"))
    expect(check.score).to_have_text("15 of 15, 100 percent. You passed: the pass mark is 80 percent.")
    expect(check.result).to_be_focused()
    certificate = check.result.get_by_role("link", name="Your certificate, once all lessons are done")
    expect(certificate).to_have_attribute("href", "../../certificate/")

    _follow(page, page.locator(".md-path").get_by_role("link").last, place(module.page), key="Shift+Tab")
    expect(page.locator(".module__progress")).to_contain_text("8 of 8 lessons done, final check passed")
    _skip(page)
    _follow(page, article.get_by_role("link", name="Print your certificate"), "training/certificate/")
    _skip(page)
    _reach(page, page.get_by_label("Your name"))
    page.keyboard.type(NAME)
    _press(page, page.get_by_role("button", name="Print certificate"))
    assert page.evaluate("() => window.prints") == 1
    for sheet in _print(page, LETTER):
        assert all(_tight(text) in sheet.text for text in (NAME, module.title, "November 23, 2026", "100 percent (15 of 15)"))


def test_a_facilitator_presents_the_slides_and_prints_every_handout(keyboard: Page, library: Library, module: Module) -> None:
    page, article = keyboard, keyboard.get_by_role("article")
    assert module.page
    files = place(library.page_with("teaching_files", module.id) or "")
    _skip(page)
    _follow(page, page.locator(f"#{module.id}").get_by_role("link", name="Take this module"), place(module.page))
    _skip(page)
    _follow(page, article.get_by_role("link", name="Teach this module"), files)
    _skip(page)
    _follow(page, article.get_by_role("link", name="in the browser: Slides"), f"{module.id}-slides.html*")

    expect(heading(page)).to_have_text(module.title)
    for slide in library.decks[module.id].slides[:3]:
        page.keyboard.press("ArrowRight")
        expect(heading(page)).to_have_text(slide.title)
    expect(notes(page)).to_be_hidden()
    page.keyboard.press("n")
    expect(notes(page)).to_be_visible()
    said = " ".join(notes(page).inner_text().split())
    assert all(words(point) in said for point in slide.points.split("\n\n"))
    _back(page, files)

    assert len(module.handouts) == 5
    for handout in module.handouts:
        title = library.pages[handout].meta.title
        _skip(page)
        _follow(page, article.get_by_role("link", name=f"page: {title}", exact=True), place(handout))
        headings = [text.removesuffix("¶") for text in article.locator("h1, h2, th").all_inner_texts()]
        assert headings[0] == title
        for paper in (LETTER, A4):
            [sheet] = _print(page, paper)
            assert sheet.width < sheet.height
            assert min(y for _, y, _ in sheet.spots) >= SPARE, (title, paper)
            assert [text for text in headings if _tight(text) not in sheet.text] == []
            assert [text for text in FURNITURE if _tight(text) in sheet.text] == []
        _back(page, files)


def _print(page: Page, paper: str) -> list[Sheet]:
    pdf = page.pdf(format=paper, prefer_css_page_size=True)
    return [Sheet.read(sheet) for sheet in PdfReader(io.BytesIO(pdf)).pages]
