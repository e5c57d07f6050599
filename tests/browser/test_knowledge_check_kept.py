"""What a learner enters is kept: over reloads, other pages and an author's changes, and for the visit where nothing can be kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .checks import EXAMPLES, LESSON, Check

FIRST, SECOND, THIRD = "our-slots-your-children", "two-tests-one-day", "send-it-up"
GRADED = [FIRST, SECOND, THIRD, "name-the-rung", "they-just-dont-talk", "five-steps-northside"]
LAST = "your-barrier"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no access', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };"
CHANGE = '(data-question="{}" data-type="[a-z-]+" data-revision=)"1"'


@pytest.fixture
def lesson(page: Page, address: str) -> Check:
    """The check of a lesson: six graded questions and a reflection, one at a time."""
    return Check(page, "module-7/two-levels").open(address + LESSON)


def _rewritten(page: Page, change: Callable[[str], str]) -> None:
    """From now on the lesson is served as an author has changed it."""
    page.route(f"**/{LESSON}", lambda route: route.fulfill(response=(answer := route.fetch()), body=change(answer.text())))


def _answer_all(check: Check) -> None:
    """Answer every graded question right, all on one page."""
    check.press("Show all questions")
    for name in GRADED:
        check.question(name).answer(check.question(name).right())


def test_an_answer_that_was_only_begun_survives_a_reload_and_going_back(lesson: Check, address: str) -> None:
    page = lesson.page
    lesson.press("Next question")
    lesson.question(SECOND).choice("cancel").click()
    lesson.reload()
    assert lesson.names() == [SECOND]
    expect(lesson.question(SECOND).box("cancel")).to_be_checked()
    page.goto(address)
    page.go_back()
    lesson.ready()
    assert lesson.names() == [SECOND]
    expect(lesson.question(SECOND).box("cancel")).to_be_checked()
    expect(lesson.question(SECOND).verdict).to_be_hidden()
    assert lesson.stored("answer") == {}


@pytest.mark.parametrize(
    ("kind", "name", "answer"),
    [
        ("matching", "who-decides", {"removal": "visits"}),
        ("ordering", "referral", ["consent", "ask"]),
        ("fill-in", "return-to-use", "a setb"),
        ("scenario", "two-missed", [("message", "court")]),
    ],
)
def test_a_half_answer_of_any_kind_survives_a_reload(page: Page, address: str, kind: str, name: str, answer: object) -> None:
    check = Check(page, f"examples/{kind}").open(address + EXAMPLES)
    question = check.question(name)
    question.give(answer)
    check.reload()
    if kind == "matching":
        expect(question.select("removal")).to_have_value("visits")
    elif kind == "ordering":
        assert question.order()[:2] == ["consent", "ask"]
    elif kind == "fill-in":
        expect(question.text).to_have_value("a setb")
    else:
        expect(question.step("message").locator(".scenario__feedback")).to_contain_text("The letter goes out.")
        expect(question.step("repair")).to_be_visible()
        expect(question.step("plan")).to_be_hidden()
    expect(question.verdict).to_be_hidden()


def test_an_answer_and_its_feedback_survive_a_reload_quietly(lesson: Check) -> None:
    question = lesson.question(FIRST)
    question.answer("penalty")
    lesson.reload()
    expect(question.box("penalty")).to_be_checked()
    expect(question.verdict).to_have_text("Not quite.")
    assert question.seen() == ["penalty"]
    expect(lesson.page.locator("body")).to_be_focused()
    expect(lesson.status).to_be_empty()
    assert lesson.entry(FIRST)["tries"] == 1, "looking again is not answering"


def test_answers_keep_to_their_questions_when_an_author_inserts_removes_and_reorders(lesson: Check) -> None:
    lesson.question(FIRST).answer("penalty")
    lesson.press("Next question")
    lesson.press("Next question")
    lesson.question(THIRD).answer(["counselor", "one-rule"])

    def change(page: str) -> str:
        start, *items, end = re.split(r'(?=<li class="question question--)|(?=</li></ol>\s*<div class="check__controls")', page)
        kept = [item for item in items if f'data-question="{SECOND}"' not in item]
        new = items[0].replace(FIRST, "brand-new")
        return "".join([start, new, *reversed(kept), end])

    _rewritten(lesson.page, change)
    lesson.reload()
    lesson.press("Show all questions")
    assert lesson.names() == ["brand-new", LAST, *GRADED[:1:-1], FIRST]
    expect(lesson.question(FIRST).box("penalty")).to_be_checked()
    expect(lesson.question(FIRST).verdict).to_have_text("Not quite.")
    expect(lesson.question(THIRD).verdict).to_have_text("That's right.")
    for name in ("brand-new", *GRADED[3:]):
        expect(lesson.question(name).verdict).to_be_hidden()
        expect(lesson.question(name).root.locator("input:checked")).to_have_count(0)
    expect(lesson.progress).to_have_text("2 of 7 answered")


def test_an_answer_to_an_earlier_revision_shows_as_changed_and_does_not_count(lesson: Check) -> None:
    lesson.question(FIRST).answer("both-numbers")
    _rewritten(lesson.page, lambda page: re.sub(CHANGE.format(FIRST), r'\1"2"', page))
    lesson.reload()
    question = lesson.question(FIRST)
    expect(question.root).to_contain_text("This question has changed since you answered it.")
    expect(question.verdict).to_be_hidden()
    expect(question.answer_box).to_be_hidden()
    expect(lesson.progress).to_have_text("Question 1 of 7")
    expect(question.root.locator("input:checked")).to_have_count(0)
    question.answer("both-numbers")
    expect(question.verdict).to_have_text("That's right.")
    expect(question.root).not_to_contain_text("This question has changed")
    assert (lesson.entry(FIRST)["revision"], lesson.entry(FIRST)["tries"]) == (2, 1)
    assert lesson.stored("earlier")[f"module-7/two-levels#{FIRST}@1"]["right"] is True


@pytest.mark.parametrize(
    ("script", "says"), [(BLOCKED, "This browser keeps nothing for this site."), (FULL, "no room left")], ids=["blocked", "full"]
)
def test_where_nothing_can_be_kept_the_check_works_for_this_visit_and_says_so(
    context: BrowserContext, address: str, script: str, says: str
) -> None:
    page = context.new_page()  # the theme's own scripts may complain
    page.add_init_script(script)
    check = Check(page, "module-7/two-levels").open(address + LESSON)
    expect(check.notice).to_contain_text(says)
    expect(check.notice).to_be_visible()
    _answer_all(check)
    expect(check.score).to_have_text("6 of 6 right")
    expect(check.notice).to_contain_text("lasts only while this page is open")
