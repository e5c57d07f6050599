"""Knowledge checks: one YAML file a check under `quizzes/<module>/`; the path without `.yml` is the id."""

from __future__ import annotations

from .check import AnyQuestion, Check
from .lint import hints
from .question import (
    Choice,
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    Reflection,
    SingleChoice,
    TrueFalse,
)
from .scenario import Scenario

FOLDER = "quizzes"
EXAMPLES = "examples"
"""The folder of the checks that show authors each type; they belong to no module."""


def anchor(check: str, question: str) -> str:
    """The id of a question in a page."""
    return f"q-{check.replace('/', '-')}-{question}"


__all__ = [
    "EXAMPLES", "FOLDER", "AnyQuestion", "Check", "Choice", "FillIn", "Matching", "MultipleChoice", "Numeric", "Ordering", "Question",
    "Reflection", "Scenario", "SingleChoice", "TrueFalse", "anchor", "hints",
]
