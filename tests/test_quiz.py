"""Knowledge checks: what the reader makes of a file, what it advises, and that any file is answered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.library import Library
from macros.quiz import EXAMPLES, FOLDER, Check, anchor, hints
from macros.quiz.question import Matching, Ordering, TrueFalse
from macros.source import Use, parse

from .conftest import ROOT
from .test_source import PLENTY, _places, _with, answer, fields

KINDS = ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "fill-in", "numeric", "scenario", "reflection"]
SHOWN = {kind: (ROOT / FOLDER / EXAMPLES / f"{kind}.yml").read_text(encoding="utf-8") for kind in [*KINDS, "final"]}


def check(*questions: str, head: str = "") -> Check:
    """A practice check with these questions."""
    return parse(f"title: A check\nkind: practice\n{head}questions:\n" + "".join(questions), Check, "quizzes/check.yml").model


def choice(prompt: str = "What now?", *choices: tuple[str, bool], id: str = "one", extra: str = "") -> str:
    """A single-choice question, as YAML."""
    given = choices or (("Call", True), ("Wait", False))
    lines = "".join(f"      - {{id: c{n}, text: {text}, correct: {str(right).lower()}, why: x}}\n" for n, (text, right) in enumerate(given))
    head = f"  - id: {id}\n    type: single-choice\n    objective: levels\n    prompt: {prompt}\n    explanation: x\n"
    return f"{head}{extra}    choices:\n{lines}"


# -- what a model gives


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_an_example_of_each_type_and_a_template(kind: str) -> None:
    assert kind in [question.type for question in parse(SHOWN[kind], Check, "x.yml").model.questions]
    assert (ROOT / f"macros/templates/question/{kind}.html.jinja").is_file()


def test_every_example_is_shown_to_authors() -> None:
    page = (ROOT / "docs/about/authoring-checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r'\{\{ check_example\("([a-z-]+)"\) \}\}', page)) == set(SHOWN)


def test_a_statement_has_two_choices_of_which_one_is_right() -> None:
    question = parse(SHOWN["true-false"], Check, "x.yml").model.questions[0]
    assert isinstance(question, TrueFalse)
    assert [(one.id, one.correct, bool(one.why)) for one in question.choices] == [("true", True, False), ("false", False, True)]


def test_what_can_be_matched_stands_in_an_order_that_gives_nothing_away() -> None:
    question = parse(SHOWN["matching"], Check, "x.yml").model.questions[0]
    assert isinstance(question, Matching)
    texts = [text for _, text in question.rights]
    assert texts == sorted(texts)
    assert {id for id, _ in question.rights} == {one.id for one in (*question.pairs, *question.extra)}


@pytest.mark.parametrize("texts", [("b", "a", "c"), ("a", "b", "c"), ("c", "b", "a")])
def test_an_order_is_never_shown_solved(texts: tuple[str, ...]) -> None:
    items = tuple({"id": text, "text": text, "why": "x"} for text in texts)
    question = Ordering(id="x", type="ordering", objective="x", prompt="x", explanation="x", items=items)  # type: ignore[arg-type]
    assert question.mixed != question.items
    assert set(question.mixed) == set(question.items)


def test_a_check_names_the_works_behind_its_answers_and_gives_ids_to_its_questions() -> None:
    model = check(choice(extra="    references: [casey-2021]\n"))
    assert list(model.uses()) == [Use("reference", "casey-2021", ("questions", 0, "references", 0))]
    assert list(model.defines()) == [Use("question", "one", ("questions", 0, "id"))]


def test_a_question_has_the_same_anchor_wherever_it_is_printed() -> None:
    assert anchor("module-7/consent", "a-call") == "q-module-7-consent-a-call"


# -- advice


def advice(model: Check) -> list[str]:
    return [what for _, what, _ in hints(model)]


def test_a_right_answer_that_is_the_longest_by_far_is_pointed_out() -> None:
    long = ("Call the counselor back today and ask what they know of it", True)
    short, longer = ("Write to the court", False), ("Write to the court first and then to the program in the same week", False)
    assert advice(check(choice("What now?", long, ("Wait", False), short))) == ["the right answer is the longest by far"]
    assert advice(check(choice("What now?", long, ("Wait", False), longer))) == []


@pytest.mark.parametrize("prompt", ["Which is not a step?", "What should you never do?", "All fit except:", "Why don't you call?"])
def test_a_negative_prompt_is_pointed_out(prompt: str) -> None:
    assert [what.partition(":")[0] for what in advice(check(choice(f'"{prompt}"')))] == ["a negative prompt"]


def test_a_word_that_only_holds_a_negative_is_no_negative_prompt() -> None:
    assert advice(check(choice("What do you notice in another notebook?"))) == []


def test_more_than_four_choices_are_pointed_out() -> None:
    five = [(f"Choice {n}", n == 3) for n in range(5)]
    assert advice(check(choice("What now?", *five))) == ["5 choices"]
    assert advice(check(choice("What now?", *five[:4]))) == []


def test_a_right_choice_that_always_stands_at_the_same_place_is_pointed_out() -> None:
    same = [choice(id=f"q{n}") for n in range(3)]
    assert advice(check(*same)) == ["the right choice is always number 1"]
    assert advice(check(*same[:2], choice("What now?", ("Wait", False), ("Call", True), id="other"))) == []
    assert advice(check(*same[:2])) == [], "two can be chance"


def test_our_own_checks_need_no_advice(library: Library) -> None:
    assert {id: advice(document.model) for id, document in library.checks.items() if advice(document.model)} == {}


# -- any file is answered


@pytest.mark.parametrize("kind", SHOWN)
def test_an_example_with_any_value_put_in_gives_a_check_or_mistakes(kind: str) -> None:
    data = yaml.safe_load(SHOWN[kind])
    values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=3), max_size=3) | fields(Check)

    @PLENTY
    @given(st.sampled_from(list(_places(data))), values)
    def holds(place: tuple[Any, ...], value: Any) -> None:
        answer(yaml.safe_dump(_with(data, place, value), allow_unicode=True, sort_keys=False), Check)

    holds()


@PLENTY
@given(st.lists(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=4), min_size=2, max_size=6))
def test_any_scenario_gives_a_check_or_mistakes(ways: list[list[tuple[int, bool]]]) -> None:
    """Whatever leads where: circles, dead ends and steps that nothing leads to come out as mistakes, and soon."""
    steps = [
        {
            "id": f"s{n}",
            "text": "What now?",
            "choices": [
                {"id": f"c{m}", "text": f"Way {m}", "why": "x", "next": f"s{to}" if to < 6 else "debrief", "acceptable": good}
                for m, (to, good) in enumerate(choices)
            ],
        }
        for n, choices in enumerate(ways)
    ]
    question = {"id": "case", "type": "scenario", "objective": "x", "prompt": "Walk.", "steps": steps, "debrief": "x"}
    answer(yaml.safe_dump({"title": "x", "kind": "practice", "questions": [question]}, sort_keys=False), Check)


def test_every_file_names_its_schema_in_its_first_line() -> None:
    files = sorted((ROOT / FOLDER).rglob("*.y*ml"))
    assert files
    wanted = "# yaml-language-server: $schema=../../macros/schemas/quiz.schema.json"
    assert [path.name for path in files if path.read_text(encoding="utf-8").split("\n")[0] != wanted or path.suffix != ".yml"] == []


def test_a_file_that_is_not_a_check_is_reported_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("\t- x", encoding="utf-8")
    answer((tmp_path / "bad.yml").read_text(encoding="utf-8"), Check)
