"""The nine types of questions: answered right, wrong, partly and not at all, by mouse and by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .checks import EXAMPLES, Check, Question, tab_to


@dataclass
class Case:
    """An example of the page for authors, and what can be answered. `seen`: the reasons that stand beside the wrong answer."""

    question: str
    right: Any
    wrong: Any
    seen: list[str]
    partly: list[tuple[Any, str]] = field(default_factory=list)
    control: str = ""
    empty: str = "Choose an answer first."


CASES = {
    "single-choice": Case("first-call", "call", "court", ["court"]),
    "multiple-choice": Case(
        "ready-for-review",
        ["children", "behavior"],
        ["diary"],
        ["diary"],
        [
            (["children"], "Partly right: 1 of 2."),
            (["children", "behavior", "diary"], "Partly right: 2 of 2, and 1 too many."),
        ],
    ),
    "true-false": Case("report-allowed", "true", "false", ["false"]),
    "matching": Case(
        "who-decides",
        {"level-of-care": "level-of-care", "removal": "removal", "visits": "visits"},
        {"level-of-care": "neighbor", "removal": "visits", "visits": "removal"},
        ["neighbor"],
        [
            ({"removal": "removal"}, "Partly right: 1 of 3."),
            ({"level-of-care": "level-of-care", "removal": "removal", "visits": "neighbor"}, "Partly right: 2 of 3."),
        ],
        control=".match__select",
    ),
    "ordering": Case(
        "referral",
        ["ask", "consent", "call", "check"],
        ["check", "call", "consent", "ask"],
        [],
        [(["ask", "consent", "check", "call"], "Partly right: 2 of 4.")],
        control=".order__move",
        empty="Move at least one item first.",
    ),
    "fill-in": Case("return-to-use", "  Return to USE. ", "setback", ["setback"], control=".fill__input", empty="Write an answer first."),
    "numeric": Case("lost", "25.0", "75", ["75"], control=".fill__input", empty="Write a number first."),
}
EACH = pytest.mark.parametrize("kind", CASES)
TWO_MISSED = "two-missed"
GOOD = [("message", "dana"), ("plan", "evening")]
COSTLY = [("message", "court"), ("repair", "honest")]
SEEN = "element => element.getBoundingClientRect().top >= document.querySelector('.md-header').getBoundingClientRect().bottom"


@pytest.fixture
def example(page: Page, address: str, request: pytest.FixtureRequest) -> tuple[Check, Question, Case]:
    kind = request.node.callspec.params["kind"]
    check = Check(page, f"examples/{kind}").open(address + EXAMPLES)
    return check, check.question(CASES[kind].question), CASES[kind]


def _told(check: Check, question: Question, verdict: str) -> None:
    """The verdict is announced once, stands in the question, and has the focus and the eye."""
    expect(question.verdict).to_have_text(verdict)
    assert check.said() == [verdict]
    expect(check.root.locator("[role=status], [role=alert], [aria-live]")).to_have_count(1)
    expect(question.verdict).to_be_focused()
    expect(question.verdict).to_be_in_viewport(ratio=1)
    assert question.verdict.evaluate(SEEN), "the site's header covers the verdict"


def _all_told(question: Question) -> None:
    """Every reason can be read."""
    assert len(question.seen()) == question.reasons.count()
    for text in question.root.locator(".key, .question__explanation").all():
        expect(text).to_be_visible()
    assert not question.root.locator(".question__answer [hidden]").count()


@EACH
def test_a_right_answer_is_confirmed_with_every_reason(example: tuple[Check, Question, Case], kind: str) -> None:
    check, question, case = example
    expect(question.answer_box).to_be_hidden()
    question.give(case.right)
    check.listen()
    question.press("Check answer")
    _told(check, question, "That's right.")
    _all_told(question)
    for name in ("Check answer", "Try again", "Show the answer"):
        expect(question.button(name)).to_have_count(0)
    entry = check.entry(case.question)
    assert (entry["right"], entry["points"], entry["tries"], entry["revision"]) == (True, 1, 1, 1)


@EACH
def test_a_wrong_answer_gets_the_reason_of_that_answer_and_nothing_is_given_away(example: tuple[Check, Question, Case], kind: str) -> None:
    check, question, case = example
    question.give(case.wrong)
    check.listen()
    question.press("Check answer")
    _told(check, question, "Not quite.")
    assert question.seen() == case.seen
    expect(question.explanation).to_be_hidden()
    expect(question.root.locator("p.key:visible")).to_have_count(0)
    assert check.entry(case.question)["right"] is False
    question.press("Show the answer")
    _all_told(question)
    expect(question.verdict).to_be_focused()
    assert check.said() == ["Not quite.", "The answer is shown."]
    assert check.entry(case.question)["tries"] == 1, "looking is not answering"


@pytest.mark.parametrize(
    ("kind", "answer", "verdict"),
    [(kind, *partly) for kind, case in CASES.items() for partly in case.partly],
    ids=lambda value: str(value)[:24],
)
def test_a_partly_right_answer_says_how_much_and_marks_each_part(
    example: tuple[Check, Question, Case], kind: str, answer: Any, verdict: str
) -> None:
    check, question, case = example
    question.give(answer)
    check.listen()
    question.press("Check answer")
    _told(check, question, verdict)
    expect(question.button("Show the answer")).to_be_visible()
    expect(question.explanation).to_be_hidden()
    marks = question.root.locator(".question__mark")
    said = marks.all_inner_texts()
    right = {
        "multiple-choice": len({*answer} & {*case.right}),
        "matching": sum(pair == to for pair, to in answer.items()) if kind == "matching" else 0,
    }
    assert sum(text in ("Right", "In place") for text in said) == right.get(kind, 2)
    assert set(said) <= {"Right", "Not this", "In place", "Not here"}
    assert 0 < check.entry(case.question)["points"] < 1


@EACH
def test_without_an_answer_a_sentence_says_what_to_do_first(example: tuple[Check, Question, Case], kind: str) -> None:
    check, question, case = example
    check.listen()
    question.press("Check answer")
    expect(question.verdict).to_have_text(case.empty)
    assert check.said() == [case.empty]
    expect(question.root.locator(case.control or ".choices input").first).to_be_focused()
    expect(question.answer_box).to_be_hidden()
    assert check.stored("answer") == {}, "nothing was answered"


def _keys(page: Page, question: Question, kind: str, answer: Any) -> None:
    """Answer from the keyboard, from the question's beginning, up to where Enter has it checked."""
    question.key_in(answer)
    if kind not in ("fill-in", "numeric"):
        expect(question.verdict).to_be_hidden()
        tab_to(page, question.button("Check answer"))


