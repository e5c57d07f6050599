"""A practice check in its page: going through it, what is kept, what assistive and translating software sees, paper, no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .checks import EXAMPLES, HEAR, LESSON, TRANSLATE, Check, Question, tab_to

FIRST, SECOND, THIRD = "our-slots-your-children", "two-tests-one-day", "send-it-up"
GRADED = [FIRST, SECOND, THIRD, "name-the-rung", "they-just-dont-talk", "five-steps-northside"]
LAST = "your-barrier"


@pytest.fixture
def lesson(page: Page, address: str) -> Check:
    """The check of a lesson: six graded questions and a reflection, one at a time."""
    return Check(page, "module-7/two-levels").open(address + LESSON)


@pytest.fixture
def single(page: Page, address: str) -> Check:
    """The example of a single choice."""
    return Check(page, "examples/single-choice").open(address + EXAMPLES)


def _answer_all(check: Check) -> None:
    """Answer every graded question right, all on one page."""
    check.press("Show all questions")
    for name in GRADED:
        check.question(name).answer(check.question(name).right())


# -- trying, and trying again


def test_a_wrong_answer_can_be_tried_again_and_stays_chosen_until_then(single: Check) -> None:
    question = single.question("first-call")
    question.answer("court")
    question.press("Try again")
    expect(question.box("court")).to_be_checked()
    expect(question.box("court")).to_be_focused()
    expect(question.verdict).to_be_hidden()
    expect(question.answer_box).to_be_hidden()
    question.answer("wait")
    assert question.seen() == ["wait"], "the reason of the choice before is gone"
    question.press("Try again")
    question.answer("call")
    expect(question.verdict).to_have_text("That's right.")
    entry = single.entry("first-call")
    assert (entry["tries"], entry["right"], entry["first"]["right"]) == (3, True, False)


def test_feedback_goes_as_soon_as_another_answer_is_chosen(single: Check) -> None:
    question = single.question("first-call")
    question.answer("court")
    question.choice("call").click()
    expect(question.verdict).to_be_hidden()
    expect(question.answer_box).to_be_hidden()
    expect(question.root.locator(".question__mark")).to_have_count(0)
    expect(question.button("Check answer")).to_be_visible()


def test_a_hint_is_there_for_those_who_ask(single: Check) -> None:
    hint = single.question("first-call").root.locator(".question__hint")
    expect(hint.locator("div")).to_be_hidden()
    hint.locator("summary").focus()
    single.page.keyboard.press("Enter")
    expect(hint.locator("div")).to_have_text("Think of what the parent and the counselor could still mend today.")
    assert single.stored("answer") == {}


def test_an_answer_is_told_to_listeners_and_so_is_the_end_once(single: Check) -> None:
    single.page.evaluate(HEAR)
    question = single.question("first-call")
    question.answer("court")
    question.press("Try again")
    question.answer("call")
    (first, wrong), (end, finished), (second, right) = single.page.evaluate("heard")
    assert (first, end, second) == ("check-answered", "check-finished", "check-answered")
    told = {"check": "examples/single-choice", "question": "first-call", "type": "single-choice", "revision": 1}
    assert wrong == {**told, "answer": "court", "points": 0, "right": False, "sure": None}
    assert right == {**told, "answer": "call", "points": 1, "right": True, "sure": None}
    score = {"points": 0, "max": 1, "percent": 0, "passed": False, "objectives": {"example": [0, 1]}}
    wanted = {"check": "examples/single-choice", "kind": "practice", **score}
    assert {key: finished[key] for key in wanted} == wanted


# -- one at a time, or all


def test_questions_come_one_at_a_time_and_the_next_one_has_the_focus(lesson: Check) -> None:
    assert lesson.names() == [FIRST]
    expect(lesson.progress).to_have_text("Question 1 of 7")
    expect(lesson.button("Back")).to_have_count(0)
    lesson.press("Next question")
    assert lesson.names() == [SECOND]
    expect(lesson.progress).to_have_text("Question 2 of 7")
    situation = lesson.question(SECOND).root.locator(".question__situation")
    expect(situation).to_be_focused()
    expect(situation).to_be_in_viewport()
    lesson.press("Back")
    assert lesson.names() == [FIRST]
    expect(lesson.question(FIRST).root.locator(".question__situation")).to_be_focused()


def test_the_whole_check_is_gone_through_from_the_keyboard(lesson: Check) -> None:
    page = lesson.page
    lesson.question(FIRST).inputs.first.focus()
    for number in range(2, 8):
        tab_to(page, lesson.button("Next question"))
        page.keyboard.press("Enter")
        expect(lesson.progress).to_have_text(f"Question {number} of 7")
    assert lesson.names() == [LAST]
    expect(lesson.button("Next question")).to_have_count(0)
    tab_to(page, lesson.button("See how it went"))
    page.keyboard.press("Enter")
    expect(lesson.score).to_have_text("0 of 6 right")
    expect(lesson.result).to_contain_text("6 still to answer.")
    expect(lesson.result).to_be_focused()


def test_all_questions_can_be_shown_and_one_at_a_time_again(lesson: Check) -> None:
    lesson.question(FIRST).answer("both-numbers")
    lesson.press("Show all questions")
    assert lesson.names() == [*GRADED, LAST]
    expect(lesson.progress).to_have_text("1 of 7 answered")
    expect(lesson.progress).to_be_focused()
    expect(lesson.question(FIRST).verdict).to_have_text("That's right.")
    assert lesson.reload().names() == [*GRADED, LAST]
    lesson.press("One question at a time")
    assert lesson.names() == [SECOND], "the first that is not answered"


def test_a_lesson_counts_as_done_when_its_check_is_gone_through(lesson: Check, address: str) -> None:
    _answer_all(lesson)
    expect(lesson.score).to_have_text("6 of 6 right")
    expect(lesson.result).to_contain_text("Every question is answered: this lesson now counts as done.")
    assert list(lesson.stored("lesson")) == ["training/module-7/two-levels.md"]
    [attempt] = lesson.stored("attempt").values()
    assert (attempt["kind"], attempt["points"], attempt["max"], attempt["questions"]) == ("practice", 6, 6, GRADED)
    lesson.result.get_by_role("link", name="Question 2").click()
    expect(lesson.question(SECOND).root.locator(".question__situation")).to_be_focused()
    lesson.press("See how it went")
    lesson.press("Go through it again")
    expect(lesson.root.locator(".question:visible input:checked")).to_have_count(0)
    assert len(lesson.stored("answer")) == 6, "the record keeps what was answered"
    assert lesson.stored("lesson"), "and the lesson is still done"


def test_a_lesson_does_not_count_as_done_before_every_question_is_answered(lesson: Check) -> None:
    for name in GRADED[:-1]:
        lesson.question(name).answer(lesson.question(name).right())
        lesson.press("Next question")
    assert lesson.stored("lesson") == lesson.stored("attempt") == {}


def test_an_address_that_names_a_question_opens_it(page: Page, address: str) -> None:
    check = Check(page, "module-7/two-levels").open(f"{address}{LESSON}#q-module-7-two-levels-{THIRD}")
    assert check.names() == [THIRD]
    expect(check.question(THIRD).root).to_be_in_viewport()


# -- software that reads or rewrites the page


def test_the_check_works_while_a_browser_translates_it(page: Page, address: str) -> None:
    page.goto(address + EXAMPLES)
    for kind in ("single-choice", "multiple-choice", "matching", "ordering", "fill-in", "numeric", "scenario"):
        check = Check(page, f"examples/{kind}").ready()
        check.root.evaluate(TRANSLATE)
        [name] = check.names()
        question: Question = check.question(name)
        if kind == "scenario":
            for step, choice in (("message", "dana"), ("plan", "evening")):
                question.step(step).locator(f'.choice:has(input[value="{choice}"])').click()
                question.step(step).get_by_text("«Go on»").click()
        else:
            question.give(question.right())
            question.root.get_by_text("«Check answer»").click()
        expect(question.verdict).to_have_attribute("data-tone", "right")
        expect(question.explanation).to_be_visible()
        texts = question.answer_box.evaluate("box => box.innerText.match(/«?[^«»]+»?/g).filter((text) => text.trim())")
        assert all(text.startswith("«") and text.endswith("»") for text in texts), "feedback in the reader's language"
        if kind == "scenario":
            expect(question.step("message").locator(".scenario__feedback")).to_contain_text("«She picks up.")


def test_without_scripts_every_question_choice_answer_and_reason_can_be_reached(
    profile: Callable[..., BrowserContext], address: str
) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(address + EXAMPLES)
    questions = page.locator(".question")
    assert questions.count() == 14
    for question in questions.all():
        for part in question.locator(".question__prompt, .choice, .order__item, .match__pair, textarea, .fill__input").all():
            expect(part).to_be_visible()
        for box in question.locator("details").all():
            box.locator("summary").click()
        for part in question.locator(".key__item, .key__answer, .question__explanation, .question__hint > div").all():
            expect(part).to_be_visible()
    expect(page.locator(".check button:visible")).to_have_count(0)
    expect(page.locator(".check__plain").first).to_have_text("Each answer, with its reasons, folds out below its question.")
    assert page.locator(".scenario__leads").first.inner_text() == "Leads to step 3."
