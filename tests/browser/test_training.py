"""A learner's way through a module: what is done shows everywhere, the way leads on, and every page serves every reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.course import Module
from macros.library import Library

from .axe import faults
from .conftest import NARROW, PHONE
from .learner import HOME, PAPERS, blank, box, check_of, complete, halfway, home, live, place, ready, record, status
from .places import name
from .test_reading import BEYOND

CATALOGUE = "training/"


def _overview(module: Module) -> str:
    return place(module.page or "")


def _open(page: Page, address: str, path: str) -> Locator:
    """A page; what a learner is led back with."""
    page.goto(address + path)
    return page.locator("continue-training")


def _lesson(page: Page, address: str, path: str) -> Locator:
    """A lesson, ready; its button."""
    page.goto(address + place(path))
    button = page.locator(".lesson__mark button")
    expect(button.locator("visible=true")).to_have_count(1)
    return button.locator("visible=true")


# -- what is done


def test_a_new_visitor_sees_nothing_of_a_record(page: Page, address: str, module: Module) -> None:
    for path in ("", CATALOGUE, _overview(module), place(module.lessons[0])):
        page.goto(address + path, wait_until="networkidle")
        ready(page)
        for sign in ("continue-training", ".module__progress", ".module__state", ".module__certificate", ".lesson__state"):
            expect(page.locator(sign).locator("visible=true")).to_have_count(0)
    page.goto(address + _overview(module))
    expect(page.locator(".module__continue")).to_have_text("Start with lesson 1")
    home(page, address)
    says = f"0 of 8 lessons done, final check not yet taken. 0 of {module.minutes} minutes."
    expect(page.locator(".training__progress")).to_have_text(says)
    for sign in (".training__notices", ".training__notes", ".training__check", ".training__review", ".training__certificate"):
        expect(page.locator(sign).locator("visible=true")).to_have_count(0)


def test_a_lesson_marked_as_done_shows_on_every_page_that_names_it(page: Page, address: str, library: Library, module: Module) -> None:
    lesson = module.lessons[1]
    _lesson(page, address, lesson).click()
    expect(page.locator(".lesson__status")).to_have_text("Done: kept in this browser.")
    expect(page.locator(".lesson--head .lesson__state")).to_be_visible()
    undo = page.get_by_role("button", name="Mark as not done")
    expect(undo).to_be_focused()
    _open(page, address, _overview(module))
    expect(page.locator(".module__progress")).to_have_text("1 of 8 lessons done, final check not yet taken.")
    expect(page.locator(f".module__lesson[data-lesson='{lesson}'] .module__state")).to_have_text("Done")
    expect(page.locator(".module__state").locator("visible=true")).to_have_text(["Done", "Next"])
    expect(page.locator(".module__continue")).to_have_text("Continue with lesson 3")
    _open(page, address, CATALOGUE)
    expect(page.locator(f"#{module.id} .module__progress")).to_contain_text("1 of 8 lessons done")
    home(page, address)
    minutes = library.pages[lesson].meta.minutes
    expect(page.locator(".training__progress")).to_contain_text(f"1 of 8 lessons done, final check not yet taken. {minutes} of")
    expect(box(page, lesson)).to_be_checked()
    box(page, lesson).focus()
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("No longer marked as done.")
    _lesson(page, address, lesson)
    expect(page.get_by_role("button", name="Mark as done", exact=True)).to_be_visible()
    expect(page.locator(".lesson__state").locator("visible=true")).to_have_count(0)


def test_finishing_a_lessons_check_marks_the_lesson_as_done(page: Page, address: str, library: Library, module: Module) -> None:
    """All but one question were answered before; the last one is answered in the page."""
    check, questions = check_of(library, module)
    last, *others = [one for one in questions.questions if one.counts and one.type in ("single-choice", "true-false")]
    others = [one for one in questions.questions if one.counts and one is not last]
    blank(page, address)
    answers = {"single-choice": "a", "true-false": "true", "matching": {"a": "a"}, "scenario": [], "numeric": "1", "fill-in": "a"}
    for one in others:
        work = "record.answer(given.check, given.id, { revision: given.revision, answer: given.answer, points: 1, right: true });"
        record(page, work, check=check, id=one.id, revision=one.revision, answer=answers.get(one.type, ["a"]))
    page.goto(f"{address}{place(module.lessons[0])}#q-{check.replace('/', '-')}-{last.id}")
    question = page.locator(f".question[data-question={last.id}]")
    question.locator("input[type=radio]").first.check()
    question.locator("[data-action=check]").click()
    expect(page.locator(".lesson--foot .lesson__state")).to_be_visible()
    home(page, address)
    expect(box(page, module.lessons[0])).to_be_checked()
    said = page.locator(f".training__check[data-check='{check}']")
    expect(said).to_contain_text(re.compile(rf"1 attempt, best [\d.]+ of {questions.graded}, \d+ percent"))


@pytest.mark.parametrize("start", ["", CATALOGUE], ids=name)
def test_a_learner_is_led_back_to_where_they_left_off(page: Page, address: str, module: Module, titles: list[str], start: str) -> None:
    _lesson(page, address, module.lessons[2])
    way = _open(page, address, start)
    expect(way.locator("li").locator("visible=true")).to_have_text(f"{titles[2]} Module 7, lesson 3 of 8")
    way.get_by_role("link", name=titles[2]).click()
    page.get_by_role("button", name="Mark as done", exact=True).click()
    page.go_back()
    expect(way.get_by_role("link").locator("visible=true").first).to_have_text(titles[3])
    record(page, "for (const lesson of given.lessons) record.finishLesson(lesson);", lessons=module.lessons)
    expect(way.locator("li").locator("visible=true")).to_contain_text("all lessons done")
    expect(way.get_by_role("link", name="final check")).to_have_attribute("href", re.compile("module-7/final/$"))
    complete(page, module)
    expect(way).to_be_hidden()


def test_my_training_says_what_was_done_and_where_to_go_on(page: Page, address: str, module: Module, titles: list[str]) -> None:
    halfway(page, address, module)
    expect(page.locator(".training__continue")).to_have_text(f"Continue with {titles[2]}")
    done = page.locator(".training__check").locator("visible=true")
    expect(done).to_have_text(["Check: 1 attempt, best 4 of 5, 80 percent", "Result: before you started 2 of 5"])
    note = page.locator(".training__reflections")
    expect(note.locator("dt")).to_have_text("What would you ask first?")
    expect(note.locator("dd").first).to_have_text("Ask the clinic about rides.")
    complete(page, module, edition="2025")
    expect(page.locator(".training__progress")).to_contain_text("8 of 8 lessons done, final check passed, best result 86 percent.")
    result = r"^Result: 2 attempts, best 13 of 15, 86 percent, edition 2025; passed on \w+ \d+, \d{4}; before"
    expect(done.last).to_have_text(re.compile(result))
    page.get_by_role("link", name="Print your certificate").click()
    expect(page.locator(".certificate")).to_be_visible()


def test_a_missed_question_comes_back_when_it_is_due(page: Page, address: str, library: Library, module: Module) -> None:
    check, questions = check_of(library, module)
    missed, sure = [one for one in questions.questions if one.counts][:2]
    page.clock.set_fixed_time("2026-11-23T15:00:00Z")
    home(page, address)
    for one, how in ((missed, None), (sure, 3)):
        work = "record.answer(given.check, given.id, { revision: given.revision, answer: 'a', points: 0, right: false, sure: given.sure });"
        record(page, work, check=check, id=one.id, revision=one.revision, sure=how)
    says = "No question is due today. 2 questions come back later, from November 24, 2026 on."
    expect(page.locator(".training__nothing")).to_have_text(says)
    page.clock.set_fixed_time("2026-11-24T15:00:00Z")
    home(page, address)
    expect(page.locator(".training__review")).to_contain_text("1 question to answer again today.")
    page.clock.set_fixed_time("2026-11-30T15:00:00Z")
    home(page, address)
    expect(page.locator(".training__review")).to_contain_text("2 questions to answer again today.")
    page.locator(".training__review a").click()
    expect(page.locator(".check__start, .check__progress").filter(has_text=re.compile(r"2 question|Question 1 of 2")).first).to_be_visible()


# -- for everyone


def test_without_scripts_every_page_reads_fully(
    profile: Callable[..., BrowserContext], address: str, library: Library, module: Module, titles: list[str]
) -> None:
    page = profile(java_script_enabled=False).new_page()
    says = {
        HOME: [*titles, "needs scripts", "Reading plans"], PAPERS: [*titles, "needs scripts", "A certificate is ready when"],
        _overview(module): [*titles, "Start with lesson 1", *(one.text for one in module.objectives)],
        f"training/{module.id}/workbook/": [one.prompt for _, check in library.checks_of(module.id) for one in check.questions
                                            if one.type == "reflection"],
        place(module.lessons[1]): [titles[0], titles[2], "Module 7, lesson 2 of 8", "Answer and reasons"],
        CATALOGUE: ["Take this module", *(one.title for one in library.course.modules)], "": [],
    }  # fmt: skip
    for path, words in says.items():
        page.goto(address + path)
        seen = " ".join(page.locator("article").inner_text().split())
        assert [text for text in words if text not in seen] == [], path
        idle = page.locator("article").locator("button, progress, dialog, input[type=file], select[name=module], continue-training")
        expect(idle.locator("visible=true")).to_have_count(0)
        assert "Still missing" not in seen


LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "phone": {"color_scheme": "light", "viewport": PHONE}}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_a_learners_pages(profile: Callable[..., BrowserContext], address: str, module: Module, look: str) -> None:
    """With a record; without one they are tested like every page."""
    page = profile(**LOOKS[look], reduced_motion="reduce").new_page()
    live(blank(page, address), module)
    for path in (HOME, PAPERS, _overview(module), place(module.lessons[1])):
        page.goto(address + path)
        ready(page)
        assert faults(page) == [], path
    complete(page, module)
    for path in (PAPERS, f"training/{module.id}/workbook/"):
        page.goto(address + path)
        ready(page)
        assert faults(page) == [], path


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_while_a_record_is_opened_or_cleared(
    profile: Callable[..., BrowserContext], address: str, module: Module, look: str
) -> None:
    page = profile(**LOOKS[look], reduced_motion="reduce").new_page()
    halfway(page, address, module)
    page.evaluate("() => localStorage.setItem('toolkit:lesson:x', 'odd')")
    for content, shown in (("{}", ".training__refused"), (None, ".training__preview")):
        text = content or '{"kind": "collaborative-practice-toolkit/learner-record", "format": 1, "saved": "2026-11-20T10:00:00.000Z"}'
        page.locator("#training-file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": text.encode()})
        expect(page.locator(shown)).to_be_visible()
        assert faults(page) == [], shown
    page.get_by_role("button", name="Clear from this computer").click()
    expect(page.locator("dialog")).to_be_visible()
    assert faults(page) == []


def test_a_learners_pages_never_scroll_sideways_when_narrow(profile: Callable[..., BrowserContext], address: str, module: Module) -> None:
    page = profile(viewport=NARROW, reduced_motion="reduce").new_page()
    live(blank(page, address), module)
    complete(page, module)
    work = "record.reflect('module-7/a', 'b', 'a'.repeat(200), 'b'.repeat(200)); record.setSetting('name', 'W'.repeat(80));"
    record(page, work)
    for path in (HOME, PAPERS, "", CATALOGUE, _overview(module), f"training/{module.id}/workbook/", place(module.lessons[1])):
        page.goto(address + path)
        ready(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, path
        assert page.evaluate(BEYOND) == [], path