@EACH
def test_each_type_is_answered_from_the_keyboard_alone_and_arrow_keys_never_submit(
    example: tuple[Check, Question, Case], kind: str
) -> None:
    check, question, case = example
    page = check.page
    here = page.url
    question.root.locator(".question__prompt").evaluate("prompt => { prompt.tabIndex = -1; prompt.focus(); }")
    _keys(page, question, kind, case.right)
    assert check.stored("answer") == {}, "moving and choosing is not submitting"
    check.listen()
    page.keyboard.press("Enter")
    _told(check, question, "That's right.")
    assert check.entry(case.question)["right"] is True
    assert page.url == here


def test_moving_an_item_keeps_the_focus_and_says_where_it_stands(page: Page, address: str) -> None:
    check = Check(page, "examples/ordering").open(address + EXAMPLES)
    question = check.question("referral")
    check.listen()
    first, last = question.order()[0], question.order()[-1]
    question.move(first, "down").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(question.move(first, "down")).to_be_focused()
    assert question.order()[2] == first
    question.move(last, "down").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    said = [text.strip("\N{NO-BREAK SPACE}") for text in check.said()]
    assert said == ["Moved to place 2 of 4.", "Moved to place 3 of 4.", "Already at place 4 of 4.", "Already at place 4 of 4."]
    assert len(set(check.said())) == 4, "what is said twice must change, else it is not read"
    expect(question.verdict).to_be_hidden()


