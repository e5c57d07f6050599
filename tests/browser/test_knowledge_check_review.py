"""The review of a module: what was missed comes back on its day, and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .checks import LESSON, REVIEW, Check

MISSED = "our-slots-your-children"
# As if the slip had been on another day, and had come back once since.
BACK = """due => {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith('toolkit:answer:'))) {
    const entry = JSON.parse(localStorage[key]);
    const at = '2025-12-25T12:00:00.000Z';
    if (entry.review) localStorage[key] = JSON.stringify({ ...entry, at, review: { ...entry.review, step: 1, due } });
  }
}"""


@pytest.fixture
def missed(page: Page, address: str) -> Check:
    """A learner who missed the first question of a lesson and got the second one right."""
    lesson = Check(page, "module-7/two-levels").open(address + LESSON)
    lesson.question(MISSED).answer("penalty")
    lesson.press("Next question")
    lesson.question("two-tests-one-day").answer("ask-both")
    return Check(page, "module-7/review")


def test_on_the_day_of_the_slip_nothing_is_due_and_the_next_day_is_named(missed: Check, address: str) -> None:
    missed.open(address + REVIEW)
    expect(missed.start).to_contain_text("Nothing is due today. 1 question comes back, the first on ")
    expect(missed.shown).to_have_count(0)
    missed.press("Go through all questions")
    expect(missed.shown).to_have_count(1)
    assert int((missed.progress.inner_text()).split(" of ")[1]) > 40


def test_a_missed_question_comes_back_when_it_is_due_and_climbs_the_ladder_when_it_is_right(missed: Check, address: str) -> None:
    missed.page.evaluate(BACK, "2026-01-01")
    missed.open(address + REVIEW)
    expect(missed.start).to_contain_text("1 question to look at again today.")
    assert missed.names() == [MISSED]
    question = missed.question(MISSED)
    expect(question.root.locator("input:checked")).to_have_count(0)
    expect(question.verdict).to_be_hidden()
    question.answer("both-numbers")
    expect(question.verdict).to_have_text("That's right.")
    entry = missed.stored("answer")[f"module-7/two-levels#{MISSED}"]
    assert (entry["review"]["step"], entry["review"]["why"]) == (2, "missed")
    assert entry["review"]["due"] > "2026-01-01"
    missed.reload()
    expect(missed.start).to_contain_text("Nothing is due today.")


def test_a_question_missed_again_starts_the_ladder_anew(missed: Check, address: str) -> None:
    missed.page.evaluate(BACK, "2026-01-01")
    missed.open(address + REVIEW)
    missed.question(MISSED).answer("own-numbers")
    entry = missed.stored("answer")[f"module-7/two-levels#{MISSED}"]
    assert (entry["review"]["step"], entry["right"], entry["tries"]) == (0, False, 2)
    assert missed.stored("attempt") == {}, "a review is no attempt"
