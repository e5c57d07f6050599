"""A final: all answers first, one result against the pass mark, what to look at again, and what was gained since the start."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .checks import EXAMPLES, FINAL, HEAR, Check

POOL = {"consent-first": "false", "who-first": "landlord", "review-minutes": "7", "shared-word": "rehab"}
"""The questions of the example, each with a wrong answer."""
VALUES = "inputs => inputs.map(({ value }) => value)"


@pytest.fixture
def final(page: Page, address: str) -> Check:
    """The example of the page for authors: three of four, all on one page, 60 percent to pass."""
    return Check(page, "examples/final").open(address + EXAMPLES)


def _answer(check: Check, right: int) -> list[str]:
    """Answer as many right as named and the others wrong; returns the ids of those."""
    names = check.names()
    for name in names[:right]:
        check.question(name).give(check.question(name).right())
    for name in names[right:]:
        check.question(name).give(POOL[name])
    return names[right:]


def test_a_final_says_what_is_asked_before_it_begins_and_shows_no_question(final: Check) -> None:
    expect(final.start).to_contain_text("You get 3 questions, drawn from 4.")
    expect(final.start).to_contain_text("The pass mark is 60 percent")
    expect(final.shown).to_have_count(0)
    for name in ("See my result", "Print with answers"):
        expect(final.button(name)).to_have_count(0)


def test_begin_draws_the_questions_and_leads_to_the_first(final: Check) -> None:
    final.press("Begin")
    names = final.names()
    assert len(names) == 3 and set(names) < set(POOL)
    expect(final.question(names[0]).root.locator(".question__prompt")).to_be_focused()
    expect(final.progress).to_have_text("0 of 3 answered")
    expect(final.start).to_be_empty()


def test_while_it_runs_a_final_says_nothing_of_right_and_wrong(final: Check) -> None:
    final.press("Begin")
    final.listen()
    _answer(final, 1)
    expect(final.progress).to_have_text("all answered")
    for question in final.questions():
        expect(question.verdict).to_be_hidden()
        expect(question.answer_box).to_be_hidden()
        expect(question.root.locator(".question__mark")).to_have_count(0)
        expect(question.button("Check answer")).to_have_count(0)
    assert [said for said in final.said() if not said.startswith("Moved")] == []
    assert final.stored("answer") == {}, "a final is no practice"


def test_unanswered_questions_are_named_and_one_may_go_on_anyway(final: Check) -> None:
    final.press("Begin")
    first, second, third = final.names()
    final.question(second).give(final.question(second).right())
    final.press("See my result")
    expect(final.result).to_be_focused()
    expect(final.result).to_contain_text("2 questions not answered yet.")
    assert final.result.get_by_role("link").all_inner_texts() == ["Question 1", "Question 3"]
    expect(final.score).to_have_count(0)
    final.result.get_by_role("link", name="Question 3").click()
    expect(final.question(third).root.locator(".question__prompt")).to_be_focused()
    final.press("See my result")
    final.press("See my result anyway")
    expect(final.score).to_contain_text("1 of 3, 33 percent.")
    expect(final.question(first).verdict).to_have_text("Not answered.")


def test_the_warning_of_open_questions_goes_when_they_are_answered(final: Check) -> None:
    final.press("Begin")
    final.press("See my result")
    expect(final.result).to_contain_text("3 questions not answered yet.")
    _answer(final, 3)
    final.press("See my result")
    expect(final.score).to_have_text("3 of 3, 100 percent. You passed: the pass mark is 60 percent.")
    expect(final.result).not_to_contain_text("not answered yet")


@pytest.mark.parametrize(
    ("right", "score"),
    [
        (2, "2 of 3, 66 percent. You passed: the pass mark is 60 percent."),
        (1, "1 of 3, 33 percent. The pass mark is 60 percent."),
    ],
    ids=["passed", "not yet"],
)
def test_one_result_stands_against_the_pass_mark_with_feedback_for_each_question(final: Check, right: int, score: str) -> None:
    final.press("Begin")
    wrong = _answer(final, right)
    final.listen()
    final.press("See my result")
    expect(final.score).to_have_text(score)
    assert final.said() == [score]
    expect(final.result.get_by_role("link", name="certificate")).to_have_count(0)  # an example leads to none
    expect(final.result).to_be_focused()
    expect(final.score).to_be_in_viewport(ratio=1)
    assert "fail" not in final.root.inner_text().lower()
    for name in final.names():
        question = final.question(name)
        expect(question.verdict).to_have_text("Not quite." if name in wrong else "That's right.")
        expect(question.answer_box).to_be_visible()
        if name in wrong:
            expect(question.explanation).to_be_visible()
    for control in final.root.locator(".question:visible input").all():
        expect(control).to_be_disabled()
    [attempt] = final.stored("attempt").values()
    assert (attempt["kind"], attempt["points"], attempt["max"], attempt["passed"]) == ("final", right, 3, right == 2)
    assert sorted(attempt["questions"]) == sorted(final.names())


def test_a_result_survives_a_reload_without_taking_the_focus(final: Check) -> None:
    final.press("Begin")
    _answer(final, 2)
    final.press("See my result")
    names, shown = final.names(), final.score.inner_text()
    final.reload()
    expect(final.score).to_have_text(shown)
    assert final.names() == names
    expect(final.page.locator("body")).to_be_focused()
    expect(final.status).to_be_empty()
    assert len(final.stored("attempt")) == 1, "looking again is no attempt"


def test_a_final_goes_on_after_a_reload_with_the_same_questions_and_answers(final: Check) -> None:
    final.press("Begin")
    names = final.names()
    _answer(final, 3)
    final.question(names[0]).sure("Fairly sure")
    orders = [question.inputs.evaluate_all(VALUES) for question in final.questions()]
    final.reload()
    assert final.names() == names
    assert [question.inputs.evaluate_all(VALUES) for question in final.questions()] == orders
    expect(final.progress).to_have_text("all answered")
    expect(final.question(names[0]).root.get_by_label("Fairly sure")).to_be_checked()
    final.press("See my result")
    expect(final.score).to_contain_text("3 of 3, 100 percent.")


def test_what_one_was_sure_of_and_got_wrong_is_listed_first(final: Check) -> None:
    final.press("Begin")
    wrong = _answer(final, 1)
    names = final.names()
    for name, sure in zip(names, ("Sure", "Guessing", "Sure"), strict=True):
        final.question(name).sure(sure)
    final.press("See my result")
    expect(final.result).to_contain_text("You were sure of these, and they were not right.")
    assert final.result.locator("[data-go]").evaluate_all("links => links.map(({ dataset }) => dataset.go)") == [wrong[1]]
    final.result.get_by_role("link", name="Question 3").click()
    expect(final.question(wrong[1]).root.locator(".question__prompt")).to_be_focused()
    [attempt] = final.stored("attempt").values()
    assert attempt["sureWrong"] == [wrong[1]]


def test_taken_again_a_final_starts_empty_with_other_questions_and_keeps_the_best_result(final: Check) -> None:
    # Chance is a row of numbers here, so that the draws are other ones.
    final.page.evaluate("() => { let at = 0; Math.random = () => (at += 0.37) % 1; }")
    final.press("Begin")
    draws = [final.names()]
    _answer(final, 3)
    for right in (1, 0):
        final.press("See my result")
        final.press("Take it again")
        draws.append(final.names())
        expect(final.progress).to_have_text("0 of 3 answered")
        expect(final.root.locator(".question:visible input:checked")).to_have_count(0)
        for question in final.questions():
            expect(question.verdict).to_be_hidden()
            expect(question.answer_box).to_be_hidden()
        expect(final.question(draws[-1][0]).root.locator(".question__prompt")).to_be_focused()
        _answer(final, right)
    assert len({tuple(draw) for draw in draws}) > 1
    final.press("See my result")
    assert [attempt["points"] for _, attempt in sorted(final.stored("attempt").items())] == [3, 1, 0]


def test_the_check_before_the_start_is_no_barrier_and_shows_later_what_was_gained(final: Check) -> None:
    final.press("Before you start: 2 questions")
    assert len(final.names()) == 2
    _answer(final, 1)
    final.press("See my result")
    expect(final.start).to_contain_text("Before you started: 1 of 2, 50 percent.")
    expect(final.start).to_be_focused()
    expect(final.shown).to_have_count(0)
    final.press("Begin")
    _answer(final, 3)
    final.press("See my result")
    expect(final.result).to_contain_text("What you gained: before the start 1 of 2, 50 percent; now 3 of 3, 100 percent.")
    assert [attempt["kind"] for _, attempt in sorted(final.stored("attempt").items())] == ["before", "final"]


def test_a_final_is_told_to_listeners_when_it_is_handed_in(final: Check) -> None:
    final.page.evaluate(HEAR)
    final.press("Begin")
    names = final.names()
    _answer(final, 2)
    final.question(names[2]).sure("Sure")
    assert final.page.evaluate("heard") == []
    final.press("See my result")
    *answered, (kind, finished) = final.page.evaluate("heard")
    assert [(type_, detail["question"], detail["right"]) for type_, detail in answered] == [
        ("check-answered", name, right) for name, right in zip(names, (True, True, False), strict=True)
    ]
    assert set(answered[0][1]) >= {"check", "question", "type", "revision", "answer", "points", "right"}
    assert answered[2][1]["sure"] == 3
    assert kind == "check-finished"
    wanted = {"check": "examples/final", "kind": "final", "points": 2, "max": 3, "percent": 66, "passed": True}
    assert {key: finished[key] for key in wanted} == wanted
    assert finished["objectives"] == {"example": [2, 3]}


def test_a_modules_final_goes_by_objective_and_names_the_lessons_to_look_at_again(page: Page, address: str) -> None:
    check = Check(page, "module-7/final").open(address + FINAL)
    check.press("Begin")
    expect(check.shown).to_have_count(1)
    expect(check.progress).to_have_text("Question 1 of 15")
    for number in range(15):
        [question] = check.questions()
        if number % 3:
            question.give(question.right())
        if number < 14:
            check.press("Next question")
    check.press("See my result")
    expect(check.result).to_contain_text("5 questions not answered yet.")
    check.press("See my result anyway")
    expect(check.score).to_have_text("10 of 15, 66 percent. The pass mark is 80 percent.")
    expect(check.shown).to_have_count(15)
    objectives = check.root.locator(".check__objectives > li:visible")
    tallies = [re.match(r"([\d.]+) of (\d+)", text) for text in objectives.all_inner_texts()]
    assert sum(float(tally[1]) for tally in tallies if tally) == 10
    assert sum(int(tally[2]) for tally in tallies if tally) == 15
    again = check.result.locator(".check__list a")
    missed = {link for item, tally in zip(objectives.all(), tallies, strict=True) if tally and tally[1] != tally[2]
              for link in item.locator("a").evaluate_all("links => links.map(({ href }) => href)")}  # fmt: skip
    assert set(again.evaluate_all("links => links.map(({ href }) => href)")) == missed
    expect(check.result).to_contain_text("Look again at these lessons")
    again.first.click()
    expect(page.locator("knowledge-check")).to_have_attribute("data-kind", "practice")