def test_a_scenario_goes_one_step_at_a_time_to_its_debrief(page: Page, address: str) -> None:
    check = Check(page, "examples/scenario").open(address + EXAMPLES)
    question = check.question(TWO_MISSED)
    expect(question.root.locator(".scenario__step:visible")).to_have_count(1)
    check.listen()
    question.give(GOOD[:1])
    feedback = question.step("message").locator(".scenario__feedback")
    expect(feedback).to_contain_text("Her shift has changed")
    expect(feedback).not_to_contain_text("evening group in mind")
    assert [" ".join(text.split()) for text in check.said()] == [" ".join(feedback.inner_text().split())]
    expect(question.step("plan")).to_be_focused()
    expect(question.step("repair")).to_be_hidden()
    expect(question.step("message").locator("input").first).to_be_disabled()
    expect(question.explanation).to_be_hidden()
    check.listen()
    question.give(GOOD[1:])
    _told(check, question, "That's a good way through.")
    expect(question.explanation).to_contain_text("someone asked before someone reported")
    question.press("Walk another way")
    expect(question.root.locator(".scenario__step:visible")).to_have_count(1)
    expect(question.step("message").locator("input").first).to_be_focused()
    assert check.entry(TWO_MISSED)["right"] is True


def test_a_costly_way_through_a_scenario_says_so_and_leaves_the_other_ways_untold(page: Page, address: str) -> None:
    check = Check(page, "examples/scenario").open(address + EXAMPLES)
    question = check.question(TWO_MISSED)
    check.listen()
    question.give(COSTLY)
    expect(question.verdict).to_have_text("This way has a cost.")
    expect(question.explanation).to_be_visible()
    assert question.seen() == []
    assert check.entry(TWO_MISSED)["points"] == 0.5
    question.press("Show where each choice leads")
    _all_told(question)


def test_a_scenario_step_without_a_choice_asks_for_one(page: Page, address: str) -> None:
    check = Check(page, "examples/scenario").open(address + EXAMPLES)
    question = check.question(TWO_MISSED)
    check.listen()
    question.press("Go on")
    expect(question.verdict).to_have_text("Choose an answer first.")
    assert check.said() == ["Choose an answer first."]
    expect(question.step("message").locator("input").first).to_be_focused()


def test_a_scenario_is_walked_from_the_keyboard_alone(page: Page, address: str) -> None:
    check = Check(page, "examples/scenario").open(address + EXAMPLES)
    question = check.question(TWO_MISSED)
    question.root.locator(".question__prompt").evaluate("prompt => { prompt.tabIndex = -1; prompt.focus(); }")
    for step, choice, presses in (("message", "counselor", 1), ("plan", "evening", 0)):
        inputs = question.step(step).locator("input")
        tab_to(page, inputs.first)
        page.keyboard.press("Space")
        for _ in range(presses):
            page.keyboard.press("ArrowDown")
        expect(question.step(step).locator(f'input[value="{choice}"]')).to_be_checked()
        assert check.stored("answer") == {}, "moving and choosing is not submitting"
        check.listen()
        tab_to(page, question.step(step).get_by_role("button", name="Go on"))
        page.keyboard.press("Enter")
    _told(check, question, "That's a good way through.")


def test_a_reflection_is_kept_as_it_is_written_and_never_graded(page: Page, address: str) -> None:
    check = Check(page, "examples/reflection").open(address + EXAMPLES)
    check.press("Next question")
    question = check.question("my-habit")
    expect(question.root.locator(".question__actions")).to_be_hidden()
    tab_to(page, question.text)
    page.keyboard.type("I write before I call.")
    page.keyboard.press("Enter")
    page.keyboard.type("I would rather call.")
    expect(question.verdict).to_have_text("Kept in this browser.")
    kept = check.stored("reflection")["examples/reflection#my-habit"]
    assert kept["text"] == "I write before I call.\nI would rather call."
    assert kept["prompt"].startswith("When a session is missed")
    check.reload()
    expect(question.text).to_have_value(kept["text"])
    assert check.stored("answer") == {}
    question.text.fill("")
    expect(question.verdict).to_be_hidden()
    assert check.stored("reflection") == {}
