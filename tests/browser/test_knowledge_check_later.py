"""What only an answer needs is fetched when a check is first touched: not before, in time, and on a bad connection too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .checks import LESSON, Check

FIRST, RIGHT = "our-slots-your-children", "both-numbers"
LATER = ("answers.mjs", "marking.mjs")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The scripts that the page asks for, by name."""
    names: list[str] = []
    page.on("request", lambda request: names.append(request.url.rpartition("/")[2]))
    return names


def _open(page: Page, address: str) -> Check:
    return Check(page, "module-7/two-levels").open(address + LESSON)


def test_who_only_reads_fetches_nothing_that_marks_an_answer(page: Page, address: str, asked: list[str]) -> None:
    _open(page, address)
    page.wait_for_load_state("networkidle")
    assert "knowledge-check.mjs" in asked
    assert [name for name in LATER if name in asked] == []


def test_what_marks_an_answer_is_there_before_the_answer_is_checked(page: Page, address: str) -> None:
    check = _open(page, address)
    with page.expect_response("**/answers.mjs"), page.expect_response("**/marking.mjs"):
        check.question(FIRST).inputs.first.focus()
    expect(check.question(FIRST).verdict).to_be_hidden()


def test_an_answer_is_checked_once_however_often_and_early_the_button_is_pressed(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/answers.mjs", lambda route: held.append(route))
    check = _open(page, address)
    question = check.question(FIRST)
    with page.expect_request("**/answers.mjs"):
        question.give(RIGHT)
    question.press("Check answer")
    question.press("Check answer")
    expect(question.box(RIGHT)).to_be_checked()
    expect(question.verdict).to_be_hidden()
    for route in held:
        route.continue_()
    expect(question.verdict).to_have_text("That's right.")
    expect(question.verdict).to_be_focused()
    assert check.entry(FIRST)["tries"] == 1


def test_where_the_connection_is_lost_a_check_says_so_keeps_the_answer_and_can_be_tried_again(page: Page, address: str) -> None:
    page.route("**/answers.mjs", lambda route: route.abort())
    check = _open(page, address)
    question = check.question(FIRST)
    question.give(RIGHT)
    check.listen()
    question.press("Check answer")
    expect(check.notice).to_have_text("Your answers are kept. Try again when you are online.")
    assert check.said() == ["Your answers are kept. Try again when you are online."]
    expect(question.box(RIGHT)).to_be_checked()
    page.unroute("**/answers.mjs")
    question.press("Check answer")
    expect(question.verdict).to_have_text("That's right.")
    expect(check.notice).to_be_hidden()
