"""The training hangs together: what is asked, what is not asked yet, and the checks of the modules that are written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import html

from macros import training
from macros.__main__ import main
from macros.library import Library

from . import project
from .conftest import ROOT
from .test_quiz import KINDS

FILE = ROOT / "tests/cases/training/a-module-with-a-lesson-a-check-and-a-final-is-in-order.yml"
CASE = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The tiny project with one lesson, its check and a final."""
    return project.write(tmp_path, CASE["change"], CASE["files"])


def test_the_report_counts_questions_by_type(tiny: Path) -> None:
    assert list(training.coverage(Library.open(tiny))) == ["module-1: 2 checks, 2 questions (2 true-false)"]


def test_the_report_names_objectives_without_a_question_and_lessons_without_a_check(tiny: Path) -> None:
    course = tiny / "docs/training/course.yml"
    text = course.read_text(encoding="utf-8")
    text = text.replace("    lessons:\n", "      - {id: wants, text: Tell a want from a need.}\n    lessons:\n")
    text = text.replace("      - training/lesson.md\n", "      - training/lesson.md\n      - training/more.md\n")
    course.write_text(text, encoding="utf-8")
    lesson = (tiny / "docs/training/lesson.md").read_text(encoding="utf-8")
    (tiny / "docs/training/lesson.md").write_text(lesson.replace("minutes: 90", "minutes: 60"), encoding="utf-8")
    more = lesson.replace("minutes: 90", "minutes: 30").replace("A Lesson", "More").partition("{{")[0]
    (tiny / "docs/training/more.md").write_text(more, encoding="utf-8")
    assert list(training.coverage(Library.open(tiny)))[1:] == [
        "  no question for the objective `wants`",
        "  no check on the lesson training/more.md",
    ]


def test_checking_prints_advice_and_the_report_and_ends_well(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = tiny / "quizzes/module-1/needs.yml"
    needs.write_text(needs.read_text(encoding="utf-8").replace("A need is a danger.", "A need is not a danger."), encoding="utf-8")
    assert main(["--root", str(tiny), "check"]) == 0
    said = capsys.readouterr().out
    assert "advice: quizzes/module-1/needs.yml:7: a negative prompt: `A need is not a danger.` (ask for what is so)" in said
    assert "module-1: 2 checks, 2 questions (2 true-false)" in said


# -- the modules that are written


def test_every_lesson_has_a_check_with_at_least_five_graded_questions(library: Library) -> None:
    shown = training.shown_on(library)
    for module in library.course.modules:
        for lesson in module.lessons:
            graded = sum(library.checks[check].model.graded for check in shown.get(lesson, ()))
            assert graded >= 5, f"{lesson} asks {graded} questions"


def test_a_final_has_a_pool_of_thirty_and_asks_for_every_objective(library: Library) -> None:
    for module in library.course.modules:
        if module.final:
            pool = library.checks[module.final].model.questions
            assert len(pool) >= 30
            assert {question.objective for question in pool} == {objective.id for objective in module.objectives}


def test_every_type_is_used_in_a_written_module(library: Library) -> None:
    used = {question.type for _, check in library.checks_of("module-7") for question in check.questions}
    assert used == set(KINDS)


def test_every_objective_is_taught_by_a_lesson(library: Library) -> None:
    for module in library.course.modules:
        taught = {objective for lesson in module.lessons for objective in library.pages[lesson].meta.objectives}
        assert {objective.id for objective in module.objectives} == taught if module.lessons else not taught


# -- the answer key


def test_an_answer_key_holds_every_question_with_its_answer_and_no_script(site: Path, library: Library) -> None:
    for module in library.course.modules:
        checks = library.checks_of(module.id)
        if not checks:
            continue
        page = html.parse(str(site / f"training/answer-key-{module.id}.html"))
        assert page.xpath("//script") == []
        assert len(page.xpath("//li[@class='question']")) == sum(len(check.questions) for _, check in checks)
        text = " ".join(" ".join(page.xpath("//body")[0].itertext()).split())
        for _, check in checks:
            for question in check.questions:
                assert " ".join(question.prompt.replace("*", "").split()) in text
        assert (site / page.xpath("//link[@rel='stylesheet']/@href")[0].removeprefix("../")).is_file()


def test_the_answer_keys_follow_the_order_of_the_lessons(library: Library) -> None:
    shown = training.shown_on(library)
    for module in library.course.modules:
        order = [check for lesson in module.lessons for check in shown.get(lesson, ())]
        assert [id for id, _ in library.checks_of(module.id)] == [*order, *([module.final] if module.final else [])]
