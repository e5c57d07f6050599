"""Checks of understanding as they look: narrow, dark, in forced colors, without motion, on paper; axe before and after answering."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from .axe import faults
from .checks import EXAMPLES, FINAL, LESSON, Check, Question
from .conftest import NARROW
from .places import name

STILL = {"reduced_motion": "reduce"}
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PLACES = pytest.mark.parametrize("place", [EXAMPLES, LESSON, FINAL], ids=name)
TOO_SMALL = """checks => checks.flatMap((check) => {
  const own = 'button, select, summary, textarea, input[type=text], label:has(input), .check__list a, .check__objectives a';
  return [...check.querySelectorAll(own)].filter((target) => target.checkVisibility()).flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const told = `${target.tagName} ${target.className} ${target.textContent.trim().slice(0, 30)}: ${width} x ${height}`;
    return width >= 24 && height >= 24 ? [] : [told];
  });
})"""
WIDER = """() => document.scrollingElement.scrollWidth > innerWidth && [...document.querySelectorAll('.check *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth).map(({ tagName, className }) => `${tagName}.${className}`)"""
MOVING = """() => [...document.querySelectorAll('.check, .check *')].filter((one) => one.getAnimations().length
  || getComputedStyle(one).transitionDuration.split(', ').some((time) => parseFloat(time) > 0.01)).length"""


def _wrong(question: Question) -> None:
    """Give a wrong or half-right answer, so that the page shows reasons and marks."""
    right = question.right()
    if question.type == "matching":
        question.give(dict.fromkeys(right, next(iter(right))))
    elif question.type == "ordering":
        question.give(question.order()[-1:])
    elif question.type in ("fill-in", "numeric", "reflection"):
        question.text.fill("1")
    elif question.type == "scenario":
        question.root.locator(".scenario__step:visible .choice").last.click()
        question.press("Go on")
    else:
        question.root.locator(".choice", has_not=question.root.page.locator(f'[value="{right}"]')).first.click()


def _answer_all(page: Page, place: str) -> None:
    """Answer what the page asks, every other question wrong; a final is handed in."""
    for check in page.locator("knowledge-check").all():
        one = Check(page, check.get_attribute("data-check") or "")
        final = check.get_attribute("data-kind") == "final"
        for begin in one.root.get_by_role("button", name="Begin", exact=True).all():
            begin.click()
        for all_ in one.root.get_by_role("button", name="Show all questions").all():
            all_.click()
        names = one.names()
        for place_, id_ in enumerate(names[:5] if final else names):
            question = one.question(id_)
            if question.type in ("scenario", "reflection") or place_ % 2 or len(names) == 1:
                _wrong(question)
            else:
                question.give(question.right())
            if not final and question.type not in ("scenario", "reflection"):
                question.press("Check answer")
        if final:
            one.press("See my result")
            for anyway in one.root.get_by_role("button", name="See my result anyway").all():
                anyway.click()
            expect(one.score).to_be_visible()


def _open(page: Page, address: str, place: str) -> Page:
    page.goto(address + place)
    for check in page.locator("knowledge-check").all():
        expect(check).to_have_attribute("data-live", "")
    return page


@PLACES
def test_on_the_narrowest_phone_nothing_scrolls_sideways_and_a_finger_hits_everything(
    profile: Callable[..., BrowserContext], address: str, place: str
) -> None:
    page = _open(profile(viewport=NARROW).new_page(), address, place)
    assert not page.evaluate(WIDER)
    assert page.locator(".check").evaluate_all(TOO_SMALL) == []
    _answer_all(page, place)
    assert not page.evaluate(WIDER)
    assert page.locator(".check").evaluate_all(TOO_SMALL) == []


@SCHEMES
@PLACES
def test_axe_finds_nothing_before_and_after_answering(
    profile: Callable[..., BrowserContext], address: str, place: str, scheme: str
) -> None:
    page = _open(profile(color_scheme=scheme, **STILL).new_page(), address, place)
    if place == FINAL:  # what nobody has begun is looked at with all pages of the site
        Check(page, "module-7/final").press("Begin")
        assert faults(page) == []
    _answer_all(page, place)
    assert faults(page) == []


def test_in_forced_colors_what_is_chosen_focused_and_marked_can_be_told(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(forced_colors="active").new_page()
    check = Check(page, "examples/single-choice").open(address + EXAMPLES)
    question = check.question("first-call")
    question.inputs.first.focus()
    page.keyboard.press("Space")
    label = question.root.locator(".choice:has(:checked)")
    assert label.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    question.answer("court")
    expect(label.locator(".question__mark")).to_have_text("Not this")
    for drawn in (question.verdict, label, question.root.locator("button:visible").first, check.button("Print with answers")):
        assert drawn.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "auto"
    for framed in (label, check.button("See how it went")):
        assert framed.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"


def test_where_motion_is_not_wanted_nothing_moves(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(**STILL).new_page()
    check = Check(page, "module-7/two-levels").open(address + LESSON)
    check.question(check.names()[0]).answer("penalty")
    assert page.evaluate(MOVING) == 0
    check.press("Next question")
    top = page.evaluate("scrollY")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("scrollY") == top, "the page is where it will be at once"


# -- paper


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _printed(page: Page) -> str:
    pdf = page.pdf(format="Letter", prefer_css_page_size=True)
    return _tight("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages))


def _missing(texts: Locator, printed: str) -> list[str]:
    every = [_tight(text) for text in texts.all_text_contents()]
    assert every
    return [text for text in every if text not in printed]


def _paper(page: Page, address: str, place: str) -> Page:
    """The page with its checks, without the sources that the examples show beside them."""
    page.add_init_script("window.print = () => {}")
    _open(page, address, place)
    page.locator("details.check-example").evaluate_all("sources => sources.forEach((source) => source.remove())")
    return page


@PLACES
def test_on_paper_every_question_stands_with_its_choices_and_no_answer(page: Page, address: str, place: str) -> None:
    printed = _printed(_paper(page, address, place))
    parts = ".question__prompt, .question__situation p, .choice__text, .match__left, .match__rights li, .order__text, .scenario__text p"
    assert _missing(page.locator(parts), printed) == []
    answers = page.locator(".key__why, .question__explanation p")
    assert len(_missing(answers, printed)) == answers.count()
    for text in ("Answerandreasons", "Checkanswer", "Nextquestion", "Printwithanswers"):
        assert text not in printed


@pytest.mark.parametrize("place", [EXAMPLES, LESSON], ids=name)
def test_printed_with_answers_every_answer_and_reason_stands_on_paper(page: Page, address: str, place: str) -> None:
    _paper(page, address, place)
    practice = page.locator('knowledge-check[data-kind="practice"]')
    for check in practice.all():
        check.get_by_role("button", name="Print with answers").click()
        expect(check).to_have_attribute("data-answers", "")
    printed = _printed(page)
    assert _missing(practice.locator(".question__prompt"), printed) == []
    assert _missing(practice.locator(".key__item, p.key, .question__explanation p"), printed) == []
    # When it is printed, the screen is as before.
    expect(page.locator("knowledge-check[data-answers]")).to_have_count(0)
    expect(page.locator(".question__answer[open]")).to_have_count(0)
    expect(page.locator(".question__answer:visible")).to_have_count(0)


def test_a_result_is_printed_without_answers_unless_they_are_wanted(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => {}")
    check = Check(page, "module-7/final").open(address + FINAL)
    check.press("Begin")
    expect(check.button("Print with answers")).to_have_count(0)
    check.press("Show all questions")
    check.press("See my result")
    check.press("See my result anyway")
    why = check.root.locator(".question__explanation").first
    page.emulate_media(media="print")
    expect(check.score).to_be_visible()
    expect(check.root.locator(".question:visible")).to_have_count(15)  # those that were drawn
    expect(check.root.locator(".question__answer:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    check.press("Print with answers")
    page.emulate_media(media="print")
    expect(why).to_be_visible()
    expect(check.root.locator(".question__answer:visible")).to_have_count(15)
