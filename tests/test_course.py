"""A subject of the training has a label, and pages to read."""

from __future__ import annotations

from typing import Any

from macros.course import Course, Module, Place
from macros.source import Use


def module(**more: Any) -> Module:
    facts: dict[str, Any] = {"id": "one", "kind": "core", "title": "One", "minutes": 60, "summary": "A summary."}
    return Module(**{**facts, "questions": ("Why?",), "pages": ("index.md", "model/index.md"), **more})


def test_a_core_module_is_called_by_its_number() -> None:
    assert module(number=3).label == "Module 3"


def test_a_subject_without_a_number_is_a_special_topic() -> None:
    assert module(kind="special").label == "Special topic"


def test_a_subject_names_each_page_to_read_with_its_place() -> None:
    assert list(Course(modules=(module(),)).uses()) == [
        Use("page", "index.md", ("modules", 0, "pages", 0)),
        Use("page", "model/index.md", ("modules", 0, "pages", 1)),
    ]


def test_a_subject_gives_its_id() -> None:
    assert list(Course(modules=(module(),)).defines()) == [Use("module", "one", ("modules", 0, "id"))]


def test_a_lesson_knows_its_place_and_the_lessons_beside_it() -> None:
    one = module(lessons=("a.md", "b.md", "c.md"))
    course = Course(modules=(module(id="nought"), one))
    assert course.place("b.md") == Place(one, 2, "a.md", "c.md")
    assert course.place("a.md") == Place(one, 1, None, "b.md")
    assert course.place("c.md") == Place(one, 3, "b.md", None)
    assert course.place("index.md") is None


def test_a_subject_with_lessons_is_taught_and_others_are_reading_plans() -> None:
    one = module(lessons=("a.md",))
    assert Course(modules=(module(id="nought"), one)).taught == [one]
